"""The research of pupils in groep 8 before the transition: until when schools register, and what it fills in."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import Deel, Naam, Regel, Tekst
from tenants.schema.overdracht import MaandDag

__all__ = ["SchoolverlaterInvulling", "SchoolverlaterRegels"]


class SchoolverlaterInvulling(Deel, kw_only=True):
    """In an aanvraag of this `soort` the question `vraag` follows from the research."""

    soort: Naam
    vraag: Naam
    antwoord: Tekst


class SchoolverlaterRegels(Regel, kw_only=True):
    """`sluit_op` (`10-20`): the last day of registering, in the calendar year in which the schooljaar begins.

    `herinneren_dagen`: how many days before it a school hears that pupils of groep 8 were not registered, and
    `nogmaals_dagen` once more. `adviezen`: for which advice of the school it is. `uitvoerder`: who does it, by name.
    `vult`: questions of an aanvraag that follow from it; `[[bevindingen]]` stands for what the onderzoeker wrote.
    """

    sluit_op: MaandDag
    herinneren_dagen: Annotated[int, Meta(ge=7, le=60)]
    nogmaals_dagen: Annotated[int, Meta(ge=1, le=30)]
    adviezen: Annotated[list[Literal["pro", "vso"]], Meta(min_length=1)]
    uitvoerder: Tekst
    vult: list[SchoolverlaterInvulling] = field(default_factory=list)
