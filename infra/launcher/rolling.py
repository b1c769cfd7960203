"""A rolling restart: new copies start beside the old ones, take over, and only then the old ones leave.

`./meedoen roll` writes what must run into `<control>/rol.json` (the launcher of the new code knows best which
commands and variables that code needs), the supervisor of the stack does it, and answers in `<control>/rol.uit.json`:

    {"gelukt": true, "melding": "…", "stappen": [{"proces": "web", "gereed_s": 1.2, "samen_s": 0.0, "weg_s": 0.3}]}

The order is expand, roll: first the migration of the new code, which old code must be able to live with, then the
services with clock and worker, then web, so that no screen asks what no service knows yet. A new copy that is not ready
in time is ended and nothing has changed.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from infra.launcher import servers
from infra.launcher.output import LauncherError, say
from infra.launcher.stack import SERVICES, Stack
from infra.launcher.supervisor import Process, Supervisor

REQUEST, ANSWER = "rol.json", "rol.uit.json"
READY_SECONDS, LEAVE_SECONDS = 90, 60
# Who must say that it is ready, per process.
EXPECTED = {"diensten": {*SERVICES, "klok", "werker"}, "web": {"web"}}


class DoesNotRoll(Exception):
    """Dutch sentence; the old copies are still there."""


# ---- who asks


def ask(one: Stack, folder: Path, label: str, together: float) -> None:
    """Ask the supervisor of this stack to go over to the code in `folder`. `together`: seconds of old beside new."""
    (one.control / ANSWER).unlink(missing_ok=True)
    wanted = {
        "samen": together,
        "processen": [_written(process, folder, label) for process in (servers.migration(one), *_rolled(one))],
    }
    fresh = one.control / "rol.nieuw"
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(wanted, file)
    fresh.replace(one.control / REQUEST)


def answer(one: Stack) -> dict | None:
    """What became of it; None while it goes on."""
    with contextlib.suppress(FileNotFoundError):
        return json.loads((one.control / ANSWER).read_text())
    return None


def wait(one: Stack, seconds: float) -> dict:
    """As `answer`, once it is there. Raises LauncherError when it takes longer."""
    deadline = time.monotonic() + seconds
    while (found := answer(one)) is None:
        if time.monotonic() > deadline:
            raise LauncherError("Het vernieuwen duurt te lang; kijk in ./meedoen status wat er draait.")
        time.sleep(0.1)
    return found


def _rolled(one: Stack) -> tuple[Process, ...]:
    return servers.services(one), servers.web(one)


def _written(process: Process, folder: Path, label: str) -> dict:
    return {
        "naam": process.name,
        "opdracht": [str(word) for word in process.command],
        "omgeving": process.environment | {"MEEDOEN_BOUW": label},
        "map": str(folder),
    }


# ---- the supervisor's side


async def watch(supervisor: Supervisor) -> None:
    """Do what is asked, one request after the other, as long as the stack is up."""
    request = supervisor.stack.control / REQUEST
    while True:
        await asyncio.sleep(0.2)
        try:
            wanted = json.loads(request.read_text())
            request.unlink()
        except FileNotFoundError:
            continue
        steps: list[dict] = []
        try:
            for one in wanted["processen"]:
                steps.append(await _step(supervisor, one, wanted["samen"]))
            told = {"gelukt": True, "melding": "De nieuwe versie draait.", "stappen": steps}
        except DoesNotRoll as fault:
            told = {"gelukt": False, "melding": str(fault), "stappen": steps}
        except (OSError, KeyError, ValueError) as fault:
            told = {"gelukt": False, "melding": f"Het vernieuwen is gestopt: {fault}", "stappen": steps}
        _answer(supervisor.stack, told)
        say(told["melding"])


def _answer(one: Stack, told: dict) -> None:
    fresh = one.control / "rol.uit.nieuw"
    fresh.write_text(json.dumps(told, ensure_ascii=False))
    fresh.replace(one.control / ANSWER)


async def _step(supervisor: Supervisor, wanted: dict, together: float) -> dict:
    known = supervisor.kept[wanted["naam"]].process
    process = Process(
        known.name,
        wanted["opdracht"],
        wanted["omgeving"],
        known.ready,
        known.after,
        one_shot=known.one_shot,
        stop_signal=known.stop_signal,
        grace_seconds=known.grace_seconds,
        folder=Path(wanted["map"]),
        listens_on=known.listens_on,
    )
    return await (_once if process.one_shot else _replace)(supervisor, process, together)


async def _once(supervisor: Supervisor, process: Process, _together: float) -> dict:
    began = time.monotonic()
    handle = await supervisor.launch(process)
    try:
        code = await asyncio.wait_for(handle.wait(), 15 * 60)
    finally:
        supervisor.sweep(handle.pid)
    if code:
        raise DoesNotRoll(f"{process.name} is mislukt (code {code}); de vorige versie draait door.")
    return {"proces": process.name, "gereed_s": round(time.monotonic() - began, 2)}


async def _replace(supervisor: Supervisor, process: Process, together: float) -> dict:
    """New beside old, until the new one is ready; a while together; then the old one may finish what it has."""
    began = time.monotonic()
    async with _ear() as (address, heard):
        process.environment["NOTIFY_SOCKET"] = address
        new = await supervisor.launch(process)
        del process.environment["NOTIFY_SOCKET"]
        try:
            await _until_ready(process.name, new, heard)
        except BaseException:
            supervisor.sweep(new.pid)
            await new.wait()
            raise
    ready = time.monotonic()
    old = supervisor.take_the_place(process, new, began)
    say(f"{process.name}: de nieuwe versie is gereed, de vorige rondt af")
    try:
        await asyncio.sleep(together)
        leaving = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            old.send_signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(old.wait(), LEAVE_SECONDS)
    finally:
        supervisor.sweep(old.pid)
    return {
        "proces": process.name,
        "gereed_s": round(ready - began, 2),
        "samen_s": round(leaving - ready, 2),
        "weg_s": round(time.monotonic() - leaving, 2),
    }


@contextlib.asynccontextmanager
async def _ear() -> AsyncIterator[tuple[str, socket.socket]]:
    """A place where a process says that it is ready (infra/readiness.py), for as long as the block lasts."""
    with (
        tempfile.TemporaryDirectory(prefix="meedoen-") as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard,
    ):
        heard.setblocking(False)
        heard.bind(f"{folder}/gereed")
        yield f"{folder}/gereed", heard


async def _until_ready(name: str, new: asyncio.subprocess.Process, heard: socket.socket) -> None:
    missing = set(EXPECTED[name])
    deadline = time.monotonic() + READY_SECONDS
    while missing:
        with contextlib.suppress(BlockingIOError):
            while True:
                words = dict(line.partition("=")[::2] for line in heard.recv(1000).decode().splitlines())
                missing.discard(words.get("STATUS", ""))
        if new.returncode is not None:
            raise DoesNotRoll(f"De nieuwe {name} stopt (code {new.returncode}); de vorige versie draait door.")
        if time.monotonic() > deadline:
            raise DoesNotRoll(f"De nieuwe {name} wordt niet gereed ({', '.join(sorted(missing))} ontbreekt).")
        await asyncio.sleep(0.05)
