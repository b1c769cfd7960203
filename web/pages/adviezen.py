"""The desk of a deskundige: own assignments, and an advice beside the documents."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.commissie.contract import (
    AdviesBewaren,
    AdviesDossier,
    AdviesTonen,
    AdviesVerzegelen,
    AdviezenLijst,
    AdviezenTonen,
    BehandelingStand,
    Bewaard,
)
from services.intake.contract import AanvraagStand, AanvraagTonen
from services.kern.errors import Fout, Gewijzigd, NietBeschikbaar, NietGevonden
from services.kern.rollen import Rol
from web import views
from web.filling import advies as vullen
from web.filling import handelingen
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages.dossier_acts import HANDELINGEN, toetsen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

NAMEN = {"oordeel": "strekking"}
DESKUNDIGE = voor(Rol.DESKUNDIGE)
DESK = voor(Rol.DESKUNDIGE, audit="advies_tonen")


@get("/adviezen", opt=DESKUNDIGE)
async def adviezen(request: Verzoek) -> Response:
    lijst: AdviezenLijst = await request.vraag("commissie", AdviezenTonen())
    vandaag, tenant = clock.vandaag(), request.tenant
    regels = [(kort.status == "verzegeld", vullen.regel(kort, tenant, vandaag)) for kort in lijst.adviezen]
    pagina = views.MijnAdviezen(
        te_doen=[regel for klaar, regel in regels if not klaar], verzegeld=[regel for klaar, regel in regels if klaar]
    )
    return toon(request, "mijn_adviezen.html", pagina)


@get("/adviezen/{id:uuid}", opt=DESK)
async def advies(request: Verzoek) -> Response:
    return await _tonen(request)


async def _dossier(request: Verzoek) -> AdviesDossier:
    return await request.vraag("commissie", AdviesTonen(advies_id=request.path_params["id"]))


async def _tonen(
    request: Verzoek,
    getypt: Formulier | None = None,
    verzegelen: Formulier | None = None,
    status: int = 200,
) -> Response:
    dossier = await _dossier(request)
    aanvraag = await _aanvraag(request, dossier.behandeling.id)
    pagina = vullen.advies(
        dossier,
        aanvraag,
        request.regels(dossier.behandeling.regels_op),
        stuk=request.query_params.get("stuk", ""),
        getypt=getypt,
        verzegelen=verzegelen,
    )
    return toon(request, "advies.html", pagina, status=status)


async def _aanvraag(request: Verzoek, id: UUID) -> AanvraagStand | None:
    """The documents of the case. Just after the appointment intake may not know it yet: they come a moment later."""
    try:
        return await request.vraag("intake", AanvraagTonen(aanvraag_id=id))
    except (NietGevonden, NietBeschikbaar):
        return None


@post("/adviezen/{id:uuid}/advies-bewaren", opt=DESKUNDIGE, status_code=200)
async def advies_bewaren(request: Verzoek) -> Response:
    """Save the own draft, by button or while typing."""
    id: UUID = request.path_params["id"]
    url = f"/adviezen/{id}/advies-bewaren"
    invoer = await lees(request, "strekking", "categorie", vullen.ONDERBOUWING, rest=True)
    vaste = ("strekking", "categorie", vullen.ONDERBOUWING, "opdracht", "versie")
    antwoorden = {naam: tekst for naam, tekst in invoer.waarden.items() if naam not in vaste}
    try:
        bewaard: Bewaard = await request.vraag(
            "commissie",
            AdviesBewaren(
                opdracht=invoer.opdracht,
                advies_id=id,
                versie=invoer.versie,
                oordeel=invoer.of_niets("strekking"),
                categorie=invoer.of_niets("categorie"),
                onderbouwing=invoer[vullen.ONDERBOUWING],
                antwoorden=antwoorden,
            ),
        )
    except Gewijzigd as fout:
        return await _conflict(request, invoer, fout, url)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(url, fout, NAMEN)
        if request.is_deel and fout.status == 422:
            zin = formulier.algemene_fout or "Nog niet bewaard"
            velden = {naam: formulier.fouten.get(naam, "") for naam in invoer.waarden if naam not in vaste[3:]}
            return toon(request, "_advies_bewaard.html", views.AdviesBewaard(zin, {}, velden), status=422)
        try:
            return await _tonen(request, getypt=formulier, status=fout.status)
        except NietBeschikbaar:
            raise fout from None
    if not request.is_deel:
        return door(request, f"/adviezen/{id}", "advies_bewaard")
    velden = {naam: "" for naam in invoer.waarden if naam not in vaste[3:]}
    pagina = vullen.bewaard(bewaard, velden)
    return toon(request, "_advies_bewaard.html", pagina)


async def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, url: str) -> Response:
    """The same person in two windows: both texts, the own one kept."""
    dossier = await _dossier(request)
    pagina = conflict(
        fout,
        invoer,
        vullen.labels(dossier),
        formulier=Formulier(url=url, versie=str(dossier.advies.versie), waarden=invoer.waarden),
        terug=Link("Terug naar het advies", f"/adviezen/{dossier.advies.id}"),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


@post("/adviezen/{id:uuid}/advies-verzegelen", opt=DESKUNDIGE, status_code=200)
async def advies_verzegelen(request: Verzoek) -> Response:
    """Close the own advice for good."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "verklaring")
    try:
        invoer.keuze("verklaring", ["ja"], "Zet een vinkje om te verzegelen.")
        invoer.controleren()
        await request.vraag("commissie", AdviesVerzegelen(opdracht=invoer.opdracht, advies_id=id, versie=invoer.versie))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"/adviezen/{id}/advies-verzegelen", fout)
        try:
            return await _tonen(request, verzegelen=formulier, status=fout.status)
        except NietBeschikbaar:
            raise fout from None
    return door(request, f"/adviezen/{id}", "advies_verzegeld")


EINDADVIES = HANDELINGEN["eindadvies-maken"]


@get("/adviezen/{id:uuid}/eindadvies-maken", opt=DESK)
async def eindadvies(request: Verzoek) -> Response:
    """Where a deskundige makes the eindadvies: the same act as on the dossier, from the own desk."""
    stand = (await _dossier(request)).behandeling
    toetsen(EINDADVIES, stand)
    return _eindadvies_tonen(request, stand, EINDADVIES.begin(stand, request))


def _eindadvies_tonen(
    request: Verzoek,
    stand: BehandelingStand,
    waarden: dict[str, str],
    getypt: Formulier | None = None,
    status: int = 200,
) -> Response:
    url = f"/adviezen/{request.path_params['id']}"
    formulier = getypt or Formulier(url=f"{url}/eindadvies-maken", versie=str(stand.versie), waarden=waarden)
    regels = request.regels(stand.regels_op)
    pagina = handelingen.eindadvies_maken(stand, regels, formulier, False, Link("Terug naar uw advies", url))
    return toon(request, EINDADVIES.sjabloon, pagina, status=status)


@post("/adviezen/{id:uuid}/eindadvies-maken", opt=DESKUNDIGE, status_code=200)
async def eindadvies_maken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    invoer = await lees(request, *EINDADVIES.velden(request))
    try:
        stand = (await _dossier(request)).behandeling
        opdracht = EINDADVIES.opdracht(stand.id, invoer, request)
        invoer.controleren()
        await request.vraag("commissie", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        try:
            stand = (await _dossier(request)).behandeling
        except NietBeschikbaar:
            raise fout from None
        getypt = invoer.formulier(f"/adviezen/{id}/eindadvies-maken", fout, EINDADVIES.namen(request))
        if isinstance(fout, Gewijzigd):
            # What was typed stays; sent again it is measured against the case as it is now.
            zin = f"{fout.melding} Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw."
            getypt = Formulier(url=getypt.url, versie=str(stand.versie), waarden=invoer.waarden, algemene_fout=zin)
        return _eindadvies_tonen(request, stand, {}, getypt, fout.status)
    return door(request, f"/adviezen/{id}", EINDADVIES.melding)


ROUTES = [adviezen, advies, advies_bewaren, advies_verzegelen, eindadvies, eindadvies_maken]
