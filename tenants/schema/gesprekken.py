"""Talks about a pupil with the talking points of this samenwerkingsverband, and its checklist of steps."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import Deel, Naam, Regel, Tekst

Kant = Literal["school", "ouder", "leerling", "samenwerkingsverband", "ander"]
#: What in a dossier can show by itself that a step was taken.
Teken = Literal["interventie", "evaluatie", "opp", "gesprek", "arrangement", "vervolggesprek", "aanvraag"]


class Plaats(Deel, kw_only=True):
    """A seat at the table. `kant`: for whom somebody sits there."""

    titel: Tekst
    kant: Kant


class Gesprekspunt(Deel, kw_only=True):
    """What must be talked about. Not `verplicht`: may be left out without saying why."""

    naam: Naam
    titel: Tekst
    uitleg: str = ""
    verplicht: bool = True


class Gespreksoort(Regel, kw_only=True):
    """A kind of talk. `vervolg_op`: the kind that comes before it. A report of the school's own may take its place when
    the same points are ticked."""

    titel: Tekst
    uitleg: Tekst
    vervolg_op: Naam | None = None
    aan_tafel: Annotated[list[Plaats], Meta(min_length=1, max_length=6)]
    punten: Annotated[list[Gesprekspunt], Meta(min_length=1, max_length=12)]


class Checkliststap(Deel, kw_only=True):
    """A step. `fase`: under which heading; `ouders`: what parents hear then; `blijkt_uit`: one of these in the dossier
    shows that it was taken. Nothing: the school ticks it."""

    naam: Naam
    titel: Tekst
    fase: Tekst
    uitleg: Tekst
    ouders: str = ""
    blijkt_uit: list[Teken] = field(default_factory=list)


class Checklist(Regel, kw_only=True):
    """The steps of support, in their order."""

    titel: Tekst
    uitleg: Tekst
    stappen: Annotated[list[Checkliststap], Meta(min_length=2, max_length=20)]
