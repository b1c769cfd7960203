"""Shapes of the herstelbak page."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Link, View


class HerstelRegel(View):
    """One thing that came to nobody. `verder`: where it can be sent elsewhere or taken back."""

    id: str
    wat: str
    kenmerk: str
    reden: str
    doen: str
    sinds: str
    gekeken: str
    van: str
    verder: Link | None
    versturen: Formulier | None
    sluiten: Formulier | None


class GeweestRegel(View):
    wat: str
    kenmerk: str
    hoe: str
    wanneer: str


class HerstelbakPagina(View):
    """herstelbak.html"""

    inleiding: str
    punten: list[HerstelRegel]
    geweest: list[GeweestRegel] = field(default_factory=list)
    meer: str = ""
