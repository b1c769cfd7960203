"""`./meedoen import`: an export into an empty installation, and then nothing differs.

Rows as they were, foreign keys checked by the database; files sealed anew under the keys of this installation. The
audit lines come with their links, so their chain is judged as before and goes on from its head.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from infra import clock, files, vault
from infra.audit import anchors, chain
from infra.audit.anchors import Anker
from infra.database import Database
from infra.migrate import SCHEMAS
from infra.processes import load
from infra.settings import settings
from infra.transfer.give import BATCH, FORMAT, NietOverTeDragen, _version, digest
from infra.transfer.tables import Table, tables
from services.kern.principal import Systeem

# In an installation where nobody worked yet these are empty, whoever the tenants are.
EMPTY = ("netwerk.persoon", "netwerk.hoed", "intake.aanvraag", "commissie.behandeling", "thuiszitters.thuiszitter")
# Made by the migration itself; the export has those of the tenant.
MADE = ("netwerk.regelversie", "netwerk.regelstand")


async def take(source: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Everything of the folder. The figures; raises NietOverTeDragen and then nothing has changed."""
    begin = perf_counter()
    manifest = read_manifest(source)
    tenant = manifest["tenant"]
    say(f"{len(manifest['bestanden'])} bestanden nagerekend")
    connection = await asyncpg.connect(settings().database_url("migratie"), server_settings={"timezone": "UTC"})
    try:
        await _empty(connection)
        known = {table.name: table for table in await tables(connection)}
        async with connection.transaction():
            count = await _rows(connection, source, tenant, known, say)
        kept = await _files(source, tenant, say)
        ankers = _anchors(source, tenant)
        async with chain.snapshot(connection):
            chains = await chain.verify(connection, SCHEMAS, anchors.read(anchors.folder()))
    finally:
        await connection.close()
    broken = [f"{one.dienst}: {one.breuk.uitleg}" for one in chains if one.tenant == tenant and one.breuk]
    return {
        "geslaagd": not broken,
        "tenant": tenant,
        "rijen": count,
        "bestanden": kept,
        "ankers": ankers,
        "ketens": sum(one.tenant == tenant for one in chains),
        "fouten": broken,
        "seconden": round(perf_counter() - begin, 1),
    }


def read_manifest(source: Path) -> dict[str, Any]:
    """The manifest, once every file in it is there and is what it was. Raises NietOverTeDragen."""
    try:
        manifest = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NietOverTeDragen(f"In {source} staat geen export: manifest.json ontbreekt of is niet te lezen.") from None
    if manifest.get("formaat") != FORMAT:
        raise NietOverTeDragen(f"Deze export heeft het formaat {manifest.get('formaat')}; hier hoort {FORMAT}.")
    for file in manifest["bestanden"]:
        path = (source / file["pad"]).resolve()
        if not path.is_relative_to(source.resolve()) or not path.is_file():
            raise NietOverTeDragen(f"{file['pad']} ontbreekt in de export.")
        if digest(path) != file["sha256"]:
            raise NietOverTeDragen(f"{file['pad']} is niet wat het was toen de export werd gemaakt.")
    return manifest


async def _empty(connection: asyncpg.Connection) -> None:
    for table in EMPTY:
        if await connection.fetchval(f"select exists (select 1 from {table})"):
            raise NietOverTeDragen("Deze installatie is niet leeg. Invoeren kan alleen in een lege installatie.")


async def _rows(
    connection: asyncpg.Connection, source: Path, tenant: str, known: dict[str, Table], say: Callable[[str], None]
) -> int:
    """Every table, in the order that foreign keys want. Triggers of ours rest: they would link and forbid anew."""
    manifest = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    for schema, version in manifest["migraties"].items():
        if await _version(schema) != version:
            raise NietOverTeDragen(f"De export is van een andere versie van Meedoen ({schema}: {version}).")
    for table in known.values():
        await connection.execute(f"alter table {table.name} disable trigger user")
    for name in MADE:
        await connection.execute(f"delete from {name} where tenant = $1", tenant)
    await connection.execute("delete from intake.taak where tenant = $1", tenant)
    for schema in SCHEMAS:  # nights that the worker planned already
        await connection.execute(f"delete from {schema}.taak where tenant = $1", tenant)
    count = 0
    for name, table in known.items():
        path = source / f"tabellen/{name}.jsonl"
        if not path.exists():
            raise NietOverTeDragen(f"De tabel {name} ontbreekt in de export.")
        columns = ", ".join(f'"{column}"' for column in table.columns)
        insert = (
            f"insert into {name} ({columns}) overriding system value"
            f" select {columns} from jsonb_populate_recordset(null::{name}, $1::jsonb)"
        )
        with path.open(encoding="utf-8") as lines:
            for rows in _batches(lines):
                if table.where == "tenant = $1" and any(json.loads(row)["tenant"] != tenant for row in rows):
                    raise NietOverTeDragen(f"In {name} staat een rij van een ander samenwerkingsverband.")
                await connection.execute(insert, f"[{','.join(rows)}]")
                count += len(rows)
        for counter in table.counters:
            await connection.execute(
                f"select setval(pg_get_serial_sequence('{name}', '{counter}'),"
                f" greatest((select max({counter}) from {name}), 1))"
            )
    for table in known.values():
        await connection.execute(f"alter table {table.name} enable trigger user")
    say(f"{count} rijen ingevoerd")
    return count


def _batches(lines: Any) -> Any:
    batch: list[str] = []
    for line in lines:
        batch.append(line.rstrip("\n"))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def _files(source: Path, tenant: str, say: Callable[[str], None]) -> int:
    """Sealed under new keys of this installation, under the names that the rows know."""
    lines = [json.loads(line) for line in (source / "bestanden.jsonl").read_text(encoding="utf-8").splitlines()]
    for dienst, group in groupby(lines, key=lambda line: line["dienst"]):
        database = Database(load(dienst), pool=1)
        try:
            for line in group:
                content = (source / line["pad"]).read_bytes()
                if not line["verzegeld"]:
                    await files.put(line["sleutel"], content)
                    continue
                async with database.writing(Systeem(tenant=tenant, dienst=dienst)) as unit:
                    await vault.put(unit, UUID(line["zaak"]), line["sleutel"], content)
        finally:
            await database.close()
    say(f"{len(lines)} bestanden verzegeld")
    return len(lines)


def _anchors(source: Path, tenant: str) -> int:
    """What was anchored there keeps proving here."""
    lines = (source / "ankers.jsonl").read_bytes().splitlines()
    known = set(anchors.read(anchors.folder()))
    new = [line for line in lines if msgspec.json.decode(line, type=Anker) not in known]
    if new:
        folder = anchors.folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / f"ingevoerd-{tenant}-{clock.echt():%Y%m%dT%H%M%S}.jsonl").open("ab") as book:
            book.writelines(line + b"\n" for line in new)
    return len(new)
