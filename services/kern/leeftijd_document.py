"""Hoe oud een document mag zijn: eigen beleid. Een medisch stuk mag ouder zijn."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.kalender import aantal_in_woorden, in_woorden, maandeinde, plus_maanden
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde


class LeeftijdDocument(msgspec.Struct, frozen=True):
    """`bruikbaar_tot_en_met` is None voor een medisch stuk."""

    bruikbaar_tot_en_met: date | None
    bruikbaar: bool
    uitleg: list[Stap]


def leeftijd_document(
    document_op: date, peildatum: date, maximaal_maanden: int, *, medisch: bool = False
) -> LeeftijdDocument:
    """Is het document op de peildatum nog bruikbaar? Rekenfout `einde_voor_begin`; OverflowError."""
    if peildatum < document_op:
        raise Rekenfout("einde_voor_begin", "peildatum", "De peildatum ligt voor de datum van het document.")
    if medisch:
        return LeeftijdDocument(
            None, True, [waarde("Een medisch document mag ouder zijn dan andere documenten.", True, "beleid")]
        )
    grens = plus_maanden(document_op, maximaal_maanden)
    maanden = aantal_in_woorden(maximaal_maanden, "maand", "maanden")
    tot_en_met = f"{in_woorden(grens)}{maandeinde(document_op, grens)}"
    zin = f"Een document van {in_woorden(document_op)} mag {maanden} oud zijn: bruikbaar tot en met {tot_en_met}."
    return LeeftijdDocument(grens, peildatum <= grens, [stap(zin, grens, "beleid")])
