"""What the screens about crisis and nood are given: what is not over, one pupil, telling it."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Handeling, HandelingPagina, Keuze, Link, Status, Veld, View
from web.views_arrangementen import ArrangementRegel
from web.views_leerlingen import LeerlingKop


class Crises(View):
    """crises.html."""

    inleiding: str
    regels: list[ArrangementRegel]


class Crisis(View):
    """crisis.html. Without one there is only `melden_url`. `verder`: what can be asked next."""

    kop: LeerlingKop
    kruimels: list[Link]
    titel: str
    uitleg: str
    status: Status | None = None
    melding: str = ""
    melding_soort: str = "info"
    feiten: list[tuple[str, str]] = field(default_factory=list)
    plan: list[tuple[str, str]] = field(default_factory=list)
    opbouw: str = ""
    handelingen: tuple[Handeling, ...] = ()
    verder: list[Link] = field(default_factory=list)
    melden_url: str = ""


class CrisisMelden(View):
    """crisis_melden.html. Posts soort, sinds, aanleiding, overleg_op, overleg_tijd, genodigd_1.., ouders_ingelicht."""

    leerling: str
    terug: Link
    uitleg: list[str]
    formulier: Formulier
    soorten: list[Keuze]
    genodigd: list[tuple[str, str]]  # field, who
    genodigd_fout: str = ""


class CrisisHandeling(HandelingPagina, kw_only=True):
    """handeling.html: the plan, or closing."""

    kop: str
    uitleg: str
    velden: list[Veld]
    knop: str
    gevaar: bool = False
