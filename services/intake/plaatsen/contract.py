"""What others may ask about places: how many are free in which group of which school, and which groups are full.

Nothing here is about a child. Commands that change what two people may change carry the `versie` the sender saw.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag

MEESTE_PLEKKEN = 99
#: Without a rule of the samenwerkingsverband: how long a group may be declared full, in months.
MAANDEN = 12
#: How many years the schools of a sector count.
LEERJAREN = {"PO": 8, "VO": 6}
#: Why a group is full. A fixed list: in a free field a child would come to stand sooner or later.
REDENEN = {
    "groep_vol": "De groep zit op het aantal leerlingen dat de school heeft vastgesteld",
    "geen_leerkracht": "Er is geen leerkracht voor nog een groep",
    "geen_ruimte": "Er is geen lokaal voor nog een groep",
}


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


class VolverklaringStand(Deel, frozen=True, kw_only=True):
    """A group is full for everybody, with the reason (`REDENEN`) and the policy behind it.

    `begonnen`: it holds today; else it begins on `van`. `door` is empty for whom that is no business.
    """

    id: UUID
    versie: int
    reden: str
    beleid: str
    van: date
    tot_en_met: date
    begonnen: bool
    door: str = ""


class GroepStand(Deel, frozen=True, kw_only=True):
    """A group: `vrij` places as of `per`, as somebody of the school said on `bijgewerkt_op`.

    `vorige`: the number before the last change, None when there was none. `verouderd`: older than the
    samenwerkingsverband wants it. `door`: only for the own school and the samenwerkingsverband.
    """

    id: UUID
    naam: str
    leerjaar_van: int | None
    leerjaar_tot: int | None
    vrij: int
    vorige: int | None
    per: date
    versie: int
    bijgewerkt_op: datetime
    verouderd: bool
    door: str = ""
    volverklaring: VolverklaringStand | None = None


class SchoolPlekken(Deel, frozen=True, kw_only=True):
    """The groups of one school. `volverklaringen`: how many there were in two years; None for whom that is not."""

    school: str
    groepen: list[GroepStand]
    volverklaringen: int | None = None


class Plekken(Deel, frozen=True, kw_only=True):
    """The board. `eigen`: the own school of who asks, or empty; what they may do there: keep numbers, declare full.

    `herinneren_na_dagen`: how old a number may become here, None where the samenwerkingsverband does not say.
    """

    scholen: list[SchoolPlekken]
    vandaag: date
    eigen: str
    bijhouden: bool
    verklaren: bool
    herinneren_na_dagen: int | None


class PlekBewaard(Deel, frozen=True, kw_only=True):
    """The group after a change."""

    groep: UUID
    versie: int


class PlekkenTonen(Vraag, frozen=True, kw_only=True):
    """Free places of the schools of this samenwerkingsverband."""

    antwoord: ClassVar = Plekken


class GroepToevoegen(Opdracht, frozen=True, kw_only=True):
    """A group of the own school. Leerjaren None: for every year."""

    antwoord: ClassVar = PlekBewaard
    naam: str
    vrij: int
    per: date | None = None
    leerjaar_van: int | None = None
    leerjaar_tot: int | None = None


class PlekkenBijwerken(Opdracht, frozen=True, kw_only=True):
    """So many are free now, or as of `per`. To undo is to send the number from before."""

    antwoord: ClassVar = PlekBewaard
    groep_id: UUID
    versie: int
    vrij: int
    per: date | None = None


class PlekkenBevestigen(Opdracht, frozen=True, kw_only=True):
    """Every number of the own school is still right."""


class GroepWeghalen(Opdracht, frozen=True, kw_only=True):
    """This group is no more."""

    groep_id: UUID
    versie: int


class VolverklaringDoen(Opdracht, frozen=True, kw_only=True):
    """This group is full for everybody, up to and including a day. `voor_iedereen` must be true."""

    antwoord: ClassVar = PlekBewaard
    groep_id: UUID
    versie: int
    reden: str
    beleid: str
    voor_iedereen: bool
    van: date
    tot_en_met: date


class VolverklaringIntrekken(Opdracht, frozen=True, kw_only=True):
    """There is a place again before its last day."""

    volverklaring_id: UUID
    versie: int
