"""Waarom een bestand niet mee kan, en wat de school dan doet: één zin per reden. De redenen zelf zijn codes.

Bron: trust.md 5.7 en 3.5-9.
"""

from __future__ import annotations

BSN = "bsn"
VIRUS = "virus"
NIET_HEEL = "niet_heel"
TE_ZWAAR = "te_zwaar"
KAPOT = "kapot"

ZINNEN = {
    VIRUS: "In dit bestand is een virus gevonden. Voeg een schone versie toe.",
    "niet_gescand": "Dit bestand kon niet op virussen worden gecontroleerd. Sla het opnieuw op en voeg het toe.",
    NIET_HEEL: "Dit bestand is niet heel aangekomen. Voeg het opnieuw toe.",
    "wachtwoord": "Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en voeg het opnieuw toe.",
    "te_veel_bladzijden": "Dit document heeft meer dan 200 bladzijden. Splits het, of voeg alleen toe wat nodig is.",
    "te_veel_pixels": "Deze afbeelding is te groot om te openen. Sla haar kleiner op, of maak er een PDF van.",
    "leeg": "In dit document staat geen bladzijde. Voeg een ander toe.",
    "uitpakken": "Dit bestand wordt te groot als het wordt uitgepakt. Sla het op als PDF en voeg dat toe.",
    "macro": "In dit bestand zitten macro’s. Sla het op zonder macro’s, of als PDF.",
    "soort": "Deze soort bestand kan niet mee. Voeg een PDF, Word-document (docx), ODT, JPEG of PNG toe.",
    TE_ZWAAR: "Dit bestand is te ingewikkeld om te controleren. Druk het af naar een nieuwe PDF en voeg die toe.",
    KAPOT: "Dit bestand is beschadigd en kan niet worden gelezen. Open het, sla het opnieuw op en voeg het toe.",
}
WACHT = {
    "virusscan": "De controle op virussen is even niet bereikbaar. Dit gaat vanzelf verder; u hoeft niets te doen.",
    "schoonmaken": "De controle duurt langer dan anders. Dit gaat vanzelf verder; u hoeft niets te doen.",
}


def zin(code: str) -> str:
    """De zin bij een code; een code die niet bestaat is een bestand dat niet te lezen is."""
    return ZINNEN.get(code, ZINNEN[KAPOT])


def zin_bsn(bladzijden: list[int], mediatype: str) -> str:
    """Waar het BSN staat, en wat te doen. Nooit het nummer."""
    waar = "In dit document"
    if mediatype == "application/pdf" and bladzijden:
        noemen = [str(nummer) for nummer in bladzijden[:5]]
        meer = " en verder" if len(bladzijden) > 5 else ""
        waar = f"Op bladzijde {_opsomming(noemen)}{meer}"
    return f"{waar} staat een burgerservicenummer (BSN). Haal het weg en voeg het document opnieuw toe."


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"
