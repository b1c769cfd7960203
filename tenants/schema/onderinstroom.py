"""A young child on the way from voorschool to school: who guides, what the voorschool fills in, and for how long."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import Naam, Regel

__all__ = ["OnderinstroomRegels"]


class OnderinstroomRegels(Regel, kw_only=True):
    """`rollen`: who begins one. `formulier`: what the voorschool fills in, one of `formulieren`.

    `uitnodiging_dagen`: how long the link opens the door; `toegang_dagen`: how long the voorschool may go on at most.
    `vanaf_maanden`: how old a child is at least. `bewaren_dagen`: how long a file that was taken over or closed stays
    with the samenwerkingsverband. `soorten`: for which a school can begin an aanvraag from it, `document`: which
    document of the recept it is then, `bijlagen`: which documents of the recept the voorschool may add, `overnemen`:
    question of the recept to question of the formulier.
    """

    rollen: Annotated[list[Literal["contactpersoon_jonge_kind", "steunpuntcoordinator"]], Meta(min_length=1)]
    formulier: Naam
    uitnodiging_dagen: Annotated[int, Meta(ge=1, le=14)]
    toegang_dagen: Annotated[int, Meta(ge=1, le=90)]
    vanaf_maanden: Annotated[int, Meta(ge=24, le=48)]
    bewaren_dagen: Annotated[int, Meta(ge=1, le=366)]
    soorten: list[Naam] = field(default_factory=list)
    document: Naam | None = None
    bijlagen: list[Naam] = field(default_factory=list)
    overnemen: dict[Naam, Naam] = field(default_factory=dict)
