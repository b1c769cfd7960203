"""Anchors: how far each chain of audit lines was, and with which hash, written down outside the database.

Whoever cuts off the end of a chain, or replaces all of it, must change these files too. They are only added to, one
JSON line each, a file per month; where a copy of them goes is for who runs Meedoen (docs/security/inzage.md).
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from infra import clock
from infra.database import Database
from infra.log import log
from infra.service import Service
from infra.settings import settings
from services.kern.principal import Systeem
from tenants.registry import load_all

RONDE = 3600.0  # seconds between two rounds of the worker
OPNIEUW = 60.0  # seconds after a round that failed


class Anker(msgspec.Struct, frozen=True, kw_only=True):
    """At `op` the chain of this tenant in this service had `seq` lines and ended with `hash` (hex)."""

    op: datetime
    dienst: str
    tenant: str
    seq: int
    hash: str


class Onleesbaar(Exception):
    """A line of an anchor file is no anchor; the message names file and line."""


def folder() -> Path:
    return settings().var / "ankers"


def read(waar: Path) -> list[Anker]:
    """Every anchor, oldest first. Raises Onleesbaar."""
    ankers = []
    for bestand in sorted(waar.glob("*.jsonl")):
        for nummer, regel in enumerate(bestand.read_bytes().splitlines(), 1):
            try:
                ankers.append(msgspec.json.decode(regel, type=Anker))
            except msgspec.MsgspecError:
                raise Onleesbaar(f"Regel {nummer} van {bestand.name} is geen anker.") from None
    return ankers


def append(waar: Path, koppen: Iterable[tuple[str, str, int, bytes]]) -> int:
    """Write down the heads (service, tenant, seq, hash) that moved since the last time. Returns how many."""
    waar.mkdir(parents=True, exist_ok=True, mode=0o700)
    nu = clock.echt()
    with (waar / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # two workers, or a worker and the command, take turns
        laatste = {(a.dienst, a.tenant): (a.seq, a.hash) for a in read(waar)}
        nieuw = [
            Anker(op=nu, dienst=dienst, tenant=tenant, seq=seq, hash=hash.hex())
            for dienst, tenant, seq, hash in koppen
            if seq and laatste.get((dienst, tenant)) != (seq, hash.hex())
        ]
        if nieuw:
            doel = os.open(waar / f"{nu:%Y-%m}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(doel, b"".join(msgspec.json.encode(anker) + b"\n" for anker in nieuw))
                os.fsync(doel)
            finally:
                os.close(doel)
    return len(nieuw)


async def heads(service: Service) -> list[tuple[str, str, int, bytes]]:
    """The heads of one service, tenant by tenant, with the rights of that service."""
    database, koppen = Database(service, pool=1), []
    try:
        for tenant in load_all():
            async with database.reading(Systeem(tenant=tenant, dienst=service.name)) as connection:
                kop = await connection.fetchrow("select seq, hash from audit_kop where tenant = $1", tenant)
            if kop:
                koppen.append((service.name, tenant, kop["seq"], kop["hash"]))
    finally:
        await database.close()
    return koppen


async def anchor(services: Iterable[Service]) -> int:
    """One round over these services. Returns how many anchors were added."""
    koppen = [kop for service in services for kop in await heads(service)]
    return append(folder(), koppen)


def anchor_in_thread(services: list[Service], stopping: threading.Event) -> None:
    """For the worker: a round at its start and every hour, until it stops."""

    def rounds() -> None:
        wacht = 0.0
        while not stopping.wait(wacht):
            try:
                aantal, wacht = asyncio.run(anchor(services)), RONDE
                log.info("auditketens verankerd", aantal=aantal)
            except Exception as fout:
                wacht = OPNIEUW
                log.warning("auditketens niet verankerd", fout=type(fout).__name__)

    threading.Thread(target=rounds, name="ankers", daemon=True).start()
