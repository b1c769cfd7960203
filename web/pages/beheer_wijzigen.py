"""Functioneel beheer, to change: every form writes in the concept, and never in what is in force."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post

from services.kern.errors import Fout, Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from services.netwerk.contract import ConceptBewaard, Gebrek
from web.filling import beheer_formulier as formulieren
from web.filling import beheer_lezen, beheer_overzicht
from web.filling import beheer_verwerken as verwerking
from web.filling.beheer_boom import bestand_en_pad, lees_regels, soort_van, tekst_van, waarde_op
from web.filling.beheer_formulier import BRON, DOEN, NIEUW
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Blad, Link
from web.filling.beheer_woorden import RIJEN
from web.filling.beheer_woorden import UITLEG as VELDUITLEG
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages import beheer_stand as stand_van
from web.pages.beheer import UITLEG, kruimels
from web.pages.beheer_stand import BEHEERDER, Stand
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

WEG = "Deze regel staat niet meer in het concept. Iemand heeft haar weggehaald of verplaatst."
NIET_ZO = "Dit bestand is zo geschreven dat het formulier het niet kan wijzigen. Bewerk het als tekst."


@get("/beheer/wijzigen/{plek:str}", opt=BEHEERDER)
async def wijzigen(request: Verzoek) -> Response:
    pad = stand_van.plek(request)
    stand = await stand_van.ophalen(request)
    if len(pad) > 1 and waarde_op(stand.regels.data, pad) is None:
        raise NietGevonden()
    return _tonen(request, stand, pad)


def _url(pad: Pad) -> str:
    return f"/beheer/wijzigen/{tekst_van(pad)}/concept-bewaren"


def _tonen(request: Verzoek, stand: Stand, pad: Pad, getypt: Formulier | None = None, status: int = 200) -> Response:
    """The form of a place, as it stands in the concept or as it was typed."""
    if soort_van(pad).aard not in ("groep", "groepen", "groepenkaart", "kaart"):
        raise NietGevonden()
    regels = stand.regels
    bestand = bestand_en_pad(regels, pad)[0]
    formulier = getypt or Formulier(
        url=_url(pad),
        versie=stand.kenmerk,
        waarden=formulieren.waarden(regels, pad),
        fouten=_staande_fouten(stand, pad) if stand.concept else {},
    )
    ouder = blad_boven(pad)
    fout_plek = beheer_overzicht.plek_van(stand.gebrek) if stand.gebrek else ""
    is_rij = len(pad) > 1 and beheer_lezen.heeft_blad(pad)
    titel, uitleg = beheer_lezen.titel_van(regels.data, pad), UITLEG.get(tekst_van(pad), "")
    if isinstance(pad[-1] if pad else "", int):
        # A row is its sentence; as the name of a page that is too much.
        titel, uitleg = RIJEN.get(str(pad[-2]), "regel").capitalize(), titel
    elif soort_van(pad).aard == "kaart":
        uitleg = VELDUITLEG.get(tekst_van(pad), uitleg)
    pagina = Blad(
        titel=titel,
        uitleg=uitleg,
        kruimels=kruimels(regels.data, pad, "wijzigen"),
        formulier=formulier,
        blokken=formulieren.blokken(regels, pad, formulier.waarden),
        rijen=formulieren.rijen(
            regels, pad, fout_plek, (stand.gebrek and beheer_overzicht.zin_van(stand.gebrek)) or ""
        ),
        concept=stand.banner(),
        vraagt_bron=bool(formulieren.plaatsen(regels, pad)),
        terug=_terug(ouder, pad, regels.data),
        tekst_url=f"/beheer/tekst?bestand={bestand}" if bestand in regels.teksten else "",
        kapot=regels.kapot.get(bestand, ""),
        weg=f"weg:{tekst_van(pad)}" if is_rij else "",
    )
    return toon(request, "beheer_wijzigen.html", pagina, status=status)


def _terug(ouder: Pad | None, pad: Pad, data: dict[str, Any]) -> Link:
    if ouder is None:
        return Link("Terug zonder bewaren", f"/beheer/delen/{tekst_van(pad)}")
    return Link(f"Terug naar {beheer_lezen.titel_van(data, ouder)[:60]}", f"/beheer/wijzigen/{tekst_van(ouder)}")


def blad_boven(pad: Pad) -> Pad | None:
    """The page on which the list stands that this row is in; None for a part itself."""
    for lengte in range(len(pad) - 1, 0, -1):
        if beheer_lezen.heeft_blad(pad[:lengte]) or lengte == 1:
            return pad[:lengte]
    return None


def _staande_fouten(stand: Stand, pad: Pad) -> dict[str, str]:
    """What is not right here in the concept as it was kept, and what the whole of it says of a field here."""
    fouten = verwerking.fouten(stand.regels, pad)
    return fouten | _van_gebrek(stand.gebrek, {p.naam for p in formulieren.plaatsen(stand.regels, pad)} - {*fouten})


def _van_gebrek(gebrek: Gebrek | None, namen: set[str]) -> dict[str, str]:
    plek = beheer_overzicht.plek_van(gebrek) if gebrek else ""
    while plek and gebrek:
        if plek in namen:
            return {plek: beheer_overzicht.zin_van(gebrek)}
        # `[1]` of a list of texts is said beside the list
        ouder, _, laatste = plek.rpartition(".")
        plek = ouder if laatste.isdecimal() else ""
    return {}


@post("/beheer/wijzigen/{plek:str}/concept-bewaren", opt=BEHEERDER, status_code=200)
async def concept_bewaren(request: Verzoek) -> Response:
    """Keep what was typed; then do what the button of a row asks."""
    pad = stand_van.plek(request)
    invoer = await lees(request, rest=True)
    stand = await stand_van.ophalen(request)
    waarden = {naam: tekst for naam, tekst in invoer.waarden.items() if naam not in ("opdracht", "versie")}
    if invoer["versie"] != stand.kenmerk:
        return _conflict(request, stand, pad, invoer, waarden)
    if len(pad) > 1 and waarde_op(stand.regels.data, pad) is None:
        raise KanNiet(WEG)
    doen = waarden.get(DOEN, "")
    weg_hier = doen == f"weg:{tekst_van(pad)}"
    uit = verwerking.Verwerkt() if weg_hier else verwerking.verwerken(stand.regels, pad, waarden)
    if uit.onbekend:
        raise OngeldigeInvoer(f"Het veld “{min(uit.onbekend)[:40]}” bestaat niet in dit formulier.")
    if uit.mislukt or BRON in uit.fouten:
        algemeen = NIET_ZO if uit.mislukt else ""
        return _tonen(request, stand, pad, _getypt(pad, stand, waarden, uit.fouten, algemeen), 422)
    doel: Pad | None = None
    if doen:
        try:
            na = lees_regels({**stand.regels.teksten, **uit.teksten})
            nieuw = waarden.get(f"{NIEUW}:{doen.partition(':')[2]}", "")
            stap, doel = verwerking.rij_doen(na, doen, nieuw)
        except LookupError:
            raise OngeldigeInvoer("Deze knop hoort niet bij dit formulier.") from None
        if stap.mislukt or stap.fouten:
            getypt = _getypt(pad, stand, waarden, uit.fouten | stap.fouten, NIET_ZO if stap.mislukt else "")
            return _tonen(request, stand, pad, getypt, 422)
        uit.teksten |= stap.teksten
        doel = doel if beheer_lezen.heeft_blad(doel) else blad_boven(doel)
    if not {n for n, t in uit.teksten.items() if t != stand.regels.teksten.get(n, "")}:
        if uit.fouten:
            return _tonen(request, stand, pad, _getypt(pad, stand, waarden, uit.fouten), 422)
        return door(request, f"/beheer/wijzigen/{tekst_van(doel or pad)}", "concept_ongewijzigd")
    try:
        bewaard = await stand_van.bewaren(request, stand, invoer, uit.teksten)
    except Gewijzigd:
        return _conflict(request, await stand_van.ophalen(request), pad, invoer, waarden)
    except Fout as fout:
        if fout.status not in (413, 422):
            raise
        zin = " ".join([fout.melding, *(z for z in fout.velden.values() if z != fout.melding)])
        return _tonen(request, stand, pad, _getypt(pad, stand, waarden, uit.fouten, zin), fout.status)
    if doen:
        return door(request, f"/beheer/wijzigen/{tekst_van(doel or pad)}", _melding(doen))
    return await _na_bewaren(request, pad, waarden, uit.fouten, bewaard)


def _melding(doen: str) -> str:
    return "rij_weggehaald" if doen.startswith("weg:") else "concept_bewaard"


async def _na_bewaren(
    request: Verzoek, pad: Pad, waarden: dict[str, str], fouten: dict[str, str], bewaard: ConceptBewaard
) -> Response:
    """It is kept, right or wrong. What is wrong on this very page is told beside its field, with a 422."""
    stand = await stand_van.ophalen(request)
    gebrek = Gebrek(
        melding=bewaard.melding or "", bestand=bewaard.bestand, sleutel=bewaard.sleutel, regel=bewaard.regel
    )
    namen = {p.naam for p in formulieren.plaatsen(stand.regels, pad)}
    fouten = fouten | {n: z for n, z in _van_gebrek(gebrek, namen).items() if n not in fouten}
    # A fault of the row or group as a whole belongs to this page, and to no field.
    plek = beheer_overzicht.plek_van(gebrek)
    hier = tekst_van(pad)
    geheel = bool(plek) and any(naam == plek or naam.startswith(f"{plek}.") for naam in (hier, *namen))
    if fouten or geheel:
        zin = beheer_overzicht.zin_van(gebrek) if geheel and not fouten else ""
        getypt = _getypt(pad, stand, {n: w for n, w in waarden.items() if n != BRON}, fouten, zin)
        return _tonen(request, stand, pad, getypt, 422)
    ouder = blad_boven(pad)
    return door(request, f"/beheer/wijzigen/{tekst_van(ouder if ouder is not None else pad)}", "concept_bewaard")


def _getypt(pad: Pad, stand: Stand, waarden: dict[str, str], fouten: dict[str, str], algemeen: str = "") -> Formulier:
    return Formulier(
        url=_url(pad),
        versie=stand.kenmerk,
        waarden={**formulieren.waarden_leeg(stand.regels, pad), **waarden},
        fouten=fouten,
        algemene_fout=algemeen,
    )


def _conflict(request: Verzoek, stand: Stand, pad: Pad, invoer: Invoer, waarden: dict[str, str]) -> Response:
    """Somebody else kept the concept since: both texts side by side, the own one ready to be kept."""
    if len(pad) > 1 and waarde_op(stand.regels.data, pad) is None:
        raise KanNiet(WEG)
    nu = formulieren.waarden(stand.regels, pad)
    eigen = {n: w for n, w in waarden.items() if n not in (DOEN,) and not n.startswith(f"{NIEUW}:")}
    labels = formulieren.labels(stand.regels, pad)
    if waarden.get(BRON):
        # The source of this change is said apart: that of the colleague is not put back by it.
        labels = {naam: titel for naam, titel in labels.items() if not naam.endswith(".bron")}
        eigen = {naam: tekst for naam, tekst in eigen.items() if not naam.endswith(".bron")}
    # A box without a tick is not sent: it says so here, or it would be lost in the comparison.
    eigen |= {n: "" for n in labels if ":" in n and n not in eigen and f"{n.partition(':')[0]}:" in eigen}
    if all(nu.get(n, "") == w for n, w in eigen.items() if n in labels):
        return door(request, f"/beheer/wijzigen/{tekst_van(pad)}", "concept_bewaard")
    fout = stand_van.intussen(stand)
    fout.extra["nu"] = {n: nu.get(n, "") for n in labels}
    pagina = conflict(
        fout,
        Invoer(eigen, {}, {}),
        labels,
        formulier=Formulier(url=_url(pad), versie=stand.kenmerk, waarden=eigen),
        terug=Link("Terug naar het formulier", f"/beheer/wijzigen/{tekst_van(pad)}"),
    )
    return toon(request, "conflict.html", pagina, status=409)


# ------------------------------------------------------------------------------------------------- as text


@get("/beheer/tekst", opt=BEHEERDER)
async def tekst(request: Verzoek) -> Response:
    return await _tekst(request)


async def _tekst(
    request: Verzoek, getypt: Formulier | None = None, status: int = 200, stand: Stand | None = None
) -> Response:
    """One file as it is. `getypt`: what was typed and refused."""
    from web.filling.beheer_views import TekstBlad

    stand = stand or await stand_van.ophalen(request)
    bestand = _bestand(request, stand)
    url = f"/beheer/tekst/concept-bewaren?bestand={bestand}"
    formulier = getypt or Formulier(
        url=url,
        versie=stand.kenmerk,
        waarden={"tekst": stand.regels.teksten.get(bestand, "")},
        fouten=_fout_in_bestand(stand.gebrek, bestand, stand.regels.teksten[bestand]),
    )
    pagina = TekstBlad(
        titel=beheer_overzicht.titel_van_bestand(bestand),
        bestand=bestand,
        uitleg="Dit is het hele bestand. Regels die met # beginnen zijn opmerkingen voor u zelf.",
        formulier=formulier,
        kruimels=[beheer_overzicht.BEHEER, Link(f"{bestand} als tekst", f"/beheer/tekst?bestand={bestand}")],
        concept=stand.banner(),
        terug=Link("Terug naar beheer", "/beheer"),
    )
    return toon(request, "beheer_tekst.html", pagina, status=status)


def _bestand(request: Verzoek, stand: Stand) -> str:
    bestand = request.query_params.get("bestand", "")
    if bestand not in stand.regels.teksten:
        raise NietGevonden()
    return bestand


def _fout_in_bestand(gebrek: Gebrek | None, bestand: str, tekst: str) -> dict[str, str]:
    """The fault with its line, and what stands there: a text area has no line numbers."""
    if gebrek is None or gebrek.bestand != bestand:
        return {}
    regels = tekst.split("\n")
    waar = f"Regel {gebrek.regel}" if gebrek.regel else ""
    if gebrek.regel and 0 < gebrek.regel <= len(regels) and (staat := regels[gebrek.regel - 1].strip()):
        waar += f" (“{staat[:70]}{'…' if len(staat) > 70 else ''}”)"
    sleutel = f"{gebrek.sleutel}: " if gebrek.sleutel and not waar else ""
    return {"tekst": f"{waar}{': ' if waar else ''}{sleutel}{beheer_overzicht.zin_van(gebrek)}"}


@post("/beheer/tekst/concept-bewaren", opt=BEHEERDER, status_code=200)
async def tekst_bewaren(request: Verzoek) -> Response:
    invoer = await lees(request, "tekst")
    stand = await stand_van.ophalen(request)
    bestand = _bestand(request, stand)
    terug = Link("Terug naar het bestand", f"/beheer/tekst?bestand={bestand}")
    url = f"/beheer/tekst/concept-bewaren?bestand={bestand}"
    return await bestand_bewaren(
        request, stand, invoer, bestand, url, terug, lambda f, s, st: _tekst(request, f, s, st)
    )


async def bestand_bewaren(
    request: Verzoek, stand: Stand, invoer: Invoer, bestand: str, url: str, terug: Link, opnieuw: Any
) -> Response:
    """Keep the text of one file. `opnieuw(form, status, stand)` shows the page again."""
    nu = stand.regels.teksten.get(bestand, "")
    getypt = invoer["tekst"]
    if not getypt:
        leeg = Formulier(url=url, versie=stand.kenmerk, waarden={"tekst": ""}, fouten={"tekst": "Schrijf een tekst."})
        return await opnieuw(leeg, 422, stand)
    if getypt == nu.strip():
        return door(
            request, terug.url, "concept_ongewijzigd" if invoer["versie"] == stand.kenmerk else "concept_bewaard"
        )
    try:
        if invoer["versie"] != stand.kenmerk:
            raise stand_van.intussen(stand)
        bewaard = await stand_van.bewaren(request, stand, invoer, {bestand: f"{getypt}\n"})
    except Gewijzigd as fout:
        stand = await stand_van.ophalen(request)
        fout.extra["nu"] = {"tekst": stand.regels.teksten.get(bestand, "").strip()}
        naam = beheer_overzicht.titel_van_bestand(bestand)
        formulier = Formulier(url=url, versie=stand.kenmerk, waarden={"tekst": getypt})
        pagina = conflict(fout, Invoer({"tekst": getypt}, {}, {}), {"tekst": naam}, formulier=formulier, terug=terug)
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (413, 422):
            raise
        zin = " ".join([fout.melding, *(z for z in fout.velden.values() if z != fout.melding)])
        formulier = Formulier(url=url, versie=stand.kenmerk, waarden={"tekst": getypt}, fouten={"tekst": zin})
        return await opnieuw(formulier, fout.status, stand)
    if bewaard.melding and bewaard.bestand == bestand:
        gebrek = Gebrek(melding=bewaard.melding, bestand=bewaard.bestand, sleutel=bewaard.sleutel, regel=bewaard.regel)
        stand = await stand_van.ophalen(request)
        fouten = _fout_in_bestand(gebrek, bestand, f"{getypt}\n")
        formulier = Formulier(url=url, versie=stand.kenmerk, waarden={"tekst": getypt}, fouten=fouten)
        return await opnieuw(formulier, 422, stand)
    return door(request, terug.url, "concept_bewaard")


# --------------------------------------------------------------------------------------------------- undo


@post("/beheer/wijziging-terugdraaien", opt=BEHEERDER, status_code=200)
async def wijziging_terugdraaien(request: Verzoek) -> Response:
    """One file as it was in the version that the concept began from."""
    from web.pages.beheer import tonen

    invoer = await lees(request)
    stand = await stand_van.ophalen(request)
    bestand = request.query_params.get("bestand", "")
    basis = (await stand_van.lezen(request, stand.basis.nummer)).bestanden
    if stand.concept is None or (bestand not in stand.regels.teksten and bestand not in basis):
        raise NietGevonden()
    try:
        if invoer["versie"] != stand.kenmerk:
            raise stand_van.intussen(stand)
        await stand_van.bewaren(request, stand, invoer, {bestand: basis.get(bestand, "")})
    except Gewijzigd as fout:
        wie = fout.extra.get("door") or "Een collega"
        zin = f"{wie} wijzigde het concept intussen. Bekijk het en draai het daarna terug."
        stand = await stand_van.ophalen(request)
        url = f"/beheer/wijziging-terugdraaien?bestand={bestand}"
        formulier = Formulier(url=url, versie=stand.kenmerk, algemene_fout=zin)
        return await tonen(request, formulier, status=409, stand=stand)
    return door(request, "/beheer", "wijziging_teruggedraaid")


ROUTES = [wijzigen, concept_bewaren, tekst, tekst_bewaren, wijziging_terugdraaien]
