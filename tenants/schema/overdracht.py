"""The warm hand-over from PO to VO: with whom, what may go along, and by when everybody has a place."""

from typing import Annotated, Literal

from msgspec import Meta

from tenants.schema.grondslag import Regel

__all__ = ["OverdrachtRegels"]

MaandDag = Annotated[str, Meta(pattern="^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$")]


class OverdrachtRegels(Regel, kw_only=True):
    """`naar`: ids of the samenwerkingsverbanden for VO with which this is agreed. `onderdelen`: what may be chosen.

    `plek_uiterlijk` (`06-01`): in the year of the transition, by when every pupil should have a place;
    `herinneren_dagen`: how many days before that it is told. `verloopt_uiterlijk`: the last day that what was shared
    can be seen, in that same year, whatever a school chooses.
    """

    naar: Annotated[list[Annotated[str, Meta(pattern="^[a-z][a-z0-9]{2,30}$")]], Meta(min_length=1)]
    onderdelen: Annotated[list[Literal["vraag", "wat_werkt", "advies", "loopbaan", "gezag"]], Meta(min_length=1)]
    plek_uiterlijk: MaandDag
    herinneren_dagen: Annotated[int, Meta(ge=7, le=180)]
    verloopt_uiterlijk: MaandDag
