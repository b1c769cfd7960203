"""Wanneer de zorgplicht niet geldt: een gesloten lijst. Elke uitzondering vraagt een reden met een bewijsstuk.

Bron: WPO 40 lid 4 en 5, WEC 40, WVO 8.9; ondersteuningsplan swv2510po, bijlage 2.2.1, par. 2.
"""

from __future__ import annotations

import msgspec


class Uitzondering(msgspec.Struct, frozen=True):
    """`bewijs`: welk stuk haar moet dragen. `sectoren`: waar zij bestaat (po, so, vo)."""

    titel: str
    bewijs: str
    sectoren: frozenset[str] = frozenset({"po", "so", "vo"})


UITZONDERINGEN: dict[str, Uitzondering] = {
    "school_vol": Uitzondering(
        "De school is vol, voor alle leerlingen",
        "Het besluit van het bestuur dat de school of groep vol is, met de datum.",
    ),
    "grondslag": Uitzondering(
        "De ouders onderschrijven of respecteren de grondslag van de school niet",
        "Het verslag van het gesprek met de ouders hierover, met de datum.",
    ),
    "taalachterstand": Uitzondering(
        "Het gaat alleen om een achterstand in de Nederlandse taal",
        "Waaruit blijkt dat er geen andere hulp nodig is.",
        frozenset({"po", "vo"}),
    ),
    "cluster_1_of_2": Uitzondering(
        "Het kind hoort op een school voor cluster 1 of 2",
        "De beslissing van de instelling voor cluster 1 of 2.",
    ),
    "ander_niveau": Uitzondering(
        "De leerling is aangemeld voor een ander niveau dan het schooladvies",
        "Het definitieve schooladvies.",
        frozenset({"vo"}),
    ),
}


def mogelijk(sector: str) -> dict[str, Uitzondering]:
    """De uitzonderingen die voor een school van deze sector bestaan."""
    return {naam: uitzondering for naam, uitzondering in UITZONDERINGEN.items() if sector in uitzondering.sectoren}
