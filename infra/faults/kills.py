"""kill -9 at every fail point, with a client that retries with the same key.

Every process has a lane of its own, so that one that must wait (a fact comes back after the five seconds of its
consumer) holds up no other. Nothing is waited for that the next kill does not need: what must be true is judged at
the end, over everything together.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from infra import clock, failpoints, people
from infra.failpoints import POINTS
from infra.faults import invariants
from infra.faults.client import Client, NoAnswer, until
from infra.faults.loads import Ledger, Loads
from infra.faults.verdict import Verdict, judge, settle

HIT_SECONDS = 60.0
Load = Callable[[Loads], Awaitable[Any]]


def _points(*beginnings: str) -> list[str]:
    return [point for point in POINTS if point.startswith(beginnings)]


WORK: tuple[Load, ...] = (Loads.uitnodigen, Loads.document)
# Process to point to the loads that bring it there. Nobody acts on financien: its three points of an act are those of
# the change that a fact makes.
TARGETS: dict[str, dict[str, tuple[Load, ...]]] = {
    "thuiszitters": dict.fromkeys(_points("act.", "relay."), (Loads.melden,))
    | dict.fromkeys(_points("reaction."), (Loads.besluit_over_bekende,)),
    "intake": dict.fromkeys(_points("act.", "relay."), (Loads.beginnen,))
    | dict.fromkeys(_points("reaction."), (Loads.aangemeld,)),
    "netwerk": dict.fromkeys(_points("act."), (Loads.persoon,))
    | dict.fromkeys(_points("relay."), (Loads.aangemeld_door_netwerk,)),
    "commissie": dict.fromkeys(_points("act."), (Loads.deskundige,))
    | dict.fromkeys(_points("relay."), (Loads.behandeling,))
    | dict.fromkeys(_points("reaction."), (Loads.aangemeld,)),
    "financien": dict.fromkeys(_points("act.after_", "relay.", "reaction."), (Loads.besluit,)),
    "klok": dict.fromkeys(_points("clock."), WORK),
    "werker": dict.fromkeys(_points("job."), WORK)
    | dict.fromkeys(_points("mail."), (Loads.uitnodigen,))
    | dict.fromkeys(_points("scan.", "clean."), (Loads.document,)),
    "web": dict.fromkeys(_points("web."), (Loads.web_beginnen,)),
}
del TARGETS["financien"]["act.after_idem"]
Target = tuple[str, str]  # process, point
ALL: tuple[Target, ...] = tuple((process, point) for process, points in TARGETS.items() for point in points)


def plan(kills: int, chance: random.Random, targets: Iterable[Target] = ALL) -> list[Target]:
    """So many targets: every point as often as every other, and within a point every process in turn."""
    per_point: dict[str, list[Target]] = {}
    for target in targets:
        per_point.setdefault(target[1], []).append(target)
    for found in per_point.values():
        chance.shuffle(found)
    order = list(per_point.values())
    planned = [order[n % len(order)][n // len(order) % len(order[n % len(order)])] for n in range(kills)]
    chance.shuffle(planned)
    return planned


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@dataclass
class Report:
    """What one run found. `lost` and `doubled` count missing and surplus effects; `hits` kills per point."""

    planned: int
    seed: int
    hits: Counter[str] = field(default_factory=Counter)
    processes: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)  # points that no process came to
    seconds: float = 0.0
    settling: float = 0.0
    asked_again: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    invariants: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def kills(self) -> int:
        return self.hits.total()

    @property
    def good(self) -> bool:
        broken = any(found["goed"] is False for found in self.invariants.values())
        return not (self.missed or self.verdict.lost or self.verdict.doubled or broken)

    def document(self) -> dict[str, Any]:
        """The report as it is printed."""
        return {
            "kills": self.kills,
            "lost": self.verdict.lost,
            "doubled": self.verdict.doubled,
            "gevraagd": self.planned,
            "seed": self.seed,
            "hits": {point: self.hits[point] for point in POINTS},
            "processen": dict(sorted(self.processes.items())),
            "niet_geraakt": self.missed,
            "seconds": round(self.seconds, 1),
            "seconds_per_kill": round(self.seconds / max(self.kills, 1), 2),
            "nawerken_s": round(self.settling, 1),
            "opnieuw_gevraagd": self.asked_again,
            "nageteld": self.verdict.checked,
            "mis": self.verdict.wrong[:50],
            "invarianten": self.invariants,
            "geslaagd": self.good,
        }


class Killer:
    """One run on a stack that is up."""

    def __init__(self, client: Client, *, seed: int, talk: Callable[[str], None] = say):
        self.client, self.talk = client, talk
        self.chance = random.Random(seed)
        self.seed = seed
        self.ledger = Ledger()
        self.loads = Loads(client, self.ledger)
        folder = failpoints.folder()
        if folder is None:
            raise SystemExit("Storingen worden alleen op een teststapel gemaakt.")
        folder.mkdir(exist_ok=True)
        self.folder = folder

    async def run(self, kills: int, targets: Iterable[Target] = ALL, *, patience: float = 120.0) -> Report:
        """Kill so often, let everything finish, and judge."""
        report = Report(kills, self.seed)
        await people.load_patiently(self.client.beheer)
        begin, since = time.monotonic(), clock.echt()
        lanes: dict[str, list[str]] = {}
        for process, point in plan(kills, self.chance, targets):
            lanes.setdefault(process, []).append(point)
        told = asyncio.create_task(self._progress(report, begin))
        try:
            await asyncio.gather(*(self._lane(process, points, report) for process, points in lanes.items()))
        finally:
            told.cancel()
            for left in self.folder.iterdir():
                left.unlink(missing_ok=True)
        self.talk(f"{report.kills} keer gedood; wachten tot alles is nagewerkt …")
        at = time.monotonic()
        await settle(self.client, self.ledger, patience)
        report.settling = time.monotonic() - at
        report.verdict = await judge(self.client, self.ledger)
        report.invariants = await invariants.check(self.client, self.ledger, report.verdict, since)
        report.asked_again = self.client.repeats
        report.seconds = time.monotonic() - begin
        return report

    async def _progress(self, report: Report, begin: float) -> None:
        while True:
            await asyncio.sleep(10)
            self.talk(f"{report.kills} van {report.planned} keer gedood ({time.monotonic() - begin:.0f} s)")

    async def _lane(self, process: str, points: list[str], report: Report) -> None:
        for point in points:
            loads = TARGETS[process][point]
            if point.startswith("reaction."):
                await self._all_heard(process)
            target = self.folder / f"{point}@{process}"
            target.write_text("")
            try:
                await self.chance.choice(loads)(self.loads)
            except NoAnswer:
                report.missed.append(f"{target.name}: {process} kwam niet terug")
                continue
            if await until(lambda target=target: _gone(target), HIT_SECONDS):
                report.hits[point] += 1
                report.processes[process] += 1
            else:
                target.unlink(missing_ok=True)
                report.missed.append(target.name)

    async def _all_heard(self, process: str) -> None:
        """One death per fact: the next one is told when this process heard those before."""
        ids = [id for dienst, id in self.ledger.heard if dienst == process][-20:]

        async def heard() -> bool:
            return await self.client.value(f"select count(*) from {process}.inbox where id = any($1)", ids) == len(ids)

        if ids:
            await until(heard, HIT_SECONDS, 0.1)


async def _gone(target: Any) -> bool:
    return not target.exists()
