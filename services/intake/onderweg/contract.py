"""A file on its way: how far it came, so that a lost line costs nothing of it (N16).

It is of who sends it and of nobody else, and leads to nothing by itself: an act with a dossier and a purpose
(`DocumentToevoegen` and its likes) takes it by its id. What nobody took is gone after a day.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Deel
from services.kern.bericht import Opdracht, Vraag


class UploadStand(Deel, frozen=True, kw_only=True):
    """`ontvangen` of `grootte` octets are here. `verloopt_op`: gone then, taken or not."""

    id: UUID
    naam: str
    grootte: int
    ontvangen: int
    verloopt_op: datetime


class UploadBeginnen(Opdracht, frozen=True, kw_only=True):
    """Announce a file. `kenmerk`: 64 hex digits that are equal for the same file at the same place.

    The same person with the same `kenmerk` and `grootte` gets the one under way, and goes on where it stopped.
    Raises OngeldigeInvoer (empty, a kind that cannot come along), TeGroot, and KanNiet when this person or this
    samenwerkingsverband has too much under way.
    """

    antwoord: ClassVar = UploadStand
    naam: str
    grootte: int
    kenmerk: str


class UploadVervolgen(Opdracht, frozen=True, kw_only=True):
    """The next octets, from place `vanaf`: a whole part of 512 kB, or the last one.

    Raises NietGevonden (also for that of another), KanNiet when `vanaf` is not where it stopped, TeGroot when more
    comes than was announced, OngeldigeInvoer for half a part.
    """

    antwoord: ClassVar = UploadStand
    upload: UUID
    vanaf: int
    inhoud: bytes


class UploadWeggooien(Opdracht, frozen=True, kw_only=True):
    """Stop: what is here goes now."""

    antwoord: ClassVar = None
    upload: UUID


class UploadTonen(Vraag, frozen=True, kw_only=True):
    """How far it came. Raises NietGevonden, also for that of another and for what was taken or is gone."""

    antwoord: ClassVar[type] = UploadStand
    upload: UUID
