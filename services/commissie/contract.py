"""What others may ask of commissie, and what commissie tells: from a filed aanvraag to a besluit made known.

The id of a behandeling is the id of its aanvraag. Faults: services.kern.errors.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit
from services.kern.inzage import InzagenLijst, Nagaan, Samenvatten


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


# ---------------------------------------------------------------------------------------------- answers


class Bewaard(Deel, frozen=True, kw_only=True):
    id: UUID
    versie: int
    op: datetime


class WerkvoorraadRegel(msgspec.Struct, frozen=True, array_like=True):
    """One row of the werkvoorraad; an array on the wire because this is the hot page."""

    id: UUID
    kenmerk: str
    leerling: str
    groep: str
    school: str
    bestuur: str
    soort: str
    categorie: str | None
    status: str
    wacht_op: str
    uiterlijk_op: date
    streef_op: date | None
    opgeschort: bool
    behandelaar: str | None


class Werkvoorraad(Deel, frozen=True, kw_only=True):
    """`tellingen`: rows per status plus `te_laat`, `deze_week`, `opgeschort`, `alle`. `verder`: key of the next page.

    Counting stops at 5000 rows, the most urgent first.
    """

    regels: list[WerkvoorraadRegel]
    tellingen: dict[str, int]
    verder: str | None
    vandaag: date


class Stap(Deel, frozen=True, kw_only=True):
    """One step of an explanation. `grondslag`: an article, or the tenant's own rule with its source."""

    stap: str
    datum: date | None
    waarde: str | None
    grondslag: str


class TermijnStand(Deel, frozen=True, kw_only=True):
    """A term of this case and how its date came about. `soort`: wettelijk | streef | hersteltermijn | bezwaar.

    `status`: loopt | opgeschort | gehaald | verstreken | vervallen. `voor`: the addressee, for a bezwaartermijn.
    """

    naam: str
    titel: str
    soort: str
    uiterlijk_op: date
    status: str
    uitleg: list[Stap]
    voor: str | None = None


class Periode(Deel, frozen=True, kw_only=True):
    van: date
    tot_en_met: date


class Gebeurtenis(Deel, frozen=True, kw_only=True):
    """A dated event of the legal ledger, for the drawing."""

    soort: str
    titel: str
    op: date


class VraagStand(Deel, frozen=True, kw_only=True):
    """A question to the school. `status`: open | beantwoord | verlopen."""

    id: UUID
    tekst: str
    document_soort: str | None
    gevraagd_op: date
    termijn_tot: date
    beantwoord_op: date | None
    status: str


class AdviesStand(Deel, frozen=True, kw_only=True):
    """A seat at the table. The content is None until everybody has sealed (blind) or for who may not see it.

    `status`: benoemd | concept | verzegeld; `concept` is told to its author only, and while blind a fellow
    deskundige is told `benoemd` only. `oordeel`: toelaatbaar | niet_toelaatbaar. `eigen`: the asker sits here.
    Times, sizes and versions (0) stay hidden while blind.
    """

    id: UUID
    plek: str
    plek_titel: str
    deskundige: str
    discipline: str
    extern: bool
    status: str
    eigen: bool
    oordeel: str | None
    categorie: str | None
    onderbouwing: str | None
    antwoorden: dict[str, str] | None
    verzegeld_op: datetime | None
    zegel: str | None
    versie: int


class EindadviesStand(Deel, frozen=True, kw_only=True):
    tekst: str
    oordeel: str
    categorie: str | None
    eenstemmig: bool
    gemaakt_op: datetime
    gemaakt_door: str


class Bekendmaking(Deel, frozen=True, kw_only=True):
    """To whom the besluit was made known, and until when this addressee can object (CONV-5)."""

    aan: str
    rol: str
    op: date
    bezwaar_tot_en_met: date
    gelezen_op: datetime | None


class BesluitStand(Deel, frozen=True, kw_only=True):
    """`uitkomst`: toegekend | afgewezen. `nummer`: TLV number, None when refused."""

    uitkomst: str
    soort: str
    categorie: str | None
    van: date | None
    tot_en_met: date | None
    motivering: str
    weging_zienswijze: str
    nummer: str | None
    genomen_op: date
    genomen_door: str
    mandaat: str
    bekendgemaakt_op: date | None
    onherroepelijk_op: date | None
    beschikking_klaar: bool
    bekendmakingen: list[Bekendmaking]


class Betrokkene(Deel, frozen=True, kw_only=True):
    persoon: UUID
    naam: str
    rol: str


class Zienswijze(Deel, frozen=True, kw_only=True):
    naam: str
    van: str
    tekst: str | None
    instemming: bool | None


class Regel(Deel, frozen=True, kw_only=True):
    op: datetime
    zin: str
    door: str


class Beslisser(Deel, frozen=True, kw_only=True):
    """Who decides on this case by the tenant's mandate, and why."""

    rol: str
    rolnaam: str
    reden: str
    bron: str


class BehandelingStand(Deel, frozen=True, kw_only=True):
    """Everything a person within scope may see of a behandeling. `handelingen`: what this person may do now.

    `status`: ontvangen | aanvulling_gevraagd | in_advies | adviezen_compleet | geadviseerd | besloten |
    bekendgemaakt | onherroepelijk | ingetrokken. `wacht_op`: in words. `school` and `beoogde_school`: as people
    call them. `beletsels`: act to the sentence why it cannot be done yet although the process allows it; such an
    act stands in `handelingen` too. `regels_op`: the day whose rules count for this case, that of receipt.
    """

    id: UUID
    kenmerk: str
    versie: int
    status: str
    wacht_op: str
    soort: str
    categorie: str | None
    complex: bool
    leerling: str
    geboren_op: date
    groep: str
    school: str
    bestuur: str
    beoogde_school: str | None
    ontvangen_op: date
    uiterlijk_op: date
    behandelaar: str | None
    termijnen: list[TermijnStand]
    opschortingen: list[Periode]
    ledger: list[Gebeurtenis]
    vragen: list[VraagStand]
    adviezen: list[AdviesStand]
    eindadvies: EindadviesStand | None
    besluit: BesluitStand | None
    betrokkenen: list[Betrokkene]
    zienswijzen: list[Zienswijze]
    beslisser: Beslisser
    tijdlijn: list[Regel]
    handelingen: list[str]
    beletsels: dict[str, str]
    vandaag: date
    regels_op: date


class DeskundigeKeuze(Deel, frozen=True, kw_only=True):
    """A deskundige who might sit at `plek`. `beletsel`: why not (linked to the school, already there)."""

    persoon: UUID
    naam: str
    discipline: str
    extern: bool
    plekken: list[str]
    lopend: int
    beletsel: str | None


class BenoemingsVoorstel(Deel, frozen=True, kw_only=True):
    """Proposal per seat, lightest load first, and everybody one may choose from. `plekken`: naam to titel."""

    plekken: dict[str, str]
    voorstel: dict[str, UUID]
    keuzes: list[DeskundigeKeuze]


class AdviesKort(Deel, frozen=True, kw_only=True):
    id: UUID
    behandeling_id: UUID
    kenmerk: str
    leerling: str
    soort: str
    school: str
    plek_titel: str
    status: str
    uiterlijk_op: date


class AdviezenLijst(Deel, frozen=True, kw_only=True):
    adviezen: list[AdviesKort]


class AdviesDossier(Deel, frozen=True, kw_only=True):
    """The desk of the deskundige: own advice, and the case around it.

    `vragen`: naam to title of what the advice answers (`AdviesBewaren.antwoorden`). `oordelen`: value to title.
    """

    behandeling_id: UUID
    advies: AdviesStand
    behandeling: BehandelingStand
    vragen: dict[str, str]
    oordelen: dict[str, str]


class StapOuder(Deel, frozen=True, kw_only=True):
    """A step in the tenant's public wording. `stand`: klaar | nu | straks."""

    titel: str
    stand: str
    op: date | None


class MijnKindStand(Deel, frozen=True, kw_only=True):
    """What a parent or pupil, or the school that applied, sees of the behandeling."""

    id: UUID
    kenmerk: str
    status: str
    stappen: list[StapOuder]
    uiterlijk_op: date
    termijn: TermijnStand
    wacht_op: str
    besluit: BesluitStand | None
    bezwaar_tot_en_met: date | None
    regels_op: date


class TlvKort(Deel, frozen=True, kw_only=True):
    """A TLV as the receiving school sees it. `tot_en_met` None: for the whole time at this kind of school.

    `groep`: of the pupil on `ontvangen_op`, the day of the aanvraag.
    """

    behandeling_id: UUID
    nummer: str
    leerling: str
    geboren_op: date
    soort: str
    categorie: str | None
    van: date
    tot_en_met: date | None
    school: str
    groep: str = ""
    ontvangen_op: date | None = None


class TlvGegevens(Deel, frozen=True, kw_only=True):
    """A granted TLV that was made known, between services. `groep`: of the pupil on `ontvangen_op`."""

    nummer: str
    leerling: str
    geboren_op: date
    groep: str
    ontvangen_op: date
    soort: str
    categorie: str | None
    van: date
    tot_en_met: date | None
    beoogde_school: str | None


class VerloopRegel(Deel, frozen=True, kw_only=True):
    """A TLV that ends. `school`: the vestigingscode of the school it names; None where that was not known."""

    behandeling_id: UUID
    nummer: str
    leerling: str
    soort: str
    categorie: str | None
    tot_en_met: date
    school: str | None


class Verloop(Deel, frozen=True, kw_only=True):
    """The first to end first, at most 500."""

    regels: list[VerloopRegel]


class TlvLijst(Deel, frozen=True, kw_only=True):
    tlvs: list[TlvKort]


class Beschikking(Deel, frozen=True, kw_only=True):
    """The PDF for this addressee."""

    bestandsnaam: str
    inhoud: bytes


class ProefTelling(Deel, frozen=True, kw_only=True):
    """How many aanvragen had this (`was`, by the rules of their own day) and would have it (`wordt`)."""

    naam: str
    titel: str
    was: int
    wordt: int


class ProefOnderwerp(Deel, frozen=True, kw_only=True):
    """One subject of a trial. `naam`: beslist | deskundigen | vergaderen | streeftermijnen | geldigheid | gesprek.

    `beoordeeld`: the aanvragen about which something can be said here; `anders`: those that would go otherwise.
    `zinnen`: what to read first, in plain Dutch; empty when nothing changes.
    """

    naam: str
    titel: str
    beoordeeld: int
    anders: int
    tellingen: list[ProefTelling]
    zinnen: list[str]


class Proef(Deel, frozen=True, kw_only=True):
    """A trial of other rules on the aanvragen received in a period. Counts and sentences, never a child.

    `anders`: aanvragen for which at least one subject would go otherwise. `zinnen`: the most telling of all subjects;
    one sentence that says so when nothing changes or there are no aanvragen.
    """

    van: date
    tot_en_met: date
    aantal: int
    anders: int
    onderwerpen: list[ProefOnderwerp]
    zinnen: list[str]


# -------------------------------------------------------------------------------------------- questions


class RegelsProberen(Vraag, frozen=True, kw_only=True):
    """What other rules would have meant for the aanvragen received in a period. By the beheerder of the own SWV.

    `bestanden`: the whole set (`RegelversieLezen`). `vanaf`: which of their dated values to try, tomorrow when None.
    OngeldigeInvoer at `bestanden` when they cannot be used (`extra`: `bestand`, `sleutel`, `regel`), and at
    `tot_en_met` when the period ends before it begins or is longer than five years.
    """

    antwoord: ClassVar = Proef
    bestanden: dict[str, str]
    van: date
    tot_en_met: date
    vanaf: date | None = None


class WerkvoorraadTonen(Vraag, frozen=True, kw_only=True):
    """Running cases of the tenant, soonest legal date first, 50 a page. `filter`: a status or a telling."""

    antwoord: ClassVar = Werkvoorraad
    filter: str | None = None
    soort: str | None = None
    zoek: str | None = None
    verder: str | None = None


class BehandelingTonen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = BehandelingStand
    behandeling_id: UUID


class BenoemingVoorstellen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = BenoemingsVoorstel
    behandeling_id: UUID


class VraagLezen(Vraag, frozen=True, kw_only=True):
    """Only between services: the text and term of a question to the school (intake shows it at its spot)."""

    antwoord: ClassVar = VraagStand
    behandeling_id: UUID
    vraag_id: UUID


class AdviezenTonen(Vraag, frozen=True, kw_only=True):
    """The own assignments of the asking deskundige."""

    antwoord: ClassVar = AdviezenLijst


class AdviesTonen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = AdviesDossier
    advies_id: UUID


class MijnKindTonen(Vraag, frozen=True, kw_only=True):
    """By a parent, the pupil, or the school that applied."""

    antwoord: ClassVar = MijnKindStand
    behandeling_id: UUID


class InzagenTonen(Vraag, frozen=True, kw_only=True):
    """Who looked at the own child's behandeling, and who acted on it, newest first. By a parent; asking is a look too.

    `tot`: lines up to this moment, so that pages do not shift; None: now. `hoogstens`: at most this many, to 10,000.
    """

    antwoord: ClassVar = InzagenLijst
    behandeling_id: UUID
    tot: datetime | None = None
    hoogstens: int = 50


class InzagenNagaan(Nagaan, frozen=True, kw_only=True):
    """Who saw or did what here between two moments. By the functionaris gegevensbescherming."""


class InzagenSamenvatten(Samenvatten, frozen=True, kw_only=True):
    """Only between services: what everybody did here in a period, counted for the weekly nazicht."""


class BestandenLijst(Deel, frozen=True, kw_only=True):
    """Keys of files in their own order. `meer`: there are more after the last one."""

    sleutels: list[str]
    meer: bool


class BestandenNoemen(Vraag, frozen=True, kw_only=True):
    """Only between services: the files that rows here name, for the nightly look at the store (N9).

    `na`: only those after this key; a call answers at most 2,000.
    """

    antwoord: ClassVar = BestandenLijst
    na: str = ""


class TlvsTonen(Vraag, frozen=True, kw_only=True):
    """For the school of the asker's hat: the TLV's that name it as receiving school."""

    antwoord: ClassVar = TlvLijst


class VerloopTonen(Vraag, frozen=True, kw_only=True):
    """The TLV's of the samenwerkingsverband that end within a year, or ended in the last three months."""

    antwoord: ClassVar = Verloop


class TlvInzien(Vraag, frozen=True, kw_only=True):
    """Only between services (intake renews one). NietGevonden where no TLV was granted and made known."""

    antwoord: ClassVar = TlvGegevens
    behandeling_id: UUID


class BeschikkingOphalen(Vraag, frozen=True, kw_only=True):
    """The beschikking as sent to the asker; for SWV staff the one for the school."""

    antwoord: ClassVar = Beschikking
    behandeling_id: UUID


# --------------------------------------------------------------------------------------------- commands


class AanvullingVragen(Opdracht, frozen=True, kw_only=True):
    """Ask the school for what is missing, with a term. The legal clock stops from the day after (Awb 4:15-1a)."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    tekst: str
    termijn_tot: date
    document_soort: str | None = None


class ComplexAanmerken(Opdracht, frozen=True, kw_only=True):
    """Mark or unmark as bijzonder complex, or correct the category; may change who decides."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    complex: bool
    categorie: str | None = None
    reden: str


class DeskundigenBenoemen(Opdracht, frozen=True, kw_only=True):
    """Seat to person. OngeldigeInvoer per seat when somebody is linked to the school or of the wrong discipline."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    benoemingen: dict[str, UUID]


class AdviesBewaren(Opdracht, frozen=True, kw_only=True):
    """Save the own draft. KanNiet once sealed."""

    antwoord: ClassVar = Bewaard
    advies_id: UUID
    versie: int
    oordeel: str | None = None
    categorie: str | None = None
    onderbouwing: str = ""
    antwoorden: dict[str, str] = msgspec.field(default_factory=dict)


class AdviesVerzegelen(Opdracht, frozen=True, kw_only=True):
    """Close the own advice for good, with time and hash."""

    antwoord: ClassVar = Bewaard
    advies_id: UUID
    versie: int


class EindadviesMaken(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    oordeel: str
    categorie: str | None = None
    tekst: str


class GesprekAanbieden(Opdracht, frozen=True, kw_only=True):
    """Offer school and parents a talk before a refusal (seed 004, bijlage 1, 4)."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    toelichting: str


class BeslistermijnVerdagen(Opdracht, frozen=True, kw_only=True):
    """Tell the applicant a new concrete date before the term ends (Awb 4:14-3)."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    nieuwe_datum: date
    reden: str


class BeslistermijnOpschorten(Opdracht, frozen=True, kw_only=True):
    """The clock stands still on these days, both included, on a ground of the law (Awb 4:15-1b and 4:15-2).

    `grond`: instemming | aanvrager | overmacht | buitenland, of those that the tenant declares.
    """

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    grond: str
    van: date
    tot_en_met: date
    reden: str


class BesluitNemen(Opdracht, frozen=True, kw_only=True):
    """By the role that the tenant's mandate names, nobody else. `van`/`tot_en_met` only when toegekend.

    `afwijking`: why the besluit departs from the eindadvies; required when it does (Awb 3:50). `tot_en_met` None
    only where the tenant gives this kind of TLV for the whole school career.
    """

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int
    uitkomst: str
    categorie: str | None = None
    van: date | None = None
    tot_en_met: date | None = None
    motivering: str
    weging_zienswijze: str
    afwijking: str = ""


class BesluitBekendmaken(Opdracht, frozen=True, kw_only=True):
    """Make it known to the school and to each parent apart; starts a bezwaartermijn for each (Awb 3:41, 6:8)."""

    antwoord: ClassVar = Bewaard
    behandeling_id: UUID
    versie: int


class DeskundigeAanmelden(Opdracht, frozen=True, kw_only=True):
    """Only by the administration command: somebody joins the pool. The same person again replaces what was known.

    `discipline`: as in `commissie.plekken` of the tenant. `verbonden_scholen`: vestigingscodes (R-TLV-7).
    """

    antwoord: ClassVar = None
    persoon: UUID
    naam: str
    discipline: str
    extern: bool
    verbonden_scholen: list[str] = msgspec.field(default_factory=list)


# ------------------------------------------------------------------------------------------------ facts


class BehandelingGeopend(Feit, frozen=True, kw_only=True):
    """De aanvraag is in behandeling genomen."""

    ontvangen_op: date
    uiterlijk_op: date


class BehandelingGestopt(Feit, frozen=True, kw_only=True):
    """De behandeling is gestopt, want de school trok de aanvraag in."""

    gestopt_op: date


class AanvullingGevraagd(Feit, frozen=True, kw_only=True):
    """Het samenwerkingsverband heeft de school om een aanvulling gevraagd; de beslistermijn staat stil."""

    vraag_id: UUID
    gevraagd_op: date
    termijn_tot: date
    document_soort: str | None


class AanvullingVerwerkt(Feit, frozen=True, kw_only=True):
    """De aanvulling is ontvangen; de beslistermijn loopt weer."""

    vraag_id: UUID
    ontvangen_op: date


class HersteltermijnVerstreken(Feit, frozen=True, kw_only=True):
    """De school heeft niet op tijd aangevuld; de beslistermijn loopt weer."""

    vraag_id: UUID


class ComplexAangemerkt(Feit, frozen=True, kw_only=True):
    """Vastgesteld is of de aanvraag bijzonder complex is."""

    complex: bool
    categorie: str | None


class DeskundigeBenoemd(Feit, frozen=True, kw_only=True):
    """Een deskundige is benoemd."""

    persoon: UUID
    plek: str


class DeskundigeVervangen(Feit, frozen=True, kw_only=True):
    """Een andere deskundige neemt de plek over; de eerdere adviseert niet meer over deze zaak."""

    persoon: UUID
    plek: str


class AdviesVerzegeld(Feit, frozen=True, kw_only=True):
    """Een deskundige heeft het advies verzegeld."""

    persoon: UUID
    plek: str


class EindadviesGemaakt(Feit, frozen=True, kw_only=True):
    """Het eindadvies is gemaakt."""

    oordeel: str
    eenstemmig: bool


class GesprekAangeboden(Feit, frozen=True, kw_only=True):
    """School en ouders is een gesprek aangeboden."""


class BeslistermijnVerdaagd(Feit, frozen=True, kw_only=True):
    """Het besluit komt later; school en ouders hebben daar bericht van."""

    nieuwe_datum: date


class BeslistermijnOpgeschort(Feit, frozen=True, kw_only=True):
    """De beslistermijn staat op deze dagen stil; school en ouders hebben daar bericht van."""

    van: date
    tot_en_met: date


class BeslistermijnGewaarschuwd(Feit, frozen=True, kw_only=True):
    """De uiterste beslisdatum komt dichtbij; secretaris en directeur zijn gewaarschuwd."""

    uiterlijk_op: date


class BeslistermijnVerstreken(Feit, frozen=True, kw_only=True):
    """De uiterste beslisdatum is voorbij zonder besluit."""

    uiterlijk_op: date


class SchoolHerinnerd(Feit, frozen=True, kw_only=True):
    """De school is herinnerd aan de open vraag."""

    vraag_id: UUID


class BesluitGenomen(Feit, frozen=True, kw_only=True):
    """Het besluit is genomen."""

    uitkomst: str
    genomen_op: date


class BeschikkingGemaakt(Feit, frozen=True, kw_only=True):
    """De beschikking is gemaakt."""


class BesluitBekendgemaakt(Feit, frozen=True, kw_only=True):
    """Het besluit is toegezonden aan school en ouders; de bezwaartermijn loopt."""

    uitkomst: str
    soort: str
    categorie: str | None
    nummer: str | None
    van: date | None
    tot_en_met: date | None
    school: str
    bestuur: str
    beoogde_school: str | None
    leerling_id: UUID
    bekendgemaakt_op: date


class BesluitOnherroepelijk(Feit, frozen=True, kw_only=True):
    """De bezwaartermijn is voorbij; het besluit staat vast."""

    onherroepelijk_op: date


class BehandelingVernietigd(Feit, frozen=True, kw_only=True):
    """De commissie heeft haar afschrift van het dossier vernietigd."""

    rijen: int
