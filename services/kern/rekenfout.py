"""Fouten in een rekenvraag: een vaste code, het veld waar het aan ligt, en één Nederlandse zin.

De codes horen bij het rekenen van de opdrachtregel (docs/besluiten/0003-termijnen.md). Een Rekenfout is gewone
ongeldige invoer: de web-laag toont de zin bij het veld en er verandert niets.
"""

from __future__ import annotations

from services.kern.errors import OngeldigeInvoer

CODES = frozenset(
    {
        "ongeldige_json",
        "onbekende_regel",
        "ontbreekt",
        "onbekend_veld",
        "ongeldige_datum",
        "ongeldig_bedrag",
        "negatief",
        "ongeldige_waarde",
        "einde_voor_begin",
        "volgorde",
        "dubbel",
        "keuze_nodig",
        "geen_vakantiegegevens",
    }
)


class Rekenfout(OngeldigeInvoer):
    """`code` is een van CODES; `veld` het pad naar de invoer (`gebeurtenissen[1].op`) of None."""

    def __init__(self, code: str, veld: str | None, melding: str):
        super().__init__(melding, velden={veld: melding} if veld else None)
        self.code = code
        self.veld = veld
