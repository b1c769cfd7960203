"""What others may ask about talks over a pupil, their agreements and the checklist, and what is told.

`dossier_id` names the leerlingdossier, the `zaak` of these facts. Kinds, points and steps are declared by the
samenwerkingsverband (tenants/schema/gesprekken.py); a talk keeps those of the day on which it began.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.intake.stukken.contract import DossierstukStand
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class Aanwezige(Deel, frozen=True, kw_only=True):
    """Somebody at the table, as it is typed. `kant`: school | ouder | leerling | samenwerkingsverband | ander."""

    naam: str
    functie: str
    kant: str


class AanwezigeStand(Aanwezige, frozen=True, kw_only=True):
    """`taken`: has an account here, so agreements come in the own list."""

    id: UUID
    taken: bool


class GesprekspuntStand(Deel, frozen=True, kw_only=True):
    """A talking point. `stand`: open | besproken | niet_aan_de_orde. `door`, `op`: who ticked it last, and when."""

    id: UUID
    naam: str
    titel: str
    uitleg: str
    verplicht: bool
    versie: int
    stand: str
    tekst: str
    door: str
    op: datetime | None


class AfspraakStand(Deel, frozen=True, kw_only=True):
    """`status`: open | gedaan | vervallen. `mijn`: of the asker. `te_laat`: open, and its day has passed.

    `leerling`: in a list over dossiers. `uitkomst`: what came of it, or why it fell away."""

    id: UUID
    versie: int
    dossier_id: UUID
    gesprek_id: UUID
    leerling: str
    wat: str
    eigenaar: str
    eigenaar_kant: str
    mijn: bool
    uiterlijk_op: date
    status: str
    te_laat: bool
    uitkomst: str
    gedaan_op: date | None
    gedaan_door: str


class GesprekKort(Deel, frozen=True, kw_only=True):
    """A talk in the list. `alarm`: not shared with the parents on the day itself, and not since."""

    id: UUID
    versie: int
    soort: str
    titel: str
    status: str
    gehouden_op: date
    gedeeld_op: datetime | None
    alarm: bool
    met_swv: bool
    punten: int
    besproken: int
    afspraken_open: int


class PlaatsStand(Deel, frozen=True, kw_only=True):
    titel: str
    kant: str


class SoortStand(Deel, frozen=True, kw_only=True):
    """A kind of talk that can be begun. `voorstel`: the one that is due, by what was held."""

    naam: str
    titel: str
    uitleg: str
    aan_tafel: list[PlaatsStand]
    voorstel: bool


class GesprekkenLijst(Deel, frozen=True, kw_only=True):
    """Newest first. `met_swv`: how many shared talks had the samenwerkingsverband at the table. `ouders`: who has gezag
    today, to be asked in. `open_afspraken`: of all talks, the first day first."""

    gesprekken: list[GesprekKort]
    weggehaald: list[GesprekKort]
    soorten: list[SoortStand]
    ouders: list[str]
    open_afspraken: list[AfspraakStand]
    met_swv: int
    gedeeld_met_swv: bool
    handelingen: list[str]


class ReactieStand(Deel, frozen=True, kw_only=True):
    """What a parent or the pupil says about the report. `van`: ouder | leerling."""

    naam: str
    van: str
    tekst: str
    op: datetime


class GesprekStand(Deel, frozen=True, kw_only=True):
    """One talk. `gemeld`: how many parents got an e-mail when it was shared; 0: none looks along yet.
    `eerder`: agreements of earlier talks that were open when it began, or are open now.

    `ontbreekt`: titles of what must still be talked about before it can be shared. `te_laat_gedeeld`: not on the day.
    `verslagen`: reports of the school that were made elsewhere, `handtekeningen`: papers that were signed; of both what
    was withdrawn too. `ondertekenaars`: who can still sign on paper, as (id, name).
    """

    id: UUID
    versie: int
    soort: str
    titel: str
    uitleg: str
    status: str
    gehouden_op: date
    begonnen_door: str
    gedeeld_op: datetime | None
    gedeeld_door: str
    alarm: bool
    te_laat_gedeeld: bool
    aanwezigen: list[AanwezigeStand]
    punten: list[GesprekspuntStand]
    afspraken: list[AfspraakStand]
    eerder: list[AfspraakStand]
    reacties: list[ReactieStand]
    gemeld: int
    ontbreekt: list[str]
    handelingen: list[str]
    met_swv: bool
    verslagen: list[DossierstukStand]
    handtekeningen: list[DossierstukStand]
    ondertekenaars: list[tuple[UUID, str]]


class MijnAfspraak(Deel, frozen=True, kw_only=True):
    """`status`: open | gedaan | vervallen."""

    wat: str
    wie: str
    uiterlijk_op: date
    status: str


class MijnPunt(Deel, frozen=True, kw_only=True):
    titel: str
    stand: str
    tekst: str


class MijnGesprek(Deel, frozen=True, kw_only=True):
    """A report as parents and pupil read it. `reactie`: the own one, "" for none; `versie` of it, 0 for none.
    `verslagen`: reports that the school made elsewhere; `handtekeningen`: the own signature on paper."""

    id: UUID
    titel: str
    gehouden_op: date
    gedeeld_op: datetime
    aanwezigen: list[str]
    punten: list[MijnPunt]
    afspraken: list[MijnAfspraak]
    reactie: str
    versie: int
    verslagen: list[DossierstukStand]
    handtekeningen: list[DossierstukStand]


class MijnGesprekkenLijst(Deel, frozen=True, kw_only=True):
    """What the school shared, the newest first."""

    gesprekken: list[MijnGesprek]


class AfsprakenLijst(Deel, frozen=True, kw_only=True):
    """Over all dossiers that the asker may read: open ones, the own first and then by day, at most 200 (`meer`); then
    the last own ones that were done."""

    afspraken: list[AfspraakStand]
    meer: bool


class GesprekVanLeerling(Deel, frozen=True, kw_only=True):
    """A talk that was not shared on its day."""

    dossier_id: UUID
    gesprek_id: UUID
    leerling: str
    titel: str
    gehouden_op: date


class OngedeeldLijst(Deel, frozen=True, kw_only=True):
    """The oldest first, at most 50."""

    gesprekken: list[GesprekVanLeerling]


class ChecklistStap(Deel, frozen=True, kw_only=True):
    """`stand`: open | gedaan. `vanzelf`: the dossier shows it, by what (`blijkt`) and since when (`blijkt_op`); `door`,
    `op`: else who ticked it, and when."""

    naam: str
    titel: str
    fase: str
    uitleg: str
    ouders: str
    stand: str
    vanzelf: bool
    blijkt: str
    blijkt_op: date | None
    door: str
    op: datetime | None


class ChecklistStand(Deel, frozen=True, kw_only=True):
    """`nu`: the number of the step where the pupil is; 0 when this samenwerkingsverband has no checklist."""

    titel: str
    uitleg: str
    stappen: list[ChecklistStap]
    nu: int
    handelingen: list[str]


class GesprekPdf(Deel, frozen=True, kw_only=True):
    """The report as a file."""

    naam: str
    inhoud: bytes


# --------------------------------------------------------------------------------------------- questions


class GesprekkenTonen(Vraag, frozen=True, kw_only=True):
    """The talks over this pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = GesprekkenLijst
    dossier_id: UUID


class GesprekTonen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar[type] = GesprekStand
    dossier_id: UUID
    gesprek_id: UUID


class GesprekOphalen(Vraag, frozen=True, kw_only=True):
    """The report as PDF. Raises KanNiet while it was not shared."""

    antwoord: ClassVar[type] = GesprekPdf
    dossier_id: UUID
    gesprek_id: UUID


class AfsprakenTonen(Vraag, frozen=True, kw_only=True):
    """What is mine to do, and what others of the school do."""

    antwoord: ClassVar[type] = AfsprakenLijst


class MijnGesprekkenTonen(Vraag, frozen=True, kw_only=True):
    """For parents and pupil: the reports that were shared, and nothing of those that are being made."""

    antwoord: ClassVar[type] = MijnGesprekkenLijst
    dossier_id: UUID


class OngedeeldTonen(Vraag, frozen=True, kw_only=True):
    """Reports of the own school that parents should have had on the day of the talk."""

    antwoord: ClassVar[type] = OngedeeldLijst


class ChecklistTonen(Vraag, frozen=True, kw_only=True):
    """Where the pupil is on the steps of this samenwerkingsverband."""

    antwoord: ClassVar[type] = ChecklistStand
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class GesprekBeginnen(Opdracht, frozen=True, kw_only=True):
    """A talk of this kind was held, or begins, on `gehouden_op`. Who begins it is at the table too.

    `meelezen`: the parents agree that the samenwerkingsverband reads this dossier. Raises OngeldigeInvoer, KanNiet.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    soort: str
    gehouden_op: date
    aanwezigen: tuple[Aanwezige, ...]
    meelezen: bool = False


class AanwezigeToevoegen(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    naam: str
    functie: str
    kant: str


class AanwezigeWeghalen(Opdracht, frozen=True, kw_only=True):
    """Was not there. Raises KanNiet for who has an agreement."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    aanwezige_id: UUID


class GesprekspuntAfvinken(Opdracht, frozen=True, kw_only=True):
    """A point is open, besproken or niet_aan_de_orde. The same tick twice is one; the last one counts."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    punt_id: UUID
    stand: str


class GesprekspuntBeschrijven(Opdracht, frozen=True, kw_only=True):
    """What was said about it; text on an open point ticks it. Raises Gewijzigd when another wrote meanwhile."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    punt_id: UUID
    versie: int
    tekst: str


class AfspraakMaken(Opdracht, frozen=True, kw_only=True):
    """Somebody at the table does this before the end of a day. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    wat: str
    aanwezige_id: UUID
    uiterlijk_op: date


class AfspraakAfvinken(Opdracht, frozen=True, kw_only=True):
    """It was done. `uitkomst`: what came of it, may be empty."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    afspraak_id: UUID
    versie: int
    uitkomst: str = ""


class AfspraakHeropenen(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    afspraak_id: UUID
    versie: int


class AfspraakLatenVervallen(Opdracht, frozen=True, kw_only=True):
    """It needs no doing any more, because of `reden`."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    afspraak_id: UUID
    versie: int
    reden: str


class GesprekDelen(Opdracht, frozen=True, kw_only=True):
    """The parents may read it now. Raises KanNiet while a point that must be talked about is open."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID


class VerslagToevoegen(Opdracht, frozen=True, kw_only=True):
    """A report that the school made elsewhere, sent in parts (`DocumentDeel`); the points are ticked here. After
    sharing only in the place of one that was withdrawn. Raises OngeldigeInvoer, KanNiet and TeGroot."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    upload: UUID
    bestandsnaam: str


class HandtekeningToevoegen(Opdracht, frozen=True, kw_only=True):
    """Somebody with gezag (or the pupil of 18) signed the report on paper on day `op`: the scan, sent in parts, and
    why it was not done in Meedoen. Raises OngeldigeInvoer, KanNiet and TeGroot."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    wie: UUID
    op: date
    reden: str
    upload: UUID
    bestandsnaam: str


class GesprekstukIntrekken(Opdracht, frozen=True, kw_only=True):
    """The wrong file. `reden` is needed once somebody else opened it, or added it. Raises OngeldigeInvoer, KanNiet."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    dossierstuk_id: UUID
    reden: str = ""


class GesprekReageren(Opdracht, frozen=True, kw_only=True):
    """A parent or the pupil says what they think of a report; again replaces it. `versie`: of the own one, 0 for none.
    Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    versie: int
    tekst: str


class GesprekWeghalen(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    versie: int


class GesprekTerugzetten(Opdracht, frozen=True, kw_only=True):
    """It was no mistake. Raises KanNiet after thirty days."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    gesprek_id: UUID
    versie: int


class CheckliststapAfvinken(Opdracht, frozen=True, kw_only=True):
    """The school says whether a step was taken. Raises KanNiet for one that the dossier shows by itself."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    stap: str
    gedaan: bool


# ------------------------------------------------------------------------------------------------- facts


class GesprekBegonnen(Feit, frozen=True, kw_only=True):
    """De school begon een verslag van een gesprek over de leerling."""

    gesprek_id: UUID
    soort: str


class AanwezigeToegevoegd(Feit, frozen=True, kw_only=True):
    """Bij het gesprek is iemand toegevoegd die erbij was."""

    gesprek_id: UUID


class AanwezigeWeggehaald(Feit, frozen=True, kw_only=True):
    """Bij het gesprek is iemand weggehaald die er niet was."""

    gesprek_id: UUID


class AfspraakGemaakt(Feit, frozen=True, kw_only=True):
    """Aan tafel is een afspraak gemaakt."""

    gesprek_id: UUID
    afspraak_id: UUID
    uiterlijk_op: date


class AfspraakAfgevinkt(Feit, frozen=True, kw_only=True):
    """Een afspraak is gedaan."""

    afspraak_id: UUID


class AfspraakHeropend(Feit, frozen=True, kw_only=True):
    """Een afspraak staat weer open."""

    afspraak_id: UUID


class AfspraakVervallen(Feit, frozen=True, kw_only=True):
    """Een afspraak is vervallen."""

    afspraak_id: UUID


class GesprekGedeeld(Feit, frozen=True, kw_only=True):
    """De school deelde het verslag van een gesprek met de ouders."""

    gesprek_id: UUID
    soort: str
    met_swv: bool


class GesprekReactieGegeven(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling reageerde op het verslag van een gesprek."""

    gesprek_id: UUID


class GesprekWeggehaald(Feit, frozen=True, kw_only=True):
    """De school haalde een verslag weg dat er niet hoorde."""

    gesprek_id: UUID


class GesprekTeruggezet(Feit, frozen=True, kw_only=True):
    """De school zette een verslag terug."""

    gesprek_id: UUID


class GesprekNietGedeeld(Feit, frozen=True, kw_only=True):
    """Een verslag was aan het eind van de dag nog niet met de ouders gedeeld."""

    gesprek_id: UUID


class AfspraakHerinnerd(Feit, frozen=True, kw_only=True):
    """Er ging bericht uit dat een afspraak bijna of al gedaan moest zijn."""

    afspraak_id: UUID


class CheckliststapAfgevinkt(Feit, frozen=True, kw_only=True):
    """De school vinkte een stap van de checklist aan of uit."""

    stap: str
    gedaan: bool
