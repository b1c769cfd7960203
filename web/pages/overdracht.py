"""The transition to VO: early in view, a choice that is shared across samenwerkingsverbanden, and a place in time."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.overdracht.contract import (
    GedeeldeOverdrachtTonen,
    OverdrachtBlad,
    OverdrachtDelen,
    OverdrachtenLijst,
    OverdrachtenTonen,
    OverdrachtInhoud,
    OverdrachtIntrekken,
    OverdrachtTonen,
    OverstapSignaleren,
    PlekVastleggen,
    ToestemmingIntrekken,
)
from services.intake.overdracht.keuze import ONDERDELEN, TEKSTEN
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, KanNiet
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.registry import load_all
from web.filling import leerlingen
from web.filling import overdracht as vullen
from web.forms import Invoer, lees
from web.navigation import OVERSTAPROLLEN
from web.pages.leerlingen import ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

COORDINATOREN = OVERSTAPROLLEN - SCHOOLROLLEN
SCHOOL = voor(*SCHOOLROLLEN)
NAMEN = {"onderdelen": "kies_vraag", "per": "vanaf"}


@get("/overdracht", opt=voor(*OVERSTAPROLLEN, audit="overdrachten_tonen"))
async def overdracht(request: Verzoek) -> Response:
    antwoord: OverdrachtenLijst = await request.vraag("intake", OverdrachtenTonen())
    school = request.ingelogd.rol in SCHOOLROLLEN
    pagina = vullen.lijst(antwoord, load_all(), request.tenant.id, clock.vandaag(), school=school)
    return toon(request, "overdracht.html", pagina)


@get("/overdracht/{van:str}/{id:uuid}", opt=voor(*OVERSTAPROLLEN, audit="gedeelde_overdracht_tonen"))
async def overdracht_lezen(request: Verzoek) -> Response:
    return await _lezen(request)


async def _lezen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    waar = request.path_params
    vraag = GedeeldeOverdrachtTonen(van=waar["van"], overdracht_id=waar["id"])
    antwoord: OverdrachtInhoud = await request.vraag("intake", vraag)
    school = request.ingelogd.rol in SCHOOLROLLEN
    pagina = vullen.lezen(antwoord, load_all(), request.tenant, clock.vandaag(), getypt, school=school)
    return toon(request, "overdracht_lezen.html", pagina, status=status)


@post("/overdracht/{van:str}/{id:uuid}/plek-vastleggen", opt=voor(*COORDINATOREN), status_code=200)
async def plek_vastleggen(request: Verzoek) -> Response:
    van, id = request.path_params["van"], request.path_params["id"]
    i = await lees(request, "school", "vanaf")
    try:
        school, per = i.nodig("school", "Kies een school."), i.datum("vanaf")
        i.controleren()
        opdracht = PlekVastleggen(opdracht=i.opdracht, van=van, overdracht_id=id, school=school, per=per)
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _lezen(request, i.formulier(request.url.path, fout, NAMEN), fout.status)
    return door(request, "/overdracht", "plek_vastgelegd")


# ------------------------------------------------------------------------------------------- of a pupil


@get("/leerlingen/{id:uuid}/overdracht", opt=voor(*SCHOOLROLLEN, audit="overdracht_tonen"))
async def leerling_overdracht(request: Verzoek) -> Response:
    return await _tonen(request)


async def _blad(request: Verzoek) -> OverdrachtBlad:
    return await request.vraag("intake", OverdrachtTonen(dossier_id=request.path_params["id"]))


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    blad, stand, rol = await _blad(request), await ophalen(request), request.ingelogd.rol
    pagina = vullen.van_leerling(
        blad,
        leerlingen.kop(stand, rol, "overdracht"),
        leerlingen.kruimels(stand, rol, Link("Overstap naar vo", "")),
        load_all(),
        clock.vandaag(),
        getypt,
    )
    return toon(request, "leerling_overdracht.html", pagina, status=status)


async def _doen(request: Verzoek, i: Invoer, maken: Callable[[], Opdracht], melding: str) -> Response:
    """Ask it; a refusal stands beside its field, with what was typed."""
    id: UUID = request.path_params["id"]
    try:
        opdracht = maken()
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout, NAMEN), fout.status)
    return door(request, f"/leerlingen/{id}/overdracht", melding)


@post("/leerlingen/{id:uuid}/overstap-signaleren", opt=SCHOOL, status_code=200)
async def overstap_signaleren(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "overstap_jaar", "ouders_ingelicht")
    jaar = i["overstap_jaar"] if i["overstap_jaar"].isdecimal() else "0"
    return await _doen(
        request,
        i,
        lambda: OverstapSignaleren(
            opdracht=i.opdracht,
            dossier_id=id,
            overstap_jaar=int(jaar[:4]),
            ouders_ingelicht=i["ouders_ingelicht"] == "ja",
        ),
        "overstap_gesignaleerd",
    )


@post("/leerlingen/{id:uuid}/overdracht-delen", opt=SCHOOL, status_code=200)
async def overdracht_delen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(
        request, "naar", "kies_vraag", "kies_wat_werkt", "kies_advies", "kies_loopbaan", "kies_gezag", "vraag",
        "wat_werkt", "advies", "toestemming_op", "bewijs", "verloopt_op", "ook_school",
    )  # fmt: skip
    return await _doen(
        request,
        i,
        lambda: OverdrachtDelen(
            opdracht=i.opdracht,
            dossier_id=id,
            versie=i.versie,
            naar=i["naar"],
            onderdelen=tuple(naam for naam in ONDERDELEN if i[f"kies_{naam}"] == "ja"),
            teksten={naam: i[naam] for naam in TEKSTEN},
            toestemming_op=i.datum("toestemming_op"),
            bewijs=i["bewijs"],
            verloopt_op=i.datum("verloopt_op"),
            ook_school=i["ook_school"] == "ja",
        ),
        "overdracht_gedeeld",
    )


@post("/leerlingen/{id:uuid}/overdracht-intrekken", opt=SCHOOL, status_code=200)
async def overdracht_intrekken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    return await _doen(
        request,
        i,
        lambda: OverdrachtIntrekken(opdracht=i.opdracht, dossier_id=id, versie=i.versie),
        "overdracht_ingetrokken",
    )


@post("/leerlingen/{id:uuid}/plek-vastleggen", opt=voor(*SCHOOLROLLEN, audit="plek_vastleggen"), status_code=200)
async def leerling_plek_vastleggen(request: Verzoek) -> Response:
    """Of the own pupil: which hand-over it is follows from the dossier."""
    i = await lees(request, "school", "vanaf")
    blad = await _blad(request)
    if blad.overdracht is None:
        raise KanNiet("Breng de leerling eerst in beeld voor de overstap.")
    overdracht_id = blad.overdracht.id
    return await _doen(
        request,
        i,
        lambda: PlekVastleggen(
            opdracht=i.opdracht,
            van=request.tenant.id,
            overdracht_id=overdracht_id,
            school=i.nodig("school", "Kies een school.") or "-",
            per=i.datum("vanaf"),
        ),
        "plek_vastgelegd",
    )


# ------------------------------------------------------------------------------------------- for a parent


@post("/mijn-kind/{id:uuid}/toestemming-intrekken", opt=voor(Rol.OUDER), status_code=200)
async def toestemming_intrekken(request: Verzoek) -> Response:
    """Back to the own page, that says what is shared now."""
    id: UUID = request.path_params["id"]
    i = await lees(request)
    await request.vraag("intake", ToestemmingIntrekken(opdracht=i.opdracht, dossier_id=id, versie=i.versie))
    return door(request, f"/mijn-kind/{id}", "toestemming_ingetrokken")


ROUTES = [
    toestemming_intrekken,
    overdracht,
    overdracht_lezen,
    plek_vastleggen,
    leerling_overdracht,
    overstap_signaleren,
    overdracht_delen,
    overdracht_intrekken,
    leerling_plek_vastleggen,
]
