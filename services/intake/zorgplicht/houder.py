"""Wie de zorgplicht heeft: op elke dag één school. Zij gaat pas over als het kind op een andere school is ingeschreven,
of als de school opgaat in een andere.

Dat een tweede school meekijkt, een school weigert of een kind tijdelijk is geplaatst, verandert de naam niet (WPO 40
lid 4 en 7, WVO 8.9 en 8.13; ondersteuningsplan swv2510po, bijlage 2.2.1, par. 2, 8 en 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from services.kern.kalender import DAG

#: Waardoor de zorgplicht naar de school van de gebeurtenis gaat.
INSCHRIJVING = ("ingeschreven", "elders_ingeschreven")
#: Zonder inschrijving: de school die haar had, ging op in een andere.
OPGEGAAN = "school_opgegaan"
#: Waardoor deze aanmelding niemand meer verplicht.
EINDE = ("uitgezonderd", "ingetrokken")


class Voorval(msgspec.Struct, frozen=True):
    """Een regel van het register van een aanmelding. `school`: vestigingscode, waar die bij de soort hoort."""

    soort: str
    op: date
    school: str = ""


class Houder(msgspec.Struct, frozen=True):
    """`school` heeft de zorgplicht van `van` tot (niet op) `tot`; `tot` None: nu nog. `door`: wat haar gaf."""

    school: str
    van: date
    door: str
    tot: date | None = None

    def heeft(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)


class Meekijker(msgspec.Struct, frozen=True):
    """Een tweede school die meekijkt sinds `sinds`. `bereid` None: nog geen antwoord."""

    school: str
    sinds: date
    bereid: bool | None = None
    antwoord_op: date | None = None


def op_dag(register: Iterable[Voorval]) -> list[Voorval]:
    """Naar dag; wat op één dag gebeurde, in de volgorde waarin het is vastgelegd."""
    return sorted(register, key=lambda voorval: voorval.op)


def houders(register: Sequence[Voorval]) -> list[Houder]:
    """De geschiedenis, oudste voorop: de perioden sluiten op elkaar aan en overlappen nergens."""
    uit: list[Houder] = []
    for voorval in op_dag(register):
        if voorval.soort == "aanmelding_ontvangen":
            uit = [Houder(voorval.school, voorval.op, voorval.soort)]
        elif not uit or uit[-1].tot is not None:
            continue
        elif voorval.soort in (*INSCHRIJVING, OPGEGAAN) and voorval.school != uit[-1].school:
            uit = _overgaan(_sluiten(uit, voorval.op), voorval)
        elif voorval.soort in EINDE:
            uit = _sluiten(uit, voorval.op + DAG)  # op de dag zelf staat de naam er nog
    return uit


def _sluiten(uit: list[Houder], tot: date) -> list[Houder]:
    """Wie haar nog geen dag had, staat niet in de geschiedenis."""
    *eerder, laatste = uit
    return eerder if laatste.van >= tot else [*eerder, msgspec.structs.replace(laatste, tot=tot)]


def _overgaan(eerder: list[Houder], voorval: Voorval) -> list[Houder]:
    """Wie op één dag naar een andere school gaat en weer terug, is er niet weg geweest."""
    if eerder and eerder[-1].school == voorval.school and eerder[-1].tot == voorval.op:
        return [*eerder[:-1], msgspec.structs.replace(eerder[-1], tot=None)]
    return [*eerder, Houder(voorval.school, voorval.op, voorval.soort)]


def houder_op(register: Sequence[Voorval], dag: date) -> Houder | None:
    """De ene naam op deze dag; None voor de aanmelding er was, of nadat zij niemand meer verplicht."""
    return next((houder for houder in houders(register) if houder.heeft(dag)), None)


def meekijkers(register: Sequence[Voorval]) -> list[Meekijker]:
    """De scholen die binnen de termijn van de eerste school meekijken, met hun antwoord."""
    uit: dict[str, Meekijker] = {}
    for voorval in op_dag(register):
        if voorval.soort == "onderzoek_gedeeld":
            uit.setdefault(voorval.school, Meekijker(voorval.school, voorval.op))
        elif voorval.soort in ("school_bereid", "school_niet_bereid") and voorval.school in uit:
            oud = uit[voorval.school]
            uit[voorval.school] = msgspec.structs.replace(
                oud, bereid=voorval.soort == "school_bereid", antwoord_op=voorval.op
            )
    return list(uit.values())
