"""Sample pages about the schoolverlatersonderzoek: the school, the overview, who does it, and the dossier."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from services.intake.schoolverlaters import contract as c
from web import views_schoolverlaters as views
from web.filling import schoolverlaters as vullen
from web.preview import pupils
from web.views import Formulier, Link

VANDAAG = date(2026, 10, 5)
MOMENT = datetime(2026, 9, 28, 9, 15, tzinfo=UTC)
SLUIT = date(2026, 10, 20)
ID, ANDER = UUID(int=41), UUID(int=42)


def _kort(leerling: str, status: str, **anders: object) -> c.SchoolverlaterKort:
    gewoon = {
        "id": uuid5(ID, leerling), "dossier_id": ID, "school": "16HI00", "advies": "pro",
        "aangemeld_op": date(2026, 9, 28),
        "onderzoeker": "", "onderzoek_op": None,
    }  # fmt: skip
    return c.SchoolverlaterKort(leerling=leerling, status=status, **(gewoon | anders))


def _alle() -> list[c.SchoolverlaterKort]:
    cedin = {"onderzoeker": "Roos Wiegman"}
    return [
        _kort("Mees Veldhuis", "aangemeld"),
        _kort("Fenna Drent", "ingepland", onderzoek_op=date(2026, 11, 3), **cedin),
        _kort("Ties Hofstee", "onderzocht", advies="vso", onderzoek_op=date(2026, 10, 1), **cedin),
        _kort("Lotte Wold", "besproken", onderzoek_op=date(2026, 9, 30), **cedin),
    ]


def school(fase: str = "open") -> views.Schoolverlaters:
    """`fase`: open, fout, dicht or leeg."""
    kandidaten = [
        c.Kandidaat(dossier_id=ID, leerling="Sem Verhoeven", groep="groep 8"),
        c.Kandidaat(dossier_id=ANDER, leerling="Jill Aarts", groep="groep 8"),
    ]
    blad = c.SchoolverlatersBlad(
        schooljaar=2026,
        sluit_op=SLUIT,
        open=fase != "dicht",
        opbouw="Aanmelden kan tot en met 20 oktober 2026. Bron: Pagina Voor professionals.",
        uitvoerder="Cedin",
        adviezen=["pro", "vso"],
        kandidaten=[] if fase == "leeg" else kandidaten,
        leerlingen=[] if fase == "leeg" else _alle(),
    )
    getypt = None
    if fase == "fout":
        fouten = {f"bewijs_{ID}": "Schrijf waar het bewijs is, bijvoorbeeld: getekend formulier, map van de school."}
        waarden = {f"advies_{ID}": "pro", f"toestemming_op_{ID}": "2026-10-01"}
        getypt = Formulier(url="/schoolverlaters/schoolverlaters-aanmelden", waarden=waarden, fouten=fouten)
    return vullen.school(blad, VANDAAG, getypt, {str(ID)} if getypt else frozenset())


def overzicht(*, leeg: bool = False) -> views.Overzicht:
    telling = c.SchoolTelling(
        school="16HI00", aangemeld=4, zonder_onderzoeker=1, ingepland=1, onderzocht=1, besproken=1
    )
    antwoord = c.SchoolverlatersOverzicht(
        schooljaar=2026,
        sluit_op=SLUIT,
        uitvoerder="Cedin",
        scholen=[] if leeg else [telling],
        leerlingen=[] if leeg else _alle(),
        onderzoekers=[c.Onderzoeker(persoon=ID, naam="Roos Wiegman")],
    )
    return vullen.overzicht(antwoord, VANDAAG)


def onderzoeken(*, leeg: bool = False) -> views.Onderzoeken:
    return vullen.onderzoeken(c.OnderzoekenLijst(onderzoeken=[] if leeg else _alle()), VANDAAG)


def _stand(status: str, handelingen: list[str]) -> c.OnderzoekStand:
    klaar = status in ("onderzocht", "besproken")
    dle = {"dle_inzichtelijk_rekenen": 20, "dle_begrijpend_lezen": 22, "dle_technisch_lezen": 40, "dle_spellen": 24}
    getallen = {"iq": 72, "dl": 52} | dle
    return c.OnderzoekStand(
        id=ID,
        versie=3,
        dossier_id=ID,
        leerling="Sem Verhoeven",
        geboren_op=date(2015, 5, 3),
        groep="groep 8",
        school="16HI00",
        status=status,
        schooljaar=2026,
        sluit_op=SLUIT,
        advies="pro",
        toestemming_op=date(2026, 9, 20),
        toestemming_bewijs="Getekend formulier van beide ouders, map van de school.",
        aangemeld_op=MOMENT,
        aangemeld_door="Marloes Kuper",
        onderzoeker="Roos Wiegman",
        onderzoek_op=date(2026, 10, 2),
        plaats="Op de eigen school, 9.00 uur",
        uitkomst="pro" if klaar else "",
        bevindingen="Leert door te doen, in een kleine groep met een vaste mentor." if klaar else "",
        iq_test="WISC-V" if klaar else "",
        sociaal_emotioneel=False,
        besproken_op=date(2026, 10, 5) if status == "besproken" else None,
        criteria=["Bij IQ 72 en deze achterstanden voldoet de leerling aan: pro."] if klaar else [],
        vroegst=MOMENT.date(),
        handelingen=handelingen,
        **(getallen if klaar else dict.fromkeys(getallen)),
    )


def onderzoek(status: str = "ingepland") -> views.Onderzoek:
    doen = {
        "ingepland": ["onderzoek_inplannen", "onderzoek_vastleggen"],
        "onderzocht": ["onderzoek_vastleggen"],
        "besproken": [],
    }
    return vullen.onderzoek(_stand(status, doen[status]), VANDAAG)


def van_leerling(status: str = "") -> views.LeerlingOnderzoek:
    """`status` "": not registered yet."""
    doen = {"ingepland": ["schoolverlater_afmelden"], "onderzocht": ["onderzoek_bespreken"]}.get(status, [])
    blad = c.Leerlingonderzoek(
        dossier_id=ID,
        schooljaar=2026,
        sluit_op=SLUIT,
        uitvoerder="Cedin",
        kan_aanmelden=not status,
        onderzoek=_stand(status, doen) if status else None,
    )
    kruimels = [Link("Leerlingen", "/leerlingen"), Link("Onderzoek groep 8", "")]
    return vullen.van_leerling(blad, pupils.kop(), kruimels, VANDAAG)
