"""Wat een leerling leest van een OPP: welke stukken, in welke volgorde, in gewone woorden."""

from __future__ import annotations

#: Kopje en vraag, in deze volgorde.
KIND = (
    ("Dit gaat goed", "lees_goed"),
    ("Dit is lastig", "lees_lastig"),
    ("Hier werk je aan", "lees_doelen"),
    ("Zo helpen we je", "lees_hulp"),
    ("Later", "lees_straks"),
    ("Dit zei jij", "mening"),
    ("Dit doen we met wat jij zei", "mening_antwoord"),
)


def regels_tekst(tekst: str) -> list[str]:
    """Elke regel apart, zonder streepje of punt ervoor."""
    return [schoon for regel in tekst.splitlines() if (schoon := regel.strip(" \t-–•*"))]
