"""Een factuur naast de beschikking: wat er is toegekend, wat er al is goedgekeurd, en wat er niet klopt, in woorden.

Bron: seed 002 par. 4.5, seed 004 par. 8.1. Wie over de ondersteuning beslist, keurt goed of af; niemand typt een nummer
over: de factuur hangt aan de beschikking zelf.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from services.intake.tekst import regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import in_woorden, plus_jaren

INGEDIEND, GOEDGEKEURD, AFGEKEURD = "ingediend", "goedgekeurd", "afgekeurd"
MEESTE_CENT = 1_000_000_00
NUMMER_LANG, AFZENDER_LANG = 40, 120
#: Ouder dan dit vraagt niemand een bedrag terug (BW 3:307 kent vijf jaar).
OUDST_JAREN = 5


class Eerder(msgspec.Struct, frozen=True):
    """Een andere factuur op dezelfde beschikking."""

    nummer: str
    datum: date
    cent: int
    status: str


def factuur_toetsen(nummer: str, afzender: str, datum: date, cent: int | None, vandaag: date) -> tuple[str, str]:
    """Het nummer en de afzender, schoon. OngeldigeInvoer met een zin per veld."""
    fouten: dict[str, str] = {}
    schoon, wie = regel(nummer), regel(afzender)
    if not 1 <= len(schoon) <= NUMMER_LANG:
        fouten["nummer"] = "Schrijf het nummer dat op de factuur staat."
    if not 3 <= len(wie) <= AFZENDER_LANG:
        fouten["afzender"] = "Schrijf van wie de factuur is."
    for veld, tekst in (("nummer", schoon), ("afzender", wie)):
        if bsn.staat_erin(tekst):
            fouten[veld] = bsn.MELDING
    if datum > vandaag:
        fouten["datum"] = "Deze dag moet nog komen."
    elif plus_jaren(datum, OUDST_JAREN) < vandaag:
        fouten["datum"] = "Deze factuur is ouder dan vijf jaar."
    if cent is None or not 1 <= cent <= MEESTE_CENT:
        fouten["cent"] = "Vul het bedrag in, bijvoorbeeld 1.250,00."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return schoon, wie


def over(toegekend: int, eerder: Iterable[Eerder]) -> int:
    """Wat er van het toegekende bedrag nog niet is goedgekeurd, in centen; onder nul als er te veel is goedgekeurd."""
    return toegekend - sum(een.cent for een in eerder if een.status == GOEDGEKEURD)


def bevindingen(
    nummer: str, datum: date, cent: int, *, toegekend: int, van: date, tot: date, eerder: list[Eerder]
) -> list[str]:
    """Wat er niet klopt met de beschikking: te veel, dubbel, van voor het begin of van na het einde."""
    uit: list[str] = []
    rest = over(toegekend, eerder)
    if cent > rest:
        uit.append(f"Dit is {euro(cent - rest)} te veel: er is nog {euro(max(rest, 0))} over van {euro(toegekend)}.")
    telt = [een for een in eerder if een.status != AFGEKEURD]
    zelfde = next((een for een in telt if _gelijk(een.nummer, nummer)), None)
    if zelfde is not None:
        uit.append(f"Er is al een factuur met dit nummer, van {in_woorden(zelfde.datum)}.")
    elif any((een.datum, een.cent) == (datum, cent) for een in telt):
        uit.append("Er is al een factuur van dezelfde dag met hetzelfde bedrag.")
    if datum < van:
        uit.append(f"De factuur is van voor het begin van de ondersteuning op {in_woorden(van)}.")
    elif datum > tot:
        uit.append(f"De factuur is van na het einde van de ondersteuning op {in_woorden(tot)}.")
    return uit


def _gelijk(een: str, ander: str) -> bool:
    """Zonder op hoofdletters, spaties, punten of streepjes te letten: 2026-014 is 2026014."""
    return _kaal(een) == _kaal(ander)


def _kaal(nummer: str) -> str:
    return "".join(teken for teken in nummer.casefold() if teken.isalnum())


def euro(cent: int) -> str:
    """`€ 1.250,00`."""
    geheel = f"{cent // 100:,}".replace(",", ".")
    return f"€ {geheel},{cent % 100:02d}"
