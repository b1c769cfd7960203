"""The virus scanner: clamd over TCP, command INSTREAM. Whatever is not a plain OK is refused; away is not OK.

clamd answers OK for a file that it skipped because of its size, unless it runs with `AlertExceedsMax yes`, as ours
does. Protocol: https://docs.clamav.net/manual/Usage/Scanning.html (clamd, INSTREAM).
"""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass

from infra.failpoints import fp
from infra.log import log
from infra.settings import settings

BLOK = 64 * 1024
GEDULD = 20  # seconds; less than a database transaction may idle


class ScannerWeg(Exception):
    """The scanner gave no answer. Nothing is known about the file."""


@dataclass(frozen=True)
class Oordeel:
    """`schoon`, or the sentence why the file is refused."""

    schoon: bool
    reden: str | None = None


async def scan(data: bytes) -> Oordeel:
    """Have `data` judged. Raises ScannerWeg when clamd is away, slow or hangs up."""
    fp("scan.before")
    try:
        async with asyncio.timeout(GEDULD):
            antwoord = await _instream(data)
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as fout:
        raise ScannerWeg(type(fout).__name__) from fout
    fp("scan.after")
    if antwoord == "stream: OK":
        return Oordeel(True)
    if antwoord.endswith(" FOUND"):
        log.warning("virus gevonden", reden=antwoord.removeprefix("stream: ").removesuffix(" FOUND"))
        return Oordeel(False, "In dit bestand is een virus gevonden. Voeg een schone versie toe.")
    if not antwoord:
        raise ScannerWeg("leeg antwoord")
    log.error("virusscan zonder oordeel", reden=antwoord[:200])
    return Oordeel(False, "Dit bestand kon niet worden gecontroleerd. Sla het opnieuw op en voeg het nog eens toe.")


async def _instream(data: bytes) -> str:
    reader, writer = await asyncio.open_connection(settings().clamd_host, settings().clamd_port)
    try:
        writer.write(b"zINSTREAM\0")
        for begin in range(0, len(data), BLOK):
            blok = data[begin : begin + BLOK]
            writer.write(struct.pack(">I", len(blok)) + blok)
            await writer.drain()
        writer.write(struct.pack(">I", 0))
        await writer.drain()
        return (await reader.read(4096)).decode("utf-8", "replace").rstrip("\0\n").strip()
    finally:
        writer.close()
