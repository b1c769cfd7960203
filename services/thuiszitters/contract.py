"""What others may ask of thuiszitters, and what it tells. It answers only for children it knows."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit


class ThuiszitterStand(msgspec.Struct, frozen=True, kw_only=True):
    """A child at home. `verwacht_op`: day from which a place is expected, once a TLV says so."""

    id: UUID
    leerling_id: UUID
    sinds: date
    school: str
    status: str
    verwacht_op: date | None


class Thuiszitters(msgspec.Struct, frozen=True, kw_only=True):
    thuiszitters: list[ThuiszitterStand]


class ThuiszittersTonen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = Thuiszitters


class ThuiszitterMelden(Opdracht, frozen=True, kw_only=True):
    """The school of the pupil says that the child is at home since a day. OngeldigeInvoer for a day to come."""

    antwoord: ClassVar = ThuiszitterStand
    leerling_id: UUID
    sinds: date


class ThuiszitterGemeld(Feit, frozen=True, kw_only=True):
    """De school heeft gemeld dat de leerling thuiszit."""

    leerling_id: UUID
    sinds: date


class PlaatsingVerwacht(Feit, frozen=True, kw_only=True):
    """Voor de thuiszittende leerling is een toelaatbaarheidsverklaring gegeven; een plek wordt verwacht."""

    leerling_id: UUID
    verwacht_op: date


class ThuiszitterVernietigd(Feit, frozen=True, kw_only=True):
    """De meldingen over deze leerling zijn vernietigd."""

    rijen: int
