"""Money: known amounts, how support money is divided, and the figures a tenant steers by."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import Categorie, Deel, Naam, Regel, Tekst


class Bedrag(Regel, kw_only=True):
    """What one pupil costs the samenwerkingsverband in one calendar year, in cents."""

    soort: Naam
    categorie: Categorie | None = None
    jaar: Annotated[int, Meta(ge=2014, le=2100)]
    cent: Annotated[int, Meta(ge=0)]
    status: Literal["voorlopig", "definitief"]


class VerdeelRegel(Regel, kw_only=True):
    """One step of dividing the support money, in the order of the list. What a step uses:

    - `vooraf`: a post that is taken off first (`cent`, or by begroting when None);
    - `naar_rato`: what is left, pro rata to the pupils of `leerlingen`;
    - `norm`: above `procent` of the pupils a board pays itself; `solidair`: the rest pays it together;
    - `inhouding`: a shortfall taken from the schools pro rata (WPO 123 and 125, WVO 5.16);
    - `vast_bedrag`: `cent` per pupil or school, to be read in `wat`.
    """

    naam: Naam
    wat: Tekst
    soort: Literal["vooraf", "naar_rato", "norm", "solidair", "inhouding", "vast_bedrag"]
    leerlingen: list[Naam] = field(default_factory=list)
    procent: Annotated[str, Meta(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3})?$")] | None = None
    cent: Annotated[int, Meta(ge=0)] | None = None


class Pijler(Regel, kw_only=True):
    """A pillar of the ondersteuningsplan, with its goals, under which money and results are grouped."""

    naam: Naam
    titel: Tekst
    doelen: list[Tekst] = field(default_factory=list)


class Streefcijfer(Regel, kw_only=True):
    """A figure the tenant steers by. `grens`: a decimal number in `eenheid`; `richting`: on which side to stay."""

    naam: Naam
    wat: Tekst
    grens: Annotated[str, Meta(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,3})?$")]
    eenheid: Literal["procent", "aantal", "procent_verandering"] = "procent"
    richting: Literal["hoogstens", "minstens"]
    ten_opzichte_van: str = ""


class FinancienRegels(Deel, kw_only=True):
    """Only amounts that are known. A missing year stays open; nothing is guessed or indexed."""

    bedragen: list[Bedrag] = field(default_factory=list)
    verdeling: list[VerdeelRegel] = field(default_factory=list)
    pijlers: list[Pijler] = field(default_factory=list)
    streefcijfers: list[Streefcijfer] = field(default_factory=list)
    opmerking: str = ""

    def bedrag(self, soort: str, categorie: str | None, jaar: int) -> Bedrag | None:
        """The amount for this kind, category and calendar year; None while it is not known."""
        for bedrag in self.bedragen:
            if (bedrag.soort, bedrag.categorie, bedrag.jaar) == (soort, categorie, jaar):
                return bedrag
        return None
