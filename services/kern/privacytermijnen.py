"""Termijnen uit de AVG: een verzoek om inzage en een datalek."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from services.kern.kalender import AMSTERDAM, local_date
from services.kern.termijn import termijn_na
from services.kern.uitleg import Stap
from services.kern.wetsartikelen import AVG_12, AVG_33
from services.kern.wetsgetallen import DATALEK_UREN, INZAGE_MAANDEN, INZAGE_VERLENGEN_MAANDEN


class Inzageverzoek(msgspec.Struct, frozen=True):
    antwoorden_uiterlijk: date
    verlenging_melden_uiterlijk: date
    verlengd_uiterlijk: date
    uitleg: list[Stap]


class Datalek(msgspec.Struct, frozen=True):
    """`melden_uiterlijk` in de tijd van Amsterdam, op de seconde."""

    melden_uiterlijk: datetime
    uitleg: list[Stap]


def inzageverzoek(ontvangen_op: date) -> Inzageverzoek:
    """Antwoord binnen een maand; met een bericht binnen die maand hoogstens twee maanden langer."""
    maanden, erbij = INZAGE_MAANDEN.op(ontvangen_op), INZAGE_VERLENGEN_MAANDEN.op(ontvangen_op)
    eerste = termijn_na(ontvangen_op, maanden, "maanden", "Antwoorden, of melden dat het langer duurt", AVG_12)
    verlengd = termijn_na(ontvangen_op, maanden + erbij, "maanden", "Antwoorden na verlenging", AVG_12)
    return Inzageverzoek(eerste.einde, eerste.einde, verlengd.einde, eerste.uitleg + verlengd.uitleg)


def datalek(bekend_op: datetime) -> Datalek:
    """72 echte uren na kennisname, ook in het weekeinde en over de zomertijd heen. `bekend_op` heeft een zone."""
    uren = DATALEK_UREN.op(local_date(bekend_op))
    uiterlijk = (bekend_op.astimezone(UTC) + timedelta(hours=uren)).astimezone(AMSTERDAM).replace(microsecond=0)
    return Datalek(uiterlijk, [Stap(f"{uren} uur na kennisname", datum=uiterlijk.isoformat(), grondslag=str(AVG_33))])
