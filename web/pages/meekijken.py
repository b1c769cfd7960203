"""The second school: what it is asked about pupils of other schools, and what it answers."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.zorgplicht.contract import MeekijkLijst, MeekijkverzoekBeantwoorden, MeekijkverzoekenTonen
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import SCHOOLROLLEN
from web.filling import meekijken as vullen
from web.forms import lees
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek


@get("/meekijken", opt=voor(*SCHOOLROLLEN, audit="meekijkverzoeken_tonen"))
async def meekijken(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    antwoord: MeekijkLijst = await request.vraag("intake", MeekijkverzoekenTonen())
    return toon(request, "meekijken.html", vullen.lijst(antwoord, clock.vandaag(), getypt), status=status)


@post("/meekijken/{id:uuid}/meekijkverzoek-beantwoorden", opt=voor(*SCHOOLROLLEN), status_code=200)
async def meekijkverzoek_beantwoorden(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "bereid", "toelichting")
    url = f"/meekijken/{id}/meekijkverzoek-beantwoorden"
    try:
        opdracht = MeekijkverzoekBeantwoorden(
            opdracht=i.opdracht,
            verzoek_id=id,
            versie=i.versie,
            bereid=i.keuze("bereid", ("ja", "nee"), "Kies ja of nee.") == "ja",
            toelichting=i["toelichting"],
        )
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        getypt = i.formulier(url, fout)
        if isinstance(fout, Gewijzigd):
            zin = (
                "Iemand heeft dit intussen bijgewerkt. Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw."
            )
            versie = str(fout.extra["versie"])
            getypt = Formulier(url=url, versie=versie, waarden=i.waarden, algemene_fout=zin)
        return await _tonen(request, getypt, fout.status)
    return door(request, "/meekijken", "meekijkverzoek_beantwoord")


ROUTES = [meekijken, meekijkverzoek_beantwoorden]
