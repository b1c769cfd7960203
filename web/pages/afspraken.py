"""Agreements: the list of a person, and ticking them off from wherever they stand."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.gesprekken.contract import (
    AfspraakAfvinken,
    AfspraakHeropenen,
    AfspraakLatenVervallen,
    AfsprakenLijst,
    AfsprakenTonen,
    OngedeeldLijst,
    OngedeeldTonen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import SCHOOLROLLEN
from web.filling import afspraken as vullen
from web.filling.gesprekken import Getypt
from web.forms import Invoer, lees
from web.pages import gesprekken
from web.pages.gesprekken import AAN_TAFEL
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek


@get("/afspraken", opt=voor(*AAN_TAFEL, audit="afspraken_tonen"))
async def afspraken(request: Verzoek) -> Response:
    return await lijst(request)


async def lijst(request: Verzoek, getypt: Getypt | None = None, status: int = 200) -> Response:
    school = request.ingelogd.rol in SCHOOLROLLEN
    antwoord: AfsprakenLijst = await request.vraag("intake", AfsprakenTonen())
    ongedeeld = OngedeeldLijst(gesprekken=[])
    if school:
        ongedeeld = await request.vraag("intake", OngedeeldTonen())
    hoed = request.ingelogd.stand.hoed
    naam = hoed.organisatie_naam if hoed else ""
    pagina = vullen.afspraken(antwoord, ongedeeld, naam, school, clock.vandaag(), getypt)
    return toon(request, "afspraken.html", pagina, status=status)


async def _doen(request: Verzoek, invoer: Invoer, soort: type[Opdracht], **velden: object) -> Response:
    """Back to where the agreement stood. What was typed stays when another was first."""
    id: UUID = request.path_params["id"]
    handeling, afspraak = soort.heet().replace("_", "-"), invoer.uuid("afspraak")
    url = f"/leerlingen/{id}/{handeling}"
    try:
        invoer.controleren()
        vast = {"opdracht": invoer.opdracht, "dossier_id": id, "afspraak_id": afspraak, "versie": invoer.versie}
        await request.vraag("intake", soort(**vast, **velden))
    except Gewijzigd as fout:
        zin = f"{fout.melding} Uw tekst staat er nog."
        nieuw = Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden, algemene_fout=zin)
        return await _opnieuw(request, invoer, {(handeling, str(afspraak)): nieuw}, fout.status)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _opnieuw(request, invoer, {(handeling, str(afspraak)): invoer.formulier(url, fout)}, fout.status)
    return door(request, _terug(request, invoer), soort.heet())


def _terug(request: Verzoek, invoer: Invoer) -> str:
    """The page with this agreement: the own list, the list of the pupil, or the talk that is named."""
    terug = invoer["terug"]
    if terug == "afspraken":
        return "/afspraken"
    basis = f"/leerlingen/{request.path_params['id']}/gesprekken"
    try:
        return f"{basis}/{UUID(terug)}#afspraken-kop"
    except ValueError:
        return basis


async def _opnieuw(request: Verzoek, invoer: Invoer, getypt: Getypt, status: int) -> Response:
    return await (
        lijst(request, getypt, status) if invoer["terug"] == "afspraken" else gesprekken.lijst(request, getypt, status)
    )


@post("/leerlingen/{id:uuid}/afspraak-afvinken", opt=voor(*AAN_TAFEL), status_code=200)
async def afspraak_afvinken(request: Verzoek) -> Response:
    invoer = await lees(request, "afspraak", "terug", "uitkomst")
    return await _doen(request, invoer, AfspraakAfvinken, uitkomst=invoer["uitkomst"])


@post("/leerlingen/{id:uuid}/afspraak-laten-vervallen", opt=voor(*AAN_TAFEL), status_code=200)
async def afspraak_laten_vervallen(request: Verzoek) -> Response:
    invoer = await lees(request, "afspraak", "terug", "reden")
    return await _doen(request, invoer, AfspraakLatenVervallen, reden=invoer["reden"])


@post("/leerlingen/{id:uuid}/afspraak-heropenen", opt=voor(*AAN_TAFEL), status_code=200)
async def afspraak_heropenen(request: Verzoek) -> Response:
    invoer = await lees(request, "afspraak", "terug")
    return await _doen(request, invoer, AfspraakHeropenen)


ROUTES = [afspraken, afspraak_afvinken, afspraak_laten_vervallen, afspraak_heropenen]
