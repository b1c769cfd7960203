"""Tables of thuiszitters: a child at home is known by the key of the pupil, never by name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Basis(SQLModel, registry=registry(metadata=MetaData(schema="thuiszitters"))):
    """Tables of this schema only."""


class Thuiszitter(Basis, table=True):
    """A child at home since a day. `status`: thuis | plek_verwacht."""

    __tablename__ = "thuiszitter"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    leerling_id: UUID
    school: str = Field(sa_type=Text)
    sinds: date
    status: str = Field(sa_type=Text)
    verwacht_op: date | None = None
