"""Tables of netwerk: persons, hats, accounts, sessions, invitations, and the versions of the rules.

`account`, `sessie` and `inlogpoging` exist before a tenant is known and belong to the platform; all others
belong to one tenant.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAAMGEVING = {"pk": "%(table_name)s_pkey", "uq": "%(table_name)s_%(column_0_name)s_key"}


class Basis(SQLModel, registry=registry(metadata=MetaData(schema="netwerk", naming_convention=NAAMGEVING))):
    """Tables of this schema only."""


class Persoon(Basis, table=True):
    """A person in a tenant. `id` is the same in every tenant where the same person has a hat."""

    __tablename__ = "persoon"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    naam: str = Field(sa_type=Text)
    email: str = Field(sa_type=Text)


class Hoed(Basis, table=True):
    """A role at an organisation, from a day until a day, on a ground. `zaak`: a family hat counts for one case.

    `kind`: of a family hat, what the child is called, so that a parent knows one hat from the other; "" for others.
    """

    __tablename__ = "hoed"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    persoon: UUID
    rol: str = Field(sa_type=Text)
    organisatie: str = Field(sa_type=Text)
    kind: str = Field(default="", sa_type=Text)
    grond: str = Field(sa_type=Text)
    van: date
    tot: date | None = None


class Uitnodiging(Basis, table=True):
    """An invitation of a parent or pupil: link by e-mail, code by the school. Only hashes are kept.

    `geeindigd_op`: the aanvraag was withdrawn before anybody took it up.
    """

    __tablename__ = "uitnodiging"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    persoon: UUID
    zaak: UUID
    token_hash: str = Field(sa_type=Text)
    code_hash: str = Field(sa_type=Text)
    pogingen: int = 0
    verloopt_op: datetime = Field(sa_type=DateTime(timezone=True))
    gebruikt_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    geeindigd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Regelversie(Basis, table=True):
    """A whole set of files. Once vastgesteld it never changes; `bestanden`: name to text, `kenmerk`: their hash."""

    __tablename__ = "regelversie"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    nummer: int
    vanaf: date
    herkomst: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    bron: str = Field(sa_type=Text)
    toelichting: str = Field(default="", sa_type=Text)
    bestanden: dict[str, str] = Field(sa_type=JSONB)
    kenmerk: str = Field(sa_type=Text)
    basis: int | None = None
    door: UUID | None = None
    door_naam: str | None = Field(default=None, sa_type=Text)
    op: datetime = Field(sa_type=DateTime(timezone=True))
    ingetrokken_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ingetrokken_door: str | None = Field(default=None, sa_type=Text)
