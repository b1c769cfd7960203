"""Tables of the pupil: the dossier itself. Everything that is about a pupil refers to it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.intake.tables import Basis


class Leerlingdossier(Basis, table=True):
    """One pupil in one samenwerkingsverband, under a key of its own: never a BSN. `versie` moves with every change.

    `school`: the vestigingscode of where the pupil is now; `bestuur`: the bevoegd-gezagnummer of that school.
    `meerderjarig_gemeld`: the day on which the school was told that the pupil turns eighteen.
    """

    __tablename__ = "leerlingdossier"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    roepnaam: str = Field(sa_type=Text)
    achternaam: str = Field(sa_type=Text)
    geboren_op: date
    groep: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    meerderjarig_gemeld: date | None = None
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    begonnen_door: UUID
    begonnen_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)


class Gezagdrager(Basis, table=True):
    """Somebody with gezag from `van` up to but not on `tot`. Rows end; they are never taken away.

    `persoon`: who that is in Meedoen, from the invitation on; None until then.
    """

    __tablename__ = "gezagdrager"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    naam: str = Field(sa_type=Text)
    relatie: str = Field(sa_type=Text)
    grond: str = Field(sa_type=Text)
    van: date
    tot: date | None = None
    eindgrond: str | None = Field(default=None, sa_type=Text)
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    vastgelegd_door_naam: str = Field(sa_type=Text)
    beeindigd_door_naam: str | None = Field(default=None, sa_type=Text)
    persoon: UUID | None = None


class Dossierfamilie(Basis, table=True):
    """A parent or the pupil who was invited to look along. Rows end on `tot`; they are never taken away.

    `gezag`: by which gezag, for a parent. `email_afdruk`: hash of the address, to know it again without keeping it.
    """

    __tablename__ = "dossierfamilie"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    rol: str = Field(sa_type=Text)
    gezag: UUID | None = None
    persoon: UUID
    naam: str = Field(sa_type=Text)
    email_afdruk: str = Field(sa_type=Text)
    uitgenodigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    verloopt_op: datetime = Field(sa_type=DateTime(timezone=True))
    uitgenodigd_door_naam: str = Field(sa_type=Text)
    aangemeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    tot: date | None = None


class Leerlingadres(Basis, table=True):
    """Where the pupil lives, at most two at a time. `geheim`: row security shows it to the school of the pupil only."""

    __tablename__ = "leerlingadres"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    straat: str = Field(sa_type=Text)
    postcode: str = Field(sa_type=Text)
    plaats: str = Field(sa_type=Text)
    geheim: bool
    van: date
    tot: date | None = None
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    vastgelegd_door_naam: str = Field(sa_type=Text)


class Inschrijving(Basis, table=True):
    """The pupil was in this groep of this school from `van` up to but not on `tot`; one at a time is open."""

    __tablename__ = "inschrijving"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    school: str = Field(sa_type=Text)
    groep: str = Field(sa_type=Text)
    van: date
    tot: date | None = None


class EerdereSchool(Basis, table=True):
    """Where the pupil was before, as the school typed it, from `van` up to but not on `tot`.

    `school`: vestigingscode of the national register, or "" with `naam`. `weggehaald_op`: since when it counts no more.
    """

    __tablename__ = "eerdere_school"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    school: str = Field(sa_type=Text)
    naam: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    groep: str = Field(sa_type=Text)
    van: date
    tot: date | None = None
    weggehaald_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    vastgelegd_door_naam: str = Field(sa_type=Text)


class Samenvoeging(Basis, table=True):
    """What stood in `ander` moved to `dossier`, until it was undone. `verhuisd`: which rows, in their order."""

    __tablename__ = "samenvoeging"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    ander: UUID
    ander_kenmerk: str = Field(sa_type=Text)
    ander_status: str = Field(sa_type=Text)
    verhuisd: list = Field(sa_type=JSONB)
    swv_erbij: bool
    op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)
    ongedaan_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ongedaan_door_naam: str | None = Field(default=None, sa_type=Text)


class Navraag(Basis, table=True):
    """The samenwerkingsverband asked the school whether the pupil is (still) there. `antwoord`: "" | hier | weg.

    Names no other school and no other dossier: who reads this learns of nothing elsewhere.
    """

    __tablename__ = "navraag"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    dossier: UUID
    gevraagd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gevraagd_door_naam: str = Field(sa_type=Text)
    antwoord: str = Field(default="", sa_type=Text)
    antwoord_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    antwoord_door_naam: str = Field(default="", sa_type=Text)


class TweeScholen(Basis, table=True):
    """Somebody of the samenwerkingsverband looked: these dossiers of two schools are of two pupils. Only who sees both
    sees this. `een` is the smaller id."""

    __tablename__ = "twee_scholen"
    tenant: str = Field(primary_key=True, sa_type=Text)
    een: UUID = Field(primary_key=True)
    ander: UUID = Field(primary_key=True)
    op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)


class GeenDubbel(Basis, table=True):
    """Somebody looked: these two dossiers are of two pupils. `dossier` is the smaller id."""

    __tablename__ = "geen_dubbel"
    tenant: str = Field(primary_key=True, sa_type=Text)
    dossier: UUID = Field(primary_key=True)
    ander: UUID = Field(primary_key=True)
    op: datetime = Field(sa_type=DateTime(timezone=True))
    door_naam: str = Field(sa_type=Text)
