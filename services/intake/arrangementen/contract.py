"""What others may ask about extra support (arrangementen), and what is told.

`zaak`: the leerlingdossier of the pupil; of support for a group the arrangement itself. Amounts are whole cents.
Commands on one carry the `versie` the sender saw.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

#: How a goal turned out.
UITKOMSTEN = {"behaald": "Behaald", "deels": "Deels behaald", "niet": "Niet behaald"}
MEESTE_DOELEN = 3

# ---------------------------------------------------------------------------------------------- answers


class DoelStand(Deel, frozen=True, kw_only=True):
    """`uitkomst`: a key of UITKOMSTEN, "" while nobody looked back."""

    doel: str
    uitkomst: str
    toelichting: str
    op: date | None


class BesluitRegel(Deel, frozen=True, kw_only=True):
    """A line of the ledger. `soort`: toegekend | geweigerd | verlengd | gestopt | afgelopen | ingekort |
    gemeld | ingetrokken.

    `cent` and `inzet`: what holds in all since this line; None where it is about neither.
    """

    soort: str
    op: date
    tot: date | None
    cent: int | None
    inzet: int | None
    reden: str
    door: str


class ArrangementStand(Deel, frozen=True, kw_only=True):
    """One arrangement. `status`: gevraagd | loopt | geweigerd | ingetrokken | beeindigd.

    `titel`: as the samenwerkingsverband called it when it was asked. `beslist`: the role that decides. `van` and `tot`
    (the last day): as asked, and as granted once it runs. `school` answers for the pupil all the time; `plek_school`:
    where the pupil is meanwhile. `besteed_cent`: what of the amount belongs to the days until the end, once it ended.
    `uiterste_tot`: the last day to which it can be prolonged, None where the samenwerkingsverband sets none.
    `opbouw`: how that day came about. `evaluatie`: of the school where the pupil is meanwhile.
    `handelingen`: what this person may do now.
    """

    id: UUID
    versie: int
    kenmerk: str
    status: str
    soort: str
    titel: str
    zaak: UUID
    dossier_id: UUID | None
    leerling: str
    groep: str
    school: str
    bestuur: str
    plek_school: str
    inschrijving: str
    beslist: str
    van: date
    tot: date
    behoefte: str
    communicatie: str
    doelen: list[DoelStand]
    ouders_akkoord: bool
    eenheid: str
    gevraagd_cent: int | None
    gevraagd_inzet: int | None
    cent: int | None
    inzet: int | None
    besteed_cent: int | None
    uiterste_tot: date | None
    opbouw: str
    besluiten: list[BesluitRegel]
    gevraagd_op: date
    gevraagd_door: str
    evaluatie: str
    evaluatie_op: date | None
    handelingen: list[str]


class ArrangementKort(Deel, frozen=True, kw_only=True):
    """In a list. `leerling`: "" for a group. `aflopend`: the warning for its end has come."""

    id: UUID
    zaak: UUID
    dossier_id: UUID | None
    kenmerk: str
    titel: str
    leerling: str
    groep: str
    school: str
    status: str
    beslist: str
    van: date
    tot: date
    aflopend: bool
    terugkijken: bool
    gevraagd_op: date


class ArrangementenLijst(Deel, frozen=True, kw_only=True):
    """What presses most first, at most 500; `meer` when there are others."""

    arrangementen: list[ArrangementKort]
    meer: bool


class VerblijfStand(Deel, frozen=True, kw_only=True):
    """Support that is carried out at another school, for that school: goal, need, how long and how everybody hears.

    `school` answers for the pupil all the time. No amount, no ledger, nothing of before. `evaluatie`: what the school
    where the pupil is wrote about it. `handelingen`: what this person may do now.
    """

    id: UUID
    zaak: UUID
    versie: int
    titel: str
    leerling: str
    groep: str
    school: str
    status: str
    van: date
    tot: date
    behoefte: str
    communicatie: str
    doelen: list[str]
    evaluatie: str
    evaluatie_op: date | None
    evaluatie_door: str
    handelingen: list[str]


class VerblijvenLijst(Deel, frozen=True, kw_only=True):
    """What runs, then what ended lately."""

    verblijven: list[VerblijfStand]


class BestuurRegel(Deel, frozen=True, kw_only=True):
    """An arrangement of a school of this board, without a name. `cent`: granted, less what ending early saved."""

    zaak: UUID
    kenmerk: str
    titel: str
    school: str
    plek_school: str
    status: str
    van: date
    tot: date
    cent: int | None


class BestuurOverzicht(Deel, frozen=True, kw_only=True):
    """Of the schooljaar that began in `schooljaar`, by the first day."""

    schooljaar: int
    regels: list[BestuurRegel]


class BudgetRegel(Deel, frozen=True, kw_only=True):
    """Of one school and kind: how many run and how many ended, and the cents granted, less what ending early saved."""

    school: str
    bestuur: str
    titel: str
    lopend: int
    beeindigd: int
    cent: int


class BudgetTelling(Deel, frozen=True, kw_only=True):
    """Of the schooljaar that began in `schooljaar`, by the first day of each arrangement."""

    schooljaar: int
    regels: list[BudgetRegel]


class FactuurStand(Deel, frozen=True, kw_only=True):
    """An invoice on an arrangement. `status`: ingediend | goedgekeurd | afgekeurd. `bestand_status`: wacht (on the
    virus scan) | bruikbaar | geweigerd (then `melding` says why). `bevindingen`: what does not fit.
    """

    id: UUID
    versie: int
    nummer: str
    afzender: str
    datum: date
    cent: int
    bestand: str
    bestand_status: str
    melding: str
    status: str
    bevindingen: list[str]
    ingediend_op: date
    ingediend_door: str
    besluit_op: date | None
    besluit_door: str
    reden: str
    handelingen: list[str]


class FacturenBlad(Deel, frozen=True, kw_only=True):
    """Of one arrangement, newest first. `over_cent`: of `toegekend_cent` what was not approved yet."""

    arrangement_id: UUID
    zaak: UUID
    kenmerk: str
    titel: str
    wie: str
    school: str
    beslist: str
    toegekend_cent: int
    over_cent: int
    facturen: list[FactuurStand]
    handelingen: list[str]


class FactuurDeel(Deel, frozen=True, kw_only=True):
    """One part of the file, cleaned. `laatste`: nothing comes after it."""

    zaak: UUID
    naam: str
    mediatype: str
    inhoud: bytes
    laatste: bool


# --------------------------------------------------------------------------------------------- questions


class ArrangementenTonen(Vraag, frozen=True, kw_only=True):
    """Of one pupil, newest first. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = ArrangementenLijst
    dossier_id: UUID


class ArrangementenVolgen(Vraag, frozen=True, kw_only=True):
    """Of the own school, or all that schools asked of the samenwerkingsverband."""

    antwoord: ClassVar[type] = ArrangementenLijst


class ArrangementTonen(Vraag, frozen=True, kw_only=True):
    """One. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = ArrangementStand
    arrangement_id: UUID


class VerblijvenTonen(Vraag, frozen=True, kw_only=True):
    """Of pupils of other schools who are (or lately were) at the school of the asker."""

    antwoord: ClassVar[type] = VerblijvenLijst


class VerblijfTonen(Vraag, frozen=True, kw_only=True):
    """One. Raises NietGevonden for any other school."""

    antwoord: ClassVar[type] = VerblijfStand
    arrangement_id: UUID


class BestuurArrangementenTonen(Vraag, frozen=True, kw_only=True):
    """Of the schools of the asker's board. `schooljaar`: as in BudgetTellen."""

    antwoord: ClassVar[type] = BestuurOverzicht
    schooljaar: int = 0


class FacturenTonen(Vraag, frozen=True, kw_only=True):
    """Of one arrangement with an amount. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = FacturenBlad
    arrangement_id: UUID


class FactuurOphalen(Vraag, frozen=True, kw_only=True):
    """Part `deel` of the cleaned file, from 0. Raises NietGevonden outside scope, KanNiet while it is judged."""

    antwoord: ClassVar[type] = FactuurDeel
    arrangement_id: UUID
    factuur_id: UUID
    deel: int = 0


class BudgetTellen(Vraag, frozen=True, kw_only=True):
    """Numbers and amounts per school, for the samenwerkingsverband: no pupil, no arrangement. `schooljaar`: the year
    in which it began; 0 for that of today."""

    antwoord: ClassVar[type] = BudgetTelling
    schooljaar: int = 0


# ---------------------------------------------------------------------------------------------- commands


class ArrangementAanvragen(Opdracht, frozen=True, kw_only=True):
    """Ask for support of kind `soort` for the pupil of `dossier_id`, or (None) for a `groep`. Raises OngeldigeInvoer.

    `van` to `tot`, the last day. `plek_school`: where the pupil will be, where the kind is a placement.
    """

    antwoord: ClassVar[type] = Bewaard
    soort: str
    doelen: tuple[str, ...]
    behoefte: str
    communicatie: str
    van: date
    tot: date
    dossier_id: UUID | None = None
    groep: str = ""
    plek_school: str = ""
    ouders_akkoord: bool = False
    cent: int | None = None
    inzet: int | None = None


class ArrangementMelden(Opdracht, frozen=True, kw_only=True):
    """Somebody outside gave support (cluster 1 or 2): the school writes it down, with consent of the parents. The
    samenwerkingsverband counts it and reads nothing of it. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    soort: str
    doelen: tuple[str, ...]
    van: date
    tot: date
    ouders_akkoord: bool


class ArrangementIntrekken(Opdracht, frozen=True, kw_only=True):
    """The school asks no more."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    reden: str = ""


class ArrangementToekennen(Opdracht, frozen=True, kw_only=True):
    """Granted from `van` to `tot`, with an amount and so many hours or dagdelen. Raises OngeldigeInvoer outside what
    the samenwerkingsverband declares, and MagNiet for who does not decide about this kind."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    van: date
    tot: date
    cent: int | None = None
    inzet: int | None = None
    toelichting: str = ""


class ArrangementWeigeren(Opdracht, frozen=True, kw_only=True):
    """Not granted, with the reason that school and parents read."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    reden: str


class PlanBijstellen(Opdracht, frozen=True, kw_only=True):
    """Other words for need, goals and how they keep each other informed. A goal that was looked back on stays."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    doelen: tuple[str, ...]
    behoefte: str
    communicatie: str


class ArrangementEvalueren(Opdracht, frozen=True, kw_only=True):
    """How each goal turned out, in their order: keys of UITKOMSTEN and a sentence."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    uitkomsten: tuple[str, ...]
    toelichtingen: tuple[str, ...]


class VerblijfEvalueren(Opdracht, frozen=True, kw_only=True):
    """The school where the pupil is says how it went. May be said anew. Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    evaluatie: str


class FactuurIndienen(Opdracht, frozen=True, kw_only=True):
    """The school hands in an invoice of its own or of who gives the support; the file came in parts as `upload`.
    Raises OngeldigeInvoer, KanNiet and TeGroot."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    upload: UUID
    bestandsnaam: str
    nummer: str
    afzender: str
    datum: date
    cent: int | None


class FactuurGoedkeuren(Opdracht, frozen=True, kw_only=True):
    """By who decided. With a reason where something does not fit. Raises OngeldigeInvoer, MagNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    factuur_id: UUID
    versie: int
    reden: str = ""


class FactuurAfkeuren(Opdracht, frozen=True, kw_only=True):
    """By who decided, never without a reason. Raises OngeldigeInvoer, MagNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    factuur_id: UUID
    versie: int
    reden: str


class ArrangementVerlengen(Opdracht, frozen=True, kw_only=True):
    """To a later last day, with `cent` and `inzet` on top. Raises OngeldigeInvoer and MagNiet."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    tot: date
    reden: str
    cent: int | None = None
    inzet: int | None = None


class ArrangementStoppen(Opdracht, frozen=True, kw_only=True):
    """`per` is the last day of it. Of the amount what belongs to the days until then stays."""

    antwoord: ClassVar[type] = Bewaard
    arrangement_id: UUID
    versie: int
    per: date
    reden: str


# ------------------------------------------------------------------------------------------------- facts


class ArrangementAangevraagd(Feit, frozen=True, kw_only=True):
    """De school vroeg extra ondersteuning aan."""

    arrangement_id: UUID
    soort: str
    school: str


class ArrangementGemeld(Feit, frozen=True, kw_only=True):
    """De school legde vast dat iemand van buiten extra ondersteuning geeft."""

    arrangement_id: UUID
    soort: str
    school: str


class ArrangementIngetrokken(Feit, frozen=True, kw_only=True):
    """De school trok de vraag om extra ondersteuning in."""

    arrangement_id: UUID


class ArrangementToegekend(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning is toegekend."""

    arrangement_id: UUID
    soort: str
    school: str
    bestuur: str
    van: date
    tot: date
    cent: int | None
    inzet: int | None


class ArrangementGeweigerd(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning is niet toegekend. De reden staat erbij."""

    arrangement_id: UUID


class PlanBijgesteld(Feit, frozen=True, kw_only=True):
    """De school stelde het plan van de extra ondersteuning bij."""

    arrangement_id: UUID


class ArrangementGeevalueerd(Feit, frozen=True, kw_only=True):
    """De school keek per doel terug op de extra ondersteuning."""

    arrangement_id: UUID


class VerblijfGeevalueerd(Feit, frozen=True, kw_only=True):
    """De school waar de leerling tijdelijk is, schreef op hoe het gaat."""

    arrangement_id: UUID
    school: str


class FactuurIngediend(Feit, frozen=True, kw_only=True):
    """De school diende een factuur in op de beschikking."""

    arrangement_id: UUID
    factuur_id: UUID
    cent: int


class FactuurGoedgekeurd(Feit, frozen=True, kw_only=True):
    """De factuur is goedgekeurd."""

    arrangement_id: UUID
    factuur_id: UUID
    kenmerk: str
    nummer: str
    school: str
    bestuur: str
    cent: int


class FactuurAfgekeurd(Feit, frozen=True, kw_only=True):
    """De factuur is afgekeurd. De reden staat erbij."""

    arrangement_id: UUID
    factuur_id: UUID


class ArrangementVerlengd(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning is verlengd."""

    arrangement_id: UUID
    tot: date
    cent: int | None
    inzet: int | None


class ArrangementGestopt(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning is eerder gestopt."""

    arrangement_id: UUID
    per: date
    cent: int | None


class ArrangementAfgelopen(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning is afgelopen."""

    arrangement_id: UUID
    per: date
    cent: int | None


class ArrangementIngekort(Feit, frozen=True, kw_only=True):
    """De extra ondersteuning eindigt eerder: het samenwerkingsverband stopt met deze soort."""

    arrangement_id: UUID
    tot: date


class EindeAangekondigd(Feit, frozen=True, kw_only=True):
    """School en budgethouder kregen bericht dat de extra ondersteuning bijna eindigt."""

    arrangement_id: UUID
    tot: date
