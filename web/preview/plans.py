"""Sample pages about the OPP: the board, a concept, a version that holds, for a parent and for the pupil."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from services.intake.opp.contract import (
    OppBijdrage,
    OppBlad,
    OppenLijst,
    OppInstemming,
    OppKop,
    OppKort,
    OppRegel,
    OppStand,
    OppTelling,
    OppTelregel,
    TrajectStand,
    Uitlegstap,
)
from services.intake.opp.formulier import doelen
from services.intake.opp.proces import OPP
from services.intake.opp.tekorten import tekorten
from services.kern.rollen import Rol
from tenants.registry import get
from tenants.schema import OppRegels, Tenant
from web import views_opp
from web.filling import leerlingen, opp_bijdrage, opp_bord, opp_familie
from web.filling import opp as vullen
from web.preview.talks import NU, VANDAAG, getekend, leerling
from web.views import Formulier, Keuze, Link

ADA, BO = UUID(int=21), UUID(int=22)
ANTWOORDEN = {
    "hulpvraag": "Hoe leert Sem zelf te beginnen aan zijn werk?",
    "interventies": "Tien weken een dagtaak met plaatjes. Dat hielp een beetje.",
    "uitstroomprofiel": "vmbo basis of kader",
    "uitstroom_onderbouwing": "De toetsen van groep 4 en 5 wijzen hierop.",
    "a_cognitie_school_helpt": "Sem onthoudt goed wat is voorgedaan.",
    "b_werkhouding_school_helpt": "Werkt door als de juf naast hem zit.",
    "b_werkhouding_school_hindert": "Begint niet zonder hulp.",
    "doelen": "Zelf beginnen aan een taak\nDrie woorden per zin schrijven",
    "begeleiding": "Twee keer per week een half uur met de onderwijsassistent.",
    "lees_doelen": "Je begint zelf aan je werk.\nJe schrijft hele zinnen.",
    "lees_hulp": "Juf Anne helpt je twee keer per week.",
    "lees_goed": "Je onthoudt goed wat juf voordoet.",
    "mening": "Ik wil graag voorin zitten.",
    "mening_antwoord": "Je mag voorin zitten.",
}
THUIS = {
    "b_werkhouding_ouders_helpt": "Thuis begint hij met muziek.",
    "f_thuis_ouders_helpt": "Een vast ritme na school.",
}


def _tenant() -> tuple[Tenant, OppRegels]:
    tenant = get("swv2202po", VANDAAG)
    assert tenant.opp is not None
    return tenant, tenant.opp


def bord(leeg: bool = False) -> views_opp.OppBord:
    def regel(nummer: int, naam: str, wat: str, op: date, dringt: str, **anders: object) -> OppRegel:
        gewoon = {"gepland_op": None, "status": "", "tijd_tot_en_met": None}
        kern = {
            "dossier_id": UUID(int=nummer),
            "kenmerk": f"LL-2026-7KX{nummer}B",
            "leerling": naam,
            "groep": "groep 6",
        }
        return OppRegel(**(kern | gewoon | anders), wat=wat, uiterlijk_op=op, dringt=dringt)

    regels = [
        regel(1, "Ties Hofstee", "opstellen", date(2026, 11, 20), "te_laat", status="concept"),
        regel(2, "Sem Verhoeven", "opstellen", date(2026, 12, 4), "binnenkort", status="voorgelegd"),
        regel(3, "Fenne Hofkamp", "evalueren", date(2027, 7, 31), "gepland", gepland_op=date(2026, 12, 15)),
        regel(4, "Noor Jansma", "evalueren", date(2027, 7, 31), "", tijd_tot_en_met=date(2027, 1, 31)),
    ]
    lijst = OppenLijst(regels=[] if leeg else regels, gedaan=3, meer=False)
    return opp_bord.bord(lijst, "Openbare Basisschool Angelslo, Emmen", VANDAAG)


def stand_van(status: str, rol: Rol = Rol.IB_ER) -> OppStand:
    _, regels = _tenant()
    vast = status in ("vastgesteld", "vervangen")
    gezegd = status != "concept"
    ouder = rol == Rol.OUDER

    def bijdrage(wie: UUID, naam: str, tekst: dict[str, str], *, eigen: bool) -> OppBijdrage:
        return OppBijdrage(
            id=wie, wie="ouder", naam=naam, antwoorden=tekst, zelf=bool(tekst), door=naam, versie=1, eigen=eigen
        )

    def instemming(wie: UUID, naam: str, oordeel: str, *, eigen: bool) -> OppInstemming:
        op = datetime(2026, 11, 20, 20, 15).astimezone() if oordeel else None
        blad = getekend(wie_naam=naam) if oordeel and wie == BO else None
        wijze = "papier" if blad else "portaal" if oordeel else ""
        return OppInstemming(
            id=wie, naam=naam, relatie="moeder", oordeel=oordeel, toelichting="", wijze=wijze, reden="", op=op,
            eigen=eigen, bereikbaar=wie == ADA, stuk=blad,
        )  # fmt: skip

    return OppStand(
        id=UUID(int=31),
        nummer=1,
        versie=4,
        status=status,
        regels_op=VANDAAG,
        kop=OppKop(
            naam="Sem Verhoeven", geboren_op=date(2018, 5, 3), groep="groep 5", school="16MA00", bestuur="42830"
        ),
        antwoorden=ANTWOORDEN,
        onderwijstijd=None,
        bijdragen=[bijdrage(ADA, "Ada Visser", THUIS, eigen=ouder), bijdrage(BO, "Bo Visser", {}, eigen=False)],
        instemmingen=[
            instemming(ADA, "Ada Visser", "" if ouder else "akkoord", eigen=ouder),
            instemming(BO, "Bo Visser", "akkoord" if vast else "", eigen=False),
        ]
        if gezegd
        else [],
        doelen=doelen(regels, ANTWOORDEN),
        evaluaties=[],
        tekorten=[] if gezegd or ouder else tekorten(regels, ANTWOORDEN, 2, 1, VANDAAG),
        handelingen=[h.naam for h in OPP.mogelijk_voor(rol, status) if h.naam != "opp_beginnen"],
        begonnen_op=NU,
        begonnen_door="Iris de Wit",
        gedeeld_op=NU,
        voorgelegd_op=date(2026, 11, 18) if gezegd else None,
        vastgesteld_op=VANDAAG if vast else None,
        vastgesteld_door="Iris de Wit" if vast else "",
        zonder_reden="",
        geldt_vanaf=VANDAAG if vast else None,
        weggegooid_op=None,
        gewijzigd_op=NU,
        gewijzigd_door="Iris de Wit",
        afdruk="3f" * 32 if vast else "",
    )


def _blad(stand: OppStand | None) -> OppBlad:
    vast = stand is not None and stand.vastgesteld_op is not None
    einde = date(2027, 7, 31) if vast else date(2026, 12, 4)
    kort = OppKort(
        id=UUID(int=31), nummer=1, status="vastgesteld", begonnen_op=NU, vastgesteld_op=VANDAAG, geldt_vanaf=VANDAAG,
        school="16MA00",
    )  # fmt: skip
    return OppBlad(
        dossier_id=UUID(int=7),
        leerling="Sem Verhoeven",
        kent_opp=True,
        traject=TrajectStand(
            status="lopend",
            ondersteuning_vanaf=date(2026, 10, 23),
            wat="evalueren" if vast else "opstellen",
            uiterlijk_op=einde,
            gepland_op=None,
            dringt="" if vast else "binnenkort",
            uitleg=[Uitlegstap(stap="Ten minste één keer per schooljaar.", datum=einde, grondslag="WPO 40a")],
        )
        if stand
        else None,
        werk=None if vast else stand,
        geldend=stand if vast else None,
        weggegooid=None,
        versies=[kort] if vast else [],
        handelingen=[] if stand and not vast else ["opp_beginnen"],
    )


def opp(status: str = "concept") -> views_opp.Opp:
    """`status` "": there is none yet."""
    tenant, _ = _tenant()
    stand, wie = stand_van(status) if status else None, leerling()
    kop = leerlingen.kop(wie, Rol.IB_ER, "opp")
    kruimels = leerlingen.kruimels(wie, Rol.IB_ER, Link("OPP", ""))
    return vullen.opp(_blad(stand), stand, tenant, kop, kruimels, VANDAAG, schrijft=True)


def ouder(status: str) -> views_opp.OppOuder:
    _, regels = _tenant()
    stand = stand_van(status, Rol.OUDER)
    return opp_familie.ouder(_blad(stand), stand, regels, VANDAAG)


def kind() -> views_opp.OppLeerling:
    _, regels = _tenant()
    stand = stand_van("vastgesteld", Rol.LEERLING)
    return opp_familie.leerling(_blad(stand), stand, regels)


def leesversie() -> views_opp.OppLeesversie:
    return opp_bijdrage.leesversie(stand_van("vastgesteld"), Link("Terug naar het OPP", "/"), "/pdf")


def opschrijven() -> views_opp.OppBijdrage:
    _, regels = _tenant()
    return opp_bijdrage.opschrijven(stand_van("concept").bijdragen[1], regels, "/leerlingen/7/opp", None)


def papier() -> views_opp.OppPapier:
    """A signature on paper, to be added."""
    return views_opp.OppPapier(
        leerling="Sem Verhoeven",
        kenmerk="",
        terug=Link("Terug naar het OPP", "/leerlingen/7/opp"),
        formulier=Formulier(url="/leerlingen/7/opp/instemming-vastleggen", versie="4", waarden={"op": "2026-11-21"}),
        mensen=[Keuze(str(BO), "Bo Visser")],
        oordelen=[Keuze("ja", "Ja, het blad zegt: eens"), Keuze("nee", "Nee, het blad zegt: niet eens")],
    )


def tellen(leeg: bool = False) -> views_opp.OppTelling:
    def regel(van: str, leerlingen: int, laat: int, oudste: date | None) -> OppTelregel:
        return OppTelregel(
            van=van, leerlingen=leerlingen, opstellen_te_laat=0, evalueren_te_laat=laat, binnenkort=4, gepland=2,
            geevalueerd=9, oudste=oudste,
        )  # fmt: skip

    regels = [regel("42830", 31, 3, date(2026, 7, 31)), regel("41551", 12, 0, None)]
    return opp_bord.telling(OppTelling(per="bestuur", regels=[] if leeg else regels), VANDAAG)
