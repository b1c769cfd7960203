"""What the screens about the schoolverlatersonderzoek are given. The rules of `web.views` hold here too."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Status, Veld, View
from web.views_leerlingen import LeerlingKop


class Aanmeldregel(View):
    """A pupil of groep 8 who can be registered. `id`: of the dossier, the end of the names of its fields."""

    id: str
    naam: str
    groep: str
    gekozen: bool
    fout: str  # that the pupil itself cannot be registered, or a field is wrong: opens the fields


class OnderzoekRegel(View):
    """A pupil in a list. `kies`: the value of a box to choose this one by, "" for none."""

    naam: str
    sub: str
    status: Status
    bij: str
    url: str = ""
    kies: str = ""
    gekozen: bool = False


class Schoolverlaters(View):
    """schoolverlaters.html: of one school. `formulier` None: registering is over."""

    inleiding: str
    melding: str
    melding_soort: str
    opbouw: str
    formulier: Formulier | None
    kandidaten: list[Aanmeldregel]
    adviezen: list[Keuze]
    regels: list[OnderzoekRegel]
    leeg: str


class SchoolRegel(View):
    """Of one school in the overview: the numbers as texts, in the order of the head."""

    school: str
    getallen: list[str]
    aandacht: str


class Overzicht(View):
    """schoolverlaters_overzicht.html: of the samenwerkingsverband. `formulier`: name who does the research."""

    inleiding: str
    koppen: list[str]
    scholen: list[SchoolRegel]
    formulier: Formulier | None
    onderzoekers: list[Keuze]
    zonder: list[OnderzoekRegel]
    met: list[OnderzoekRegel]
    leeg: str
    melding: str = ""


class Onderzoeken(View):
    """onderzoeken.html: of who does the research."""

    inleiding: str
    te_doen: list[OnderzoekRegel]
    gedaan: list[OnderzoekRegel]
    leeg: str


class Onderzoek(View):
    """onderzoek.html: one, for who does it. A form is None when it cannot be sent now."""

    kop: str
    kruimels: list[Link]
    feiten: list[str]
    status: Status
    inplannen: Formulier | None
    vastleggen: Formulier | None
    uitkomsten: list[Keuze]
    getallen: list[Veld]
    uitkomst: list[tuple[str, str]]
    criteria: list[str]


class LeerlingOnderzoek(View):
    """leerling_schoolverlater.html: on the dossier, for the school."""

    kop: LeerlingKop
    kruimels: list[Link]
    status: Status | None
    inleiding: str
    feiten: list[tuple[str, str]] = field(default_factory=list)
    uitkomst: list[tuple[str, str]] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    aanmelden_url: str = ""
    aanvraag_url: str = ""
    bespreken: Formulier | None = None
    afmelden: Formulier | None = None
    reden_nodig: bool = False


class Afmeldblok(View):
    """_schoolverlater_afmelden.html: a parent takes the consent back."""

    formulier: Formulier
