"""Which samenwerkingsverband decides: the wizard at an aanvraag, offering it to another, and what others offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from msgspec.structs import replace

from infra import clock
from services.intake.bevoegdheid.contract import (
    BevoegdheidStand,
    BevoegdheidTonen,
    Doorzendblad,
    DoorzendbladOphalen,
    DoorzendingAanbieden,
    DoorzendingAanvaarden,
    Doorzendingen,
    DoorzendingenTonen,
    DoorzendingIntrekken,
    DoorzendingTerugsturen,
    DoorzendingToelaten,
    DoorzendingVoorstellen,
)
from services.intake.contract import AanvraagTonen, Bewaard
from services.kern.errors import Fout, NietGevonden, OngeldigeInvoer
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.registry import load_all
from web import views_bevoegd as views
from web.filling import bevoegd as vullen
from web.filling.rekenhulp_bevoegd import VORM, bevoegd, plat, uitgerekend
from web.filling.rekenhulp_formulier import Ingevuld, lezen
from web.forms import Invoer, lees
from web.pages.bestanden import als_bestand
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

REGIE = (Rol.SECRETARIS, Rol.DIRECTEUR)
LEZERS = (*SCHOOLROLLEN, *REGIE)
TERUG = (409, 422, 503)


async def _stand(request: Verzoek) -> BevoegdheidStand:
    return await request.vraag("intake", BevoegdheidTonen(aanvraag_id=request.path_params["id"]))


@get("/aanvragen/{id:uuid}/bevoegd", opt=voor(*LEZERS, audit="bevoegdheid_tonen"))
async def bevoegd_tonen(request: Verzoek) -> Response:
    stand = await _stand(request)
    return toon(request, "bevoegd.html", _pagina(request, stand, vullen.begin(stand)))


def _pagina(request: Verzoek, stand: BevoegdheidStand, ingevuld: Ingevuld, **rest: Any) -> views.Bevoegd:
    """Who handles aanvragen comes from the dossier, the school from its aanvraag."""
    return vullen.pagina(stand, request.tenant, ingevuld, regie=request.ingelogd.rol in REGIE, **rest)


@post("/aanvragen/{id:uuid}/bevoegd", opt=voor(*LEZERS, audit="bevoegdheid_tonen"), status_code=200)
async def bevoegd_berekenen(request: Verzoek) -> Response:
    """Nothing is kept: only the answer, and what can be done with it."""
    stand = await _stand(request)
    i = await lees(request, rest=True)
    return _antwoord(request, stand, _lezen(i, ""))


def _lezen(i: Invoer, voor_: str) -> Ingevuld:
    """The answers of the wizard. Raises OngeldigeInvoer for a field that it does not have."""
    namen = {veld.naam for veld in VORM.velden}
    paren = [(naam.removeprefix(voor_), waarde) for naam, waarde in i.waarden.items() if naam.startswith(voor_)]
    return lezen(VORM, [(naam, waarde) for naam, waarde in paren if naam in namen])


def _antwoord(
    request: Verzoek,
    stand: BevoegdheidStand,
    ingevuld: Ingevuld,
    getypt: Formulier | None = None,
    status: int = 200,
    mee: Sequence[str] = (),
) -> Response:
    try:
        uitkomst = bevoegd(ingevuld, clock.vandaag())
        _, uit, _ = uitgerekend(ingevuld)
    except OngeldigeInvoer as fout:
        algemeen = "" if ingevuld.fouten else fout.melding
        pagina = _pagina(request, stand, ingevuld, algemeen=algemeen)
        return toon(request, "bevoegd.html", pagina, status=422)
    pagina = _pagina(request, stand, ingevuld, uitkomst=uitkomst, swv=uit["swv"] or "", getypt=getypt, mee=mee)
    return toon(request, "bevoegd.html", pagina, status=status)


def _invoer(ingevuld: Ingevuld) -> dict[str, str]:
    return plat(uitgerekend(ingevuld)[0])


@post("/aanvragen/{id:uuid}/doorzending-aanbieden", opt=voor(*SCHOOLROLLEN), status_code=200)
async def doorzending_aanbieden(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "naar", "toelichting", "ouders_ingelicht_op", lijsten=("mee",), rest=True)
    ingevuld = _lezen(i, "w_")
    try:
        op = i.datum("ouders_ingelicht_op")
        i.controleren()
        invoer = {} if ingevuld.leeg else _invoer(ingevuld)
        aanvraag = await request.vraag("intake", AanvraagTonen(aanvraag_id=id))
        await request.vraag(
            "intake",
            DoorzendingAanbieden(
                opdracht=i.opdracht,
                aanvraag_id=id,
                versie=aanvraag.versie,
                naar=i["naar"],
                invoer=invoer,
                toelichting=i["toelichting"],
                ouders_ingelicht_op=op,
                mee=_mensen(i),
            ),
        )
    except Fout as fout:
        return await _opnieuw(request, i, ingevuld, fout)
    return door(request, f"/aanvragen/{id}/bevoegd", "doorzending_aangeboden")


def _mensen(i: Invoer) -> list[UUID]:
    try:
        return [UUID(een) for een in i.lijsten["mee"]]
    except ValueError:
        raise OngeldigeInvoer("Kies uit de namen.", velden={"mee": "Kies uit de namen."}) from None


@post("/aanvragen/{id:uuid}/doorzending-voorstellen", opt=voor(*REGIE), status_code=200)
async def doorzending_voorstellen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request, "naar", "toelichting", rest=True)
    ingevuld = _lezen(i, "w_")
    try:
        await request.vraag(
            "intake",
            DoorzendingVoorstellen(
                opdracht=i.opdracht,
                aanvraag_id=id,
                naar=i["naar"],
                invoer={} if ingevuld.leeg else _invoer(ingevuld),
                toelichting=i["toelichting"],
            ),
        )
    except Fout as fout:
        return await _opnieuw(request, i, ingevuld, fout)
    return door(request, f"/aanvragen/{id}/bevoegd", "doorzending_voorgesteld")


async def _opnieuw(request: Verzoek, i: Invoer, ingevuld: Ingevuld, fout: Fout) -> Response:
    """The page again, with the answers and what was typed."""
    if fout.status not in TERUG:
        raise fout
    stand = await _stand(request)
    formulier = i.formulier(request.url.path, fout)
    if ingevuld.leeg:
        pagina = _pagina(request, stand, vullen.begin(stand), mee=i.lijsten.get("mee", []))
        if pagina.loopt is not None and pagina.loopt.formulier is not None:
            pagina = replace(pagina, loopt=replace(pagina.loopt, formulier=formulier))
        return toon(request, "bevoegd.html", pagina, status=fout.status)
    return _antwoord(request, stand, ingevuld, formulier, fout.status, i.lijsten.get("mee", []))


@post("/aanvragen/{id:uuid}/doorzending-intrekken", opt=voor(*LEZERS), status_code=200)
async def doorzending_intrekken(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    i = await lees(request)
    await request.vraag("intake", DoorzendingIntrekken(opdracht=i.opdracht, aanvraag_id=id))
    return door(request, f"/aanvragen/{id}/bevoegd", "doorzending_ingetrokken")


@get("/aanvragen/{id:uuid}/doorzendblad", opt=voor(*SCHOOLROLLEN, audit="doorzendblad_ophalen"))
async def doorzendblad(request: Verzoek) -> Response:
    blad: Doorzendblad = await request.vraag(
        "intake", DoorzendbladOphalen(aanvraag_id=request.path_params["id"]), timeout=30
    )
    return als_bestand(blad.inhoud, blad.bestandsnaam, "application/pdf")


# ------------------------------------------------------------------------------------ what others offer


@get("/doorzendingen", opt=voor(*REGIE, audit="doorzendingen_tonen"))
async def doorzendingen(request: Verzoek) -> Response:
    return await _lijst(request, {})


async def _aangeboden(request: Verzoek, *, overgenomen: bool = False) -> tuple[str, UUID]:
    """The tenant and the number of the address. Raises NietGevonden for what is not offered, or not taken over."""
    van, id = request.path_params["van"], request.path_params["id"]
    antwoord: Doorzendingen = await request.vraag("intake", DoorzendingenTonen())
    rijen = antwoord.overgenomen if overgenomen else antwoord.doorzendingen
    if not any((een.tenant, een.id) == (van, id) for een in rijen):
        raise NietGevonden()
    return van, id


async def _lijst(request: Verzoek, getypt: dict[str, Formulier], status: int = 200) -> Response:
    antwoord: Doorzendingen = await request.vraag("intake", DoorzendingenTonen())
    pagina = vullen.lijst(antwoord, load_all(), request.tenant, clock.nu(), getypt)
    return toon(request, "doorzendingen.html", pagina, status=status)


@post("/doorzendingen/{van:str}/{id:uuid}/doorzending-aanvaarden", opt=voor(*REGIE), status_code=200)
async def doorzending_aanvaarden(request: Verzoek) -> Response:
    van, id = await _aangeboden(request)
    i = await lees(request, "soort", "school", "familie")
    try:
        i.keuze("soort", request.tenant.soorten, "Kies wat voor aanvraag het hier wordt.")
        i.controleren()
        opdracht = DoorzendingAanvaarden(
            opdracht=i.opdracht, van=van, doorzending_id=id, soort=i["soort"], school=i["school"] == "ja",
            familie=i["familie"] == "ja",
        )  # fmt: skip
        _: Bewaard = await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in TERUG:
            raise
        return await _lijst(request, {f"aanvaarden:{id}": i.formulier(request.url.path, fout)}, fout.status)
    return door(request, "/doorzendingen", "doorzending_aanvaard")


@post("/doorzendingen/{van:str}/{id:uuid}/doorzending-toelaten", opt=voor(*REGIE), status_code=200)
async def doorzending_toelaten(request: Verzoek) -> Response:
    van, id = await _aangeboden(request, overgenomen=True)
    i = await lees(request, "school", "familie")
    try:
        opdracht = DoorzendingToelaten(
            opdracht=i.opdracht, van=van, doorzending_id=id, school=i["school"] == "ja", familie=i["familie"] == "ja"
        )
        await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in TERUG:
            raise
        return await _lijst(request, {f"toelaten:{id}": i.formulier(request.url.path, fout)}, fout.status)
    return door(request, "/doorzendingen", "doorzending_toegelaten")


@post("/doorzendingen/{van:str}/{id:uuid}/doorzending-terugsturen", opt=voor(*REGIE), status_code=200)
async def doorzending_terugsturen(request: Verzoek) -> Response:
    van, id = await _aangeboden(request)
    i = await lees(request, "reden")
    try:
        opdracht = DoorzendingTerugsturen(opdracht=i.opdracht, van=van, doorzending_id=id, reden=i["reden"])
        await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in TERUG:
            raise
        return await _lijst(request, {f"terugsturen:{id}": i.formulier(request.url.path, fout)}, fout.status)
    return door(request, "/doorzendingen", "doorzending_teruggestuurd")


ROUTES = [
    bevoegd_tonen,
    bevoegd_berekenen,
    doorzending_aanbieden,
    doorzending_voorstellen,
    doorzending_intrekken,
    doorzendblad,
    doorzendingen,
    doorzending_aanvaarden,
    doorzending_terugsturen,
    doorzending_toelaten,
]
