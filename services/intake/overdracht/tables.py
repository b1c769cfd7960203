"""The table of the warm hand-over. It stays in the samenwerkingsverband of the basisschool; nothing is copied."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Text
from sqlmodel import Field

from services.intake.tables import Basis


class Overdracht(Basis, table=True):
    """Of one pupil and one transition. `swv`: the own samenwerkingsverband, whose coordinators see what is shared.

    `naar`: the tenant that may ask for it while it is shared; up to and including `verloopt_op`.
    """

    __tablename__ = "overdracht"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    swv: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    leerling: str = Field(sa_type=Text)
    groep: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    overstap_jaar: int
    plek_uiterlijk: date
    naar: str = Field(default="", sa_type=Text)
    onderdelen: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    vraag: str = Field(default="", sa_type=Text)
    wat_werkt: str = Field(default="", sa_type=Text)
    advies: str = Field(default="", sa_type=Text)
    toestemming_op: date | None = None
    toestemming_bewijs: str = Field(default="", sa_type=Text)
    gedeeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    gedeeld_door_naam: str = Field(default="", sa_type=Text)
    verloopt_op: date | None = None
    gezien_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ook_school: bool = False
    school_gezien_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    plek_school: str = Field(default="", sa_type=Text)
    plek_per: date | None = None
    plek_door_naam: str = Field(default="", sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
