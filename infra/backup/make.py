"""`./meedoen backup`: a base backup, and from the first one on every change after it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

from infra import clock
from infra.backup import ledger
from infra.backup import shelf as shelves
from infra.backup.shelf import NietTerugTeZetten
from infra.launcher import postgres
from infra.settings import settings

SWITCH = "60s"  # an unfinished piece of the log is put away after this long
PATIENCE = 60.0


async def backup(say: Callable[[str], None], *, only_count: bool = False) -> dict[str, Any]:
    """Make a backup of the installation of the environment. The figures; raises NietTerugTeZetten."""
    shelf, url = settings().backup, settings().database_url("migratie")
    if shelf is None:
        raise NietTerugTeZetten("De instelling BACKUP_DIR ontbreekt: zeg daarmee waar de backup komt.")
    shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
    begin = perf_counter()
    connection = await asyncpg.connect(url)
    try:
        if only_count:
            line = await ledger.count(connection)
            ledger.write(shelf, line)
            return {"geslaagd": True, "telling": line["op"], "rijen": _sum(line)}
        await _keep_the_log(connection, shelf)
        say("Basis van de database maken …")
        base = await _base(connection, url, shelf)
        say("Bestanden kopiëren …")
        files = ledger.files_folder()
        new, size = await asyncio.to_thread(shelves.mirror, files, shelf) if files else (0, 0)
        shelves.keep_beside(settings().var, shelf)
        line = await ledger.count(connection)
        ledger.write(shelf, line)
        await switch(connection, shelf)
    finally:
        await connection.close()
    gone = shelves.prune(shelf)
    return {
        "geslaagd": True,
        "map": str(shelf),
        "basis": base.folder.name,
        "basis_bytes": base.bytes,
        "terug_te_zetten_vanaf": shelves.bases(shelf)[0].klaar.isoformat(),
        "nieuwe_bestanden": new,
        "nieuwe_bestanden_bytes": size,
        "rijen": _sum(line),
        "opgeruimd": gone,
        "seconden": round(perf_counter() - begin, 1),
    }


def _sum(line: ledger.Line) -> int:
    return sum(sum(per.values()) for per in line["rijen"].values())


async def _keep_the_log(connection: asyncpg.Connection, shelf: Path) -> None:
    """From now on PostgreSQL keeps its log: the folder being there is what it looks at."""
    command = await connection.fetchval("show archive_command")
    if await connection.fetchval("show archive_mode") != "on" or str(shelf / "wal") not in command.replace("%%", "%"):
        raise NietTerugTeZetten("Deze database bewaart haar logboek niet; zie docs/security/terugzetten.md.")
    (shelf / "wal").mkdir(exist_ok=True, mode=0o700)
    postgres.own(shelf / "wal")
    await connection.execute(f"alter system set archive_timeout = '{SWITCH}'")
    await connection.execute("select pg_reload_conf()")


async def _base(connection: asyncpg.Connection, url: str, shelf: Path) -> shelves.Base:
    begin = clock.echt()
    folder = shelf / "basis" / f"{begin:%Y%m%dT%H%M%S%fZ}"
    folder.parent.mkdir(exist_ok=True, mode=0o700)
    where = urlsplit(url)
    at = parse_qs(where.query)  # a folder of this machine stands there
    host, port = where.hostname or at["host"][0], where.port or at["port"][0]
    words = ["-h", host, "-p", port, "-U", where.username, "-D", folder, "-X", "stream", "-c", "fast"]
    await asyncio.to_thread(run_program, "pg_basebackup", words, unquote(where.password or ""))
    await asyncio.to_thread(run_program, "pg_verifybackup", ["-q", folder])
    label = (folder / "backup_label").read_text()
    wal = label.split("file ", 1)[1].split(")", 1)[0]  # START WAL LOCATION: 0/2000028 (file 0000000100000000000000002)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    # By the clock of the database: moments are compared with those of its commits.
    klaar: datetime = await connection.fetchval("select clock_timestamp()")
    note = {"begin": begin.isoformat(), "klaar": klaar.isoformat(), "wal": wal, "bytes": size}
    folder.with_suffix(".json").write_text(json.dumps(note))
    return shelves.Base(folder, begin, klaar, wal, size)


async def switch(connection: asyncpg.Connection, shelf: Path) -> None:
    """Have the log put away up to now, with a commit at its end, so that every moment until now can be reached."""
    async with connection.transaction():
        await connection.execute("select pg_current_xact_id()")
    segment = await connection.fetchval("select pg_walfile_name(pg_switch_wal())")
    end = perf_counter() + PATIENCE
    while not (shelf / "wal" / f"{segment}.gz").exists():
        if perf_counter() > end:
            raise NietTerugTeZetten("De database zet haar logboek niet weg; zie het logboek van de database.")
        await asyncio.sleep(0.05)


def run_program(name: str, words: list[Any], password: str = "") -> str:
    """One of PostgreSQL's programs; what it said. Raises NietTerugTeZetten with its complaint."""
    environment = os.environ | {"PGPASSWORD": password, "LC_ALL": "C"}
    command = [postgres.program(name), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/")
    if done.returncode:
        raise NietTerugTeZetten(f"{name} is mislukt: {(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout
