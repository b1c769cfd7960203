"""What the screens about the ontwikkelingsperspectief (OPP) are given: the board, one version, parents, the pupil."""

from __future__ import annotations

from msgspec import field

from web.views import (
    Formulier,
    Handeling,
    HandelingPagina,
    Keuze,
    Link,
    NogNodig,
    Onderdeel,
    Rekenregel,
    Status,
    Veld,
    View,
)
from web.views_leerlingen import LeerlingKop
from web.views_stukken import StukRegel


class OppRegel(View):
    """A pupil on the board. `urgentie`: fout, let-op or gewoon."""

    url: str
    naam: str
    sub: str
    status: Status
    extra: str
    over: str
    datum: str
    urgentie: str


class OppGroep(View):
    """What presses alike. `id` is that of its heading."""

    id: str
    kop: str
    uitleg: str
    regels: list[OppRegel]


class OppBord(View):
    """opp_bord.html."""

    kop: str
    inleiding: str
    groepen: list[OppGroep]
    gedaan: str
    meer: str = ""


class OppTelregel(View):
    van: str
    leerlingen: str
    opstellen: str
    evalueren: str
    binnenkort: str
    gepland: str
    geevalueerd: str
    oudste: str


class OppTelling(View):
    """opp_tellen.html: numbers per schoolbestuur, or per school of a schoolbestuur. `kolom`: what a row is."""

    kop: str
    inleiding: str
    kolom: str
    totaal: str
    regels: list[OppTelregel]


class Thuis(View):
    """What one parent wrote in a chapter. `herkomst`: who wrote it down. `url`: where the school can write for them."""

    naam: str
    herkomst: str
    teksten: list[tuple[str, str]]


class Hoofdstuk(View):
    """A chapter: a form while it is being made (`onderdeel`), or what stands there (`regels`)."""

    id: str
    titel: str
    uitleg: str
    handelingsdeel: bool
    naast: bool  # parents have a part in this chapter
    onderdeel: Onderdeel | None
    regels: list[tuple[str, str]]
    thuis: list[Thuis]
    uit_dossier: list[str] = field(default_factory=list)  # interventies of the dossier, one sentence each
    overnemen: Formulier | None = None  # adds these to the answer that stands there


class InstemmingRegel(View):
    """Somebody who must agree. `url`: where the school writes down what came on paper."""

    naam: str
    relatie: str
    status: Status
    sub: str
    toelichting: str = ""
    url: str = ""
    blad: StukRegel | None = None  # the scan of a signed paper
    ingetrokken: list[StukRegel] = field(default_factory=list)
    intrek_url: str = ""


class OudersRegel(View):
    """A parent who can write along. `url`: where the school writes down what was said."""

    naam: str
    status: Status
    url: str


class TijdKaart(View):
    """Less time at school."""

    periode: str
    uren: str
    plek: str
    reden: str
    afspraken: str
    opbouw: list[str]
    voorbij: bool


class TermijnKaart(View):
    """What is due. `urgentie`: fout, let-op or gewoon."""

    kop: str
    over: str
    einde: str
    urgentie: str
    gepland: str
    rekening: list[Rekenregel]


class EvaluatieKaart(View):
    id: str
    kop: str
    doelen: list[tuple[str, Status, str]]
    regels: list[tuple[str, str]]


class VersieRegel(View):
    url: str
    naam: str
    status: Status
    sub: str


class Opp(View):
    """opp.html: what is being made, or a version to read. Without `hoofdstukken` there is none yet.

    `alleen_lezen`: nothing can be typed. `begin`: the form that begins one; `beginvelden` what it asks.
    """

    kop: LeerlingKop
    kruimels: list[Link]
    titel: str
    status: Status | None
    toelichting: str
    leeg: str = ""
    alleen_lezen: bool = True
    hoofdstukken: list[Hoofdstuk] = field(default_factory=list)
    nog_nodig: list[NogNodig] = field(default_factory=list)
    nodig_samenvatting: str = ""
    handelingen: list[Handeling] = field(default_factory=list)
    begin: Formulier | None = None
    beginvelden: list[Veld] = field(default_factory=list)
    beginknop: str = ""
    terughalen_url: str = ""
    instemmingen: list[InstemmingRegel] = field(default_factory=list)
    handelingsdeel: str = ""
    ouders: list[OudersRegel] = field(default_factory=list)
    tijd: TijdKaart | None = None
    tijd_url: str = ""
    termijn: TermijnKaart | None = None
    evaluaties: list[EvaluatieKaart] = field(default_factory=list)
    versies: list[VersieRegel] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    zonder_reden: str = ""
    afdruk: str = ""


class OppHandeling(HandelingPagina, kw_only=True):
    """handeling.html: one act on an OPP. `gevaar`: it takes something away."""

    kop: str
    uitleg: str
    velden: list[Veld]
    knop: str
    gevaar: bool = False


class OppPapier(HandelingPagina, kw_only=True):
    """opp_papier.html. Posts wie, akkoord, op, reden, bestand."""

    mensen: list[Keuze]
    oordelen: list[Keuze]


class OppBijdrage(View):
    """opp_bijdrage.html: the part of one parent (or the pupil), chapter by chapter. `terug` leaves it."""

    kop: str
    inleiding: str
    terug: Link
    onderdelen: list[tuple[str, str, list[Veld]]]  # title, explanation, fields
    formulier: Formulier
    knop: str


class OppLeesversie(View):
    """opp_leesversie.html: in words of the pupil."""

    titel: str
    inleiding: str
    delen: list[tuple[str, list[str]]]
    leeg: str
    terug: Link | None
    pdf_url: str


class OppOuder(View):
    """opp_ouder.html: for a parent. Leads with what is asked of them; reads as the school wrote it.

    `instemming`: the form to agree or not, None when nothing is asked. `gezegd`: what this parent said.
    `schrijven`: the own part, saved while typing. `eerst`: chapters of the handelingsdeel; `verder`: the others.
    """

    kop: str
    inleiding: str
    terug: Link
    status: Status | None
    instemming: Formulier | None
    gezegd: Status | None
    gezegd_sub: str
    handelingsdeel: str
    schrijven: OppBijdrage | None
    eerst: list[Hoofdstuk]
    verder: list[Hoofdstuk]
    tijd: TijdKaart | None
    pdf_url: str
    oordelen: list[Keuze] = field(default_factory=list)
    leeg: str = ""
    bladen: list[StukRegel] = field(default_factory=list)  # what the school has of this parent on paper


class OppLeerling(View):
    """opp_leerling.html: for the pupil: the plan in own words, and a place to say something."""

    lezen: OppLeesversie
    schrijven: OppBijdrage | None
    instemming: Formulier | None
    gezegd: Status | None


class OppBijdrageBewaard(View):
    """_opp_bijdrage_bewaard.html: the answer to autosave. `versie` "" when nothing was saved."""

    bewaard: str
    versie: str
    fouten: dict[str, str]
