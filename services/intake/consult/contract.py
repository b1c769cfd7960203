"""What others may ask about consulten, and what is told: a question of a school to an adviseur passend onderwijs.

A consult is a case of its own (`consult_id` is the `zaak` of its facts) and names no child. With consent of the parents
it is coupled to a leerlingdossier; from then on it stands there too.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class ConsultKort(Deel, frozen=True, kw_only=True):
    """A consult in a list. `status`: gesteld | beantwoord | gesloten. `adviseur` "": nobody took it yet.

    `bij`: whose work it is today, also as the stand-in of who is away: mij | niemand | ander | school.
    """

    id: UUID
    kenmerk: str
    onderwerp: str
    school: str
    status: str
    adviseur: str
    bij: str
    namens: str
    gesteld_op: datetime
    uiterlijk_op: date
    gekoppeld: bool


class AfwezigStand(Deel, frozen=True, kw_only=True):
    """`tot`: the last day. `eigen`: of who asks."""

    id: UUID
    naam: str
    van: date
    tot: date
    vervanger: str
    eigen: bool


class Collega(Deel, frozen=True, kw_only=True):
    """Somebody who may answer. `afwezig`: until which day somebody stands in for them."""

    persoon: UUID
    naam: str
    afwezig: date | None


class ConsultenLijst(Deel, frozen=True, kw_only=True):
    """What must be answered first comes first; at most 300.

    `vragen`: this person may ask a new one; `vervangen`: may name a stand-in.
    """

    consulten: list[ConsultKort]
    afwezig: list[AfwezigStand]
    collegas: list[Collega]
    werkdagen: int
    vragen: bool
    vervangen: bool
    meer: bool = False


class ConsultBericht(Deel, frozen=True, kw_only=True):
    """`soort`: vraag | antwoord | vervolg. `geen_naam`: why what looked like a name is none; "" when nothing did."""

    soort: str
    tekst: str
    geen_naam: str
    door: str
    op: datetime


class Uitlegstap(Deel, frozen=True, kw_only=True):
    stap: str
    datum: date | None
    grondslag: str


class ConsultStand(Deel, frozen=True, kw_only=True):
    """One consult. `dossier_id` and `leerling` None and "" while it has no name. `toestemming_op`: of the parents.

    `sluit_op`: when it closes by itself, while the school says nothing more; `weg_op`: when it is gone, closed and
    without a dossier. `collegas`: to whom it can be handed over, for who may do that.
    `uitleg`: how `uiterlijk_op` came about.
    """

    id: UUID
    kenmerk: str
    versie: int
    onderwerp: str
    school: str
    status: str
    adviseur: str
    van_mij: bool
    gesteld_op: datetime
    gesteld_door: str
    uiterlijk_op: date
    uitleg: list[Uitlegstap]
    berichten: list[ConsultBericht]
    dossier_id: UUID | None
    leerling: str
    toestemming_op: date | None
    toestemming_bewijs: str
    sluit_op: date | None
    weg_op: date | None
    collegas: list[Collega]
    handelingen: list[str]


class DossierConsulten(Deel, frozen=True, kw_only=True):
    """The consulten that stand in one dossier, newest first."""

    consulten: list[ConsultKort]


# --------------------------------------------------------------------------------------------- questions


class ConsultenTonen(Vraag, frozen=True, kw_only=True):
    """Those of the own school; for an adviseur those of the samenwerkingsverband."""

    antwoord: ClassVar[type] = ConsultenLijst


class ConsultTonen(Vraag, frozen=True, kw_only=True):
    """One consult. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = ConsultStand
    consult_id: UUID


class DossierConsultenTonen(Vraag, frozen=True, kw_only=True):
    """What stands in this dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = DossierConsulten
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class ConsultVragen(Opdracht, frozen=True, kw_only=True):
    """The school asks, without a name. `geen_naam`: why what looks like a name is none.

    Raises OngeldigeInvoer: on `geen_naam` when the text looks as if somebody can be recognised by it; on the text
    itself for a BSN, which no reason helps. KanNiet where the samenwerkingsverband has no consult.
    """

    antwoord: ClassVar[type] = Bewaard
    onderwerp: str
    tekst: str
    geen_naam: str = ""


class ConsultAanvullen(Opdracht, frozen=True, kw_only=True):
    """A follow-up question. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int
    tekst: str
    geen_naam: str = ""


class ConsultBeantwoorden(Opdracht, frozen=True, kw_only=True):
    """The answer; who gives it has the consult from then on. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int
    tekst: str
    geen_naam: str = ""


class ConsultOppakken(Opdracht, frozen=True, kw_only=True):
    """The asker answers this one."""

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int


class ConsultOverdragen(Opdracht, frozen=True, kw_only=True):
    """To a colleague. Raises OngeldigeInvoer when that person is no adviseur here."""

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int
    aan: UUID


class ConsultSluiten(Opdracht, frozen=True, kw_only=True):
    """The school knows enough."""

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int


class ConsultKoppelen(Opdracht, frozen=True, kw_only=True):
    """It is about this pupil, and the parents agreed on `toestemming_op`, as `bewijs` tells. Once.

    From then on the samenwerkingsverband sees the dossier. Raises OngeldigeInvoer, KanNiet and Gewijzigd.
    """

    antwoord: ClassVar[type] = Bewaard
    consult_id: UUID
    versie: int
    dossier_id: UUID
    toestemming_op: date
    bewijs: str


class AfwezigheidVastleggen(Opdracht, frozen=True, kw_only=True):
    """From `van` up to and including `tot` `vervanger` does what lies with the asker. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    van: date
    tot: date
    vervanger: UUID


class AfwezigheidIntrekken(Opdracht, frozen=True, kw_only=True):
    """The asker is there after all. Raises NietGevonden for one of somebody else."""

    antwoord: ClassVar[type] = Bewaard
    afwezigheid: UUID


# ------------------------------------------------------------------------------------------------- facts


class ConsultGevraagd(Feit, frozen=True, kw_only=True):
    """De school stelde een vraag aan een adviseur, zonder naam."""

    school: str
    uiterlijk_op: date


class ConsultOpgepakt(Feit, frozen=True, kw_only=True):
    """Een adviseur nam de vraag aan."""

    adviseur: UUID


class ConsultOvergedragen(Feit, frozen=True, kw_only=True):
    """De vraag ging naar een andere adviseur."""

    adviseur: UUID


class ConsultBeantwoord(Feit, frozen=True, kw_only=True):
    """De adviseur gaf antwoord."""


class ConsultAangevuld(Feit, frozen=True, kw_only=True):
    """De school stelde een vervolgvraag."""

    uiterlijk_op: date


class ConsultGesloten(Feit, frozen=True, kw_only=True):
    """De school sloot het consult af."""


class ConsultGekoppeld(Feit, frozen=True, kw_only=True):
    """Het consult staat nu in een leerlingdossier, met toestemming van de ouders."""

    toestemming_op: date


class ConsultToegevoegd(Feit, frozen=True, kw_only=True):
    """Een consult kwam in het dossier, met toestemming van de ouders. Het samenwerkingsverband leest nu mee."""

    consult_id: UUID
    toestemming_op: date
