"""Of twee dossiers van dezelfde leerling lijken te zijn. Het is een vermoeden: een mens beslist."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

import msgspec

#: Vanaf zo veel overeenkomst (0 tot 1) kan een naam dezelfde zijn, anders geschreven.
GENOEG = 0.45
TUSSENVOEGSELS = frozenset({"de", "den", "der", "van", "het", "ten", "ter", "te", "in", "op", "la", "le", "el", "al"})


class Kind(msgspec.Struct, frozen=True):
    """Wat van een dossier telt om het te herkennen."""

    id: UUID
    roepnaam: str
    achternaam: str
    geboren_op: date


class Paar(msgspec.Struct, frozen=True):
    """Twee dossiers die van een leerling kunnen zijn, en waarom."""

    een: UUID
    ander: UUID
    reden: str


def normaal(naam: str) -> str:
    """Kleine letters zonder accenten, tekens en tussenvoegsels: `Van der Plöeg-Smit` wordt `ploeg smit`."""
    kaal = "".join(t for t in unicodedata.normalize("NFKD", naam.casefold()) if not unicodedata.combining(t))
    woorden = "".join(t if t.isalnum() else " " for t in kaal.replace("ß", "ss")).split()
    return " ".join(woord for woord in woorden if woord not in TUSSENVOEGSELS) or " ".join(woorden)


def overeenkomst(een: str, ander: str) -> float:
    """Hoeveel drietallen letters twee genormaliseerde namen delen: 1 is gelijk, 0 is niets."""
    if een == ander:
        return 1.0
    a, b = _drietallen(een), _drietallen(ander)
    return len(a & b) / len(a | b) if a | b else 0.0


def _drietallen(naam: str) -> set[str]:
    return {f"  {woord} "[n : n + 3] for woord in naam.split() for n in range(len(woord) + 1)}


def zelfde_naam(een: str, ander: str) -> bool:
    """Dezelfde naam, misschien anders of korter geschreven (`Jansen` en `Jansen-Smit`)."""
    a, b = normaal(een), normaal(ander)
    if not a or not b:
        return False
    return overeenkomst(a, b) >= GENOEG or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())


def zelfde_dag(een: date, ander: date) -> bool:
    """Dezelfde dag, of een vergissing daarin: dag en maand verwisseld, of een van de drie getallen anders."""
    if een == ander or (een.year == ander.year and (een.day, een.month) == (ander.month, ander.day)):
        return True
    return sum((een.day != ander.day, een.month != ander.month, een.year != ander.year)) == 1


def lijken(een: Kind, ander: Kind) -> str | None:
    """Waarom dit dezelfde leerling kan zijn; None als dat niet zo lijkt. Een tweeling heeft een andere roepnaam."""
    if not (zelfde_naam(een.roepnaam, ander.roepnaam) and zelfde_naam(een.achternaam, ander.achternaam)):
        return None
    gelijk = all(normaal(getattr(een, deel)) == normaal(getattr(ander, deel)) for deel in ("roepnaam", "achternaam"))
    if een.geboren_op == ander.geboren_op:
        return "Dezelfde naam en geboortedatum" if gelijk else "Bijna dezelfde naam, dezelfde geboortedatum"
    if gelijk and zelfde_dag(een.geboren_op, ander.geboren_op):
        return "Dezelfde naam, bijna dezelfde geboortedatum"
    return None


def paren(kinderen: Sequence[Kind], anders: Iterable[frozenset[UUID]] = ()) -> list[Paar]:
    """Elk paar dat van een leerling kan zijn, behalve wat een mens al uit elkaar hield (`anders`)."""
    bekend, uit = set(anders), {}
    groepen: dict[object, list[Kind]] = defaultdict(list)
    for kind in kinderen:
        groepen[kind.geboren_op].append(kind)
        groepen[normaal(kind.roepnaam), normaal(kind.achternaam)].append(kind)
    for groep in groepen.values():
        for een, ander in combinations(groep, 2):
            sleutel = frozenset((een.id, ander.id))
            if sleutel not in bekend and (reden := lijken(een, ander)):
                uit[sleutel] = Paar(een.id, ander.id, reden)
    return list(uit.values())
