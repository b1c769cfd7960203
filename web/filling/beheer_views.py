"""What the screens of functioneel beheer are given: one struct per template, as in `web.views`."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Melding, Status, Veld, View

__all__ = ["Formulier", "Keuze", "Link", "Melding", "Status", "Veld", "View"]


class Feit(View):
    """A value with what it is called. `regels`: where it is a list."""

    label: str
    waarde: str
    regels: list[str] = field(default_factory=list)


class Groep(View):
    """Values that belong together, with where they come from. `url`: where one changes them, "" in an old version."""

    id: str
    titel: str
    feiten: list[Feit] = field(default_factory=list)
    groepen: list[Groep] = field(default_factory=list)
    bron: str = ""
    geldt: str = ""  # "Vanaf 1 augustus 2026 tot en met 31 juli 2027"
    opmerking: str = ""
    url: str = ""
    leeg: str = ""


class Concept(View):
    """The concept in hand, as it stands above every page. `gebrek`: why it cannot count yet."""

    tekst: str  # "Gewijzigd vandaag, 10.42 uur, door Vera Bos"
    gebrek: str = ""
    gebrek_link: Link | None = None
    klaar: bool = False
    is_er: bool = True


class DeelKaart(View):
    titel: str
    uitleg: str
    url: str
    gewijzigd: bool = False


class DeelGroep(View):
    titel: str
    icoon: str
    id: str
    delen: list[DeelKaart]


class GewijzigdBestand(View):
    naam: str
    titel: str
    wat: str  # "gewijzigd", "nieuw", "weggehaald"
    url: str
    terugdraaien: Formulier


class VersieRegel(View):
    naam: str  # "Versie 3"
    url: str
    vanaf: str
    bron: str
    toelichting: str
    door: str
    staat: Status
    vergelijken_url: str = ""
    bestanden_url: str = ""
    intrekken: Formulier | None = None


class Beheer(View):
    """beheer.html: what is in force, what comes, what is in hand."""

    geldt: str  # "Versie 3 geldt sinds 1 augustus 2026"
    geldt_bron: str
    leest: str
    straks: list[str]
    groepen: list[DeelGroep]
    versies: list[VersieRegel]
    concept: Concept | None
    gewijzigd: list[GewijzigdBestand]
    weggooien: Formulier | None
    gebrek: str = ""
    fout: Formulier | None = None  # a refusal of one of the small forms of the page


class VersieKeuze(View):
    titel: str
    url: str
    actief: bool


class Deel(View):
    """beheer_deel.html: one part to read. `tekening`: an SVG of ours, per procedure."""

    titel: str
    uitleg: str
    versie: str
    versies: list[VersieKeuze]
    groepen: list[Groep]
    inhoud: list[DeelKaart]
    kruimels: list[Link]
    wijzigen_url: str = ""
    tekst_url: str = ""
    concept: Concept | None = None


class StapRij(View):
    nummer: str
    titel: str
    door: str
    na: str
    termijn: str
    openbaar: str
    orgaan: str
    url: str = ""


class Procesplaat(View):
    """beheer_procedure.html: the drawing, and the same steps as a table."""

    titel: str
    uitleg: str
    versie: str
    versies: list[VersieKeuze]
    tekening: str
    stappen: list[StapRij]
    bron: str
    geldt: str
    opmerking: str
    kruimels: list[Link]
    wijzigen_url: str = ""
    concept: Concept | None = None


class Rij(View):
    """A row of a list on a form, with its buttons. `plek`: its dotted place."""

    plek: str
    zin: str
    url: str
    bron: str = ""
    fout: str = ""
    omhoog: bool = False
    omlaag: bool = False


class Rijen(View):
    """A list of rows. `erbij`: what a new one is called; `sleutel`: the field in which its name is typed."""

    plek: str
    id: str
    titel: str
    uitleg: str
    rijen: list[Rij]
    erbij: str
    sleutel: str = ""


class Blok(View):
    titel: str
    velden: list[Veld]
    uitleg: str = ""
    id: str = ""


class Blad(View):
    """beheer_wijzigen.html. Posts every Veld by its place, and `doen` for a button of a row."""

    titel: str
    uitleg: str
    kruimels: list[Link]
    formulier: Formulier
    blokken: list[Blok]
    rijen: list[Rijen]
    concept: Concept | None
    vraagt_bron: bool
    terug: Link
    tekst_url: str = ""
    kapot: str = ""
    weg: str = ""  # what the button says that takes this row away; "" where it cannot go


class TekstBlad(View):
    """beheer_tekst.html: one file as text. Posts tekst."""

    titel: str
    bestand: str
    uitleg: str
    formulier: Formulier
    kruimels: list[Link]
    concept: Concept | None
    terug: Link


class BriefKaart(View):
    naam: str
    titel: str
    soort: str
    url: str
    gewijzigd: bool = False


class Brieven(View):
    """beheer_brieven.html"""

    brieven: list[BriefKaart]
    mails: list[BriefKaart]
    concept: Concept | None
    kruimels: list[Link]


class BriefVeld(View):
    code: str
    uitleg: str
    voorbeeld: str
    moet: str = ""


class BriefBlad(View):
    """beheer_brief.html: the text beside how it will look, with an invented child. Posts tekst."""

    titel: str
    soort: str
    formulier: Formulier
    velden: list[BriefVeld]
    voorbeeld: str  # safe HTML of a letter, plain text of an e-mail
    onderwerp: str
    is_mail: bool
    gevallen: list[Keuze]
    geval: str
    fout: str
    concept: Concept | None
    kruimels: list[Link]
    voorbeeld_url: str


class Wijziging(View):
    """`soort`: anders, nieuw, weg."""

    plek: str
    soort: str
    oud: str
    nieuw: str


class TekstRegel(View):
    """A line of a text that changed. `soort`: gelijk, weg, nieuw."""

    soort: str
    tekst: str


class DeelWijziging(View):
    titel: str
    id: str
    wijzigingen: list[Wijziging] = field(default_factory=list)
    regels: list[TekstRegel] = field(default_factory=list)


class Vergelijking(View):
    """beheer_vergelijken.html"""

    van: str
    naar: str
    keuzes: list[Keuze]
    formulier: Formulier
    delen: list[DeelWijziging]
    samenvatting: str
    kruimels: list[Link]


class ProefRij(View):
    titel: str
    was: str
    wordt: str
    anders: bool


class ProefDeel(View):
    titel: str
    id: str
    zinnen: list[str]
    rijen: list[ProefRij]
    telling: str


class ProefBlad(View):
    """beheer_proef.html. A form by GET: van, tot_en_met, ingang."""

    formulier: Formulier
    zinnen: list[str]
    delen: list[ProefDeel]
    gelijk: str
    raakt: list[str]
    leeg: bool
    gedaan: bool
    storing: str
    concept: Concept | None
    kruimels: list[Link]


class VaststelBlad(View):
    """beheer_vaststellen.html. Posts vanaf, bron, toelichting, akkoord."""

    formulier: Formulier
    delen: list[DeelWijziging]
    samenvatting: str
    raakt: list[str]
    concept: Concept
    kruimels: list[Link]


class InleesBlad(View):
    """beheer_inlezen.html. Posts bestand."""

    formulier: Formulier
    kruimels: list[Link]
    concept: Concept | None


class WeggooiBlad(View):
    """beheer_weggooien.html"""

    formulier: Formulier
    bestanden: list[str]
    concept: Concept
    kruimels: list[Link]
