"""What every part of a declaration shares: its types, where a value comes from, and when a rule applies."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Sector = Literal["PO", "VO"]
Categorie = Literal["laag", "midden", "hoog"]
Vakantieregio = Literal["noord", "midden", "zuid"]
Handtekening = Literal["ouders", "directeur", "deskundige"]
Vraagsoort = Literal["tekst", "lang", "keuze", "datum", "ja_nee", "getal"]
Eenheid = Literal["werkdagen", "dagen", "weken"]
# The dated events a streeftermijn may run from. `compleet` is the day of filing, or that of the last
# aanvulling where one was asked for.
Vanaf = Literal["ingediend", "compleet", "eindadvies", "besluit"]
# The acts of commissie that may end it.
Tot = Literal[
    "aanvulling_vragen",
    "deskundigen_benoemen",
    "eindadvies_maken",
    "besluit_nemen",
    "besluit_bekendmaken",
]
# The steps that parents see, in their order. A tenant words those that its own procedure knows; the
# verplichte must be there.
OPENBARE_STAPPEN = (
    "aanvraag",
    "ingediend",
    "volledigheid",
    "aanvulling",
    "advies",
    "eindadvies",
    "besluit",
    "bekendgemaakt",
    "onherroepelijk",
)
VERPLICHTE_STAPPEN = frozenset(OPENBARE_STAPPEN) - {"aanvraag", "advies", "eindadvies"}

Tekst = Annotated[str, Meta(min_length=1)]
Naam = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", max_length=60)]
Bron = Annotated[str, Meta(min_length=8)]
Kleur = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")]
Aantal = Annotated[int, Meta(ge=1, le=400)]


class Deel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the declaration: never changes after load, takes no key that it does not know."""


class Regel(Deel, kw_only=True):
    """A value with its origin. Every leaf of a declaration stands in something that has one.

    `bron`: document and section. `vanaf`: the first day it holds, by default that of the whole version;
    `tot_en_met`: the last, where it ends. `opmerking`: what a reader must know, above all where the law bounds
    what the document says.
    """

    bron: Bron
    vanaf: date | None = None
    tot_en_met: date | None = None
    opmerking: str = ""

    def geldt_op(self, dag: date) -> bool:
        """Whether the rule holds on this day."""
        return (self.vanaf is None or self.vanaf <= dag) and (self.tot_en_met is None or dag <= self.tot_en_met)


class Voorwaarde(Deel, kw_only=True):
    """Kenmerken of an aanvraag; fits when at least one of those named fits."""

    categorie: list[Categorie] | None = None
    complex: bool | None = None
    soort: list[Naam] | None = None

    def geldt(self, *, soort: str | None = None, categorie: str | None = None, complex: bool = False) -> bool:
        """Whether an aanvraag with these kenmerken falls under the rule."""
        return (
            (self.categorie is not None and categorie in self.categorie)
            or (self.complex is not None and complex is self.complex)
            or (self.soort is not None and soort in self.soort)
        )


class AlsAntwoord(Deel, kw_only=True):
    """Applies when the question `vraag` of the same recept was answered with one of `is_een_van`."""

    vraag: Naam
    is_een_van: list[Tekst]

    def geldt(self, antwoorden: dict[str, str]) -> bool:
        return antwoorden.get(self.vraag) in self.is_een_van
