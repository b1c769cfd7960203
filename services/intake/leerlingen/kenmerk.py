"""Het kenmerk van een leerlingdossier: kort genoeg om voor te lezen, en het zegt niets over het kind."""

from __future__ import annotations

import secrets
from datetime import date

TEKENS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # geen klinkers en niets dat op iets anders lijkt: het vormt geen woord
LENGTE = 5


def nieuw_dossierkenmerk(vandaag: date) -> str:
    """`LL-2026-7KX4B`: het jaar en vijf gelote tekens. Wie het uitgeeft, kijkt of het nog vrij is."""
    return f"LL-{vandaag.year}-{''.join(secrets.choice(TEKENS) for _ in range(LENGTE))}"
