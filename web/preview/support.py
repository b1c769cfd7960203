"""Sample pages about extra support: lists of a school and a samenwerkingsverband, what to choose, one, amounts."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from services.intake.arrangementen import contract as c
from services.intake.crisis import contract as k
from services.kern.rollen import Rol
from tenants.registry import get, registry
from web import views_arrangementen as v
from web import views_crisis as w
from web.filling import arrangementen as vullen
from web.filling import crisis as crisiswoorden
from web.filling import leerlingen
from web.preview import talks
from web.views import Formulier, Keuze, Link, Veld

VANDAAG = date(2026, 11, 23)
ID, DOSSIER = UUID(int=31), UUID(int=7)
TENANT = "swv2510po"
GEVRAAGD = ["arrangement_toekennen", "arrangement_weigeren"]
LOOPT = ["arrangement_evalueren", "arrangement_verlengen", "arrangement_stoppen"]


def _kort(
    nummer: int, naam: str, status: str, dagen: int, titel: str = "Time-out", **anders: object
) -> c.ArrangementKort:
    tot = VANDAAG + timedelta(days=dagen)
    gewoon: dict = {
        "id": UUID(int=30 + nummer),
        "zaak": DOSSIER,
        "dossier_id": DOSSIER,
        "kenmerk": f"AR-2026-7KX4B{nummer}",
        "titel": titel,
        "leerling": naam,
        "groep": "groep 5",
        "school": "11FA00",
        "status": status,
        "beslist": "steunpuntcoordinator",
        "van": VANDAAG - timedelta(days=20),
        "tot": tot,
        "aflopend": status == "loopt" and dagen < 15,
        "terugkijken": False,
        "gevraagd_op": VANDAAG - timedelta(days=2),
    }
    return c.ArrangementKort(**(gewoon | anders))


def _lijst() -> c.ArrangementenLijst:
    hgo = "HGO-arrangement: deskundigheid en geld"
    return c.ArrangementenLijst(
        arrangementen=[
            _kort(1, "Sem Verhoeven", "gevraagd", 60),
            _kort(2, "Nora Smit", "loopt", 9, hgo),
            _kort(3, "Daan Kuiper", "loopt", 70, "Observatie"),
            _kort(4, "Fenna de Boer", "beeindigd", -4, "Onderzoeksperiode", terugkijken=True),
            _kort(5, "Bram Hidding", "geweigerd", 40, hgo),
        ],
        meer=False,
    )


def lijst(rol: Rol = Rol.IB_ER, *, leeg: bool = False) -> v.Arrangementen:
    alles = c.ArrangementenLijst(arrangementen=[], meer=False) if leeg else _lijst()
    return vullen.lijst(alles, rol, get(TENANT), VANDAAG)


def van_leerling(*, leeg: bool = False) -> v.LeerlingArrangementen:
    stand = talks.leerling()
    alles = c.ArrangementenLijst(arrangementen=[] if leeg else _lijst().arrangementen[:3], meer=False)
    kop = leerlingen.kop(stand, Rol.IB_ER, "arrangementen")
    kruimels = leerlingen.kruimels(stand, Rol.IB_ER, Link("Extra ondersteuning", ""))
    return vullen.van_leerling(alles, kop, kruimels, get(TENANT), VANDAAG, id=DOSSIER, vraagt=True)


def kiezen(tenant: str = TENANT) -> v.SoortKiezen:
    alle = registry().version(tenant, VANDAAG).tenant.arrangementen
    terug = Link("Terug naar Sem Verhoeven", f"/leerlingen/{DOSSIER}/arrangementen")
    return vullen.kiezen(get(tenant), alle, "Sem Verhoeven", str(DOSSIER), terug, VANDAAG)


def _stand(fase: str) -> c.ArrangementStand:
    loopt = fase != "gevraagd"
    tot = VANDAAG + timedelta(days={"gevraagd": 60, "loopt": 40, "loopt_af": 9, "gestopt": -1}[fase])
    besluiten = [_besluit("toegekend", 20, tot, "Drie ochtenden per week, met een vast gezicht.")] if loopt else []
    if fase == "gestopt":
        besluiten.append(_besluit("gestopt", 1, tot, "Het doel is eerder gehaald dan verwacht."))
    gehaald = fase == "gestopt"
    return c.ArrangementStand(
        evaluatie="",
        evaluatie_op=None,
        id=ID,
        versie=2,
        kenmerk="AR-2026-7KX4BM",
        status={"gevraagd": "gevraagd", "gestopt": "beeindigd"}.get(fase, "loopt"),
        soort="time_out",
        titel="Time-out",
        zaak=DOSSIER,
        dossier_id=DOSSIER,
        leerling="Sem Verhoeven",
        groep="groep 5",
        school="11FA00",
        bestuur="42587",
        plek_school="14RX00",
        inschrijving="eigen",
        beslist="steunpuntcoordinator",
        van=VANDAAG - timedelta(days=20),
        tot=tot,
        behoefte="Een kleine groep, een vast ritme en een leerkracht die Sem kent.",
        communicatie="Elke vrijdag belt de mentor met de ouders. De eigen leerkracht komt om de week langs.",
        doelen=[
            c.DoelStand(
                doel="Sem doet elke ochtend mee in de kring.",
                uitkomst="behaald" if gehaald else "",
                toelichting="",
                op=VANDAAG if gehaald else None,
            ),
            c.DoelStand(
                doel="Sem vraagt zelf om een pauze voordat het te veel wordt.",
                uitkomst="deels" if gehaald else "",
                toelichting="Op school lukt het, thuis nog niet." if gehaald else "",
                op=VANDAAG if gehaald else None,
            ),
        ],
        ouders_akkoord=True,
        eenheid="",
        gevraagd_cent=None,
        gevraagd_inzet=None,
        cent=1_250_00 if loopt else None,
        inzet=None,
        besteed_cent=487_50 if gehaald else None,
        uiterste_tot=VANDAAG + timedelta(days=70),
        opbouw="Hoogstens 3 maanden vanaf dinsdag 3 november 2026: tot en met dinsdag 2 februari 2027.",
        besluiten=besluiten,
        gevraagd_op=VANDAAG - timedelta(days=23),
        gevraagd_door="Ria Dekker",
        handelingen=GEVRAAGD if fase == "gevraagd" else [] if gehaald else LOOPT,
    )


def _besluit(soort: str, dagen: int, tot: date, reden: str) -> c.BesluitRegel:
    op = VANDAAG - timedelta(days=dagen)
    return c.BesluitRegel(soort=soort, op=op, tot=tot, cent=1_250_00, inzet=None, reden=reden, door="Saar Middelkoop")


def arrangement(fase: str = "loopt", rol: Rol = Rol.STEUNPUNTCOORDINATOR) -> v.Arrangement:
    return vullen.arrangement(_stand(fase), rol, get(TENANT), VANDAAG)


def aanvragen(*, fout: bool = False) -> v.ArrangementAanvragen:
    soort = get(TENANT).arrangementen["hgo_deskundigheid_en_geld"]
    fouten = {"eind_op": "De laatste dag ligt voor de eerste."} if fout else {}
    return v.ArrangementAanvragen(
        wie="Sem Verhoeven",
        terug=Link("Terug naar Sem Verhoeven", f"/leerlingen/{DOSSIER}/arrangementen"),
        kop=soort.titel,
        uitleg=[f"{soort.doel}.", *(f"{feit}." for feit in vullen.feiten(get(TENANT), soort))],
        formulier=Formulier(url=vullen.AANVRAGEN, waarden={"begin_op": VANDAAG.isoformat()}, fouten=fouten),
        velden=[
            Veld("doel_1", "Doel", "tekst", "In een zin: wat lukt er straks wel?"),
            Veld("behoefte", "Wat is er nodig?", "lang", max_lengte="2000"),
            Veld("begin_op", "Eerste dag", "datum"),
            Veld("eind_op", "Laatste dag", "datum"),
            Veld("bedrag", "Gewenst bedrag", "getal", "In euro, bijvoorbeeld 1.250,00.", False),
            Veld(
                "ouders_akkoord",
                "Vinden de ouders het goed?",
                "ja_nee",
                "",
                False,
                [Keuze("ja", "Ja"), Keuze("nee", "Nee")],
            ),
        ],
        knop="Aanvragen",
    )


def budget(*, leeg: bool = False) -> v.Budget:
    regels = [
        c.BudgetRegel(school="11FA00", bestuur="42587", titel="Time-out", lopend=2, beeindigd=1, cent=3_750_00),
        c.BudgetRegel(school="14RX00", bestuur="42587", titel="Observatie", lopend=1, beeindigd=0, cent=0),
    ]
    return vullen.budget(c.BudgetTelling(schooljaar=2026, regels=[] if leeg else regels), 2026)


# ------------------------------------------------------------------------------------------ crisis and nood


def _crisis(fase: str) -> k.CrisisBlad:
    plan = fase in ("plan", "afgesloten")
    stand = k.CrisisStand(
        id=ID,
        versie=1,
        status={"te_laat": "gemeld"}.get(fase, fase),
        soort="crisis",
        sinds=VANDAAG,
        aanleiding="Sem liep vanochtend weg uit de klas en wil niet terug.",
        overleg_op=VANDAAG,
        overleg_tijd="15:30",
        genodigd=["Ouders", "Steunpuntcoördinator", "Leerplichtambtenaar"],
        ouders_ingelicht=True,
        plan_uiterlijk=VANDAAG + timedelta(days=-1 if fase == "te_laat" else 3),
        opbouw="3 werkdagen na de melding van maandag 23 november 2026: uiterlijk donderdag 26 november 2026.",
        te_laat=fase == "te_laat",
        doel="Sem komt elke ochtend op school." if plan else "",
        inzet="Een vaste begeleider, en gesprekken van het lokaal team thuis." if plan else "",
        afspraken="De mentor belt elke dag om vier uur." if plan else "",
        evalueren_op=VANDAAG + timedelta(days=14) if plan else None,
        uitkomst="arrangement" if fase == "afgesloten" else "",
        slot="Een time-out van zes weken." if fase == "afgesloten" else "",
        gemeld_op=VANDAAG,
        gemeld_door="Ria Dekker",
    )
    doen = ["crisis_melden"] if fase in ("geen", "afgesloten") else ["crisisplan_vastleggen", "crisis_afsluiten"]
    return k.CrisisBlad(
        dossier_id=DOSSIER,
        kenmerk="LL-2026-7KX4B",
        leerling="Sem Verhoeven",
        school="11FA00",
        titel="Crisis en nood",
        uitnodigen=["Ouders", "Steunpuntcoördinator", "Lokaal team", "Leerplichtambtenaar"],
        plan_werkdagen=3,
        crisis=None if fase == "geen" else stand,
        handelingen=doen,
    )


def crisis(fase: str = "gemeld") -> w.Crisis:
    stand = talks.leerling()
    kop = leerlingen.kop(stand, Rol.IB_ER, "arrangementen")
    kruimels = leerlingen.kruimels(stand, Rol.IB_ER, Link("Crisis en nood", ""))
    return crisiswoorden.crisis(_crisis(fase), kop, kruimels, Rol.IB_ER, VANDAAG)


def crises(*, leeg: bool = False) -> w.Crises:
    een = k.CrisisKort(
        dossier_id=DOSSIER,
        leerling="Sem Verhoeven",
        school="11FA00",
        soort="crisis",
        status="gemeld",
        overleg_op=VANDAAG,
        plan_uiterlijk=VANDAAG + timedelta(days=3),
        te_laat=False,
    )
    return crisiswoorden.lijst(k.CrisisLijst(crises=[] if leeg else [een]), Rol.STEUNPUNTCOORDINATOR, VANDAAG)


def crisis_melden() -> w.CrisisMelden:
    return w.CrisisMelden(
        leerling="Sem Verhoeven",
        terug=Link("Terug naar Sem Verhoeven", f"/leerlingen/{DOSSIER}/crisis"),
        uitleg=["Bel eerst de ouders.", "Aan tafel zitten alleen mensen die meteen mogen beslissen."],
        formulier=Formulier(url=f"/leerlingen/{DOSSIER}/crisis-melden", waarden={"genodigd_1": "ja"}),
        soorten=[Keuze(waarde, titel) for waarde, titel in k.SOORTEN.items()],
        genodigd=[("genodigd_1", "Ouders"), ("genodigd_2", "Steunpuntcoördinator")],
    )
