"""Schoolvakanties per regio, en wat een schooldag is.

Vakanties doen er alleen toe voor de eerste schooldag en voor streeftermijnen van een samenwerkingsverband. Een
termijn uit de wet loopt in de vakantie gewoon door. Een school kan eigen dagen hebben: wie `vakanties` meegeeft
heeft de tabel niet nodig.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from services.kern.feestdagen import is_werkdag
from services.kern.kalender import DAG, Periode, in_woorden
from services.kern.rekenfout import Rekenfout

TABEL = Path(__file__).parent / "gegevens" / "schoolvakanties.csv"
REGIOS = ("noord", "midden", "zuid")
EERSTE_DAG = date(2020, 1, 1)
LAATSTE_DAG = date(2030, 7, 31)


class IsVakantie:
    """Valt een dag in een vakantie? Aan te roepen als functie. `voorbij` zegt dat er na een dag geen meer komt."""

    __slots__ = ("_eindes", "_periodes", "_regio")

    def __init__(self, vakanties: Sequence[Periode], regio: str | None = None):
        self._periodes: list[Periode] = []
        for vakantie in sorted(vakanties):
            vorige = self._periodes[-1] if self._periodes else None
            if vorige is not None and vakantie.van <= vorige.tot_en_met + DAG:
                self._periodes[-1] = Periode(vorige.van, max(vorige.tot_en_met, vakantie.tot_en_met))
            else:
                self._periodes.append(vakantie)
        self._eindes = [periode.tot_en_met for periode in self._periodes]
        self._regio = regio

    def __call__(self, dag: date) -> bool:
        """Rekenfout `geen_vakantiegegevens` voor een dag buiten de tabel van een regio."""
        if self._regio is not None and not EERSTE_DAG <= dag <= LAATSTE_DAG:
            raise Rekenfout(
                "geen_vakantiegegevens",
                "regio",
                f"Voor {in_woorden(dag)} zijn geen schoolvakanties bekend. Geef de vakanties van de school zelf op.",
            )
        plek = bisect_left(self._eindes, dag)
        return plek < len(self._periodes) and self._periodes[plek].van <= dag

    def voorbij(self, dag: date) -> bool:
        """Ligt elke vakantie op of voor deze dag? Van een tabel weten wij dat nooit: daarna komen er nog."""
        return self._regio is None and (not self._eindes or self._eindes[-1] <= dag)


GEEN_VAKANTIE = IsVakantie(())


@cache
def vakanties_van(regio: str) -> tuple[Periode, ...]:
    """De vakanties van een regio (`noord`, `midden`, `zuid`), op volgorde."""
    with TABEL.open(encoding="utf-8") as bestand:
        bestand.readline()  # de bron
        rijen = [rij for rij in csv.DictReader(bestand, delimiter=";") if rij["regio"].lower() == regio]
    return tuple(
        sorted(Periode(date.fromisoformat(rij["eerste_dag"]), date.fromisoformat(rij["laatste_dag"])) for rij in rijen)
    )


@cache
def _van_regio(regio: str) -> IsVakantie:
    return IsVakantie(vakanties_van(regio), regio)


def vakantie_in(regio: str | None, vakanties: Sequence[Periode] | None) -> IsVakantie:
    """Een functie die zegt of een dag in een vakantie valt.

    De eigen `vakanties` gaan voor de tabel van de regio. Met alleen een regio is een dag buiten de tabel
    (1 januari 2020 tot en met 31 juli 2030) de fout `geen_vakantiegegevens`.
    """
    if vakanties is not None:
        return IsVakantie(vakanties)
    return GEEN_VAKANTIE if regio is None else _van_regio(regio)


def eerste_schooldag(vanaf: date, is_vakantie: IsVakantie) -> date:
    """De eerste werkdag buiten de vakanties, op of na `vanaf`. OverflowError als die er nooit komt."""
    dag = vanaf
    while is_vakantie(dag) or not is_werkdag(dag):
        dag += DAG
    return dag
