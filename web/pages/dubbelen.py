"""Dossiers that may be of one pupil: of the own school (look, merge, undo), and of two schools, for who sees both."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.leerlingen.contract import (
    DossiersSamenvoegen,
    DubbelBijScholenTonen,
    DubbelenTonen,
    InschrijvingNavragen,
    LeerlingenOnderscheiden,
    SamenvoegingTerugdraaien,
    VerschilVastleggen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.policy import ANDERE_HOEDEN, Deel
from services.kern.rollen import SCHOOLROLLEN
from web.filling import dubbelen as vullen
from web.forms import Invoer, lees
from web.policy import voor
from web.show import door, toon
from web.visit import Verzoek


@get("/leerlingen/dubbel", opt=voor(*SCHOOLROLLEN, audit="dubbelen_tonen"))
async def dubbelen(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, fout: str = "", status: int = 200) -> Response:
    lijst = await request.vraag("intake", DubbelenTonen())
    return toon(request, "dubbelen.html", vullen.dubbelen(lijst, clock.vandaag(), fout), status=status)


async def _doen(request: Verzoek, invoer: Invoer, opdracht: type[Opdracht], melding: str, **velden: object) -> Response:
    """Send the command; back to the list, or the list with the sentence above it."""
    try:
        invoer.controleren()
        vast = {"opdracht": invoer.opdracht, "dossier_id": request.path_params["id"]}
        await request.vraag("intake", opdracht(**vast, **velden))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, fout.melding, fout.status)
    return door(request, "/leerlingen/dubbel", melding)


@post("/leerlingen/{id:uuid}/dossiers-samenvoegen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def dossiers_samenvoegen(request: Verzoek) -> Response:
    invoer = await lees(request, "ander")
    ander: UUID = invoer.uuid("ander")
    versie = invoer.versie
    return await _doen(request, invoer, DossiersSamenvoegen, "dossiers_samengevoegd", versie=versie, ander_id=ander)


@post("/leerlingen/{id:uuid}/verschil-vastleggen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def verschil_vastleggen(request: Verzoek) -> Response:
    invoer = await lees(request, "ander")
    ander: UUID = invoer.uuid("ander")
    return await _doen(request, invoer, VerschilVastleggen, "verschil_vastgelegd", ander_id=ander)


@post("/leerlingen/{id:uuid}/samenvoeging-terugdraaien", opt=voor(*SCHOOLROLLEN), status_code=200)
async def samenvoeging_terugdraaien(request: Verzoek) -> Response:
    invoer = await lees(request, "samenvoeging")
    velden = {"versie": invoer.versie, "samenvoeging_id": invoer.uuid("samenvoeging")}
    return await _doen(request, invoer, SamenvoegingTerugdraaien, "samenvoeging_teruggedraaid", **velden)


# ------------------------------------------------------------------------------------------- of two schools

SWV = ANDERE_HOEDEN[Deel.DOSSIER]


@get("/dubbele-dossiers", opt=voor(*SWV, audit="dubbel_bij_scholen_tonen"))
async def dubbel_bij_scholen(request: Verzoek) -> Response:
    return await _bij_scholen(request)


async def _bij_scholen(request: Verzoek, fout: str = "", status: int = 200) -> Response:
    lijst = await request.vraag("intake", DubbelBijScholenTonen())
    return toon(request, "dubbele_dossiers.html", vullen.bij_scholen(lijst, fout), status=status)


async def _over_twee(request: Verzoek, invoer: Invoer, opdracht: type[Opdracht]) -> Response:
    ander: UUID = invoer.uuid("ander")
    try:
        invoer.controleren()
        vast = {"opdracht": invoer.opdracht, "dossier_id": request.path_params["id"]}
        await request.vraag("intake", opdracht(**vast, ander_id=ander))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _bij_scholen(request, fout.melding, fout.status)
    return door(request, "/dubbele-dossiers", opdracht.heet())


@post("/leerlingen/{id:uuid}/inschrijving-navragen", opt=voor(*SWV), status_code=200)
async def inschrijving_navragen(request: Verzoek) -> Response:
    return await _over_twee(request, await lees(request, "ander"), InschrijvingNavragen)


@post("/leerlingen/{id:uuid}/leerlingen-onderscheiden", opt=voor(*SWV), status_code=200)
async def leerlingen_onderscheiden(request: Verzoek) -> Response:
    return await _over_twee(request, await lees(request, "ander"), LeerlingenOnderscheiden)


ROUTES = [
    dubbelen,
    dossiers_samenvoegen,
    verschil_vastleggen,
    samenvoeging_terugdraaien,
    dubbel_bij_scholen,
    inschrijving_navragen,
    leerlingen_onderscheiden,
]
