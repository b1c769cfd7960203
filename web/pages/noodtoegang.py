"""Noodtoegang: asking for it, deciding about it as a second person, and reading for an hour."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Response, get, post
from litestar.response import Redirect

from infra import clock
from services.intake.contract import (
    AanvraagStand,
    AanvraagTonen,
    NoodtoegangBeeindigen,
    Noodtoegangen,
    NoodtoegangenTonen,
    NoodtoegangVerlenen,
    NoodtoegangVragen,
    NoodtoegangWeigeren,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.noodtoegang import TOEZIEN, VERLENERS, VRAGERS
from web.filling import noodtoegang as vullen
from web.forms import Invoer, lees
from web.policy import Gegevens, voor
from web.show import door, rolnaam, toon
from web.views import Formulier
from web.visit import Verzoek

LEZEN = VRAGERS | VERLENERS | TOEZIEN
#: What is asked and decided is about people who work and a number; only the dossier is about a child.
MENSEN = Gegevens.ACCOUNT
BESLISSEN = voor(*VERLENERS, gegevens=MENSEN, opnieuw=True)


@get("/noodtoegang", opt=voor(*LEZEN, gegevens=MENSEN, audit="noodtoegangen_tonen"))
async def noodtoegang(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    lijst: Noodtoegangen = await request.vraag("intake", NoodtoegangenTonen())
    tenant = request.ingelogd.stand.hoed.tenant
    pagina = vullen.noodtoegang(
        lijst, request.ingelogd.rol, clock.nu(), lambda rol: rolnaam(request, tenant, rol), getypt
    )
    return toon(request, "noodtoegang.html", pagina, status=status)


async def _doen(
    request: Verzoek, url: str, melding: str, maken: Callable[[Invoer], Opdracht], *velden: str
) -> Response:
    """Ask it; a refusal stands beside the field, or above the page."""
    invoer = await lees(request, *velden)
    try:
        opdracht = maken(invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _tonen(request, invoer.formulier(url, fout), fout.status)
    return door(request, "/noodtoegang", melding)


@post("/noodtoegang/noodtoegang-vragen", opt=voor(*VRAGERS, gegevens=MENSEN, opnieuw=True), status_code=200)
async def noodtoegang_vragen(request: Verzoek) -> Response:
    return await _doen(
        request,
        vullen.VRAGEN,
        "noodtoegang_gevraagd",
        lambda i: NoodtoegangVragen(
            opdracht=i.opdracht,
            kenmerk=i.nodig("kenmerk", "Vul het kenmerk in."),
            reden=i.nodig("reden", "Schrijf waarom u nu in dit dossier moet kijken."),
        ),
        "kenmerk",
        "reden",
    )


@post("/noodtoegang/{id:uuid}/noodtoegang-verlenen", opt=BESLISSEN, status_code=200)
async def noodtoegang_verlenen(request: Verzoek) -> Response:
    id = request.path_params["id"]
    return await _doen(
        request,
        vullen.url(id, "noodtoegang-verlenen"),
        "noodtoegang_verleend",
        lambda i: NoodtoegangVerlenen(opdracht=i.opdracht, noodtoegang_id=id),
    )


@post("/noodtoegang/{id:uuid}/noodtoegang-weigeren", opt=voor(*VERLENERS, gegevens=MENSEN), status_code=200)
async def noodtoegang_weigeren(request: Verzoek) -> Response:
    id = request.path_params["id"]
    return await _doen(
        request,
        vullen.url(id, "noodtoegang-weigeren"),
        "noodtoegang_geweigerd",
        lambda i: NoodtoegangWeigeren(opdracht=i.opdracht, noodtoegang_id=id),
    )


@post("/noodtoegang/{id:uuid}/noodtoegang-beeindigen", opt=voor(*LEZEN, gegevens=MENSEN), status_code=200)
async def noodtoegang_beeindigen(request: Verzoek) -> Response:
    id = request.path_params["id"]
    return await _doen(
        request,
        vullen.url(id, "noodtoegang-beeindigen"),
        "noodtoegang_beeindigd",
        lambda i: NoodtoegangBeeindigen(opdracht=i.opdracht, noodtoegang_id=id),
    )


@get("/noodtoegang/dossiers/{id:uuid}", opt=voor(*VRAGERS, audit="aanvraag_tonen"))
async def nooddossier(request: Verzoek) -> Response:
    """What is written in the aanvraag, while the hour lasts; who is involved otherwise has a page of their own."""
    stand: AanvraagStand = await request.vraag("intake", AanvraagTonen(aanvraag_id=request.path_params["id"]))
    if stand.noodtoegang_tot is None:
        return Redirect("/adviezen", status_code=303)
    pagina = vullen.nooddossier(stand, request.regels(stand.regels_op), clock.nu())
    return toon(request, "nooddossier.html", pagina)


ROUTES = [
    noodtoegang,
    noodtoegang_vragen,
    noodtoegang_verlenen,
    noodtoegang_weigeren,
    noodtoegang_beeindigen,
    nooddossier,
]
