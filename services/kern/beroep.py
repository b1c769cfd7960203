"""Beroep als er geen besluit komt (Awb 6:12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.kern.beslistermijn import beslistermijn
from services.kern.conventies import STANDAARD, Conventies
from services.kern.dwangsom import ingebrekestelling_beoordelen
from services.kern.kalender import DAG, in_woorden
from services.kern.lopende_termijn import Gebeurtenis, enige
from services.kern.uitleg import Stap, stap
from services.kern.wetsartikelen import AWB_6_12
from services.kern.wetsgetallen import BEROEP_NIET_TIJDIG_WEKEN


class BeroepNietTijdig(msgspec.Struct, frozen=True):
    """`beroep_vanaf` is None zolang er geen geldige ingebrekestelling is, of als het besluit er eerder was."""

    uiterste_beslisdatum: date
    ingebrekestelling: str
    beroep_vanaf: date | None
    uitleg: list[Stap]


def beroep_niet_tijdig(
    gebeurtenissen: Sequence[Gebeurtenis], *, conventies: Conventies = STANDAARD, weken: int | None = None
) -> BeroepNietTijdig:
    """Vanaf welke dag beroep kan, uit dezelfde gebeurtenissen als de beslistermijn.

    Het kan zodra er twee weken zijn verstreken na de dag van de ingebrekestelling: de dag daarna. Geen termijn om af
    te wachten rolt hier: er eindigt niets. Rekenfout als bij `beslistermijn`.
    """
    termijn = beslistermijn(gebeurtenissen, weken=weken, conventies=conventies)
    besluit = enige(gebeurtenissen, "besluit_bekendgemaakt")
    besloten_op = besluit.op if besluit else None
    uitleg = termijn.uitleg
    oordeel, op = ingebrekestelling_beoordelen(gebeurtenissen, termijn.uiterste_beslisdatum, besloten_op, uitleg)
    if oordeel != "geldig":
        return BeroepNietTijdig(termijn.uiterste_beslisdatum, oordeel, None, uitleg)
    wachten = BEROEP_NIET_TIJDIG_WEKEN.op(op)
    vanaf = op + timedelta(weeks=wachten) + DAG
    zin = f"Daarna gaan er {wachten} weken voorbij. Beroep kan vanaf {in_woorden(vanaf)}"
    if besloten_op is not None and besloten_op <= vanaf:
        zin = f"{zin}, maar het besluit was er al op {in_woorden(besloten_op)}."
        uitleg.append(stap(zin, vanaf, AWB_6_12))
        return BeroepNietTijdig(termijn.uiterste_beslisdatum, oordeel, None, uitleg)
    uitleg.append(stap(f"{zin}.", vanaf, AWB_6_12))
    return BeroepNietTijdig(termijn.uiterste_beslisdatum, oordeel, vanaf, uitleg)
