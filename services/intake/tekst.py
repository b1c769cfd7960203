"""Wat iemand typt, schoongemaakt: samengestelde letters, gewone regeleinden, geen onzichtbare tekens."""

from __future__ import annotations

import re

from services.kern.tekens import een_vorm, hoort_niet

_EMAIL = re.compile(r"[^\s@<>,;:\"()\\]{1,64}@[^\s@<>,;:\"()\\]{1,180}\.[^\s@.<>,;:\"()\\]{2,}")


def alinea(tekst: str) -> str:
    """Tekst van meer regels. Stuurtekens en tekens voor de leesrichting verdwijnen, regeleinden blijven."""
    return "".join(t for t in een_vorm(tekst) if t in "\n\t" or not hoort_niet(t)).strip()


def regel(tekst: str) -> str:
    """Tekst van één regel, zonder dubbele spaties."""
    return " ".join(alinea(tekst).split())


def is_emailadres(tekst: str) -> bool:
    """Of hier een e-mailbericht heen kan; of het adres bestaat, weet alleen wie het verstuurt."""
    return _EMAIL.fullmatch(tekst) is not None
