"""Hoe oud een gelezen gegeven is, en of dat nog jong genoeg is voor wat het samenwerkingsverband vraagt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from services.kern.kalender import plus_maanden
from tenants.schema import Recept

#: Zo lang blijft een concept liggen als het samenwerkingsverband er niets over zegt.
CONCEPT_DAGEN = 14
# Van welk soort document een gegeven de inhoud is, in de woorden van de recepten.
_DOCUMENTEN = {
    "ondersteuning/opp": ("opp",),
    "ondersteuning/diagnose": ("medische_gegevens", "medische_diagnose", "medisch_verslag"),
    "ondersteuning/handelingsplan": ("verslag_interventies",),
    "toetsen": (
        "intelligentieonderzoek", "intelligentieprofiel", "leervorderingen", "lvs_gegevens", "onderzoeksverslag",
    ),
}  # fmt: skip


class Leeftijd(msgspec.Struct, frozen=True):
    """`dagen` oud; bruikbaar tot en met die dag, None waar niemand iets eist."""

    dagen: int
    maximaal_maanden: int | None
    tot_en_met: date | None
    bruikbaar: bool


def leeftijd(op: date, vandaag: date, maximaal_maanden: int | None) -> Leeftijd:
    """Wat in de toekomst ligt (een TLV die nog ingaat) is nul dagen oud."""
    dagen = max(0, (vandaag - op).days)
    if maximaal_maanden is None:
        return Leeftijd(dagen, None, None, True)
    grens = plus_maanden(op, maximaal_maanden)
    return Leeftijd(dagen, maximaal_maanden, grens, vandaag <= grens)


def maximaal(sleutel: str, recepten: Iterable[Recept]) -> int | None:
    """De strengste eis van wat hier kan worden aangevraagd; None als geen recept er een stelt."""
    soorten = next((s for begin, s in _DOCUMENTEN.items() if sleutel.startswith(f"{begin}/")), ())
    eisen = [
        document.maximaal_maanden
        for recept in recepten
        for document in recept.documenten
        if document.soort in soorten and document.maximaal_maanden is not None
    ]
    return min(eisen, default=None)
