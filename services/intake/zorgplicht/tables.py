"""Tables of the zorgplicht: the aanmelding, the ledger of what happened to it, and what was written beside it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, DateTime, FetchedValue, Text
from sqlmodel import Column, Field

from services.intake.tables import Basis


class Aanmelding(Basis, table=True):
    """A written aanmelding of the pupil of this dossier at `school`. Holds nothing of the child: a board reads it.

    `uiterlijk_op` and `plaatsen_op` follow from the ledger (`cases.bijwerken`); lists sort on them. `houder`: who has
    the zorgplicht by the ledger, "" when it ended.
    """

    __tablename__ = "aanmelding"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    voorkeur: str = Field(sa_type=Text)
    andere_scholen: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    ontvangen_op: date
    uiterlijk_op: date
    plaatsen_op: date | None = None
    houder: str = Field(sa_type=Text)
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Zorgplichtgebeurtenis(Basis, table=True):
    """A line of the ledger; nothing is taken out. `reden`: a code."""

    __tablename__ = "zorgplichtgebeurtenis"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanmelding: UUID
    dossier: UUID
    volgorde: int | None = Field(default=None, sa_column=Column(BigInteger, FetchedValue(), nullable=True))
    soort: str = Field(sa_type=Text)
    op: date
    school: str = Field(default="", sa_type=Text)
    reden: str = Field(default="", sa_type=Text)
    door_naam: str = Field(sa_type=Text)
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))


class Zorgplichttoelichting(Basis, table=True):
    """What was written beside a line of the ledger. Apart, because the schoolbestuur reads the ledger and not this."""

    __tablename__ = "zorgplichttoelichting"
    tenant: str = Field(primary_key=True, sa_type=Text)
    gebeurtenis: UUID = Field(primary_key=True)
    dossier: UUID
    tekst: str = Field(sa_type=Text)


class Meekijkverzoek(Basis, table=True):
    """What a second school may know of a pupil of another: the name, what is asked, the days. It reads no more."""

    __tablename__ = "meekijkverzoek"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanmelding: UUID
    dossier: UUID
    school: str = Field(sa_type=Text)
    van_school: str = Field(sa_type=Text)
    leerling: str = Field(sa_type=Text)
    groep: str = Field(sa_type=Text)
    aanleiding: str = Field(sa_type=Text)
    vraag: str = Field(default="", sa_type=Text)
    sinds: date
    uiterlijk_op: date
    houder: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    toelichting: str = Field(default="", sa_type=Text)
    antwoord_op: date | None = None
    versie: int = 1
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
