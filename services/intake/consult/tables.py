"""Tables of the consult: the question, what was written about it, and who stands in for which adviseur."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Text
from sqlmodel import Column, Field

from services.intake.tables import Basis


class Consult(Basis, table=True):
    """A question of a school. Names no child; `dossier` and the consent of the parents come later, together.

    `adviseur`: who answers; None: nobody took it. `uiterlijk_op`: by when the samenwerkingsverband means to answer.
    `weg_op`: when a closed one without a dossier goes.
    """

    __tablename__ = "consult"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    onderwerp: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    adviseur: UUID | None = None
    adviseur_naam: str = Field(default="", sa_type=Text)
    gesteld_op: datetime = Field(sa_type=DateTime(timezone=True))
    gesteld_door: UUID
    gesteld_door_naam: str = Field(sa_type=Text)
    wacht_sinds: date
    uiterlijk_op: date
    dossier: UUID | None = None
    toestemming_op: date | None = None
    toestemming_bewijs: str = Field(default="", sa_type=Text)
    weg_op: date | None = None
    gekoppeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Consultbericht(Basis, table=True):
    """What was asked or answered; nothing is taken out or changed. `geen_naam`: why what looked like a name is none."""

    __tablename__ = "consultbericht"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    consult: UUID
    volgorde: int | None = Field(default=None, sa_column=Column(BigInteger, FetchedValue(), nullable=True))
    soort: str = Field(sa_type=Text)
    tekst: str = Field(sa_type=Text)
    geen_naam: str = Field(default="", sa_type=Text)
    door_naam: str = Field(sa_type=Text)
    op: datetime = Field(sa_type=DateTime(timezone=True))


class Afwezigheid(Basis, table=True):
    """An adviseur is away, and who does the work then. About nobody's child."""

    __tablename__ = "afwezigheid"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    persoon: UUID
    naam: str = Field(sa_type=Text)
    van: date
    tot: date
    vervanger: UUID
    vervanger_naam: str = Field(sa_type=Text)
    ingetrokken_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
