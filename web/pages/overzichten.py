"""Two lists: the TLV's of a receiving school, and what the besluiten oblige the samenwerkingsverband to."""

from __future__ import annotations

from litestar import Response, get

from infra import clock
from services.commissie.contract import TlvLijst, TlvsTonen
from services.financien.contract import Verplichtingen, VerplichtingenTonen
from services.kern.rollen import SCHOOLROLLEN
from web.filling import overzichten as vullen
from web.navigation import GELDROLLEN
from web.policy import Gegevens, voor
from web.show import toon
from web.visit import Verzoek


@get("/tlvs", opt=voor(*SCHOOLROLLEN))
async def tlvs(request: Verzoek) -> Response:
    lijst: TlvLijst = await request.vraag("commissie", TlvsTonen())
    hoed = request.ingelogd.stand.hoed
    pagina = vullen.ontvangende_school(lijst, request.tenant, hoed.organisatie_naam if hoed else "", clock.vandaag())
    return toon(request, "ontvangende_school.html", pagina)


@get("/verplichtingen", opt=voor(*GELDROLLEN, gegevens=Gegevens.GELD))
async def verplichtingen(request: Verzoek) -> Response:
    antwoord: Verplichtingen = await request.vraag("financien", VerplichtingenTonen())
    return toon(request, "verplichtingen.html", vullen.verplichtingen(antwoord, request.tenant))


ROUTES = [tlvs, verplichtingen]
