"""Keeps the folders of the installation as versions of the rules, at each migration: what was used once is kept.

A folder that says the same as the last version that came from it is left alone. One that cannot be used is told and
stays out: its samenwerkingsverband goes on with its last good version.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from uuid import uuid4

import asyncpg

from infra.log import log
from infra.rules import kenmerk
from infra.settings import settings
from tenants import registry

# Files that decide what a folder says and whether it can be used: the declarations, and the code that judges them.
_MEE = (".toml", ".md", ".py", ".csv")
GEBREKEN = "gebreken.json"
GEEN_BRON = "De map van de installatie noemt zelf geen bron"


def fingerprint() -> str:
    """A hash over the folders and over the code that reads them."""
    digest = hashlib.sha256()
    for bron in registry.sources():
        for bestand in sorted(bron.rglob("*")):
            if bestand.suffix in _MEE:
                digest.update(bestand.relative_to(bron).as_posix().encode() + b"\0" + _inhoud(bestand))
    return digest.hexdigest()


def _inhoud(bestand: Path) -> bytes:
    return hashlib.sha256(bestand.read_bytes()).digest()


async def take_over(connection: asyncpg.Connection) -> list[str]:
    """Keep every folder that changed and can be used. Returns the tenants of which a version was added."""
    alles = registry.load()
    for tenant, melding in alles.gebreken.items():
        log.error("map van samenwerkingsverband onbruikbaar", tenant=tenant, fout=melding)
    erbij = []
    for tenant, versies in alles.versies.items():
        async with connection.transaction():
            if await _keep(connection, tenant, versies[0]):
                erbij.append(tenant)
    return erbij


async def tell(connection: asyncpg.Connection) -> None:
    """Write which folders cannot be used, for `./meedoen status`, which asks nobody and imports nothing.

    `vorige`: whether there is a version to go on with.
    """
    gebreken = {}
    for tenant, melding in registry.registry().gebreken.items():
        vorige = await connection.fetchval("select 1 from netwerk.regelstand where tenant = $1 limit 1", tenant)
        gebreken[tenant] = {"melding": melding, "vorige": vorige is not None}
    try:
        (settings().var / GEBREKEN).write_text(json.dumps(gebreken, ensure_ascii=False), encoding="utf-8")
    except OSError as fout:  # status then says nothing of it; the log has already
        log.warning("gebreken niet opgeschreven", fout=str(fout))


async def _keep(connection: asyncpg.Connection, tenant: str, versie: registry.Versie) -> bool:
    # The same lock as the acts of netwerk take: one at a time gives out the next number of this tenant.
    await connection.execute("select pg_advisory_xact_lock(hashtext($1))", f"regels/{tenant}")
    afdruk = kenmerk(versie.bestanden)
    laatste = await connection.fetchval(
        "select kenmerk from netwerk.regelversie where tenant = $1 and herkomst = 'map' order by nummer desc limit 1",
        tenant,
    )
    if laatste == afdruk:
        return False
    nummer = await connection.fetchval(
        "insert into netwerk.regelversie"
        " (tenant, id, nummer, vanaf, herkomst, status, bron, bestanden, kenmerk, op)"
        " select $1, $2, coalesce(max(nummer), 0) + 1, $3, 'map', 'vastgesteld', $4, $5, $6, now()"
        " from netwerk.regelversie where tenant = $1 returning nummer",
        tenant,
        uuid4(),
        versie.vanaf,
        versie.tenant.versie.bron if versie.tenant.versie else GEEN_BRON,
        json.dumps(dict(versie.bestanden), ensure_ascii=False),
        afdruk,
    )
    await connection.execute(
        "insert into netwerk.regelstand (tenant, nummer, vanaf, kenmerk) values ($1, $2, $3, $4)",
        tenant,
        nummer,
        versie.vanaf,
        afdruk,
    )
    return True
