"""Het kenmerk van een arrangement: kort genoeg om voor te lezen, en het zegt niets over een kind."""

from __future__ import annotations

import secrets
from datetime import date

TEKENS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # geen klinkers en niets dat op iets anders lijkt: het vormt geen woord
LENGTE = 6


def nieuw_arrangementkenmerk(vandaag: date) -> str:
    """`AR-2026-7KX4BM`: het jaar en zes gelote tekens."""
    return f"AR-{vandaag.year}-{''.join(secrets.choice(TEKENS) for _ in range(LENGTE))}"
