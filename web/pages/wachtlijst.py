"""The waiting list: asking another school for a place, saying why there is none yet, and giving one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.leerlingen.contract import LeerlingStand, LeerlingTonen
from services.intake.plaatsen.contract import (
    MijnWachtplekkenTonen,
    PlekkenTonen,
    WachtendenTellen,
    Wachtlijst,
    WachtlijstTonen,
    WachtplekBeeindigen,
    WachtplekBevestigen,
    WachtplekToekennen,
    WachtplekVragen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.rollen import SCHOOLROLLEN, Rol
from web.filling import wachtlijst as vullen
from web.forms import Invoer, lees
from web.navigation import WACHTROLLEN
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

SCHOOL = voor(*SCHOOLROLLEN)


@get("/wachtlijst", opt=voor(*WACHTROLLEN, audit="wachtlijst_tonen"))
async def wachtlijst(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    lijst: Wachtlijst = await request.vraag("intake", WachtlijstTonen())
    hoed = request.ingelogd.stand.hoed
    school = hoed is not None and hoed.rol in SCHOOLROLLEN
    plekken = await request.vraag("intake", PlekkenTonen()) if any(w.hier for w in lijst.wachtplekken) else None
    pagina = vullen.lijst(
        lijst,
        clock.vandaag(),
        school=school,
        plekken=plekken,
        tellingen=None if school else await request.vraag("intake", WachtendenTellen()),
        getypt=getypt,
    )
    return toon(request, "wachtlijst.html", pagina, status=status)


@get("/mijn-kind/{id:uuid}/wachtlijst", opt=voor(Rol.OUDER, audit="mijn_wachtplekken_tonen"))
async def mijn_wachtlijst(request: Verzoek) -> Response:
    """Where the own child waits."""
    id: UUID = request.path_params["id"]
    lijst: Wachtlijst = await request.vraag("intake", MijnWachtplekkenTonen(aanvraag_id=id))
    return toon(request, "wachtlijst.html", vullen.mijn_kind(lijst, str(id), clock.vandaag()))


@get("/leerlingen/{id:uuid}/wachtplek-vragen", opt=voor(*SCHOOLROLLEN, audit="leerling_tonen"))
async def wachtplek_vragen_form(request: Verzoek) -> Response:
    return await _vragen(request)


async def _vragen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: LeerlingStand = await request.vraag("intake", LeerlingTonen(dossier_id=request.path_params["id"]))
    pagina = vullen.vragen(stand, request.tenant, clock.vandaag(), getypt)
    return toon(request, "wachtplek_vragen.html", pagina, status=status)


@post("/leerlingen/{id:uuid}/wachtplek-vragen", opt=SCHOOL, status_code=200)
async def wachtplek_vragen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "school", "gewenst_vanaf", "afwijking", "ouders_akkoord")
    try:
        school, vanaf = i.nodig("school", "Kies een school."), i.datum("gewenst_vanaf")
        i.controleren()
        opdracht = WachtplekVragen(
            opdracht=i.opdracht,
            dossier_id=id,
            school=school,
            gewenst_vanaf=vanaf,
            afwijking=i["afwijking"],
            ouders_akkoord=i["ouders_akkoord"] == "ja",
        )
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _vragen(request, i.formulier(f"/leerlingen/{id}/wachtplek-vragen", fout), fout.status)
    return door(request, "/wachtlijst", "wachtplek_gevraagd")


async def _doen(request: Verzoek, i: Invoer, url: str, maken: Callable[[], Opdracht], melding: str) -> Response:
    """Ask it; a refusal stands beside its field, or above the list."""
    try:
        opdracht = maken()
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _tonen(request, i.formulier(url, fout), fout.status)
    return door(request, "/wachtlijst", melding)


@post("/wachtlijst/{id:uuid}/wachtplek-bevestigen", opt=SCHOOL, status_code=200)
async def wachtplek_bevestigen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "reden")
    return await _doen(
        request,
        i,
        f"/wachtlijst/{id}/wachtplek-bevestigen",
        lambda: WachtplekBevestigen(opdracht=i.opdracht, wachtplek_id=id, versie=i.versie, reden=i["reden"] or "-"),
        "wachtplek_bevestigd",
    )


@post("/wachtlijst/{id:uuid}/wachtplek-toekennen", opt=SCHOOL, status_code=200)
async def wachtplek_toekennen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "groep_id", "vanaf")
    return await _doen(
        request,
        i,
        f"/wachtlijst/{id}/wachtplek-toekennen",
        lambda: WachtplekToekennen(
            opdracht=i.opdracht, wachtplek_id=id, versie=i.versie, groep_id=i.uuid("groep_id"), per=i.datum("vanaf")
        ),
        "wachtplek_toegekend",
    )


@post("/wachtlijst/{id:uuid}/wachtplek-beeindigen", opt=SCHOOL, status_code=200)
async def wachtplek_beeindigen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "reden")
    return await _doen(
        request,
        i,
        f"/wachtlijst/{id}/wachtplek-beeindigen",
        lambda: WachtplekBeeindigen(opdracht=i.opdracht, wachtplek_id=id, versie=i.versie, reden=i["reden"] or "-"),
        "wachtplek_beeindigd",
    )


ROUTES = [
    wachtlijst,
    mijn_wachtlijst,
    wachtplek_vragen_form,
    wachtplek_vragen,
    wachtplek_bevestigen,
    wachtplek_toekennen,
    wachtplek_beeindigen,
]
