"""What the screens about TLV's that end are given, and those about signing several aanvragen at once."""

from __future__ import annotations

from collections.abc import Sequence

from web.views import Formulier, Keuze, Link, Status, View


class VerloopRegel(View):
    """A TLV that ends. `kan`: it can be chosen; otherwise `link` leads to what runs already."""

    id: str
    leerling: str
    sub: str
    nummer: str
    soort: str
    einde: str
    status: Status
    kan: bool = False
    gekozen: bool = False
    groep: str = ""
    link: Link | None = None


class VerloopGroep(View):
    kop: str
    uitleg: str
    regels: list[VerloopRegel]


class Verloop(View):
    """verloop.html. `formulier`: of a school, which posts `tlv` (several) and `groep_<id>`."""

    kop: str
    inleiding: str
    groepen: list[VerloopGroep]
    leeg: str
    formulier: Formulier | None = None
    leerjaren: Sequence[Keuze] = ()
    alles: Link | None = None
    knop: str = ""


class VerlengdRegel(View):
    """What came of one pupil. `fout`: why no concept was begun."""

    leerling: str
    url: str
    overgenomen: list[str]
    te_oud: list[str]
    fout: str = ""


class Verlengd(View):
    """verlengd.html."""

    kop: str
    samenvatting: str
    regels: list[VerlengdRegel]
    terug: Link
    verder: Link


class TekenRegel(View):
    id: str
    versie: str
    leerling: str
    sub: str
    url: str


class Tekenen(View):
    """ondertekenen.html. Posts `aanvraag` (several), `versie_<id>`, `verklaring` and `indienen`."""

    regels: list[TekenRegel]
    formulier: Formulier
    uitleg: str
    uitslag: Sequence[str] = ()
    terug: Link = Link("Aanvragen", "/aanvragen")
