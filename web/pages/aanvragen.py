"""The aanvragen of a school: the list, a new one, and the form that is saved while typing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.commissie.contract import MijnKindStand, MijnKindTonen
from services.intake.contract import (
    AanvraagBeginnen,
    AanvraagStand,
    AanvraagTonen,
    AanvragenLijst,
    AanvragenTonen,
    Bewaard,
    OnderdeelBewaren,
)
from services.intake.leerlingen.contract import LeerlingStand, LeerlingTonen, VandaagLijst, VandaagTonen
from services.kern.errors import Fout, Gewijzigd, NietBeschikbaar, NietGevonden
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web import views
from web.filling import aanvraag as vullen
from web.filling.conflict import conflict
from web.filling.leerlingen import LEERJAREN
from web.filling.vandaag import regels_van_vandaag
from web.formatting import datum
from web.forms import Invoer, lees
from web.navigation import AANVRAAGROLLEN
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Keuze, Link
from web.visit import Verzoek

NAMEN_NIEUW = {"roepnaam": "voornaam", "geboren_op": "geboortedatum", "groep": "leerjaar"}


@get("/aanvragen", opt=voor(*AANVRAAGROLLEN, audit="vandaag_tonen"))
async def aanvragen(request: Verzoek) -> Response:
    tenant, vandaag = request.tenant, clock.vandaag()
    school = request.ingelogd.rol in SCHOOLROLLEN
    lijst: AanvragenLijst
    werk = VandaagLijst(regels=[])
    if school:
        lijst, werk = await asyncio.gather(
            request.vraag("intake", AanvragenTonen()), request.vraag("intake", VandaagTonen())
        )
    else:
        lijst = await request.vraag("intake", AanvragenTonen())
    regels: dict[str, list[views.AanvraagRegel]] = {"actie": [], "concept": [], "ingediend": [], "afgerond": []}
    for kort in lijst.aanvragen:
        groep = "actie" if kort.vraag_open and school else "concept" if kort.status == "concept" else "ingediend"
        groep = "afgerond" if kort.status in ("besloten", "ingetrokken") else groep
        regels[groep].append(vullen.regel(kort, tenant, vandaag, antwoordt=school))
    hoed = request.ingelogd.stand.hoed
    pagina = views.MijnAanvragen(
        organisatie=hoed.organisatie_naam if hoed else "",
        actie_nodig=regels["actie"],
        vandaag=regels_van_vandaag(werk, vandaag),
        vandaag_meer="Niet alles staat hier. Het meest dringende staat bovenaan." if werk.meer else "",
        concepten=regels["concept"],
        ingediend=regels["ingediend"],
        afgerond=regels["afgerond"],
        nieuw_url="/aanvragen/nieuw" if school else "",
        tekenen_url="/aanvragen/ondertekenen" if request.ingelogd.rol is Rol.SCHOOLDIRECTEUR else "",
    )
    return toon(request, "mijn_aanvragen.html", pagina)


@get("/aanvragen/nieuw", opt=voor(*SCHOOLROLLEN))
async def aanvraag_nieuw(request: Verzoek) -> Response:
    """`?leerling=`: begin from the dossier of this pupil, whose facts are not typed again."""
    gekozen = request.query_params.get("leerling", "")
    return await _nieuw(request, Formulier(url="/aanvragen/nieuw", waarden={"leerling": gekozen}))


async def _nieuw(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    tenant, hoed = request.tenant, request.ingelogd.stand.hoed
    leerling = await _leerling(request, formulier.waarden.get("leerling", ""))
    pagina = views.AanvraagNieuw(
        school=hoed.organisatie_naam if hoed else "",
        soorten=[Keuze(naam, soort.naam, soort.uitleg) for naam, soort in tenant.soorten.items()],
        leerjaren=[Keuze(jaar, jaar.capitalize()) for jaar in LEERJAREN[tenant.sector]],
        formulier=formulier,
        terug=Link("Terug naar het dossier", f"/leerlingen/{leerling.id}") if leerling else vullen.ALLE,
        leerling=f"{leerling.roepnaam} {leerling.achternaam}" if leerling else "",
        leerling_sub=f"{leerling.groep.capitalize()}, geboren op {datum(leerling.geboren_op)}" if leerling else "",
    )
    return toon(request, "aanvraag_nieuw.html", pagina, status=status)


async def _leerling(request: Verzoek, gekozen: str) -> LeerlingStand | None:
    """The dossier to begin from; None for a pupil who has none. Raises NietGevonden."""
    if not gekozen:
        return None
    try:
        return await request.vraag("intake", LeerlingTonen(dossier_id=UUID(gekozen)))
    except ValueError:
        raise NietGevonden() from None


@post("/aanvragen/nieuw", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_beginnen(request: Verzoek) -> Response:
    invoer = await lees(request, "voornaam", "achternaam", "geboortedatum", "leerjaar", "soort", "leerling")
    try:
        bewaard: Bewaard = await request.vraag("intake", _begin(request, invoer))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _nieuw(request, invoer.formulier("/aanvragen/nieuw", fout, NAMEN_NIEUW), fout.status)
    return door(request, f"/aanvragen/{bewaard.id}", "aanvraag_begonnen")


def _begin(request: Verzoek, invoer: Invoer) -> AanvraagBeginnen:
    """The command of this form: from a dossier, or with what was typed. Raises OngeldigeInvoer."""
    invoer.keuze("soort", request.tenant.soorten, "Kies wat u aanvraagt.")
    if invoer["leerling"]:
        dossier = invoer.uuid("leerling")
        invoer.controleren()
        return AanvraagBeginnen(opdracht=invoer.opdracht, soort=invoer["soort"], dossier_id=dossier)
    for naam, zin in (("voornaam", "Vul de voornaam in."), ("achternaam", "Vul de achternaam in.")):
        invoer.nodig(naam, zin)
    geboren_op = invoer.datum("geboortedatum")
    invoer.keuze("leerjaar", LEERJAREN[request.tenant.sector], "Kies het leerjaar.")
    invoer.controleren()
    return AanvraagBeginnen(
        opdracht=invoer.opdracht,
        soort=invoer["soort"],
        roepnaam=invoer["voornaam"],
        achternaam=invoer["achternaam"],
        geboren_op=geboren_op,
        groep=invoer["leerjaar"],
    )


# --------------------------------------------------------------------------------------------- one aanvraag


@get("/aanvragen/{id:uuid}", opt=voor(*AANVRAAGROLLEN, *FAMILIEROLLEN, audit="aanvraag_tonen"))
async def aanvraag(request: Verzoek) -> Response:
    return await tonen(request)


async def ophalen(request: Verzoek) -> AanvraagStand:
    """The aanvraag of the address. Raises NietGevonden."""
    return await request.vraag("intake", AanvraagTonen(aanvraag_id=request.path_params["id"]))


async def tonen(
    request: Verzoek,
    getypt: Mapping[str, Formulier] | None = None,
    *,
    status: int = 200,
    melding: views.Melding | None = None,
) -> Response:
    """The page of one aanvraag, with forms as they were typed where something was not right."""
    rol, vandaag = request.ingelogd.rol, clock.vandaag()
    if rol == Rol.SCHOOLBESTUURDER:
        stand = await ophalen(request)
        return toon(request, "aanvraag_volgen.html", vullen.volgen(stand, request.regels(stand.regels_op), vandaag))
    if rol in FAMILIEROLLEN:
        stand = await ophalen(request)
        pagina = vullen.aanvraag(stand, request.regels(stand.regels_op), vandaag, getypt, familie=True)
        return toon(request, "aanvraag.html", pagina, status=status, melding=melding)
    stand, behandeling = await asyncio.gather(ophalen(request), _behandeling(request))
    kijkt = rol in SCHOOLROLLEN
    regels = request.regels(stand.regels_op)
    pagina = vullen.aanvraag(stand, regels, vandaag, getypt, behandeling=behandeling, bevoegd=kijkt)
    return toon(request, "aanvraag.html", pagina, status=status, melding=melding)


async def _behandeling(request: Verzoek) -> MijnKindStand | None:
    """None for a draft, and while commissie is away: the aanvraag itself can still be read and worked on."""
    try:
        return await request.vraag("commissie", MijnKindTonen(behandeling_id=request.path_params["id"]))
    except (NietGevonden, NietBeschikbaar):
        return None


async def opnieuw(request: Verzoek, sleutel: str, formulier: Formulier, fout: Fout) -> Response:
    """The page again with this form as it was typed. Raises the fault itself when that page cannot be made."""
    if fout.status not in (409, 413, 422, 503):
        raise fout
    try:
        return await tonen(request, {sleutel: formulier}, status=fout.status)
    except NietBeschikbaar:
        raise fout from None


@post("/aanvragen/{id:uuid}/onderdeel-bewaren", opt=voor(*SCHOOLROLLEN), status_code=200)
async def onderdeel_bewaren(request: Verzoek) -> Response:
    """Save a chapter, by button or while typing."""
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "onderdeel", rest=True)
    url = f"/aanvragen/{id}/onderdeel-bewaren"
    antwoorden = {
        naam: waarde
        for naam, waarde in invoer.waarden.items()
        if naam not in ("onderdeel", "opdracht", "versie", "categorie", "beoogde_school")
    }
    try:
        bewaard: Bewaard = await request.vraag(
            "intake",
            OnderdeelBewaren(
                opdracht=invoer.opdracht,
                aanvraag_id=id,
                versie=invoer.versie,
                antwoorden=antwoorden,
                categorie=invoer.waarden.get("categorie"),
                beoogde_school=invoer.waarden.get("beoogde_school"),
            ),
        )
    except Gewijzigd as fout:
        return await _conflict(request, invoer, fout, url)
    except Fout as fout:
        formulier = invoer.formulier(url, fout, {f"antwoorden.{naam}": naam for naam in antwoorden})
        if request.is_deel and fout.status == 422:
            return await _fouten_tonen(request, invoer["onderdeel"], formulier)
        return await opnieuw(request, f"onderdeel:{invoer['onderdeel']}", formulier, fout)
    if not request.is_deel:
        return door(request, f"/aanvragen/{id}#onderdeel-{invoer['onderdeel']}", "onderdeel_bewaard")
    stand = await ophalen(request)
    regels = request.regels(stand.regels_op)
    pagina = vullen.onderdeel_bewaard(stand, regels, invoer["onderdeel"], bewaard.op, clock.vandaag())
    return toon(request, "_onderdeel_bewaard.html", pagina)


async def _fouten_tonen(request: Verzoek, naam: str, formulier: Formulier) -> Response:
    """Nothing was saved; the sentences go beside their fields while the person types on."""
    stand = await ophalen(request)
    pagina = vullen.onderdeel_geweigerd(stand, request.regels(stand.regels_op), naam, formulier)
    return toon(request, "_onderdeel_bewaard.html", pagina, status=422)


async def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, url: str) -> Response:
    """Somebody else was first: both texts, the own one kept, ready to be saved over the other."""
    stand = await ophalen(request)
    hoofdstukken = vullen.hoofdstukken(stand, request.regels(stand.regels_op))
    labels = {veld.naam: veld.label for _, _, velden in hoofdstukken for veld in velden}
    pagina = conflict(
        fout,
        invoer,
        labels,
        formulier=Formulier(url=url, versie=str(fout.extra.get("versie", stand.versie)), waarden=invoer.waarden),
        terug=Link("Terug naar de aanvraag", f"/aanvragen/{stand.id}"),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


ROUTES = [aanvragen, aanvraag_nieuw, aanvraag_beginnen, aanvraag, onderdeel_bewaren]
