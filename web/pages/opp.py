"""The ontwikkelingsperspectief (OPP): the board of a school, the form that is saved while typing, one version, on
paper, and in words of the pupil."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.interventies.contract import InterventiesLijst, InterventiesTonen
from services.intake.opp.contract import (
    BijdrageOpschrijven,
    OppBestand,
    OppBewaren,
    OppBlad,
    OppenLijst,
    OppenTellen,
    OppenTonen,
    OppOphalen,
    OppStand,
    OppTelling,
    OppTonen,
    OppVersieTonen,
)
from services.kern.errors import Fout, Gewijzigd, KanNiet, NietGevonden
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN
from tenants.schema import OppRegels
from web import views_opp as views
from web.filling import leerlingen, opp_bijdrage, opp_bord
from web.filling import opp as vullen
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages.bestanden import als_bestand
from web.pages.leerlingen import LEZERS, ophalen
from web.pages.opp_acts import HANDELINGEN, Handeling, mogelijk, welke
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

#: Who gets numbers and no pupil: the samenwerkingsverband per board, a board per school.
TELT = (LEZERS - SCHOOLROLLEN) | BESTUURSROLLEN


@get("/opp", opt=voor(*SCHOOLROLLEN, audit="oppen_tonen"))
async def oppen(request: Verzoek) -> Response:
    lijst: OppenLijst = await request.vraag("intake", OppenTonen())
    hoed = request.ingelogd.stand.hoed
    return toon(request, "opp_bord.html", opp_bord.bord(lijst, hoed.organisatie_naam if hoed else "", clock.vandaag()))


@get("/opp/aantallen", opt=voor(*TELT, audit="oppen_tellen"))
async def opp_tellen(request: Verzoek) -> Response:
    antwoord: OppTelling = await request.vraag("intake", OppenTellen())
    return toon(request, "opp_tellen.html", opp_bord.telling(antwoord, clock.vandaag()))


#: How long a PDF may take on a machine with much else to do, in seconds.
PAPIER = 60


async def blad_ophalen(request: Verzoek) -> OppBlad:
    """The OPP of the dossier of the address. Raises NietGevonden."""
    return await request.vraag("intake", OppTonen(dossier_id=request.path_params["id"]))


def regels_van(request: Verzoek, op: date) -> OppRegels:
    """The form of that day. Raises KanNiet."""
    regels = request.regels(op).opp
    if regels is None:
        raise KanNiet("Dit samenwerkingsverband heeft geen formulier voor het OPP.")
    return regels


@get("/leerlingen/{id:uuid}/opp", opt=voor(*LEZERS, audit="opp_tonen"))
async def opp(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Mapping[str, Formulier] | None = None, status: int = 200) -> Response:
    """What is being made; when nothing is, the version that holds."""
    blad = await blad_ophalen(request)
    return await _pagina(request, blad, blad.werk or blad.geldend, getypt, status)


async def _pagina(
    request: Verzoek,
    blad: OppBlad,
    versie: OppStand | None,
    getypt: Mapping[str, Formulier] | None = None,
    status: int = 200,
) -> Response:
    dossier, rol = await ophalen(request), request.ingelogd.rol
    interventies: list[str] = []
    if versie is not None and "opp_bewaren" in versie.handelingen:
        lijst: InterventiesLijst = await request.vraag("intake", InterventiesTonen(dossier_id=blad.dossier_id))
        interventies = [een.zin for een in lijst.interventies if een.zin]
    naam = f"OPP, versie {versie.nummer}" if versie else "OPP"
    pagina = vullen.opp(
        blad,
        versie,
        request.regels(versie.regels_op) if versie else request.tenant,
        leerlingen.kop(dossier, rol, "opp"),
        leerlingen.kruimels(dossier, rol, Link(naam, "")),
        clock.vandaag(),
        getypt,
        schrijft=rol in SCHOOLROLLEN,
        interventies=interventies,
    )
    return toon(request, "opp.html", pagina, status=status)


@get("/leerlingen/{id:uuid}/opp/versies/{opp_id:uuid}", opt=voor(*LEZERS, audit="opp_versie_tonen"))
async def opp_versie(request: Verzoek) -> Response:
    blad = await blad_ophalen(request)
    return await _pagina(request, blad, await _versie(request))


async def _versie(request: Verzoek) -> OppStand:
    """The version of the address. Raises NietGevonden."""
    id, opp_id = request.path_params["id"], request.path_params["opp_id"]
    return await request.vraag("intake", OppVersieTonen(dossier_id=id, opp_id=opp_id))


@get("/leerlingen/{id:uuid}/opp/versies/{opp_id:uuid}/leerling", opt=voor(*LEZERS, audit="opp_versie_tonen"))
async def opp_leesversie(request: Verzoek) -> Response:
    """As the pupil reads it."""
    stand = await _versie(request)
    eigen = f"/leerlingen/{request.path_params['id']}/opp"
    terug = Link("Terug naar het OPP", f"{eigen}/versies/{stand.id}")
    pagina = opp_bijdrage.leesversie(stand, terug, f"{eigen}/versies/{stand.id}/pdf?voor=leerling")
    return toon(request, "opp_leesversie.html", pagina)


@get("/leerlingen/{id:uuid}/opp/versies/{opp_id:uuid}/pdf", opt=voor(*LEZERS, audit="opp_ophalen"))
async def opp_pdf(request: Verzoek) -> Response:
    """The whole of it; `?voor=leerling`: the one in words of the pupil."""
    id, opp_id = request.path_params["id"], request.path_params["opp_id"]
    vraag = OppOphalen(dossier_id=id, opp_id=opp_id, voor_leerling=request.query_params.get("voor") == "leerling")
    bestand: OppBestand = await request.vraag("intake", vraag, timeout=PAPIER)
    return als_bestand(bestand.inhoud, bestand.bestandsnaam, "application/pdf")


# ---------------------------------------------------------------------------------------- saving while typing


@post("/leerlingen/{id:uuid}/opp/opp-bewaren", opt=voor(*SCHOOLROLLEN), status_code=200)
async def opp_bewaren(request: Verzoek) -> Response:
    """Save a chapter, by button or while typing."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "onderdeel", rest=True)
    eigen = f"/leerlingen/{id}/opp"
    antwoorden = {n: w for n, w in invoer.waarden.items() if n not in ("onderdeel", "opdracht", "versie")}
    try:
        bewaard: Bewaard = await request.vraag(
            "intake",
            OppBewaren(opdracht=invoer.opdracht, dossier_id=id, versie=invoer.versie, antwoorden=antwoorden),
        )
    except Gewijzigd as fout:
        return await _conflict(request, invoer, fout, eigen)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        formulier = invoer.formulier(f"{eigen}/opp-bewaren", fout)
        if request.is_deel and fout.status == 422:
            stand = await _concept(request)
            regels = regels_van(request, stand.regels_op)
            geweigerd = vullen.onderdeel_geweigerd(stand, regels, invoer["onderdeel"], formulier, eigen)
            return toon(request, "_onderdeel_bewaard.html", geweigerd, status=422)
        return await _tonen(request, {invoer["onderdeel"]: formulier}, fout.status)
    if not request.is_deel:
        return door(request, f"{eigen}#onderdeel-{invoer['onderdeel']}", "onderdeel_bewaard")
    stand = await _concept(request)
    regels = regels_van(request, stand.regels_op)
    pagina = vullen.onderdeel_bewaard(stand, regels, invoer["onderdeel"], bewaard.op, eigen)
    return toon(request, "_onderdeel_bewaard.html", pagina)


async def _concept(request: Verzoek) -> OppStand:
    """What is being made. Raises NietGevonden."""
    blad = await blad_ophalen(request)
    if blad.werk is None:
        raise NietGevonden()
    return blad.werk


async def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, eigen: str) -> Response:
    """Somebody else was first: both texts, the own one kept, ready to be saved over the other."""
    stand = await _concept(request)
    pagina = conflict(
        fout,
        invoer,
        vullen.labels(regels_van(request, stand.regels_op)),
        formulier=Formulier(
            url=f"{eigen}/opp-bewaren", versie=str(fout.extra.get("versie", stand.versie)), waarden=invoer.waarden
        ),
        terug=Link("Terug naar het OPP", eigen),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


# ----------------------------------------------------------------------------------- what a parent said


@get("/leerlingen/{id:uuid}/opp/bijdragen/{wie:uuid}", opt=voor(*SCHOOLROLLEN, audit="opp_tonen"))
async def opp_bijdrage_form(request: Verzoek) -> Response:
    return await _opschrijven(request)


async def _opschrijven(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    """The part of one parent, for the school to write down what was said. Raises NietGevonden."""
    stand, wie = await _concept(request), request.path_params["wie"]
    gevonden = next((b for b in stand.bijdragen if b.id == wie and b.wie == "ouder"), None)
    if gevonden is None:
        raise NietGevonden()
    if gevonden.zelf:
        raise KanNiet(f"{gevonden.naam} schreef dit zelf. Alleen {gevonden.naam} kan het veranderen.")
    regels = regels_van(request, stand.regels_op)
    eigen = f"/leerlingen/{request.path_params['id']}/opp"
    return toon(request, "opp_bijdrage.html", opp_bijdrage.opschrijven(gevonden, regels, eigen, getypt), status=status)


@post("/leerlingen/{id:uuid}/opp/bijdragen/{wie:uuid}/bijdrage-opschrijven", opt=voor(*SCHOOLROLLEN), status_code=200)
async def bijdrage_opschrijven(request: Verzoek) -> Response:
    id, wie = request.path_params["id"], request.path_params["wie"]
    invoer = await lees(request, rest=True)
    eigen = f"/leerlingen/{id}/opp"
    antwoorden = {n: w for n, w in invoer.waarden.items() if n not in ("opdracht", "versie")}
    try:
        await request.vraag(
            "intake",
            BijdrageOpschrijven(
                opdracht=invoer.opdracht, dossier_id=id, wie=wie, versie=invoer.versie, antwoorden=antwoorden
            ),
        )
    except Gewijzigd as fout:
        stand = await _concept(request)
        url = f"{eigen}/bijdragen/{wie}/bijdrage-opschrijven"
        pagina = conflict(
            fout,
            invoer,
            vullen.labels(regels_van(request, stand.regels_op)),
            formulier=Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden),
            terug=Link("Terug naar het OPP", eigen),
        )
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        url = f"{eigen}/bijdragen/{wie}/bijdrage-opschrijven"
        return await _opschrijven(request, invoer.formulier(url, fout), fout.status)
    return door(request, f"{eigen}#ouders", "bijdrage_opgeschreven")


# ------------------------------------------------------------------------------------------------- acts


def _handeling(request: Verzoek) -> Handeling:
    """Raises NietGevonden for a word that is no act."""
    handeling = HANDELINGEN.get(request.path_params["handeling"])
    if handeling is None:
        raise NietGevonden()
    return handeling


@get("/leerlingen/{id:uuid}/opp/{handeling:str}", opt=voor(*SCHOOLROLLEN, audit="opp_tonen"))
async def opp_handeling(request: Verzoek) -> Response:
    """The form of one act. KanNiet with a sentence when it cannot be done now."""
    handeling, blad = _handeling(request), await blad_ophalen(request)
    return _formulier(request, handeling, blad, welke(handeling, blad))


def _formulier(
    request: Verzoek,
    handeling: Handeling,
    blad: OppBlad,
    stand: OppStand | None,
    getypt: Formulier | None = None,
    status: int = 200,
) -> Response:
    waarden = dict(handeling.begin(request, stand))
    velden = handeling.velden(request, blad, stand)
    pagina = views.OppHandeling(
        leerling=blad.leerling,
        kenmerk="",
        terug=Link("Terug naar het OPP", f"/leerlingen/{blad.dossier_id}/opp"),
        formulier=getypt
        or Formulier(url=_adres(blad, handeling), versie=str(stand.versie if stand else 0), waarden=waarden),
        kop=handeling.knop,
        uitleg=handeling.uitleg,
        velden=velden,
        knop=handeling.knop,
        gevaar=handeling.gevaar,
    )
    return toon(request, "handeling.html", pagina, status=status)


def _adres(blad: OppBlad, handeling: Handeling) -> str:
    return f"/leerlingen/{blad.dossier_id}/opp/{handeling.pad}"


@post("/leerlingen/{id:uuid}/opp/{handeling:str}", opt=voor(*SCHOOLROLLEN, audit="{handeling}"), status_code=200)
async def opp_handelen(request: Verzoek) -> Response:
    handeling, blad = _handeling(request), await blad_ophalen(request)
    stand = mogelijk(handeling, blad)  # when it cannot be done now, the service says so
    id: UUID = request.path_params["id"]
    doelen = [n for veld in handeling.velden(request, blad, stand) if (n := veld.naam).startswith("doel_")]
    invoer = await lees(request, *handeling.eigen_velden, *doelen)
    try:
        opdracht = handeling.opdracht(id, invoer, stand)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (403, 409, 413, 422, 503):
            raise
        return await _opnieuw(request, handeling, invoer, fout)
    return door(request, f"/leerlingen/{id}/opp", handeling.melding)


async def _opnieuw(request: Verzoek, handeling: Handeling, invoer: Invoer, fout: Fout) -> Response:
    """The same form as it was typed, with the sentences of this fault, and the version of now."""
    blad = await blad_ophalen(request)
    stand = welke(handeling, blad)
    getypt = invoer.formulier(_adres(blad, handeling), fout, {"opbouw": "opbouw_1_vanaf"})
    if isinstance(fout, Gewijzigd):
        wie = fout.extra.get("door") or "Een collega"
        getypt = Formulier(
            url=getypt.url,
            versie=str(stand.versie if stand else 0),
            waarden=invoer.waarden,
            algemene_fout=f"{wie} heeft dit OPP intussen bijgewerkt. Uw tekst staat er nog. Kijk of alles klopt en "
            "verstuur opnieuw.",
        )
    return _formulier(request, handeling, blad, stand, getypt, fout.status)


ROUTES = [
    oppen,
    opp_tellen,
    opp,
    opp_versie,
    opp_leesversie,
    opp_pdf,
    opp_bewaren,
    opp_bijdrage_form,
    bijdrage_opschrijven,
    opp_handeling,
    opp_handelen,
]
