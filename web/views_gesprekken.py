"""What the pages about talks, agreements and the checklist are given."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Status, View
from web.views_leerlingen import LeerlingKop
from web.views_stukken import StukRegel


class GesprekRegel(View):
    url: str
    titel: str
    sub: str
    status: Status
    alarm: str = ""


class AfspraakRegel(View):
    """An agreement. The forms are those that this person may send now: `klaar` posts afspraak, terug, uitkomst;
    `vervalt` posts afspraak, terug, reden; `weer_open` posts afspraak, terug. `klaar` stands open when `fout`."""

    id: str
    wat: str
    wie: str
    dag: str
    status: Status
    leerling: str = ""
    url: str = ""
    uitkomst: str = ""
    open: bool = False
    klaar: Formulier | None = None
    vervalt: Formulier | None = None
    weer_open: Formulier | None = None


class StapRegel(View):
    """A step of the checklist. `vink` posts stap, gedaan; None where the dossier shows it, or for who may only read."""

    nummer: int
    naam: str
    titel: str
    uitleg: str
    ouders: str
    status: Status
    nu: bool
    sub: str = ""
    vink: Formulier | None = None
    gedaan: bool = False


class Fase(View):
    titel: str
    stappen: list[StapRegel]


class Checklist(View):
    titel: str
    uitleg: str
    waar: str  # "De leerling is bij stap 3 van 10: plannen."
    fasen: list[Fase]


class Zitplaats(View):
    """A field for names: aanwezig_1 to aanwezig_6."""

    veld: str
    titel: str


class Gesprekken(View):
    """gesprekken.html. `nieuw` posts soort, gehouden_op, aanwezig_1 … aanwezig_6, meelezen."""

    kop: LeerlingKop
    kruimels: list[Link]
    gesprekken: list[GesprekRegel]
    open_afspraken: list[AfspraakRegel]
    checklist: Checklist | None = None
    nieuw: Formulier | None = None
    soort: str = ""
    soort_titel: str = ""
    soort_uitleg: str = ""
    andere: list[Link] = field(default_factory=list)
    plaatsen: list[Zitplaats] = field(default_factory=list)
    vraagt_meelezen: bool = False
    weggehaald: list[tuple[str, Formulier]] = field(default_factory=list)


class Punt(View):
    """A talking point. `vink` posts stand; `schrijf` posts tekst. Both None for who may only read."""

    id: str
    titel: str
    uitleg: str
    verplicht: bool
    stand: str
    status: Status
    wie: str
    tekst: str
    vink: Formulier | None = None
    schrijf: Formulier | None = None


class Iemand(View):
    id: str
    naam: str
    functie: str
    weghalen: Formulier | None = None


class Gesprek(View):
    """gesprek.html. `aanwezige` posts naam, functie, kant; `afspraak` posts wat, aanwezige, uiterlijk_op; `verslag`
    posts bestand; `handtekening` posts wie, op, reden, bestand. `ververs_url`: while a file is judged."""

    kop: LeerlingKop
    kruimels: list[Link]
    titel: str
    uitleg: str
    sub: str
    status: Status
    melding: str
    melding_soort: str
    voortgang: str
    pdf_url: str
    aanwezigen: list[Iemand]
    punten: list[Punt]
    afspraken: list[AfspraakRegel]
    eerder: list[AfspraakRegel]
    reacties: list[tuple[str, str]]  # who and when, what
    standen: list[Keuze]
    kanten: list[Keuze]
    eigenaren: list[Keuze]
    open_aanwezige: bool = False
    aanwezige: Formulier | None = None
    afspraak: Formulier | None = None
    delen: Formulier | None = None
    weghalen: Formulier | None = None
    verslagen: list[StukRegel] = field(default_factory=list)
    verslag: Formulier | None = None
    open_verslag: bool = False
    handtekeningen: list[StukRegel] = field(default_factory=list)
    handtekening: Formulier | None = None
    open_handtekening: bool = False
    ondertekenaars: list[Keuze] = field(default_factory=list)
    ververs_url: str = ""


class PuntBewaard(View):
    """_gesprekspunt_bewaard.html: the answer to a tick or to typing. `versies`: id of a hidden field to its value."""

    bewaard: str
    goed: bool
    id: str
    versies: dict[str, str]
    fout: str
    voortgang: str
    punten: list[Punt]
    standen: list[Keuze]


class MijnGesprek(View):
    """A shared report for the family. `formulier` posts gesprek, reactie."""

    id: str
    titel: str
    aanwezig: str
    punten: list[tuple[str, str]]
    afspraken: list[str]
    reactie: str
    formulier: Formulier
    open: bool = False
    verslagen: list[StukRegel] = field(default_factory=list)
    handtekeningen: list[StukRegel] = field(default_factory=list)


class MijnGesprekken(View):
    """_mijn_gesprekken.html"""

    gesprekken: list[MijnGesprek]
    label: str
    hulp: str
    knop: str


class Afspraken(View):
    """afspraken.html."""

    organisatie: str
    mijn: list[AfspraakRegel]
    anderen: list[AfspraakRegel]
    gedaan: list[AfspraakRegel]
    niet_gedeeld: list[GesprekRegel]
    van_school: bool
    meer: str = ""
