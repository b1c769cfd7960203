"""What the test results in the form of an aanvraag say by law, beside the questions that ask for them."""

from __future__ import annotations

from collections.abc import Mapping

from services.intake.criteria import criteria, lijst_in_woorden, toetsen_van
from tenants.schema import Recept
from web.filling.rekenhulp_onderwijs import KOPPEN
from web.views import ToetsUitkomst

NOG_NIET = (
    "Vul het IQ, de maanden onderwijs (DL) en de vier resultaten (DLE) in. Meedoen rekent uit wat de wet ervan zegt."
)


def uitkomst(recept: Recept, antwoorden: Mapping[str, str]) -> ToetsUitkomst | None:
    """None where this aanvraag has no such tests."""
    regel = toetsen_van(recept, antwoorden)
    if regel is None:
        return None
    gevonden = criteria(recept, antwoorden)
    lijst = lijst_in_woorden(recept, antwoorden)
    if gevonden is None:
        return ToetsUitkomst(regel.titel, "Nog niet te zeggen", NOG_NIET, [], regel.bron, lijst)
    kop, zin = KOPPEN[tuple(sorted({soort.partition("_")[0] for soort in gevonden.voldoet}))]
    return ToetsUitkomst(regel.titel, kop, zin, [stap.stap for stap in gevonden.uitleg], regel.bron, lijst)


def vraag_iq(recept: Recept, antwoorden: Mapping[str, str]) -> str:
    """The question that holds the IQ, so that the outcome stands in its chapter; "" where there is none."""
    regel = toetsen_van(recept, antwoorden)
    return regel.iq if regel else ""
