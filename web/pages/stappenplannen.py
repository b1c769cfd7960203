"""The stappenplan: what runs, one pupil, beginning, doing a step, being a guest, stopping."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.stappenplannen.contract import (
    STOPREDENEN,
    TERUGREDENEN,
    GastplaatsingVastleggen,
    StapAfronden,
    StappenplanBeginnen,
    StappenplanBlad,
    StappenplanLijst,
    StappenplannenTonen,
    StappenplanStand,
    StappenplanStoppen,
    StappenplanTonen,
    StapTerugdraaien,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd, KanNiet, NietGevonden
from services.kern.policy import BESTUURSROLLEN, Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from tenants.organisaties import scholen
from web import views_stappenplannen as views
from web.filling import leerlingen
from web.filling import stappenplannen as vullen
from web.forms import Invoer, lees
from web.pages.leerlingen import ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Keuze, Link
from web.visit import Verzoek

LEZERS = rollen(Deel.STAPPENPLAN) - FAMILIEROLLEN
DOENERS = rollen(Deel.STAPPENPLANWERK)


@get("/stappenplannen", opt=voor(*LEZERS, audit="stappenplannen_tonen"))
async def stappenplannen(request: Verzoek) -> Response:
    antwoord: StappenplanLijst = await request.vraag("intake", StappenplannenTonen())
    pagina = vullen.lijst(antwoord, request.ingelogd.rol, request.tenant, clock.vandaag())
    return toon(request, "stappenplannen.html", pagina)


async def _blad(request: Verzoek) -> StappenplanBlad:
    """Of the dossier of the address. Raises NietGevonden, also where none is declared."""
    return await request.vraag("intake", StappenplanTonen(dossier_id=request.path_params["id"]))


@get("/leerlingen/{id:uuid}/stappenplan", opt=voor(*LEZERS, audit="stappenplan_tonen"))
async def stappenplan(request: Verzoek) -> Response:
    """The head of the dossier above it, for who may read the dossier."""
    rol, blad = request.ingelogd.rol, await _blad(request)
    if rol in BESTUURSROLLEN:
        kop = vullen.kop_voor_bestuur(blad)
        kruimels = [Link("Stappenplannen", "/stappenplannen"), Link(blad.kenmerk, "")]
    else:
        stand = await ophalen(request)
        kop = vullen.met_zichtbaarheid(leerlingen.kop(stand, rol, "stappenplan"), blad)
        kruimels = leerlingen.kruimels(stand, rol, Link("Stappenplan", ""))
    pagina = vullen.stappenplan(blad, kop, kruimels, rol, request.tenant, clock.vandaag())
    return toon(request, "stappenplan.html", pagina)


# ------------------------------------------------------------------------------------------------- beginning


@get("/leerlingen/{id:uuid}/stappenplan-beginnen", opt=voor(*SCHOOLROLLEN, audit="stappenplan_tonen"))
async def stappenplan_beginnen_form(request: Verzoek) -> Response:
    return _beginnen(request, await _blad(request), request.query_params.get("soort", ""))


def _beginnen(
    request: Verzoek, blad: StappenplanBlad, soort: str, getypt: Formulier | None = None, status: int = 200
) -> Response:
    keuze = next((k for k in blad.beginnen if k.soort == soort), None)
    if keuze is None:
        raise KanNiet("Dit stappenplan kan nu niet beginnen. Kijk of het al loopt.")
    stappen = [(s.titel, request.tenant.rolnaam(s.door)) for s in request.tenant.procedures[soort].stappen]
    return toon(request, "stappenplan_beginnen.html", vullen.beginnen(blad, keuze, stappen, getypt), status=status)


@post("/leerlingen/{id:uuid}/stappenplan-beginnen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def stappenplan_beginnen(request: Verzoek) -> Response:
    invoer = await lees(request, "soort", "knelpunt", "ouders_ingelicht")
    id: UUID = request.path_params["id"]
    try:
        opdracht = StappenplanBeginnen(
            opdracht=invoer.opdracht,
            dossier_id=id,
            soort=invoer["soort"] or "-",
            knelpunt=invoer["knelpunt"],
            ouders_ingelicht=invoer["ouders_ingelicht"] == "ja",
        )
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        blad = await _blad(request)
        if fout.status not in (409, 422, 503) or invoer["soort"] not in {k.soort for k in blad.beginnen}:
            raise
        getypt = invoer.formulier(f"/leerlingen/{id}/stappenplan-beginnen", fout)
        return _beginnen(request, blad, invoer["soort"], getypt, fout.status)
    return door(request, f"/leerlingen/{id}/stappenplan", "stappenplan_begonnen")


# ----------------------------------------------------------------------------------------- one that runs


def _plan(request: Verzoek, blad: StappenplanBlad, naam: str = "") -> StappenplanStand:
    """The plan of the address. Raises NietGevonden, KanNiet when this act cannot be done now."""
    plan = next((p for p in blad.plannen if p.id == request.path_params["plan"]), None)
    if plan is None:
        raise NietGevonden()
    if naam and naam not in plan.handelingen:
        raise KanNiet(f"“{vullen.KNOPPEN[naam]}” kan nu niet. Kijk wie aan de beurt is.")
    return plan


def _adres(request: Verzoek, naam: str) -> str:
    return f"/leerlingen/{request.path_params['id']}/stappenplannen/{request.path_params['plan']}/{naam}"


def _formulier(
    request: Verzoek,
    blad: StappenplanBlad,
    naam: str,
    getypt: Formulier | None = None,
    status: int = 200,
) -> Response:
    plan = _plan(request, blad, naam)
    url = _adres(request, naam.replace("_", "-"))
    nu = next((s for s in plan.stappen if s.staat == "nu"), None)
    kop, uitleg, waarden = vullen.KNOPPEN[naam], "", {}
    if naam == "stap_afronden":
        kop = nu.titel if nu else kop
        uitleg = "Rond de stap af en kies wat er volgt. Wie dan aan de beurt is, krijgt bericht."
        keuzes = [k.naam for k in plan.volgende[:-1]]
        if len(keuzes) == 1 and not plan.kan_klaar:
            waarden = {"volgende": keuzes[0]}
        elif not keuzes:
            waarden = {"volgende": vullen.KLAAR}
        velden = vullen.stapvelden(plan, request.ingelogd.rol, request.tenant)
    elif naam == "gastplaatsing_vastleggen":
        uitleg = "De leerling blijft ingeschreven op uw school, en uw school blijft verantwoordelijk."
        velden = vullen.gastvelden(
            [Keuze(s.id, s.aanduiding) for s in scholen(request.tenant.swv_nummer) if s.id != blad.school]
        )
        if plan.gast is not None:
            g = plan.gast
            waarden = {
                "school": g.school, "steun": g.steun, "nazorg": g.nazorg, "begint_op": g.begint_op.isoformat(),
                "tot_en_met": g.tot_en_met.isoformat(), "evalueren_op": g.evalueren_op.isoformat(),
            }  # fmt: skip
    elif naam == "stap_terugdraaien":
        laatste = [s for s in plan.stappen if s.staat == "klaar"][-1]
        kop = f"{laatste.titel}: terugdraaien"
        uitleg, velden = vullen.TERUG_UITLEG, vullen.terugvelden()
    else:
        uitleg = "Daarna loopt er geen stap meer. Wat er is gedaan blijft te lezen in het dossier."
        velden = vullen.stopvelden()
    pagina = views.StapHandeling(
        leerling=blad.leerling or blad.kenmerk,
        kenmerk=blad.kenmerk,
        terug=Link("Terug naar het stappenplan", f"/leerlingen/{blad.dossier_id}/stappenplan"),
        formulier=getypt or Formulier(url=url, versie=str(plan.versie), waarden=waarden),
        kop=kop,
        uitleg=uitleg,
        velden=velden,
        knop=vullen.KNOPPEN[naam],
        gevaar=naam == "stappenplan_stoppen",
    )
    return toon(request, "handeling.html", pagina, status=status)


async def _versturen(
    request: Verzoek, naam: str, invoer: Invoer, maken: Callable[[UUID, UUID], Opdracht], melding: str
) -> Response:
    """Ask it. Somebody was first: the form anew for what is now, with the own text in it."""
    id, plan = request.path_params["id"], request.path_params["plan"]
    try:
        opdracht = maken(id, plan)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        blad = await _blad(request)
        getypt = invoer.formulier(_adres(request, naam.replace("_", "-")), fout)
        if isinstance(fout, Gewijzigd):
            zin = f"{fout.extra.get('door') or 'Een collega'} heeft dit stappenplan intussen bijgewerkt. "
            getypt = Formulier(
                url=getypt.url,
                versie=str(_plan(request, blad).versie),
                waarden=invoer.waarden,
                algemene_fout=f"{zin}Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw.",
            )
        return _formulier(request, blad, naam, getypt, fout.status)
    return door(request, f"/leerlingen/{id}/stappenplan", melding)


@get("/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stap-afronden", opt=voor(*DOENERS, audit="stappenplan_tonen"))
async def stap_afronden_form(request: Verzoek) -> Response:
    return _formulier(request, await _blad(request), "stap_afronden")


@post("/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stap-afronden", opt=voor(*DOENERS), status_code=200)
async def stap_afronden(request: Verzoek) -> Response:
    i = await lees(request, "volgende", "uiterlijk_op", "toelichting")

    def opdracht(id: UUID, plan: UUID) -> StapAfronden:
        volgende = i.nodig("volgende", "Kies wat er volgt.")
        return StapAfronden(
            opdracht=i.opdracht,
            dossier_id=id,
            plan_id=plan,
            versie=i.versie,
            volgende="" if volgende == vullen.KLAAR else volgende,
            uiterlijk_op=i.datum_of_niets("uiterlijk_op") if volgende != vullen.KLAAR else None,
            toelichting=i["toelichting"],
        )

    return await _versturen(request, "stap_afronden", i, opdracht, "stap_afgerond")


@get(
    "/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stap-terugdraaien",
    opt=voor(*DOENERS, audit="stappenplan_tonen"),
)
async def stap_terugdraaien_form(request: Verzoek) -> Response:
    return _formulier(request, await _blad(request), "stap_terugdraaien")


@post("/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stap-terugdraaien", opt=voor(*DOENERS), status_code=200)
async def stap_terugdraaien(request: Verzoek) -> Response:
    i = await lees(request, "reden")

    def opdracht(id: UUID, plan: UUID) -> StapTerugdraaien:
        reden = i.keuze("reden", TERUGREDENEN, "Kies waarom.")
        return StapTerugdraaien(opdracht=i.opdracht, dossier_id=id, plan_id=plan, versie=i.versie, reden=reden)

    return await _versturen(request, "stap_terugdraaien", i, opdracht, "stap_teruggedraaid")


@get(
    "/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/gastplaatsing-vastleggen",
    opt=voor(*SCHOOLROLLEN, audit="stappenplan_tonen"),
)
async def gastplaatsing_form(request: Verzoek) -> Response:
    return _formulier(request, await _blad(request), "gastplaatsing_vastleggen")


@post(
    "/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/gastplaatsing-vastleggen",
    opt=voor(*SCHOOLROLLEN),
    status_code=200,
)
async def gastplaatsing_vastleggen(request: Verzoek) -> Response:
    i = await lees(request, "school", "begint_op", "tot_en_met", "evalueren_op", "steun", "nazorg", "akkoord")

    def opdracht(id: UUID, plan: UUID) -> GastplaatsingVastleggen:
        return GastplaatsingVastleggen(
            opdracht=i.opdracht,
            dossier_id=id,
            plan_id=plan,
            versie=i.versie,
            school=i.nodig("school", "Kies een school."),
            begint_op=i.datum("begint_op"),
            tot_en_met=i.datum("tot_en_met"),
            evalueren_op=i.datum("evalueren_op"),
            steun=i["steun"],
            nazorg=i["nazorg"],
            akkoord=i.keuze("akkoord", ("ja", "nee")) == "ja",
        )

    return await _versturen(request, "gastplaatsing_vastleggen", i, opdracht, "gastplaatsing_vastgelegd")


@get(
    "/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stappenplan-stoppen",
    opt=voor(*SCHOOLROLLEN, audit="stappenplan_tonen"),
)
async def stappenplan_stoppen_form(request: Verzoek) -> Response:
    return _formulier(request, await _blad(request), "stappenplan_stoppen")


@post("/leerlingen/{id:uuid}/stappenplannen/{plan:uuid}/stappenplan-stoppen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def stappenplan_stoppen(request: Verzoek) -> Response:
    i = await lees(request, "reden", "slot")

    def opdracht(id: UUID, plan: UUID) -> StappenplanStoppen:
        return StappenplanStoppen(
            opdracht=i.opdracht,
            dossier_id=id,
            plan_id=plan,
            versie=i.versie,
            reden=i.keuze("reden", STOPREDENEN),
            slot=i["slot"],
        )

    return await _versturen(request, "stappenplan_stoppen", i, opdracht, "stappenplan_gestopt")


ROUTES = [
    stappenplannen,
    stappenplan,
    stappenplan_beginnen_form,
    stappenplan_beginnen,
    stap_afronden_form,
    stap_afronden,
    stap_terugdraaien_form,
    stap_terugdraaien,
    gastplaatsing_form,
    gastplaatsing_vastleggen,
    stappenplan_stoppen_form,
    stappenplan_stoppen,
]
