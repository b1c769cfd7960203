"""De antwoorden van een aanvraag: wat bij elke soort vraag een goed antwoord is, en wat er getekend wordt."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from tenants.schema import Recept, Soort, Vraag

OUDST, JONGST = 22, 2  # hele jaren; daarbuiten is een geboortedatum zo goed als zeker een tikfout
NAAM_LENGTE, GROEP_LENGTE = 100, 40
_GETAL = re.compile(r"-?[0-9]{1,9}")


def antwoorden_toetsen(recept: Recept, gegeven: Mapping[str, str], vandaag: date) -> dict[str, str]:
    """De gegeven antwoorden, schoon; leeg betekent dat het antwoord weg mag.

    OngeldigeInvoer met een zin per vraag: onbekende vraag, te lang, geen keuze, geen datum, datum in de toekomst,
    geen getal of buiten de grenzen. Of alle vragen beantwoord zijn, is voor later (`volledigheid`).
    """
    vragen = {vraag.naam: vraag for vraag in recept.vragen}
    schoon: dict[str, str] = {}
    fouten: dict[str, str] = {}
    for naam, waarde in gegeven.items():
        vraag = vragen.get(naam)
        if vraag is None:
            fouten[naam] = "Deze vraag hoort niet bij deze aanvraag."
            continue
        schoon[naam] = alinea(waarde) if vraag.soort == "lang" else regel(waarde)
        if schoon[naam] and (fout := antwoord_fout(vraag, schoon[naam], vandaag)):
            fouten[naam] = fout
    if fouten:
        raise OngeldigeInvoer("Niet alle antwoorden kunnen zo bewaard worden.", velden=fouten)
    return schoon


def antwoord_fout(vraag: Vraag, antwoord: str, vandaag: date) -> str | None:
    """De zin waarom dit geen antwoord op deze vraag kan zijn, of None."""
    match vraag.soort:
        case "tekst" | "lang" if len(antwoord) > vraag.max_lengte:
            return f"Dit antwoord heeft {len(antwoord)} tekens; er passen er {vraag.max_lengte} in."
        case "tekst" | "lang" if bsn.staat_erin(antwoord):
            return bsn.MELDING
        case "keuze" if antwoord not in vraag.keuzes:
            return "Kies een van de mogelijkheden."
        case "ja_nee" if antwoord not in ("ja", "nee"):
            return "Kies ja of nee."
        case "datum":
            return _fout_in_datum(vraag, antwoord, vandaag)
        case "getal":
            return _fout_in_getal(vraag, antwoord)
    return None


def _fout_in_datum(vraag: Vraag, antwoord: str, vandaag: date) -> str | None:
    try:
        dag = date.fromisoformat(antwoord)
    except ValueError:
        return "Dit is geen bestaande datum."
    if vraag.toekomst:
        return None if dag.year - vandaag.year <= 1 else "Klopt dit? Dat is meer dan een jaar vooruit."
    return "Deze datum ligt in de toekomst." if dag > vandaag else None


def _fout_in_getal(vraag: Vraag, antwoord: str) -> str | None:
    if not _GETAL.fullmatch(antwoord):
        return "Vul een heel getal in."
    if vraag.minimum is not None and int(antwoord) < vraag.minimum:
        return f"Vul een getal in van {vraag.minimum} of hoger."
    if vraag.maximum is not None and int(antwoord) > vraag.maximum:
        return f"Vul een getal in van {vraag.maximum} of lager."
    return None


def samenvoegen(bewaard: Mapping[str, str], erbij: Mapping[str, str]) -> dict[str, str]:
    """Alleen wat gegeven is verandert; een leeg antwoord haalt het oude weg."""
    return {naam: tekst for naam, tekst in {**bewaard, **erbij}.items() if tekst}


def categorie_toetsen(soort: Soort, categorie: str) -> str | None:
    """De gevraagde bekostigingscategorie, of None als zij leeg is. OngeldigeInvoer bij `categorie`."""
    if not categorie:
        return None
    if categorie not in soort.categorieen:
        zin = f"Kies {_of(soort.categorieen)}." if soort.categorieen else f"{soort.naam} kent geen categorie."
        raise OngeldigeInvoer("Deze categorie kan niet.", velden={"categorie": zin})
    return categorie


def leerling_toetsen(
    roepnaam: str, achternaam: str, geboren_op: date, groep: str, vandaag: date
) -> tuple[str, str, str]:
    """Roepnaam, achternaam en groep, schoon. OngeldigeInvoer met een zin per veld."""
    waarden = {"roepnaam": regel(roepnaam), "achternaam": regel(achternaam), "groep": regel(groep)}
    fouten = {naam: "Vul dit in." for naam, tekst in waarden.items() if not tekst}
    for naam, tekst in waarden.items():
        if len(tekst) > (GROEP_LENGTE if naam == "groep" else NAAM_LENGTE):
            fouten[naam] = "Dit is te lang."
    leeftijd = vandaag.year - geboren_op.year - ((vandaag.month, vandaag.day) < (geboren_op.month, geboren_op.day))
    if geboren_op > vandaag:
        fouten["geboren_op"] = "Deze geboortedatum ligt in de toekomst."
    elif not JONGST <= leeftijd <= OUDST:
        fouten["geboren_op"] = f"Klopt dit? Dan is de leerling {leeftijd} jaar."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return waarden["roepnaam"], waarden["achternaam"], waarden["groep"]


def afdruk_van_inhoud(
    *,
    soort: str,
    categorie: str | None,
    beoogde_school: str | None,
    antwoorden: Mapping[str, str],
    leerling: str,
    documenten: Iterable[tuple[str, str]],
) -> str:
    """Waar de directeur voor tekent, als SHA-256 in hex. `documenten`: soort en SHA-256 van elk bestand."""
    inhoud = {
        "soort": soort,
        "categorie": categorie,
        "beoogde_school": beoogde_school,
        "antwoorden": dict(antwoorden),
        "leerling": leerling,
        "documenten": sorted([soort_, afdruk] for soort_, afdruk in documenten),
    }
    tekst = json.dumps(inhoud, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def _of(keuzes: list[str]) -> str:
    return keuzes[0] if len(keuzes) == 1 else f"{', '.join(keuzes[:-1])} of {keuzes[-1]}"
