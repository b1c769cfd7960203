"""What others may ask about a stappenplan, and what is told. `dossier_id` is the `zaak` of the facts.

A stappenplan is a procedure that the samenwerkingsverband declares, run for one pupil: one step at a time, with who
does it and until when. When placement stalls, and when a pupil goes back to a regular school.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

#: The procedures of a samenwerkingsverband that run as a stappenplan, where it declares them.
SOORTEN = ("plaatsing", "doorzettingskracht", "terugplaatsing")
#: In which the pupil may be a guest elsewhere first.
MET_GAST = frozenset({"terugplaatsing"})
#: Why a plan stops before its end.
STOPREDENEN = {
    "plek": "De leerling heeft een plek",
    "blijft": "De leerling blijft waar die is",
    "ouders": "De ouders willen niet verder",
    "anders": "Een andere reden",
}

#: Why a step that was finished is taken up again. No free text: the schoolbestuur, which knows no child, reads it too.
TERUGREDENEN = {
    "vergissing": "De stap is per ongeluk afgerond",
    "niet_gedaan": "De stap is toch nog niet klaar",
    "verkeerd": "De verkeerde volgende stap is gekozen",
}


class Soortkeuze(Deel, frozen=True, kw_only=True):
    """A plan that can begin now. `gast`: with being a guest."""

    soort: str
    titel: str
    uitleg: str
    bron: str
    opmerking: str
    eerste: str


class StapStand(Deel, frozen=True, kw_only=True):
    """A step. `staat`: klaar | terug (was done, and undone) | nu | straks (it may still come). `door`: a role;
    `orgaan`: a body, in words.

    `op`, `door_naam`: of what was done. `toelichting`: empty for the schoolbestuur. `terug_op`, `terug_door_naam` and
    `terug_reden` (a key of TERUGREDENEN): of what was undone.
    """

    naam: str
    titel: str
    openbaar: str
    door: str
    orgaan: str
    als: str
    staat: str
    uiterlijk_op: date | None = None
    op: date | None = None
    door_naam: str = ""
    toelichting: str = ""
    terug_op: date | None = None
    terug_door_naam: str = ""
    terug_reden: str = ""


class StapKeuze(Deel, frozen=True, kw_only=True):
    """What may come after the step of now. `dagen`: how long it is open when nobody says."""

    naam: str
    titel: str
    als: str
    door: str
    dagen: int


class GastStand(Deel, frozen=True, kw_only=True):
    """The pupil is a guest at `school` and stays enrolled at its own."""

    school: str
    begint_op: date
    tot_en_met: date
    evalueren_op: date
    steun: str
    nazorg: str
    evaluatie: str = ""
    evaluatie_op: date | None = None
    evaluatie_door: str = ""


class GastleerlingStand(Deel, frozen=True, kw_only=True):
    """What the school where the pupil is a guest sees, and no more: who, from which school, how long, which help.

    `contact`: whom to call at the own school, which stays responsible. `evaluatie`: what the asker's school wrote.
    """

    plan_id: UUID
    dossier_id: UUID
    versie: int
    leerling: str
    groep: str
    school: str
    contact: str
    begint_op: date
    tot_en_met: date
    evalueren_op: date
    steun: str
    nazorg: str
    evaluatie: str
    evaluatie_op: date | None
    evaluatie_door: str


class GastleerlingenLijst(Deel, frozen=True, kw_only=True):
    """Who is a guest at the own school today; who leaves first comes first."""

    leerlingen: list[GastleerlingStand]


class StappenplanStand(Deel, frozen=True, kw_only=True):
    """One plan. `status`: loopt | klaar | gestopt. `te_laat`: the day of the step of now is past.

    `knelpunt`, `slot`, `gast`: empty for the schoolbestuur. `handelingen`: what this person may do now.
    """

    id: UUID
    versie: int
    soort: str
    titel: str
    bron: str
    status: str
    uiterlijk_op: date
    te_laat: bool
    begonnen_op: date
    geeindigd_op: date | None
    reden: str
    knelpunt: str
    slot: str
    stappen: list[StapStand]
    volgende: list[StapKeuze]
    kan_klaar: bool
    gast: GastStand | None
    handelingen: list[str]


class StappenplanBlad(Deel, frozen=True, kw_only=True):
    """The page about it. `leerling`: "" for the schoolbestuur. `plannen`: what runs first, then the newest."""

    dossier_id: UUID
    kenmerk: str
    leerling: str
    school: str
    plannen: list[StappenplanStand]
    beginnen: list[Soortkeuze]


class StappenplanKort(Deel, frozen=True, kw_only=True):
    """A plan in a list. `leerling`: "" for the schoolbestuur. `aan_mij`: the organisation of the asker has the turn."""

    dossier_id: UUID
    kenmerk: str
    leerling: str
    school: str
    titel: str
    stap: str
    door: str
    uiterlijk_op: date
    te_laat: bool
    aan_mij: bool


class StappenplanLijst(Deel, frozen=True, kw_only=True):
    """Those that run, what presses most first."""

    plannen: list[StappenplanKort]


class StappenplanTonen(Vraag, frozen=True, kw_only=True):
    """Raises NietGevonden outside scope, and where there is none and none is declared."""

    antwoord: ClassVar[type] = StappenplanBlad
    dossier_id: UUID


class StappenplannenTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school or schoolbestuur, or all in which schools asked the samenwerkingsverband."""

    antwoord: ClassVar[type] = StappenplanLijst


class GastleerlingenTonen(Vraag, frozen=True, kw_only=True):
    """Guests at the own school."""

    antwoord: ClassVar[type] = GastleerlingenLijst


class GastleerlingTonen(Vraag, frozen=True, kw_only=True):
    """One of them. Raises NietGevonden before the first day, after the last one, and for every other school."""

    antwoord: ClassVar[type] = GastleerlingStand
    plan_id: UUID


class StappenplanBeginnen(Opdracht, frozen=True, kw_only=True):
    """Begin one of `SOORTEN`. `knelpunt`: why. Raises OngeldigeInvoer, and KanNiet while one of that kind runs."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    soort: str
    knelpunt: str
    ouders_ingelicht: bool


class StapAfronden(Opdracht, frozen=True, kw_only=True):
    """The step of now is done. `volgende`: what comes, "" when the plan is ready; `uiterlijk_op` None: as declared.

    Raises MagNiet for whose turn it is not, OngeldigeInvoer, Gewijzigd.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    plan_id: UUID
    versie: int
    volgende: str = ""
    uiterlijk_op: date | None = None
    toelichting: str = ""


class StapTerugdraaien(Opdracht, frozen=True, kw_only=True):
    """The step that was finished last was a mistake: it is the step of now again. `reden`: a key of TERUGREDENEN.

    Who has the turn and the parents were told of it, so there is always a reason, and what was done stays to be read.
    Raises MagNiet for who did not finish it (nor works there), KanNiet when nothing can be undone, Gewijzigd.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    plan_id: UUID
    versie: int
    reden: str


class GastplaatsingVastleggen(Opdracht, frozen=True, kw_only=True):
    """The pupil gets used to another school: from when until when, when all look back, who helps there and after.

    `akkoord`: school, parents and that school agree. May be said anew while the plan runs.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    plan_id: UUID
    versie: int
    school: str
    begint_op: date
    tot_en_met: date
    evalueren_op: date
    steun: str
    nazorg: str
    akkoord: bool


class GastplaatsingEvalueren(Opdracht, frozen=True, kw_only=True):
    """The school where the pupil is a guest writes how it goes; the own school and the parents read it.

    Raises NietGevonden outside those days and for another school, OngeldigeInvoer, Gewijzigd.
    """

    antwoord: ClassVar[type] = Bewaard
    plan_id: UUID
    versie: int
    evaluatie: str


class StappenplanStoppen(Opdracht, frozen=True, kw_only=True):
    """Not needed any more: a key of STOPREDENEN, and how it goes on."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    plan_id: UUID
    versie: int
    reden: str
    slot: str


class StappenplanBegonnen(Feit, frozen=True, kw_only=True):
    """De school begon een stappenplan."""

    plan_id: UUID
    soort: str


class StapAfgerond(Feit, frozen=True, kw_only=True):
    """Een stap van het stappenplan is gedaan."""

    plan_id: UUID
    stap: str
    volgende: str


class StapTeruggedraaid(Feit, frozen=True, kw_only=True):
    """Een afgeronde stap was een vergissing en is weer aan de beurt."""

    plan_id: UUID
    stap: str
    reden: str


class GastplaatsingVastgelegd(Feit, frozen=True, kw_only=True):
    """De leerling gaat wennen op een andere school en blijft ingeschreven op de eigen school."""

    plan_id: UUID
    school: str
    begint_op: date
    tot_en_met: date


class GastplaatsingGeevalueerd(Feit, frozen=True, kw_only=True):
    """De school waar de leerling te gast is, schreef op hoe het gaat."""

    plan_id: UUID
    school: str


class StappenplanGestopt(Feit, frozen=True, kw_only=True):
    """Het stappenplan is gestopt."""

    plan_id: UUID
    reden: str


class StapGemist(Feit, frozen=True, kw_only=True):
    """De dag van een stap is voorbij. Wie aan de beurt is kreeg bericht."""

    plan_id: UUID
    stap: str
