"""The herstelbak: what was sent and came to nobody, with the reason, and what to do now (N3)."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Response, get, post

from infra import clock
from services.intake.herstel.contract import (
    HerstelbakStand,
    HerstelbakTonen,
    HerstelpuntSluiten,
    HerstelpuntVersturen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from web.filling import herstelbak as vullen
from web.forms import Invoer, lees
from web.navigation import HERSTELROLLEN
from web.policy import Gegevens, voor
from web.show import door, rolnaam, toon
from web.views import Formulier
from web.visit import Verzoek

MELDERS = voor(*HERSTELROLLEN, gegevens=Gegevens.INRICHTING)


@get("/herstelbak", opt=MELDERS)
async def herstelbak(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: HerstelbakStand = await request.vraag("intake", HerstelbakTonen())
    tenant = request.tenant

    def naam(rol: str) -> str:
        return rolnaam(request, tenant.id, rol)

    pagina = vullen.herstelbak(stand, tenant, request.ingelogd.rol, naam, clock.vandaag(), getypt)
    return toon(request, "herstelbak.html", pagina, status=status)


async def _doen(request: Verzoek, handeling: str, melding: str, maken: Callable[[Invoer], Opdracht]) -> Response:
    """Ask it; a refusal stands beside the field, or above the list."""
    url = f"/herstelbak/{request.path_params['id']}/{handeling}"
    invoer = await lees(request, *(("reden",) if handeling == "herstelpunt-sluiten" else ()))
    try:
        opdracht = maken(invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, invoer.formulier(url, fout), fout.status)
    return door(request, "/herstelbak", melding)


@post("/herstelbak/{id:uuid}/herstelpunt-versturen", opt=MELDERS, status_code=200)
async def herstelpunt_versturen(request: Verzoek) -> Response:
    return await _doen(
        request,
        "herstelpunt-versturen",
        "herstelpunt_verstuurd",
        lambda i: HerstelpuntVersturen(opdracht=i.opdracht, herstelpunt_id=request.path_params["id"]),
    )


@post("/herstelbak/{id:uuid}/herstelpunt-sluiten", opt=MELDERS, status_code=200)
async def herstelpunt_sluiten(request: Verzoek) -> Response:
    return await _doen(
        request,
        "herstelpunt-sluiten",
        "herstelpunt_gesloten",
        lambda i: HerstelpuntSluiten(
            opdracht=i.opdracht,
            herstelpunt_id=request.path_params["id"],
            reden=i["reden"],
        ),
    )


ROUTES = [herstelbak, herstelpunt_versturen, herstelpunt_sluiten]
