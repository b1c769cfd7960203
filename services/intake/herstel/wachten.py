"""Hoe lang Meedoen wacht voordat het opnieuw kijkt of iets alsnog aan kan komen."""

from __future__ import annotations

from datetime import timedelta

VAAK, SOMS = timedelta(minutes=1), timedelta(hours=1)
KEREN = 30


def wachttijd(pogingen: int) -> timedelta:
    """Eerst elke minuut, zodat wie het net herstelde het meteen ziet; na een half uur elk uur."""
    return VAAK if pogingen < KEREN else SOMS
