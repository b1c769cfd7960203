"""Wat iemand typt, schoongemaakt: samengestelde letters, gewone regeleinden, geen onzichtbare tekens."""

from __future__ import annotations

import unicodedata

# Tekens die de leesrichting omdraaien: "factuur‮fdp.exe" leest als "factuurexe.pdf".
LEESRICHTING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def alinea(tekst: str) -> str:
    """Tekst van meer regels. Stuurtekens en tekens voor de leesrichting verdwijnen, regeleinden blijven."""
    tekst = unicodedata.normalize("NFC", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(t for t in tekst if t in "\n\t" or not _weg(t)).strip()


def regel(tekst: str) -> str:
    """Tekst van één regel, zonder dubbele spaties."""
    return " ".join(alinea(tekst).split())


def _weg(teken: str) -> bool:
    # Cf blijft, op de leesrichting na: het houdt de delen van één emoji bij elkaar.
    return teken in LEESRICHTING or unicodedata.category(teken) in ("Cc", "Cs", "Co", "Cn")
