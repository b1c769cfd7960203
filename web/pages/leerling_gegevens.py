"""The page about one pupil with who has gezag, where the pupil lives and which schools; and the acts on it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import OuderUitgenodigd
from services.intake.leerlingen.contract import (
    AdresBeeindigen,
    AdresVastleggen,
    GegevensTonen,
    GezagBeeindigen,
    GezaghouderUitnodigen,
    GezagVastleggen,
    InschrijvingBevestigen,
    LeerlingUitnodigen,
    LeerlingUitschrijven,
    LoopbaanAanvullen,
    LoopbaanTerugzetten,
    LoopbaanWeghalen,
    MeekijkenBeeindigen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.rollen import SCHOOLROLLEN
from web.filling import leerling_gegevens as vullen
from web.forms import Invoer, lees
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Melding
from web.visit import Verzoek

NAMEN = {"gezag_id": "gezag", "adres_id": "adres", "van": "vanaf", "tot": "eindigt_op", "per": "uitgeschreven_op"}


@get("/leerlingen/{id:uuid}/gegevens", opt=voor(*LEZERS, audit="gegevens_tonen"))
async def leerling_gegevens(request: Verzoek) -> Response:
    return await tonen(request)


async def tonen(
    request: Verzoek,
    getypt: Mapping[str, Formulier] | None = None,
    status: int = 200,
    melding: Melding | None = None,
) -> Response:
    """The page, with a form as it was typed where something was not right."""
    vraag = request.vraag("intake", GegevensTonen(dossier_id=request.path_params["id"]))
    stand, gegevens = await asyncio.gather(ophalen(request), vraag)
    rol = request.ingelogd.rol
    pagina = vullen.gegevens(stand, gegevens, request.tenant, rol, clock.vandaag(), getypt)
    return toon(request, "leerling_gegevens.html", pagina, status=status, melding=melding)


async def _doen(
    request: Verzoek, invoer: Invoer, handeling: str, opdracht: type[Opdracht], **velden: object
) -> Response:
    """Send the command; back to the page, or the page again with the sentences beside the fields."""
    id: UUID = request.path_params["id"]
    try:
        invoer.controleren()
        vast = {"opdracht": invoer.opdracht, "dossier_id": id, "versie": invoer.versie}
        await request.vraag("intake", opdracht(**vast, **velden))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"/leerlingen/{id}/{handeling}", fout, NAMEN)
        return await tonen(request, {handeling: formulier}, fout.status)
    return door(request, f"/leerlingen/{id}/gegevens", opdracht.heet())


@post("/leerlingen/{id:uuid}/gezag-vastleggen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gezag_vastleggen(request: Verzoek) -> Response:
    invoer = await lees(request, "naam", "relatie", "grond", "vanaf")
    velden = {naam: invoer[naam] for naam in ("naam", "relatie", "grond")}
    return await _doen(request, invoer, "gezag-vastleggen", GezagVastleggen, **velden, van=invoer.datum("vanaf"))


@post("/leerlingen/{id:uuid}/gezag-beeindigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gezag_beeindigen(request: Verzoek) -> Response:
    invoer = await lees(request, "gezag", "eindigt_op", "grond")
    velden = {"gezag_id": invoer.uuid("gezag"), "tot": invoer.datum("eindigt_op"), "grond": invoer["grond"]}
    return await _doen(request, invoer, "gezag-beeindigen", GezagBeeindigen, **velden)


async def _uitnodigen(
    request: Verzoek, invoer: Invoer, handeling: str, opdracht: type[Opdracht], **velden: object
) -> Response:
    """The code is shown once, on the page that answers; the link goes by e-mail."""
    id: UUID = request.path_params["id"]
    try:
        invoer.nodig("email", "Vul het e-mailadres in.")
        invoer.controleren()
        vast = {"opdracht": invoer.opdracht, "dossier_id": id, "versie": invoer.versie}
        gedaan: OuderUitgenodigd = await request.vraag("intake", opdracht(**vast, email=invoer["email"], **velden))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"/leerlingen/{id}/{handeling}", fout, NAMEN)
        return await tonen(request, {handeling: formulier}, fout.status)
    zin = f"Geef deze code zelf door, in een gesprek of per telefoon: {gedaan.activatiecode}. U ziet de code alleen nu."
    return await tonen(request, melding=Melding("ok", "De uitnodiging is verstuurd", zin))


@post("/leerlingen/{id:uuid}/gezaghouder-uitnodigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gezaghouder_uitnodigen(request: Verzoek) -> Response:
    invoer = await lees(request, "gezag", "email")
    gezag = invoer.uuid("gezag")
    return await _uitnodigen(request, invoer, "gezaghouder-uitnodigen", GezaghouderUitnodigen, gezag_id=gezag)


@post("/leerlingen/{id:uuid}/leerling-uitnodigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def leerling_uitnodigen(request: Verzoek) -> Response:
    return await _uitnodigen(request, await lees(request, "email"), "leerling-uitnodigen", LeerlingUitnodigen)


@post("/leerlingen/{id:uuid}/meekijken-beeindigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def meekijken_beeindigen(request: Verzoek) -> Response:
    invoer = await lees(request, "lid")
    return await _doen(request, invoer, "meekijken-beeindigen", MeekijkenBeeindigen, lid_id=invoer.uuid("lid"))


@post("/leerlingen/{id:uuid}/adres-vastleggen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def adres_vastleggen(request: Verzoek) -> Response:
    invoer = await lees(request, "straat", "postcode", "plaats", "vanaf", "geheim")
    velden = {naam: invoer[naam] for naam in ("straat", "postcode", "plaats")}
    van, geheim = invoer.datum("vanaf"), invoer["geheim"] == "ja"
    return await _doen(request, invoer, "adres-vastleggen", AdresVastleggen, **velden, van=van, geheim=geheim)


@post("/leerlingen/{id:uuid}/adres-beeindigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def adres_beeindigen(request: Verzoek) -> Response:
    invoer = await lees(request, "adres")
    return await _doen(request, invoer, "adres-beeindigen", AdresBeeindigen, adres_id=invoer.uuid("adres"))


@post("/leerlingen/{id:uuid}/loopbaan-aanvullen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def loopbaan_aanvullen(request: Verzoek) -> Response:
    invoer = await lees(request, "school", "naam", "soort", "groep", "vanaf", "eindigt_op")
    velden = {naam: invoer[naam] for naam in ("school", "naam", "soort", "groep")}
    dagen = {"van": invoer.datum("vanaf"), "tot": invoer.datum("eindigt_op") if invoer["eindigt_op"] else None}
    return await _doen(request, invoer, "loopbaan-aanvullen", LoopbaanAanvullen, **velden, **dagen)


@post("/leerlingen/{id:uuid}/loopbaan-weghalen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def loopbaan_weghalen(request: Verzoek) -> Response:
    invoer = await lees(request, "eerder")
    return await _doen(request, invoer, "loopbaan-weghalen", LoopbaanWeghalen, eerder_id=invoer.uuid("eerder"))


@post("/leerlingen/{id:uuid}/loopbaan-terugzetten", opt=voor(*SCHOOLROLLEN), status_code=200)
async def loopbaan_terugzetten(request: Verzoek) -> Response:
    invoer = await lees(request, "eerder")
    return await _doen(request, invoer, "loopbaan-terugzetten", LoopbaanTerugzetten, eerder_id=invoer.uuid("eerder"))


@post("/leerlingen/{id:uuid}/inschrijving-bevestigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def inschrijving_bevestigen(request: Verzoek) -> Response:
    return await _doen(request, await lees(request), "inschrijving-bevestigen", InschrijvingBevestigen)


@post("/leerlingen/{id:uuid}/leerling-uitschrijven", opt=voor(*SCHOOLROLLEN), status_code=200)
async def leerling_uitschrijven(request: Verzoek) -> Response:
    """Where the dossier goes along, this school has no page of it any more: back to the list."""
    invoer = await lees(request, "uitgeschreven_op", "naar")
    per, naar = invoer.datum("uitgeschreven_op"), invoer.of_niets("naar")
    antwoord = await _doen(request, invoer, "leerling-uitschrijven", LeerlingUitschrijven, per=per, naar=naar)
    return door(request, "/leerlingen", "leerling_uitschrijven") if antwoord.status_code == 303 else antwoord


ROUTES = [
    leerling_gegevens,
    gezag_vastleggen,
    gezag_beeindigen,
    gezaghouder_uitnodigen,
    leerling_uitnodigen,
    meekijken_beeindigen,
    adres_vastleggen,
    adres_beeindigen,
    loopbaan_aanvullen,
    loopbaan_weghalen,
    loopbaan_terugzetten,
    inschrijving_bevestigen,
    leerling_uitschrijven,
]
