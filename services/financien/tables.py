"""Tables of financien: obligations per TLV and school year. No names of children, no reports."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Basis(SQLModel, registry=registry(metadata=MetaData(schema="financien"))):
    """Tables of this schema only."""


class Verplichting(Basis, table=True):
    """What one TLV costs in one school year. `cent` None: not known yet; never guessed."""

    __tablename__ = "verplichting"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    zaak: UUID
    nummer: str = Field(sa_type=Text)
    schooljaar: int
    soort: str = Field(sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    van: date
    tot_en_met: date | None = None
    cent: int | None = None
    bron: str | None = Field(default=None, sa_type=Text)
    bestuur: str = Field(sa_type=Text)
