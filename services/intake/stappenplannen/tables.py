"""Tables of the stappenplan: the plan, what was done, what was written beside it, and being a guest at a school."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Column, Field

from services.intake.tables import Basis


class Stappenplan(Basis, table=True):
    """A procedure that runs for the pupil of this dossier. Holds nothing of the child: a board reads it.

    `stappen`: as they were declared on the day it began. `stap`: where it stands, until `uiterlijk_op`.
    """

    __tablename__ = "stappenplan"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    kenmerk: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    titel: str = Field(sa_type=Text)
    bron: str = Field(sa_type=Text)
    stappen: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    stap: str = Field(sa_type=Text)
    uiterlijk_op: date
    reden: str = Field(default="", sa_type=Text)
    begonnen_op: date
    geeindigd_op: date | None = None
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Stapgebeurtenis(Basis, table=True):
    """A step that was done. `volgende`: what came after it, "" at the end. Lines are never changed or taken away.

    `uiterlijk_op`: until when it was open; `organisatie`: for whom it was done. `draait_terug`: this line undoes that
    one, for `reden`. All empty in lines from before this could be undone.
    """

    __tablename__ = "stapgebeurtenis"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    plan: UUID
    dossier: UUID
    volgorde: int | None = Field(default=None, sa_column=Column(BigInteger, FetchedValue(), nullable=True))
    stap: str = Field(sa_type=Text)
    volgende: str = Field(default="", sa_type=Text)
    op: date
    door_naam: str = Field(sa_type=Text)
    uiterlijk_op: date | None = None
    organisatie: str = Field(default="", sa_type=Text)
    draait_terug: UUID | None = None
    reden: str = Field(default="", sa_type=Text)


class Staptekst(Basis, table=True):
    """What was written beside a step, or at the beginning or end. Apart, because the schoolbestuur reads it not.

    `bij`: the plan (`soort` knelpunt or slot), or the line of the step.
    """

    __tablename__ = "staptekst"
    tenant: str = Field(primary_key=True, sa_type=Text)
    bij: UUID = Field(primary_key=True)
    soort: str = Field(primary_key=True, sa_type=Text)
    plan: UUID
    dossier: UUID
    tekst: str = Field(sa_type=Text)


class Gastplaatsing(Basis, table=True):
    """The pupil gets used to `school` for some time, and stays enrolled at `van_school`. One per plan.

    What that school reads stands in the row itself (`leerling`, `groep`, `contact`), on the days of it only: row
    security. `geeindigd_op`: the plan ended before. `versie`: of what that school wrote (`evaluatie`).
    """

    __tablename__ = "gastplaatsing"
    tenant: str = Field(primary_key=True, sa_type=Text)
    plan: UUID = Field(primary_key=True)
    dossier: UUID
    school: str = Field(sa_type=Text)
    begint_op: date
    tot_en_met: date
    evalueren_op: date
    steun: str = Field(sa_type=Text)
    nazorg: str = Field(sa_type=Text)
    vastgelegd_op: date
    leerling: str = Field(default="", sa_type=Text)
    groep: str = Field(default="", sa_type=Text)
    van_school: str = Field(default="", sa_type=Text)
    contact: str = Field(default="", sa_type=Text)
    geeindigd_op: date | None = None
    versie: int = 1
    evaluatie: str = Field(default="", sa_type=Text)
    evaluatie_op: date | None = None
    evaluatie_door_naam: str = Field(default="", sa_type=Text)
