"""The werkvoorraad: one ask, one page."""

from __future__ import annotations

from litestar import Response, get

from services.commissie.contract import Werkvoorraad, WerkvoorraadTonen
from services.kern.rollen import COMMISSIEROLLEN
from web.filling.werkvoorraad import werkvoorraad as vullen
from web.policy import voor
from web.show import toon
from web.visit import Verzoek


@get("/werkvoorraad", opt=voor(*COMMISSIEROLLEN))
async def werkvoorraad(request: Verzoek) -> Response:
    """Filters are plain links and a GET form; htmx gets only the rows."""
    vraag = {naam: request.query_params.get(naam, "")[:100] for naam in ("q", "soort", "stap", "groep", "na")}
    antwoord: Werkvoorraad = await request.vraag(
        "commissie",
        WerkvoorraadTonen(
            filter=vraag["groep"] or vraag["stap"] or None,
            soort=vraag["soort"] or None,
            zoek=vraag["q"] or None,
            verder=vraag["na"] or None,
        ),
    )
    pagina = vullen(antwoord, request.tenant, **vraag)
    return toon(request, "werkvoorraad.html", pagina, blok="wachtrij" if request.doel == "wachtrij" else "")


ROUTES = [werkvoorraad]
