"""One's own account: where one is signed in, with which passkeys; and showing one where a role asks for it."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from datetime import datetime
from typing import Any
from uuid import uuid4

from litestar import Response, get, post

from infra import clock
from services.kern.errors import BevestigOpnieuw, Fout, NietGevonden
from services.kern.rollen import SWV_ROLLEN
from services.netwerk import contract as n
from web import views
from web.formatting import moment
from web.forms import lees
from web.limits import AANMELDEN
from web.pages.inloggen import sessiekoeken
from web.policy import ingelogd
from web.show import door, toon
from web.visit import Verzoek

_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_STELSELS = ("Windows", "Android", "iPhone", "iPad", "Mac", "CrOS", "Linux")


def apparaat(user_agent: str) -> str:
    """What a browser says of itself, as a person would: "Firefox op Windows"."""
    browser = next((naam for merk, naam in _BROWSERS if merk in user_agent), "Een browser")
    stelsel = next((naam for naam in _STELSELS if re.search(rf"\b{naam}", user_agent)), "")
    return f"{browser} op {stelsel}" if stelsel else browser


@get("/account", opt=ingelogd())
async def account(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, fout: str = "", status: int = 200) -> Response:
    bezoek = request.ingelogd
    sessies = (await request.web.bus.ask("netwerk", n.SessiesTonen(token=bezoek.token))).sessies
    pagina = views.Account(
        naam=bezoek.stand.persoon_naam,
        email=bezoek.stand.email,
        sessies=[
            views.ApparaatRegel(
                str(sessie.id),
                apparaat(sessie.apparaat),
                f"Ingelogd {_wanneer(sessie.begonnen_op)}, gebruikt {_wanneer(sessie.gezien_op)}.",
                sessie.deze,
            )
            for sessie in sessies
        ],
        passkeys=await _passkeys(request),
        csrf=bezoek.stand.csrf,
        fout=fout,
    )
    return toon(request, "account.html", pagina, status=status)


async def _passkeys(request: Verzoek) -> list[views.ApparaatRegel] | None:
    bezoek = request.ingelogd
    if not any(hoed.rol in SWV_ROLLEN for hoed in bezoek.stand.hoeden):
        return None
    eigen = (await request.web.bus.ask("netwerk", n.PasskeysTonen(token=bezoek.token))).passkeys
    return [views.ApparaatRegel(p.id, p.naam, _gebruik(p.gemaakt_op, p.gebruikt_op)) for p in eigen]


def _wanneer(op: datetime) -> str:
    return moment(op, clock.echt().date())


def _gebruik(gemaakt: datetime, gebruikt: datetime | None) -> str:
    later = f", gebruikt {_wanneer(gebruikt)}" if gebruikt else ""
    return f"Gemaakt {_wanneer(gemaakt)}{later}."


@post("/account/sessie-eindigen", opt=ingelogd(), status_code=200)
async def sessie_eindigen(request: Verzoek) -> Response:
    invoer = await lees(request, "sessie")
    sessie = invoer.uuid("sessie") if invoer["sessie"] else None
    if invoer.fouten:
        raise NietGevonden()
    await request.web.bus.ask(
        "netwerk", n.SessieEindigen(opdracht=uuid4(), token=request.ingelogd.token, sessie=sessie)
    )
    return door(request, "/account", "sessie_geeindigd")


@post("/account/passkey-verwijderen", opt=ingelogd(), status_code=200)
async def passkey_verwijderen(request: Verzoek) -> Response:
    invoer = await lees(request, "id")
    try:
        await request.web.bus.ask(
            "netwerk", n.PasskeyVerwijderen(opdracht=uuid4(), token=request.ingelogd.token, id=invoer["id"])
        )
    except Fout as fout:
        if fout.status not in (404, 409):
            raise
        return await _tonen(request, fout.melding, fout.status)
    return door(request, "/account", "passkey_verwijderd")


@post("/account/passkey-hernoemen", opt=ingelogd(), status_code=200)
async def passkey_hernoemen(request: Verzoek) -> Response:
    invoer = await lees(request, "id", "naam")
    try:
        await request.web.bus.ask(
            "netwerk",
            n.PasskeyHernoemen(opdracht=uuid4(), token=request.ingelogd.token, id=invoer["id"], naam=invoer["naam"]),
        )
    except Fout as fout:
        if fout.status not in (404, 422):
            raise
        return await _tonen(request, fout.melding, fout.status)
    return door(request, "/account", "passkey_hernoemd")


@get("/passkey", opt=ingelogd())
async def passkey(request: Verzoek) -> Response:
    """Show the passkey that the role asks for; or make it, where there is none yet."""
    stand = request.ingelogd.stand
    if not stand.passkey_nodig:
        return door(request, "/")
    return toon(request, "passkey.html", views.PasskeyNodig(heeft=stand.passkeys > 0, csrf=stand.csrf))


async def _json(request: Verzoek, vraag: Awaitable[Any]) -> Any:
    """The answer, or the sentence of the refusal as JSON: a script reads it."""
    try:
        return await vraag
    except BevestigOpnieuw as fout:
        met = "&met=passkey" if fout.extra.get("met_passkey") else ""
        naar = f"/bevestigen?doel=/account{met}"
        return Response({"naar": naar}, status_code=fout.status, media_type="application/json")
    except Fout as fout:
        if fout.status not in (401, 403, 409, 422):
            raise
        return Response({"melding": fout.melding}, status_code=fout.status, media_type="application/json")


@post("/passkey/passkey-vragen", opt=ingelogd(AANMELDEN), status_code=200)
async def passkey_vragen(request: Verzoek) -> Response:
    invoer = await lees(request, "soort")
    soort = invoer.keuze("soort", ("maken", "gebruiken"))
    invoer.controleren()
    vraag = await _json(
        request,
        request.web.bus.ask("netwerk", n.PasskeyVragen(opdracht=uuid4(), token=request.ingelogd.token, soort=soort)),
    )
    return vraag if isinstance(vraag, Response) else Response(vraag.opties, media_type="application/json")


@post("/passkey/passkey-maken", opt=ingelogd(AANMELDEN), status_code=200)
async def passkey_maken(request: Verzoek) -> Response:
    invoer = await lees(request, "naam", "antwoord")
    return await _verder(
        request,
        n.PasskeyMaken(
            opdracht=uuid4(), token=request.ingelogd.token, naam=invoer["naam"], antwoord_json=invoer["antwoord"]
        ),
    )


@post("/passkey/passkey-gebruiken", opt=ingelogd(AANMELDEN), status_code=200)
async def passkey_gebruiken(request: Verzoek) -> Response:
    invoer = await lees(request, "antwoord")
    return await _verder(
        request,
        n.PasskeyGebruiken(opdracht=uuid4(), token=request.ingelogd.token, antwoord_json=invoer["antwoord"]),
    )


async def _verder(request: Verzoek, opdracht: n.PasskeyMaken | n.PasskeyGebruiken) -> Response:
    """The session goes on under a new token."""
    oud = request.ingelogd.token
    geopend = await _json(request, request.web.bus.ask("netwerk", opdracht))
    if isinstance(geopend, Response):
        return geopend
    request.web.sessies.vergeten(oud)
    return Response({}, media_type="application/json", cookies=sessiekoeken(request, geopend.token))


ROUTES = [
    account,
    sessie_eindigen,
    passkey_verwijderen,
    passkey_hernoemen,
    passkey,
    passkey_vragen,
    passkey_maken,
    passkey_gebruiken,
]
