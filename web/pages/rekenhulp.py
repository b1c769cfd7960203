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
from collections.abc import Iterable

from litestar import Response, get, post
from litestar.response import Redirect

from infra import clock
from services.kern.errors import OngeldigeInvoer
from web.filling.rekenhulp import RekenhulpBegin, Rekenhulpkeuze, RekenhulpVraag, Uitkomst
from web.filling.rekenhulp_formulier import Ingevuld, groepen, lezen, rij_erbij, rij_weg
from web.filling.rekenhulp_vragen import BEGIN, HULPEN, IN_ADRES, NIET_IN_ADRES, PER_PAD, Hulp
from web.forms import lees_formulier
from web.limits import REKENHULP
from web.policy import openbaar
from web.show import toon
from web.views import Link
from web.visit import Verzoek

GRENS = 20_000  # octets of a form
REKEN = "berekenen"
_DOE = re.compile(r"(erbij|weg)-([a-z]+)(?:-([1-9][0-9]?))?")


@get(BEGIN, opt=openbaar(REKENHULP))
async def rekenhulp(request: Verzoek) -> Response:
    keuzes = [Rekenhulpkeuze(hulp.titel, hulp.wat, hulp.url, hulp.icoon) for hulp in HULPEN]
    return toon(request, "rekenhulp.html", RekenhulpBegin(keuzes=keuzes))


@get([hulp.url for hulp in HULPEN], opt=openbaar(REKENHULP))
async def rekenhulp_tonen(request: Verzoek) -> Response:
    """The form, and the answer when something is filled in. An answer has one address: another leads to it."""
    hulp = PER_PAD[request.scope["path"].rstrip("/")]
    paren = list(request.query_params.multi_items()) if hulp.methode == "get" else []
    ingevuld, uitkomst = _behandelen(request, hulp, paren)
    if isinstance(uitkomst, Response):
        return uitkomst
    adres = ingevuld.adres(hulp.url)
    if f"{hulp.url}?{request.scope['query_string'].decode('ascii', 'replace')}" != adres:
        return Redirect(adres, status_code=303)
    return _pagina(request, hulp, ingevuld, uitkomst=uitkomst, adres=request.web.settings.app_url + adres)


@post(
    [hulp.url for hulp in HULPEN if hulp.methode == "post"],
    opt=openbaar(REKENHULP),
    status_code=200,
    request_max_body_size=GRENS,
)
async def rekenhulp_uitrekenen(request: Verzoek) -> Response:
    """As above, for what may not stand in an address."""
    hulp = PER_PAD[request.scope["path"].rstrip("/")]
    formulier = await lees_formulier(request)
    paren = [(naam, str(waarde)) for naam, waarde in formulier.multi_items()]
    ingevuld, uitkomst = _behandelen(request, hulp, paren)
    return uitkomst if isinstance(uitkomst, Response) else _pagina(request, hulp, ingevuld, uitkomst=uitkomst)


def _behandelen(request: Verzoek, hulp: Hulp, paren: Iterable[tuple[str, str]]) -> tuple[Ingevuld, Uitkomst | Response]:
    """Read the form and work it out. A page instead of an outcome: nothing is asked yet, there is a row more or less,
    or something is not right."""
    doe, velden = "", []
    for naam, waarde in paren:
        if naam == "doe":
            doe = waarde
        else:
            velden.append((naam, waarde))
    ingevuld = lezen(hulp.vorm, velden)
    if doe != REKEN and (ingevuld.leeg or doe):
        _rijen(ingevuld, doe)
        return ingevuld, _pagina(request, hulp, ingevuld)
    try:
        ingevuld.controleren()
        return ingevuld, hulp.rekenen(ingevuld, clock.vandaag())
    except OngeldigeInvoer as fout:
        algemeen = "" if ingevuld.fouten else fout.melding
        return ingevuld, _pagina(request, hulp, ingevuld, algemeen=algemeen, status=422)


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
        groepen=groepen(ingevuld),
        formulier=ingevuld.als_formulier(hulp.url, algemeen),
        andere=[Link(ander.titel, ander.url) for ander in HULPEN if ander is not hulp],
        uitkomst=uitkomst,
        adres=adres,
    )
    return toon(request, "rekenhulp_vraag.html", pagina, status=status)


ROUTES = [rekenhulp, rekenhulp_tonen, rekenhulp_uitrekenen]
