"""Tables of onderinstroom: the child, who of outside has access, the attachments, and what came in a dossier."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.intake.tables import Basis


class Onderinstroom(Basis, table=True):
    """A young child on no school yet. No BSN. `versie`: of the contactpersoon; `documentversie`: of the voorschool.

    `school`: to which it was handed over; `dossier`: the leerlingdossier that it became. `weg_op`: from that day on
    nothing of it is left here.
    """

    __tablename__ = "onderinstroom"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    roepnaam: str = Field(sa_type=Text)
    achternaam: str = Field(sa_type=Text)
    geboren_op: date
    voorschool: str = Field(sa_type=Text)
    toestemming_op: date
    toestemming_bewijs: str = Field(sa_type=Text)
    regels_op: date
    antwoorden: dict = Field(default_factory=dict, sa_type=JSONB)
    documentversie: int = 1
    bewaard_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ingeleverd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ingeleverd_door_naam: str = Field(default="", sa_type=Text)
    school: str = Field(default="", sa_type=Text)
    aangemeld_op: date | None = None
    dossier: UUID | None = None
    reden: str = Field(default="", sa_type=Text)
    weg_op: date | None = None
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    begonnen_door: UUID
    begonnen_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Voorschooltoegang(Basis, table=True):
    """Somebody of the voorschool who was let in, up to and including a day. `tot` None: still counts."""

    __tablename__ = "voorschooltoegang"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    onderinstroom: UUID
    persoon: UUID
    naam: str = Field(sa_type=Text)
    email_afdruk: str = Field(sa_type=Text)
    uitgenodigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    verloopt_op: datetime = Field(sa_type=DateTime(timezone=True))
    toegang_tot_en_met: date
    aangemeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    tot: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Onderinstroomouder(Basis, table=True):
    """A parent: reads along, and says whether the document is right. `persoon` None: signs on paper only."""

    __tablename__ = "onderinstroomouder"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    onderinstroom: UUID
    persoon: UUID | None = None
    naam: str = Field(sa_type=Text)
    email_afdruk: str = Field(default="", sa_type=Text)
    uitgenodigd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    verloopt_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    aangemeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    akkoord: bool | None = None
    bijlagen_mee: bool = False
    tekst: str = Field(default="", sa_type=Text)
    wijze: str = Field(default="", sa_type=Text)
    bewijs: str = Field(default="", sa_type=Text)
    op: date | None = None


class Overdrachtsbijlage(Basis, table=True):
    """An attachment of the voorschool. `sleutel`: the original, until it was judged; `leesbaar`: what people read."""

    __tablename__ = "overdrachtsbijlage"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    onderinstroom: UUID
    soort: str = Field(sa_type=Text)
    naam: str = Field(sa_type=Text)
    gedagtekend_op: date | None = None
    mediatype: str = Field(sa_type=Text)
    grootte: int
    sha256: str = Field(sa_type=Text)
    sleutel: str | None = Field(default=None, sa_type=Text)
    leesbaar: str | None = Field(default=None, sa_type=Text)
    bladzijden: int | None = None
    pogingen: int = 0
    status: str = Field(sa_type=Text)
    weigering: str | None = Field(default=None, sa_type=Text)
    reden: str | None = Field(default=None, sa_type=Text)
    upload: UUID
    toegevoegd_op: datetime = Field(sa_type=DateTime(timezone=True))


class Overdrachtsstuk(Basis, table=True):
    """A file that came from the voorschool, in the dossier and under its key: the document, or an attachment."""

    __tablename__ = "overdrachtsstuk"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    soort: str = Field(sa_type=Text)
    naam: str = Field(sa_type=Text)
    mediatype: str = Field(sa_type=Text)
    sleutel: str = Field(sa_type=Text)
    grootte: int
    sha256: str = Field(sa_type=Text)
    voorschool: str = Field(sa_type=Text)
    contact_naam: str = Field(sa_type=Text)
    aangemeld_op: date | None = None
    antwoorden: dict = Field(default_factory=dict, sa_type=JSONB)
    gedagtekend_op: date | None = None
    op: date
