"""What the screens about the transition to VO are given. The rules of `web.views` hold here too."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Status, View
from web.views_leerlingen import LeerlingKop


class OverstapRegel(View):
    """A pupil on the list "placed by date". `urgentie`: fout, let-op or gewoon."""

    url: str
    naam: str
    sub: str
    status: Status
    bij: str
    over: str
    datum: str
    urgentie: str


class OverstapGroep(View):
    id: str
    kop: str
    uitleg: str
    regels: list[OverstapRegel]


class Overstappen(View):
    """overdracht.html: of a school, or of the coordinators of a samenwerkingsverband."""

    inleiding: str
    groepen: list[OverstapGroep]
    leeg: str
    melding: str = ""


class Onderdeel(View):
    kop: str
    regels: list[str]


class Gedeeld(View):
    """overdracht_lezen.html: what was chosen, and nothing else."""

    kop: str
    kruimels: list[Link]
    feiten: list[str]
    uitleg: str
    onderdelen: list[Onderdeel]
    plek: str
    plek_form: Formulier | None
    scholen: list[Keuze]


class KiesOnderdeel(View):
    """A part that can be chosen. `tekst`: it has a text of its own, in the field of this name."""

    naam: str
    titel: str
    tekst: bool


class LeerlingOverdracht(View):
    """leerling_overdracht.html. Each form is None for who may not do that now."""

    kop: LeerlingKop
    kruimels: list[Link]
    status: Status | None
    inleiding: str
    feiten: list[str] = field(default_factory=list)
    gedeeld: list[str] = field(default_factory=list)
    signaleren: Formulier | None = None
    delen: Formulier | None = None
    intrekken: Formulier | None = None
    plek: Formulier | None = None
    jaren: list[Keuze] = field(default_factory=list)
    naar: list[Keuze] = field(default_factory=list)
    onderdelen: list[KiesOnderdeel] = field(default_factory=list)
    scholen: list[Keuze] = field(default_factory=list)
    laatste: str = ""


class ToestemmingBlok(View):
    """_toestemming.html: a parent takes the consent back."""

    formulier: Formulier
