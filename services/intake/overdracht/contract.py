"""What others may ask about the warm hand-over from PO to VO, and what is told.

A hand-over is of the samenwerkingsverband of the basisschool and stays there. The other samenwerkingsverband sees what
was chosen, by asking each time, as long as it is shared (docs/besluiten/0019). `overdracht_id` names it in messages;
its facts are of the dossier. Messages with `voor` cross: they come from the same service, for that other tenant.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class OverdrachtKort(Deel, frozen=True, kw_only=True):
    """A pupil on the list "placed by date". `stand`: te_laat | binnenkort | later | "" (has a place).

    `dossier_id` None for who has no part in the dossier. `tenant`: whose hand-over it is; `verloopt_op`: the last day.
    """

    id: UUID
    tenant: str
    dossier_id: UUID | None
    leerling: str
    groep: str
    school: str
    status: str
    naar: str
    overstap_jaar: int
    plek_uiterlijk: date
    plek_school: str
    plek_per: date | None
    stand: str
    verloopt_op: date | None


class OverdrachtenLijst(Deel, frozen=True, kw_only=True):
    """Who has no place yet and must have one first, first. `onbereikbaar`: tenants that did not answer just now."""

    overdrachten: list[OverdrachtKort]
    onbereikbaar: list[str]
    meer: bool = False


class OverdrachtStand(Deel, frozen=True, kw_only=True):
    """The hand-over of one dossier, for who writes it. `gezien_op`: when the other samenwerkingsverband first read it;
    `school_gezien_op`: the school where the pupil has a place, which reads it too when the parents agreed
    (`ook_school`).

    `mogelijk`: what can be chosen; `naar_keuzes`: tenants it can go to; `laatste_verloopdag`: the furthest end.
    """

    id: UUID
    versie: int
    status: str
    overstap_jaar: int
    naar: str
    onderdelen: list[str]
    teksten: dict[str, str]
    toestemming_op: date | None
    toestemming_bewijs: str
    gedeeld_op: datetime | None
    verloopt_op: date | None
    zichtbaar: bool
    gezien_op: datetime | None
    ook_school: bool
    school_gezien_op: datetime | None
    plek_school: str
    plek_per: date | None
    plek_uiterlijk: date
    laatste_verloopdag: date


class OverdrachtBlad(Deel, frozen=True, kw_only=True):
    """The page about it in a dossier. `overdracht` None: the pupil is not flagged."""

    dossier_id: UUID
    overdracht: OverdrachtStand | None
    overstap_jaar: int
    mogelijk: list[str]
    naar_keuzes: list[str]
    handelingen: list[str]


class OverdrachtInhoud(Deel, frozen=True, kw_only=True):
    """What was chosen, and nothing else. `inhoud`: onderdeel to lines. `dossier_id`: only on the side that has it."""

    dossier_id: UUID | None
    kort: OverdrachtKort
    geboren_op: date
    contact: str
    inhoud: dict[str, list[str]]
    toestemming_op: date
    gedeeld_op: datetime


class GedeeldStand(Deel, frozen=True, kw_only=True):
    """For parents and pupil: what is (or was) shared, with whom, until when, and whether it was read.

    `mag_intrekken`: this person can take the consent back now.
    """

    overstap_jaar: int
    versie: int
    status: str
    naar: str
    onderdelen: list[str]
    toestemming_op: date | None
    verloopt_op: date | None
    zichtbaar: bool
    gezien_op: datetime | None
    ook_school: bool
    school_gezien_op: datetime | None
    plek_school: str
    plek_per: date | None
    mag_intrekken: bool


class GedeeldBlad(Deel, frozen=True, kw_only=True):
    """`gedeeld` None: the school flagged nothing."""

    dossier_id: UUID
    gedeeld: GedeeldStand | None


# --------------------------------------------------------------------------------------------- questions


class OverdrachtTonen(Vraag, frozen=True, kw_only=True):
    """The hand-over of this dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = OverdrachtBlad
    dossier_id: UUID


class GedeeldTonen(Vraag, frozen=True, kw_only=True):
    """The same for parents and pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = GedeeldBlad
    dossier_id: UUID


class OverdrachtenTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school, with what was shared of pupils who come to it; for a coordinator what schools here shared, and
    what other samenwerkingsverbanden shared."""

    antwoord: ClassVar[type] = OverdrachtenLijst


class GedeeldeOverdrachtTonen(Vraag, frozen=True, kw_only=True):
    """What was chosen, for a coordinator, or for the school where the pupil has a place. `van`: the tenant whose
    hand-over it is, for a coordinator also the own."""

    antwoord: ClassVar[type] = OverdrachtInhoud
    van: str
    overdracht_id: UUID


class OverdrachtenVoorTonen(Vraag, frozen=True, kw_only=True):
    """Across: what is shared with tenant `voor` today; with `school`: only of pupils who have a place there."""

    antwoord: ClassVar[type] = OverdrachtenLijst
    voor: str
    school: str = ""


class OverdrachtVoorTonen(Vraag, frozen=True, kw_only=True):
    """Across: one that is shared with tenant `voor` (and `school`) today. Raises NietGevonden for any other."""

    antwoord: ClassVar[type] = OverdrachtInhoud
    voor: str
    overdracht_id: UUID
    school: str = ""


# ---------------------------------------------------------------------------------------------- commands


class OverstapSignaleren(Opdracht, frozen=True, kw_only=True):
    """This pupil needs more at the transition; the parents know. Raises OngeldigeInvoer, and KanNiet twice."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    overstap_jaar: int
    ouders_ingelicht: bool


class OverdrachtDelen(Opdracht, frozen=True, kw_only=True):
    """Share what is chosen with `naar`, up to and including `verloopt_op`; with the new school too, once there is one,
    when the parents agreed to that (`ook_school`). Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    naar: str
    onderdelen: tuple[str, ...]
    teksten: dict[str, str]
    toestemming_op: date
    bewijs: str
    verloopt_op: date
    ook_school: bool = False


class OverdrachtIntrekken(Opdracht, frozen=True, kw_only=True):
    """The parents take their consent back, or it was a mistake. From now on the other side sees nothing."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class ToestemmingIntrekken(Opdracht, frozen=True, kw_only=True):
    """A parent takes the consent back. From now on the other side sees nothing. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class PlekVastleggen(Opdracht, frozen=True, kw_only=True):
    """Where the pupil has a place. `van`: the tenant whose hand-over it is. Raises OngeldigeInvoer and NietGevonden."""

    antwoord: ClassVar[type] = Bewaard
    van: str
    overdracht_id: UUID
    school: str
    per: date


class PlekMelden(Opdracht, frozen=True, kw_only=True):
    """Across: tenant `voor`, with which it is shared, says where the pupil has a place."""

    antwoord: ClassVar[type] = Bewaard
    voor: str
    overdracht_id: UUID
    school: str
    per: date
    door_naam: str


class InzageMelden(Opdracht, frozen=True, kw_only=True):
    """Across: somebody of tenant `voor` (of this `school` there) read it for the first time."""

    antwoord: ClassVar[type] = None
    voor: str
    overdracht_id: UUID
    school: str = ""


class OverdrachtAankondigen(Opdracht, frozen=True, kw_only=True):
    """Across: tenant `voor` shared something, or reminds of it. Tells the coordinators here (or this `school`), without
    a name. The answer: whether there is anybody; not who, nor how many."""

    antwoord: ClassVar[type] = bool
    voor: str
    overdracht_id: UUID
    school: str = ""


# ------------------------------------------------------------------------------------------------- facts


class OverstapGesignaleerd(Feit, frozen=True, kw_only=True):
    """De school bereidt de overstap naar het voortgezet onderwijs vroeg voor. De ouders weten het."""

    overdracht_id: UUID
    overstap_jaar: int


class OverdrachtGedeeld(Feit, frozen=True, kw_only=True):
    """De school deelde met toestemming van de ouders een deel van het dossier voor de overstap."""

    overdracht_id: UUID
    naar: str
    onderdelen: list[str]
    toestemming_op: date
    verloopt_op: date


class OverdrachtIngetrokken(Feit, frozen=True, kw_only=True):
    """De school trok het delen in. Het andere samenwerkingsverband ziet niets meer."""

    overdracht_id: UUID
    naar: str


class ToestemmingIngetrokken(Feit, frozen=True, kw_only=True):
    """Een ouder trok de toestemming voor het delen in. Het andere samenwerkingsverband ziet niets meer."""

    overdracht_id: UUID
    naar: str


class OverdrachtGelezen(Feit, frozen=True, kw_only=True):
    """Het andere samenwerkingsverband las wat er is gedeeld voor de overstap."""

    overdracht_id: UUID
    voor: str


class PlekVastgelegd(Feit, frozen=True, kw_only=True):
    """De leerling heeft een plek op een school voor voortgezet onderwijs."""

    overdracht_id: UUID
    school: str
    per: date


class OverstapGewaarschuwd(Feit, frozen=True, kw_only=True):
    """De leerling heeft nog geen plek in het voortgezet onderwijs, en de dag komt dichterbij."""

    overdracht_id: UUID
    plek_uiterlijk: date
