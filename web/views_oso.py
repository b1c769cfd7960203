"""What the screens about the leerlingadministratie are given: reading in, choosing, and what was taken over."""

from __future__ import annotations

from web.views import Formulier, Link, Melding, Status, View
from web.views_leerlingen import LeerlingKop


class ConceptRegel(View):
    """What was read in and waits. `sub`: until when."""

    url: str
    naam: str
    sub: str
    datum: str


class OsoInlezen(View):
    """oso_inlezen.html. Posts bestand."""

    formulier: Formulier
    concepten: list[ConceptRegel]
    dagen: int
    terug: Link


class GegevenRegel(View):
    """A value that was read. `kiezen`: whether there is something to choose; `gekozen`: ticked beforehand.

    `nu`: what stands in the dossier and differs; `opmerking`: why it is not ticked, or that it stands there already.
    """

    id: str
    sleutel: str
    naam: str
    waarde: str
    leeftijd: str
    status: Status | None
    kiezen: bool
    gekozen: bool
    nu: str = ""
    opmerking: str = ""


class GegevenBlok(View):
    kop: str
    regels: list[GegevenRegel]


class BijlageRegel(View):
    """`kiezen` and `url`, to look first, only for what was found good; `reden` why it was not."""

    id: str
    naam: str
    sub: str
    status: Status
    kiezen: bool
    reden: str = ""
    url: str = ""


class WegRegel(View):
    veld: str
    reden: str
    regel: str


class KandidaatRegel(View):
    """A pupil of the school that this may be about; `url` "" for the one it is laid beside now."""

    url: str
    naam: str
    sub: str


class OsoConcept(View):
    """oso_concept.html. Posts dossier, gegevens[], bijlagen[] to `formulier`; `weggooien` posts nothing."""

    naam: str
    herkomst: str
    leeftijd: str
    tot: str
    meldingen: list[Melding]
    bij: KandidaatRegel | None
    kandidaten: list[KandidaatRegel]
    nieuw_url: str  # "" when it is a new pupil already
    blokken: list[GegevenBlok]
    bijlagen: list[BijlageRegel]
    ververs_url: str  # "" when every attachment was judged
    weggelaten: list[WegRegel]
    formulier: Formulier
    weggooien: Formulier
    terug: Link


class OvergenomenRegel(View):
    naam: str
    waarde: str
    leeftijd: str
    herkomst: str
    status: Status | None


class OvergenomenBlok(View):
    kop: str
    regels: list[OvergenomenRegel]


class StukRegel(View):
    url: str
    naam: str
    sub: str
    herkomst: str = ""


class OsoGegevens(View):
    """oso_gegevens.html: what the dossier of this pupil holds from the leerlingadministratie."""

    kop: LeerlingKop
    blokken: list[OvergenomenBlok]
    stukken: list[StukRegel]
    kruimels: list[Link]
    inlezen_url: str = ""
