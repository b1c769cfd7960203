"""How much processor time each process of the stack used: tells where the time of a request goes."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
SHOWN = ("web", "diensten", "nats", "database")


class Usage:
    """Processor time in ms per process of the stack with its children, of the bench itself (`klant`) and of others.

    `elders` is everything else that kept this machine busy: what a figure has to be read with. Only `klant` where
    the stack is unknown or the system tells nothing (no /proc).
    """

    def __init__(self) -> None:
        state = os.environ.get("MEEDOEN_STACK", "")
        pids = json.loads(Path(state).read_text())["pids"] if state else {}
        self.roots = {pid: name for name, pid in pids.items() if name in SHOWN and Path(f"/proc/{pid}/stat").exists()}

    def read(self) -> dict[str, float]:
        used = dict.fromkeys(self.roots.values(), 0.0)
        parents, times = _table()
        for pid, ms in times.items():
            root = pid
            while root and root not in self.roots:
                root = parents.get(root, 0)
            if root:
                used[self.roots[root]] += ms
        used["klant"] = time.process_time() * 1000
        if (busy := _busy()) is not None:
            used["elders"] = busy - sum(used.values())
        return used

    def since(self, before: dict[str, float]) -> dict[str, float]:
        return {name: ms - before[name] for name, ms in self.read().items()}


def _table() -> tuple[dict[int, int], dict[int, float]]:
    parents: dict[int, int] = {}
    times: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        parents[int(folder.name)] = int(fields[1])
        times[int(folder.name)] = (int(fields[11]) + int(fields[12])) * TICK_MS
    return parents, times


def _busy() -> float | None:
    """How long all processors together have worked, in ms."""
    try:
        user, nice, system, _idle, _iowait, irq, softirq = map(int, Path("/proc/stat").read_text().split()[1:8])
    except (OSError, ValueError):
        return None
    return (user + nice + system + irq + softirq) * TICK_MS
