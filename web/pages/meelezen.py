"""The pupil of age lets a parent read along, or not any more; a parent reads why the dossier is closed."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, post

from infra import clock
from services.intake.leerlingen.contract import MeelezenIntrekken, MeelezenToestaan, MeelezenTonen, MeelezenUitleg
from services.kern.rollen import Rol
from web.filling import familie_meelezen as vullen
from web.forms import Invoer, lees
from web.policy import voor
from web.show import door, toon
from web.visit import Verzoek


async def gestopt(request: Verzoek) -> Response:
    """For a parent to whom the dossier of the address is closed. Raises NietGevonden for any other reason."""
    uitleg: MeelezenUitleg = await request.vraag("intake", MeelezenTonen(zaak_id=request.path_params["id"]))
    hoed = request.ingelogd.stand.hoed
    kind = hoed.organisatie_naam if hoed is not None else "uw kind"
    return toon(request, "meelezen_gestopt.html", vullen.gestopt(uitleg, kind, clock.vandaag()))


@post("/mijn-dossier/{id:uuid}/meelezen-toestaan", opt=voor(Rol.LEERLING), status_code=200)
async def meelezen_toestaan(request: Verzoek) -> Response:
    invoer = await lees(request, "lid")
    return await _kiezen(request, invoer, MeelezenToestaan, "meelezen_toegestaan")


@post("/mijn-dossier/{id:uuid}/meelezen-intrekken", opt=voor(Rol.LEERLING), status_code=200)
async def meelezen_intrekken(request: Verzoek) -> Response:
    invoer = await lees(request, "lid")
    return await _kiezen(request, invoer, MeelezenIntrekken, "meelezen_ingetrokken")


async def _kiezen(
    request: Verzoek, invoer: Invoer, soort: type[MeelezenToestaan] | type[MeelezenIntrekken], melding: str
) -> Response:
    id: UUID = request.path_params["id"]
    opdracht = soort(opdracht=invoer.opdracht, dossier_id=id, lid_id=invoer.uuid("lid"))
    invoer.controleren()
    await request.vraag("intake", opdracht)
    return door(request, f"/mijn-kind/{id}", melding)


ROUTES = [meelezen_toestaan, meelezen_intrekken]
