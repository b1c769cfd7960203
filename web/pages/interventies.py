"""The page about one pupil with what was done and what it led to; and the acts on it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.interventies.contract import (
    InterventieEvalueren,
    InterventiesTonen,
    InterventieTerugzetten,
    InterventieVastleggen,
    InterventieWeghalen,
    InterventieWijzigen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import SCHOOLROLLEN
from web.filling import interventies as vullen
from web.forms import Invoer, lees
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

NAMEN = {"door": "wie", "van": "vanaf", "tot": "tot_en_met", "op": "geevalueerd_op"}


@get("/leerlingen/{id:uuid}/interventies", opt=voor(*LEZERS, audit="interventies_tonen"))
async def interventies(request: Verzoek) -> Response:
    return await tonen(request)


async def tonen(
    request: Verzoek, getypt: Mapping[tuple[str, str], Formulier] | None = None, status: int = 200
) -> Response:
    """The page, with a form as it was typed where something was not right."""
    vraag = request.vraag("intake", InterventiesTonen(dossier_id=request.path_params["id"]))
    stand, lijst = await asyncio.gather(ophalen(request), vraag)
    pagina = vullen.interventies(stand, lijst, request.ingelogd.rol, clock.vandaag(), getypt)
    return toon(request, "interventies.html", pagina, status=status)


async def _doen(
    request: Verzoek, invoer: Invoer, handeling: str, opdracht: type[Opdracht], **velden: object
) -> Response:
    """Send the command; back to the page, or the page again with what was typed and the sentences beside it."""
    id: UUID = request.path_params["id"]
    url = f"/leerlingen/{id}/{handeling}"
    try:
        if "interventie" in invoer.waarden:
            velden |= {"interventie_id": invoer.uuid("interventie"), "versie": invoer.versie}
        invoer.controleren()
        await request.vraag("intake", opdracht(opdracht=invoer.opdracht, dossier_id=id, **velden))
    except Gewijzigd as fout:
        zin = f"{fout.melding} Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw."
        nieuw = Formulier(url=url, versie=str(fout.extra["versie"]), waarden=invoer.waarden, algemene_fout=zin)
        return await tonen(request, {(handeling, invoer["interventie"]): nieuw}, fout.status)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await tonen(
            request, {(handeling, invoer["interventie"]): invoer.formulier(url, fout, NAMEN)}, fout.status
        )
    return door(request, f"/leerlingen/{id}/interventies", opdracht.heet())


def _ingevuld(invoer: Invoer) -> dict[str, object]:
    velden: dict[str, object] = {naam: invoer[naam] for naam in ("wat", "waar", "doel")}
    return velden | {"door": invoer["wie"], "van": invoer.datum("vanaf"), "tot": invoer.datum_of_niets("tot_en_met")}


@post("/leerlingen/{id:uuid}/interventie-vastleggen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def interventie_vastleggen(request: Verzoek) -> Response:
    invoer = await lees(request, "wat", "waar", "doel", "wie", "vanaf", "tot_en_met")
    return await _doen(request, invoer, "interventie-vastleggen", InterventieVastleggen, **_ingevuld(invoer))


@post("/leerlingen/{id:uuid}/interventie-wijzigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def interventie_wijzigen(request: Verzoek) -> Response:
    invoer = await lees(request, "interventie", "wat", "waar", "doel", "wie", "vanaf", "tot_en_met")
    return await _doen(request, invoer, "interventie-wijzigen", InterventieWijzigen, **_ingevuld(invoer))


@post("/leerlingen/{id:uuid}/interventie-evalueren", opt=voor(*SCHOOLROLLEN), status_code=200)
async def interventie_evalueren(request: Verzoek) -> Response:
    invoer = await lees(request, "interventie", "effect", "toelichting", "geevalueerd_op", "doorgaan")
    op, doorgaan = invoer.datum("geevalueerd_op"), invoer.keuze("doorgaan", ("ja", "nee")) == "ja"
    velden = {"effect": invoer["effect"], "toelichting": invoer["toelichting"], "op": op, "doorgaan": doorgaan}
    return await _doen(request, invoer, "interventie-evalueren", InterventieEvalueren, **velden)


@post("/leerlingen/{id:uuid}/interventie-weghalen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def interventie_weghalen(request: Verzoek) -> Response:
    invoer = await lees(request, "interventie")
    return await _doen(request, invoer, "interventie-weghalen", InterventieWeghalen)


@post("/leerlingen/{id:uuid}/interventie-terugzetten", opt=voor(*SCHOOLROLLEN), status_code=200)
async def interventie_terugzetten(request: Verzoek) -> Response:
    invoer = await lees(request, "interventie")
    return await _doen(request, invoer, "interventie-terugzetten", InterventieTerugzetten)


ROUTES = [
    interventies,
    interventie_vastleggen,
    interventie_wijzigen,
    interventie_evalueren,
    interventie_weghalen,
    interventie_terugzetten,
]
