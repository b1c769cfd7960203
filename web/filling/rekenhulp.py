"""The rekenhulp: what its pages are given, and how an answer of kern becomes words for people.

Nothing here reads a session, asks a service or keeps anything. The sums are those of the API and of the command line
(`web.api.answers`), so the three cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import field

from services.kern.feestdagen import LAATSTE_BEKENDE_JAAR, is_voorlopig
from services.kern.uitleg import Stap
from services.kern.wetsartikelen import Wetsartikel
from web.drawing.termijnlijn import Termijnlijn, als_tekst
from web.formatting import bedrag, datum, lange_datum
from web.views import Formulier, Link, Status, Veld, View

# Where the law leaves room and a choice of ours decided: what we do, and what others do.
AFSPRAKEN = {
    "CONV-2": "Kwam er geen antwoord op een vraag? Dan telt de laatste dag van de termijn voor dat antwoord weer mee. "
    "Anderen laten de klok ook die dag nog stilstaan; dan is de laatste dag één dag later.",
    "CONV-3": "Dagen die in twee redenen voor uitstel vallen, tellen één keer.",
    "CONV-4": "De eerste dag met een dwangsom is de vijftiende dag na de ontvangst van de ingebrekestelling. "
    "Anderen tellen veertien dagen.",
    "CONV-6": "Uitstel telt vanaf het getelde einde van de termijn, ook als dat een weekend of feestdag is.",
    "CONV-7": "Centen die overblijven gaan naar het deel dat er het dichtst bij zat.",
    "CONV-8": "Stukken moeten er elf dagen voor de hoorzitting zijn. Dan zitten er tien hele dagen tussen.",
    "CONV-9": "Wie op 29 februari is geboren, is in andere jaren jarig op de dag die u koos.",
    "CONV-10": "De maand waarin de toets is gemaakt, telt mee als onderwijsmaand.",
}
LANGSTE_TEKENING = 3 * 366  # days
_AFSPRAAK = re.compile(r"CONV-\d+")


class Rekenhulpkeuze(View):
    titel: str
    wat: str
    url: str
    icoon: str


class RekenhulpBegin(View):
    """rekenhulp.html"""

    keuzes: list[Rekenhulpkeuze]


class Feit(View):
    """`urgentie`: gewoon, let-op or fout."""

    titel: str
    waarde: str
    uitleg: str = ""
    urgentie: str = "gewoon"


class Uitlegstap(View):
    zin: str
    waarde: str
    grond: str


class Artikelregel(View):
    """An article. `regels`: its words, which are those of the law when `versie` says of which day."""

    naam: str
    url: str
    toelichting: str
    regels: list[str]
    versie: str


class Lijn(View):
    """A drawing of a term and the same in words. No drawing of a term of many years: nothing can be seen in it."""

    titel: str
    lijn: Termijnlijn | None
    verloop: list[tuple[str, str]]


class Uitkomst(View):
    kop: str
    zin: str
    status: Status | None = None
    feiten: list[Feit] = field(default_factory=list)
    lijnen: list[Lijn] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    stappen: list[Uitlegstap] = field(default_factory=list)
    artikelen: list[Artikelregel] = field(default_factory=list)
    afspraken: list[str] = field(default_factory=list)


class Rij(View):
    """One row of a repeated question: "Vraag 2"."""

    nummer: int
    titel: str
    velden: list[Veld]


class Groep(View):
    """Fields that belong together. `rij`: the name of its repeated question, whose rows it holds."""

    titel: str
    velden: list[Veld] = field(default_factory=list)
    uitleg: str = ""
    uitklap: bool = False
    open: bool = False
    rij: str = ""
    rijen: list[Rij] = field(default_factory=list)
    erbij: str = ""  # words on the button that adds a row; "" when there are enough


class RekenhulpVraag(View):
    """rekenhulp_vraag.html. `methode`: get or post; see web/pages/rekenhulp.py for why which.

    `adres`: where this answer can be found again; "" where the address may not hold what was typed.
    """

    titel: str
    inleiding: str
    privacy: str
    methode: str
    groepen: list[Groep]
    formulier: Formulier
    andere: list[Link]
    uitkomst: Uitkomst | None = None
    adres: str = ""


def dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def lijn(titel: str, termijn: Termijnlijn) -> Lijn:
    lang = (max(termijn.einde, termijn.peil) - termijn.begin).days > LANGSTE_TEKENING
    return Lijn(titel, None if lang else termijn, als_tekst(termijn))


def uitlegstappen(uitleg: Iterable[Stap]) -> list[Uitlegstap]:
    """Every step with what came out of it, in words, and where it is written."""
    return [Uitlegstap(stap.stap, _in_woorden(stap), stap.grondslag) for stap in uitleg]


def _in_woorden(stap: Stap) -> str:
    if isinstance(stap.datum, date):
        return lange_datum(stap.datum)
    waarde = stap.waarde
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ", ".join(map(leesbaar, waarde)) or "geen"
    return leesbaar(waarde) if isinstance(waarde, str | int) else ""


def leesbaar(waarde: object) -> str:
    return NAMEN.get(str(waarde), str(waarde).replace("_", " "))


NAMEN = {
    "pro": "praktijkonderwijs",
    "lwoo": "leerwegondersteuning",
    "lwoo_a": "leerwegondersteuning (IQ 75 tot en met 90)",
    "lwoo_b": "leerwegondersteuning (IQ 91 tot en met 120, met sociaal-emotionele problemen)",
}


def artikelregels(artikelen: Iterable[Wetsartikel]) -> list[Artikelregel]:
    return [
        Artikelregel(
            naam=artikel.aanduiding,
            url=artikel.vindplaats or artikel.url,
            toelichting=artikel.toelichting,
            regels=artikel.woorden.splitlines() if artikel.letterlijk else [],
            versie=datum(artikel.tekst_van) if artikel.tekst_van else "",
        )
        for artikel in artikelen
    ]


def afspraken(uitleg: Iterable[Stap]) -> list[str]:
    """The choices of ours that decided something in this answer."""
    genoemd = {naam for stap in uitleg for naam in _AFSPRAAK.findall(f"{stap.stap} {stap.grondslag}")}
    return [AFSPRAKEN[naam] for naam in AFSPRAKEN if naam in genoemd]


def voorlopig(*dagen: date | None) -> list[str]:
    """A warning when a term ends in a year of which not all days off are known yet."""
    if not any(dag_ is not None and is_voorlopig(dag_) for dag_ in dagen):
        return []
    return [
        f"Deze termijn loopt door tot na {LAATSTE_BEKENDE_JAAR}. Van die jaren is nog niet bekend welke extra dagen "
        "als feestdag tellen. De laatste dag kan daardoor nog opschuiven."
    ]


def euro(tekst: str) -> str:
    """ "161.00" to € 161,00"""
    return bedrag(int(tekst.replace(".", "")))


def antwoorden(invoer: dict[str, Any]) -> dict[str, Any]:
    """What was given, without what was left empty."""
    return {naam: waarde for naam, waarde in invoer.items() if waarde not in (None, "")}
