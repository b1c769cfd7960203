"""Wat er in het schoolverlatersonderzoek wordt vastgelegd, getoetst, en wat dat betekent voor PrO en lwoo.

Bron: seed 000 (schoolverlatersonderzoek); UB WVO 2.46; Regeling screenings- en testinstrumenten lwoo en pro
(Stcrt. 2021, 35786): een IQ telt twee jaar, en elke test staat op de lijst van de minister.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from services.intake.schoolverlaters.contract import ADVIEZEN, UITKOMSTEN, OnderzoekVastleggen
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import KanNiet, OngeldigeInvoer
from services.kern.kalender import einde_schooljaar, in_woorden, schooljaar_van
from services.kern.pro_lwoo import DOMEINEN, leerachterstand, pro_lwoo
from tenants.schema import Recept, SchoolverlaterRegels

TEKST_KORT, TEKST_LANG, BEWIJS_LANG = 10, 4_000, 500
TOESTEMMING_OUDST = timedelta(days=366)
GROEP = "groep 8"
#: Van wat het formulier een getal noemt: het kleinste en het grootste dat kan (recept praktijkonderwijs).
GRENZEN = {
    "iq": (30, 160),
    "dl": (1, 120),
    "dle_inzichtelijk_rekenen": (0, 120),
    "dle_begrijpend_lezen": (0, 120),
    "dle_technisch_lezen": (0, 120),
    "dle_spellen": (0, 120),
}
LABELS = {
    "iq": "Totaal IQ",
    "dl": "Didactische leeftijd (DL)",
    "dle_inzichtelijk_rekenen": "Inzichtelijk rekenen (DLE)",
    "dle_begrijpend_lezen": "Begrijpend lezen (DLE)",
    "dle_technisch_lezen": "Technisch lezen (DLE)",
    "dle_spellen": "Spellen (DLE)",
}
_DLE = {
    "IR": "dle_inzichtelijk_rekenen",
    "BL": "dle_begrijpend_lezen",
    "TL": "dle_technisch_lezen",
    "SP": "dle_spellen",
}
#: Hiermee vult het samenwerkingsverband een vraag van de aanvraag met wat de onderzoeker schreef.
BEVINDINGEN = "[[bevindingen]]"


def sluitingsdag(regels: SchoolverlaterRegels, vandaag: date) -> tuple[int, date, str]:
    """Het schooljaar van vandaag, tot en met welke dag scholen aanmelden, en waar die dag vandaan komt."""
    jaar = schooljaar_van(vandaag)
    dag = date(jaar, int(regels.sluit_op[:2]), int(regels.sluit_op[3:]))
    return jaar, dag, f"Aanmelden kan tot en met {in_woorden(dag)}. Bron: {regels.bron}."


def open_toetsen(sluit_op: date, vandaag: date) -> None:
    if vandaag > sluit_op:
        raise KanNiet(f"Aanmelden kon tot en met {in_woorden(sluit_op)}. Bel het samenwerkingsverband.")


def aanmelding_fouten(advies: str, op: date, bewijs: str, vandaag: date, adviezen: list[str]) -> dict[str, str]:
    """Een zin per veld van één leerling dat niet klopt: `advies`, `toestemming_op`, `bewijs`."""
    fouten: dict[str, str] = {}
    schoon = regel(bewijs)
    if advies not in adviezen:
        fouten["advies"] = "Kies het schooladvies."
    if op > vandaag:
        fouten["toestemming_op"] = "Deze dag moet nog komen. Aanmelden kan pas als de ouders toestemden."
    elif op < vandaag - TOESTEMMING_OUDST:
        fouten["toestemming_op"] = "Deze toestemming is ouder dan een jaar. Vraag haar opnieuw."
    if not TEKST_KORT <= len(schoon) <= BEWIJS_LANG:
        fouten["bewijs"] = "Schrijf waar het bewijs is, bijvoorbeeld: getekend formulier, map van de school."
    elif bsn.staat_erin(schoon):
        fouten["bewijs"] = bsn.MELDING
    return fouten


def dag_toetsen(op: date, vandaag: date, vroegst: date, *, gedaan: bool) -> date:
    """Wanneer het onderzoek is (of was): in dit schooljaar, na het aanmelden. OngeldigeInvoer bij `onderzoek_op`."""
    laatste = vandaag if gedaan else einde_schooljaar(schooljaar_van(vandaag))
    if op < (vroegst if gedaan else vandaag):
        zin = f"Dit is voor de dag van aanmelden ({in_woorden(vroegst)})." if gedaan else "Deze dag is al voorbij."
        raise _fout(onderzoek_op=zin)
    if op > laatste:
        raise _fout(onderzoek_op="Deze dag moet nog komen." if gedaan else "Kies een dag in dit schooljaar.")
    return op


def plaats_toetsen(plaats: str) -> str:
    schoon = regel(plaats)
    if not 3 <= len(schoon) <= 120:
        raise _fout(plaats="Schrijf waar het onderzoek is, bijvoorbeeld: op de eigen school.")
    if bsn.staat_erin(schoon):
        raise _fout(plaats=bsn.MELDING)
    return schoon


def uitkomst_toetsen(o: OnderzoekVastleggen) -> dict[str, object]:
    """De velden van de uitkomst, schoon. OngeldigeInvoer met een zin per veld.

    Bij praktijkonderwijs horen alle getallen; anders mag alles leeg, maar niet half: een IQ heeft een test.
    """
    fouten: dict[str, str] = {}
    if o.uitkomst not in UITKOMSTEN:
        fouten["uitkomst"] = "Kies wat er uit het onderzoek kwam."
    bevindingen, test = alinea(o.bevindingen), regel(o.iq_test)
    if len(bevindingen) < TEKST_KORT:
        fouten["bevindingen"] = "Schrijf in een paar zinnen wat de leerling nodig heeft."
    elif len(bevindingen) > TEKST_LANG:
        fouten["bevindingen"] = f"Dit is te lang: hooguit {TEKST_LANG} tekens."
    elif bsn.staat_erin(bevindingen):
        fouten["bevindingen"] = bsn.MELDING
    getallen = {naam: getattr(o, naam) for naam in GRENZEN}
    for naam, (laagst, hoogst) in GRENZEN.items():
        getal = getallen[naam]
        if getal is None and o.uitkomst == "pro":
            fouten[naam] = "Voor praktijkonderwijs is dit getal nodig."
        elif getal is not None and not laagst <= getal <= hoogst:
            fouten[naam] = f"Vul een getal in van {laagst} tot en met {hoogst}."
    if getallen["iq"] is not None and not 3 <= len(test) <= 120:
        fouten["iq_test"] = "Schrijf met welke test het IQ is bepaald."
    elif bsn.staat_erin(test):
        fouten["iq_test"] = bsn.MELDING
    if any(getal is not None for naam, getal in getallen.items() if naam.startswith("dle")) and getallen["dl"] is None:
        fouten.setdefault("dl", "Vul de didactische leeftijd in: zonder die zegt een DLE niets.")
    if any(getal is not None for getal in getallen.values()) and not o.van_lijst:
        fouten["van_lijst"] = "Alleen tests van de lijst van de minister tellen mee. Klopt dat?"
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return getallen | {
        "uitkomst": o.uitkomst,
        "bevindingen": bevindingen,
        "iq_test": test,
        "sociaal_emotioneel": o.sociaal_emotioneel,
    }


def bespreking_toetsen(op: date, onderzoek_op: date, vandaag: date) -> date:
    """OngeldigeInvoer bij `besproken_op`: na het onderzoek, en niet later dan vandaag."""
    if op < onderzoek_op:
        raise _fout(besproken_op="Dit is voor de dag van het onderzoek.")
    if op > vandaag:
        raise _fout(besproken_op="Deze dag moet nog komen.")
    return op


def criteria(rij: Mapping[str, object]) -> list[str]:
    """Aan welke criteria de leerling voldoet, met elke achterstand uitgelegd. Leeg zolang er een getal mist."""
    iq, dl = rij["iq"], rij["dl"]
    dles = {domein: rij[naam] for domein, naam in _DLE.items()}
    if not isinstance(iq, int) or not isinstance(dl, int) or any(not isinstance(d, int) for d in dles.values()):
        return []
    zinnen: list[str] = []
    achterstand: dict[str, Fraction] = {}
    for domein, dle in dles.items():
        uit = leerachterstand(dle, dl)  # type: ignore[arg-type]
        achterstand[domein] = uit.achterstand or Fraction(0)
        zinnen.append(f"{DOMEINEN[domein].capitalize()}: {uit.uitleg[-1].stap}")
    uitkomst = pro_lwoo(iq, achterstand, sociaal_emotioneel=bool(rij["sociaal_emotioneel"]))
    return [*zinnen, *(s.stap for s in uitkomst.uitleg)]


def antwoorden(rij: Mapping[str, object], soort: str, recept: Recept, regels: SchoolverlaterRegels) -> dict[str, str]:
    """Wat van de uitkomst in de aanvraag van deze soort komt: alleen vragen die dit recept heeft.

    Alleen als het onderzoek op deze soort uitkwam en met de ouders is besproken.
    """
    if rij["uitkomst"] != soort or rij["besproken_op"] is None:
        return {}
    uit = {
        een.vraag: str(rij["bevindingen"]) if een.antwoord == BEVINDINGEN else een.antwoord
        for een in regels.vult
        if een.soort == soort
    }
    for toetsen in recept.toetsen:
        plek = {
            toetsen.iq: rij["iq"],
            toetsen.iq_op: rij["onderzoek_op"] if rij["iq"] is not None else None,
            toetsen.dl: rij["dl"],
            toetsen.inzichtelijk_rekenen: rij["dle_inzichtelijk_rekenen"],
            toetsen.begrijpend_lezen: rij["dle_begrijpend_lezen"],
            toetsen.technisch_lezen: rij["dle_technisch_lezen"],
            toetsen.spellen: rij["dle_spellen"],
            "iq_test": rij["iq_test"] or None,
        }
        uit |= {naam: str(waarde) for naam, waarde in plek.items() if waarde is not None}
        if toetsen.sociaal_emotioneel and rij["iq"] is not None:
            uit[toetsen.sociaal_emotioneel] = "ja" if rij["sociaal_emotioneel"] else "nee"
    bekend = {vraag.naam: vraag for vraag in recept.vragen}
    return {
        naam: waarde[: bekend[naam].max_lengte] if bekend[naam].max_lengte else waarde
        for naam, waarde in uit.items()
        if naam in bekend
    }


def van_groep_8(groep: str) -> bool:
    return groep.strip().lower() == GROEP


def aanmeldbaar(regels: SchoolverlaterRegels) -> list[str]:
    """De adviezen waarvoor dit samenwerkingsverband onderzoekt, op volgorde."""
    return [naam for naam in ADVIEZEN if naam in regels.adviezen]


def _fout(**velden: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden=velden)
