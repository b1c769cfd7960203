"""The front door: welcome, and what machines ask of us."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from litestar import Response, get
from litestar.response import Redirect

from infra import clock
from services.kern.errors import NietGevonden
from tenants.organisaties import gemeente
from web import navigation, views
from web.formatting import opsomming
from web.limits import VRIJ
from web.login import inlogadres
from web.policy import openbaar
from web.show import toon
from web.visit import Verzoek

MELDPUNT_GELDIG = timedelta(days=180)
SECTOR = {"PO": "Basisonderwijs", "VO": "Voortgezet onderwijs"}
_DEMO_ACCOUNTS = Path(__file__).parents[2] / "infra" / "dev" / "idp" / "accounts.json"


@get("/", opt=openbaar())
async def welkom(request: Verzoek) -> Response:
    """Who is signed in goes to the start page of the hat."""
    bezoek = await request.wie()
    if bezoek is not None and (begin := navigation.begin(bezoek.stand)):
        return Redirect(begin, status_code=303)
    if bezoek is not None:
        pagina = views.Fout(
            code="",
            kop="Voor uw rol is er nog geen pagina",
            tekst="U bent goed ingelogd. Meedoen heeft voor deze rol nu nog geen scherm.",
            links=[views.Link("Een andere rol kiezen", "/rol-kiezen")] if len(bezoek.stand.hoeden) > 1 else [],
        )
        return toon(request, "fout.html", pagina)
    keuzes = [
        views.Inlogkeuze(
            naam=tenant.naam,
            gebied=opsomming([plaats.naam for code in tenant.gemeenten if (plaats := gemeente(code))]),
            sector=SECTOR[tenant.sector],
            url=inlogadres(swv=tenant.id),
        )
        for tenant in request.web.tenants.values()
    ]
    return toon(request, "welkom.html", views.Welkom(keuzes=keuzes, demo_personen=_demo_personen(request)))


def _demo_personen(request: Verzoek) -> list[views.DemoPersoon]:
    """In the demo anybody may be anybody: the people of the development provider, all invented."""
    if request.web.settings.omgeving != "demo" or not _DEMO_ACCOUNTS.is_file():
        return []
    return [
        views.DemoPersoon(
            naam=account["naam"],
            rolnaam=rol.strip().capitalize(),
            organisatie=organisatie.strip(),
            gebruikersnaam=account["sub"],
        )
        for account in json.loads(_DEMO_ACCOUNTS.read_text())
        for rol, _, organisatie in [account.get("omschrijving", "").partition(",")]
    ]


@get("/gezond", opt=openbaar(VRIJ))
async def gezond(request: Verzoek) -> Response:
    """Alive, for who watches over the process. Says nothing of the parts behind it: those are watched themselves."""
    return Response("gezond\n", media_type="text/plain")


@get("/.well-known/security.txt", opt=openbaar())
async def security_txt(request: Verzoek) -> Response:
    """Where to report a weakness (RFC 9116). It never expires while we run, and soon after we stopped."""
    adres = request.web.settings.app_url
    tot = datetime.combine(clock.vandaag() + MELDPUNT_GELDIG, datetime.min.time(), UTC)
    tekst = (
        f"Contact: {request.web.meldpunt}\n"
        f"Expires: {tot:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: nl, en\n"
        f"Canonical: {adres}/.well-known/security.txt\n"
    )
    return Response(tekst, media_type="text/plain", headers={"cache-control": "public, max-age=3600"})


@get("/{rest:path}", opt=openbaar())
async def elders(request: Verzoek) -> Response:
    """Any address that is not ours. Who is signed in keeps the menu."""
    await request.wie()
    raise NietGevonden()


ROUTES = [welkom, gezond, security_txt, elders]
