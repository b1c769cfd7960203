"""Extra support for who is not of it: pupils of other schools who are here meanwhile, and a board with own schools."""

from __future__ import annotations

import asyncio

from litestar import Response, get, post

from infra import clock
from services.intake.arrangementen.contract import (
    BestuurArrangementenTonen,
    BestuurOverzicht,
    VerblijfEvalueren,
    VerblijfStand,
    VerblijfTonen,
    VerblijvenLijst,
    VerblijvenTonen,
)
from services.intake.stappenplannen.contract import GastleerlingenLijst, GastleerlingenTonen
from services.kern.errors import Fout, Gewijzigd
from services.kern.kalender import schooljaar_van
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN
from web.filling import gastleerlingen
from web.filling import verblijven as vullen
from web.filling.conflict import conflict
from web.forms import lees
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

VROEGST = 2014  # passend onderwijs began in that schooljaar


@get("/verblijven", opt=voor(*SCHOOLROLLEN, audit="verblijven_tonen"))
async def verblijven(request: Verzoek) -> Response:
    antwoord: VerblijvenLijst
    gasten: GastleerlingenLijst
    antwoord, gasten = await asyncio.gather(
        request.vraag("intake", VerblijvenTonen()), request.vraag("intake", GastleerlingenTonen())
    )
    vandaag = clock.vandaag()
    return toon(request, "verblijven.html", vullen.lijst(antwoord, vandaag, gastleerlingen.groep(gasten, vandaag)))


@get("/verblijven/{id:uuid}", opt=voor(*SCHOOLROLLEN, audit="verblijf_tonen"))
async def verblijf(request: Verzoek) -> Response:
    return await _verblijf(request)


async def _verblijf(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    een: VerblijfStand = await request.vraag("intake", VerblijfTonen(arrangement_id=request.path_params["id"]))
    return toon(request, "verblijf.html", vullen.verblijf(een, clock.vandaag(), getypt), status=status)


@post("/verblijven/{id:uuid}/verblijf-evalueren", opt=voor(*SCHOOLROLLEN), status_code=200)
async def verblijf_evalueren(request: Verzoek) -> Response:
    i = await lees(request, "evaluatie")
    id = request.path_params["id"]
    url = f"/verblijven/{id}"
    try:
        opdracht = VerblijfEvalueren(
            opdracht=i.opdracht, arrangement_id=id, versie=i.versie, evaluatie=i.nodig("evaluatie")
        )
        i.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        formulier = Formulier(url=request.url.path, versie=str(fout.extra["versie"]), waarden=i.waarden)
        terug = Link("Terug", url)
        pagina = conflict(fout, i, {"evaluatie": "Hoe gaat het?"}, formulier=formulier, terug=terug)
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _verblijf(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, url, "verblijf_geevalueerd")


@get("/arrangementen/bestuur", opt=voor(*BESTUURSROLLEN, audit="bestuur_arrangementen_tonen"))
async def arrangementen_bestuur(request: Verzoek) -> Response:
    """Of one schooljaar: `?schooljaar=2026`. What is no year is this one."""
    dit = schooljaar_van(clock.vandaag())
    tekst = request.query_params.get("schooljaar", "")
    jaar = int(tekst) if len(tekst) == 4 and tekst.isdecimal() and VROEGST <= int(tekst) <= dit else dit
    antwoord: BestuurOverzicht = await request.vraag("intake", BestuurArrangementenTonen(schooljaar=jaar))
    return toon(request, "arrangementen_bestuur.html", vullen.bestuur(antwoord, dit))


ROUTES = [verblijven, verblijf, verblijf_evalueren, arrangementen_bestuur]
