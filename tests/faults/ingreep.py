"""What the tests of this folder do to the stack: make a process stand still, start another copy, count."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.stack import Stack, eventually

ROOT = Path(__file__).parents[2]


async def aantal(stack: Stack, sql: str, *args: object) -> int:
    return (await stack.sql(sql, *args))[0][0]


def kind(stack: Stack, naam: str) -> int:
    """The pid of this child of the services."""
    vader = stack.pids()["diensten"]
    for pid in map(int, Path(f"/proc/{vader}/task/{vader}/children").read_text().split()):
        with suppress(FileNotFoundError):
            if Path(f"/proc/{pid}/comm").read_text().strip() == naam:
                return pid
    raise AssertionError(f"geen proces {naam}")


def staat_stil(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@asynccontextmanager
async def stil_op(stack: Stack, punt: str, naam: str, doe: Callable[[], Awaitable[Any]]) -> AsyncIterator[Any]:
    """Do this, and have the process stand still in the middle of it for as long as the block lasts."""
    wapen = Path(os.environ["MEEDOEN_FAILPOINTS"]) / f"{punt}@{naam}"
    wapen.parent.mkdir(exist_ok=True)
    wapen.write_text("STOP")
    pid = 0

    async def gestopt() -> bool:
        nonlocal pid
        pid = kind(stack, naam)  # a fresh copy may have begun since
        return staat_stil(pid)

    try:
        gedaan = await doe()
        await eventually(gestopt, seconden=135, wat=f"{naam} bij {punt} staat")
        yield gedaan
    finally:
        wapen.unlink(missing_ok=True)
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


async def pacht_verlopen(stack: Stack) -> None:
    """What PostgreSQL does after half a minute to who stands still in a transaction, done at once."""

    async def beeindigd() -> bool:
        return bool(
            await stack.sql(
                "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'"
                " and usename like 'svc_%' and state_change < now() - interval '200 ms'"
            )
        )

    await eventually(beeindigd, wat="een transactie stilstaat en wordt beëindigd")


@contextmanager
def nog_een(naam: str) -> Iterator[None]:
    """A second copy of this process beside the one that stands still."""
    log = Path(os.environ["MEEDOEN_FAILPOINTS"]).parent / f"tweede-{naam}.log"
    with log.open("wb") as uit:
        proces = subprocess.Popen([sys.executable, "-m", "infra.processes", naam], cwd=ROOT, stdout=uit, stderr=uit)
    try:
        yield
    finally:
        proces.terminate()
        try:
            proces.wait(10)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()


async def uitgevoerd(*woorden: str) -> str:
    """What this Python module prints on the stack of the tests. Fails when it does."""
    code, uit = await gedraaid(*woorden)
    assert code == 0, uit
    return uit


async def gedraaid(*woorden: str) -> tuple[int, str]:
    """The exit code of this Python module on the stack of the tests, and what it prints."""
    proces = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *woorden, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    uit, _ = await proces.communicate()
    return proces.returncode or 0, uit.decode()
