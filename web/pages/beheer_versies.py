"""From concept to version and back: compare, try out, lay down, withdraw, throw away, and take in files."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from litestar import Response, get, post

from infra import clock
from services.commissie.contract import Proef, RegelsProberen
from services.intake.contract import RegelsGeraakt, RegelsRaken
from services.kern.errors import Fout, Gewijzigd, KanNiet, NietBeschikbaar, NietGevonden, OngeldigeInvoer
from services.kern.rollen import Rol
from services.netwerk.contract import ConceptWeggooien, RegelsIntrekken, RegelsVaststellen
from web.filling import beheer_overzicht as overzicht
from web.filling.beheer_bestanden import GRENS, OnbruikbaarBestand, uitpakken
from web.filling.beheer_boom import lees_regels
from web.filling.beheer_proef import proefblad
from web.filling.beheer_vergelijken import samenvatting, vergelijken
from web.filling.beheer_views import Concept, InleesBlad, VaststelBlad, Vergelijking, WeggooiBlad
from web.forms import Invoer, lees
from web.limits import UPLOADEN
from web.pages import beheer_stand as stand_van
from web.pages.beheer import tonen
from web.pages.beheer_stand import BEHEERDER, Stand
from web.policy import Gegevens, voor
from web.show import door, toon
from web.views import Formulier, Keuze, Link
from web.visit import Verzoek

JAAR = timedelta(days=365)
INLEZEN = {
    **voor(Rol.BEHEERDER, grens=GRENS + 100_000, limieten=UPLOADEN, gegevens=Gegevens.INRICHTING),
    "te_groot": True,
}
GEEN_CONCEPT_PROEF = "Er is nog geen concept. U probeert nu de regels die al zijn vastgesteld."
GEEN_CONCEPT = "Er is geen concept. Wijzig eerst een regel, een brief of een woord."


def _kruimels(titel: str, url: str) -> list[Link]:
    return [overzicht.BEHEER, Link(titel, url)]


# ------------------------------------------------------------------------------------------------ compare


@get("/beheer/vergelijken", opt=BEHEERDER)
async def versies_vergelijken(request: Verzoek) -> Response:
    """Any two versions; without a choice the concept against where it began, or today's against the one before."""
    stand = await stand_van.ophalen(request)
    alle = [*([stand.concept] if stand.concept else []), *stand.versies.versies]
    nummers = {str(v.nummer): v for v in alle}
    naar = nummers.get(request.query_params.get("naar", str(alle[0].nummer)))
    vorige = next((v for v in alle[1:] if v.status == "vastgesteld"), alle[-1])
    van = nummers.get(request.query_params.get("van", str((stand.basis if stand.concept else vorige).nummer)))
    if naar is None or van is None:
        raise NietGevonden()
    oud = await stand_van.regels_van(request, stand, van)
    delen = vergelijken(oud, await stand_van.regels_van(request, stand, naar))
    pagina = Vergelijking(
        van=overzicht.naam(van),
        naar=overzicht.naam(naar),
        keuzes=[Keuze(str(v.nummer), f"{overzicht.naam(v)}{', geldt nu' if v.geldt else ''}") for v in alle],
        formulier=Formulier(url="/beheer/vergelijken", waarden={"van": str(van.nummer), "naar": str(naar.nummer)}),
        delen=delen,
        samenvatting=samenvatting(delen),
        kruimels=_kruimels("Vergelijken", "/beheer/vergelijken"),
    )
    return toon(request, "beheer_vergelijken.html", pagina)


# ------------------------------------------------------------------------------------------------ try out


@get("/beheer/proef", opt=BEHEERDER)
async def regels_proberen(request: Verzoek) -> Response:
    """With a period: what the concept would have meant for its aanvragen. Without: the form."""
    stand = await stand_van.ophalen(request)
    vandaag = clock.vandaag()
    vraag = {n: request.query_params.get(n, "") for n in ("van", "tot_en_met", "ingang")}
    begin = {"van": str(vandaag - JAAR), "tot_en_met": str(vandaag), "ingang": str(vandaag + timedelta(days=1))}
    invoer = Invoer({n: vraag[n] or begin[n] for n in begin}, {}, {})
    proef: Proef | None = None
    raakt: RegelsGeraakt | None = None
    storing, status = "", 200
    formulier = Formulier(url="/beheer/proef", waarden=invoer.waarden)
    if "van" in request.query_params:
        try:
            van, tot, ingang = (invoer.datum(n) for n in ("van", "tot_en_met", "ingang"))
            invoer.controleren()
            proef, raakt = await _vragen(request, stand, van, tot, ingang)
        except NietBeschikbaar:
            storing, status = "De proef is nu niet bereikbaar. Probeer het over een minuut opnieuw.", 503
        except OngeldigeInvoer as fout:
            formulier, status = invoer.formulier("/beheer/proef", fout), fout.status
    pagina = proefblad(
        formulier,
        proef,
        raakt,
        storing=storing,
        concept=stand.banner() if stand.concept else Concept(tekst=GEEN_CONCEPT_PROEF, is_er=False),
        kruimels=_kruimels("Proberen", "/beheer/proef"),
    )
    return toon(request, "beheer_proef.html", pagina, status=status)


async def _vragen(request: Verzoek, stand: Stand, van: date, tot: date, ingang: date) -> tuple[Proef, RegelsGeraakt]:
    bestanden = dict(stand.regels.teksten)
    return await asyncio.gather(
        request.vraag(
            "commissie", RegelsProberen(bestanden=bestanden, van=van, tot_en_met=tot, vanaf=ingang), timeout=30
        ),
        request.vraag("intake", RegelsRaken(bestanden=bestanden, vanaf=ingang), timeout=30),
    )


# ----------------------------------------------------------------------------------------------- lay down


@get("/beheer/regels-vaststellen", opt=BEHEERDER)
async def vaststellen(request: Verzoek) -> Response:
    return await _vaststellen(request)


async def _vaststellen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand = await stand_van.ophalen(request)
    if stand.concept is None:
        raise KanNiet(GEEN_CONCEPT)
    basis = lees_regels((await stand_van.lezen(request, stand.basis.nummer)).bestanden)
    delen = vergelijken(basis, stand.regels)
    morgen = clock.vandaag() + timedelta(days=1)
    pagina = VaststelBlad(
        formulier=getypt
        or Formulier(url="/beheer/regels-vaststellen", versie=stand.kenmerk, waarden={"vanaf": str(morgen)}),
        delen=delen,
        samenvatting=samenvatting(delen),
        raakt=await _raakt(request, stand, morgen),
        concept=stand.banner(),
        kruimels=_kruimels("Vaststellen", "/beheer/regels-vaststellen"),
    )
    return toon(request, "beheer_vaststellen.html", pagina, status=status)


async def _raakt(request: Verzoek, stand: Stand, vanaf: date) -> list[str]:
    """Which aanvragen this touches; nothing while that cannot be asked, so that it stops nobody."""
    if stand.gebrek is not None:
        return []
    try:
        vraag = RegelsRaken(bestanden=dict(stand.regels.teksten), vanaf=vanaf)
        geraakt: RegelsGeraakt = await request.vraag("intake", vraag, timeout=20)
    except (NietBeschikbaar, OngeldigeInvoer):
        return []
    return geraakt.zinnen


@post("/beheer/regels-vaststellen", opt=BEHEERDER, status_code=200)
async def regels_vaststellen(request: Verzoek) -> Response:
    invoer = await lees(request, "vanaf", "bron", "toelichting", "akkoord")
    url = "/beheer/regels-vaststellen"
    try:
        vanaf = invoer.datum("vanaf")
        invoer.nodig("bron", "Noem het besluit of het document waarop deze regels berusten.")
        invoer.keuze("akkoord", ["ja"], "Zet een vinkje om vast te stellen.")
        invoer.controleren()
        await request.vraag(
            "netwerk",
            RegelsVaststellen(
                opdracht=invoer.opdracht,
                vanaf=vanaf,
                bron=invoer["bron"],
                toelichting=invoer["toelichting"],
                kenmerk=invoer["versie"],
            ),
            timeout=20,
        )
    except Gewijzigd as fout:
        wie = fout.extra.get("door") or "Een collega"
        zin = f"{wie} wijzigde het concept intussen. Lees hieronder wat er nu verandert, en stel het dan pas vast."
        # The form takes the new concept along: what is laid down is what stands on the page.
        formulier = Formulier(
            url=url,
            versie=str(fout.extra.get("kenmerk", "")),
            waarden={n: w for n, w in invoer.waarden.items() if n != "akkoord"},
            algemene_fout=zin,
        )
        return await _vaststellen(request, formulier, fout.status)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _vaststellen(request, invoer.formulier(url, fout), fout.status)
    return door(request, "/beheer", "regels_vastgesteld")


@post("/beheer/versies/{nummer:int}/regels-intrekken", opt=BEHEERDER, status_code=200)
async def regels_intrekken(request: Verzoek) -> Response:
    invoer = await lees(request)
    nummer = request.path_params["nummer"]
    try:
        await request.vraag("netwerk", RegelsIntrekken(opdracht=invoer.opdracht, nummer=nummer))
    except KanNiet as fout:
        formulier = Formulier(url=f"/beheer/versies/{nummer}/regels-intrekken", algemene_fout=fout.melding)
        return await tonen(request, formulier, status=fout.status)
    return door(request, "/beheer", "regels_ingetrokken")


# --------------------------------------------------------------------------------------------- throw away


@get("/beheer/concept-weggooien", opt=BEHEERDER)
async def weggooien(request: Verzoek) -> Response:
    return await _weggooien(request)


async def _weggooien(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand = await stand_van.ophalen(request)
    if stand.concept is None:
        raise KanNiet(GEEN_CONCEPT)
    basis = (await stand_van.lezen(request, stand.basis.nummer)).bestanden
    pagina = WeggooiBlad(
        formulier=getypt or Formulier(url="/beheer/concept-weggooien", versie=stand.kenmerk),
        bestanden=[overzicht.titel_van_bestand(b) for b in overzicht.veranderd(basis, stand.regels.teksten)],
        concept=stand.banner(),
        kruimels=_kruimels("Concept weggooien", "/beheer/concept-weggooien"),
    )
    return toon(request, "beheer_weggooien.html", pagina, status=status)


@post("/beheer/concept-weggooien", opt=BEHEERDER, status_code=200)
async def concept_weggooien(request: Verzoek) -> Response:
    invoer = await lees(request, "akkoord")
    url = "/beheer/concept-weggooien"
    try:
        invoer.keuze("akkoord", ["ja"], "Zet een vinkje om het concept weg te gooien.")
        invoer.controleren()
        opdracht = ConceptWeggooien(opdracht=invoer.opdracht, kenmerk=invoer["versie"])
        await request.vraag("netwerk", opdracht)
    except Gewijzigd as fout:
        wie = fout.extra.get("door") or "Een collega"
        zin = f"{wie} wijzigde het concept intussen. Bekijk het voordat u het weggooit."
        formulier = Formulier(url=url, versie=str(fout.extra.get("kenmerk", "")), algemene_fout=zin)
        return await _weggooien(request, formulier, fout.status)
    except OngeldigeInvoer as fout:
        return await _weggooien(request, invoer.formulier(url, fout), fout.status)
    return door(request, "/beheer", "concept_weggegooid")


# ------------------------------------------------------------------------------------------------ take in


@get("/beheer/bestanden-inlezen", opt=BEHEERDER)
async def inlezen(request: Verzoek) -> Response:
    return await _inlezen(request)


async def _inlezen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand = await stand_van.ophalen(request)
    pagina = InleesBlad(
        formulier=getypt or Formulier(url="/beheer/bestanden-inlezen", versie=stand.kenmerk),
        kruimels=_kruimels("Bestanden inlezen", "/beheer/bestanden-inlezen"),
        concept=stand.banner(),
    )
    return toon(request, "beheer_inlezen.html", pagina, status=status)


@post("/beheer/bestanden-inlezen", opt=INLEZEN, status_code=200)
async def bestanden_inlezen(request: Verzoek) -> Response:
    """Files from elsewhere into the concept. A zip stands for the whole: what it has not, goes."""
    url = "/beheer/bestanden-inlezen"
    if request.te_groot:
        stand = await stand_van.ophalen(request)
        fouten = {"bestand": "Dit bestand is te groot. Alle regels samen zijn hoogstens 400 kB."}
        return await _inlezen(request, Formulier(url=url, versie=stand.kenmerk, fouten=fouten), 413)
    invoer = await lees(request, bestanden=["bestand"])
    stand = await stand_van.ophalen(request)
    try:
        teksten = await _teksten(invoer, stand)
        if invoer["versie"] != stand.kenmerk:
            raise stand_van.intussen(stand)
        if teksten:
            await stand_van.bewaren(request, stand, invoer, teksten)
    except Gewijzigd as fout:
        wie = fout.extra.get("door") or "Een collega"
        zin = f"{wie} wijzigde het concept intussen. Kies het bestand opnieuw als u het toch wilt inlezen."
        kenmerk = str(fout.extra.get("kenmerk", ""))
        return await _inlezen(request, Formulier(url=url, versie=kenmerk, algemene_fout=zin), fout.status)
    except Fout as fout:
        if fout.status not in (413, 422):
            raise
        return await _inlezen(request, invoer.formulier(url, fout, {"bestanden": "bestand"}), fout.status)
    return door(request, "/beheer", "bestanden_ingelezen" if teksten else "concept_ongewijzigd")


async def _teksten(invoer: Invoer, stand: Stand) -> dict[str, str]:
    """What the file that was sent changes. Raises OngeldigeInvoer."""
    bestand = invoer.bestanden.get("bestand")
    if bestand is None:
        raise OngeldigeInvoer("Kies een bestand.", velden={"bestand": "Kies een bestand."})
    inhoud = await bestand.read()
    try:
        nieuw = uitpakken(bestand.filename, inhoud)
    except OnbruikbaarBestand as fout:
        raise OngeldigeInvoer(str(fout), velden={"bestand": str(fout)}) from None
    nu = stand.regels.teksten
    weg = {naam: "" for naam in nu if naam not in nieuw} if inhoud.startswith(b"PK") else {}
    return {n: t for n, t in {**weg, **nieuw}.items() if t != nu.get(n, "")}


ROUTES = [
    versies_vergelijken,
    regels_proberen,
    vaststellen,
    regels_vaststellen,
    regels_intrekken,
    weggooien,
    concept_weggooien,
    inlezen,
    bestanden_inlezen,
]
