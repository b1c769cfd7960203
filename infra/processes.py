"""`python -m infra.processes intake commissie …`: one process per name, from one warm parent.

The parent imports the code once and forks a child for each name, so that a child costs little memory and a dead
one is back in a tenth of a second. Children share no connection: all are made after the fork. Names: the services,
`klok` (the clock) and `werker` (the worker).
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable

from infra import clock, failpoints, jobs, keys, packages, ticker, watch
from infra.audit.anchors import anchor_in_thread
from infra.backup.ledger import keep_in_thread
from infra.log import configure, log
from infra.nights import clear_traces, plan_in_thread
from infra.runtime import Runner
from infra.service import Service
from tenants.registry import registry

SERVICES = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
OVERIG = ("klok", "werker")
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15


def load(name: str) -> Service:
    """The nameplate of a service with everything hung in its doors."""
    # What others tell, also what this service does nothing with: a kind that nobody here knows is from a newer version.
    packages.load_contracts(SERVICES)
    package = f"services.{name}"
    service: Service = getattr(importlib.import_module(f"{package}.service"), name.upper())
    if "sporen_wissen" not in service.jobs:
        clear_traces(service)
    packages.hang_doors(name)
    return service


def _serve(service: Service) -> None:
    async def main() -> None:
        runner = Runner(service)
        loop = asyncio.get_running_loop()
        for soort in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(soort, runner.stopping.set)
        await runner.run()

    asyncio.run(main())


def _tick(services: list[Service]) -> None:
    async def main() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for soort in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(soort, stopping.set)
        await ticker.tick(services, stopping)

    asyncio.run(main())


def _work(services: list[Service], alle: list[Service]) -> None:
    """`services`: whose jobs are done here; `alle`: whose audit lines are anchored and counted."""
    stopping = threading.Event()
    for soort in (signal.SIGTERM, signal.SIGINT):
        signal.signal(soort, lambda *_: stopping.set())
    anchor_in_thread(alle, stopping)
    watch.in_thread(alle, stopping)
    keep_in_thread(alle, stopping)
    plan_in_thread(services, stopping)
    jobs.run_worker(services, stopping)


def run_one(name: str, services: dict[str, Service]) -> None:
    """Be this process until told to stop."""
    configure(name)
    failpoints.be(name)
    for service in services.values():
        if name in (service.name, "werker"):
            keys.check(service.name)
    if name == "klok":
        _tick([s for s in services.values() if s.jobs])
    elif name == "werker":
        _work([s for s in services.values() if s.jobs], list(services.values()))
    else:
        _serve(services[name])


def _die_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _be_called(name: str) -> None:
    """The name of this child as `ps` and `top` show it; all share one command line."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())


class Family:
    """The parent: forks, watches, forks again with a growing pause when a child keeps dying."""

    def __init__(self, names: Iterable[str], services: dict[str, Service]):
        self.services = services
        self.pause = dict.fromkeys(names, 0.0)
        self.children: dict[int, tuple[str, float]] = {}
        self.stopping = False

    def fork(self, name: str) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            self.children[pid] = (name, time.monotonic())
            return
        code = 1
        try:
            for soort in (signal.SIGTERM, signal.SIGINT):
                signal.signal(soort, signal.SIG_DFL)
            _die_with_parent(parent)
            _be_called(name)
            run_one(name, self.services)
            code = 0
        except SystemExit as uit:
            code = uit.code if isinstance(uit.code, int) else 1
            if isinstance(uit.code, str):
                print(uit.code, flush=True)
        except BaseException:
            log.exception("proces gestopt door een fout", dienst=name)
        finally:
            sys.stdout.flush()
            os._exit(code)

    def stop(self, *_: object) -> None:
        self.stopping = True
        for pid in self.children:
            os.kill(pid, signal.SIGTERM)

    def run(self) -> None:
        for soort in (signal.SIGTERM, signal.SIGINT):
            signal.signal(soort, self.stop)
        for name in self.pause:
            self.fork(name)
        while self.children:
            try:
                pid, status = os.wait()
            except InterruptedError:
                continue
            name, begin = self.children.pop(pid)
            if self.stopping:
                continue
            log.warning("proces gestopt, start opnieuw", dienst=name, status=status)
            lang = time.monotonic() - begin > 10
            # A test that kills on purpose is no process that keeps dying by itself.
            gedood = status == signal.SIGKILL and failpoints.folder() is not None
            self.pause[name] = 0.0 if lang or gedood else min(self.pause[name] * 2 + 0.1, 5)
            time.sleep(self.pause[name])
            if not self.stopping:
                self.fork(name)


def main(names: list[str]) -> None:
    onbekend = [name for name in names if name not in (*SERVICES, *OVERIG)]
    if onbekend or not names:
        raise SystemExit(
            f"Onbekend onderdeel {', '.join(onbekend) or '(geen)'}; kies uit {', '.join((*SERVICES, *OVERIG))}."
        )
    configure("diensten")
    clock.rules_follow()
    for tenant, fout in registry().gebreken.items():
        log.error("map van samenwerkingsverband onbruikbaar, de vorige versie geldt", tenant=tenant, fout=fout)
    nodig = SERVICES if set(names) & set(OVERIG) else tuple(n for n in SERVICES if n in names)
    services = {name: load(name) for name in nodig}
    if len(names) == 1:
        run_one(names[0], services)
        return
    # Frozen objects stay out of the collector's way, and out of the pages that a child would copy.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    Family(names, services).run()


if __name__ == "__main__":
    main(sys.argv[1:])
