"""Tables of extra support: the arrangement, its goals, the ledger of what was decided, and invoices."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Text
from sqlmodel import Column, Field

from services.intake.tables import Basis


class Arrangement(Basis, table=True):
    """Support that was asked for. `zaak`: the dossier of the pupil, or for a group the row itself.

    `leerling` and `groep`: as on the day of asking. `cent` and `inzet`: what was granted in all; `besteed_cent`: what
    of it belongs to the days until the end. `evaluatie`: of the school where the pupil is meanwhile (`plek_school`).
    """

    __tablename__ = "arrangement"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    zaak: UUID
    dossier: UUID | None = None
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    titel: str = Field(sa_type=Text)
    beslist: str = Field(sa_type=Text)
    leerling: str = Field(default="", sa_type=Text)
    groep: str = Field(default="", sa_type=Text)
    school: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    plek_school: str = Field(default="", sa_type=Text)
    inschrijving: str = Field(default="eigen", sa_type=Text)
    evaluatie: str = Field(default="", sa_type=Text)
    evaluatie_op: date | None = None
    evaluatie_door_naam: str = Field(default="", sa_type=Text)
    van: date
    tot: date
    behoefte: str = Field(default="", sa_type=Text)
    communicatie: str = Field(default="", sa_type=Text)
    ouders_akkoord: bool = False
    eenheid: str = Field(default="", sa_type=Text)
    gevraagd_cent: int | None = Field(default=None, sa_type=BigInteger)
    gevraagd_inzet: int | None = Field(default=None, sa_type=BigInteger)
    cent: int | None = Field(default=None, sa_type=BigInteger)
    inzet: int | None = Field(default=None, sa_type=BigInteger)
    besteed_cent: int | None = Field(default=None, sa_type=BigInteger)
    geeindigd_op: date | None = None
    waarschuwen_op: date
    gevraagd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gevraagd_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Arrangementdoel(Basis, table=True):
    """A goal of the plan, and how it turned out."""

    __tablename__ = "arrangementdoel"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    arrangement: UUID
    zaak: UUID
    nummer: int
    doel: str = Field(sa_type=Text)
    uitkomst: str = Field(default="", sa_type=Text)
    toelichting: str = Field(default="", sa_type=Text)
    geevalueerd_op: date | None = None


class Arrangementbesluit(Basis, table=True):
    """A line of the ledger; nothing is taken out. `cent` and `inzet`: in all, since this line."""

    __tablename__ = "arrangementbesluit"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    arrangement: UUID
    zaak: UUID
    volgorde: int | None = Field(default=None, sa_column=Column(BigInteger, FetchedValue(), nullable=True))
    soort: str = Field(sa_type=Text)
    op: date
    tot: date | None = None
    cent: int | None = Field(default=None, sa_type=BigInteger)
    inzet: int | None = Field(default=None, sa_type=BigInteger)
    reden: str = Field(default="", sa_type=Text)
    door_naam: str = Field(sa_type=Text)


class Factuur(Basis, table=True):
    """An invoice on the beschikking of an arrangement. `sleutel`: where the file lies as it came, until it was judged;
    `leesbaar`: cleaned."""

    __tablename__ = "factuur"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    arrangement: UUID
    zaak: UUID
    versie: int = 1
    status: str = Field(sa_type=Text)
    nummer: str = Field(sa_type=Text)
    afzender: str = Field(sa_type=Text)
    datum: date
    cent: int = Field(sa_type=BigInteger)
    upload: UUID
    naam: str = Field(sa_type=Text)
    mediatype: str = Field(sa_type=Text)
    bestand_status: str = Field(sa_type=Text)
    melding: str = Field(default="", sa_type=Text)
    sleutel: str | None = Field(default=None, sa_type=Text)
    leesbaar: str | None = Field(default=None, sa_type=Text)
    grootte: int = Field(default=0, sa_type=BigInteger)
    sha256: str | None = Field(default=None, sa_type=Text)
    pogingen: int = 0
    ingediend_op: datetime = Field(sa_type=DateTime(timezone=True))
    ingediend_door_naam: str = Field(sa_type=Text)
    besluit_op: date | None = None
    besluit_door_naam: str = Field(default="", sa_type=Text)
    reden: str = Field(default="", sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
