"""Wat er kan op een wachtlijst: wanneer iemand kan beginnen, en wanneer een verzoek niet goed is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer

VOORUIT = timedelta(days=731)
AFWIJKING_KORTST, AFWIJKING_LANGST = 10, 500


def verzoek_toetsen(
    *,
    gewenst_vanaf: date,
    afwijking: str,
    ouders_akkoord: bool,
    momenten: Sequence[str],
    vandaag: date,
) -> str:
    """De toelichting bij een ander moment, schoon. Raises OngeldigeInvoer met een zin per veld.

    `momenten`: de dagen (`MM-DD`) waarop een leerling hier kan instromen; leeg: elke dag. Afwijken mag, met reden.
    """
    fouten: dict[str, str] = {}
    schoon = alinea(afwijking)
    if not vandaag <= gewenst_vanaf <= vandaag + VOORUIT:
        fouten["gewenst_vanaf"] = "Kies een dag vanaf vandaag, binnen twee jaar."
    elif momenten and f"{gewenst_vanaf:%m-%d}" not in momenten and len(schoon) < AFWIJKING_KORTST:
        fouten["afwijking"] = "Dit is geen instroommoment. Schrijf in een zin waarom het niet kan wachten."
    if len(schoon) > AFWIJKING_LANGST:
        fouten["afwijking"] = f"Gebruik hooguit {AFWIJKING_LANGST} tekens."
    elif bsn.staat_erin(schoon):
        fouten["afwijking"] = bsn.MELDING
    if not ouders_akkoord:
        fouten["ouders_akkoord"] = (
            "De andere school krijgt de naam van de leerling. Dat kan alleen met akkoord van ouders."
        )
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return schoon
