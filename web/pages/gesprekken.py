"""Talks over a pupil: the list with the open agreements and the checklist, and a report while it is made."""

from __future__ import annotations

import asyncio
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.gesprekken.contract import (
    Aanwezige,
    AanwezigeToevoegen,
    AanwezigeWeghalen,
    AfspraakMaken,
    ChecklistStand,
    CheckliststapAfvinken,
    ChecklistTonen,
    GesprekBeginnen,
    GesprekDelen,
    GesprekkenLijst,
    GesprekkenTonen,
    GesprekOphalen,
    GesprekPdf,
    GesprekReageren,
    GesprekspuntAfvinken,
    GesprekspuntBeschrijven,
    GesprekStand,
    GesprekTerugzetten,
    GesprekTonen,
    GesprekWeghalen,
    MijnGesprekkenLijst,
    MijnGesprekkenTonen,
)
from services.intake.leerlingen.contract import MijnDossierStand, MijnDossierTonen
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web import views_gesprekken as views
from web.filling import familie_gesprekken
from web.filling import gesprekken as vullen
from web.filling.conflict import conflict
from web.filling.mijn_dossier import gezin
from web.formatting import tijdstip
from web.forms import Invoer, lees
from web.pages import mijn_dossier
from web.pages.bestanden import als_bestand
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

AAN_TAFEL = rollen(Deel.GESPREKWERK)
PLAATSEN = 6


# ------------------------------------------------------------------------------------------------ the list


@get("/leerlingen/{id:uuid}/gesprekken", opt=voor(*LEZERS, audit="gesprekken_tonen"))
async def gesprekken(request: Verzoek) -> Response:
    return await lijst(request)


async def lijst(request: Verzoek, getypt: vullen.Getypt | None = None, status: int = 200) -> Response:
    """The list, with a form as it was typed where something was not right."""
    id: UUID = request.path_params["id"]
    stand, antwoord, checklist = await asyncio.gather(
        ophalen(request),
        request.vraag("intake", GesprekkenTonen(dossier_id=id)),
        request.vraag("intake", ChecklistTonen(dossier_id=id)),
    )
    assert isinstance(antwoord, GesprekkenLijst) and isinstance(checklist, ChecklistStand)
    soort = request.query_params.get("soort", "")[:60]
    if getypt and (nieuw := getypt.get(("gesprek-beginnen", ""))):
        soort = nieuw.waarden.get("soort", "")
    pagina = vullen.gesprekken(stand, antwoord, checklist, request.ingelogd.rol, clock.vandaag(), soort, getypt)
    return toon(request, "gesprekken.html", pagina, status=status)


@post("/leerlingen/{id:uuid}/gesprek-beginnen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gesprek_beginnen(request: Verzoek) -> Response:
    """In a field of names a comma is the end of one."""
    id: UUID = request.path_params["id"]
    invoer = await lees(
        request,
        "soort",
        "gehouden_op",
        "aanwezig_1",
        "aanwezig_2",
        "aanwezig_3",
        "aanwezig_4",
        "aanwezig_5",
        "aanwezig_6",
        "meelezen",
    )
    try:
        gehouden_op = invoer.datum("gehouden_op")
        invoer.controleren()
        opdracht = GesprekBeginnen(
            opdracht=invoer.opdracht,
            dossier_id=id,
            soort=invoer["soort"],
            gehouden_op=gehouden_op,
            aanwezigen=_aan_tafel(request, invoer),
            meelezen=invoer["meelezen"] == "ja",
        )
        bewaard: Bewaard = await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"/leerlingen/{id}/gesprek-beginnen", fout)
        return await lijst(request, {("gesprek-beginnen", ""): formulier}, fout.status)
    return door(request, f"/leerlingen/{id}/gesprekken/{bewaard.id}")


def _aan_tafel(request: Verzoek, invoer: Invoer) -> tuple[Aanwezige, ...]:
    soort = request.tenant.gesprekken.get(invoer["soort"])
    uit = []
    for nummer, plaats in enumerate(soort.aan_tafel if soort else [], 1):
        for naam in invoer[f"aanwezig_{nummer}"].split(","):
            if naam.strip():
                functie = plaats.titel if plaats.kant != "ander" else ""
                uit.append(Aanwezige(naam=naam.strip(), functie=functie, kant=plaats.kant))
    return tuple(uit)


@post("/leerlingen/{id:uuid}/checkliststap-afvinken", opt=voor(*SCHOOLROLLEN), status_code=200)
async def checkliststap_afvinken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "stap", "gedaan")
    gedaan = invoer.keuze("gedaan", ("ja", "nee")) == "ja"
    invoer.controleren()
    opdracht = CheckliststapAfvinken(opdracht=invoer.opdracht, dossier_id=id, stap=invoer["stap"], gedaan=gedaan)
    await request.vraag("intake", opdracht)
    return door(request, f"/leerlingen/{id}/gesprekken#checklist", "checkliststap_afgevinkt")


# ---------------------------------------------------------------------------------------------- one report


async def verslag_ophalen(request: Verzoek) -> GesprekStand:
    """The talk of the address. Raises NietGevonden."""
    vraag = GesprekTonen(dossier_id=request.path_params["id"], gesprek_id=request.path_params["gesprek"])
    return await request.vraag("intake", vraag)


@get("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}", opt=voor(*LEZERS, audit="gesprek_tonen"))
async def gesprek(request: Verzoek) -> Response:
    return await verslag(request)


async def verslag(request: Verzoek, getypt: vullen.Getypt | None = None, status: int = 200) -> Response:
    stand, antwoord = await asyncio.gather(ophalen(request), verslag_ophalen(request))
    pagina = vullen.gesprek(stand, antwoord, request.ingelogd.rol, clock.vandaag(), getypt)
    return toon(request, "gesprek.html", pagina, status=status)


@get("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/verslag.pdf", opt=voor(*LEZERS, audit="gesprek_ophalen"))
async def gesprek_ophalen(request: Verzoek) -> Response:
    vraag = GesprekOphalen(dossier_id=request.path_params["id"], gesprek_id=request.path_params["gesprek"])
    pdf: GesprekPdf = await request.vraag("intake", vraag, timeout=20)
    return als_bestand(pdf.inhoud, pdf.naam, "application/pdf")


def _adres(request: Verzoek) -> str:
    return f"/leerlingen/{request.path_params['id']}/gesprekken/{request.path_params['gesprek']}"


async def _doen(
    request: Verzoek, invoer: Invoer, soort: type[Opdracht], plek: str, melding: str = "", **velden: object
) -> Response:
    """Send the command; back to this place of the page, or the page again with what was typed and why not."""
    handeling = soort.heet().replace("_", "-")
    ids = {"dossier_id": request.path_params["id"], "gesprek_id": request.path_params["gesprek"]}
    try:
        invoer.controleren()
        await request.vraag("intake", soort(opdracht=invoer.opdracht, **ids, **velden))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(f"{_adres(request)}/{handeling}", fout, {"aanwezige_id": "aanwezige"})
        return await verslag(request, {(handeling, ""): formulier}, fout.status)
    return door(request, f"{_adres(request)}{plek}", melding)


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/aanwezige-toevoegen", opt=voor(*AAN_TAFEL), status_code=200)
async def aanwezige_toevoegen(request: Verzoek) -> Response:
    invoer = await lees(request, "naam", "functie", "kant")
    velden = {naam: invoer[naam] for naam in ("naam", "functie", "kant")}
    return await _doen(request, invoer, AanwezigeToevoegen, "#aanwezig-kop", **velden)


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/aanwezige-weghalen", opt=voor(*AAN_TAFEL), status_code=200)
async def aanwezige_weghalen(request: Verzoek) -> Response:
    invoer = await lees(request, "aanwezige")
    return await _doen(request, invoer, AanwezigeWeghalen, "#aanwezig-kop", aanwezige_id=invoer.uuid("aanwezige"))


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/afspraak-maken", opt=voor(*AAN_TAFEL), status_code=200)
async def afspraak_maken(request: Verzoek) -> Response:
    invoer = await lees(request, "wat", "aanwezige", "uiterlijk_op")
    velden = {"wat": invoer["wat"], "aanwezige_id": invoer.uuid("aanwezige")}
    velden["uiterlijk_op"] = invoer.datum("uiterlijk_op")
    return await _doen(request, invoer, AfspraakMaken, "#afspraken-kop", "afspraak_gemaakt", **velden)


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprek-delen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gesprek_delen(request: Verzoek) -> Response:
    return await _doen(request, await lees(request), GesprekDelen, "", "gesprek_gedeeld")


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprek-weghalen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gesprek_weghalen(request: Verzoek) -> Response:
    invoer = await lees(request)
    antwoord = await _doen(request, invoer, GesprekWeghalen, "", versie=invoer.versie)
    lijst_ = f"/leerlingen/{request.path_params['id']}/gesprekken"
    return door(request, lijst_, "gesprek_weggehaald") if antwoord.status_code == 303 else antwoord


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprek-terugzetten", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gesprek_terugzetten(request: Verzoek) -> Response:
    invoer = await lees(request)
    return await _doen(request, invoer, GesprekTerugzetten, "", "gesprek_teruggezet", versie=invoer.versie)


# ------------------------------------------------------------------------------------- ticking and typing


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprekspunt-afvinken", opt=voor(*AAN_TAFEL), status_code=200)
async def gesprekspunt_afvinken(request: Verzoek) -> Response:
    """Kept at once; the answer also tells what others at the table ticked meanwhile."""
    invoer = await lees(request, "punt", "stand")
    return await _punt(request, invoer, GesprekspuntAfvinken, stand=invoer["stand"])


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprekspunt-beschrijven", opt=voor(*AAN_TAFEL), status_code=200)
async def gesprekspunt_beschrijven(request: Verzoek) -> Response:
    """Kept while it is typed. Two people in one field: both texts side by side."""
    invoer = await lees(request, "punt", "tekst")
    return await _punt(request, invoer, GesprekspuntBeschrijven, tekst=invoer["tekst"], versie=invoer.versie)


async def _punt(request: Verzoek, invoer: Invoer, soort: type[Opdracht], **velden: object) -> Response:
    adres, handeling = _adres(request), soort.heet().replace("_", "-")
    punt = invoer.uuid("punt")
    invoer.controleren()
    ids = {"dossier_id": request.path_params["id"], "gesprek_id": request.path_params["gesprek"], "punt_id": punt}
    fout_zin, status = "", 200
    try:
        await request.vraag("intake", soort(opdracht=invoer.opdracht, **ids, **velden))
    except Gewijzigd as fout:
        return _conflict(request, invoer, fout, f"{adres}/{handeling}")
    except Fout as fout:
        if fout.status not in (422, 503):
            raise
        if not request.is_deel:
            formulier = invoer.formulier(f"{adres}/{handeling}", fout)
            return await verslag(request, {(handeling, str(punt)): formulier}, fout.status)
        fout_zin, status = next(iter(fout.velden.values()), fout.melding), fout.status
    if not request.is_deel:
        return door(request, f"{adres}#punt-{punt}", "punt_bewaard")
    stand = await verslag_ophalen(request)
    regels = vullen.punten(stand, adres, clock.vandaag())
    eigen = next(regel for regel in regels if regel.id == str(punt))
    versies = {f"punt-{punt}-versie": eigen.schrijf.versie} if eigen.schrijf and not fout_zin else {}
    pagina = views.PuntBewaard(
        bewaard="Niet opgeslagen" if fout_zin else f"Opgeslagen om {tijdstip(clock.nu())}",
        goed=not fout_zin,
        id=str(punt),
        versies=versies,
        fout=fout_zin,
        voortgang=vullen.voortgang(stand),
        punten=regels,
        standen=vullen.standen(),
    )
    return toon(request, "_gesprekspunt_bewaard.html", pagina, status=status)


def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, url: str) -> Response:
    pagina = conflict(
        fout,
        invoer,
        {"tekst": "Wat is besproken"},
        formulier=Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden),
        terug=Link("Terug naar het verslag", _adres(request)),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


# ------------------------------------------------------------------------------------ parents and pupil


@post("/mijn-kind/{id:uuid}/gesprek-reageren", opt=voor(*FAMILIEROLLEN), status_code=200)
async def gesprek_reageren(request: Verzoek) -> Response:
    """What was typed stays, also when it was changed in another window meanwhile."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "gesprek", "reactie")
    url, gesprek_id = f"/mijn-kind/{id}/gesprek-reageren", invoer.uuid("gesprek")
    try:
        invoer.controleren()
        ids = {"dossier_id": id, "gesprek_id": gesprek_id, "versie": invoer.versie}
        await request.vraag("intake", GesprekReageren(opdracht=invoer.opdracht, **ids, tekst=invoer["reactie"]))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        getypt = invoer.formulier(url, fout, {"tekst": "reactie"})
        if isinstance(fout, Gewijzigd):
            zin = f"{fout.melding} Uw tekst staat er nog."
            getypt = Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden, algemene_fout=zin)
        stand: MijnDossierStand = await request.vraag("intake", MijnDossierTonen(dossier_id=id))
        lijst_: MijnGesprekkenLijst = await request.vraag("intake", MijnGesprekkenTonen(dossier_id=id))
        wie = gezin(stand, request.tenant, request.ingelogd.rol == Rol.LEERLING, clock.vandaag())
        blok = familie_gesprekken.blok(lijst_, wie, {str(gesprek_id): getypt})
        return await mijn_dossier.tonen(request, {blok.sleutel: blok} if blok else None, fout.status)
    return door(request, f"/mijn-kind/{id}#gesprekken", "gesprek_reactie_bewaard")


ROUTES = [
    gesprek_reageren,
    gesprekken,
    gesprek_beginnen,
    checkliststap_afvinken,
    gesprek,
    gesprek_ophalen,
    aanwezige_toevoegen,
    aanwezige_weghalen,
    afspraak_maken,
    gesprek_delen,
    gesprek_weghalen,
    gesprek_terugzetten,
    gesprekspunt_afvinken,
    gesprekspunt_beschrijven,
]
