"""Het kenmerk van een jong kind op weg naar school: het zegt niets over het kind."""

from __future__ import annotations

import secrets
from datetime import date

TEKENS = "BCDFGHJKLMNPQRSTVWXZ23456789"
LENGTE = 6


def nieuw_kenmerk(vandaag: date) -> str:
    """`JK-2026-7KX4BQ`: het jaar en zes gelote tekens."""
    return f"JK-{vandaag.year}-{''.join(secrets.choice(TEKENS) for _ in range(LENGTE))}"
