"""The rekenhulp for other programs: every rule of kern, without signing in and without keeping anything.

It follows the NL API Design Rules; tests/specs/rekenhulp holds it against their linter. No handler reaches a
service: these are sums, done in this process, so they work while everything else is away. What is sent stands in no
log: the line of a request names the route and never the body.
"""

from __future__ import annotations

import asyncio
import re

from litestar import Response, get, post, route

from services.kern.regelboek import REGELS
from services.kern.rekenen import lees_object
from services.kern.rekenfout import Rekenfout
from web.api.answers import regels, rekenantwoord, swv_regels
from web.api.door import GRENS
from web.api.openapi import document
from web.api.problems import als_json, antwoord
from web.limits import REKENHULP
from web.policy import openbaar
from web.visit import Verzoek

JSON = "application/json"

REGEL_VAN = {naam.replace("_", "-"): naam for naam in REGELS}
_POSTCODE = re.compile(r"([1-9][0-9]{3})( ?[A-Za-z]{2})?")


def _json(waarde: object) -> Response:
    return Response(als_json(waarde), media_type=JSON)


@get("/api/v1/openapi.json", opt=openbaar(REKENHULP))
async def openapi_tonen(request: Verzoek) -> Response:
    return _json(document(request.web.settings.app_url))


@get("/api/v1/rekenhulp/regels", opt=openbaar(REKENHULP))
async def regels_tonen() -> Response:
    return _json(regels())


@get("/api/v1/rekenhulp/samenwerkingsverbanden", opt=openbaar(REKENHULP))
async def samenwerkingsverbanden_tonen(request: Verzoek) -> Response:
    """Of one postcode, of one sector, or all of them."""
    vraag = request.query_params
    for naam in vraag:
        if naam not in ("postcode", "sector"):
            return _vraagfout("onbekend_veld", naam[:40], f"De parameter “{naam[:40]}” bestaat hier niet.")
        if len(vraag.getall(naam)) > 1:
            return _vraagfout("dubbel", naam, f"De parameter “{naam}” staat er dubbel in.")
    sector, postcode = vraag.get("sector", ""), vraag.get("postcode", "")
    if "sector" in vraag and sector not in ("PO", "VO"):
        return _vraagfout("ongeldige_waarde", "sector", "Kies PO of VO.")
    gevonden = _POSTCODE.fullmatch(postcode)
    if "postcode" in vraag and gevonden is None:
        return _vraagfout("ongeldige_waarde", "postcode", "Geef de vier cijfers van de postcode, zoals 7824.")
    uit = swv_regels(gevonden[1] if gevonden else "", sector)
    if uit is None:
        zin = (
            f"Bij postcode {gevonden[1]} noemt de landelijke indeling van 2015 geen samenwerkingsverband. "
            "Nieuwe wijken en postbussen staan er niet in; probeer een postcode uit dezelfde buurt."
        )
        return antwoord(404, zin, code="onbekende_postcode", veld="postcode", plek="query")
    return _json(uit)


def _vraagfout(code: str, naam: str, zin: str) -> Response:
    return antwoord(400, zin, code=code, veld=naam, plek="query")


@post("/api/v1/rekenhulp/{regel:str}", opt=openbaar(REKENHULP), status_code=200, request_max_body_size=GRENS)
async def regel_uitrekenen(request: Verzoek) -> Response:
    """One rule. The body is its `invoer`."""
    naam = REGEL_VAN.get(str(request.path_params["regel"]))
    if naam is None:
        return antwoord(404, "Deze regel bestaat niet.", code="onbekende_regel", veld="regel", plek="path")
    soort, _ = request.content_type
    if soort != JSON:
        return antwoord(415, "Stuur de vraag als application/json.", code="verkeerde_soort")
    body = await request.body()
    try:
        # In a thread: the longest ledger takes a second, and others must not wait for it.
        uit = await asyncio.to_thread(lambda: rekenantwoord(naam, lees_object(body)))
    except Rekenfout as fout:
        return antwoord(400, fout.melding, code=fout.code, veld=fout.veld)
    return _json(uit)


@route("/api/{rest:path}", http_method=["GET", "POST"], opt=openbaar(REKENHULP), status_code=200)
async def elders() -> Response:
    """Any other address under /api: said in JSON, and without looking who asks."""
    return antwoord(404, "Dit adres bestaat niet.")


ROUTES = [openapi_tonen, regels_tonen, samenwerkingsverbanden_tonen, regel_uitrekenen, elders]
