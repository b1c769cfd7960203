"""Sample pages about a stappenplan: what runs, one pupil in three states, the board, the forms."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace

from services.intake.stappenplannen import contract as c
from services.kern.rollen import Rol
from tenants.registry import get
from web import views_stappenplannen as v
from web.filling import leerlingen
from web.filling import stappenplannen as vullen
from web.preview import talks
from web.views import Formulier, Link

VANDAAG = date(2026, 11, 23)
ID, DOSSIER = UUID(int=41), UUID(int=7)
TENANT = "swv2202po"


def _stap(naam: str, titel: str, door: str, staat: str, dagen: int = 0, als: str = "", tekst: str = "") -> c.StapStand:
    dag = VANDAAG + timedelta(days=dagen)
    return c.StapStand(
        naam=naam,
        titel=titel,
        openbaar="",
        door=door,
        orgaan="Coördinatieteam" if door == "directeur" else "",
        als=als,
        staat=staat,
        uiterlijk_op=dag if staat == "nu" else None,
        op=dag if staat in ("klaar", "terug") else None,
        door_naam="Iris Veenstra" if staat in ("klaar", "terug") else "",
        toelichting=tekst,
        terug_op=dag + timedelta(days=1) if staat == "terug" else None,
        terug_door_naam="Iris Veenstra" if staat == "terug" else "",
        terug_reden="verkeerd" if staat == "terug" else "",
    )


def _blad(fase: str) -> c.StappenplanBlad:
    te_laat, terug = fase == "te_laat", fase == "terug"
    stappen = [
        _stap("melden", "Knelpunt of wachtlijst melden", "schooldirecteur", "klaar", -12, tekst="Drie scholen gebeld."),
        _stap(
            "eigen_bestuur", "Zoeken binnen het eigen bestuur", "regievoerder_zorgplicht", "nu", -2 if te_laat else 9
        ),
        _stap("andere_school", "In gesprek met een andere basisschool", "directeur", "straks", als="als het daar kan"),
        _stap("plaatsen", "Leerling plaatsen", "schooldirecteur", "straks"),
    ]
    if terug:
        weer = _stap(
            "eigen_bestuur",
            "Zoeken binnen het eigen bestuur",
            "schooldirecteur",
            "terug",
            -3,
            tekst="De Brink heeft plek.",
        )
        stappen.insert(1, weer)
    gast = c.GastStand(
        school="16HI00",
        begint_op=VANDAAG,
        tot_en_met=VANDAAG + timedelta(days=84),
        evalueren_op=VANDAAG + timedelta(days=42),
        steun="Een leerkracht van het sbo komt elke dinsdag mee.",
        nazorg="Drie maanden lang elke week bellen.",
    )
    stand = c.StappenplanStand(
        id=ID,
        versie=2,
        soort="terugplaatsing" if terug else "plaatsing",
        titel="Terug naar de gewone basisschool (schakelbeleid)" if terug else "Als plaatsing vastloopt",
        bron="Ondersteuningsplan 2026-2030, par. 2.2.2",
        status="loopt",
        uiterlijk_op=VANDAAG + timedelta(days=-2 if te_laat else 9),
        te_laat=te_laat,
        begonnen_op=VANDAAG - timedelta(days=12),
        geeindigd_op=None,
        reden="",
        knelpunt="Drie scholen zijn gebeld, geen van drie heeft plek in groep 5.",
        slot="",
        stappen=stappen,
        volgende=[
            c.StapKeuze(naam=stappen[2].naam, titel=stappen[2].titel, als="", door="directeur", dagen=14),
        ],
        kan_klaar=False,
        gast=gast if terug else None,
        handelingen=["stap_afronden", "stap_terugdraaien", *(["gastplaatsing_vastleggen"] if terug else []),
                     "stappenplan_stoppen"],
    )  # fmt: skip
    keuze = c.Soortkeuze(
        soort="plaatsing",
        titel="Als plaatsing vastloopt",
        uitleg="School, bestuur en coördinatieteam zoeken samen een plek.",
        bron="Ondersteuningsplan 2026-2030, par. 2.2.2",
        opmerking="",
        eerste="Zoeken binnen het eigen bestuur",
    )
    return c.StappenplanBlad(
        dossier_id=DOSSIER,
        kenmerk="LL-2026-7KX4B",
        leerling="Sem Verhoeven",
        school="16MA00",
        plannen=[] if fase == "geen" else [stand],
        beginnen=[keuze] if fase in ("geen", "terug") else [],
    )


def stappenplan(fase: str = "loopt") -> v.Stappenplan:
    stand = talks.leerling()
    kop = leerlingen.kop(stand, Rol.IB_ER, "stappenplan")
    kruimels = leerlingen.kruimels(stand, Rol.IB_ER, Link("Stappenplan", ""))
    return vullen.stappenplan(_blad(fase), kop, kruimels, Rol.IB_ER, get(TENANT), VANDAAG)


def bestuur() -> v.Stappenplan:
    blad = _blad("loopt")
    kop = vullen.kop_voor_bestuur(blad)
    return vullen.stappenplan(blad, kop, [], Rol.REGIEVOERDER_ZORGPLICHT, get(TENANT), VANDAAG)


def beginnen() -> v.StappenplanBeginnen:
    blad = _blad("geen")
    stappen = [(s.titel, s.door) for s in get(TENANT).procedures["plaatsing"].stappen]
    return vullen.beginnen(blad, blad.beginnen[0], stappen)


def afronden() -> v.StapHandeling:
    plan = _blad("loopt").plannen[0]
    return v.StapHandeling(
        leerling="Sem Verhoeven",
        kenmerk="LL-2026-7KX4B",
        terug=Link("Terug naar het stappenplan", f"/leerlingen/{DOSSIER}/stappenplan"),
        formulier=Formulier(url=f"/leerlingen/{DOSSIER}/stappenplannen/{ID}/stap-afronden", versie="2"),
        kop=plan.stappen[1].titel,
        uitleg="Rond de stap af en kies wat er volgt. Wie dan aan de beurt is, krijgt bericht.",
        velden=vullen.stapvelden(plan, Rol.IB_ER, get(TENANT)),
        knop="Stap afronden",
    )


def terugdraaien() -> v.StapHandeling:
    return replace(
        afronden(),
        formulier=Formulier(url=f"/leerlingen/{DOSSIER}/stappenplannen/{ID}/stap-terugdraaien", versie="2"),
        kop="Knelpunt of wachtlijst melden: terugdraaien",
        uitleg=vullen.TERUG_UITLEG,
        velden=vullen.terugvelden(),
        knop="Laatste stap terugdraaien",
    )


def plannen(*, leeg: bool = False) -> v.Plannen:
    een = c.StappenplanKort(
        dossier_id=DOSSIER,
        kenmerk="LL-2026-7KX4B",
        leerling="Sem Verhoeven",
        school="16MA00",
        titel="Als plaatsing vastloopt",
        stap="Zoeken binnen het eigen bestuur",
        door="regievoerder_zorgplicht",
        uiterlijk_op=VANDAAG + timedelta(days=3),
        te_laat=False,
        aan_mij=True,
    )
    return vullen.lijst(c.StappenplanLijst(plannen=[] if leeg else [een]), Rol.IB_ER, get(TENANT), VANDAAG)
