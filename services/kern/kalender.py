"""Datums zoals de wet ze leest: lokale dag, maanden erbij, verjaardag, schooljaar, en een datum in woorden."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from services.kern.rekenfout import Rekenfout

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAG = timedelta(days=1)

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class Periode(msgspec.Struct, frozen=True, order=True):
    """Een reeks dagen; de eerste en de laatste tellen mee."""

    van: date
    tot_en_met: date

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag <= self.tot_en_met

    @property
    def aantal_dagen(self) -> int:
        return (self.tot_en_met - self.van).days + 1


def periodes(dagen: Iterable[date]) -> list[Periode]:
    """Losse dagen als aaneengesloten periodes, op volgorde."""
    uit: list[Periode] = []
    van = vorige = None
    for dag in sorted(dagen):
        if vorige is not None and dag - vorige == DAG:
            vorige = dag
            continue
        if van is not None:
            uit.append(Periode(van, vorige))
        van = vorige = dag
    if van is not None:
        uit.append(Periode(van, vorige))
    return uit


def local_date(moment: date | datetime) -> date:
    """De dag waarop iets gebeurde is de dag in Nederland (Awb 2:20); een tijdstip heeft altijd een zone."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("een tijdstip zonder tijdzone heeft geen dag")
    return moment.astimezone(AMSTERDAM).date()


@lru_cache(maxsize=4096)
def in_woorden(dag: date) -> str:
    """`maandag 23 november 2026`."""
    return f"{WEEKDAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def aantal_in_woorden(aantal: int, enkel: str, meer: str) -> str:
    """`1 dag`, `8 dagen`."""
    return f"{aantal} {enkel if aantal == 1 else meer}"


def plus_maanden(dag: date, maanden: int) -> date:
    """Zelfde dagnummer; bestaat dat niet in die maand, dan de laatste dag van de maand (CONV-9)."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    if not 1 <= jaar <= 9999:
        raise OverflowError("de datum valt buiten de kalender")
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def maandeinde(dag: date, uitkomst: date) -> str:
    """Een vermelding als `plus_maanden` op het einde van een kortere maand uitkwam, anders niets."""
    return "" if dag.day == uitkomst.day else " (die maand is korter; de laatste dag telt, CONV-9)"


def plus_jaren(dag: date, jaren: int) -> date:
    """Zelfde dag in een later (of eerder) jaar; 29 februari wordt zo nodig 28 februari."""
    return plus_maanden(dag, 12 * jaren)


def is_schrikkeldag(dag: date) -> bool:
    return dag.month == 2 and dag.day == 29


def verjaardag(geboren_op: date, leeftijd: int, keuze: str | None, veld: str = "geboren_op") -> date:
    """De dag waarop iemand `leeftijd` wordt.

    Wie op 29 februari is geboren, is in een gewoon jaar jarig op 28 februari of op 1 maart. De wet kiest
    niet; wij ook niet. `keuze` is "28_februari" of "1_maart"; zonder keuze volgt de fout `keuze_nodig` (CONV-9).
    """
    jaar = geboren_op.year + leeftijd
    if not is_schrikkeldag(geboren_op) or monthrange(jaar, 2)[1] == 29:
        return geboren_op.replace(year=jaar)
    if keuze == "28_februari":
        return date(jaar, 2, 28)
    if keuze == "1_maart":
        return date(jaar, 3, 1)
    raise Rekenfout(
        "keuze_nodig",
        veld,
        f"Dit kind is geboren op 29 februari. Kies of het in {jaar} jarig is op 28 februari of op 1 maart.",
    )


def schooljaar_van(dag: date) -> int:
    """Het jaar waarin het schooljaar van deze dag begint: 31 juli 2026 hoort bij 2025, 1 augustus bij 2026."""
    return dag.year if dag.month >= 8 else dag.year - 1


def begin_schooljaar(schooljaar: int) -> date:
    return date(schooljaar, 8, 1)


def einde_schooljaar(schooljaar: int) -> date:
    return date(schooljaar + 1, 7, 31)


def schooljaar_in_woorden(schooljaar: int) -> str:
    """`2026/27`."""
    return f"{schooljaar}/{(schooljaar + 1) % 100:02d}"
