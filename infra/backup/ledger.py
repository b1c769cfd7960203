"""How much there was at a moment, written down beside the backup, so that who puts it back can count.

A line of `telling.jsonl`: `op`; `koppen`, how far each chain of audit lines was and with which hash (every act moves
one); and, when counted whole, `rijen`: rows per table and per tenant.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg

from infra import clock
from infra.audit.anchors import heads
from infra.backup import shelf as shelves
from infra.log import log
from infra.migrate import SCHEMAS
from infra.service import Service
from infra.settings import settings

ROUND = 60.0  # seconds: with the log that PostgreSQL keeps each minute, the most that the loss of a machine can cost
Line = dict[str, Any]
_TABLES = """
select c.table_schema as schema, c.table_name as tabel, bool_or(c.column_name = 'tenant') as per_tenant
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.table_schema = any($1) and t.table_type = 'BASE TABLE' group by 1, 2 order by 1, 2
"""


async def count(connection: asyncpg.Connection) -> Line:
    """Everything, in one snapshot, with the rights of the migration."""
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        rows: dict[str, dict[str, int]] = {}
        for table in await connection.fetch(_TABLES, list(SCHEMAS)):
            name = f"{table['schema']}.{table['tabel']}"
            per = "tenant" if table["per_tenant"] else "''"
            found = await connection.fetch(f"select {per} as tenant, count(*) as n from {name} group by 1 order by 1")
            rows[name] = {row["tenant"] or "": row["n"] for row in found}
        koppen = {
            f"{schema}/{row['tenant']}": [row["seq"], row["hash"].hex()]
            for schema in SCHEMAS
            for row in await connection.fetch(f"select tenant, seq, hash from {schema}.audit_kop order by 1")
        }
    return {"op": clock.echt().isoformat(), "koppen": koppen, "rijen": rows}


def write(shelf: Path, line: Line) -> None:
    with (shelf / "telling.jsonl").open("a") as book:
        book.write(json.dumps(line) + "\n")


def around(shelf: Path, moment: datetime) -> Line | None:
    """The last line of `moment` or before; one with rows when a later one has the same heads."""
    best: Line | None = None
    try:
        lines = (shelf / "telling.jsonl").read_text().splitlines()
    except FileNotFoundError:
        return None
    for text in lines:
        line = json.loads(text)
        if datetime.fromisoformat(line["op"]) > moment:
            break
        if best and "rijen" in best and "rijen" not in line and line["koppen"] == best["koppen"]:
            continue
        best = line
    return best


async def _round(services: Iterable[Service], last: Line | None) -> Line:
    """One round with the rights of the services: the heads of the chains, which move with every act."""
    koppen = {f"{dienst}/{tenant}": [seq, h.hex()] for s in services for dienst, tenant, seq, h in await heads(s)}
    return last if last and last["koppen"] == koppen else {"op": clock.echt().isoformat(), "koppen": koppen}


def keep_in_thread(services: list[Service], stopping: threading.Event) -> None:
    """For the worker: every minute a line, the new files and what lives beside the database, once there is a backup."""
    shelf = settings().backup
    if shelf is None:
        return

    def rounds() -> None:
        last: Line | None = None
        while not stopping.wait(ROUND):
            if not (shelf / "wal").is_dir():  # nobody made a backup yet
                continue
            try:
                line = asyncio.run(_round(services, last))
                if line is not last:
                    write(shelf, line)
                    last = line
                if files := files_folder():
                    shelves.mirror(files, shelf)
                shelves.keep_beside(settings().var, shelf)
            except Exception as fault:
                log.warning("backup niet bijgehouden", fout=type(fault).__name__)

    threading.Thread(target=rounds, name="backup", daemon=True).start()


def files_folder() -> Path | None:
    """The file store as a folder; None where it is elsewhere, and versions are the business of that place."""
    url = urlsplit(settings().files_url)
    return Path(unquote(url.path)) if url.scheme == "file" else None
