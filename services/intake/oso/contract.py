"""What may be asked about a dossier from the leerlingadministratie (OSO): read it in, look, choose, throw away.

A concept is of the person who read it in, and of nobody else until that person takes it over.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.intake.contract import Bewaard
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


class OsoGelezen(Deel, frozen=True, kw_only=True):
    """Where what was read now lies."""

    id: UUID


class GegevenStand(Deel, frozen=True, kw_only=True):
    """One value. `op`: the day it is of, its own (`eigen_datum`) or that of the dossier; `dagen`: how old that is.

    `maximaal_maanden`: how old it may be here, None where nobody says so; `bruikbaar` until and with `tot_en_met`.
    `nu`: what stands in the chosen dossier of the pupil; None when nothing does.
    """

    sleutel: str
    blok: str
    naam: str
    waarde: str
    op: date
    eigen_datum: bool
    dagen: int
    maximaal_maanden: int | None
    tot_en_met: date | None
    bruikbaar: bool
    nu: str | None = None


class WeggelatenStand(Deel, frozen=True, kw_only=True):
    """A field that was not read, the rule that says so, and why in a sentence. Never what stood in it."""

    veld: str
    regel: str
    reden: str
    aantal: int


class BijlageStand(Deel, frozen=True, kw_only=True):
    """`status`: wacht | bruikbaar | geweigerd, then with `reden`. `bij`: what it belongs to, in words."""

    id: UUID
    naam: str
    omschrijving: str
    bij: str
    op: date
    status: str
    reden: str | None
    grootte: int


class KandidaatStand(Deel, frozen=True, kw_only=True):
    """A dossier of the own school that this may be about. `zeker`: name and date of birth are the same."""

    id: UUID
    versie: int
    kenmerk: str
    naam: str
    geboren_op: date
    groep: str
    zeker: bool


class OsoConceptStand(Deel, frozen=True, kw_only=True):
    """What was read. `andere_school`: the code of the school that made it, where that is another than the reader's.

    `bij`: the dossier that it is laid beside, of `kandidaten`; None for a pupil who has none here.
    """

    id: UUID
    soort: str
    gemaakt_op: date
    dagen: int
    herkomst: str
    andere_school: str | None
    adres_geheim: bool
    te_oud: bool
    gelezen_op: datetime
    verloopt_op: date
    gegevens: list[GegevenStand]
    weggelaten: list[WeggelatenStand]
    meldingen: list[str]
    bijlagen: list[BijlageStand]
    kandidaten: list[KandidaatStand]
    bij: UUID | None


class OsoConceptKort(Deel, frozen=True, kw_only=True):
    """One line of the list."""

    id: UUID
    leerling: str
    gemaakt_op: date
    gelezen_op: datetime
    verloopt_op: date


class OsoConceptenLijst(Deel, frozen=True, kw_only=True):
    concepten: list[OsoConceptKort]


class OsoConceptenTonen(Vraag, frozen=True, kw_only=True):
    """What the asker read in and has not taken over yet."""

    antwoord: ClassVar = OsoConceptenLijst


class OsoConceptTonen(Vraag, frozen=True, kw_only=True):
    """One of those, laid beside a dossier of the own school: the chosen one (`bij`), else of the same pupil; beside
    none with `nieuw`. For anybody else than who read it in it does not exist."""

    antwoord: ClassVar = OsoConceptStand

    concept_id: UUID
    bij: UUID | None = None
    nieuw: bool = False


class OvergenomenGegeven(Deel, frozen=True, kw_only=True):
    """A value that the school took over. `herkomst`: the program it came from, `gemaakt_op`: when that made it."""

    sleutel: str
    blok: str
    naam: str
    waarde: str
    op: date
    eigen_datum: bool
    dagen: int
    bruikbaar: bool
    tot_en_met: date | None
    herkomst: str
    gemaakt_op: date
    overgenomen_op: datetime
    overgenomen_door: str


class OvergenomenStuk(Deel, frozen=True, kw_only=True):
    """An attachment that the school took over, cleaned. `op`: the day it is of, and `dagen` how old that is."""

    id: UUID
    naam: str
    omschrijving: str
    bij: str
    op: date
    dagen: int
    mediatype: str
    grootte: int
    herkomst: str
    overgenomen_op: datetime
    overgenomen_door: str


class OsoGegevens(Deel, frozen=True, kw_only=True):
    """What a dossier of a pupil holds from the leerlingadministratie."""

    kenmerk: str
    leerling: str
    gegevens: list[OvergenomenGegeven]
    stukken: list[OvergenomenStuk]


class OsoStukDeel(Deel, frozen=True, kw_only=True):
    """One part of a file. `laatste`: nothing comes after it."""

    naam: str
    mediatype: str
    inhoud: bytes
    laatste: bool


class OsoGegevensTonen(Vraag, frozen=True, kw_only=True):
    """What was taken over into this dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar = OsoGegevens

    dossier_id: UUID


class OsoStukOphalen(Vraag, frozen=True, kw_only=True):
    """Part `deel` of an attachment of this dossier, from 0. Raises NietGevonden outside scope."""

    antwoord: ClassVar = OsoStukDeel

    dossier_id: UUID
    stuk_id: UUID
    deel: int = 0


class OsoBijlageOphalen(Vraag, frozen=True, kw_only=True):
    """Part `deel` of an attachment of a concept, cleaned, from 0: to look before it is taken over. For anybody but who
    read it in it does not exist. Raises NietGevonden, and KanNiet while it is judged or when it was refused."""

    antwoord: ClassVar = OsoStukDeel

    concept_id: UUID
    bijlage_id: UUID
    deel: int = 0


class OsoInlezen(Opdracht, frozen=True, kw_only=True):
    """Read the file that was sent in parts (`DocumentDeel`). Refused with the rules, or kept as a concept.

    The file itself is not kept, either way.
    """

    antwoord: ClassVar = OsoGelezen

    upload: UUID


class OsoWeggooien(Opdracht, frozen=True, kw_only=True):
    """Everything of this concept goes, the attachments too."""

    concept_id: UUID


class OsoOvernemen(Opdracht, frozen=True, kw_only=True):
    """Take the chosen values and attachments over, and drop the concept. Without `dossier_id` a dossier is begun.

    Name, date of birth and group of a dossier that is there change only when they are among `gegevens`. Raises
    OngeldigeInvoer, KanNiet and Gewijzigd.
    """

    antwoord: ClassVar = Bewaard

    concept_id: UUID
    dossier_id: UUID | None = None
    versie: int | None = None
    gegevens: list[str]
    bijlagen: list[UUID] = msgspec.field(default_factory=list)


class OsoOvergenomen(Feit, frozen=True, kw_only=True):
    """De school nam gegevens over uit de leerlingadministratie."""
