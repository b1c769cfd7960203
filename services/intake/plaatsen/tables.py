"""Tables of places: groups with free places, groups declared full, reminders, and who waits for a place."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Plekgroep(Basis, table=True):
    """A group of a school, and how many places are free in it as of a day. Says nothing of who is in the others."""

    __tablename__ = "plekgroep"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    school: str = Field(sa_type=Text)
    naam: str = Field(sa_type=Text)
    leerjaar_van: int | None = None
    leerjaar_tot: int | None = None
    vrij: int
    vorige: int | None = None
    per: date
    versie: int = 1
    bijgewerkt_op: datetime = Field(sa_type=DateTime(timezone=True))
    bijgewerkt_door_naam: str = Field(sa_type=Text)
    weg_op: date | None = None


class Volverklaring(Basis, table=True):
    """A group that is full for everybody, until a day. Rows stay: how often a school does this may be known."""

    __tablename__ = "volverklaring"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    groep: UUID
    school: str = Field(sa_type=Text)
    reden: str = Field(sa_type=Text)
    beleid: str = Field(sa_type=Text)
    van: date
    tot_en_met: date
    versie: int = 1
    stand: str = Field(sa_type=Text)
    gedaan_op: datetime = Field(sa_type=DateTime(timezone=True))
    gedaan_door_naam: str = Field(sa_type=Text)
    beeindigd_op: date | None = None


class Plekherinnering(Basis, table=True):
    """When a school was last asked whether its numbers are still right."""

    __tablename__ = "plekherinnering"
    tenant: str = Field(primary_key=True, sa_type=Text)
    school: str = Field(primary_key=True, sa_type=Text)
    herinnerd_op: date


class Wachtplek(Basis, table=True):
    """A pupil of one school who waits for a place at another. The name is what that other school may know; the dossier
    itself stays closed to it."""

    __tablename__ = "wachtplek"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    school: str = Field(sa_type=Text)
    van_school: str = Field(sa_type=Text)
    leerling: str = Field(sa_type=Text)
    groep: str = Field(sa_type=Text)
    gewenst_vanaf: date
    afwijking: str = Field(default="", sa_type=Text)
    sinds: date
    gevraagd_op: datetime = Field(sa_type=DateTime(timezone=True))
    status: str = Field(sa_type=Text)
    reden: str = Field(default="", sa_type=Text)
    plekgroep: UUID | None = None
    geplaatst_per: date | None = None
    versie: int = 1
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
