"""Judging the bytes of a file: scan, clean in a throw-away process, look for a BSN, scan what people will read."""

from __future__ import annotations

import asyncio
from typing import Protocol
from uuid import UUID

from infra import jail, vault
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.scan import ScannerWeg, scan
from infra.unit_of_work import UnitOfWork
from services.intake import weigeringen
from services.intake.bestand import Geweigerd
from services.intake.filetype import herkennen
from services.kern.errors import NietBeschikbaar

#: Seconds until it is tried anew: the scanner is away; cleaning is not safe here. And how often a stop is forgiven.
OPNIEUW, GEEN_HEK_OPNIEUW, POGINGEN = 5, 60, 3
Oordeel = tuple[str | None, str | None, bytes, int | None]


class Bestandsrij(Protocol):
    """A row of a file that waits for its judgement."""

    id: UUID
    naam: str
    mediatype: str | None
    sleutel: str | None
    pogingen: int


async def in_taak(unit: UnitOfWork, task: Task, rij: Bestandsrij, zaak: UUID) -> Oordeel | None:
    """`beoordelen` of the file of this row, from a job that may have to wait. None when the job was put back.

    No lock is held: who calls locks afterwards, and looks whether the row still waits. Raises Uitstellen.
    """
    assert rij.sleutel is not None and rij.mediatype is not None
    try:
        return await beoordelen(rij.naam, rij.mediatype, await vault.get(unit, zaak, rij.sleutel))
    except (ScannerWeg, NietBeschikbaar):
        raise Uitstellen(OPNIEUW) from None
    except jail.GeenHek as fout:
        log.error("schoonmaken kan hier niet veilig", kenmerk=str(rij.id), fout=str(fout))
        raise Uitstellen(GEEN_HEK_OPNIEUW) from None
    except jail.Gestopt as fout:
        if not fout.te_zwaar and rij.pogingen + 1 < POGINGEN:
            rij.pogingen += 1
            unit.again(task)
            return None
        code = weigeringen.TE_ZWAAR if fout.te_zwaar else weigeringen.KAPOT
        return code, weigeringen.zin(code), b"", None


async def beoordelen(naam: str, mediatype: str, inhoud: bytes) -> Oordeel:
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
