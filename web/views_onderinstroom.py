"""What the screens about young children are given. The rules of `web.views` hold here too."""

from __future__ import annotations

from msgspec import field

from web.views import Actie, Contact, Formulier, Keuze, Link, Status, TijdlijnRegel, Veld, View


class KindRegel(View):
    """A child in a list. `urgentie`: fout, let-op or gewoon."""

    url: str
    naam: str
    sub: str
    status: Status
    wacht: str
    leeftijd: str
    datum: str
    urgentie: str


class KindGroep(View):
    id: str
    kop: str
    uitleg: str
    regels: list[KindRegel]


class JongeKinderen(View):
    """jonge_kinderen.html."""

    kop: str
    inleiding: str
    groepen: list[KindGroep]
    leeg: str
    nieuw_url: str = ""
    meer: str = ""


class KindNieuw(View):
    """jong_kind_nieuw.html."""

    terug: Link
    formulier: Formulier
    uitleg: list[str]


class BijlageRegel(View):
    """`url` "": nobody can open it. `weghalen`: by who added it."""

    naam: str
    sub: str
    status: Status | None = None
    reden: str = ""
    url: str = ""
    weghalen: Formulier | None = None
    id: str = ""
    staat: str = ""  # wacht, bruikbaar, geweigerd


class OuderRegel(View):
    naam: str
    status: Status
    sub: str
    tekst: str = ""


class Hoofdstuk(View):
    """What stands in the document, to read: label and text."""

    titel: str
    regels: list[tuple[str, str]]


class Handeling(View):
    """A form in the column of what can be done. `open`: shown at once, else behind its heading."""

    id: str
    kop: str
    zin: str
    formulier: Formulier
    velden: list[Veld]
    knop: str
    open: bool = False
    gevaar: bool = False


class JongKind(View):
    """jong_kind.html: for who guides and for the school."""

    naam: str
    kenmerk: str
    kruimels: list[Link]
    feiten: list[str]
    status: Status
    nu_kop: str
    nu: str
    code: str
    handelingen: list[Handeling]
    hoofdstukken: list[Hoofdstuk]
    document_sub: str
    bijlagen: list[BijlageRegel]
    bijlagen_zin: str
    ouders: list[OuderRegel]
    voorschool: list[str]
    belet: list[str]
    tijdlijn: list[TijdlijnRegel]
    dossier: Link | None = None


class Overdrachtsdocument(View):
    """overdrachtsdocument.html: for the voorschool. Saved while typing."""

    kop: str
    inleiding: str
    feiten: list[str]
    onderdelen: list[tuple[str, list[Veld]]]
    formulier: Formulier
    voortgang: str
    bewaard: str
    bijlagen: list[BijlageRegel]
    bijlage: Formulier
    soorten: list[Keuze]
    inleveren: Formulier
    klaar: str
    contact: str


class OverdrachtsdocumentBewaard(View):
    """_overdrachtsdocument_bewaard.html: what changed by saving."""

    bewaard: str
    voortgang: str
    klaar: str
    versie: str
    fouten: dict[str, str]


class Ingeleverd(View):
    """overdrachtsdocument_ingeleverd.html: all that is left for the voorschool."""

    contact: str


class OuderPagina(View):
    """jong_kind_ouder.html: for a parent, in plain words."""

    kop: str
    aanhef: str
    inleiding: str
    stappen: list[tuple[str, str, bool]]
    hoofdstukken: list[Hoofdstuk]
    bijlagen: list[BijlageRegel]
    gezegd: Status | None
    gezegd_sub: str
    tekst: str
    ondertekenen: Formulier | None
    contact: Contact
    acties: list[Actie] = field(default_factory=list)
    keuzes: list[Keuze] = field(default_factory=list)
    ja_nee: list[Keuze] = field(default_factory=list)


class LeerlingVoorschool(View):
    """leerling_voorschool.html: what came from the voorschool in a leerlingdossier."""

    kop: object
    kruimels: list[Link]
    inleiding: str
    stukken: list[BijlageRegel]
    beginnen: Formulier | None
    soorten: list[Keuze]
    aangemeld: str = ""
    aanmelding_url: str = ""
    leeg: str = ""
