"""Start processes in order, restart what dies, stop everything in reverse order.

The supervisor keeps a JSON file for tests and for `status`:

    {"supervisor": pid, "name": "test", "ports": {"web": 20000, …}, "control": "<folder>",
     "pids": {"nats": 123, …},
     "processes": {"nats": {"pid": 123, "ready": true, "starts": 1, "seconds": 0.2, "log": "<file>"}, …}}

It is written anew at each change. A test that wants a process dead kills the pid; one that wants it to stay
dead first makes the file `<control>/<process>.neer`, and removes that file when it may come back.

A file `<control>/rol.json` asks for a rolling restart (infra/launcher/rolling.py).
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.launcher import places
from infra.launcher.output import say
from infra.launcher.stack import Stack

Probe = Callable[[], Awaitable[bool]]
READY_SECONDS = 90  # how long a first start may take before we give up on it
FAILURES = 8  # how often in a row a process may die before it was ready
LOG_LINES = 15


@dataclass(frozen=True)
class Process:
    """What to run, after which others, how to know that it is ready, and how to stop it."""

    name: str
    command: Sequence[str | Path]
    environment: dict[str, str] = field(repr=False)
    ready: Probe | None = None
    after: tuple[str, ...] = ()
    one_shot: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 8.0
    death_signal: str = "KILL"  # what it gets when the supervisor dies; "" when its command arranges that itself
    folder: Path = places.ROOT  # where its code is
    listens_on: int = 0  # a port of 127.0.0.1 that we hold open for it, whichever copy answers there


class _Kept:
    """A process as it is now."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.handle: asyncio.subprocess.Process | None = None
        self.first_ready = asyncio.Event()
        self.ready = False
        self.starts = 0
        self.seconds = 0.0  # how long the last start took
        self.task: asyncio.Task | None = None

    @property
    def alive(self) -> bool:
        return self.handle is not None and self.handle.returncode is None


class Supervisor:
    """Holds the processes of one stack. `async with Supervisor(…) as s: if await s.start(): …`."""

    def __init__(self, stack: Stack, processes: Sequence[Process]) -> None:
        self.stack = stack
        self.kept = {process.name: _Kept(process) for process in processes}
        self.stopping = False
        self.failure = ""
        self.stop_requested = asyncio.Event()
        self._sockets: dict[int, socket.socket] = {}
        self._helpers: list[asyncio.Task] = []

    async def __aenter__(self) -> "Supervisor":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._on_signal)
        self._write_state()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.stopping = True
        for helper in self._helpers:
            helper.cancel()
        await asyncio.gather(*self._helpers, return_exceptions=True)
        await self._stop()
        for held in self._sockets.values():
            held.close()
        self.stack.state_file.unlink(missing_ok=True)

    async def start(self) -> bool:
        """Start all; True once every process is ready, False when one cannot start or the user stops us."""
        for kept in self.kept.values():
            kept.task = asyncio.create_task(self._guard(kept))
        all_ready = asyncio.gather(*(kept.first_ready.wait() for kept in self.kept.values()))
        stopped = asyncio.ensure_future(self.stop_requested.wait())
        await asyncio.wait({all_ready, stopped}, return_when=asyncio.FIRST_COMPLETED)
        started = all_ready.done() and not self.stop_requested.is_set()
        for left_over in (all_ready, stopped):
            left_over.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await left_over
        return started

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this as long as the stack is up; cancelled before the processes are stopped."""
        self._helpers.append(asyncio.create_task(work))

    async def wait_for_stop(self) -> None:
        """Return when the user asks us to stop or when a process cannot be kept alive (see `failure`)."""
        await self.stop_requested.wait()

    # ---- the life of one process

    async def _guard(self, kept: _Kept) -> None:
        """Keep the process alive; a fault of our own ends the stack instead of leaving a process unwatched."""
        try:
            await self._live(kept)
        except Exception as fault:
            self.failure = f"{kept.process.name} kan niet worden gestart: {fault}"
            self.stop_requested.set()

    async def _live(self, kept: _Kept) -> None:
        for name in kept.process.after:
            await self.kept[name].first_ready.wait()
        failures = 0
        while not self.stopping:
            process = kept.process  # a rolling restart may have put another in its place
            await self._while_held_down(process.name)
            began = time.monotonic()
            kept.handle = await self._spawn(kept)
            became_ready = await self._until_ready(kept, began)
            code = await self._until_dead(kept)
            process = kept.process
            if self.stopping:
                return
            if process.one_shot and code == 0:
                kept.seconds = time.monotonic() - began
                self._set_ready(kept)
                return
            self._set_dead(kept)
            failures = 0 if became_ready else failures + 1
            if process.one_shot or failures > FAILURES:
                self._give_up(kept, code)
                return
            pause = min(0.1 * 2**failures, 5.0)
            say(f"{process.name} is gestopt (code {code}) en wordt opnieuw gestart")
            await asyncio.sleep(pause)

    async def _until_dead(self, kept: _Kept) -> int:
        """The exit code of the copy that nobody took the place of."""
        while True:
            handle = kept.handle
            code = await handle.wait()
            self.sweep(handle.pid)
            if kept.handle is handle:
                return code

    async def _spawn(self, kept: _Kept) -> asyncio.subprocess.Process:
        kept.starts += 1
        handle = await self.launch(kept.process)
        self._write_state(kept, handle.pid)
        return handle

    async def launch(self, process: Process) -> asyncio.subprocess.Process:
        """Start the process, with the socket that we hold for it. Who it is of, the caller must remember."""
        held = self._socket(process.listens_on) if process.listens_on else None
        handed = {"WEB_SOCKET": str(held.fileno())} if held else {}
        with self.log_file(process.name).open("ab") as log:
            handle = await asyncio.create_subprocess_exec(
                *die_with_parent(process.command, process.death_signal),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=process.folder,
                env=process.environment | handed,
                pass_fds=[held.fileno()] if held else [],
                start_new_session=True,  # else Ctrl-C would reach all of them at once, in no order
            )
        return handle

    def _socket(self, port: int) -> socket.socket:
        """The listening socket of this port. It outlives the process, so whoever connects meanwhile only waits."""
        if port not in self._sockets:
            held = socket.socket()
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", port))
            held.listen(2048)
            held.setblocking(False)
            self._sockets[port] = held
        return self._sockets[port]

    async def _until_ready(self, kept: _Kept, began: float) -> bool:
        """Poll until the process is ready (True) or has died (False; also for a one-shot process)."""
        process = kept.process
        while kept.alive and not self.stopping and not process.one_shot:
            if process.ready is None or await process.ready():
                if kept.alive:
                    kept.seconds = time.monotonic() - began
                    self._set_ready(kept)
                    return True
            elif not kept.first_ready.is_set() and time.monotonic() - began > READY_SECONDS:
                self._give_up(kept, None)
                return False
            await asyncio.sleep(0.03)
        return False

    async def _while_held_down(self, name: str) -> None:
        hold = self.stack.control / f"{name}.neer"
        while hold.exists() and not self.stopping:
            await asyncio.sleep(0.05)

    def _set_ready(self, kept: _Kept) -> None:
        kept.ready = True
        kept.first_ready.set()
        self._write_state()

    def _set_dead(self, kept: _Kept) -> None:
        kept.ready = False
        self._write_state()

    def _give_up(self, kept: _Kept, code: int | None) -> None:
        name = kept.process.name
        how = "wordt niet gereed" if code is None else f"stopt steeds (code {code})"
        if kept.process.one_shot:
            how = f"is mislukt (code {code})"
        self.failure = f"{name} {how}; zie ./meedoen logs {name}"
        for line in self.log_file(name).read_text(errors="replace").splitlines()[-LOG_LINES:]:
            print(f"  {name} | {line}", file=sys.stderr)
        self.stop_requested.set()

    def take_the_place(self, process: Process, handle: asyncio.subprocess.Process, began: float) -> Any:
        """From now on this is the process of that name. Returns the handle of the copy that was it."""
        kept = self.kept[process.name]
        left, kept.handle, kept.process = kept.handle, handle, process
        kept.starts += 1
        kept.seconds = time.monotonic() - began
        self._write_state()
        return left

    def sweep(self, group: int) -> None:
        """End what a dead process left in its process group: two copies of one service must not run."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)

    # ---- the end

    def _on_signal(self) -> None:
        if self.stop_requested.is_set() and self.stopping:  # asked twice: no more patience
            for kept in self.kept.values():
                if kept.alive:
                    self.sweep(kept.handle.pid)
        self.stop_requested.set()

    async def _stop(self) -> None:
        """Stop in reverse order; processes that do not need each other stop at the same time."""
        self.stopping = True
        left = list(self.kept.values())
        while left:
            needed = {name for kept in left for name in kept.process.after}
            layer = [kept for kept in left if kept.process.name not in needed]
            await asyncio.gather(*(self._end(kept) for kept in layer))
            left = [kept for kept in left if kept not in layer]

    async def _end(self, kept: _Kept) -> None:
        if kept.alive:
            with contextlib.suppress(ProcessLookupError):
                kept.handle.send_signal(kept.process.stop_signal)
            try:
                await asyncio.wait_for(kept.handle.wait(), kept.process.grace_seconds)
            except TimeoutError:
                self.sweep(kept.handle.pid)
                await kept.handle.wait()
            self.sweep(kept.handle.pid)
        if kept.task:
            kept.task.cancel()
            await asyncio.gather(kept.task, return_exceptions=True)

    # ---- what others can see

    def log_file(self, name: str) -> Path:
        return self.stack.logs / f"{name}.log"

    def _write_state(self, changed: _Kept | None = None, pid: int | None = None) -> None:
        processes = {}
        for name, kept in self.kept.items():
            known = pid if kept is changed else kept.handle.pid if kept.alive else None
            log = str(self.log_file(name))
            processes[name] = {
                "pid": known,
                "ready": kept.ready,
                "starts": kept.starts,
                "seconds": round(kept.seconds, 2),
                "log": log,
            }
        state = {
            "supervisor": os.getpid(),
            "name": self.stack.name,
            "environment": self.stack.environment,
            "durable": self.stack.durable,
            "closed": self.stack.closed,
            "sockets": str(self.stack.sockets),
            "ports": self.stack.ports,
            "control": str(self.stack.control),
            "pids": {name: process["pid"] for name, process in processes.items() if process["pid"]},
            "processes": processes,
        }
        fresh = self.stack.state_file.with_suffix(".nieuw")
        fresh.write_text(json.dumps(state, indent=1))
        fresh.replace(self.stack.state_file)


def die_with_parent(command: Sequence[str | Path], death_signal: str = "KILL") -> list[str]:
    """The command, such that the kernel ends it when we die, even by kill -9 (Linux; elsewhere as it is)."""
    words = [str(word) for word in command]
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", death_signal, "--", *words] if setpriv and death_signal else words


def accepts_at(path: Path) -> Probe:
    """Ready when something listens at this path."""

    async def probe() -> bool:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_unix_connection(path), 0.5)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    return probe


def accepts_tcp(port: int) -> Probe:
    """Ready when something listens on this port."""

    async def probe() -> bool:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 0.5)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    return probe


def answers_http(url: str, accept: Callable[[bytes], bool] = lambda _: True) -> Probe:
    """Ready when this address answers 200 and `accept` likes the body."""

    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask() -> bool:
        try:
            with direct.open(url, timeout=2) as answer:
                return answer.status == 200 and accept(answer.read())
        except (OSError, ValueError):
            return False

    return lambda: asyncio.to_thread(ask)


def ends_well(command: Sequence[str]) -> Probe:
    """Ready when this command ends with 0."""

    async def probe() -> bool:
        nothing = asyncio.subprocess.DEVNULL
        streams = {"stdin": nothing, "stdout": nothing, "stderr": nothing}
        checker = await asyncio.create_subprocess_exec(*command, **streams)
        return await checker.wait() == 0

    return probe
