"""The table of crisis and nood: what was told, the plan, and how it ended."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Crisis(Basis, table=True):
    """A situation of a pupil that cannot go on. One at a time is not over."""

    __tablename__ = "crisis"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    sinds: date
    aanleiding: str = Field(sa_type=Text)
    overleg_op: date
    overleg_tijd: str = Field(sa_type=Text)
    genodigd: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    ouders_ingelicht: bool
    plan_uiterlijk: date
    opbouw: str = Field(sa_type=Text)
    doel: str = Field(default="", sa_type=Text)
    inzet: str = Field(default="", sa_type=Text)
    afspraken: str = Field(default="", sa_type=Text)
    evalueren_op: date | None = None
    plan_op: date | None = None
    uitkomst: str = Field(default="", sa_type=Text)
    slot: str = Field(default="", sa_type=Text)
    gemeld_op: date
    gemeld_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
