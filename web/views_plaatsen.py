"""What the screens of free places are given. The rules of `web.views` hold here too."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Status, View


class VolRegel(View):
    """A group that is full for everybody. `wet`: what the law says of it; `intrekken` only for who may."""

    kop: str
    reden: str
    beleid: str
    wet: str
    door: str = ""
    intrekken: Formulier | None = None


class PlekGroep(View):
    """A group. `minder`, `meer` and `terug`: the number that the button sends, empty for no button."""

    id: str
    naam: str
    leerjaar: str
    vrij: str
    telling: str  # "3 plekken vrij"
    wanneer: str  # "nu", "vanaf 1 januari 2027"
    vers: Status
    vol: VolRegel | None = None
    formulier: Formulier | None = None
    minder: str = ""
    meer: str = ""
    terug: str = ""
    url: str = ""


class EigenPlekken(View):
    """The card of the own school. `fout`: why the last press changed nothing; `gedaan`: what it did."""

    school: str
    groepen: list[PlekGroep]
    vers: Status | None = None
    bevestigen: Formulier | None = None
    toevoegen: Formulier | None = None
    leerjaren: list[Keuze] = field(default_factory=list)
    leerjaar_label: str = ""
    fout: str = ""
    gedaan: str = ""


class PlekSchool(View):
    """A school on the board. `keren`: how often it was declared full, for who may know."""

    naam: str
    sub: str
    totaal: str
    nabij: str
    groepen: list[PlekGroep]
    keren: str = ""


class PlekkenFilter(View):
    """`fout`: a sentence beside the postcode. `actief`: how many filters are on."""

    q: str
    soort: str
    leerjaar: str
    postcode: str
    vrij: bool
    soorten: list[Keuze]
    leerjaren: list[Keuze]
    leerjaar_label: str
    actief: str = ""
    fout: str = ""


class PlekkenPagina(View):
    """The board. `zonder`: schools that keep no places, only for the samenwerkingsverband."""

    samenvatting: str
    scholen: list[PlekSchool]
    filter: PlekkenFilter
    telling: str
    eigen: EigenPlekken | None = None
    zonder_kop: str = ""
    zonder: list[str] = field(default_factory=list)
    terug: Link | None = None
    uitleg: str = ""


class GroepPagina(View):
    """One group of the own school: its number, being full, and taking it away."""

    naam: str
    school: str
    terug: Link
    aantal: Formulier
    weghalen: Formulier
    vol: VolRegel | None = None
    verklaren: Formulier | None = None
    redenen: list[Keuze] = field(default_factory=list)
    wet: str = ""
    hoogstens: str = ""
    alleen_directeur: str = ""


class WachtRegel(View):
    """A pupil who waits. `bevestigen`, `toekennen`, `beeindigen`: only what this person may do now."""

    id: str
    leerling: str
    sub: str  # "groep 4, Openbare Basisschool Angelslo"
    waar: str
    plaats: str  # "2e op de lijst", "plek per 1 januari 2027"
    sinds: str
    wens: str
    reden: str
    staat: Status
    tlv: str = ""  # how it stands, for who may see the case
    bevestigen: Formulier | None = None
    toekennen: Formulier | None = None
    beeindigen: Formulier | None = None


class WachtTelling(View):
    """How many wait at a school, and why."""

    school: str
    aantal: str
    redenen: str


class WachtlijstPagina(View):
    """`hier`: who waits at the own school, None for who has none; `elders`: own pupils, or what was shared."""

    kop: str
    samenvatting: str
    hier: list[WachtRegel] | None
    hier_leeg: str
    elders_kop: str
    elders: list[WachtRegel]
    elders_leeg: str = ""
    redenen: list[Keuze] = field(default_factory=list)
    eindredenen: list[Keuze] = field(default_factory=list)
    groepen: list[Keuze] = field(default_factory=list)
    tellingen: list[WachtTelling] = field(default_factory=list)
    melding: str = ""
    terug: Link | None = None
    uitleg: str = ""


class WachtplekVragen(View):
    """Asking another school for a place."""

    leerling: str
    terug: Link
    formulier: Formulier
    scholen: list[Keuze]
    momenten: str
    uitleg: str
    vraagt_reden: bool = True  # there are instroommomenten, so another day asks for a reason
