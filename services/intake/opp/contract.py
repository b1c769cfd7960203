"""What others may ask about the ontwikkelingsperspectief (OPP) of a pupil, and what is told.

`dossier_id` names the leerlingdossier, which is the `zaak` of these facts. A pupil has versions of the OPP, numbered
from 1: at most one that is being made (concept or voorgelegd), and at most one that holds (vastgesteld). What was
vastgesteld never changes; commands carry the `versie` of the version they are about.

For an aanvraag: `OppVersieTonen` without `opp_id` gives the newest locked version, with the `afdruk` (SHA-256) of what
stands in it. Whoever keeps that afdruk can show later that nothing changed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.intake.contract import Bewaard, Deel
from services.intake.stukken.contract import DossierstukStand
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class OppTekort(Deel, frozen=True, kw_only=True):
    """What is missing still. `plek`: the chapter, `naam`: the question. `blokkeert`: nothing can be laid before
    parents while it stands."""

    plek: str
    naam: str
    titel: str
    melding: str
    blokkeert: bool


class OppKop(Deel, frozen=True, kw_only=True):
    """What was known of the pupil when this version was laid before the parents: it travels along unchanged."""

    naam: str
    geboren_op: date
    groep: str
    school: str
    bestuur: str


class OppBijdrage(Deel, frozen=True, kw_only=True):
    """What a parent or the pupil wrote. `id`: of the gezag of this parent; of the dossier for the pupil.

    `zelf`: in own words; otherwise the school wrote down what was said (`door`). `eigen`: of who asks.
    """

    id: UUID
    wie: str
    naam: str
    antwoorden: dict[str, str]
    zelf: bool
    door: str
    versie: int
    eigen: bool


class OppInstemming(Deel, frozen=True, kw_only=True):
    """Whether this person agrees with the handelingsdeel as it stands. `oordeel`: akkoord | niet_akkoord | "" (open).

    `wijze`: portaal | papier. `eigen`: of who asks. `bereikbaar`: has been let in to the own page. `stuk`: the scan of
    the paper; while that is judged, or was refused, `oordeel` is open: it does not count.
    """

    id: UUID
    naam: str
    relatie: str
    oordeel: str
    toelichting: str
    wijze: str
    reden: str
    op: datetime | None
    eigen: bool
    bereikbaar: bool
    stuk: DossierstukStand | None = None
    ingetrokken: list[DossierstukStand] = msgspec.field(default_factory=list)


class Opbouwstap(Deel, frozen=True, kw_only=True):
    """From this day so many hours a week at school."""

    vanaf: date
    uren: int


class OnderwijstijdStand(Deel, frozen=True, kw_only=True):
    """Less time at school: from `van` up to and including `tot_en_met`, with the steps back to more hours."""

    van: date
    tot_en_met: date
    uren: int
    plek: str
    reden: str
    afspraken: str
    opbouw: list[Opbouwstap]


class DoelStand(Deel, frozen=True, kw_only=True):
    """How a goal went. `uitkomst`: behaald | deels | niet_behaald | vervallen."""

    doel: str
    uitkomst: str
    toelichting: str = ""


class EvaluatieStand(Deel, frozen=True, kw_only=True):
    """`uitkomst`: voortzetten | bijstellen | beeindigen. `ouders`, `leerling`: what they think of it."""

    op: date
    aanwezig: str
    ouders: str
    leerling: str
    uitkomst: str
    toelichting: str
    doelen: list[DoelStand]
    door: str
    school: str


class OppStand(Deel, frozen=True, kw_only=True):
    """One version. `status`: concept | voorgelegd | vastgesteld | vervangen | beeindigd | weggegooid.

    `regels_op`: the day whose form it has. `antwoorden`: what the school wrote, by question. `doelen`: one by one.
    `geldt_vanaf`: since when the handelingsdeel holds; None while not everyone with gezag agreed. `afdruk`: of a locked
    version. `handelingen`: what this person may do now.
    """

    id: UUID
    nummer: int
    versie: int
    status: str
    regels_op: date
    kop: OppKop
    antwoorden: dict[str, str]
    onderwijstijd: OnderwijstijdStand | None
    bijdragen: list[OppBijdrage]
    instemmingen: list[OppInstemming]
    doelen: list[str]
    evaluaties: list[EvaluatieStand]
    tekorten: list[OppTekort]
    handelingen: list[str]
    begonnen_op: datetime
    begonnen_door: str
    gedeeld_op: datetime | None
    voorgelegd_op: date | None
    vastgesteld_op: date | None
    vastgesteld_door: str
    zonder_reden: str
    geldt_vanaf: date | None
    weggegooid_op: datetime | None
    gewijzigd_op: datetime
    gewijzigd_door: str
    afdruk: str


class OppKort(Deel, frozen=True, kw_only=True):
    """A version in the list of versions."""

    id: UUID
    nummer: int
    status: str
    begonnen_op: datetime
    vastgesteld_op: date | None
    geldt_vanaf: date | None
    school: str


class Uitlegstap(Deel, frozen=True, kw_only=True):
    """One step of how a date came about."""

    stap: str
    datum: date | None
    grondslag: str


class TrajectStand(Deel, frozen=True, kw_only=True):
    """Whether this pupil needs an OPP, and what is due. `status`: aangekondigd | lopend | beeindigd.

    `wat`: opstellen | evalueren | "" and `uiterlijk_op` its last day; `gepland_op`: the talk about it. `dringt`:
    te_laat | binnenkort | gepland | "".
    """

    status: str
    ondersteuning_vanaf: date
    wat: str
    uiterlijk_op: date | None
    gepland_op: date | None
    dringt: str
    uitleg: list[Uitlegstap]


class OppBlad(Deel, frozen=True, kw_only=True):
    """Everything about the OPP of this pupil. None where there is none (that this person may see).

    `werk` is what is being made, `geldend` the version that holds. `weggegooid`: a draft that can be taken back.
    """

    dossier_id: UUID
    leerling: str
    kent_opp: bool
    traject: TrajectStand | None
    werk: OppStand | None
    geldend: OppStand | None
    weggegooid: OppKort | None
    versies: list[OppKort]
    handelingen: list[str]


class OppRegel(Deel, frozen=True, kw_only=True):
    """A pupil on the board. `wat`: opstellen | evalueren. `dringt`: te_laat | binnenkort | gepland | ""."""

    dossier_id: UUID
    kenmerk: str
    leerling: str
    groep: str
    wat: str
    uiterlijk_op: date
    gepland_op: date | None
    dringt: str
    status: str
    tijd_tot_en_met: date | None


class OppenLijst(Deel, frozen=True, kw_only=True):
    """What presses most first; at most 500, and `meer` when there are others. `gedaan`: evaluated this school year."""

    regels: list[OppRegel]
    gedaan: int
    meer: bool


class OppTelregel(Deel, frozen=True, kw_only=True):
    """How many pupils with an OPP, or who need one. `van`: a schoolbestuur (bevoegd gezag) for the
    samenwerkingsverband, a school (vestigingscode) for its board. `opstellen_te_laat`: past the six weeks;
    `evalueren_te_laat`: past the last day of the year; `binnenkort`: one of both presses; `oudste`: the first day that
    passed. `geevalueerd`: this school year."""

    van: str
    leerlingen: int
    opstellen_te_laat: int
    evalueren_te_laat: int
    binnenkort: int
    gepland: int
    geevalueerd: int
    oudste: date | None


class OppTelling(Deel, frozen=True, kw_only=True):
    """The most late first. `per`: bestuur | school."""

    per: str
    regels: list[OppTelregel]


class OppBestand(Deel, frozen=True, kw_only=True):
    """A PDF."""

    inhoud: bytes
    bestandsnaam: str


# --------------------------------------------------------------------------------------------- questions


class OppTonen(Vraag, frozen=True, kw_only=True):
    """The OPP of this pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = OppBlad
    dossier_id: UUID


class OppVersieTonen(Vraag, frozen=True, kw_only=True):
    """One version; without `opp_id` the newest that was locked. Raises NietGevonden when there is none."""

    antwoord: ClassVar[type] = OppStand
    dossier_id: UUID
    opp_id: UUID | None = None


class OppenTonen(Vraag, frozen=True, kw_only=True):
    """The pupils of the own school that have an OPP, or need one."""

    antwoord: ClassVar[type] = OppenLijst


class OppenTellen(Vraag, frozen=True, kw_only=True):
    """Numbers only: the samenwerkingsverband per schoolbestuur, a schoolbestuur per school of its own. They add up to
    the lists of the schools (`OppenTonen`)."""

    antwoord: ClassVar[type] = OppTelling


class OppOphalen(Vraag, frozen=True, kw_only=True):
    """This version on paper. `voor_leerling`: the one in words of the pupil. Raises NietGevonden."""

    antwoord: ClassVar[type] = OppBestand
    dossier_id: UUID
    opp_id: UUID
    voor_leerling: bool = False


# ---------------------------------------------------------------------------------------------- commands


class OppBeginnen(Opdracht, frozen=True, kw_only=True):
    """A new version: empty, or what stands in the one that holds. `ondersteuning_vanaf`: since when the pupil gets
    extra support, asked the first time only. Raises KanNiet while one is being made, and OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    ondersteuning_vanaf: date | None = None


class OppBewaren(Opdracht, frozen=True, kw_only=True):
    """Save answers of the school; others stay. An empty answer takes it away.

    Raises OngeldigeInvoer by question, KanNiet, and Gewijzigd with `door`, `op`, `versie` and `nu`.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    antwoorden: dict[str, str]


class OnderwijstijdAfspreken(Opdracht, frozen=True, kw_only=True):
    """Less time at school. Raises OngeldigeInvoer without an end or without steps back to more hours."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    van: date
    tot_en_met: date
    uren: int
    plek: str
    reden: str
    afspraken: str
    opbouw: list[Opbouwstap]


class OnderwijstijdSchrappen(Opdracht, frozen=True, kw_only=True):
    """There is no such agreement after all."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class OppDelen(Opdracht, frozen=True, kw_only=True):
    """Parents and pupil read along from now on and can write their part. Whoever has a page gets an e-mail."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class BijdrageGeven(Opdracht, frozen=True, kw_only=True):
    """A parent or the pupil writes the own part. `versie`: of that part, 0 for the first time."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    antwoorden: dict[str, str]


class BijdrageOpschrijven(Opdracht, frozen=True, kw_only=True):
    """The school writes down what a parent or the pupil said (`wie`: see OppBijdrage). Raises KanNiet as soon as that
    person wrote something in own words: nobody changes that."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    wie: UUID
    versie: int
    antwoorden: dict[str, str]


class OppVoorleggen(Opdracht, frozen=True, kw_only=True):
    """The text is ready: it stands still, and everyone with gezag is asked whether they agree with the handelingsdeel.

    Raises KanNiet while something that the law asks is missing.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class OppTerugnemen(Opdracht, frozen=True, kw_only=True):
    """Work on it again. Who agreed has done so with that text: it counts again only when the handelingsdeel is as it
    was."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class InstemmingGeven(Opdracht, frozen=True, kw_only=True):
    """Agree with the handelingsdeel or not, for oneself and nobody else. Raises KanNiet without gezag."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    opp_id: UUID
    akkoord: bool
    toelichting: str = ""


class InstemmingVastleggen(Opdracht, frozen=True, kw_only=True):
    """The exception: somebody with gezag (`wie`) signed on paper on `op`: the scan, sent in parts (`DocumentDeel`), and
    why not online. It counts once the scan was judged. Raises OngeldigeInvoer, KanNiet and TeGroot."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    opp_id: UUID
    wie: UUID
    op: date
    akkoord: bool
    reden: str
    upload: UUID
    bestandsnaam: str


class InstemmingIntrekken(Opdracht, frozen=True, kw_only=True):
    """The scan of this person was the wrong one: it does not count any more. `reden` is needed once somebody else
    opened it, or added it. Raises OngeldigeInvoer and KanNiet."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    opp_id: UUID
    wie: UUID
    reden: str = ""


class OppVaststellen(Opdracht, frozen=True, kw_only=True):
    """From now on this version holds, and never changes. `reden`: why now, while not everyone agreed; then the
    handelingsdeel does not hold yet. Raises KanNiet and OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    reden: str = ""


class EvaluatiePlannen(Opdracht, frozen=True, kw_only=True):
    """The day of the talk with parents and pupil about how it goes."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date


class OppEvalueren(Opdracht, frozen=True, kw_only=True):
    """How it went: per goal, and what parents and pupil think. With beeindigen there is no OPP any more."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date
    aanwezig: str
    ouders: str
    leerling: str
    uitkomst: str
    doelen: list[DoelStand]
    toelichting: str = ""


class OppWeggooien(Opdracht, frozen=True, kw_only=True):
    """A mistaken draft. It can be taken back for thirty days."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class OppTerughalen(Opdracht, frozen=True, kw_only=True):
    """Take back what was thrown away last. Raises KanNiet when another one is being made, or after thirty days."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID


# ------------------------------------------------------------------------------------------------- facts


class OppAangekondigd(Feit, frozen=True, kw_only=True):
    """De leerling krijgt extra ondersteuning, dus komt er een ontwikkelingsperspectief."""

    uiterlijk_op: date


class OppBegonnen(Feit, frozen=True, kw_only=True):
    """De school begon een versie van het ontwikkelingsperspectief."""

    opp_id: UUID
    nummer: int


class OnderwijstijdAfgesproken(Feit, frozen=True, kw_only=True):
    """De school maakte een afspraak over minder onderwijstijd, met een einddatum."""

    opp_id: UUID
    van: date
    tot_en_met: date
    uren: int


class OnderwijstijdGeschrapt(Feit, frozen=True, kw_only=True):
    """De afspraak over minder onderwijstijd is van de baan."""

    opp_id: UUID


class OppGedeeld(Feit, frozen=True, kw_only=True):
    """Ouders en leerling lezen het ontwikkelingsperspectief mee."""

    opp_id: UUID


class BijdrageGegeven(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling schreef mee aan het ontwikkelingsperspectief."""

    opp_id: UUID


class BijdrageOpgeschreven(Feit, frozen=True, kw_only=True):
    """De school schreef op wat een ouder of de leerling zei."""

    opp_id: UUID


class OppVoorgelegd(Feit, frozen=True, kw_only=True):
    """De school legde het ontwikkelingsperspectief voor aan wie gezag heeft."""

    opp_id: UUID


class OppTeruggenomen(Feit, frozen=True, kw_only=True):
    """De school werkt verder aan het ontwikkelingsperspectief."""

    opp_id: UUID


class InstemmingGegeven(Feit, frozen=True, kw_only=True):
    """Iemand met gezag zei of die het eens is met het handelingsdeel."""

    opp_id: UUID
    akkoord: bool


class InstemmingVastgelegd(Feit, frozen=True, kw_only=True):
    """De school legde vast wat iemand met gezag op papier zei over het handelingsdeel."""

    opp_id: UUID
    akkoord: bool


class InstemmingIngetrokken(Feit, frozen=True, kw_only=True):
    """De school trok een getekend blad in. Het telt niet meer als instemming met het handelingsdeel."""

    opp_id: UUID
    geldt_nog: bool


class OppVastgesteld(Feit, frozen=True, kw_only=True):
    """De school stelde het ontwikkelingsperspectief vast."""

    opp_id: UUID
    nummer: int
    op: date
    geldt_vanaf: date | None


class HandelingsdeelIngegaan(Feit, frozen=True, kw_only=True):
    """Iedereen met gezag is het eens: het handelingsdeel geldt."""

    opp_id: UUID
    op: date


class EvaluatieGepland(Feit, frozen=True, kw_only=True):
    """De evaluatie van het ontwikkelingsperspectief is gepland."""

    opp_id: UUID
    op: date


class OppGeevalueerd(Feit, frozen=True, kw_only=True):
    """De school evalueerde het ontwikkelingsperspectief met de ouders."""

    opp_id: UUID
    op: date
    uitkomst: str


class OppWeggegooid(Feit, frozen=True, kw_only=True):
    """De school gooide een concept van het ontwikkelingsperspectief weg."""

    opp_id: UUID


class OppTeruggehaald(Feit, frozen=True, kw_only=True):
    """De school haalde het weggegooide concept terug."""

    opp_id: UUID


class OppGewaarschuwd(Feit, frozen=True, kw_only=True):
    """De school kreeg bericht dat het ontwikkelingsperspectief aandacht vraagt."""

    uiterlijk_op: date
