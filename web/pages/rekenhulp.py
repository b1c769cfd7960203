"""The rekenhulp: public pages that work out what the law says, without signing in and without keeping anything.

No session is looked up, no cookie set, no service asked: everything is worked out in this process, so it works while
the rest is away. The log names the route and never what was filled in, and no answer may be kept by a browser or proxy
(cache-control: no-store, as on every page).

Why GET or POST. An answer about dates goes by GET: its address can be kept and shared, and holds dates, kinds and the
four digits of a postcode, nothing about who it is for. The criteria for praktijkonderwijs go by POST: IQ and test
results of a child belong in no address, history or proxy log, also without a name. There is nothing to forge in either:
no form changes anything, so they carry no token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec import Struct

from infra import clock
from services.kern.errors import OngeldigeInvoer
from web.filling.rekenhulp import RekenhulpBegin, Rekenhulpkeuze, RekenhulpVraag, Uitkomst
from web.filling.rekenhulp_aanmelding import VORM as AANMELDING
from web.filling.rekenhulp_aanmelding import aanmelding
from web.filling.rekenhulp_beslistermijn import VORM as BESLISTERMIJN
from web.filling.rekenhulp_beslistermijn import beslistermijn
from web.filling.rekenhulp_bevoegd import VORM as BEVOEGD
from web.filling.rekenhulp_bevoegd import bevoegd
from web.filling.rekenhulp_bezwaar import VORM as BEZWAAR
from web.filling.rekenhulp_bezwaar import bezwaar
from web.filling.rekenhulp_formulier import Ingevuld, Vorm, groepen, lezen, rij_erbij, rij_weg
from web.filling.rekenhulp_onderwijs import VORM as ONDERWIJS
from web.filling.rekenhulp_onderwijs import onderwijs
from web.forms import lees_formulier
from web.policy import openbaar
from web.show import toon
from web.views import Link
from web.visit import Verzoek

BEGIN = "/rekenhulp"
GRENS = 20_000  # octets of a form
REKEN = "berekenen"
GEEN = Response("")  # there is an outcome, the page of it is made once its address is right
_DOE = re.compile(r"(erbij|weg)-([a-z]+)(?:-([1-9][0-9]?))?")
IN_ADRES = (
    "Wij bewaren niets. De datums komen in het adres van deze pagina, zodat u het antwoord kunt terugvinden of delen. "
    "Vul geen namen in."
)
NIET_IN_ADRES = "Wij bewaren niets, en wat u invult komt niet in het adres van de pagina. Vul geen namen in."


class Hulp(Struct, frozen=True):
    """One calculator."""

    pad: str
    titel: str
    wat: str
    inleiding: str
    icoon: str
    vorm: Vorm
    rekenen: Callable[[Ingevuld, date], Uitkomst]
    methode: str = "get"

    @property
    def url(self) -> str:
        return f"{BEGIN}/{self.pad}"


HULPEN = (
    Hulp(
        "beslistermijn",
        "Wat is mijn termijn?",
        "Wanneer moet het samenwerkingsverband uiterlijk beslissen? En wat als dat niet lukt?",
        "Vul in wat er is gebeurd met de aanvraag van een toelaatbaarheidsverklaring. U ziet wat de laatste dag is, en "
        "hoe die is berekend.",
        "clock",
        BESLISTERMIJN,
        beslistermijn,
    ),
    Hulp(
        "aanmelding",
        "Wanneer beslist de school?",
        "U heeft uw kind aangemeld. Wanneer hoort u of het wordt toegelaten?",
        "Een school heeft zes weken om te beslissen op een aanmelding. Vul in wat er is gebeurd.",
        "school",
        AANMELDING,
        aanmelding,
    ),
    Hulp(
        "bezwaar",
        "Kan er nog bezwaar?",
        "U bent het niet eens met een besluit. Tot wanneer kunt u bezwaar maken?",
        "Vul in wanneer het besluit bekend is gemaakt. U ziet of bezwaar maken nog kan, en wanneer u antwoord krijgt.",
        "scale",
        BEZWAAR,
        bezwaar,
    ),
    Hulp(
        "praktijkonderwijs-en-lwoo",
        "Praktijkonderwijs of lwoo?",
        "Past een leerling binnen de criteria voor praktijkonderwijs of leerwegondersteuning?",
        "Vul het IQ en de toetsresultaten in. U ziet aan welke criteria de leerling voldoet.",
        "target",
        ONDERWIJS,
        onderwijs,
        "post",
    ),
    Hulp(
        "samenwerkingsverband",
        "Welk samenwerkingsverband beslist?",
        "Wie geeft de toelaatbaarheidsverklaring? Dat hangt af van de school van nu en de woonplaats.",
        "Vul in waar de leerling naartoe gaat, waar de leerling woont en waar hij of zij nu op school zit.",
        "pin",
        BEVOEGD,
        bevoegd,
    ),
)
PER_PAD = {hulp.url: hulp for hulp in HULPEN}


@get(BEGIN, opt=openbaar())
async def rekenhulp(request: Verzoek) -> Response:
    keuzes = [Rekenhulpkeuze(hulp.titel, hulp.wat, hulp.url, hulp.icoon) for hulp in HULPEN]
    return toon(request, "rekenhulp.html", RekenhulpBegin(keuzes=keuzes))


@get([hulp.url for hulp in HULPEN], opt=openbaar())
async def rekenhulp_tonen(request: Verzoek) -> Response:
    """The form, and the answer when something is filled in. An answer has one address: another leads to it."""
    hulp = PER_PAD[request.scope["path"].rstrip("/")]
    paren = list(request.query_params.multi_items()) if hulp.methode == "get" else []
    ingevuld, uitkomst, antwoord = _behandelen(request, hulp, paren)
    if uitkomst is None:
        return antwoord
    adres = ingevuld.adres(hulp.url)
    if f"{hulp.url}?{request.scope['query_string'].decode('ascii', 'replace')}" != adres:
        return Redirect(adres, status_code=303)
    return _pagina(request, hulp, ingevuld, uitkomst=uitkomst, adres=request.web.settings.app_url + adres)


@post(
    [hulp.url for hulp in HULPEN if hulp.methode == "post"],
    opt=openbaar(),
    status_code=200,
    request_max_body_size=GRENS,
)
async def rekenhulp_uitrekenen(request: Verzoek) -> Response:
    """As above, for what may not stand in an address."""
    hulp = PER_PAD[request.scope["path"].rstrip("/")]
    formulier = await lees_formulier(request)
    paren = [(naam, str(waarde)) for naam, waarde in formulier.multi_items()]
    ingevuld, uitkomst, antwoord = _behandelen(request, hulp, paren)
    return antwoord if uitkomst is None else _pagina(request, hulp, ingevuld, uitkomst=uitkomst)


def _behandelen(
    request: Verzoek, hulp: Hulp, paren: Iterable[tuple[str, str]]
) -> tuple[Ingevuld, Uitkomst | None, Response]:
    """Read the form and work it out. Without an outcome the page says why: nothing asked yet, a row more or less,
    or something that is not right."""
    doe, velden = "", []
    for naam, waarde in paren:
        if naam == "doe":
            doe = waarde
        else:
            velden.append((naam, waarde))
    ingevuld = lezen(hulp.vorm, velden)
    if doe != REKEN and (ingevuld.leeg or doe):
        _rijen(ingevuld, doe)
        return ingevuld, None, _pagina(request, hulp, ingevuld)
    try:
        ingevuld.controleren()
        return ingevuld, hulp.rekenen(ingevuld, clock.vandaag()), GEEN
    except OngeldigeInvoer as fout:
        algemeen = "" if ingevuld.fouten else fout.melding
        return ingevuld, None, _pagina(request, hulp, ingevuld, algemeen=algemeen, status=422)


def _rijen(ingevuld: Ingevuld, doe: str) -> None:
    """A row more or less: `erbij-vraag`, `weg-vraag-2`. Raises OngeldigeInvoer for a button that is not there."""
    if not doe:
        return
    rijen = _DOE.fullmatch(doe)
    if rijen is None or rijen[2] not in ingevuld.vorm.rijsoorten:
        raise OngeldigeInvoer("Deze knop bestaat niet in dit formulier.")
    if rijen[1] == "erbij":
        rij_erbij(ingevuld, rijen[2])
    else:
        rij_weg(ingevuld, rijen[2], int(rijen[3] or 0))


def _pagina(
    request: Verzoek,
    hulp: Hulp,
    ingevuld: Ingevuld,
    *,
    uitkomst: Uitkomst | None = None,
    adres: str = "",
    algemeen: str = "",
    status: int = 200,
) -> Response:
    pagina = RekenhulpVraag(
        titel=hulp.titel,
        inleiding=hulp.inleiding,
        privacy=IN_ADRES if hulp.methode == "get" else NIET_IN_ADRES,
        methode=hulp.methode,
        knop="Opnieuw berekenen" if uitkomst else "Berekenen",
        groepen=groepen(ingevuld),
        formulier=ingevuld.als_formulier(hulp.url, algemeen),
        andere=[Link(ander.titel, ander.url) for ander in HULPEN if ander is not hulp],
        uitkomst=uitkomst,
        adres=adres,
    )
    return toon(request, "rekenhulp_vraag.html", pagina, status=status)


ROUTES = [rekenhulp, rekenhulp_tonen, rekenhulp_uitrekenen]
