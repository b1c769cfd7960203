"""Tables of intake: pupils, aanvragen, their documents, views, people and questions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Basis(SQLModel, registry=registry(metadata=MetaData(schema="intake"))):
    """Tables of this schema only."""


class Leerling(Basis, table=True):
    """The pupil as the school wrote it down for one aanvraag. No BSN: a samenwerkingsverband may not keep one."""

    __tablename__ = "leerling"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID | None = None
    roepnaam: str = Field(sa_type=Text)
    achternaam: str = Field(sa_type=Text)
    geboren_op: date
    groep: str = Field(sa_type=Text)
    school: str = Field(sa_type=Text)


class Aanvraag(Basis, table=True):
    """`versie` moves with every change by the school. `ondertekend_afdruk`: SHA-256 of what the director signed.

    `leerling`: what was known of the pupil when it began; `dossier`: the leerlingdossier that it began from;
    `verlengt`: the behandeling whose TLV it wants to go on; `herkomst`: of another samenwerkingsverband (bevoegdheid).
    `uitslag`: what the besluit said, from the day on which it was made known (`services.intake.uitslag`).
    """

    __tablename__ = "aanvraag"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    versie: int = 1
    status: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    categorie: str | None = Field(default=None, sa_type=Text)
    beoogde_school: str | None = Field(default=None, sa_type=Text)
    leerling: UUID
    dossier: UUID | None = None
    verlengt: UUID | None = None
    herkomst: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    school: str = Field(sa_type=Text)
    bestuur: str = Field(sa_type=Text)
    antwoorden: dict = Field(default_factory=dict, sa_type=JSONB)
    begonnen_op: datetime = Field(sa_type=DateTime(timezone=True))
    begonnen_door: UUID
    begonnen_door_naam: str = Field(sa_type=Text)
    gewijzigd_op: datetime = Field(sa_type=DateTime(timezone=True))
    gewijzigd_door_naam: str = Field(sa_type=Text)
    ondertekend_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ondertekend_door: UUID | None = None
    ondertekend_door_naam: str | None = Field(default=None, sa_type=Text)
    ondertekend_afdruk: str | None = Field(default=None, sa_type=Text)
    ingediend_op: date | None = None
    ingediend_door: UUID | None = None
    ingetrokken_op: date | None = None
    ingetrokken_reden: str | None = Field(default=None, sa_type=Text)
    besloten_op: date | None = None
    uitslag: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))


class Document(Basis, table=True):
    """`sleutel`: where the bytes lie in the file store, `verzegeld` unless from before there were keys.

    `vraag`: added in answer to a question of the commissie. `grootte` and `sha256` are of the original. `leesbaar`:
    where the cleaned version lies, which is what everybody reads. `weigering`: the code behind `reden`. `wacht_op`:
    what keeps it in `quarantaine` (`services.intake.weigeringen.WACHT`). `herkomst`: what of the leerlingdossier it was
    made of (`services.intake.hergebruik`).
    """

    __tablename__ = "document"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID
    soort: str = Field(sa_type=Text)
    bestandsnaam: str = Field(sa_type=Text)
    mediatype: str = Field(sa_type=Text)
    grootte: int
    sha256: str = Field(sa_type=Text)
    sleutel: str = Field(sa_type=Text)
    verzegeld: bool = True
    leesbaar: str | None = Field(default=None, sa_type=Text)
    leesbaar_grootte: int | None = None
    leesbaar_sha256: str | None = Field(default=None, sa_type=Text)
    bladzijden: int | None = None
    pogingen: int = 0
    wacht_op: str | None = Field(default=None, sa_type=Text)
    weigering: str | None = Field(default=None, sa_type=Text)
    upload: UUID
    gedagtekend_op: date | None = None
    ondertekend_door: list = Field(default_factory=list, sa_type=ARRAY(Text))
    status: str = Field(sa_type=Text)
    reden: str | None = Field(default=None, sa_type=Text)
    vraag: UUID | None = None
    herkomst: dict | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    toegevoegd_op: datetime = Field(sa_type=DateTime(timezone=True))
    toegevoegd_door: UUID
    toegevoegd_door_naam: str = Field(sa_type=Text)
    gecontroleerd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Zienswijze(Basis, table=True):
    """One version of what somebody of the family thinks. Rows are only added; the highest `volgnummer` counts.

    `punten`: what they say to each point of a school that files without their consent.
    """

    __tablename__ = "zienswijze"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID
    persoon: UUID
    naam: str = Field(sa_type=Text)
    van: str = Field(sa_type=Text)
    tekst: str = Field(sa_type=Text)
    instemming: bool | None = None
    punten: dict = Field(default_factory=dict, sa_type=JSONB)
    volgnummer: int
    ingediend_op: datetime = Field(sa_type=DateTime(timezone=True))


class Betrokkene(Basis, table=True):
    """Somebody outside the school who may see this aanvraag, on a ground, from a day until a day.

    `email_afdruk`: hash of the address of an invitation, to know the same person twice without keeping the address.
    """

    __tablename__ = "betrokkene"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID
    persoon: UUID
    naam: str = Field(sa_type=Text)
    rol: str = Field(sa_type=Text)
    grond: str = Field(sa_type=Text)
    van: date
    tot: date | None = None
    email_afdruk: str | None = Field(default=None, sa_type=Text)
    uitgenodigd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    verloopt_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    aangemeld_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Vraag(Basis, table=True):
    """A question of the commissie as the school sees it; `id` is the commissie's."""

    __tablename__ = "vraag"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    aanvraag: UUID
    tekst: str = Field(sa_type=Text)
    document_soort: str | None = Field(default=None, sa_type=Text)
    gevraagd_op: date
    termijn_tot: date
    status: str = Field(sa_type=Text)
    antwoord: str | None = Field(default=None, sa_type=Text)
    beantwoord_op: date | None = None
    beantwoord_door: UUID | None = None


class Bewaring(Basis, table=True):
    """How long a dossier stays, and what is left of it: rows of gone dossiers name no child and never change.

    `gedeeld`: the samenwerkingsverband may know of it; a leerlingdossier that was never shared is of the school.
    `verklaring`: what was destroyed, `afdruk`: its SHA-256; `bevestigd`: the services that dropped their copies.
    """

    __tablename__ = "bewaring"
    tenant: str = Field(primary_key=True, sa_type=Text)
    zaak: UUID = Field(primary_key=True)
    kenmerk: str = Field(sa_type=Text)
    leerling: UUID | None = None
    regel: str = Field(sa_type=Text)
    vanaf: date
    bewaren_tot_en_met: date
    vernietigen_vanaf: date | None = None
    uitleg: list[str] = Field(sa_type=ARRAY(Text))
    stand: str = Field(sa_type=Text)
    aangekondigd_op: date | None = None
    vernietigen_op: date | None = None
    vernietigd_op: date | None = None
    verklaring: dict | None = Field(default=None, sa_type=JSONB)
    afdruk: str | None = Field(default=None, sa_type=Text)
    bevestigd: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    gedeeld: bool = True


class Vasthouding(Basis, table=True):
    """A reason why a dossier may not be destroyed. While it stands, a foreign key of the database refuses."""

    __tablename__ = "vasthouding"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    zaak: UUID
    kenmerk: str = Field(sa_type=Text)
    soort: str = Field(sa_type=Text)
    reden: str = Field(sa_type=Text)
    van: date
    geplaatst_door: UUID
    geplaatst_door_naam: str = Field(sa_type=Text)
    geplaatst_op: datetime = Field(sa_type=DateTime(timezone=True))
    opgeheven_op: date | None = None
    opgeheven_door: UUID | None = None
    opgeheven_door_naam: str | None = Field(default=None, sa_type=Text)
    opgeheven_reden: str | None = Field(default=None, sa_type=Text)


class Vernietigingsverzoek(Basis, table=True):
    """What needs the yes of a second person; the database refuses that the two are one."""

    __tablename__ = "vernietigingsverzoek"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    soort: str = Field(sa_type=Text)
    zaak: UUID | None = None
    kenmerk: str | None = Field(default=None, sa_type=Text)
    aantal: int | None = None
    reden: str = Field(sa_type=Text)
    gevraagd_door: UUID
    gevraagd_door_naam: str = Field(sa_type=Text)
    gevraagd_op: datetime = Field(sa_type=DateTime(timezone=True))
    goedgekeurd_door: UUID | None = None
    goedgekeurd_door_naam: str | None = Field(default=None, sa_type=Text)
    goedgekeurd_op: date | None = None
    gebruikt_op: date | None = None


class Bestandsbevinding(Basis, table=True):
    """A file without a row, or a row without its file, as the night found it. Not `telt`: may still be on its way."""

    __tablename__ = "bestandsbevinding"
    tenant: str = Field(primary_key=True, sa_type=Text)
    sleutel: str = Field(primary_key=True, sa_type=Text)
    soort: str = Field(sa_type=Text)
    gevonden_op: date
    telt: bool = False
