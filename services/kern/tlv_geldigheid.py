"""Hoe lang een toelaatbaarheidsverklaring geldt: hele schooljaren, dus altijd tot en met een 31 juli."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.kalender import (
    einde_schooljaar,
    in_woorden,
    plus_jaren,
    schooljaar_in_woorden,
    schooljaar_van,
)
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsartikelen import WPO_40_13

REDENEN = {
    "geen_31_juli": "Een toelaatbaarheidsverklaring eindigt altijd op 31 juli.",
    "te_kort": "De verklaring is te kort: zij geldt voor ten minste een heel schooljaar.",
    "langer_dan_beleid": "De verklaring is langer dan het samenwerkingsverband toestaat.",
}


class TlvGeldigheid(msgspec.Struct, frozen=True):
    """`geldig` is None zonder einddatum; `reden` is een sleutel van REDENEN, of None als het klopt."""

    vroegste_einde: date
    geldig: bool | None
    reden: str | None
    uitleg: list[Stap]


def vroegste_einde(begint_op: date) -> date:
    """De eerste 31 juli die mag: een heel schooljaar, en de rest van het lopende erbij (WPO 40 lid 13)."""
    op_1_augustus = (begint_op.month, begint_op.day) == (8, 1)
    return einde_schooljaar(schooljaar_van(begint_op) + (0 if op_1_augustus else 1))


def _past_binnen(begint_op: date, eindigt_op: date, max_jaren: int) -> bool:
    """Eindigt de verklaring voordat `max_jaren` jaren om zijn?"""
    return max_jaren > eindigt_op.year - begint_op.year or eindigt_op < plus_jaren(begint_op, max_jaren)


def tlv_geldigheid(begint_op: date, eindigt_op: date | None = None, max_jaren: int | None = None) -> TlvGeldigheid:
    """Toets begin en einde. `max_jaren` is eigen beleid. Rekenfout `einde_voor_begin`."""
    if eindigt_op is not None and eindigt_op < begint_op:
        raise Rekenfout("einde_voor_begin", "eindigt_op", "De verklaring eindigt voordat zij begint.")
    vroegste = vroegste_einde(begint_op)
    schooljaar = schooljaar_in_woorden(schooljaar_van(begint_op))
    uitleg = [
        stap(
            f"De verklaring begint op {in_woorden(begint_op)}, in schooljaar {schooljaar}. Zij geldt ten minste tot en "
            f"met {in_woorden(vroegste)}.",
            vroegste,
            WPO_40_13,
        )
    ]
    if eindigt_op is None:
        return TlvGeldigheid(vroegste, None, None, uitleg)
    reden = None
    if (eindigt_op.month, eindigt_op.day) != (7, 31):
        reden = "geen_31_juli"
    elif eindigt_op < vroegste:
        reden = "te_kort"
    elif max_jaren is not None and not _past_binnen(begint_op, eindigt_op, max_jaren):
        reden = "langer_dan_beleid"
    zin = REDENEN[reden] if reden else f"Zij mag gelden tot en met {in_woorden(eindigt_op)}."
    uitleg.append(waarde(zin, reden is None, "beleid" if reden == "langer_dan_beleid" else WPO_40_13))
    return TlvGeldigheid(vroegste, reden is None, reden, uitleg)
