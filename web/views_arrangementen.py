"""What the screens about extra support are given: lists, what can be asked, one arrangement, amounts per school."""

from __future__ import annotations

from web.views import Formulier, Handeling, HandelingPagina, Link, Status, TermijnStap, Veld, View
from web.views_leerlingen import LeerlingKop


class ArrangementRegel(View):
    """In a list. `eind`: what presses, or the period; `urgentie`: fout, let-op or gewoon."""

    url: str
    naam: str
    sub: str
    status: Status
    eind: str
    eind_sub: str
    urgentie: str = "gewoon"


class ArrangementGroep(View):
    """Arrangementen in the same state. `id` is that of its heading."""

    id: str
    kop: str
    uitleg: str
    regels: list[ArrangementRegel]


class Arrangementen(View):
    """arrangementen.html: of a school, or of the samenwerkingsverband."""

    inleiding: str
    groepen: list[ArrangementGroep]
    leeg: str
    aanvragen_url: str = ""  # for a group; for a pupil it begins in the dossier
    budget_url: str = ""
    crisis_url: str = ""
    verblijven_url: str = ""  # of pupils of other schools who are here meanwhile
    meer: str = ""


class LeerlingArrangementen(View):
    """leerling_arrangementen.html: of one pupil."""

    kop: LeerlingKop
    kruimels: list[Link]
    regels: list[ArrangementRegel]
    aanvragen_url: str = ""
    crisis_url: str = ""  # where the samenwerkingsverband has a route for it


class SoortKeuze(View):
    """A kind that can be asked. `feiten`: how long at most, who decides, what it takes."""

    url: str
    titel: str
    doel: str
    feiten: list[str]


class SoortKiezen(View):
    """arrangement_kiezen.html. `gestopt`: kinds that the samenwerkingsverband ended, each with its day."""

    wie: str
    terug: Link
    soorten: list[SoortKeuze]
    gestopt: list[str]


class ArrangementAanvragen(View):
    """arrangement_aanvragen.html. Posts soort, leerling and the fields."""

    wie: str
    terug: Link
    kop: str
    uitleg: list[str]
    formulier: Formulier
    velden: list[Veld]
    knop: str


class DoelKaart(View):
    doel: str
    status: Status | None
    toelichting: str


class Arrangement(View):
    """arrangement.html."""

    kruimels: list[Link]
    kenmerk: str
    titel: str
    wie: str
    wie_url: str  # "" for a group, and for who may not open the dossier
    status: Status
    melding: str
    melding_soort: str  # "", info or warning
    feiten: list[tuple[str, str]]
    verantwoordelijk: str
    doelen: list[DoelKaart]
    behoefte: str
    communicatie: str
    verloop: tuple[TermijnStap, ...]
    handelingen: tuple[Handeling, ...]


class ArrangementHandeling(HandelingPagina, kw_only=True):
    """handeling.html: one act on an arrangement."""

    kop: str
    uitleg: str
    velden: list[Veld]
    knop: str
    gevaar: bool = False


class Verblijven(View):
    """verblijven.html: pupils of other schools who are at this one meanwhile."""

    groepen: list[ArrangementGroep]
    leeg: str


class Verblijf(View):
    """verblijf.html: one of them. `formulier`: how it goes; None before the first day."""

    kruimels: list[Link]
    titel: str
    wie: str
    status: Status
    verantwoordelijk: str
    feiten: list[tuple[str, str]]
    doelen: list[str]
    behoefte: str
    communicatie: str
    evaluatie: str
    evaluatie_door: str
    formulier: Formulier | None


class Bestuursregel(View):
    """Of one arrangement, without a name."""

    school: str
    titel: str
    kenmerk: str
    status: Status
    periode: str
    verantwoordelijk: str
    bedrag: str


class Bestuurspagina(View):
    """arrangementen_bestuur.html: of the schools of one board, in one schooljaar."""

    schooljaar: str
    inleiding: str
    scholen: list[tuple[str, str]]  # school and amount
    regels: list[Bestuursregel]
    vorige: Link
    volgende: Link | None


class BudgetRegel(View):
    school: str
    titel: str
    lopend: str
    beeindigd: str
    bedrag: str


class Budget(View):
    """arrangement_budget.html: of one schooljaar. `besturen`: name and amount."""

    schooljaar: str
    inleiding: str
    totaal: str
    besturen: list[tuple[str, str]]
    regels: list[BudgetRegel]
    vorige: Link
    volgende: Link | None


class Factuurkaart(View):
    """An invoice. `goedkeuren` and `afkeuren`: a form for who decides now, each None otherwise."""

    id: str
    kop: str
    afzender: str
    bedrag: str
    datum: str
    status: Status
    bestand: Link | None
    melding: str
    bevindingen: list[str]
    besluit: str
    goedkeuren: Formulier | None
    afkeuren: Formulier | None


class Facturen(View):
    """facturen.html: of one arrangement. `indienen`: for the school."""

    kruimels: list[Link]
    titel: str
    kenmerk: str
    wie: str
    feiten: list[tuple[str, str]]
    facturen: list[Factuurkaart]
    leeg: str
    indienen: Formulier | None
