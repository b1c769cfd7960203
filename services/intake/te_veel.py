"""Wat er te veel is in een aanvraag: wat er niet staat, kan ook niet uitlekken.

Bron: AVG 5 lid 1 onder c (niet meer dan nodig) en de regels `mag_niet` van het samenwerkingsverband. Woorden tellen
alleen als heel woord, en een hoofdletterwoord zoals ADD alleen met hoofdletters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from services.intake.contract import Tekort
from services.intake.dossier import BRUIKBAAR, OVERIG_NAAM, Dossier
from tenants.schema import MagNiet, Recept

REDEN = "te_veel"


def te_veel(recept: Recept, dossier: Dossier) -> Iterator[Tekort]:
    """Per document en per antwoord de eerste regel die zegt dat het er niet in mag."""
    regels = recept.mag_niet_voor(dossier.antwoorden)
    gevraagd = {regel.soort for regel in recept.documenten_voor(dossier.antwoorden)}
    namen = {regel.soort: regel.naam for regel in recept.documenten}
    for soort in dict.fromkeys(stuk.soort for stuk in dossier.stukken if stuk.status == BRUIKBAAR):
        for regel in regels:
            if soort in regel.documenten or (regel.niet_gevraagd and soort not in gevraagd):
                yield _tekort("document", soort, namen.get(soort, OVERIG_NAAM), regel.uitleg, regel)
                break
    for vraag in recept.vragen_voor(dossier.antwoorden):
        if vraag.soort not in ("tekst", "lang"):
            continue
        antwoord = dossier.antwoorden.get(vraag.naam, "")
        for regel in regels:
            if woord := _gevonden(regel, antwoord):
                yield _tekort("vraag", vraag.naam, vraag.label, f"Hier staat “{woord}”. {regel.uitleg}", regel)
                break


def _gevonden(regel: MagNiet, antwoord: str) -> str | None:
    laag = antwoord.lower()
    if not antwoord or any(woord.lower() in laag for woord in regel.tenzij):
        return None
    return next((woord for woord in regel.woorden if _patroon(woord).search(antwoord)), None)


@cache
def _patroon(woord: str) -> re.Pattern[str]:
    """Een afkorting in hoofdletters is pas dat woord als zij zo geschreven is (TOS, niet tos)."""
    return re.compile(rf"(?<!\w){re.escape(woord)}(?!\w)", 0 if woord.isupper() else re.IGNORECASE)


def zonder_te_veel(lijst: Iterable[Tekort]) -> list[Tekort]:
    """Alleen wat er nog bij moet."""
    return [tekort for tekort in lijst if tekort.reden != REDEN]


def _tekort(soort: str, naam: str, titel: str, melding: str, regel: MagNiet) -> Tekort:
    return Tekort(
        soort=soort,
        naam=naam,
        titel=titel,
        reden=REDEN,
        melding=melding,
        bron=regel.bron,
        blokkeert=regel.blokkeert,
    )
