"""Hoe lang extra ondersteuning mag duren, wanneer iemand wordt gewaarschuwd, en wat er van een bedrag is besteed."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from services.kern.bedrag import afronden
from services.kern.kalender import DAG, aantal_in_woorden, einde_schooljaar, in_woorden, plus_maanden, schooljaar_van
from tenants.schema import Arrangement

#: Als het samenwerkingsverband niet zegt hoe lang van tevoren.
WAARSCHUWEN = timedelta(weeks=2)
ENKELVOUD = {"weken": "week", "maanden": "maand", "schooljaren": "schooljaar"}


def laatste_dag(van: date, aantal: int, eenheid: str) -> date:
    """De laatste dag van een periode die op `van` begint. Drie maanden vanaf 30 november: tot en met 28 februari."""
    if eenheid == "weken":
        return van + timedelta(weeks=aantal) - DAG
    if eenheid == "schooljaren":
        return einde_schooljaar(schooljaar_van(van) + aantal - 1)
    einde = plus_maanden(van, aantal)
    return einde - DAG if einde.day == van.day else einde  # die dag bestaat niet: de maand is dan vol


def uiterste_tot(regel: Arrangement, van: date) -> tuple[date | None, str]:
    """De laatste dag die kan als het op `van` begint, en in een zin waarom; None als er geen grens is."""
    grenzen: list[tuple[date, str]] = []
    if regel.hoogstens is not None:
        lengte = aantal_in_woorden(regel.hoogstens, ENKELVOUD[regel.eenheid], regel.eenheid)
        tot = laatste_dag(van, regel.hoogstens, regel.eenheid)
        grenzen.append((tot, f"Hoogstens {lengte} vanaf {in_woorden(van)}: tot en met {in_woorden(tot)}."))
    if regel.tot_en_met is not None:
        grenzen.append((regel.tot_en_met, f"Deze soort stopt na {in_woorden(regel.tot_en_met)}."))
    return min(grenzen) if grenzen else (None, "")


def waarschuwen_op(van: date, tot: date, weken: int | None) -> date:
    """De dag waarop school en budgethouder horen dat het bijna eindigt; nooit voor het begin."""
    return max(van, tot - (timedelta(weeks=weken) if weken else WAARSCHUWEN))


def besteed(cent: int, van: date, tot: date, per: date) -> int:
    """Wat er van een bedrag over `van` tot en met `tot` hoort bij de dagen tot en met `per`, in hele centen."""
    dagen, geweest = (tot - van).days + 1, (min(per, tot) - van).days + 1
    return 0 if geweest <= 0 else afronden(Fraction(cent * geweest, dagen))
