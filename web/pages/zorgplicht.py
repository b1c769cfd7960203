"""Aanmelding and zorgplicht: the clocks of school or board, the numbers of the samenwerkingsverband, one aanmelding."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.zorgplicht.contract import (
    Aanmeldbaren,
    AanmeldbarenTonen,
    AanmeldingBlad,
    AanmeldingTonen,
    KlokkenLijst,
    KlokkenTellen,
    KlokkenTelling,
    KlokkenTonen,
)
from services.kern.errors import Fout, Gewijzigd, NietGevonden
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN
from web import views_zorgplicht as views
from web.filling import leerlingen
from web.filling import zorgplicht as vullen
from web.forms import lees
from web.pages.leerlingen import LEZERS, ophalen
from web.pages.zorgplicht_acts import HANDELINGEN, Handeling, toetsen, vastlegvelden
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

KLOKROLLEN = SCHOOLROLLEN | BESTUURSROLLEN
SWV = LEZERS - SCHOOLROLLEN


@get("/zorgplicht", opt=voor(*KLOKROLLEN, audit="klokken_tonen"))
async def zorgplicht(request: Verzoek) -> Response:
    return await _klokken(request)


async def _klokken(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    """For a school with a form below it: an aanmelding is written down here, or in the dossier."""
    antwoord: KlokkenLijst = await request.vraag("intake", KlokkenTonen())
    hoed, rol = request.ingelogd.stand.hoed, request.ingelogd.rol
    kaart = None
    if rol in SCHOOLROLLEN and hoed is not None:
        aanmeldbaren: Aanmeldbaren = await request.vraag("intake", AanmeldbarenTonen())
        velden = vastlegvelden(request, hoed.organisatie)
        kaart = vullen.vastleggen(aanmeldbaren, velden, hoed.organisatie, clock.vandaag(), getypt)
    pagina = vullen.klokken(antwoord, rol, hoed.organisatie_naam if hoed else "", clock.vandaag(), kaart)
    return toon(request, "zorgplicht.html", pagina, status=status)


@post("/zorgplicht/aanmelding-vastleggen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanmelding_vastleggen(request: Verzoek) -> Response:
    """Of a pupil out of the list: choose, and press. Today and the own school are filled in."""
    handeling = HANDELINGEN["aanmelding-vastleggen"]
    invoer = await lees(request, "dossier", "ontvangen_op", "voorkeur", "andere_school", "nog_een_school")
    try:
        dossier = invoer.uuid("dossier")
        opdracht = handeling.opdracht(dossier, invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _klokken(request, invoer.formulier(vullen.VASTLEGGEN, fout, handeling.vertaling), fout.status)
    return door(request, f"/leerlingen/{dossier}/aanmelding", handeling.melding)


@get("/zorgplicht/aantallen", opt=voor(*SWV, audit="klokken_tellen"))
async def zorgplicht_tellen(request: Verzoek) -> Response:
    antwoord: KlokkenTelling = await request.vraag("intake", KlokkenTellen())
    return toon(request, "zorgplicht_tellen.html", vullen.tellingen(antwoord, clock.vandaag()))


async def blad_ophalen(request: Verzoek) -> AanmeldingBlad:
    """The aanmelding of the dossier of the address. Raises NietGevonden."""
    return await request.vraag("intake", AanmeldingTonen(dossier_id=request.path_params["id"]))


@get("/leerlingen/{id:uuid}/aanmelding", opt=voor(*LEZERS, *BESTUURSROLLEN, audit="aanmelding_tonen"))
async def aanmelding(request: Verzoek) -> Response:
    """The head of the dossier above it, for who may read the dossier."""
    rol, blad = request.ingelogd.rol, await blad_ophalen(request)
    if rol in BESTUURSROLLEN:
        kop, kruimels = vullen.kop_voor_bestuur(blad), [vullen.ALLE, Link(blad.kenmerk, "")]
    else:
        stand = await ophalen(request)
        kop = leerlingen.kop(stand, rol, "aanmelding")
        kruimels = leerlingen.kruimels(stand, rol, Link("Aanmelding", ""))
    return toon(request, "aanmelding.html", vullen.aanmelding(blad, kop, kruimels, clock.vandaag()))


def _handeling(request: Verzoek) -> Handeling:
    """Raises NietGevonden for a word that is no act."""
    handeling = HANDELINGEN.get(request.path_params["handeling"])
    if handeling is None:
        raise NietGevonden()
    return handeling


@get("/leerlingen/{id:uuid}/aanmelding/{handeling:str}", opt=voor(*SCHOOLROLLEN, audit="aanmelding_tonen"))
async def aanmelding_handeling(request: Verzoek) -> Response:
    """The form of one act. KanNiet with a sentence when it cannot be done now."""
    handeling = _handeling(request)
    blad = await blad_ophalen(request)
    toetsen(handeling, blad)
    return _formulier(request, handeling, blad)


def _formulier(
    request: Verzoek,
    handeling: Handeling,
    blad: AanmeldingBlad,
    getypt: Formulier | None = None,
    status: int = 200,
) -> Response:
    formulier = getypt or Formulier(
        url=_adres(blad.dossier_id, handeling),
        versie=str(blad.aanmelding.versie if blad.aanmelding else 0),
        waarden=handeling.begin(blad),
    )
    pagina = views.AanmeldingHandeling(
        leerling=blad.leerling,
        kenmerk=blad.kenmerk,
        terug=Link("Terug naar de aanmelding", f"/leerlingen/{blad.dossier_id}/aanmelding"),
        formulier=formulier,
        kop=handeling.knop,
        uitleg=handeling.uitleg,
        velden=handeling.velden(request, blad),
        knop=handeling.knop,
        gevaar=handeling.gevaar,
    )
    return toon(request, "handeling.html", pagina, status=status)


def _adres(id: UUID, handeling: Handeling) -> str:
    return f"/leerlingen/{id}/aanmelding/{handeling.pad}"


@post("/leerlingen/{id:uuid}/aanmelding/{handeling:str}", opt=voor(*SCHOOLROLLEN, audit="{handeling}"), status_code=200)
async def aanmelding_handelen(request: Verzoek) -> Response:
    handeling = _handeling(request)
    id: UUID = request.path_params["id"]
    invoer = await lees(request, *handeling.eigen_velden)
    try:
        opdracht = handeling.opdracht(id, invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        blad = await blad_ophalen(request)
        wie = fout.extra.get("door") or "Een collega"
        zin = (
            f"{wie} heeft deze aanmelding intussen bijgewerkt. Uw tekst staat er nog. "
            "Kijk of alles klopt en verstuur opnieuw."
        )
        versie = str(blad.aanmelding.versie if blad.aanmelding else 0)
        getypt = Formulier(url=_adres(id, handeling), versie=versie, waarden=invoer.waarden, algemene_fout=zin)
        return _formulier(request, handeling, blad, getypt, fout.status)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        blad = await blad_ophalen(request)
        getypt = invoer.formulier(_adres(id, handeling), fout, handeling.vertaling)
        return _formulier(request, handeling, blad, getypt, fout.status)
    return door(request, f"/leerlingen/{id}/aanmelding", handeling.melding)


ROUTES = [zorgplicht, aanmelding_vastleggen, zorgplicht_tellen, aanmelding, aanmelding_handeling, aanmelding_handelen]
