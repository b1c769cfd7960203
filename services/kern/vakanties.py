"""Schoolvakanties per regio, en wat een schooldag is.

Vakanties doen er alleen toe voor de eerste schooldag en voor streeftermijnen van een samenwerkingsverband. Een
termijn uit de wet loopt in de vakantie gewoon door. Een school kan eigen dagen hebben: wie `vakanties` meegeeft
heeft de tabel niet nodig.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
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

IsVakantie = Callable[[date], bool]


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
def _vakantiedagen(regio: str) -> frozenset[date]:
    dagen = set()
    for vakantie in vakanties_van(regio):
        dag = vakantie.van
        while dag <= vakantie.tot_en_met:
            dagen.add(dag)
            dag += DAG
    return frozenset(dagen)


def vakantie_in(regio: str | None, vakanties: Sequence[Periode] | None) -> IsVakantie:
    """Een functie die zegt of een dag in een vakantie valt.

    De eigen `vakanties` gaan voor de tabel van de regio. Met alleen een regio is een dag buiten de tabel
    (1 januari 2020 tot en met 31 juli 2030) de fout `geen_vakantiegegevens`.
    """
    if vakanties is not None:
        return lambda dag: any(dag in vakantie for vakantie in vakanties)
    if regio is None:
        return lambda dag: False
    dagen = _vakantiedagen(regio)

    def in_tabel(dag: date) -> bool:
        if not EERSTE_DAG <= dag <= LAATSTE_DAG:
            raise Rekenfout(
                "geen_vakantiegegevens",
                "regio",
                f"Voor {in_woorden(dag)} zijn geen schoolvakanties bekend. Geef de vakanties van de school zelf op.",
            )
        return dag in dagen

    return in_tabel


def eerste_schooldag(vanaf: date, is_vakantie: IsVakantie) -> date:
    """De eerste werkdag buiten de vakanties, op of na `vanaf`. OverflowError als die er nooit komt."""
    dag = vanaf
    while is_vakantie(dag) or not is_werkdag(dag):
        dag += DAG
    return dag
