"""Consulten: asking an adviseur without a name, answering, and coupling to a dossier with consent of the parents."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.consult.contract import (
    AfwezigheidIntrekken,
    AfwezigheidVastleggen,
    ConsultAanvullen,
    ConsultBeantwoorden,
    ConsultenLijst,
    ConsultenTonen,
    ConsultKoppelen,
    ConsultOppakken,
    ConsultOverdragen,
    ConsultSluiten,
    ConsultStand,
    ConsultTonen,
    ConsultVragen,
    DossierConsulten,
    DossierConsultenTonen,
)
from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import LeerlingenLijst, LeerlingenTonen
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.rollen import SCHOOLROLLEN
from web.filling import consult as vullen
from web.filling import leerlingen
from web.forms import Invoer, lees
from web.navigation import CONSULTROLLEN
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

ADVISEURS = CONSULTROLLEN - SCHOOLROLLEN
SCHOOL, SWV, BEIDE = voor(*SCHOOLROLLEN), voor(*ADVISEURS), voor(*CONSULTROLLEN)


@get("/consulten", opt=voor(*CONSULTROLLEN, audit="consulten_tonen"))
async def consulten(request: Verzoek) -> Response:
    antwoord: ConsultenLijst = await request.vraag("intake", ConsultenTonen())
    hoed = request.ingelogd.stand.hoed
    school = request.ingelogd.rol in SCHOOLROLLEN
    pagina = vullen.lijst(antwoord, clock.vandaag(), school=school, organisatie=hoed.organisatie_naam if hoed else "")
    return toon(request, "consulten.html", pagina)


# ------------------------------------------------------------------------------------------- asking


@get("/consulten/nieuw", opt=SCHOOL)
async def consult_nieuw(request: Verzoek) -> Response:
    return _vragen(request, Formulier(url="/consulten/consult-vragen"))


def _vragen(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    regels = request.tenant.consult
    return toon(
        request, "consult_vragen.html", vullen.vragen(regels.werkdagen if regels else 0, formulier), status=status
    )


@post("/consulten/consult-vragen", opt=SCHOOL, status_code=200)
async def consult_vragen(request: Verzoek) -> Response:
    i = await lees(request, "onderwerp", "tekst", "geen_naam")
    try:
        opdracht = ConsultVragen(
            opdracht=i.opdracht, onderwerp=i["onderwerp"], tekst=i["tekst"], geen_naam=i["geen_naam"]
        )
        antwoord: Bewaard = await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return _vragen(request, i.formulier("/consulten/consult-vragen", fout), fout.status)
    return door(request, f"/consulten/{antwoord.id}", "consult_gevraagd")


# ------------------------------------------------------------------------------------------- one consult


@get("/consulten/{id:uuid}", opt=voor(*CONSULTROLLEN, audit="consult_tonen"))
async def consult(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: ConsultStand = await request.vraag("intake", ConsultTonen(consult_id=request.path_params["id"]))
    kinderen: LeerlingenLijst | None = None
    if "consult_koppelen" in stand.handelingen:
        kinderen = await request.vraag("intake", LeerlingenTonen())
    return toon(request, "consult.html", vullen.consult(stand, kinderen, clock.vandaag(), getypt), status=status)


async def _doen(request: Verzoek, i: Invoer, maken: Callable[[], Opdracht], melding: str) -> Response:
    """Ask it. A refusal stands beside its field, with what was typed."""
    id: UUID = request.path_params["id"]
    try:
        opdracht = maken()
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, f"/consulten/{id}", melding)


@post("/consulten/{id:uuid}/consult-aanvullen", opt=SCHOOL, status_code=200)
async def consult_aanvullen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "tekst", "geen_naam")
    return await _doen(
        request,
        i,
        lambda: ConsultAanvullen(
            opdracht=i.opdracht, consult_id=id, versie=i.versie, tekst=i["tekst"], geen_naam=i["geen_naam"]
        ),
        "consult_aangevuld",
    )


@post("/consulten/{id:uuid}/consult-beantwoorden", opt=SWV, status_code=200)
async def consult_beantwoorden(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "tekst", "geen_naam")
    return await _doen(
        request,
        i,
        lambda: ConsultBeantwoorden(
            opdracht=i.opdracht, consult_id=id, versie=i.versie, tekst=i["tekst"], geen_naam=i["geen_naam"]
        ),
        "consult_beantwoord",
    )


@post("/consulten/{id:uuid}/consult-oppakken", opt=SWV, status_code=200)
async def consult_oppakken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    return await _doen(
        request, i, lambda: ConsultOppakken(opdracht=i.opdracht, consult_id=id, versie=i.versie), "consult_opgepakt"
    )


@post("/consulten/{id:uuid}/consult-overdragen", opt=SWV, status_code=200)
async def consult_overdragen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "aan")
    return await _doen(
        request,
        i,
        lambda: ConsultOverdragen(opdracht=i.opdracht, consult_id=id, versie=i.versie, aan=i.uuid("aan")),
        "consult_overgedragen",
    )


@post("/consulten/{id:uuid}/consult-sluiten", opt=SCHOOL, status_code=200)
async def consult_sluiten(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    return await _doen(
        request, i, lambda: ConsultSluiten(opdracht=i.opdracht, consult_id=id, versie=i.versie), "consult_gesloten"
    )


@post("/consulten/{id:uuid}/consult-koppelen", opt=SCHOOL, status_code=200)
async def consult_koppelen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "leerlingdossier", "toestemming_op", "bewijs")
    return await _doen(
        request,
        i,
        lambda: ConsultKoppelen(
            opdracht=i.opdracht,
            consult_id=id,
            versie=i.versie,
            dossier_id=i.uuid("leerlingdossier"),
            toestemming_op=i.datum("toestemming_op"),
            bewijs=i["bewijs"],
        ),
        "consult_gekoppeld",
    )


# ------------------------------------------------------------------------------------------- who stands in


@get("/consulten/afwezig", opt=voor(*ADVISEURS, audit="consulten_tonen"))
async def consult_afwezig(request: Verzoek) -> Response:
    return await _afwezig(request, Formulier(url="/consulten/afwezigheid-vastleggen"))


async def _afwezig(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    antwoord: ConsultenLijst = await request.vraag("intake", ConsultenTonen())
    return toon(request, "consult_afwezig.html", vullen.afwezig(antwoord, formulier), status=status)


@post("/consulten/afwezigheid-vastleggen", opt=SWV, status_code=200)
async def afwezigheid_vastleggen(request: Verzoek) -> Response:
    i = await lees(request, "vanaf", "tot_en_met", "vervanger")
    try:
        opdracht = AfwezigheidVastleggen(
            opdracht=i.opdracht, van=i.datum("vanaf"), tot=i.datum("tot_en_met"), vervanger=i.uuid("vervanger")
        )
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        namen = {"van": "vanaf", "tot": "tot_en_met"}
        return await _afwezig(request, i.formulier("/consulten/afwezigheid-vastleggen", fout, namen), fout.status)
    return door(request, "/consulten", "afwezigheid_vastgelegd")


@post("/consulten/{id:uuid}/afwezigheid-intrekken", opt=SWV, status_code=200)
async def afwezigheid_intrekken(request: Verzoek) -> Response:
    i = await lees(request)
    await request.vraag("intake", AfwezigheidIntrekken(opdracht=i.opdracht, afwezigheid=request.path_params["id"]))
    return door(request, "/consulten", "afwezigheid_ingetrokken")


# ------------------------------------------------------------------------------------------- of a pupil


@get("/leerlingen/{id:uuid}/consulten", opt=voor(*LEZERS, audit="dossier_consulten_tonen"))
async def leerling_consulten(request: Verzoek) -> Response:
    stand = await ophalen(request)
    antwoord: DossierConsulten = await request.vraag("intake", DossierConsultenTonen(dossier_id=stand.id))
    rol = request.ingelogd.rol
    pagina = vullen.van_leerling(
        antwoord,
        leerlingen.kop(stand, rol, "consulten"),
        leerlingen.kruimels(stand, rol, Link("Consulten", "")),
        clock.vandaag(),
    )
    return toon(request, "leerling_consulten.html", pagina)


ROUTES = [
    consulten,
    consult_nieuw,
    consult_vragen,
    consult_afwezig,
    afwezigheid_vastleggen,
    afwezigheid_intrekken,
    consult,
    consult_aanvullen,
    consult_beantwoorden,
    consult_oppakken,
    consult_overdragen,
    consult_sluiten,
    consult_koppelen,
    leerling_consulten,
]
