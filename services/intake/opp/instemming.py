"""Wie het met het handelingsdeel eens moet zijn, en of dat zo is (WPO 40a, WVO 2.44): ieder met gezag apart.

Het perspectief zelf vraagt geen instemming, alleen overleg dat gericht is op overeenstemming.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from services.kern.kalender import plus_jaren

MEERDERJARIG = 18


class Gever(msgspec.Struct, frozen=True):
    """Iemand die het eens moet zijn. `id`: van het gezag, of van het dossier voor een leerling van 18 of ouder.

    `aangemeld`: kan in Meedoen lezen en antwoorden.
    """

    id: UUID
    naam: str
    relatie: str
    persoon: UUID | None = None
    aangemeld: bool = False


class Gezegd(msgspec.Struct, frozen=True):
    """Iemand zei ja of nee tegen het handelingsdeel met deze afdruk."""

    wie: UUID
    akkoord: bool
    afdruk: str


def gevers(gezag: Sequence[Gever], leerling: Gever, geboren_op: date, dag: date) -> list[Gever]:
    """Ieder met gezag; vanaf 18 jaar de leerling zelf, en niemand anders."""
    return [leerling] if plus_jaren(geboren_op, MEERDERJARIG) <= dag else list(gezag)


def laatste(gezegd: Iterable[Gezegd], afdruk: str) -> dict[UUID, Gezegd]:
    """Van ieder het laatste woord over deze tekst, en over geen andere. `gezegd`: in de volgorde van de tijd."""
    return {een.wie: een for een in gezegd if een.afdruk == afdruk}


def nog_niet(wie: Sequence[Gever], gezegd: Iterable[Gezegd], afdruk: str) -> list[Gever]:
    """Wie nog niets zei, of het niet eens is."""
    stand = laatste(gezegd, afdruk)
    return [een for een in wie if een.id not in stand or not stand[een.id].akkoord]


def geldt(wie: Sequence[Gever], gezegd: Iterable[Gezegd], afdruk: str) -> bool:
    """Iedereen is het eens. Zonder iemand om het mee eens te worden geldt er niets."""
    return bool(wie) and not nog_niet(wie, gezegd, afdruk)
