"""Vaste momenten in het jaar waarop leerlingen instromen: eigen beleid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.kern.kalender import in_woorden
from services.kern.uitleg import Stap, stap


class Instroommoment(msgspec.Struct, frozen=True):
    instroommoment: date
    uitleg: list[Stap]


def instroommoment(besluit_op: date, momenten: Sequence[tuple[int, int]]) -> Instroommoment:
    """Het eerste moment op of na het besluit. `momenten`: (maand, dag), niet leeg en zonder 29 februari."""
    eerste = min(
        dag
        for jaar in (besluit_op.year, besluit_op.year + 1)
        for maand, dagnummer in momenten
        if (dag := date(jaar, maand, dagnummer)) >= besluit_op
    )
    zin = f"Het eerste instroommoment op of na {in_woorden(besluit_op)} is {in_woorden(eerste)}."
    return Instroommoment(eerste, [stap(zin, eerste, "beleid")])
