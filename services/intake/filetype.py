"""The second opinion on what a file is: puremagic beside our own rules. Both must agree."""

from __future__ import annotations

import puremagic

from services.intake.bestand import MEDIATYPEN, Geweigerd, extensie_van, mediatype


def herkennen(naam: str, inhoud: bytes) -> str:
    """The mediatype. Raises Geweigerd, with the sentence to show, when name and content do not say the same."""
    gevonden = mediatype(naam, inhoud)
    try:
        kandidaten = {gok.extension.lower() for gok in puremagic.magic_string(inhoud, filename=naam)}
    except (puremagic.PureError, ValueError):
        kandidaten = set()
    if not any(MEDIATYPEN.get(extensie) == gevonden for extensie in kandidaten):
        raise Geweigerd(f"De inhoud van dit bestand past niet bij “{extensie_van(naam)}”.")
    return gevonden
