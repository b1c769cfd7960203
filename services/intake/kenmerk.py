"""Het kenmerk van een aanvraag: kort genoeg om voor te lezen, en het zegt niet hoeveel aanvragen er zijn."""

from __future__ import annotations

import secrets
from datetime import date

CIJFERS = 6


def nieuw_kenmerk(vandaag: date) -> str:
    """`2026-483920`: het jaar en zes geloote cijfers. Wie het uitgeeft, kijkt of het nog vrij is."""
    return f"{vandaag.year}-{secrets.randbelow(10**CIJFERS):0{CIJFERS}d}"
