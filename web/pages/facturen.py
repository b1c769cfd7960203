"""Invoices on extra support: the school hands them in, who decided approves or not, and both open the file."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid5

from litestar import Response, get, post

from infra import clock
from services.intake.arrangementen.contract import (
    FacturenBlad,
    FacturenTonen,
    FactuurAfkeuren,
    FactuurDeel,
    FactuurGoedkeuren,
    FactuurIndienen,
    FactuurOphalen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout
from services.kern.rollen import Rol
from web.filling import facturen as vullen
from web.forms import Invoer, lees, te_groot
from web.pages.aanvraag_acts import UPLOAD
from web.pages.arrangementen_acts import cent
from web.pages.bestanden import als_bestand
from web.pages.leerlingen import LEZERS
from web.pages.uploads import aannemen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

BUDGETHOUDERS = (Rol.SCHOOLDIRECTEUR, Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR)
NAMEN = {"cent": "bedrag", "datum": "factuur_op"}


@get("/facturen/{id:uuid}", opt=voor(*LEZERS, audit="facturen_tonen"))
async def facturen(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, welke: str = "", status: int = 200) -> Response:
    blad: FacturenBlad = await request.vraag("intake", FacturenTonen(arrangement_id=request.path_params["id"]))
    pagina = vullen.pagina(blad, request.tenant, clock.vandaag(), getypt, welke)
    return toon(request, "facturen.html", pagina, status=status)


@post("/facturen/{id:uuid}/factuur-indienen", opt=UPLOAD, status_code=200)
async def factuur_indienen(request: Verzoek) -> Response:
    """Nobody types the number of the beschikking: it is that of the page."""
    if request.te_groot:
        fout = te_groot()
        return await _tonen(request, Formulier(url=request.url.path, fouten=fout.velden), status=fout.status)
    i = await lees(request, "nummer", "afzender", "factuur_op", "bedrag", bestanden=["bestand"])
    try:
        op, centen = i.datum("factuur_op"), cent(i)
        upload, naam = await aannemen(request, i, "Kies het bestand van de factuur.")
        vraag = FactuurIndienen(
            opdracht=uuid5(upload, "factuur"),
            arrangement_id=request.path_params["id"],
            upload=upload,
            bestandsnaam=naam,
            nummer=i["nummer"],
            afzender=i["afzender"],
            datum=op,
            cent=centen,
        )
        await request.vraag("intake", vraag, timeout=20)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout, NAMEN), status=fout.status)
    return door(request, f"/facturen/{request.path_params['id']}", "factuur_ingediend")


async def _beslissen(request: Verzoek, i: Invoer, maken: Callable[[UUID], Opdracht], melding: str) -> Response:
    try:
        factuur = i.uuid("factuur")
        i.controleren()
        await request.vraag("intake", maken(factuur))
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout), i["factuur"], fout.status)
    return door(request, f"/facturen/{request.path_params['id']}", melding)


@post("/facturen/{id:uuid}/factuur-goedkeuren", opt=voor(*BUDGETHOUDERS), status_code=200)
async def factuur_goedkeuren(request: Verzoek) -> Response:
    i = await lees(request, "factuur", "reden")
    return await _beslissen(
        request,
        i,
        lambda id: FactuurGoedkeuren(opdracht=i.opdracht, factuur_id=id, versie=i.versie, reden=i["reden"]),
        "factuur_goedgekeurd",
    )


@post("/facturen/{id:uuid}/factuur-afkeuren", opt=voor(*BUDGETHOUDERS), status_code=200)
async def factuur_afkeuren(request: Verzoek) -> Response:
    i = await lees(request, "factuur", "reden")
    return await _beslissen(
        request,
        i,
        lambda id: FactuurAfkeuren(opdracht=i.opdracht, factuur_id=id, versie=i.versie, reden=i["reden"]),
        "factuur_afgekeurd",
    )


@get("/facturen/{id:uuid}/{factuur:uuid}", opt=voor(*LEZERS, audit="factuur_ophalen"))
async def factuur(request: Verzoek) -> Response:
    """The cleaned version. Every part leaves an audit line before it is sent."""
    delen: list[bytes] = []
    while True:
        vraag = FactuurOphalen(
            arrangement_id=request.path_params["id"], factuur_id=request.path_params["factuur"], deel=len(delen)
        )
        deel: FactuurDeel = await request.vraag("intake", vraag, timeout=20)
        delen.append(deel.inhoud)
        if deel.laatste:
            return als_bestand(b"".join(delen), deel.naam, deel.mediatype)


ROUTES = [facturen, factuur_indienen, factuur_goedkeuren, factuur_afkeuren, factuur]
