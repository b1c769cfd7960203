"""Tables of commissie. The migration writes them; these classes are how operations hold a row."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import registry
from sqlmodel import Column, Field, SQLModel


class Basis(SQLModel, registry=registry(metadata=MetaData(schema="commissie"))):
    """Tables of this schema only."""


class Behandeling(Basis, table=True):
    """The case. Its id is that of the aanvraag. `terug_naar`: where it was when a question was asked.

    `uiterlijk_op`, `streef_op`, `opgeschort` and `wacht_op` follow from the ledger and are kept for the werkvoorraad.
    """

    __tablename__ = "behandeling"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    leerling_id: UUID
    leerling: str = Field(sa_type=Text)
    geboren_op: date
    groep: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)
    schoolnaam: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    bestuursnaam: str = Field(sa_type=Text)
    beoogde_school: str | None = Field(default=None, sa_type=Text)
    vakantieregio: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    complex: bool = False
    status: str = Field(sa_type=Text)
    terug_naar: str | None = Field(default=None, sa_type=Text)
    versie: int = 1
    ontvangen_op: date
    uiterlijk_op: date
    streef_op: date | None = None
    opgeschort: bool = False
    wacht_op: str = Field(sa_type=Text)
    behandelaar: str | None = Field(default=None, sa_type=Text)
    aanvragers: list[UUID] = Field(sa_type=ARRAY(Uuid))
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door: str = Field(sa_type=Text)


class Gebeurtenis(Basis, table=True):
    """A line of the legal ledger: what happened on which day. Only added, never changed. `door`: None for time."""

    __tablename__ = "gebeurtenis"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    volgorde: int | None = Field(default=None, sa_column=Column(BigInteger, FetchedValue(), nullable=True))
    behandeling_id: UUID
    soort: str = Field(sa_type=Text)
    op: date
    termijn_tot: date | None = None
    nieuwe_datum: date | None = None
    vraag_id: UUID | None = None
    door: UUID | None = None
    vastgelegd_op: datetime = Field(sa_type=DateTime(timezone=True))


class Vraag(Basis, table=True):
    """A question to the school, with a term."""

    __tablename__ = "vraag"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    behandeling_id: UUID
    tekst: str = Field(sa_type=Text)
    document_soort: str | None = Field(default=None, sa_type=Text)
    gevraagd_op: date
    termijn_tot: date
    beantwoord_op: date | None = None
    verlopen_op: date | None = None


class Advies(Basis, table=True):
    """A seat and what its deskundige wrote. `vervallen_op`: somebody else took the seat. Sealed is for good."""

    __tablename__ = "advies"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    behandeling_id: UUID
    plek: str = Field(sa_type=Text)
    persoon: UUID
    naam: str = Field(sa_type=Text)
    discipline: str = Field(sa_type=Text)
    extern: bool
    benoemd_op: datetime = Field(sa_type=DateTime(timezone=True))
    vervallen_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    oordeel: str | None = Field(default=None, sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    onderbouwing: str = Field(default="", sa_type=Text)
    antwoorden: dict[str, str] = Field(default_factory=dict, sa_type=JSONB)
    versie: int = 1
    bewaard_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    verzegeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    zegel: str | None = Field(default=None, sa_type=Text)


class Eindadvies(Basis, table=True):
    """The advice to who decides. A later one replaces an earlier one by coming later."""

    __tablename__ = "eindadvies"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    behandeling_id: UUID
    tekst: str = Field(sa_type=Text)
    oordeel: str = Field(sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    eenstemmig: bool
    gemaakt_op: datetime = Field(sa_type=DateTime(timezone=True))
    gemaakt_door: str = Field(sa_type=Text)


class Besluit(Basis, table=True):
    """The besluit; its id is that of the behandeling. `functie` and `mandaat` as they stand under the letter."""

    __tablename__ = "besluit"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    uitkomst: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    van: date | None = None
    tot_en_met: date | None = None
    motivering: str = Field(sa_type=Text)
    weging_zienswijze: str = Field(sa_type=Text)
    afwijking: str = Field(default="", sa_type=Text)
    nummer: str | None = Field(default=None, sa_type=Text)
    genomen_op: date
    genomen_door: str = Field(sa_type=Text)
    persoon: UUID
    functie: str = Field(sa_type=Text)
    mandaat: str = Field(sa_type=Text)
    bekendgemaakt_op: date | None = None
    onherroepelijk_op: date | None = None


class Beschikking(Basis, table=True):
    """The letter for one addressee. `voor`: `school`, or the key of a person. `personen`: who get the e-mail.

    `gedateerd_op`: the day it is dated and from which the term in it counts; it is made anew every day until sent.
    `verzegeld`: unless from before there were keys.
    """

    __tablename__ = "beschikking"
    tenant: str = Field(primary_key=True, sa_type=Text)
    behandeling_id: UUID = Field(primary_key=True)
    voor: str = Field(primary_key=True, sa_type=Text)
    naam: str = Field(sa_type=Text)
    rol: str = Field(sa_type=Text)
    personen: list[UUID] = Field(sa_type=ARRAY(Uuid))
    bestand: str = Field(sa_type=Text)
    verzegeld: bool = True
    sha256: str = Field(sa_type=Text)
    brief_versie: str = Field(sa_type=Text)
    gedateerd_op: date
    gemaakt_op: datetime = Field(sa_type=DateTime(timezone=True))


class Bekendmaking(Basis, table=True):
    """To whom the besluit was sent, when, and until when this addressee can object."""

    __tablename__ = "bekendmaking"
    tenant: str = Field(primary_key=True, sa_type=Text)
    behandeling_id: UUID = Field(primary_key=True)
    voor: str = Field(primary_key=True, sa_type=Text)
    aan: str = Field(sa_type=Text)
    rol: str = Field(sa_type=Text)
    op: date
    bezwaar_tot_en_met: date
    gelezen_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Betrokkene(Basis, table=True):
    """Who belongs to the case, copied from the dossier. `uitgenodigd_als`: the key before this person signed in."""

    __tablename__ = "betrokkene"
    tenant: str = Field(primary_key=True, sa_type=Text)
    behandeling_id: UUID = Field(primary_key=True)
    persoon: UUID = Field(primary_key=True)
    rol: str = Field(primary_key=True, sa_type=Text)
    naam: str = Field(sa_type=Text)
    uitgenodigd_als: UUID | None = None


class Zienswijze(Basis, table=True):
    """A view of the family or of the intended school, copied from the dossier."""

    __tablename__ = "zienswijze"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    behandeling_id: UUID
    persoon: UUID | None = None
    naam: str = Field(sa_type=Text)
    van: str = Field(sa_type=Text)
    tekst: str | None = Field(default=None, sa_type=Text)
    instemming: bool | None = None


class Deskundige(Basis, table=True):
    """Somebody of the pool; the id is that of the person."""

    __tablename__ = "deskundige"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    naam: str = Field(sa_type=Text)
    discipline: str = Field(sa_type=Text)
    extern: bool
    verbonden_scholen: list[str] = Field(sa_type=ARRAY(Text))
