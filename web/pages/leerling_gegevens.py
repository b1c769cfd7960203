"""The page about one pupil with who has gezag, where the pupil lives and which schools; and the acts on it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.leerlingen.contract import (
    AdresBeeindigen,
    AdresVastleggen,
    GegevensTonen,
    GezagBeeindigen,
    GezagVastleggen,
    LeerlingUitschrijven,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.rollen import SCHOOLROLLEN
from web.filling import leerling_gegevens as vullen
from web.forms import Invoer, lees
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

NAMEN = {"gezag_id": "gezag", "adres_id": "adres", "van": "vanaf", "tot": "eindigt_op", "per": "uitgeschreven_op"}


@get("/leerlingen/{id:uuid}/gegevens", opt=voor(*LEZERS, audit="gegevens_tonen"))
async def leerling_gegevens(request: Verzoek) -> Response:
    return await tonen(request)


async def tonen(request: Verzoek, getypt: Mapping[str, Formulier] | None = None, status: int = 200) -> Response:
    """The page, with a form as it was typed where something was not right."""
    vraag = request.vraag("intake", GegevensTonen(dossier_id=request.path_params["id"]))
    stand, gegevens = await asyncio.gather(ophalen(request), vraag)
    rol = request.ingelogd.rol
    pagina = vullen.gegevens(stand, gegevens, request.tenant, rol, clock.vandaag(), getypt)
    return toon(request, "leerling_gegevens.html", pagina, status=status)


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
    adres_vastleggen,
    adres_beeindigen,
    leerling_uitschrijven,
]
