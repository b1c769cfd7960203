"""Sample pages about what is done for a pupil, and what is talked about."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from services.intake.gesprekken import contract as g
from services.intake.interventies.contract import InterventiesLijst, InterventieStand
from services.intake.leerlingen.contract import LeerlingStand
from services.intake.stukken.contract import DossierstukStand
from services.kern.rollen import Rol
from web import views_gesprekken, views_interventies
from web.filling import afspraken as agreements
from web.filling import gesprekken as talks
from web.filling import interventies as vullen

VANDAAG = date(2026, 11, 23)
NU = datetime(2026, 11, 23, 14, 5).astimezone()
ALLES = [f"interventie_{wat}" for wat in ("vastleggen", "wijzigen", "evalueren", "weghalen", "terugzetten")]


def leerling() -> LeerlingStand:
    return LeerlingStand(
        id=UUID(int=7),
        kenmerk="LL-2026-7KX4B",
        versie=3,
        status="lopend",
        roepnaam="Sem",
        achternaam="Verhoeven",
        geboren_op=date(2018, 5, 3),
        groep="groep 5",
        school="16MA00",
        bestuur="42830",
        gedeeld=False,
        procedures=[],
        tijdlijn=[],
        handelingen=["leerling_wijzigen"],
        begonnen_op=NU,
        begonnen_door="Iris de Wit",
    )


def _interventie(nummer: int, wat: str, van: date, tot: date | None, **anders: object) -> InterventieStand:
    gewoon = {
        "id": UUID(int=nummer),
        "versie": 1,
        "status": "loopt",
        "wat": wat,
        "waar": "school",
        "doel": "Sommen tot honderd maken zonder hulp van de leerkracht.",
        "door": "leerkracht van groep 5",
        "groep": "groep 5",
        "van": van,
        "tot": tot,
        "effect": None,
        "toelichting": "",
        "geevalueerd_op": None,
        "zin": "",
        "gewijzigd_op": NU,
        "gewijzigd_door": "Iris de Wit",
    }
    return InterventieStand(**(gewoon | anders))


def interventies() -> views_interventies.Interventies:
    klaar = _interventie(
        2,
        "Weerbaarheidstraining in een kleine groep",
        date(2026, 3, 2),
        date(2026, 6, 12),
        waar="jeugdhulp",
        doel="Durven zeggen dat iets niet prettig is.",
        door="trainer van het sociaal team",
        groep="groep 4",
        effect="deels",
        toelichting="Zegt het nu tegen de juf, nog niet tegen klasgenoten.",
        geevalueerd_op=date(2026, 6, 12),
        status="geevalueerd",
    )
    bezig = _interventie(1, "Drie keer per week voorinstructie rekenen", date(2026, 9, 7), None)
    weg = _interventie(3, "Verkeerd kind", date(2026, 9, 7), None, status="weggehaald")
    lijst = InterventiesLijst(interventies=[bezig, klaar], weggehaald=[weg], handelingen=ALLES)
    return vullen.interventies(leerling(), lijst, Rol.IB_ER, VANDAAG)


def interventies_leeg() -> views_interventies.Interventies:
    lijst = InterventiesLijst(interventies=[], weggehaald=[], handelingen=ALLES)
    return vullen.interventies(leerling(), lijst, Rol.IB_ER, VANDAAG)


def _punt(nummer: int, titel: str, stand: str, tekst: str = "", door: str = "") -> g.GesprekspuntStand:
    return g.GesprekspuntStand(
        id=UUID(int=100 + nummer),
        naam=f"punt{nummer}",
        titel=titel,
        uitleg="",
        verplicht=nummer != 5,
        versie=1,
        stand=stand,
        tekst=tekst,
        door=door,
        op=NU if door else None,
    )


def _afspraak(nummer: int, wat: str, wie: str, op: date, status: str = "open") -> g.AfspraakStand:
    return g.AfspraakStand(
        id=UUID(int=200 + nummer),
        versie=1,
        dossier_id=UUID(int=7),
        gesprek_id=UUID(int=50),
        leerling="Sem Verhoeven",
        wat=wat,
        eigenaar=wie,
        eigenaar_kant="school",
        mijn=wie.startswith("Iris"),
        uiterlijk_op=op,
        status=status,
        te_laat=status == "open" and op < VANDAAG,
        uitkomst="",
        gedaan_op=VANDAAG if status == "gedaan" else None,
        gedaan_door="Iris de Wit" if status == "gedaan" else "",
    )


_MAG = [
    "aanwezige_toevoegen",
    "aanwezige_weghalen",
    "gesprekspunt_afvinken",
    "gesprekspunt_beschrijven",
    "afspraak_maken",
    "gesprek_delen",
    "gesprek_weghalen",
    "afspraak_afvinken",
]


def _gesprek(**anders: object) -> g.GesprekStand:
    gewoon = {
        "id": UUID(int=50),
        "versie": 4,
        "soort": "ot_start",
        "titel": "Ondersteuningsteam (OT), start",
        "uitleg": "De vraag helder krijgen en afspreken wat er nodig is.",
        "status": "bezig",
        "gehouden_op": VANDAAG,
        "begonnen_door": "Iris de Wit",
        "gedeeld_op": None,
        "gedeeld_door": "",
        "alarm": False,
        "te_laat_gedeeld": False,
        "aanwezigen": [
            g.AanwezigeStand(
                id=UUID(int=60), naam="Iris de Wit", functie="Intern begeleider", kant="school", taken=True
            ),
            g.AanwezigeStand(id=UUID(int=61), naam="Noor Jansen", functie="Ouder", kant="ouder", taken=False),
        ],
        "punten": [
            _punt(1, "Wat is de hulpvraag?", "besproken", "Sem durft in de kring niets te zeggen.", "Iris de Wit"),
            _punt(2, "Veranderingen in de context", "open"),
            _punt(3, "Ouders: visie en ervaringen", "niet_aan_de_orde", "", "Dirk Smit"),
        ],
        "afspraken": [_afspraak(1, "Logopedist bellen", "Iris de Wit", date(2026, 12, 4))],
        "eerder": [_afspraak(2, "Thuis elke dag lezen", "Noor Jansen", date(2026, 11, 13))],
        "reacties": [],
        "gemeld": 0,
        "ontbreekt": ["Veranderingen in de context"],
        "handelingen": _MAG,
        "met_swv": False,
        "verslagen": [],
        "handtekeningen": [],
        "ondertekenaars": [],
    }
    return g.GesprekStand(**(gewoon | anders))


def stuk(**anders: object) -> DossierstukStand:
    gewoon = {
        "id": UUID(int=70),
        "doel": "verslag",
        "wie": None,
        "wie_naam": "",
        "getekend_op": None,
        "reden": "",
        "naam": "OT-verslag 21 november.pdf",
        "mediatype": "application/pdf",
        "status": "bruikbaar",
        "melding": "",
        "grootte": 184_320,
        "op": NU,
        "door": "Iris de Wit",
        "eigen": True,
        "geopend": False,
        "ingetrokken_op": None,
        "ingetrokken_door": "",
        "ingetrokken_reden": "",
    }
    return DossierstukStand(**(gewoon | anders))


def getekend(**anders: object) -> DossierstukStand:
    """A signed paper of one parent."""
    gewoon = {"id": UUID(int=71), "doel": "handtekening_gesprek", "wie": UUID(int=61), "wie_naam": "Noor Jansen"}
    gewoon |= {"getekend_op": VANDAAG, "reden": "Zij heeft thuis geen internet.", "naam": "blad.jpg"}
    return stuk(**(gewoon | anders))


def gesprek_elders() -> views_gesprekken.Gesprek:
    """The report was made elsewhere; one file was withdrawn, one was refused."""
    weg = {"status": "ingetrokken", "ingetrokken_op": NU, "ingetrokken_door": "Iris de Wit"}
    weg |= {"ingetrokken_reden": "Dit verslag is van een ander kind."}
    verslagen = [stuk(id=UUID(int=72), naam="verslag.docx", **weg), stuk(geopend=True)]
    mag = [*_MAG, "gesprekstuk_intrekken", "verslag_toevoegen"]
    return talks.gesprek(leerling(), _gesprek(verslagen=verslagen, handelingen=mag), Rol.IB_ER, VANDAAG)


def gesprek_papier() -> views_gesprekken.Gesprek:
    gedeeld = {"status": "gedeeld", "gedeeld_op": NU, "gedeeld_door": "Iris de Wit", "gemeld": 1, "ontbreekt": []}
    mag = ["afspraak_afvinken", "handtekening_toevoegen", "gesprekstuk_intrekken"]
    stand = _gesprek(
        **gedeeld, handtekeningen=[getekend()], ondertekenaars=[(UUID(int=62), "Sam Jansen")], handelingen=mag
    )
    return talks.gesprek(leerling(), stand, Rol.IB_ER, VANDAAG)


def gesprek() -> views_gesprekken.Gesprek:
    return talks.gesprek(leerling(), _gesprek(), Rol.IB_ER, VANDAAG)


def gesprek_alarm() -> views_gesprekken.Gesprek:
    return talks.gesprek(leerling(), _gesprek(gehouden_op=date(2026, 11, 20), alarm=True), Rol.IB_ER, VANDAAG)


def gesprek_gedeeld() -> views_gesprekken.Gesprek:
    reactie = g.ReactieStand(naam="Noor Jansen", van="ouder", tekst="Thuis praat hij honderduit.", op=NU)
    gedeeld = {"status": "gedeeld", "gedeeld_op": NU, "gedeeld_door": "Iris de Wit", "gemeld": 2, "ontbreekt": []}
    stand = _gesprek(**gedeeld, reacties=[reactie], handelingen=["afspraak_afvinken"])
    return talks.gesprek(leerling(), stand, Rol.IB_ER, VANDAAG)


def gesprekken(leeg: bool = False) -> views_gesprekken.Gesprekken:
    tafel = [g.PlaatsStand(titel="Ouders", kant="ouder"), g.PlaatsStand(titel="Leerkracht", kant="school")]
    soort = g.SoortStand(
        naam="ot_start",
        titel="Ondersteuningsteam (OT), start",
        uitleg="De vraag helder krijgen.",
        aan_tafel=tafel,
        voorstel=True,
    )
    kort = g.GesprekKort(
        id=UUID(int=50),
        versie=4,
        soort="ot_start",
        titel="Ondersteuningsteam (OT), start",
        status="bezig",
        gehouden_op=date(2026, 11, 20),
        gedeeld_op=None,
        alarm=True,
        met_swv=True,
        punten=6,
        besproken=4,
        afspraken_open=1,
    )
    lijst = g.GesprekkenLijst(
        gesprekken=[] if leeg else [kort],
        weggehaald=[],
        soorten=[soort],
        ouders=["Noor Jansen", "Peter Verhoeven"],
        open_afspraken=[] if leeg else [_afspraak(2, "Thuis elke dag lezen", "Noor Jansen", date(2026, 11, 13))],
        met_swv=0,
        gedeeld_met_swv=False,
        handelingen=["gesprek_beginnen"],
    )
    stappen = [
        g.ChecklistStap(
            naam=f"stap{n}",
            titel=titel,
            fase="Basisondersteuning",
            uitleg="De leerkracht signaleert een onderwijsbehoefte.",
            ouders="De leerkracht vertelt het de ouders." if n == 2 else "",
            stand="gedaan" if n < 3 else "open",
            vanzelf=n == 1,
            blijkt="Interventie" if n == 1 else "",
            blijkt_op=date(2026, 9, 14) if n == 1 else None,
            door="Iris de Wit" if n == 2 else "",
            op=NU if n == 2 else None,
        )
        for n, titel in enumerate(("Waarnemen", "Begrijpen", "Plannen"), 1)
    ]
    checklist = g.ChecklistStand(
        titel="Checklist leerlingondersteuning",
        uitleg="Wie wanneer te betrekken.",
        stappen=[] if leeg else stappen,
        nu=0 if leeg else 3,
        handelingen=["checkliststap_afvinken"],
    )
    return talks.gesprekken(leerling(), lijst, checklist, Rol.IB_ER, VANDAAG)


def afspraken(leeg: bool = False) -> views_gesprekken.Afspraken:
    rijen = [
        _afspraak(1, "Logopedist bellen", "Iris de Wit", date(2026, 12, 4)),
        _afspraak(2, "Thuis elke dag lezen", "Noor Jansen", date(2026, 11, 13)),
        _afspraak(3, "Rekenspel meegeven", "Iris de Wit", date(2026, 11, 20), "gedaan"),
    ]
    te_laat = g.GesprekVanLeerling(
        dossier_id=UUID(int=7),
        gesprek_id=UUID(int=50),
        leerling="Sem Verhoeven",
        titel="Ondersteuningsteam (OT), start",
        gehouden_op=date(2026, 11, 20),
    )
    lijst = g.AfsprakenLijst(afspraken=[] if leeg else rijen, meer=False)
    ongedeeld = g.OngedeeldLijst(gesprekken=[] if leeg else [te_laat])
    return agreements.afspraken(lijst, ongedeeld, "Openbare Basisschool Angelslo, Emmen", True, VANDAAG)
