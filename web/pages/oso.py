"""From the leerlingadministratie: a dossier is read in, chosen from, and taken over or thrown away."""

from __future__ import annotations

from uuid import uuid5

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.oso.contract import (
    OsoBijlageOphalen,
    OsoConceptenLijst,
    OsoConceptenTonen,
    OsoConceptStand,
    OsoConceptTonen,
    OsoGegevens,
    OsoGegevensTonen,
    OsoGelezen,
    OsoInlezen,
    OsoOvernemen,
    OsoStukDeel,
    OsoStukOphalen,
    OsoWeggooien,
)
from services.kern.errors import Fout, Gewijzigd, OngeldigeInvoer
from services.kern.rollen import SCHOOLROLLEN
from web.filling import oso as vullen
from web.forms import lees, te_groot
from web.pages.aanvraag_acts import UPLOAD
from web.pages.bestanden import als_bestand
from web.pages.leerlingen import LEZERS, ophalen
from web.pages.uploads import aannemen, vergeten
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

INLEZEN = f"{vullen.ADRES}/oso-inlezen"


@get("/inlezen", opt=voor(*SCHOOLROLLEN, audit="oso_concepten_tonen"))
async def inlezen(request: Verzoek) -> Response:
    return await _inlezen(request, Formulier(url=INLEZEN))


async def _inlezen(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    lijst: OsoConceptenLijst = await request.vraag("intake", OsoConceptenTonen())
    pagina = vullen.inlezen(formulier, lijst.concepten, request.tenant, clock.vandaag())
    return toon(request, "oso_inlezen.html", pagina, status=status)


@post("/inlezen/oso-inlezen", opt=UPLOAD, status_code=200)
async def oso_inlezen(request: Verzoek) -> Response:
    """In parts to intake, which reads it in a process of its own. What is refused is not kept."""
    if request.te_groot:
        fout = te_groot()
        return await _inlezen(request, Formulier(url=INLEZEN, fouten=fout.velden), fout.status)
    invoer = await lees(request, bestanden=["bestand"])
    try:
        upload, _ = await aannemen(request, invoer, "Kies het bestand uit de leerlingadministratie.")
        opdracht = OsoInlezen(opdracht=uuid5(upload, "inlezen"), upload=upload)
        gelezen: OsoGelezen = await request.vraag("intake", opdracht, timeout=25)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        if fout.status == 422:
            await vergeten(request, invoer)
        return await _inlezen(request, invoer.formulier(INLEZEN, fout), fout.status)
    return door(request, f"{vullen.ADRES}/{gelezen.id}", "oso_gelezen")


# --------------------------------------------------------------------------------------------- one concept


@get("/inlezen/{id:uuid}", opt=voor(*SCHOOLROLLEN, audit="oso_concept_tonen"))
async def oso_concept(request: Verzoek) -> Response:
    bij, nieuw = vullen.keuze(request.query_params.get("bij", "")), bool(request.query_params.get("nieuw"))
    vraag = OsoConceptTonen(concept_id=request.path_params["id"], bij=bij, nieuw=nieuw)
    stand: OsoConceptStand = await request.vraag("intake", vraag)
    return _concept(request, stand, _leeg(stand))


def _adres(stand: OsoConceptStand, handeling: str) -> str:
    return f"{vullen.ADRES}/{stand.id}/{handeling}"


def _leeg(stand: OsoConceptStand) -> Formulier:
    versie = next((str(k.versie) for k in stand.kandidaten if k.id == stand.bij), "")
    waarden = {"dossier": str(stand.bij or "")}
    return Formulier(url=_adres(stand, "oso-overnemen"), versie=versie, waarden=waarden)


def _concept(
    request: Verzoek, stand: OsoConceptStand, formulier: Formulier, getypt: list[str] | None = None, status: int = 200
) -> Response:
    weggooien = Formulier(url=_adres(stand, "oso-weggooien"))
    pagina = vullen.concept(stand, formulier, weggooien, clock.vandaag(), getypt)
    return toon(request, "oso_concept.html", pagina, status=status)


@post("/inlezen/{id:uuid}/oso-overnemen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def oso_overnemen(request: Verzoek) -> Response:
    """What was ticked goes into the dossier; when that changed meanwhile, both are laid side by side anew."""
    invoer = await lees(request, "dossier", lijsten=["gegevens", "bijlagen"])
    concept = request.path_params["id"]
    dossier = vullen.keuze(invoer["dossier"])
    try:
        bijlagen = [id for tekst in invoer.lijsten["bijlagen"] if (id := vullen.keuze(tekst))]
        if len(bijlagen) != len(invoer.lijsten["bijlagen"]) or (invoer["dossier"] and dossier is None):
            raise OngeldigeInvoer("Dit formulier is niet volledig. Laad de pagina opnieuw.")
        opdracht = OsoOvernemen(
            opdracht=invoer.opdracht,
            concept_id=concept,
            dossier_id=dossier,
            versie=invoer.versie if dossier else None,
            gegevens=invoer.lijsten["gegevens"],
            bijlagen=bijlagen,
        )
        bewaard: Bewaard = await request.vraag("intake", opdracht, timeout=25)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        vraag = OsoConceptTonen(concept_id=concept, bij=dossier, nieuw=dossier is None)
        stand: OsoConceptStand = await request.vraag("intake", vraag)
        formulier = invoer.formulier(_adres(stand, "oso-overnemen"), fout)
        if isinstance(fout, Gewijzigd):
            formulier = Formulier(
                url=formulier.url,
                versie=_leeg(stand).versie,
                waarden=_leeg(stand).waarden,
                algemene_fout=f"{fout.melding} Kijk of uw keuze nog klopt en neem opnieuw over.",
            )
        return _concept(request, stand, formulier, invoer.lijsten["gegevens"], fout.status)
    return door(request, f"/leerlingen/{bewaard.id}/administratie", "oso_overgenomen")


@get("/inlezen/{id:uuid}/bijlagen/{bijlage:uuid}", opt=voor(*SCHOOLROLLEN, audit="oso_bijlage_ophalen"))
async def oso_bijlage(request: Verzoek) -> Response:
    """To look before it is taken over: the cleaned version, as a download."""
    delen: list[bytes] = []
    while True:
        ids = {"concept_id": request.path_params["id"], "bijlage_id": request.path_params["bijlage"]}
        deel: OsoStukDeel = await request.vraag("intake", OsoBijlageOphalen(**ids, deel=len(delen)), timeout=20)
        delen.append(deel.inhoud)
        if deel.laatste:
            return als_bestand(b"".join(delen), deel.naam, deel.mediatype)


@post("/inlezen/{id:uuid}/oso-weggooien", opt=voor(*SCHOOLROLLEN), status_code=200)
async def oso_weggooien(request: Verzoek) -> Response:
    invoer = await lees(request)
    await request.vraag("intake", OsoWeggooien(opdracht=invoer.opdracht, concept_id=request.path_params["id"]))
    return door(request, vullen.ADRES, "oso_weggegooid")


# ------------------------------------------------------------------------------- in the dossier of a pupil


@get("/leerlingen/{id:uuid}/administratie", opt=voor(*LEZERS, audit="oso_gegevens_tonen"))
async def oso_gegevens(request: Verzoek) -> Response:
    stand = await ophalen(request)
    antwoord: OsoGegevens = await request.vraag("intake", OsoGegevensTonen(dossier_id=stand.id))
    pagina = vullen.gegevens(antwoord, stand, request.ingelogd.rol, clock.vandaag())
    return toon(request, "oso_gegevens.html", pagina)


@get("/leerlingen/{id:uuid}/administratie/{stuk:uuid}", opt=voor(*LEZERS, audit="oso_stuk_ophalen"))
async def oso_stuk(request: Verzoek) -> Response:
    """One attachment. Every part leaves an audit line before it is sent."""
    delen: list[bytes] = []
    while True:
        vraag = OsoStukOphalen(
            dossier_id=request.path_params["id"], stuk_id=request.path_params["stuk"], deel=len(delen)
        )
        deel: OsoStukDeel = await request.vraag("intake", vraag, timeout=20)
        delen.append(deel.inhoud)
        if deel.laatste:
            return als_bestand(b"".join(delen), deel.naam, deel.mediatype)


ROUTES = [inlezen, oso_inlezen, oso_concept, oso_bijlage, oso_overnemen, oso_weggooien, oso_gegevens, oso_stuk]
