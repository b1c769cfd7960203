"""De uitleg bij een datum of een getal: de stappen in de volgorde waarin ze zijn gezet, in gewone taal.

Dit is wat het scherm laat zien onder "Hoe is deze datum berekend?". Elke stap heeft een zin, een uitkomst
(`datum` of `waarde`) en de grondslag.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from services.kern.feestdagen import LAATSTE_BEKENDE_JAAR, is_voorlopig, reden_geen_werkdag, rol
from services.kern.kalender import in_woorden
from services.kern.wetsartikelen import ATW_1, ATW_3

# Alles na het laatste jaar waarvoor de gelijkgestelde dagen bekend zijn, kan nog een dag opschuiven.
VOORLOPIG = (
    f"Voor de jaren na {LAATSTE_BEKENDE_JAAR} is nog niet bekend welke dagen met een feestdag worden gelijkgesteld. "
    "De datum kan daardoor nog een dag opschuiven."
)


class Stap(msgspec.Struct, frozen=True, omit_defaults=True):
    """Eén stap. `datum` is een date (of een tijdstip als tekst, bij termijnen in uren)."""

    stap: str
    datum: date | str | UnsetType = UNSET
    waarde: Any = UNSET
    grondslag: str = ""


def _samen(grondslag: tuple[object, ...]) -> str:
    return str(grondslag[0]) if len(grondslag) == 1 else ", ".join(map(str, grondslag))


def stap(zin: str, uitkomst: date, *grondslag: object) -> Stap:
    """Een stap die op een datum uitkomt."""
    return Stap(zin, datum=uitkomst, grondslag=_samen(grondslag))


def waarde(zin: str, uitkomst: object, *grondslag: object) -> Stap:
    """Een stap die op iets anders dan een datum uitkomt."""
    return Stap(zin, waarde=uitkomst, grondslag=_samen(grondslag))


def met_rol(einde: date, uitleg: list[Stap], wat: str = "De termijn") -> date:
    """Verleng zo nodig tot de eerstvolgende werkdag en leg uit waarom (Algemene termijnenwet 1)."""
    gerold = rol(einde)
    if gerold != einde:
        uitleg.append(
            Stap(
                f"{in_woorden(einde).capitalize()} is {reden_geen_werkdag(einde)}. "
                f"{wat} loopt door tot en met {in_woorden(gerold)}.",
                datum=gerold,
                grondslag=str(ATW_1),
            )
        )
    waarschuwen_als_voorlopig(gerold, uitleg)
    return gerold


def waarschuwen_als_voorlopig(dag: date, uitleg: list[Stap]) -> None:
    """Een stap erbij als de werkdagen van dat jaar nog niet vaststaan (`voorlopig` vindt hem terug)."""
    if is_voorlopig(dag):
        uitleg.append(Stap(VOORLOPIG, datum=dag, grondslag=str(ATW_3)))


def zinnen(uitleg: Sequence[Stap]) -> list[str]:
    """De uitleg voor in een brief: per stap een zin met de grondslag erachter."""
    return [f"{s.stap} ({s.grondslag})" if s.grondslag else s.stap for s in uitleg]


def voorlopig(uitleg: Sequence[Stap]) -> bool:
    """Kan de datum nog opschuiven, omdat er gelijkgestelde dagen bij kunnen komen? Voor een teken op het scherm."""
    return any(stap.stap == VOORLOPIG for stap in uitleg)
