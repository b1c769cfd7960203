"""Een advies van een deskundige: wat erin moet staan, hoe het wordt verzegeld, en wie het wanneer mag zien.

Deskundigen adviseren onafhankelijk van elkaar (R-TLV-7). Waar het samenwerkingsverband dat blind doet, gaat elk
advies pas open als het laatste is verzegeld; tot dan blijft ook verborgen wanneer en hoeveel er is geschreven.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

OORDELEN = {
    "toelaatbaar": "De leerling is toelaatbaar",
    "niet_toelaatbaar": "De leerling is niet toelaatbaar",
}
VRAGEN = {
    "ondersteuningsbehoefte": "Wat heeft de leerling nodig om te kunnen leren?",
    "mogelijkheden_school": "Wat heeft de school geprobeerd, en waarom is dat niet genoeg?",
    "verwachting": "Wat moet de nieuwe plek opleveren, en hoe lang is dat nodig?",
}
MINSTENS_TEKENS = 40
HOOGSTENS_TEKENS = 20_000


class Advies(msgspec.Struct, frozen=True):
    """Wat een deskundige schreef."""

    oordeel: str | None
    categorie: str | None
    onderbouwing: str
    antwoorden: dict[str, str]


def concept_toetsen(advies: Advies, categorieen: Sequence[str]) -> dict[str, str]:
    """Wat zelfs in een concept niet kan, per veld."""
    fouten: dict[str, str] = {}
    if advies.oordeel is not None and advies.oordeel not in OORDELEN:
        fouten["oordeel"] = "Kies toelaatbaar of niet toelaatbaar."
    if advies.categorie is not None and advies.categorie not in categorieen:
        fouten["categorie"] = _categorie_zin(categorieen)
    if len(advies.onderbouwing) > HOOGSTENS_TEKENS:
        fouten["onderbouwing"] = f"Maak de onderbouwing korter dan {HOOGSTENS_TEKENS} tekens."
    for naam, tekst in advies.antwoorden.items():
        if naam not in VRAGEN:
            fouten[naam] = "Deze vraag hoort niet bij het advies."
        elif len(tekst) > HOOGSTENS_TEKENS:
            fouten[naam] = f"Maak het antwoord korter dan {HOOGSTENS_TEKENS} tekens."
    return fouten


def verzegelen_toetsen(advies: Advies, categorieen: Sequence[str]) -> dict[str, str]:
    """Wat nog ontbreekt om te verzegelen, per veld."""
    fouten = concept_toetsen(advies, categorieen)
    if advies.oordeel is None:
        fouten.setdefault("oordeel", "Geef uw oordeel.")
    if advies.oordeel == "toelaatbaar" and categorieen and advies.categorie is None:
        fouten.setdefault("categorie", "Kies een categorie.")
    if advies.oordeel == "niet_toelaatbaar" and advies.categorie is not None:
        fouten.setdefault("categorie", "Een categorie hoort alleen bij toelaatbaar.")
    if len(advies.onderbouwing.strip()) < MINSTENS_TEKENS:
        fouten.setdefault("onderbouwing", f"Schrijf uw redenen op, in ten minste {MINSTENS_TEKENS} tekens.")
    return fouten


def _categorie_zin(categorieen: Sequence[str]) -> str:
    return f"Kies uit {', '.join(categorieen)}." if categorieen else "Deze soort TLV kent geen categorie."


def zegel(advies: Advies, *, behandeling: UUID, plek: str, persoon: UUID, op: datetime) -> str:
    """SHA-256 over het advies, wie het schreef en wanneer: dezelfde inhoud geeft hetzelfde zegel.

    De vorm: JSON met gesorteerde sleutels, zonder spaties, in UTF-8. Wie het advies heeft kan het zegel narekenen.
    """
    inhoud = {
        "antwoorden": advies.antwoorden,
        "behandeling": str(behandeling),
        "categorie": advies.categorie,
        "onderbouwing": advies.onderbouwing,
        "oordeel": advies.oordeel,
        "persoon": str(persoon),
        "plek": plek,
        "verzegeld_op": op.isoformat(),
    }
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


class Zicht(msgspec.Struct, frozen=True):
    """Wat één lezer van één advies mag zien. `tijden`: ook wanneer het verzegeld is, het zegel en de versie."""

    status: str
    inhoud: bool
    tijden: bool


def zicht(
    *, eigen: bool, verzegeld: bool, begonnen: bool, blind: bool, alle_verzegeld: bool, deskundige: bool
) -> Zicht:
    """Wie ziet wat. Een concept is altijd alleen van de schrijver.

    `begonnen`: er is een concept. `deskundige`: de lezer zit zelf aan deze tafel (een andere plek).
    """
    if eigen:
        return Zicht("verzegeld" if verzegeld else "concept" if begonnen else "benoemd", True, True)
    open_ = verzegeld and (alle_verzegeld or not blind)
    if open_:
        return Zicht("verzegeld", True, True)
    # Een andere deskundige hoort niet eens dat de ander al klaar is: ook dat kan het eigen oordeel kleuren.
    return Zicht("verzegeld" if verzegeld and not deskundige else "benoemd", False, False)


def eenstemmig(oordelen: Sequence[tuple[str | None, str | None]]) -> bool:
    """Of alle adviezen op hetzelfde oordeel en dezelfde categorie uitkomen. Zonder adviezen: ja."""
    return len(set(oordelen)) <= 1
