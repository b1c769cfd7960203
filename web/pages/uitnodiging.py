"""The link in the e-mail to a parent or pupil: sign in, type the code of the school, and the account is theirs."""

from __future__ import annotations

import asyncio
from uuid import UUID

from litestar import Response, get, post

from services.intake.leerlingen.contract import FamiliezaakTonen
from services.intake.onderinstroom.contract import OverdrachtsdocumentTonen
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import Rol
from services.netwerk.contract import SessieGeopend, UitnodigingAannemen, UitnodigingStand, UitnodigingTonen
from web import views
from web.formatting import lange_datum
from web.forms import lees
from web.limits import CODE, UITNODIGING
from web.login import inlogadres
from web.pages.inloggen import sessiekoeken
from web.policy import ingelogd, openbaar
from web.show import door, toon
from web.visit import Verzoek

STAP = {"open": "code", "gebruikt": "gebruikt", "verlopen": "verlopen", "ingetrokken": "ingetrokken"}
NAMEN = {"activatiecode": "code"}
# An account that is somebody already is known to intake by a fact, a moment later: so many looks, so far apart.
KEREN, PAUZE = 20, 0.1


@get("/uitnodiging/{token:str}", opt=openbaar(UITNODIGING))
async def uitnodiging_tonen(request: Verzoek) -> Response:
    """Says who is invited, and nothing of the child. The code is asked for after signing in."""
    await request.wie()
    return await _tonen(request)


async def _tonen(request: Verzoek, formulier: views.Formulier | None = None, status: int = 200) -> Response:
    token = str(request.path_params["token"])
    try:
        stand: UitnodigingStand = await request.web.bus.ask("netwerk", UitnodigingTonen(token=token))
    except NietGevonden:  # broken off in the e-mail, or destroyed with the dossier
        return toon(request, "uitnodiging.html", views.Uitnodiging(stap="onbekend"), status=404)
    url = f"/uitnodiging/{token}"
    stap = STAP[stand.status]
    if stap == "code" and request.bezoek is None:
        stap = "inloggen"
    tenant = request.web.tenants[stand.tenant]
    pagina = views.Uitnodiging(
        stap=stap,
        uitgenodigd_als=stand.rol,
        naam=stand.naam,
        swv=tenant.naam,
        geldig_tot=lange_datum(stand.verloopt_op.date()),
        inlog_url=inlogadres(terug=url, uitnodiging=token),
        formulier=formulier or views.Formulier(url=url),
        csrf=request.bezoek.stand.csrf if request.bezoek else "",
    )
    return toon(request, "uitnodiging.html", pagina, status=status)


@post("/uitnodiging/{token:str}", opt=ingelogd(CODE), status_code=200)
async def uitnodiging_aannemen(request: Verzoek) -> Response:
    """Link, code and second factor together bind this account to the invited person."""
    token, bezoek = str(request.path_params["token"]), request.ingelogd
    invoer = await lees(request, "code")
    try:
        invoer.nodig("code", "Vul de code in die u van de school kreeg.")
        invoer.controleren()
        geopend: SessieGeopend = await request.web.bus.ask(
            "netwerk",
            UitnodigingAannemen(
                opdracht=invoer.opdracht, token=bezoek.token, uitnodiging=token, activatiecode=invoer["code"]
            ),
        )
    except Fout as fout:
        if fout.status not in (403, 409, 422):
            raise
        return await _tonen(request, invoer.formulier(f"/uitnodiging/{token}", fout, NAMEN), fout.status)
    request.web.sessies.vergeten(bezoek.token)
    await _tot_bekend(request, geopend.token)
    return door(request, "/", "welkom_familie", cookies=sessiekoeken(request, geopend.token))


async def _tot_bekend(request: Verzoek, token: str) -> None:
    """Wait until the case is there for this person, so that the first page is not "niet gevonden"."""
    try:
        stand = await request.web.sessies.lezen(token)
        if stand.hoed is None:
            return
        zaak = UUID(stand.hoed.organisatie)
        partner = stand.hoed.rol == Rol.PARTNER
        vraag = OverdrachtsdocumentTonen(onderinstroom_id=zaak) if partner else FamiliezaakTonen(zaak_id=zaak)
        for _ in range(KEREN if stand.principal else 0):
            try:
                await request.web.bus.ask("intake", vraag, stand.principal)
                return
            except NietGevonden:
                await asyncio.sleep(PAUZE)
    except Fout:
        return


ROUTES = [uitnodiging_tonen, uitnodiging_aannemen]
