"""How the ontwikkelingsperspectief (OPP) of a pupil is filled in here."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.dossier import Vraag
from tenants.schema.grondslag import Deel, Naam, Regel, Tekst

__all__ = ["OppOnderdeel", "OppRegels", "OppVraag"]

Kijker = Literal["school", "ouders"]


class OppVraag(Vraag, kw_only=True):
    """A question of the OPP. `van`: who answers it. `doel`: every line of the answer is one goal, evaluated apart."""

    van: Kijker = "school"
    doel: bool = False


class OppOnderdeel(Deel, kw_only=True):
    """A chapter. `kijk`: who writes what helps and what hinders on this theme, side by side.

    `handelingsdeel`: this is of the part that takes effect when everyone with gezag agrees (WPO 40a, WVO 2.44).
    """

    naam: Naam
    titel: Tekst
    uitleg: str = ""
    handelingsdeel: bool = False
    kijk: list[Kijker] = field(default_factory=list)
    vragen: list[OppVraag] = field(default_factory=list)


class OppRegels(Regel, kw_only=True):
    """The form of the OPP. What the law itself asks (how long less time, the view of the pupil, the talk with the
    parents) is asked everywhere and stands in `services/intake/opp`.

    `herinneren_weken`: so long before the last day of a term the school gets a message.
    """

    titel: Tekst
    herinneren_weken: Annotated[int, Meta(ge=1, le=26)]
    onderdelen: list[OppOnderdeel]
