"""Tables of what was read from the leerlingadministratie: not taken over yet, and taken over."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.intake.tables import Basis


class OsoConcept(Basis, table=True):
    """`waarden`, `weggelaten` and `meldingen` as `services.intake.oso.lezen` made them; the file itself is not kept.

    Row security shows it to `persoon` alone, and only with the hat of `school` on.
    """

    __tablename__ = "oso_concept"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    persoon: UUID
    school: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    gemaakt_op: date
    herkomst: str = Field(sa_type=Text)
    dossier_school: str = Field(sa_type=Text)
    adres_geheim: bool
    waarden: list = Field(sa_type=JSONB)
    weggelaten: list = Field(sa_type=JSONB)
    meldingen: list = Field(sa_type=JSONB)
    gelezen_op: datetime = Field(sa_type=DateTime(timezone=True))
    verloopt_op: date


class OsoBijlage(Basis, table=True):
    """An attachment of a concept. `sleutel`: where it lies as it came, until it was judged; `leesbaar`: cleaned."""

    __tablename__ = "oso_bijlage"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    concept: UUID
    volgnummer: int
    naam: str = Field(sa_type=Text)
    omschrijving: str = Field(sa_type=Text)
    bij: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    op: date
    status: str = Field(sa_type=Text)
    reden: str | None = Field(default=None, sa_type=Text)
    weigering: str | None = Field(default=None, sa_type=Text)
    mediatype: str | None = Field(default=None, sa_type=Text)
    sleutel: str | None = Field(default=None, sa_type=Text)
    leesbaar: str | None = Field(default=None, sa_type=Text)
    grootte: int = 0
    sha256: str | None = Field(default=None, sa_type=Text)
    bladzijden: int | None = None
    pogingen: int = 0


class OsoGegeven(Basis, table=True):
    """A value in the dossier of a pupil, with where it came from and of which day it is."""

    __tablename__ = "oso_gegeven"
    tenant: str = Field(primary_key=True, sa_type=Text)
    dossier: UUID = Field(primary_key=True)
    sleutel: str = Field(primary_key=True, sa_type=Text)
    blok: str = Field(sa_type=Text)
    naam: str = Field(sa_type=Text)
    waarde: str = Field(sa_type=Text)
    op: date
    eigen_datum: bool
    herkomst: str = Field(sa_type=Text)
    gemaakt_op: date
    overgenomen_op: datetime = Field(sa_type=DateTime(timezone=True))
    overgenomen_door: UUID
    overgenomen_door_naam: str = Field(sa_type=Text)


class OsoStuk(Basis, table=True):
    """An attachment in the dossier of a pupil: the cleaned version, under the key of that dossier."""

    __tablename__ = "oso_stuk"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    naam: str = Field(sa_type=Text)
    omschrijving: str = Field(sa_type=Text)
    bij: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    op: date
    mediatype: str = Field(sa_type=Text)
    sleutel: str = Field(sa_type=Text)
    grootte: int
    sha256: str = Field(sa_type=Text)
    bladzijden: int | None = None
    herkomst: str = Field(sa_type=Text)
    overgenomen_op: datetime = Field(sa_type=DateTime(timezone=True))
    overgenomen_door: UUID
    overgenomen_door_naam: str = Field(sa_type=Text)
