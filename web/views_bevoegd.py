"""What the pages about the competent samenwerkingsverband are given."""

from __future__ import annotations

from msgspec import field

from web.filling.rekenhulp import Groep, Uitkomst
from web.views import Formulier, Keuze, Link, Status, View


class Gezinskeuze(View):
    """Somebody of the family of whom the address may go along; posts mee."""

    id: str
    titel: str
    aan: bool


class Doorzendkaart(View):
    """What can be done, or what runs. `verborgen`: the answers, sent along with the form. `stappen`: what to do now."""

    kop: str
    zin: str
    status: Status | None = None
    regels: list[str] = field(default_factory=list)
    formulier: Formulier | None = None
    verborgen: dict[str, str] = field(default_factory=dict)
    naar: str = ""
    knop: str = ""
    vraagt_ouders: bool = False
    intrekken: Formulier | None = None
    download_url: str = ""
    familie: list[Gezinskeuze] = field(default_factory=list)
    stappen: list[str] = field(default_factory=list)


class Bevoegd(View):
    """bevoegd.html"""

    titel: str
    leerling: str
    inleiding: str
    kruimels: list[Link]
    formulier: Formulier
    groepen: list[Groep]
    uitkomst: Uitkomst | None
    kaart: Doorzendkaart | None
    loopt: Doorzendkaart | None
    klaar: bool = False  # it goes on elsewhere: there is nothing left to work out
    adres: str = ""  # of the answer: it has none, what is filled in stays on this page


class DoorzendingRegel(View):
    """An aanvraag that another samenwerkingsverband offers; posts soort, school and familie, or reden.

    `mist`: who cannot get at it here yet; `school`, `familie`: whether there is anybody to let in.
    """

    id: str
    kop: str
    sub: str
    reden: str
    toelichting: str
    datum: str
    soorten: list[Keuze]
    aanvaarden: Formulier
    terugsturen: Formulier
    termijn: str
    mist: list[str] = field(default_factory=list)
    school: bool = False
    familie: str = ""


class OvergenomenRegel(View):
    """What was taken over lately, and who can get at it; posts school and familie when there is anybody to let in."""

    id: str
    kop: str
    sub: str
    datum: str
    regels: list[str]
    school: bool
    familie: str
    toelaten: Formulier | None


class DoorzendingRegels(View):
    """doorzendingen.html"""

    regels: list[DoorzendingRegel]
    overgenomen: list[OvergenomenRegel] = field(default_factory=list)
    melding: str = ""
