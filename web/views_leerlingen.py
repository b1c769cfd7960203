"""What the screens about pupils are given: the list of the own school, a new dossier, the dossier itself."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, NavItem, Status, TijdlijnRegel, View


class LeerlingRegel(View):
    """A pupil in the list. `actie`: what runs now, "" when nothing does."""

    url: str
    naam: str
    sub: str  # "Groep 5 · geboren op 3 mei 2018"
    status: Status | None
    actie: str
    datum: str


class LosseRegel(View):
    """An aanvraag without a dossier. `form`: posts aanvraag, and dossier where one seems to be of this pupil."""

    titel: str
    url: str
    sub: str
    knop: str
    form: Formulier


class Leerlingen(View):
    """leerlingen.html. The search form is a plain GET with `zoek`. `losse`: aanvragen that have no dossier yet."""

    organisatie: str
    leerlingen: list[LeerlingRegel]
    nieuw_url: str
    inlezen_url: str  # from the leerlingadministratie
    zoek: str = ""
    aantal: str = ""  # "3 leerlingen"
    meer: str = ""  # what to do when not all are shown
    losse: list[LosseRegel] = field(default_factory=list)


class LeerlingNieuw(View):
    """leerling_nieuw.html. Posts voornaam, achternaam, geboortedatum, leerjaar."""

    school: str
    leerjaren: list[Keuze]
    formulier: Formulier
    terug: Link


class LeerlingKop(View):
    """_leerlingkop.html: above every page about this pupil. `onderdelen`: those pages."""

    naam: str
    kenmerk: str
    feiten: list[tuple[str, str]]  # icon, text
    status: Status | None
    onderdelen: list[NavItem]
    zichtbaarheid: str = ""


class ProcedureRegel(View):
    """Something that runs, or how it stands with one of the pages about this pupil (then without `datum`)."""

    url: str  # "" for who may not open it
    titel: str
    sub: str
    status: Status | None
    datum: str
    uitslag: str = ""


class LeerlingDossier(View):
    """leerlingdossier.html: what runs, then what happened."""

    kop: LeerlingKop
    procedures: list[ProcedureRegel]
    tijdlijn: list[TijdlijnRegel]
    kruimels: list[Link]
    wijzigen_url: str = ""
    wachtplek_url: str = ""
    aanvraag_form: Formulier | None = None  # posts leerling, soort
    soorten: list[Keuze] = field(default_factory=list)


class LeerlingWijzigen(View):
    """leerling_wijzigen.html. Posts voornaam, achternaam, geboortedatum, leerjaar."""

    naam: str
    leerjaren: list[Keuze]
    formulier: Formulier
    terug: Link


class GegevenRegel(View):
    """A fact with days. `eind`: the form that ends it, None where it ended or may not be ended. `veld`: the field of
    that form that names it."""

    titel: str
    sub: str
    status: Status | None = None
    eind: Formulier | None = None
    veld: str = ""
    id: str = ""


class MeekijkRegel(View):
    """Who looks along, or may be invited to. `uitnodig`: posts email, and `veld` (with `id`) for who has gezag.
    `intrek`: posts lid. `id` is also where the line is on the page."""

    titel: str
    sub: str
    status: Status | None
    id: str
    veld: str = ""
    uitnodig: Formulier | None = None
    intrek: Formulier | None = None
    intrek_titel: str = ""
    lid: str = ""


class Achttien(View):
    """The pupil is of age, or nearly. `uitleg`: how the day came about."""

    kop: str
    tekst: str
    uitleg: list[str]


class LeerlingGegevens(View):
    """leerling_gegevens.html. Without forms for who may only read.

    Posts naam, relatie, grond, vanaf; gezag, eindigt_op, grond; straat, postcode, plaats, vanaf, geheim; adres;
    school, naam, soort, groep, vanaf, eindigt_op; eerder; uitgeschreven_op, naar."""

    kop: LeerlingKop
    kruimels: list[Link]
    gezag: list[GegevenRegel]
    adressen: list[GegevenRegel]
    loopbaan: list[GegevenRegel]
    meekijkers: list[MeekijkRegel] = field(default_factory=list)
    relaties: list[Keuze] = field(default_factory=list)
    gronden: list[Keuze] = field(default_factory=list)
    eindgronden: list[Keuze] = field(default_factory=list)
    scholen: list[Keuze] = field(default_factory=list)
    gezag_form: Formulier | None = None
    adres_form: Formulier | None = None
    uitschrijf_form: Formulier | None = None
    achttien: Achttien | None = None
    navraag: str = ""  # since when the samenwerkingsverband waits for an answer
    navraag_form: Formulier | None = None
    soorten: list[Keuze] = field(default_factory=list)
    register: list[Keuze] = field(default_factory=list)  # schools of the own gemeenten
    loopbaan_form: Formulier | None = None
