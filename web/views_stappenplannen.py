"""What the screens about a stappenplan are given: what runs, one pupil, doing a step."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Handeling, HandelingPagina, Link, Status, Veld, View
from web.views_arrangementen import ArrangementRegel
from web.views_leerlingen import LeerlingKop


class PlanGroep(View):
    """Plans that press alike. `id` is that of its heading."""

    id: str
    kop: str
    regels: list[ArrangementRegel]


class Plannen(View):
    """stappenplannen.html."""

    inleiding: str
    groepen: list[PlanGroep]
    leeg: str


class PlanStapRegel(View):
    """A step. `soort`: mijlpaal (done), vandaag (now) or stop (it may come)."""

    soort: str
    titel: str
    wie: str
    wanneer: str
    tekst: str = ""


class PlanKaart(View):
    """_stappenplan.html: one plan. `gast`: being a guest, what and what it is."""

    id: str
    titel: str
    status: Status
    zin: str
    urgentie: str
    feiten: list[tuple[str, str]]
    stappen: list[PlanStapRegel]
    straks: list[PlanStapRegel]
    gast: list[tuple[str, str]]
    gast_zin: str
    handelingen: tuple[Handeling, ...]
    bron: str


class Gastleerling(View):
    """gastleerling.html: a pupil of another school who is a guest here. `doen`: what this school does."""

    kruimels: list[Link]
    wie: str
    verantwoordelijk: str
    contact: str
    periode: str
    over: str
    urgentie: str
    doen: list[str]
    hulp: list[tuple[str, str]]
    ziet: str
    evaluatie_door: str
    formulier: Formulier


class BeginKnop(View):
    titel: str
    uitleg: str
    url: str


class Stappenplan(View):
    """stappenplan.html: of one pupil."""

    kop: LeerlingKop
    kruimels: list[Link]
    plannen: list[PlanKaart]
    beginnen: list[BeginKnop]
    leeg: str
    verder: list[Link] = field(default_factory=list)


class StappenplanBeginnen(View):
    """stappenplan_beginnen.html. Posts soort, knelpunt, ouders_ingelicht."""

    leerling: str
    kop: str
    terug: Link
    uitleg: list[str]
    stappen: list[tuple[str, str]]  # what, who
    formulier: Formulier
    vraag: str
    hulp: str


class StapHandeling(HandelingPagina, kw_only=True):
    """handeling.html: a step, being a guest, stopping."""

    kop: str
    uitleg: str
    velden: list[Veld]
    knop: str
    gevaar: bool = False
