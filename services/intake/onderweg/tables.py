"""The table of files on their way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Upload(Basis, table=True):
    """`ontvangen` of `grootte` octets lie in the store, sealed, in parts. Row security shows it to `persoon` alone."""

    __tablename__ = "upload"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    persoon: UUID
    naam: str = Field(sa_type=Text)
    kenmerk: str = Field(sa_type=Text)
    grootte: int
    ontvangen: int = 0
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
