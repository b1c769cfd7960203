"""Crisis and nood: what is not over, one pupil, telling it, the plan of approach, closing it."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.crisis.contract import (
    SOORTEN,
    UITKOMSTEN,
    CrisesTonen,
    CrisisAfsluiten,
    CrisisBlad,
    CrisisLijst,
    CrisisMelden,
    CrisisplanVastleggen,
    CrisisTonen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd, KanNiet
from services.kern.rollen import SCHOOLROLLEN, Rol
from web import views_crisis as views
from web.filling import crisis as vullen
from web.filling import leerlingen
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Keuze, Link, Veld
from web.visit import Verzoek

AAN_TAFEL = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR}
GENODIGD = tuple(f"genodigd_{nummer}" for nummer in range(1, 9))
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
LABELS = {"doel": "Doel", "inzet": "Wat zet u in?", "afspraken": "Wie doet wat, en wanneer?"}


@get("/crises", opt=voor(*LEZERS, audit="crises_tonen"))
async def crises(request: Verzoek) -> Response:
    antwoord: CrisisLijst = await request.vraag("intake", CrisesTonen())
    return toon(request, "crises.html", vullen.lijst(antwoord, request.ingelogd.rol, clock.vandaag()))


async def _blad(request: Verzoek) -> CrisisBlad:
    """Of the dossier of the address. Raises NietGevonden, also where there is no route for it."""
    return await request.vraag("intake", CrisisTonen(dossier_id=request.path_params["id"]))


@get("/leerlingen/{id:uuid}/crisis", opt=voor(*LEZERS, audit="crisis_tonen"))
async def crisis(request: Verzoek) -> Response:
    rol, blad = request.ingelogd.rol, await _blad(request)
    stand = await ophalen(request)
    kop = leerlingen.kop(stand, rol, "arrangementen")
    kruimels = leerlingen.kruimels(stand, rol, Link(blad.titel, ""))
    return toon(request, "crisis.html", vullen.crisis(blad, kop, kruimels, rol, clock.vandaag()))


def _terug(blad: CrisisBlad) -> Link:
    return Link(f"Terug naar {blad.leerling}", f"/leerlingen/{blad.dossier_id}/crisis")


def _toetsen(naam: str, blad: CrisisBlad) -> None:
    """Raises KanNiet when this act cannot be done now."""
    if naam not in blad.handelingen:
        raise KanNiet(f"“{vullen.KNOPPEN[naam]}” kan nu niet.")


# ----------------------------------------------------------------------------------------------- telling it


@get("/leerlingen/{id:uuid}/crisis-melden", opt=voor(*SCHOOLROLLEN, audit="crisis_tonen"))
async def crisis_melden_form(request: Verzoek) -> Response:
    blad = await _blad(request)
    _toetsen("crisis_melden", blad)
    vandaag = clock.vandaag().isoformat()
    waarden = {"sinds": vandaag, "overleg_op": vandaag} | dict.fromkeys(GENODIGD[: len(blad.uitnodigen)], "ja")
    return _melden(request, blad, Formulier(url=_adres(blad, "crisis-melden"), waarden=waarden))


def _adres(blad: CrisisBlad, naam: str) -> str:
    return f"/leerlingen/{blad.dossier_id}/{naam}"


def _melden(request: Verzoek, blad: CrisisBlad, formulier: Formulier, status: int = 200) -> Response:
    pagina = views.CrisisMelden(
        leerling=blad.leerling,
        terug=_terug(blad),
        uitleg=[
            "Bel eerst de ouders. Volg het protocol van uw eigen schoolbestuur.",
            "Aan tafel zitten alleen mensen die meteen mogen beslissen.",
            "Steunpuntcoördinator en directeur van het samenwerkingsverband krijgen meteen bericht en kunnen dit "
            "dossier lezen. In de e-mail staat niets over het kind.",
            f"Binnen {blad.plan_werkdagen} werkdagen is er een plan van aanpak.",
        ],
        formulier=formulier,
        soorten=[Keuze(waarde, titel) for waarde, titel in SOORTEN.items()],
        genodigd=list(zip(GENODIGD, blad.uitnodigen, strict=False)),
        genodigd_fout=formulier.fouten.get("genodigd_1", ""),
    )
    return toon(request, "crisis_melden.html", pagina, status=status)


@post("/leerlingen/{id:uuid}/crisis-melden", opt=voor(*SCHOOLROLLEN), status_code=200)
async def crisis_melden(request: Verzoek) -> Response:
    invoer = await lees(
        request,
        "soort",
        "sinds",
        "aanleiding",
        "overleg_op",
        "overleg_tijd",
        "ouders_ingelicht",
        "anderen",
        "genodigd_1",
        "genodigd_2",
        "genodigd_3",
        "genodigd_4",
        "genodigd_5",
        "genodigd_6",
        "genodigd_7",
        "genodigd_8",
    )
    blad = await _blad(request)
    try:
        opdracht = CrisisMelden(
            opdracht=invoer.opdracht,
            dossier_id=blad.dossier_id,
            soort=invoer.keuze("soort", SOORTEN),
            sinds=invoer.datum("sinds"),
            aanleiding=invoer["aanleiding"],
            overleg_op=invoer.datum("overleg_op"),
            overleg_tijd=invoer["overleg_tijd"],
            genodigd=tuple(wie for veld, wie in zip(GENODIGD, blad.uitnodigen, strict=False) if invoer[veld] == "ja"),
            ouders_ingelicht=invoer["ouders_ingelicht"] == "ja",
            anderen=invoer["anderen"],
        )
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        getypt = invoer.formulier(_adres(blad, "crisis-melden"), fout, {"genodigd": "genodigd_1"})
        return _melden(request, blad, getypt, fout.status)
    return door(request, f"/leerlingen/{blad.dossier_id}/crisis", "crisis_gemeld")


# --------------------------------------------------------------------------------------- the plan, closing it


def _planvelden() -> list[Veld]:
    return [
        Veld(
            "mandaat",
            "Mocht iedereen aan tafel meteen beslissen?",
            "ja_nee",
            "Anders is het plan een wens: nodig dan iemand uit die het wel mag.",
            keuzes=JA_NEE,
        ),
        Veld("doel", LABELS["doel"], "lang", "Hoe doet de leerling zo snel mogelijk weer mee?", max_lengte="2000"),
        Veld("inzet", LABELS["inzet"], "lang", "In het onderwijs, en in de jeugdhulp.", max_lengte="2000"),
        Veld("afspraken", LABELS["afspraken"], "lang", "Ook: wie belt de ouders.", max_lengte="2000"),
        Veld("evalueren_op", "Wanneer kijkt u samen terug?", "datum", "Binnen drie maanden."),
    ]


def _slotvelden() -> list[Veld]:
    keuzes = [Keuze(waarde, titel) for waarde, titel in UITKOMSTEN.items()]
    return [
        Veld("uitkomst", "Hoe gaat het verder?", "keuze", keuzes=keuzes),
        Veld("slot", "Wat is er afgesproken?", "lang", max_lengte="2000"),
    ]


def _handeling(
    request: Verzoek, naam: str, blad: CrisisBlad, getypt: Formulier | None = None, status: int = 200
) -> Response:
    plan, stand = naam == "crisisplan_vastleggen", blad.crisis
    waarden = {}
    if plan and stand is not None and stand.doel:
        waarden = {"doel": stand.doel, "inzet": stand.inzet, "afspraken": stand.afspraken}
    versie = str(stand.versie if stand else 0)
    pagina = views.CrisisHandeling(
        leerling=blad.leerling,
        kenmerk=blad.kenmerk,
        terug=_terug(blad),
        formulier=getypt or Formulier(url=_adres(blad, naam.replace("_", "-")), versie=versie, waarden=waarden),
        kop=vullen.KNOPPEN[naam],
        uitleg="Iedereen die erbij hoort leest dit plan, ook de ouders."
        if plan
        else "Daarna staat dit niet meer bij wat er loopt. Het blijft te lezen in het dossier.",
        velden=_planvelden() if plan else _slotvelden(),
        knop=vullen.KNOPPEN[naam],
    )
    return toon(request, "handeling.html", pagina, status=status)


@get("/leerlingen/{id:uuid}/crisisplan-vastleggen", opt=voor(*AAN_TAFEL, audit="crisis_tonen"))
async def crisisplan_form(request: Verzoek) -> Response:
    blad = await _blad(request)
    _toetsen("crisisplan_vastleggen", blad)
    return _handeling(request, "crisisplan_vastleggen", blad)


@get("/leerlingen/{id:uuid}/crisis-afsluiten", opt=voor(*AAN_TAFEL, audit="crisis_tonen"))
async def crisis_afsluiten_form(request: Verzoek) -> Response:
    blad = await _blad(request)
    _toetsen("crisis_afsluiten", blad)
    return _handeling(request, "crisis_afsluiten", blad)


@post("/leerlingen/{id:uuid}/crisisplan-vastleggen", opt=voor(*AAN_TAFEL), status_code=200)
async def crisisplan_vastleggen(request: Verzoek) -> Response:
    invoer = await lees(request, "mandaat", "doel", "inzet", "afspraken", "evalueren_op")

    def opdracht(id: UUID) -> CrisisplanVastleggen:
        return CrisisplanVastleggen(
            opdracht=invoer.opdracht,
            dossier_id=id,
            versie=invoer.versie,
            mandaat=invoer.keuze("mandaat", ("ja", "nee")) == "ja",
            doel=invoer["doel"],
            inzet=invoer["inzet"],
            afspraken=invoer["afspraken"],
            evalueren_op=invoer.datum("evalueren_op"),
        )

    return await _versturen(request, "crisisplan_vastleggen", invoer, opdracht, "crisisplan_vastgelegd")


@post("/leerlingen/{id:uuid}/crisis-afsluiten", opt=voor(*AAN_TAFEL), status_code=200)
async def crisis_afsluiten(request: Verzoek) -> Response:
    invoer = await lees(request, "uitkomst", "slot")

    def opdracht(id: UUID) -> CrisisAfsluiten:
        uitkomst = invoer.keuze("uitkomst", UITKOMSTEN)
        return CrisisAfsluiten(
            opdracht=invoer.opdracht, dossier_id=id, versie=invoer.versie, uitkomst=uitkomst, slot=invoer["slot"]
        )

    return await _versturen(request, "crisis_afsluiten", invoer, opdracht, "crisis_afgesloten")


async def _versturen(request: Verzoek, naam: str, invoer: Invoer, maken, melding: str) -> Response:
    blad = await _blad(request)
    adres = _adres(blad, naam.replace("_", "-"))
    try:
        opdracht: Opdracht = maken(blad.dossier_id)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        formulier = Formulier(url=adres, versie=str(fout.extra["versie"]), waarden=invoer.waarden)
        labels = LABELS if naam == "crisisplan_vastleggen" else {"slot": "Wat is er afgesproken?"}
        pagina = conflict(fout, invoer, labels, formulier=formulier, terug=_terug(blad))
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        return _handeling(request, naam, blad, invoer.formulier(adres, fout), fout.status)
    return door(request, f"/leerlingen/{blad.dossier_id}/crisis", melding)


ROUTES = [
    crises,
    crisis,
    crisis_melden_form,
    crisis_melden,
    crisisplan_form,
    crisisplan_vastleggen,
    crisis_afsluiten_form,
    crisis_afsluiten,
]
