"""Extra support: the lists, asking for it, one arrangement with its acts, and amounts per school."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.arrangementen.contract import (
    ArrangementenLijst,
    ArrangementenTonen,
    ArrangementenVolgen,
    ArrangementStand,
    ArrangementTonen,
    BudgetTellen,
    BudgetTelling,
)
from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import LeerlingTonen
from services.kern.errors import Fout, Gewijzigd, KanNiet, NietGevonden
from services.kern.kalender import schooljaar_van
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.registry import registry
from tenants.schema import Arrangement
from web import views_arrangementen as views
from web.filling import arrangementen as vullen
from web.filling import leerlingen
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages import arrangementen_acts as acts
from web.pages.arrangementen_acts import HANDELINGEN, Handeling, toetsen
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import Gegevens, voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

TELT = (LEZERS - SCHOOLROLLEN) | {Rol.CONTROLLER}
VROEGST = 2014  # passend onderwijs began in that schooljaar


@get("/arrangementen", opt=voor(*LEZERS, audit="arrangementen_volgen"))
async def arrangementen(request: Verzoek) -> Response:
    antwoord: ArrangementenLijst = await request.vraag("intake", ArrangementenVolgen())
    pagina = vullen.lijst(antwoord, request.ingelogd.rol, request.tenant, clock.vandaag())
    return toon(request, "arrangementen.html", pagina)


@get("/arrangementen/budget", opt=voor(*TELT, gegevens=Gegevens.GELD, audit="budget_tellen"))
async def arrangement_budget(request: Verzoek) -> Response:
    """Of one schooljaar: `?schooljaar=2026`. What is no year is this one."""
    dit = schooljaar_van(clock.vandaag())
    tekst = request.query_params.get("schooljaar", "")
    jaar = int(tekst) if len(tekst) == 4 and tekst.isdecimal() and VROEGST <= int(tekst) <= dit else dit
    telling: BudgetTelling = await request.vraag("intake", BudgetTellen(schooljaar=jaar))
    return toon(request, "arrangement_budget.html", vullen.budget(telling, dit))


@get("/leerlingen/{id:uuid}/arrangementen", opt=voor(*LEZERS, audit="arrangementen_tonen"))
async def leerling_arrangementen(request: Verzoek) -> Response:
    rol, stand = request.ingelogd.rol, await ophalen(request)
    antwoord: ArrangementenLijst = await request.vraag("intake", ArrangementenTonen(dossier_id=stand.id))
    pagina = vullen.van_leerling(
        antwoord,
        leerlingen.kop(stand, rol, "arrangementen"),
        leerlingen.kruimels(stand, rol, Link("Extra ondersteuning", "")),
        request.tenant,
        clock.vandaag(),
        id=stand.id,
        vraagt="leerling_wijzigen" in stand.handelingen,
    )
    return toon(request, "leerling_arrangementen.html", pagina)


# ------------------------------------------------------------------------------------------------- asking


def _leerling(tekst: str) -> UUID | None:
    """The pupil of the address or the form. Raises NietGevonden for what is no number of one."""
    try:
        return UUID(tekst) if tekst else None
    except ValueError:
        raise NietGevonden() from None


async def _wie(request: Verzoek, leerling: UUID | None) -> tuple[str, Link]:
    """For whom, and where to go back to. Raises NietGevonden for a pupil of elsewhere."""
    if leerling is None:
        return "een groep", vullen.ALLE
    stand = await request.vraag("intake", LeerlingTonen(dossier_id=leerling))
    naam = f"{stand.roepnaam} {stand.achternaam}"
    return naam, Link(f"Terug naar {naam}", f"/leerlingen/{leerling}/arrangementen")


def _soort(request: Verzoek, naam: str, leerling: UUID | None, *, buiten: bool) -> Arrangement:
    """Raises KanNiet for a kind that cannot be asked today."""
    soort = request.tenant.arrangementen.get(naam)
    if soort is None or (soort.voor == "groep") != (leerling is None) or (soort.beslist == vullen.BUITEN) != buiten:
        raise KanNiet("Deze soort ondersteuning kan nu niet worden gevraagd.")
    return soort


async def _formulier(request: Verzoek, getypt: Formulier | None = None, *, buiten: bool, status: int = 200) -> Response:
    bron = getypt.waarden if getypt else request.query_params
    leerling = _leerling(bron.get("leerling", ""))
    wie, terug = await _wie(request, leerling)
    naam = bron.get("soort", "")
    if not naam and not buiten:
        alle = registry().version(request.tenant.id, clock.vandaag()).tenant.arrangementen
        nummer = str(leerling or "")
        return toon(
            request,
            "arrangement_kiezen.html",
            vullen.kiezen(request.tenant, alle, wie, nummer, terug, clock.vandaag()),
        )
    soort = _soort(request, naam, leerling, buiten=buiten)
    hoed = request.ingelogd.stand.hoed
    waarden = {"soort": naam, "leerling": str(leerling or ""), "begin_op": clock.vandaag().isoformat()}
    pagina = views.ArrangementAanvragen(
        wie=wie,
        terug=terug,
        kop=soort.titel,
        uitleg=[f"{soort.doel.rstrip('.')}.", *(f"{feit}." for feit in vullen.feiten(request.tenant, soort))],
        formulier=getypt or Formulier(url=vullen.MELDEN if buiten else vullen.AANVRAGEN, waarden=waarden),
        velden=acts.aanvraagvelden(request.tenant, soort, hoed.organisatie if hoed else ""),
        knop="Vastleggen" if buiten else "Aanvragen",
    )
    return toon(request, "arrangement_aanvragen.html", pagina, status=status)


@get("/arrangementen/arrangement-aanvragen", opt=voor(*SCHOOLROLLEN, audit="leerling_tonen"))
async def arrangement_aanvragen_form(request: Verzoek) -> Response:
    """`?leerling=` for a pupil, nothing for a group; without `?soort=` first the choice of kinds."""
    return await _formulier(request, buiten=False)


@get("/arrangementen/arrangement-melden", opt=voor(*SCHOOLROLLEN, audit="leerling_tonen"))
async def arrangement_melden_form(request: Verzoek) -> Response:
    return await _formulier(request, buiten=True)


@post("/arrangementen/arrangement-aanvragen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def arrangement_aanvragen(request: Verzoek) -> Response:
    invoer = await lees(
        request,
        "soort",
        "leerling",
        "groep",
        "plek_school",
        "doel_1",
        "doel_2",
        "doel_3",
        "behoefte",
        "communicatie",
        "begin_op",
        "eind_op",
        "inzet",
        "bedrag",
        "ouders_akkoord",
    )
    return await _versturen(request, invoer, buiten=False)


@post("/arrangementen/arrangement-melden", opt=voor(*SCHOOLROLLEN), status_code=200)
async def arrangement_melden(request: Verzoek) -> Response:
    velden = await lees(
        request, "soort", "leerling", "doel_1", "doel_2", "doel_3", "begin_op", "eind_op", "ouders_akkoord"
    )
    return await _versturen(request, velden, buiten=True)


async def _versturen(request: Verzoek, invoer: Invoer, *, buiten: bool) -> Response:
    leerling = _leerling(invoer["leerling"])
    _soort(request, invoer["soort"], leerling, buiten=buiten)
    try:
        opdracht = acts.melding(invoer, leerling) if buiten else acts.aanvraag(invoer, leerling)
        invoer.controleren()
        bewaard: Bewaard = await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        adres = vullen.MELDEN if buiten else vullen.AANVRAGEN
        getypt = invoer.formulier(adres, fout, acts.VERTALING)
        return await _formulier(request, getypt, buiten=buiten, status=fout.status)
    melding = "arrangement_gemeld" if buiten else "arrangement_aangevraagd"
    return door(request, f"/arrangementen/{bewaard.id}", melding)


# --------------------------------------------------------------------------------------------- one of them


async def _stand(request: Verzoek) -> ArrangementStand:
    """The arrangement of the address. Raises NietGevonden."""
    return await request.vraag("intake", ArrangementTonen(arrangement_id=request.path_params["id"]))


@get("/arrangementen/{id:uuid}", opt=voor(*LEZERS, audit="arrangement_tonen"))
async def arrangement(request: Verzoek) -> Response:
    stand = await _stand(request)
    pagina = vullen.arrangement(stand, request.ingelogd.rol, request.tenant, clock.vandaag())
    return toon(request, "arrangement.html", pagina)


def _handeling(request: Verzoek) -> Handeling:
    """Raises NietGevonden for a word that is no act."""
    handeling = HANDELINGEN.get(request.path_params["handeling"])
    if handeling is None:
        raise NietGevonden()
    return handeling


@get("/arrangementen/{id:uuid}/{handeling:str}", opt=voor(*LEZERS, audit="arrangement_tonen"))
async def arrangement_handeling(request: Verzoek) -> Response:
    """The form of one act. KanNiet with a sentence when it cannot be done now."""
    handeling, stand = _handeling(request), await _stand(request)
    toetsen(handeling, stand)
    return _handelen(request, handeling, stand)


def _handelen(
    request: Verzoek, handeling: Handeling, stand: ArrangementStand, getypt: Formulier | None = None, status: int = 200
) -> Response:
    pagina = views.ArrangementHandeling(
        leerling=stand.leerling or stand.groep,
        kenmerk=stand.kenmerk,
        terug=Link(f"Terug naar {stand.titel}", f"/arrangementen/{stand.id}"),
        formulier=getypt
        or Formulier(url=_adres(stand, handeling), versie=str(stand.versie), waarden=handeling.begin(stand)),
        kop=f"{stand.titel}: {handeling.knop.lower()}",
        uitleg=handeling.uitleg,
        velden=handeling.velden(request, stand),
        knop=handeling.knop,
        gevaar=handeling.gevaar,
    )
    return toon(request, "handeling.html", pagina, status=status)


def _adres(stand: ArrangementStand, handeling: Handeling) -> str:
    return f"/arrangementen/{stand.id}/{handeling.pad}"


@post("/arrangementen/{id:uuid}/{handeling:str}", opt=voor(*LEZERS, audit="{handeling}"), status_code=200)
async def arrangement_handelen(request: Verzoek) -> Response:
    handeling = _handeling(request)
    invoer = await lees(request, *handeling.eigen_velden)
    stand = await _stand(request)
    adres = _adres(stand, handeling)
    try:
        opdracht = handeling.opdracht(stand, invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        return _gewijzigd(request, handeling, stand, invoer, fout)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        return _handelen(request, handeling, stand, invoer.formulier(adres, fout, acts.VERTALING), fout.status)
    return door(request, f"/arrangementen/{stand.id}", handeling.melding)


def _gewijzigd(
    request: Verzoek, handeling: Handeling, stand: ArrangementStand, invoer: Invoer, fout: Gewijzigd
) -> Response:
    """Somebody else was first. The words of a plan are laid side by side; of another act the own text stays."""
    adres = _adres(stand, handeling)
    if fout.extra["nu"]:
        formulier = Formulier(url=adres, versie=str(fout.extra["versie"]), waarden=invoer.waarden)
        labels = {veld.naam: veld.label for veld in handeling.velden(request, stand)}
        terug = Link(f"Terug naar {stand.titel}", f"/arrangementen/{stand.id}")
        pagina = conflict(fout, invoer, labels, formulier=formulier, terug=terug)
        return toon(request, "conflict.html", pagina, status=409)
    wie = fout.extra.get("door") or "Een collega"
    zin = f"{wie} heeft dit intussen bijgewerkt. Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw."
    getypt = Formulier(url=adres, versie=str(stand.versie), waarden=invoer.waarden, algemene_fout=zin)
    return _handelen(request, handeling, stand, getypt, fout.status)


ROUTES = [
    arrangementen,
    arrangement_budget,
    leerling_arrangementen,
    arrangement_aanvragen_form,
    arrangement_melden_form,
    arrangement_aanvragen,
    arrangement_melden,
    arrangement,
    arrangement_handeling,
    arrangement_handelen,
]
