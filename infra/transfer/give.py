"""`./meedoen export`: one samenwerkingsverband whole, as files that anybody can read without us.

    manifest.json            formaat, tenant, migraties, and of every file below its SHA-256 and size
    tabellen/<s>.<t>.jsonl   a row per line, in the order of the primary key
    dossiers/<kenmerk>/      index.html, documenten/ and brieven/ in their own formats, opened
    bestanden.jsonl          which file is which key of the store, for who takes it in again
    ankers.jsonl             how far the chains of audit lines were

Read in one snapshot, with the rights of each service and the context of this one tenant: row security stands around it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

import asyncpg
import msgspec

from infra import files, vault
from infra.audit import anchors
from infra.context import mint
from infra.database import Database
from infra.migrate import SCHEMAS
from infra.processes import load
from infra.settings import settings
from infra.transfer import readable
from infra.transfer.tables import CASE_COLUMNS, FILES, Table, tables
from services.kern.principal import Systeem

FORMAT = "meedoen-export-1"
# Shown on the page of a dossier; kept per case, so that a large tenant fits in memory one dossier at a time.
BATCH = 1000


class NietOverTeDragen(Exception):
    """One Dutch sentence: why this cannot be exported or imported."""


class Reader:
    """A connection per service, all in one snapshot, each under the signed context of this tenant."""

    def __init__(self, tenant: str):
        self.tenant = tenant
        self.by_schema: dict[str, asyncpg.Connection] = {}

    async def open(self, stack: AsyncExitStack) -> None:
        snapshot = ""
        for schema in SCHEMAS:
            connection = await asyncpg.connect(settings().database_url(schema), server_settings={"timezone": "UTC"})
            stack.push_async_callback(connection.close)
            await connection.execute("begin isolation level repeatable read read only")
            if snapshot:
                await connection.execute(f"set transaction snapshot '{snapshot}'")
            else:
                snapshot = await connection.fetchval("select pg_export_snapshot()")
            self.by_schema[schema] = connection

    async def of(self, schema: str) -> asyncpg.Connection:
        """With a fresh signature: it holds for a minute."""
        connection = self.by_schema[schema]
        context = mint(schema, Systeem(tenant=self.tenant, dienst=schema))
        await connection.execute(f"select set_config('app.ctx', '{context}', true)")
        return connection

    async def rows(self, table: Table) -> Any:
        """Every row as the text of a JSON object, in the order of the primary key."""
        connection = await self.of(table.schema)
        columns = ", ".join(f't."{column}"' for column in table.columns)
        order = ", ".join(f't."{column}"' for column in table.key)
        inner = f"select {columns} from {table.name} t where {table.where} order by {order}"
        async for row in connection.cursor(f"select to_jsonb(r)::text from ({inner}) r", self.tenant, prefetch=BATCH):
            yield row[0]


async def export(tenant: str, target: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Write everything of `tenant` into the empty folder `target`. The figures; raises NietOverTeDragen."""
    begin = perf_counter()
    if target.exists() and any(target.iterdir()):
        raise NietOverTeDragen(f"{target} is niet leeg. Kies een lege of nieuwe map.")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    out = Out(target)
    async with AsyncExitStack() as stack:
        reader = Reader(tenant)
        await reader.open(stack)
        versions = {s: await _version(s) for s in SCHEMAS}
        whole = await tables(reader.by_schema["netwerk"])
        count, cases = 0, Cases()
        for number, table in enumerate(whole, 1):
            with out.open(f"tabellen/{table.name}.jsonl") as file:
                async for row in reader.rows(table):
                    file.write(row + "\n")
                    count += 1
                    cases.see(table.name, row)
            if number % 20 == 0 or number == len(whole):
                say(f"{number} van {len(whole)} tabellen, {count} rijen")
        if not count:
            raise NietOverTeDragen(f"Van {tenant} is hier niets.")
        kept = await _files(reader, out, cases, say)
    for number, (zaak, kenmerk) in enumerate(sorted(cases.kenmerk.items(), key=lambda pair: pair[1]), 1):
        paths = [path.removeprefix(f"dossiers/{kenmerk}/") for path in cases.files[zaak]]
        with out.open(f"dossiers/{kenmerk}/index.html") as file:
            file.write(readable.page(kenmerk, cases.of(zaak), paths))
        if number % 500 == 0:
            say(f"{number} dossiers leesbaar gemaakt")
    with out.open("ankers.jsonl") as file:
        for anchor in anchors.read(anchors.folder()):
            if anchor.tenant == tenant:
                file.write(msgspec.json.encode(anchor).decode() + "\n")
    manifest = {"formaat": FORMAT, "tenant": tenant, "migraties": versions, "bestanden": out.listing()}
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    await _note(tenant)
    return {
        "geslaagd": True,
        "map": str(target),
        "tabellen": len(whole),
        "rijen": count,
        "dossiers": len(cases.kenmerk),
        "bestanden": kept,
        "afdruk": hashlib.sha256((target / "manifest.json").read_bytes()).hexdigest(),
        "seconden": round(perf_counter() - begin, 1),
    }


class Out:
    """Files of the export, with their hashes."""

    def __init__(self, target: Path):
        self.target = target
        self.names: list[str] = []

    def path(self, name: str) -> Path:
        path = self.target / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.names.append(name)
        return path

    def open(self, name: str) -> Any:
        return self.path(name).open("w", encoding="utf-8", newline="\n")

    def listing(self) -> list[dict[str, Any]]:
        return [
            {"pad": name, "sha256": digest(self.target / name), "bytes": (self.target / name).stat().st_size}
            for name in sorted(self.names)
        ]


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Cases:
    """The rows of each dossier, for its page."""

    def __init__(self) -> None:
        self.kenmerk: dict[str, str] = {}
        self.leerling: dict[str, str] = {}
        self.rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.files: dict[str, list[str]] = defaultdict(list)

    def see(self, table: str, text: str) -> None:
        if table not in readable.TITLES:
            return
        row = json.loads(text)
        if table == "intake.aanvraag":
            self.kenmerk[row["id"]] = row["kenmerk"]
            self.leerling[row["id"]] = row["leerling"]
        own = {"intake.aanvraag", "commissie.behandeling", "commissie.besluit", "intake.leerling"}
        zaak = row["id"] if table in own else next(row[c] for c in CASE_COLUMNS if c in row)
        self.rows[zaak][table].append(text)

    def of(self, zaak: str) -> dict[str, list[dict[str, Any]]]:
        found = {table: [json.loads(text) for text in texts] for table, texts in self.rows[zaak].items()}
        pupil = self.rows.get(self.leerling[zaak], {}).get("intake.leerling", [])
        return found | {"intake.leerling": [json.loads(text) for text in pupil]}


async def _files(reader: Reader, out: Out, cases: Cases, say: Callable[[str], None]) -> int:
    """Every file opened, beside the page of its dossier."""
    lines, number = [], 0
    for schema, folder, query in FILES:
        for row in await (await reader.of(schema)).fetch(query, reader.tenant):
            zaak = str(row["zaak"])
            connection = await reader.of(schema)
            if row["verzegeld"]:
                content = await vault.look(connection.fetchrow, schema, reader.tenant, row["zaak"], row["key"])
            else:
                content = await files.get(row["key"])
            if hashlib.sha256(content).hexdigest() != row["sha256"]:
                raise NietOverTeDragen(f"Bestand {row['key']} is niet wat het was; zoek eerst uit hoe dat komt.")
            kenmerk = cases.kenmerk.get(zaak, zaak)
            place = f"dossiers/{kenmerk}/{folder}"
            name = f"{place}/{len(cases.files[zaak]) + 1:02d}-{safe(row['naam'])}"
            out.path(name).write_bytes(content)
            cases.files[zaak].append(name)
            lines.append(
                {
                    "dienst": schema,
                    "zaak": zaak,
                    "sleutel": row["key"],
                    "pad": name,
                    "verzegeld": row["verzegeld"],
                }
            )
            number += 1
            if number % 200 == 0:
                say(f"{number} bestanden")
    with out.open("bestanden.jsonl") as file:
        for line in lines:
            file.write(json.dumps(line, sort_keys=True) + "\n")
    return number


def safe(name: str) -> str:
    """A name of a person's file that can be a name on any disk."""
    return re.sub(r"[^\w.() -]", "_", name, flags=re.ASCII).strip(". ")[:100] or "bestand"


async def _version(schema: str) -> str:
    """Up to which revision the tables of this service are, from the newest file: the database was migrated to it."""
    folder = Path(__file__).parents[1] / "migrations" / schema
    return max(path.stem for path in folder.glob("[0-9]*.py"))


async def _note(tenant: str) -> None:
    """An audit line in the chain of the tenant, after the snapshot: what left, left before it."""
    database = Database(load("netwerk"), pool=1)
    try:
        async with database.writing(Systeem(tenant=tenant, dienst="netwerk")) as unit:
            await unit.audit("tenant_geexporteerd", None)
    finally:
        await database.close()


__all__ = ["FORMAT", "NietOverTeDragen", "digest", "export"]
