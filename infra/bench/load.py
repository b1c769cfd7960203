"""Asking again and again with so many clients at once, and what the times say."""

from __future__ import annotations

import asyncio
import os
import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import perf_counter

from infra.bench.processes import Usage

# One request of client number n. Raises when the answer is not what the bench came for.
Once = Callable[[int], Awaitable[None]]


class Exhausted(Exception):
    """There is nothing left to act on; the slot ends here."""


@dataclass
class Slot:
    """One layer, so many clients, for a short time. Times in ms."""

    times: list[float]
    seconds: float
    cpu: dict[str, float] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        ordered = sorted(self.times)

        def percentile(share: float) -> float:
            return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

        cpu = dict(self.cpu)
        others = max(cpu.pop("elders", 0.0), 0.0) / (self.seconds * 10 * (os.cpu_count() or 1))
        return {
            "p50_ms": percentile(0.50),
            "p95_ms": percentile(0.95),
            "p99_ms": percentile(0.99),
            "per_seconde": len(ordered) / self.seconds,
            "elders_procent": others,
        } | {f"cpu_ms_{name}": ms / len(ordered) for name, ms in cpu.items()}


async def slot(once: Once, clients: int, seconds: float, usage: Usage) -> Slot:
    """Every client asks, waits for the answer, asks again."""
    times: list[float] = []

    async def client(number: int, end: float) -> None:
        while (begin := perf_counter()) < end:
            try:
                await once(number)
            except Exhausted:
                return
            times.append((perf_counter() - begin) * 1000)

    used, begin = usage.read(), perf_counter()
    await asyncio.gather(*(client(number, begin + seconds) for number in range(clients)))
    passed = perf_counter() - begin
    return Slot(times, passed, usage.since(used))


def medians(slots: list[Slot]) -> dict[str, float]:
    """The median of each figure over the rounds, and how many requests it rests on."""
    figures = [one.figures() for one in slots]
    typical = {name: round(statistics.median(f[name] for f in figures), 3) for name in figures[0]}
    return typical | {"aantal": sum(len(one.times) for one in slots)}


def ratio(layer: dict[str, float], base: dict[str, float]) -> dict[str, float]:
    return {name: round(layer[f"{name}_ms"] / base[f"{name}_ms"], 2) for name in ("p50", "p95", "p99")}


def machine() -> dict[str, object]:
    """What it was measured on."""
    lines = [line for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name")]
    memory = _read("/proc/meminfo").split("\n", 1)[0].split()
    return {
        "kernen": os.cpu_count(),
        "processor": lines[0].partition(":")[2].strip() if lines else "onbekend",
        "geheugen_mb": int(memory[1]) // 1024 if len(memory) > 1 else None,
    }


def _read(path: str) -> str:
    try:
        with open(path) as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""
