"""The page of a parent or pupil, and the one thing they do here: say what they think."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.commissie import contract as commissie
from services.commissie.contract import Beschikking, BeschikkingOphalen, MijnKindStand, MijnKindTonen
from services.intake import contract as intake
from services.intake.contract import AanvraagStand, AanvraagTonen, ZienswijzeGeven
from services.intake.leerlingen.contract import Familiezaak, FamiliezaakTonen
from services.kern.errors import Fout, NietGevonden, OngeldigeInvoer
from services.kern.inzage import InzagenLijst
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web.filling import familie, inzage
from web.forms import Invoer, lees
from web.pages import meelezen, mijn_dossier, voorschool
from web.pages.bestanden import als_bestand
from web.policy import voor
from web.show import door, rolnaam, toon
from web.views import Formulier
from web.visit import Verzoek

PUNT = "punt_"  # before the name of the question of the school that a parent answers


@get("/mijn-kind/{id:uuid}", opt=voor(*FAMILIEROLLEN, audit="mijn_kind_tonen"))
async def mijn_kind(request: Verzoek) -> Response:
    """Of an aanvraag, a leerlingdossier or a young child: whatever the hat is of."""
    zaak: Familiezaak
    try:
        zaak = await request.vraag("intake", FamiliezaakTonen(zaak_id=request.path_params["id"]))
    except NietGevonden:
        if request.ingelogd.rol != Rol.OUDER:
            raise
        return await meelezen.gestopt(request)
    if zaak.soort == "onderinstroom":
        return await voorschool.ouder_tonen(request)
    return await (mijn_dossier.tonen(request) if zaak.soort == "dossier" else _tonen(request))


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    id: UUID = request.path_params["id"]
    stand: AanvraagStand
    stand, behandeling = await asyncio.gather(
        request.vraag("intake", AanvraagTonen(aanvraag_id=id)), _behandeling(request, id)
    )
    form = {"zienswijze": getypt} if getypt else {}
    vandaag, wie = clock.vandaag(), request.ingelogd.stand.persoon_naam
    regels = request.regels(stand.regels_op)
    if request.ingelogd.rol == Rol.LEERLING:
        leerling = familie.leerling(stand, behandeling, regels, vandaag, **form)
        return toon(request, "leerling.html", leerling, status=status)
    ouder = familie.ouder(stand, behandeling, regels, wie, vandaag, **form)
    return toon(request, "ouder.html", ouder, status=status)


async def _behandeling(request: Verzoek, id: UUID) -> MijnKindStand | None:
    """None until the school has filed."""
    try:
        return await request.vraag("commissie", MijnKindTonen(behandeling_id=id))
    except NietGevonden:
        return None


@get("/mijn-kind/{id:uuid}/wie-keek", opt=voor(Rol.OUDER, audit="inzagen_tonen"))
async def wie_keek(request: Verzoek) -> Response:
    """Who looked at the dossier of the own child, fifty at a time. `tot` keeps the pages as they were at the first."""
    id: UUID = request.path_params["id"]
    blad, tot = _bladzijde(request)
    hoogstens = blad * inzage.PER_BLADZIJDE
    bij_school, bij_swv = await asyncio.gather(
        request.vraag("intake", intake.InzagenTonen(aanvraag_id=id, tot=tot, hoogstens=hoogstens)),
        _inzagen_swv(request, id, tot, hoogstens),
    )
    tenant = request.regels(clock.vandaag())

    def naam(rol: str) -> str:
        return rolnaam(request, tenant.id, rol)

    pagina = inzage.wie_keek(id, [bij_school, bij_swv], blad, tot, tenant, naam, clock.vandaag())
    if pagina is None:  # beyond the last page
        raise NietGevonden()
    return toon(request, "wie_keek.html", pagina)


async def _inzagen_swv(request: Verzoek, id: UUID, tot: datetime, hoogstens: int) -> InzagenLijst:
    """Empty until the school has filed."""
    try:
        return await request.vraag("commissie", commissie.InzagenTonen(behandeling_id=id, tot=tot, hoogstens=hoogstens))
    except NietGevonden:
        return InzagenLijst(inzagen=[], aantal=0)


def _bladzijde(request: Verzoek) -> tuple[int, datetime]:
    """The number of the page and the moment of the first one. What nobody could have clicked does not exist."""
    blad, tot = request.query_params.get("blad", "1"), request.query_params.get("tot", "")
    if not (blad.isascii() and blad.isdigit() and 1 <= len(blad) <= 3 and 1 <= int(blad) <= inzage.BLADZIJDEN):
        raise NietGevonden()
    try:
        moment = datetime.strptime(tot, inzage.MOMENT).replace(tzinfo=UTC) if tot else clock.echt()
    except ValueError:
        raise NietGevonden() from None
    return int(blad), moment


@post("/aanvragen/{id:uuid}/zienswijze-geven", opt=voor(*FAMILIEROLLEN), status_code=200)
async def zienswijze_geven(request: Verzoek) -> Response:
    invoer = await lees(request, "oordeel", "tekst", rest=True)
    vreemd = [
        n for n in invoer.waarden if n not in ("oordeel", "tekst", "opdracht", "versie") and not n.startswith(PUNT)
    ]
    if vreemd:
        raise OngeldigeInvoer(f"Het veld “{vreemd[0][:40]}” bestaat niet in dit formulier.")
    leerling = request.ingelogd.rol == Rol.LEERLING
    try:
        await request.vraag(
            "intake",
            ZienswijzeGeven(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                tekst=_tekst(invoer),
                instemming=familie.INSTEMMING.get(invoer["oordeel"]),
                punten={
                    naam.removeprefix(PUNT): tekst for naam, tekst in invoer.waarden.items() if naam.startswith(PUNT)
                },
            ),
        )
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        url = f"/aanvragen/{request.path_params['id']}/zienswijze-geven"
        namen = {f"punten.{naam.removeprefix(PUNT)}": naam for naam in invoer.waarden if naam.startswith(PUNT)}
        formulier = invoer.formulier(url, fout, {"instemming": "oordeel", **namen})
        return await _tonen(request, formulier, fout.status)
    melding = "zienswijze_gegeven_leerling" if leerling else "zienswijze_gegeven"
    return door(request, f"/mijn-kind/{request.path_params['id']}#zienswijze", melding)


def _tekst(invoer: Invoer) -> str:
    """What was chosen is said in words too where it is neither yes nor no."""
    gekozen = next((k.titel for k in familie.OORDELEN if k.waarde == invoer["oordeel"]), "")
    if invoer["oordeel"] in familie.INSTEMMING or not gekozen:
        return invoer["tekst"]
    return f"{gekozen}. {invoer['tekst']}".strip()


@get(
    "/beschikkingen/{bestand:str}",
    opt=voor(*FAMILIEROLLEN, *SCHOOLROLLEN, *COMMISSIEROLLEN, audit="beschikking_ophalen"),
)
async def beschikking(request: Verzoek) -> Response:
    """The letter as it was sent to this person (`/beschikkingen/<id>.pdf`)."""
    naam, punt, soort = str(request.path_params["bestand"]).rpartition(".")
    try:
        id = UUID(naam)
    except ValueError:
        raise NietGevonden() from None
    if not punt or soort != "pdf":
        raise NietGevonden()
    brief: Beschikking = await request.vraag("commissie", BeschikkingOphalen(behandeling_id=id), timeout=20)
    return als_bestand(brief.inhoud, brief.bestandsnaam, "application/pdf")


ROUTES = [mijn_kind, wie_keek, zienswijze_geven, beschikking]
