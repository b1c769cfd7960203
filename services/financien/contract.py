"""What others may ask of financien, and what it tells: what a besluit obliges the samenwerkingsverband to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Vraag
from services.kern.feit import Feit


class VerplichtingStand(msgspec.Struct, frozen=True, kw_only=True):
    """Obligation of one TLV in one school year. `cent` None: the amount of that year is not known yet.

    `tot_en_met` None: for the whole school career, so in every following year too.
    """

    zaak: UUID
    nummer: str
    schooljaar: int
    soort: str
    categorie: str | None
    van: date
    tot_en_met: date | None
    cent: int | None
    bron: str | None
    bestuur: str


class JaarTotaal(msgspec.Struct, frozen=True, kw_only=True):
    """Sum of what is known in one school year, and how many obligations have no amount yet."""

    schooljaar: int
    soort: str
    categorie: str | None
    aantal: int
    cent: int
    onbekend: int


class Verplichtingen(msgspec.Struct, frozen=True, kw_only=True):
    totalen: list[JaarTotaal]
    verplichtingen: list[VerplichtingStand]


class VerplichtingenTonen(Vraag, frozen=True, kw_only=True):
    """For controller, directeur and bestuur. No names of children."""

    antwoord: ClassVar = Verplichtingen


class VerplichtingVastgelegd(Feit, frozen=True, kw_only=True):
    """De kosten van de toelaatbaarheidsverklaring zijn vastgelegd."""

    nummer: str
    schooljaren: list[int]


class VerplichtingenBewaard(Feit, frozen=True, kw_only=True):
    """De kosten blijven zeven jaar bewaard, zonder naam, voor de controle op de bekostiging."""

    rijen: int
    vernietigen_vanaf: date | None


class VerplichtingenVernietigd(Feit, frozen=True, kw_only=True):
    """De kosten van de toelaatbaarheidsverklaring zijn vernietigd, want de bewaartermijn is voorbij."""

    rijen: int
