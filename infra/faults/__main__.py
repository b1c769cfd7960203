"""`./meedoen faults`: kill every process at every fail point and prove that nothing is lost and nothing doubled.

Runs beside a stack of its own. Prints one JSON document on standard output; progress on standard error. Exit code 1
when something is lost, doubled or not hit, or when an invariant is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys

from infra import clock
from infra.faults.client import Client
from infra.faults.kills import Killer, Report


async def _run(kills: int, seed: int) -> Report:
    client = await Client.open()
    try:
        return await Killer(client, seed=seed).run(kills)
    finally:
        await client.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./meedoen faults")
    parser.add_argument("--kills", type=int, default=60, help="hoe vaak een proces wordt gedood")
    parser.add_argument("--seed", type=int, default=None, help="de volgorde van een eerdere keer")
    parser.add_argument("--json", action="store_true", help="het verslag als JSON, zoals altijd")
    words = parser.parse_args()
    clock.rules_follow()
    seed = secrets.randbelow(2**31) if words.seed is None else words.seed
    print(f"Volgorde {seed}", file=sys.stderr, flush=True)
    report = asyncio.run(_run(words.kills, seed))
    print(json.dumps(report.document(), ensure_ascii=False, indent=1), flush=True)
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
