"""Tables of the OPP: what is due for a pupil, the versions, what parents and pupil wrote, who agrees, evaluations."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.intake.tables import Basis


class Opptraject(Basis, table=True):
    """That this pupil needs an OPP, and the dates that follow; lists sort on them. `id` is that of the dossier."""

    __tablename__ = "opptraject"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    status: str = Field(sa_type=Text)
    ondersteuning_vanaf: date
    opstellen_uiterlijk: date
    vastgesteld_op: date | None = None
    geevalueerd_op: date | None = None
    evalueren_uiterlijk: date | None = None
    evaluatie_op: date | None = None
    tijd_tot_en_met: date | None = None


class Opp(Basis, table=True):
    """A version. A trigger keeps what was vastgesteld as it is. `kop`: the pupil as known when it was laid before
    the parents; `afdruk_handelingsdeel`: of what they are asked to agree with."""

    __tablename__ = "opp"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    nummer: int
    versie: int
    status: str = Field(sa_type=Text)
    regels_op: date
    antwoorden: dict = Field(default_factory=dict, sa_type=JSONB)
    onderwijstijd: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    kop: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    begonnen_door_naam: str = Field(sa_type=Text)
    gedeeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    voorgelegd_op: date | None = None
    vastgesteld_op: date | None = None
    vastgesteld_door_naam: str = Field(default="", sa_type=Text)
    zonder_reden: str = Field(default="", sa_type=Text)
    geldt_vanaf: date | None = None
    afdruk_handelingsdeel: str = Field(default="", sa_type=Text)
    afdruk: str = Field(default="", sa_type=Text)
    weggegooid_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Oppbijdrage(Basis, table=True):
    """What one person wrote or said about one version. `wie`: the gezag of a parent, or the dossier for the pupil.

    `zelf`: in own words; then the school does not change it any more.
    """

    __tablename__ = "oppbijdrage"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    opp: UUID
    wie: UUID
    naam: str = Field(sa_type=Text)
    antwoorden: dict = Field(default_factory=dict, sa_type=JSONB)
    zelf: bool
    versie: int
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Oppinstemming(Basis, table=True):
    """Somebody said yes or no to the handelingsdeel with this `afdruk`; of one person the last row counts. `stuk`: the
    scan of a paper (services/intake/attachments.py); without a good one the row does not count."""

    __tablename__ = "oppinstemming"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    opp: UUID
    wie: UUID
    naam: str = Field(sa_type=Text)
    akkoord: bool
    toelichting: str = Field(default="", sa_type=Text)
    wijze: str = Field(sa_type=Text)
    reden: str = Field(default="", sa_type=Text)
    afdruk: str = Field(sa_type=Text)
    op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)
    stuk: UUID | None = None


class Oppevaluatie(Basis, table=True):
    """An evaluation of a version; nothing is taken out. `school`: which one did it."""

    __tablename__ = "oppevaluatie"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    opp: UUID
    op: date
    aanwezig: str = Field(sa_type=Text)
    ouders: str = Field(sa_type=Text)
    leerling: str = Field(sa_type=Text)
    uitkomst: str = Field(sa_type=Text)
    toelichting: str = Field(sa_type=Text)
    doelen: list = Field(default_factory=list, sa_type=JSONB)
    school: str = Field(sa_type=Text)
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)
