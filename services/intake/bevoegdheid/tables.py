"""The table of the doorzending. It stays in the samenwerkingsverband where the aanvraag began, as its trace."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.intake.tables import Basis


class Doorzending(Basis, table=True):
    """`naar`: number of the samenwerkingsverband, `naar_tenant`: its tenant here. `invoer`: what the rule was asked.

    `mee`: who of the family said that their address may go along. `toegelaten`: whom the other side let in, as it told.
    """

    __tablename__ = "doorzending"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    naar: str = Field(sa_type=Text)
    naar_tenant: str = Field(sa_type=Text)
    grond: str = Field(sa_type=Text)
    uitleg: str = Field(sa_type=Text)
    invoer: dict = Field(default_factory=dict, sa_type=JSONB)
    toelichting: str = Field(default="", sa_type=Text)
    ouders_ingelicht_op: date | None = None
    aangeboden_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    soort_daar: str = Field(default="", sa_type=Text)
    kenmerk_daar: str = Field(default="", sa_type=Text)
    reden: str = Field(default="", sa_type=Text)
    mee: list = Field(default_factory=list, sa_type=JSONB)
    toegelaten: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
