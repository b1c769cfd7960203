"""The virus scanner: clamd at a path or over TCP, command INSTREAM. What is not a plain OK is refused; away is not OK.

clamd answers OK for a file that it skipped because of its size, unless it runs with `AlertExceedsMax yes`, as ours
does. Protocol: https://docs.clamav.net/manual/Usage/Scanning.html (clamd, INSTREAM).
"""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.failpoints import fp
from infra.log import log
from infra.settings import settings

BLOK = 64 * 1024
GEDULD = 20  # seconds; less than a database transaction may idle
ZELFTEST = 60.0  # seconds that a self-test is good for
VIRUS, NIET_GESCAND = "virus", "niet_gescand"
# What clamd calls a finding because it could not look: a size, a depth, a password.
ONBEKEKEN = ("Heuristics.Limits.", "Heuristics.Encrypted.")
# The test virus of EICAR, in two halves: this file itself is no finding.
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
_getest = float("-inf")


class ScannerWeg(Exception):
    """The scanner gave no answer. Nothing is known about the file."""


@dataclass(frozen=True)
class Oordeel:
    """`schoon`, or why the file is refused: `virus`, or `niet_gescand` when the scanner could not look at all of it."""

    schoon: bool
    reden: str | None = None


async def scan(data: bytes) -> Oordeel:
    """Have `data` judged. Raises ScannerWeg when clamd is away, slow, hangs up, or does not know the test virus."""
    await _zelftest()
    fp("scan.before")
    antwoord = await _gevraagd(data)
    fp("scan.after")
    if antwoord == "stream: OK":
        return Oordeel(True)
    if antwoord.endswith(" FOUND"):
        naam = antwoord.removeprefix("stream: ").removesuffix(" FOUND")
        log.warning("virus gevonden", reden=naam)
        return Oordeel(False, NIET_GESCAND if naam.startswith(ONBEKEKEN) else VIRUS)
    if not antwoord:
        raise ScannerWeg("leeg antwoord")
    log.error("virusscan zonder oordeel", reden=antwoord[:200])
    return Oordeel(False, NIET_GESCAND)


async def _zelftest() -> None:
    """The test virus of EICAR must be found: a scanner without signatures calls everything clean."""
    global _getest
    nu = time.monotonic()
    if nu - _getest > ZELFTEST:
        if not (await _gevraagd(_EICAR)).endswith(" FOUND"):
            log.error("virusscan herkent het proefvirus niet")
            raise ScannerWeg("herkent het proefvirus niet")
        _getest = nu


async def _gevraagd(data: bytes) -> str:
    try:
        async with asyncio.timeout(GEDULD):
            return await _gezegd(_instream(data))
    except (OSError, TimeoutError) as fout:
        raise ScannerWeg(type(fout).__name__) from fout


async def handtekeningen() -> datetime | None:
    """From when the signatures are, as clamd says; None when it has only signatures of its own house.

    Raises ScannerWeg.
    """
    return datum_van(await _opdracht(b"zVERSION\0"))


def datum_van(antwoord: str) -> datetime | None:
    """`ClamAV 1.4.3/27812/Sat Nov 21 09:38:03 2026`, or `ClamAV 1.4.3` without signatures of ClamAV itself."""
    delen = antwoord.split("/")
    if len(delen) < 3:
        return None
    return datetime.strptime(delen[2].strip(), "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)


def _stekker() -> tuple[socket.socket, str | tuple[str, int]]:
    """clamd knows no TLS and asks nobody who they are: on one machine it listens at a path, where rights decide."""
    if (host := settings().clamd_host).startswith("/"):
        return socket.socket(socket.AF_UNIX), host
    return socket.socket(), (host, settings().clamd_port)


async def _gezegd(delen: Iterable[bytes]) -> str:
    """What clamd answers to this. It hangs up on what is too much for it, but says so first."""
    loop, (stekker, waar) = asyncio.get_running_loop(), _stekker()
    with stekker:
        stekker.setblocking(False)
        await loop.sock_connect(stekker, waar)
        with suppress(BrokenPipeError, ConnectionResetError):
            for deel in delen:
                await loop.sock_sendall(stekker, deel)
        return (await loop.sock_recv(stekker, 4096)).decode("utf-8", "replace").rstrip("\0\n").strip()


async def _opdracht(opdracht: bytes) -> str:
    try:
        async with asyncio.timeout(GEDULD):
            return await _gezegd([opdracht])
    except (OSError, TimeoutError) as fout:
        raise ScannerWeg(type(fout).__name__) from fout


def _instream(data: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for begin in range(0, len(data), BLOK):
        blok = data[begin : begin + BLOK]
        yield struct.pack(">I", len(blok)) + blok
    yield struct.pack(">I", 0)
