"""Keuzes waar de wet ruimte laat, met een naam. Een samenwerkingsverband geeft zijn hele set mee.

CONV-1, -3, -5 en -7 staan vast: de dag van de gebeurtenis is dag 0 en een week is zeven dagen; samenvallende
opschortingen tellen één keer; de bezwaartermijn loopt per geadresseerde; centen gaan naar de grootste rest.
"""

from __future__ import annotations

import msgspec


class Conventies(msgspec.Struct, frozen=True):
    """De keuzes die open staan; de eerste waarde is onze standaard."""

    herstel: str = "kort"  # CONV-2: loopt de klok op de laatste hersteldag weer ("kort") of nog niet ("lang")
    dwangsom_dagen: int = 15  # CONV-4: dagen van ingebrekestelling tot eerste dwangsomdag, 15 of 14
    verdaging_vanaf: str = "nominaal"  # CONV-6: verdagen vanaf het getelde of het "verlengd"e einde
    stukken_dagen: int = 11  # CONV-8: dagen terug van de hoorzitting tot de laatste dag voor stukken, 11 of 10
    schrikkeldag: str | None = None  # CONV-9: "28_februari" of "1_maart"; geen standaard
    lopende_maand: str = "meetellen"  # CONV-10: telt de lopende maand mee in DL


# Naam in het rekencontract: veld, en de waarden die mogen.
INSTELLINGEN: dict[str, tuple[str, tuple[object, ...]]] = {
    "CONV-2": ("herstel", ("kort", "lang")),
    "CONV-4": ("dwangsom_dagen", (15, 14)),
    "CONV-6": ("verdaging_vanaf", ("nominaal", "verlengd")),
    "CONV-8": ("stukken_dagen", (11, 10)),
    "CONV-9": ("schrikkeldag", ("28_februari", "1_maart")),
    "CONV-10": ("lopende_maand", ("meetellen", "niet_meetellen")),
}

STANDAARD = Conventies()
