"""The OPP on the page of parents and pupil: read it, write the own part, and say whether they agree."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.opp.contract import (
    BijdrageGeven,
    InstemmingGeven,
    OppBestand,
    OppBlad,
    OppOphalen,
    OppStand,
    OppTonen,
)
from services.kern.errors import Fout, Gewijzigd, NietGevonden
from services.kern.rollen import FAMILIEROLLEN, Rol
from tenants.schema import OppRegels
from web.filling import opp as vullen
from web.filling import opp_familie
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages.bestanden import als_bestand
from web.pages.opp import PAPIER, regels_van
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek


@get("/mijn-kind/{id:uuid}/opp", opt=voor(*FAMILIEROLLEN, audit="opp_tonen"))
async def mijn_opp(request: Verzoek) -> Response:
    return await _tonen(request)


async def _ophalen(request: Verzoek) -> tuple[OppBlad, OppStand | None, OppRegels | None]:
    """What is being made, as soon as it was shared; else what holds."""
    blad: OppBlad = await request.vraag("intake", OppTonen(dossier_id=request.path_params["id"]))
    stand = blad.werk or blad.geldend
    return blad, stand, regels_van(request, stand.regels_op) if stand else None


async def _tonen(request: Verzoek, status: int = 200, **getypt: Formulier) -> Response:
    blad, stand, regels = await _ophalen(request)
    if request.ingelogd.rol == Rol.LEERLING:
        return toon(request, "opp_leerling.html", opp_familie.leerling(blad, stand, regels, **getypt), status=status)
    pagina = opp_familie.ouder(blad, stand, regels, clock.vandaag(), **getypt)
    return toon(request, "opp_ouder.html", pagina, status=status)


@get("/mijn-kind/{id:uuid}/opp/{opp_id:uuid}/pdf", opt=voor(*FAMILIEROLLEN, audit="opp_ophalen"))
async def mijn_opp_pdf(request: Verzoek) -> Response:
    """A pupil gets the one in own words."""
    id, opp_id = request.path_params["id"], request.path_params["opp_id"]
    bestand: OppBestand = await request.vraag("intake", OppOphalen(dossier_id=id, opp_id=opp_id), timeout=PAPIER)
    return als_bestand(bestand.inhoud, bestand.bestandsnaam, "application/pdf")


@post("/mijn-kind/{id:uuid}/opp/bijdrage-geven", opt=voor(*FAMILIEROLLEN), status_code=200)
async def bijdrage_geven(request: Verzoek) -> Response:
    """Saved by button or while typing."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, rest=True)
    url = f"/mijn-kind/{id}/opp/bijdrage-geven"
    antwoorden = {n: w for n, w in invoer.waarden.items() if n not in ("opdracht", "versie")}
    opdracht = BijdrageGeven(opdracht=invoer.opdracht, dossier_id=id, versie=invoer.versie, antwoorden=antwoorden)
    try:
        bewaard: Bewaard = await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        return await _conflict(request, invoer, fout, url)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        formulier = invoer.formulier(url, fout)
        if request.is_deel and fout.status == 422:
            _, stand, regels = await _ophalen(request)
            if stand is None or regels is None:
                raise NietGevonden() from None
            geweigerd = opp_familie.bijdrage_geweigerd(stand, regels, formulier)
            return toon(request, "_opp_bijdrage_bewaard.html", geweigerd, status=422)
        return await _tonen(request, fout.status, bijdrage=formulier)
    if not request.is_deel:
        return door(request, f"/mijn-kind/{id}/opp#schrijven", "bijdrage_gegeven")
    _, stand, regels = await _ophalen(request)
    if stand is None or regels is None:
        raise NietGevonden()
    return toon(request, "_opp_bijdrage_bewaard.html", opp_familie.bijdrage_bewaard(stand, regels, bewaard.op))


async def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, url: str) -> Response:
    """On another screen something else was saved: both texts, the own one kept."""
    _, stand, regels = await _ophalen(request)
    if stand is None or regels is None:
        raise NietGevonden()
    pagina = conflict(
        fout,
        invoer,
        vullen.labels(regels),
        formulier=Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden),
        terug=Link("Terug naar het plan", f"/mijn-kind/{request.path_params['id']}/opp"),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


@post("/mijn-kind/{id:uuid}/opp/instemming-geven", opt=voor(*FAMILIEROLLEN), status_code=200)
async def instemming_geven(request: Verzoek) -> Response:
    """Yes or no, for who is signed in and nobody else."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "opp", "akkoord", "toelichting")
    try:
        opdracht = InstemmingGeven(
            opdracht=invoer.opdracht,
            dossier_id=id,
            opp_id=invoer.uuid("opp"),
            akkoord=invoer.keuze("akkoord", ("ja", "nee"), "Kies ja of nee.") == "ja",
            toelichting=invoer["toelichting"],
        )
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"/mijn-kind/{id}/opp/instemming-geven", fout)
        return await _tonen(request, fout.status, instemming=formulier)
    return door(request, f"/mijn-kind/{id}/opp", "instemming_gegeven")


ROUTES = [mijn_opp, mijn_opp_pdf, bijdrage_geven, instemming_geven]
