"""What the screen about dossiers that may be double is given."""

from __future__ import annotations

from web.views import Formulier, Link, Status, View


class DubbelKant(View):
    """One of the two. `blijft`: posts ander; then this one stays and the other goes into it."""

    naam: str
    url: str
    feiten: list[str]
    blijft: Formulier


class DubbelPaar(View):
    """`verschil`: posts ander; these are two pupils."""

    id: str
    reden: str
    kanten: tuple[DubbelKant, DubbelKant]
    verschil: Formulier


class SamenvoegingRegel(View):
    """`terug`: posts samenvoeging."""

    titel: str
    url: str
    sub: str
    terug: Formulier


class BijSchool(View):
    """A dossier at one of two schools. `status`: what the school said."""

    naam: str
    url: str
    feiten: list[str]
    status: Status | None


class PaarBijScholen(View):
    """`navragen` and `verschil` post ander; `navragen` None when both schools still have to answer."""

    id: str
    reden: str
    kanten: tuple[BijSchool, BijSchool]
    navragen: Formulier | None
    verschil: Formulier


class DubbelBijScholen(View):
    """dubbele_dossiers.html: for the samenwerkingsverband, over what schools shared."""

    paren: list[PaarBijScholen]
    fout: str = ""
    meer: bool = False


class Dubbelen(View):
    """dubbelen.html"""

    kruimels: list[Link]
    paren: list[DubbelPaar]
    samengevoegd: list[SamenvoegingRegel]
    fout: str = ""
