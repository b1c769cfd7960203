"""What the screen about dossiers that may be double is given."""

from __future__ import annotations

from web.views import Formulier, Link, View


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


class Dubbelen(View):
    """dubbelen.html"""

    kruimels: list[Link]
    paren: list[DubbelPaar]
    samengevoegd: list[SamenvoegingRegel]
    fout: str = ""
