"""The people of a samenwerkingsverband: who has which role today, ending one, and withdrawing lost passkeys."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from services.kern.bericht import Opdracht
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import Rol
from services.netwerk import contract as n
from web import views
from web.formatting import datum
from web.forms import Invoer, lees
from web.pages.beheer_stand import BEHEERDER
from web.policy import Gegevens, voor
from web.show import door, rolnaam, toon
from web.visit import Verzoek

OPNIEUW = voor(Rol.BEHEERDER, gegevens=Gegevens.INRICHTING, opnieuw=True)


@get("/beheer/mensen", opt=BEHEERDER)
async def mensen(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, fout: str = "", status: int = 200) -> Response:
    zoek = request.query_params.get("zoek", "").strip()[:60]
    gevonden: n.Medewerkers = await request.vraag("netwerk", n.MedewerkersTonen(zoek=zoek))
    tenant = request.tenant.id
    pagina = views.Mensen(
        zoek=zoek,
        meer=gevonden.meer,
        fout=fout,
        kruimels=[views.Link("Beheer", "/beheer"), views.Link("Mensen", "/beheer/mensen")],
        mensen=[
            views.MensRegel(
                id=str(mens.persoon),
                naam=mens.naam,
                email=mens.email,
                passkeys=mens.passkeys,
                zelf=mens.zelf,
                rollen=[
                    views.RolRegel(
                        str(hoed.id), rolnaam(request, tenant, hoed.rol), hoed.organisatie_naam, datum(hoed.sinds)
                    )
                    for hoed in mens.hoeden
                ],
            )
            for mens in gevonden.medewerkers
        ],
    )
    return toon(request, "beheer_mensen.html", pagina, status=status)


async def _doen(request: Verzoek, invoer: Invoer, opdracht: type[Opdracht], veld: str, melding: str) -> Response:
    wie: UUID = invoer.uuid(veld)
    try:
        if invoer.fouten:
            raise NietGevonden()
        await request.vraag("netwerk", opdracht(opdracht=invoer.opdracht, **{veld: wie}))
    except Fout as fout:
        if fout.status not in (404, 409):
            raise
        return await _tonen(request, fout.melding, fout.status)
    return door(request, "/beheer/mensen", melding)


@post("/beheer/mensen/hoed-beeindigen", opt=OPNIEUW, status_code=200)
async def hoed_beeindigen(request: Verzoek) -> Response:
    return await _doen(request, await lees(request, "hoed"), n.HoedBeeindigen, "hoed", "hoed_beeindigd")


@post("/beheer/mensen/persoon-uitschrijven", opt=OPNIEUW, status_code=200)
async def persoon_uitschrijven(request: Verzoek) -> Response:
    invoer = await lees(request, "persoon")
    return await _doen(request, invoer, n.PersoonUitschrijven, "persoon", "persoon_uitgeschreven")


@post("/beheer/mensen/passkeys-intrekken", opt=OPNIEUW, status_code=200)
async def passkeys_intrekken(request: Verzoek) -> Response:
    invoer = await lees(request, "persoon")
    return await _doen(request, invoer, n.PasskeysIntrekken, "persoon", "passkeys_ingetrokken")


ROUTES = [mensen, hoed_beeindigen, persoon_uitschrijven, passkeys_intrekken]
