"""Waarom een bestand uit de leerlingadministratie niet wordt gelezen, en wat de school dan doet."""

from __future__ import annotations

from services.intake.oso.profiel import REGELS, VERSIES

GEEN_OSO = "Dit is geen dossier uit de leerlingadministratie (OSO). Maak daar een SWV-dossier en kies dat bestand."
ZINNEN = {
    "geen_xml": GEEN_OSO,
    "geen_oso": GEEN_OSO,
    "kapot": "Dit bestand is niet heel. Maak het dossier opnieuw in de leerlingadministratie.",
    "codering": "Dit bestand is op een ongewone manier opgeslagen. Maak het dossier opnieuw (in UTF-8).",
    "dtd": "In dit bestand staan opdrachten die er niet in horen. Maak het dossier opnieuw.",
    "te_diep": "Dit bestand is zo in elkaar gezet dat we het niet kunnen lezen. Maak het dossier opnieuw.",
    "te_zwaar": "Dit bestand is te groot of te ingewikkeld om te lezen. Maak het dossier opnieuw, met minder bijlagen.",
    "bijlage_te_groot": "Een bijlage is te groot. Maak het dossier zonder die bijlage, en voeg haar los toe.",
    "versie": f"Dit dossier volgt een andere versie van OSO dan wij kennen ({', '.join(v.naam for v in VERSIES)}).",
}
NIET_BEWAARD = "Er is niets gelezen en niets bewaard."
BSN = "Vraag de leerlingadministratie om een SWV-dossier: daar staat geen burgerservicenummer in."


def zin(code: str) -> str:
    """De zin bij een code; een code die niet bestaat is een bestand dat niet te lezen is."""
    return ZINNEN.get(code, ZINNEN["kapot"])


def zinnen(regels: list[str]) -> list[str]:
    """Per regel van het profiel die het weigert een zin. Een onbekende regel telt niet."""
    gevonden = [REGELS[regel].zin for regel in regels if regel in REGELS]
    return gevonden + ([BSN] if "PaO.LL12" in regels else [])
