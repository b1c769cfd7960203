"""A pupil of another school who is a guest at this one: what to know, and writing how it goes."""

from __future__ import annotations

from litestar import Response, get, post

from infra import clock
from services.intake.stappenplannen.contract import GastleerlingStand, GastleerlingTonen, GastplaatsingEvalueren
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import SCHOOLROLLEN
from web.filling import gastleerlingen as vullen
from web.filling.conflict import conflict
from web.forms import lees
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek


@get("/gastleerlingen/{id:uuid}", opt=voor(*SCHOOLROLLEN, audit="gastleerling_tonen"))
async def gastleerling(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    een: GastleerlingStand = await request.vraag("intake", GastleerlingTonen(plan_id=request.path_params["id"]))
    return toon(request, "gastleerling.html", vullen.pagina(een, clock.vandaag(), getypt), status=status)


@post("/gastleerlingen/{id:uuid}/gastplaatsing-evalueren", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gastplaatsing_evalueren(request: Verzoek) -> Response:
    i = await lees(request, "evaluatie")
    id = request.path_params["id"]
    url = f"/gastleerlingen/{id}"
    try:
        tekst = i.nodig("evaluatie", "Schrijf op hoe het gaat.")
        opdracht = GastplaatsingEvalueren(opdracht=i.opdracht, plan_id=id, versie=i.versie, evaluatie=tekst)
        i.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        formulier = Formulier(url=request.url.path, versie=str(fout.extra["versie"]), waarden=i.waarden)
        pagina = conflict(fout, i, {"evaluatie": "Hoe gaat het?"}, formulier=formulier, terug=Link("Terug", url))
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, url, "gastplaatsing_geevalueerd")


ROUTES = [gastleerling, gastplaatsing_evalueren]
