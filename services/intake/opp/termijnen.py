"""Wanneer er een OPP moet zijn en wanneer het wordt geëvalueerd; de datums zelf rekent `services.kern` uit."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from services.kern.kalender import DAG
from services.kern.schooltermijnen import opp_evaluatie
from services.kern.uitleg import Stap
from services.kern.zorgplicht import opp_termijn

OPSTELLEN, EVALUEREN = "opstellen", "evalueren"
#: Zo lang voor het einde van de zes weken komt er een bericht.
OPSTELLEN_VOORUIT = timedelta(weeks=2)
#: Zo lang voor het einde van een afspraak over minder onderwijstijd.
TIJD_VOORUIT = timedelta(weeks=2)
#: Zo lang is een weggegooid concept terug te halen.
TERUGHALEN_DAGEN = 30
DRINGEND = ("te_laat", "binnenkort", "gepland", "")


class Termijn(msgspec.Struct, frozen=True):
    """Wat er moet gebeuren, uiterlijk op welke dag, en vanaf wanneer dat dringt."""

    wat: str
    uiterlijk_op: date
    vanaf: date
    uitleg: list[Stap]


def opstellen(ondersteuning_vanaf: date) -> Termijn:
    """Zes weken nadat de leerling met extra ondersteuning begon."""
    berekend = opp_termijn(ondersteuning_vanaf)
    einde = berekend.vaststellen_uiterlijk
    return Termijn(OPSTELLEN, einde, einde - OPSTELLEN_VOORUIT, berekend.uitleg)


def evalueren(vastgesteld_op: date, geevalueerd_op: date | None, weken: int) -> Termijn:
    """Ten minste elk schooljaar. `vastgesteld_op`: van de eerste versie; een nieuwe versie schuift niets op."""
    berekend = opp_evaluatie(vastgesteld_op, geevalueerd_op)
    einde = berekend.evalueren_uiterlijk
    return Termijn(EVALUEREN, einde, einde - timedelta(weeks=weken), berekend.uitleg)


def dringt(uiterlijk_op: date, vanaf: date, gepland_op: date | None, vandaag: date) -> str:
    """te_laat, gepland (er is een dag afgesproken die nog komt), binnenkort, of niets."""
    if vandaag > uiterlijk_op:
        return "te_laat"
    if gepland_op is not None and gepland_op >= vandaag:
        return "gepland"
    return "binnenkort" if vandaag >= vanaf else ""


def te_laat_vanaf(uiterlijk_op: date) -> date:
    return uiterlijk_op + DAG
