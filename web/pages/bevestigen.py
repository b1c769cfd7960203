"""Proving anew who one is, for an act that binds: keep the form, go to the provider, come back and send it."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID, uuid4

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from services.kern.errors import NietGevonden, OngeldigeInvoer
from services.netwerk.contract import BewaardFormulierLezen, FormulierBewaren
from services.netwerk.sessie import is_eigen_pad
from web import errors, sealed, views
from web.forms import lees_formulier
from web.limits import AANMELDEN
from web.pages.inloggen import naar_aanbieder
from web.policy import ingelogd
from web.show import koek, toon
from web.visit import Verzoek

VAST = ("csrf", "opdracht", "versie")


def _doel(request: Verzoek) -> str:
    """Where the person was going. Raises OngeldigeInvoer for an address that is not ours."""
    doel = request.query_params.get("doel", "")
    if not is_eigen_pad(doel) or len(doel) > 500:
        raise OngeldigeInvoer("Dit adres hoort niet bij Meedoen.")
    return doel


async def _naar_aanbieder(request: Verzoek, terug: str) -> tuple[str, Cookie]:
    """Back to the provider of this session: only there is the same account."""
    bezoek = request.ingelogd
    return await naar_aanbieder(request, bezoek.stand.aanbieder, terug=terug, bevestigt=bezoek.token)


@get("/bevestigen", opt=ingelogd())
async def bevestigen(request: Verzoek) -> Response:
    """Prove who you are, before something is typed or sent."""
    met_passkey = request.ingelogd.stand.passkeys > 0 and request.query_params.get("met") == "passkey"
    return toon(request, "bevestigen.html", errors.bevestigen(request, _doel(request), met_passkey=met_passkey))


@post("/bevestigen", opt=ingelogd(AANMELDEN), status_code=200)
async def formulier_bewaren(request: Verzoek) -> Response:
    """Keep what was typed, and on to the provider. By a page that goes on by itself: a form of ours may lead nowhere
    but to ourselves (`form-action 'self'` holds for its redirects too)."""
    web, formulier = request.web, await lees_formulier(request)
    items = [(naam, waarde) for naam, waarde in formulier.multi_items() if naam != "csrf"]
    getypt = sealed.Getypt(
        doel=_doel(request),
        velden=[(naam, waarde) for naam, waarde in items if isinstance(waarde, str)],
        bestand=any(not isinstance(waarde, str) for _, waarde in items),
    )
    id, geheim = uuid4(), request.cookies.get(web.formuliercookie) or sealed.geheim()
    await web.bus.ask(
        "netwerk",
        FormulierBewaren(
            opdracht=uuid4(), token=request.ingelogd.token, id=id, inhoud=sealed.dicht(getypt, geheim, id)
        ),
    )
    adres, inlogkoek = await _naar_aanbieder(request, f"/bevestigen/{id}")
    pagina = views.NaarAanmelddienst(url=adres)
    koppen = {"refresh": f"0; url={adres}"}
    koeken = [inlogkoek, koek(request, web.formuliercookie, geheim)]
    return toon(request, "naar_aanmelddienst.html", pagina, koppen=koppen, cookies=koeken)


@get("/bevestigen/aanmelddienst", opt=ingelogd(AANMELDEN))
async def bevestigen_bij_aanmelddienst(request: Verzoek) -> Response:
    """On to the provider, and from there to the page that was asked for."""
    adres, inlogkoek = await _naar_aanbieder(request, _doel(request))
    return Redirect(adres, status_code=303, cookies=[inlogkoek])


@get("/bevestigen/{id:uuid}", opt=ingelogd())
async def bewaard_formulier(request: Verzoek) -> Response:
    """What was typed, to be sent again: with the same key, so that it is done once."""
    web = request.web
    id: UUID = request.path_params["id"]
    try:
        inhoud = await web.bus.ask("netwerk", BewaardFormulierLezen(token=request.ingelogd.token, id=id))
        getypt = sealed.open_(inhoud, request.cookies.get(web.formuliercookie, ""), id)
    except NietGevonden:
        getypt = None
    if getypt is None:
        raise NietGevonden("Wat u typte is niet meer bewaard. Ga terug naar de pagina waar u was.")
    vast = {naam: next((waarde for veld, waarde in getypt.velden if veld == naam), "") for naam in VAST}
    velden = [
        views.BewaardVeld(naam, naam.replace("_", " ").capitalize(), waarde, len(waarde) > 40 or " " in waarde.strip())
        for naam, waarde in getypt.velden
        if naam not in VAST
    ]
    daad = urlsplit(getypt.doel).path.rpartition("/")[2]
    pagina = views.Bevestigd(
        knop=daad.replace("-", " ").capitalize() if "-" in daad and not daad[0].isdigit() else "Versturen",
        formulier=views.Formulier(
            url=getypt.doel,
            versie=vast["versie"],
            opdracht=vast["opdracht"],
            waarden={veld.naam: veld.waarde for veld in velden},
        ),
        velden=velden,
        csrf=request.ingelogd.stand.csrf,
        bestand=getypt.bestand,
    )
    return toon(request, "bevestigd.html", pagina)


ROUTES = [bevestigen, formulier_bewaren, bevestigen_bij_aanmelddienst, bewaard_formulier]
