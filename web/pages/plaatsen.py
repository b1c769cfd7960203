"""Free places: the own school keeps them with one press, everybody looks for one. No child stands on these pages."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from services.intake.plaatsen.contract import (
    GroepStand,
    GroepToevoegen,
    GroepWeghalen,
    Plekken,
    PlekkenBevestigen,
    PlekkenBijwerken,
    PlekkenTonen,
    VolverklaringDoen,
    VolverklaringIntrekken,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import SCHOOLROLLEN, Rol
from web.filling import plaatsen as vullen
from web.forms import Invoer, lees
from web.navigation import PLEKROLLEN
from web.policy import Gegevens, voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

KIJKEN = voor(*PLEKROLLEN, Rol.OUDER, gegevens=Gegevens.GELD)
BIJHOUDEN = voor(*SCHOOLROLLEN, gegevens=Gegevens.GELD)
VERKLAREN = voor(Rol.SCHOOLDIRECTEUR, gegevens=Gegevens.GELD)
LENGTE = 100  # of what is searched for


@get("/plekken", opt=KIJKEN)
async def plekken(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200, gedaan: str = "") -> Response:
    """The board; when only the own card was pressed, only that card."""
    stand: Plekken = await request.vraag("intake", PlekkenTonen())
    kaart = vullen.eigen(stand, request.tenant, getypt=getypt, gedaan=vullen.veranderd(stand, gedaan) if gedaan else "")
    velden = ("q", "soort", "leerjaar", "postcode")
    zoek = {naam: request.query_params.get(naam, "")[:LENGTE].strip() for naam in velden}
    hoed = request.ingelogd.stand.hoed
    ouder = hoed is not None and hoed.rol == Rol.OUDER
    pagina = vullen.plekken(
        stand,
        request.tenant,
        hoed.rol if hoed else "",
        **zoek,
        vrij=request.query_params.get("vrij") == "ja",
        kaart=kaart,
        terug=Link("Terug naar uw kind", f"/mijn-kind/{hoed.organisatie}") if hoed and ouder else None,
    )
    if pagina.filter.fout:
        status = 422
    blok = "plekken_eigen" if request.method == "POST" else "plekkenbord" if request.doel == "plekkenbord" else ""
    return toon(request, "plekken.html", pagina, status=status, blok=blok)


def _eigen_groep(stand: Plekken, id: UUID) -> GroepStand:
    """A group of the own school. Raises NietGevonden."""
    for een in stand.scholen:
        for groep in een.groepen if een.school == stand.eigen else []:
            if groep.id == id:
                return groep
    raise NietGevonden()


@get("/plekken/groepen/{id:uuid}", opt=BIJHOUDEN)
async def plekgroep(request: Verzoek) -> Response:
    return await _groep_tonen(request)


async def _groep_tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: Plekken = await request.vraag("intake", PlekkenTonen())
    groep = _eigen_groep(stand, request.path_params["id"])
    return toon(request, "plekgroep.html", vullen.groep_pagina(stand, groep, request.tenant, getypt), status=status)


async def _doen(
    request: Verzoek, invoer: Invoer, url: str, maken: Callable[[], Opdracht], melding: str, *, groep: bool = False
) -> Response:
    """Ask it. Refused: the form again on the page it came from, with what was typed."""
    try:
        opdracht = maken()
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        getypt = invoer.formulier(url, fout)
        return await (_groep_tonen if groep else _tonen)(request, getypt, fout.status)
    return door(request, "/plekken", melding)


def _getal(invoer: Invoer, naam: str, zin: str) -> int:
    if invoer[naam].isdecimal() and len(invoer[naam]) <= 3:
        return int(invoer[naam])
    invoer.fouten[naam] = zin
    return 0


def _leerjaar(invoer: Invoer, naam: str) -> int | None:
    return _getal(invoer, naam, "Maak een keuze.") if invoer[naam] else None


@post("/plekken/groep-toevoegen", opt=BIJHOUDEN, status_code=200)
async def groep_toevoegen(request: Verzoek) -> Response:
    i = await lees(request, "naam", "vrij", "per", "leerjaar_van", "leerjaar_tot")
    return await _doen(
        request,
        i,
        vullen.TOEVOEGEN,
        lambda: GroepToevoegen(
            opdracht=i.opdracht,
            naam=i.nodig("naam", "Geef de groep een naam."),
            vrij=_getal(i, "vrij", "Vul in hoeveel plekken er vrij zijn; 0 mag."),
            per=i.datum_of_niets("per"),
            leerjaar_van=_leerjaar(i, "leerjaar_van"),
            leerjaar_tot=_leerjaar(i, "leerjaar_tot"),
        ),
        "groep_toegevoegd",
    )


@post("/plekken/groepen/{id:uuid}/plekken-bijwerken", opt=BIJHOUDEN, status_code=200)
async def plekken_bijwerken(request: Verzoek) -> Response:
    """By a button on the card (the number alone), or by the form of the group (the number and the day)."""
    id: UUID = request.path_params["id"]
    i = await lees(request, "vrij", "per", "vanaf_kaart")
    url = f"/plekken/groepen/{id}/plekken-bijwerken"

    def maken() -> PlekkenBijwerken:
        return PlekkenBijwerken(
            opdracht=i.opdracht,
            groep_id=id,
            versie=i.versie,
            vrij=_getal(i, "vrij", "Vul een getal in van 0 tot en met 99."),
            per=i.datum_of_niets("per"),
        )

    kaart = i["vanaf_kaart"] == "ja"
    if not (kaart and request.is_deel):
        return await _doen(request, i, url, maken, "plekken_bijgewerkt", groep=not kaart)
    try:
        opdracht = maken()
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _tonen(request, i.formulier(url, fout), fout.status)
    return await _tonen(request, gedaan=str(id))


@post("/plekken/plekken-bevestigen", opt=BIJHOUDEN, status_code=200)
async def plekken_bevestigen(request: Verzoek) -> Response:
    i = await lees(request)
    return await _doen(
        request, i, vullen.BEVESTIGEN, lambda: PlekkenBevestigen(opdracht=i.opdracht), "plekken_bevestigd"
    )


@post("/plekken/groepen/{id:uuid}/groep-weghalen", opt=BIJHOUDEN, status_code=200)
async def groep_weghalen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    return await _doen(
        request,
        i,
        f"/plekken/groepen/{id}/groep-weghalen",
        lambda: GroepWeghalen(opdracht=i.opdracht, groep_id=id, versie=i.versie),
        "groep_weggehaald",
        groep=True,
    )


@post("/plekken/groepen/{id:uuid}/volverklaring-doen", opt=VERKLAREN, status_code=200)
async def volverklaring_doen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "reden", "beleid", "voor_iedereen", "van", "tot_en_met")
    return await _doen(
        request,
        i,
        f"/plekken/groepen/{id}/volverklaring-doen",
        lambda: VolverklaringDoen(
            opdracht=i.opdracht,
            groep_id=id,
            versie=i.versie,
            reden=i["reden"],
            beleid=i["beleid"],
            voor_iedereen=i["voor_iedereen"] == "ja",
            van=i.datum("van"),
            tot_en_met=i.datum("tot_en_met"),
        ),
        "volverklaring_gedaan",
        groep=True,
    )


@post("/plekken/volverklaringen/{id:uuid}/volverklaring-intrekken", opt=VERKLAREN, status_code=200)
async def volverklaring_intrekken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    return await _doen(
        request,
        i,
        f"/plekken/volverklaringen/{id}/volverklaring-intrekken",
        lambda: VolverklaringIntrekken(opdracht=i.opdracht, volverklaring_id=id, versie=i.versie),
        "volverklaring_ingetrokken",
    )


ROUTES = [
    plekken,
    plekgroep,
    groep_toevoegen,
    plekken_bijwerken,
    plekken_bevestigen,
    groep_weghalen,
    volverklaring_doen,
    volverklaring_intrekken,
]
