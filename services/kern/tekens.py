"""Welke tekens in een tekst van een mens thuishoren. Aan de rand wordt wat er niet hoort geweigerd, met een zin.

Bron: Unicode, hoofdstuk 23 (stuurtekens, losse helften, niet-tekens); Technical Report 36 (leesrichting omdraaien).
"""

from __future__ import annotations

import unicodedata

#: Tekens die de leesrichting omdraaien: "factuur‮fdp.exe" leest als "factuurexe.pdf".
LEESRICHTING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Wat een programma schrijft waar het een teken niet kon lezen: de tekst is dan al niet meer die van de afzender.
VERLOREN = "\ufffd"


def hoort_niet(teken: str) -> bool:
    """Stuurtekens (behalve nieuwe regel en tab), losse helften van een teken, tekens voor eigen gebruik, niet-tekens.

    Onzichtbare tekens die letters of delen van een emoji verbinden horen er wel bij, en een emoji die nieuwer is dan
    deze versie van Python ook.
    """
    if teken in LEESRICHTING or unicodedata.category(teken) in ("Cc", "Cs", "Co"):
        return True
    nummer = ord(teken)
    return nummer & 0xFFFE == 0xFFFE or 0xFDD0 <= nummer <= 0xFDEF


def bezwaar(tekst: str) -> str | None:
    """Waarom deze tekst zo niet te bewaren is, als zin voor wie haar typte; None als zij goed is."""
    for teken in tekst:
        if teken == VERLOREN:
            return "Hier staat een teken in dat niet goed is aangekomen. Typ de tekst opnieuw."
        if teken in LEESRICHTING:
            return "Hier staat een onzichtbaar teken in dat de leesrichting omdraait. Typ de tekst opnieuw."
        if teken not in "\n\t" and hoort_niet(teken):
            return "Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."
    return None


def een_vorm(tekst: str) -> str:
    """Dezelfde letters op een manier geschreven: een e met trema is één teken (NFC), een nieuwe regel ook."""
    return unicodedata.normalize("NFC", tekst.replace("\r\n", "\n").replace("\r", "\n"))
