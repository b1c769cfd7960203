"""What the page with the interventies of a pupil is given."""

from __future__ import annotations

from msgspec import field

from web.views import Formulier, Keuze, Link, Status, View
from web.views_leerlingen import LeerlingKop


class InterventieRegel(View):
    """One of them. Without forms for who may only read. `open`: which form stands open: evalueren | wijzigen | ""."""

    id: str
    wat: str
    periode: str  # "7 september tot en met 12 november 2026 · groep 5"
    door: str
    doel: str
    effect: Status
    toelichting: str
    open: str = ""
    evalueren: Formulier | None = None  # posts interventie, effect, toelichting, geevalueerd_op, doorgaan
    wijzigen: Formulier | None = None  # posts interventie, wat, waar, doel, wie, vanaf, tot_en_met
    weghalen: Formulier | None = None  # posts interventie


class Interventies(View):
    """interventies.html. `nieuw` posts wat, waar, doel, wie, vanaf, tot_en_met; `weggehaald`: title and form."""

    kop: LeerlingKop
    kruimels: list[Link]
    regels: list[InterventieRegel]
    plekken: list[Keuze] = field(default_factory=list)
    effecten: list[Keuze] = field(default_factory=list)
    doorgaan: list[Keuze] = field(default_factory=list)
    nieuw: Formulier | None = None
    weggehaald: list[tuple[str, str, Formulier]] = field(default_factory=list)
