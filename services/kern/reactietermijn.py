"""Hoe lang ouders krijgen om te reageren voordat een school zonder hun instemming aanvraagt: eigen beleid.

Bron: seed 001, bijlage 3.11.2, par. 1.13 (ten minste 5 werkdagen, en een genoemde verzenddatum); Awb 4:8 en 4:9 (horen,
op de wijze die iemand kiest).
"""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.kalender import DAG, aantal_in_woorden, in_woorden
from services.kern.termijn import plus_werkdagen
from services.kern.uitleg import Stap, stap, waarschuwen_als_voorlopig
from services.kern.wetsartikelen import AWB_4_8

BELEID = "beleid"


class Reactietermijn(msgspec.Struct, frozen=True):
    """`tot_en_met`: de laatste dag om te reageren. `te_vroeg`: de genoemde verzenddatum valt daarbinnen."""

    tot_en_met: date
    indienen_vanaf: date
    te_vroeg: bool
    uitleg: list[Stap]


def reactietermijn(aangekondigd_op: date, werkdagen: int, verzenden_op: date | None = None) -> Reactietermijn:
    """De termijn na de mededeling aan ouders, en vanaf welke dag de school mag indienen. OverflowError."""
    tot_en_met = plus_werkdagen(aangekondigd_op, werkdagen)
    dagen = aantal_in_woorden(werkdagen, "werkdag", "werkdagen")
    zin = (
        f"Ouders hoorden het op {in_woorden(aangekondigd_op)}. Zij hebben {dagen}: tot en met {in_woorden(tot_en_met)}."
    )
    uitleg = [stap(zin, tot_en_met, AWB_4_8, BELEID)]
    waarschuwen_als_voorlopig(tot_en_met, uitleg)
    vanaf, te_vroeg = tot_en_met + DAG, False
    if verzenden_op is not None:
        te_vroeg = verzenden_op <= tot_en_met
        if te_vroeg:
            zin = f"De genoemde verzenddatum, {in_woorden(verzenden_op)}, valt binnen die tijd."
            uitleg.append(stap(zin, verzenden_op, BELEID))
        elif verzenden_op > vanaf:
            vanaf = verzenden_op
            uitleg.append(stap(f"De school noemde {in_woorden(vanaf)} als verzenddatum.", vanaf, BELEID))
    uitleg.append(stap(f"Indienen kan vanaf {in_woorden(vanaf)}.", vanaf, BELEID))
    return Reactietermijn(tot_en_met, vanaf, te_vroeg, uitleg)
