"""What the screens about consulten are given. The rules of `web.views` hold here too."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Rekenregel, Status, View


class ConsultRegel(View):
    """A consult in a list. `urgentie`: fout, let-op or gewoon."""

    url: str
    titel: str
    sub: str  # "CO-2026-7KX4BQ · Openbare Basisschool Angelslo, Emmen"
    status: Status
    bij: str
    over: str
    datum: str
    urgentie: str


class ConsultGroep(View):
    id: str
    kop: str
    uitleg: str
    regels: list[ConsultRegel]


class AfwezigRegel(View):
    zin: str
    intrekken: Formulier | None = None


class Consulten(View):
    """consulten.html: of a school, or what there is to do for an adviseur."""

    kop: str
    inleiding: str
    groepen: list[ConsultGroep]
    leeg: str
    vragen_url: str = ""
    afwezig_url: str = ""
    afwezig: list[AfwezigRegel] = field(default_factory=list)
    meer: str = ""


class ConsultVragen(View):
    """consult_vragen.html. `naamcheck`: a text looked like a name, so the reason is asked."""

    terug: Link
    formulier: Formulier
    naamcheck: bool
    uitleg: str


class Afwezig(View):
    """consult_afwezig.html: who stands in."""

    terug: Link
    formulier: Formulier
    collegas: list[Keuze]


class Bericht(View):
    soort: str  # "Vraag", "Antwoord"
    tekst: list[str]
    door: str
    geen_naam: str
    van_swv: bool


class ConsultPagina(View):
    """consult.html. Each form is None for who may not do that now."""

    titel: str
    kenmerk: str
    kruimels: list[Link]
    feiten: list[str]
    status: Status
    over: str
    urgentie: str
    berichten: list[Bericht]
    rekening: list[Rekenregel]
    dossier: Link | None = None
    toestemming: str = ""
    beantwoorden: Formulier | None = None
    aanvullen: Formulier | None = None
    oppakken: Formulier | None = None
    overdragen: Formulier | None = None
    sluiten: Formulier | None = None
    koppelen: Formulier | None = None
    collegas: list[Keuze] = field(default_factory=list)
    leerlingen: list[Keuze] = field(default_factory=list)
    naamcheck: str = ""  # which form asks why it is no name
    melding: str = ""


class LeerlingConsulten(View):
    """leerling_consulten.html: the consulten in one dossier."""

    kop: object
    kruimels: list[Link]
    regels: list[ConsultRegel]
