"""Judging the bytes of a file: scan, clean in a throw-away process, look for a BSN, scan what people will read."""

from __future__ import annotations

import asyncio

from infra import jail
from infra.scan import scan
from services.intake import weigeringen
from services.intake.bestand import Geweigerd
from services.intake.filetype import herkennen


async def beoordelen(naam: str, mediatype: str, inhoud: bytes) -> tuple[str | None, str | None, bytes, int | None]:
    """Code and sentence of a refusal; or what people may read, and how many pages. Raises ScannerWeg, GeenHek,
    Gestopt."""
    oordeel = await scan(inhoud)
    if not oordeel.schoon:
        code = oordeel.reden or weigeringen.VIRUS
        return code, weigeringen.zin(code), b"", None
    klaar = await asyncio.to_thread(jail.run, "infra.cleaning.work", {"mediatype": mediatype}, inhoud)
    if geweigerd := klaar.answer.get("geweigerd"):
        return str(geweigerd), weigeringen.zin(str(geweigerd)), b"", None
    if gevonden := [nummer for nummer in klaar.answer.get("bsn") or [] if isinstance(nummer, int)]:
        return weigeringen.BSN, weigeringen.zin_bsn(gevonden, mediatype), b"", None
    try:
        if herkennen(naam, klaar.data) != mediatype:
            raise Geweigerd
    except Geweigerd:
        return weigeringen.KAPOT, weigeringen.zin(weigeringen.KAPOT), b"", None
    oordeel = await scan(klaar.data)
    if not oordeel.schoon:
        code = oordeel.reden or weigeringen.VIRUS
        return code, weigeringen.zin(code), b"", None
    aantal = klaar.answer.get("bladzijden")
    return None, None, klaar.data, aantal if isinstance(aantal, int) and aantal else None
