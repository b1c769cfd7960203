"""Tables of the talks: a talk, its points, who was there, the agreements; and the steps that a school ticked itself."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Gesprek(Basis, table=True):
    """A talk and its report. `titel`, `uitleg`: as declared on the day that it began. `gemeld`: to how many parents who
    look along an e-mail went when it was shared."""

    __tablename__ = "gesprek"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    titel: str = Field(sa_type=Text)
    uitleg: str = Field(sa_type=Text)
    gehouden_op: date
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    begonnen_door_naam: str = Field(sa_type=Text)
    gedeeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    gedeeld_door_naam: str = Field(default="", sa_type=Text)
    gemeld: int = 0
    weggehaald_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Gesprekspunt(Basis, table=True):
    """A talking point of one talk. `versie` is of the text; a tick has none, the last one counts."""

    __tablename__ = "gesprekspunt"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    gesprek: UUID
    dossier: UUID
    volgorde: int
    naam: str = Field(sa_type=Text)
    titel: str = Field(sa_type=Text)
    uitleg: str = Field(sa_type=Text)
    verplicht: bool
    versie: int = 1
    stand: str = Field(sa_type=Text)
    tekst: str = Field(default="", sa_type=Text)
    door_naam: str = Field(default="", sa_type=Text)
    op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class GesprekAanwezige(Basis, table=True):
    """Somebody at the table. `persoon`: the account, where school or samenwerkingsverband has one of this name."""

    __tablename__ = "gesprekaanwezige"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    gesprek: UUID
    dossier: UUID
    volgorde: int
    naam: str = Field(sa_type=Text)
    functie: str = Field(sa_type=Text)
    kant: str = Field(sa_type=Text)
    persoon: UUID | None = None


class Afspraak(Basis, table=True):
    """What somebody does before the end of `uiterlijk_op`."""

    __tablename__ = "afspraak"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    gesprek: UUID
    dossier: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    wat: str = Field(sa_type=Text)
    eigenaar_naam: str = Field(sa_type=Text)
    eigenaar_kant: str = Field(sa_type=Text)
    eigenaar: UUID | None = None
    aanwezige: UUID
    uiterlijk_op: date
    uitkomst: str = Field(default="", sa_type=Text)
    gemaakt_op: datetime = Field(sa_type=DateTime(timezone=True))
    gedaan_op: date | None = None
    gedaan_door_naam: str = Field(default="", sa_type=Text)


class Gesprekreactie(Basis, table=True):
    """What a parent or the pupil says about a report that was shared; one of each person."""

    __tablename__ = "gesprekreactie"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    gesprek: UUID
    dossier: UUID
    persoon: UUID
    naam: str = Field(sa_type=Text)
    rol: str = Field(sa_type=Text)
    tekst: str = Field(sa_type=Text)
    versie: int = 1
    op: datetime = Field(sa_type=DateTime(timezone=True))


class Checkliststap(Basis, table=True):
    """A step that the school ticked by hand; a row says that it was taken."""

    __tablename__ = "checkliststap"
    tenant: str = Field(primary_key=True, sa_type=Text)
    dossier: UUID = Field(primary_key=True)
    stap: str = Field(primary_key=True, sa_type=Text)
    op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)
