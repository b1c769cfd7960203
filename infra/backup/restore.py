"""`./meedoen restore`: a stack of its own beside the old one, as the old one was at a moment, and judged.

The new stack has new passwords and keys towards every server: what is left of the old one cannot speak to it (trust.md
BCK-4). Its queue and its stream are empty; the first start tells every fact of every outbox again (`infra.migrate`).
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg

from infra import clock
from infra.audit import anchors
from infra.backup import judge
from infra.backup import make as making
from infra.backup import shelf as shelves
from infra.backup.shelf import NietTerugTeZetten, in_words
from infra.launcher import environment, inspection, postgres, stack
from infra.launcher.stack import Stack

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PATIENCE = 600.0
# Towards servers and between processes: made anew, so that nothing of before the restore can get in.
FRESH = ("DATABASE_", "CONTEXT_", "NATS_", "VALKEY", "OIDC_CLIENT", "PRINCIPAL_")
TOO_FAR = "recovery ended before configured recovery target was reached"


def read_moment(text: str) -> datetime | None:
    """An ISO moment; without an offset it is Dutch time. Raises NietTerugTeZetten."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NietTerugTeZetten(f"{text} is geen moment. Schrijf het zo: 2026-11-22T14:30:00") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    if moment > clock.echt():
        raise NietTerugTeZetten(f"{in_words(moment)} is nog niet geweest.")
    return moment


async def restore(source: str, name: str, text: str, *, yes: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """Put stack `source` back as stack `name`, as it was at `text`. The figures; raises NietTerugTeZetten."""
    old = inspection.named(source)
    moment, begin = read_moment(text), perf_counter()
    shelf, home = old.backup, stack.places.VAR / name
    if name == source:
        raise NietTerugTeZetten("Zet terug naast wat er is, met een andere naam: --als NAAM.")
    if home.exists() and not yes:
        raise NietTerugTeZetten(
            f"Van {name} zijn er al gegevens. Wis ze met --ja, of kies een andere naam: --als NAAM."
        )
    if stack.is_running(old):
        await _up_to_now(old, shelf)
    base = shelves.choose(shelf, moment)
    secrets = _secrets_of(old)
    with stack.claimed(name, old.environment, "run", durable=old.durable) as new:
        times: dict[str, float] = {}
        new.secrets.update({key: value for key, value in secrets.items() if not key.startswith(FRESH)})
        (new.data / "geheim.json").write_text(json.dumps(new.secrets, indent=1))
        os.environ.update(environment.for_everything(new))  # what is judged is the new stack
        say("Basis terugzetten en nagaan …")
        with _timed(times, "basis"):
            await asyncio.to_thread(_lay_down, base, new)
        say("Logboek afspelen …")
        with _timed(times, "logboek"):
            server, log = _start(new, shelf, moment)
            connection = await _recovered(new, server, log, secrets["DATABASE_MIGRATIE"], moment, shelf)
        try:
            until = await connection.fetchval("select pg_last_xact_replay_timestamp()") or base.klaar
            await connection.execute(f"alter role {postgres.OWNER} password '{new.secrets['DATABASE_MIGRATIE']}'")
            say("Bestanden terugzetten …")
            with _timed(times, "bestanden"):
                await asyncio.to_thread(_files, await judge.keys(connection), old, shelf, new)
                _beside(old, shelf, new)
            say("Toetsen …")
            with _timed(times, "amcheck"):
                host, port = postgres.where(new)
                url = ["-h", host, "-p", port, "-U", postgres.OWNER, "-d", postgres.OWNER]
                words = [*url, "--install-missing", "--jobs=2"]
                await asyncio.to_thread(making.run_program, "pg_amcheck", words, new.secrets["DATABASE_MIGRATIE"])
            with _timed(times, "toetsen"):
                ankers = anchors.read(new.home / "ankers")
                verdict = await judge.judge(connection, shelf, moment or until, ankers)
                ended = await _end_sessions(connection)
            await connection.execute("checkpoint")
        finally:
            await connection.close()
            server.send_signal(postgres.STOP_SIGNAL)
            await asyncio.to_thread(server.wait)
        report = {
            "geslaagd": not verdict.fouten,
            "stapel": name,
            "gevraagd_moment": moment.isoformat() if moment else None,
            "laatste_wijziging": until.isoformat(),
            "basis": base.folder.name,
            "basis_bytes": base.bytes,
            "logboek_stukken": len(re.findall("restored log file", log.read_text(errors="replace"))),
            "sessies_beeindigd": ended,
            **verdict.cijfers,
            "fouten": verdict.fouten[:50],
            "seconden_per_stap": times,
            "seconden": round(perf_counter() - begin, 1),
        }
        (new.home / "terugzetten.json").write_text(json.dumps(report, indent=1, ensure_ascii=False))
    return report


def _secrets_of(old: Stack) -> dict[str, str]:
    """The secrets of the old stack; they are in no backup."""
    try:
        return json.loads((old.data / "geheim.json").read_text())
    except FileNotFoundError:
        raise NietTerugTeZetten(
            f"De geheimen van {old.name} ontbreken ({old.data / 'geheim.json'}). Zij zitten met opzet in geen backup; "
            "leg ze terug van waar u ze bewaart."
        ) from None


async def _up_to_now(old: Stack, shelf: Path) -> None:
    """The old stack still runs: have it put away what it has, so that a moment of just now can be reached."""
    state = inspection.state_of(old)
    url = postgres.url(replace(old, ports=state["ports"], closed=state.get("closed", False)), postgres.OWNER)
    try:
        connection = await asyncpg.connect(url, password=_secrets_of(old)["DATABASE_MIGRATIE"])
    except (OSError, asyncpg.PostgresError):
        return  # it runs, but its database does not: what is on the shelf is what there is
    try:
        if (shelf / "wal").is_dir():
            await making.switch(connection, shelf)
    finally:
        await connection.close()


def _lay_down(base: shelves.Base, new: Stack) -> Path:
    """A copy of the base where the new server keeps its data, checked against its manifest before it is touched."""
    folder = postgres.data_folder(new)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base.folder, folder, symlinks=True)
    making.run_program("pg_verifybackup", ["-q", folder])
    folder.chmod(0o700)
    (folder / "pg_hba.conf").write_text(postgres.access(new))
    (folder / "recovery.signal").touch()
    postgres.own(folder)
    return folder


def _start(new: Stack, shelf: Path, moment: datetime | None) -> tuple[subprocess.Popen, Path]:
    fetch = f'gzip -dc < "{str(shelf / "wal").replace("%", "%%")}/%f.gz" > "%p"'
    settings = {"restore_command": fetch, "recovery_target_action": "promote", "log_min_messages": "log"}
    if moment is not None:
        settings["recovery_target_time"] = moment.isoformat(sep=" ")
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = new.logs / "terugzetten.log"
    with log.open("wb") as out:
        return subprocess.Popen([*postgres.server_command(new), *words], stdout=out, stderr=out, cwd="/"), log


async def _recovered(
    new: Stack, server: subprocess.Popen, log: Path, password: str, moment: datetime | None, shelf: Path
) -> asyncpg.Connection:
    """Wait until the server has played the log to the moment and takes writes."""
    url = postgres.url(new, postgres.OWNER)
    end = perf_counter() + PATIENCE
    while perf_counter() < end:
        if server.poll() is not None:
            said = log.read_text(errors="replace")
            if TOO_FAR in said and moment is not None:
                raise NietTerugTeZetten(f"Tot {in_words(moment)} reikt het archief niet.{_reach(said)}")
            raise NietTerugTeZetten(f"De database is niet terug te zetten: {said[-1500:]}")
        try:
            connection = await asyncpg.connect(url, password=password, timeout=5)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            await asyncio.sleep(0.1)
            continue
        if not await connection.fetchval("select pg_is_in_recovery()"):
            return connection
        await connection.close()
        await asyncio.sleep(0.1)
    server.kill()
    raise NietTerugTeZetten(f"Het afspelen van het logboek duurt langer dan {PATIENCE:.0f} seconden.")


def _reach(said: str) -> str:
    """Until when it did reach, from what the server said."""
    found = re.findall(r"last completed transaction was at log time ([0-9: .+-]+)", said)
    return f" De laatste wijziging erin is van {in_words(datetime.fromisoformat(found[-1].strip()))}." if found else ""


def _files(keys: list[str], old: Stack, shelf: Path, new: Stack) -> None:
    """Every file that the database refers to: from the backup, else from where it still lies."""
    for key in keys:
        for place in (shelf / "bestanden", old.data / "bestanden"):
            if (place / key).is_file():
                shelves.copy_whole(place / key, new.data / "bestanden" / key)
                break


def _beside(old: Stack, shelf: Path, new: Stack) -> None:
    """What lives outside the database goes on from its end, not from the moment: e-mails that left, did leave."""
    for place in (shelf, old.home):
        for name in ("verzonden", "ankers"):
            if (place / name).is_dir():
                shutil.copytree(place / name, new.home / name, dirs_exist_ok=True)


async def _end_sessions(connection: asyncpg.Connection) -> int:
    """Who had signed out after the moment stays signed out: everybody signs in again."""
    done = await connection.execute(
        "update netwerk.sessie set geeindigd_op = now(), reden = 'teruggezet' where geeindigd_op is null"
    )
    return int(done.split()[-1])


@contextmanager
def _timed(times: dict[str, float], what: str) -> Any:
    begin = perf_counter()
    yield
    times[what] = round(perf_counter() - begin, 2)
