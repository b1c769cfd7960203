"""What the page of a leerlingdossier for parents and pupil is given."""

from __future__ import annotations

from msgspec import field

from web.views import Actie, Contact, Formulier, Status, TijdlijnRegel, View, Vraagbaak


class Familieblok(View):
    """_familieblok.html: what one subject has for parents or pupil. `sleutel`: its place on the page, also as address
    (`/mijn-kind/<id>#<sleutel>`).

    `aandacht`: something is asked of the reader. `sjabloon`: a template of the subject itself below it, that reads
    `blok.inhoud`; for a form for example.
    """

    sleutel: str
    kop: str
    zin: str = ""
    punten: list[str] = field(default_factory=list)
    feiten: list[tuple[str, str]] = field(default_factory=list)  # what, and what it is
    acties: list[Actie] = field(default_factory=list)
    status: Status | None = None
    aandacht: bool = False
    sjabloon: str = ""
    inhoud: View | None = None


class MeelezerRegel(View):
    """A parent, whether they read along, and the one button that changes it."""

    lid: str
    naam: str
    zin: str
    leest: bool
    knop: str
    formulier: Formulier


class Meelezen(View):
    """_meelezen.html: the pupil of age decides who reads along."""

    regels: list[MeelezerRegel]


class MeelezenGestopt(View):
    """meelezen_gestopt.html: a parent reads why the dossier of a child of age is closed, and what can be done."""

    kop: str
    inleiding: str
    waarom: list[str]
    stappen: list[str]
    anders: str


class MijnDossier(View):
    """mijn_dossier.html. `weet`: what the school wrote down of the child, per heading."""

    aanhef: str
    kop: str
    inleiding: str
    blokken: list[Familieblok]
    leeg: str  # when there is no block
    weet_kop: str
    weet: list[tuple[str, list[str]]]
    weet_uitleg: str
    acties: list[Actie]
    contact: Contact
    contact_kop: str
    tijdlijn: list[TijdlijnRegel]
    vragen: list[Vraagbaak]
