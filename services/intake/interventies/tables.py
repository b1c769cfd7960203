"""Table of the interventies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Interventie(Basis, table=True):
    """Something done for the pupil, from `van` to and with `tot`. `weggehaald_op`: since when it counts no more."""

    __tablename__ = "interventie"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    wat: str = Field(sa_type=Text)
    waar: str = Field(sa_type=Text)
    doel: str = Field(sa_type=Text)
    door: str = Field(sa_type=Text)
    van: date
    tot: date | None = None
    effect: str | None = Field(default=None, sa_type=Text)
    toelichting: str = Field(default="", sa_type=Text)
    geevalueerd_op: date | None = None
    weggehaald_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    vastgelegd_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
