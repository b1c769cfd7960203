"""`./meedoen bench`: how fast the werkvoorraad and one change of status are, and where the time goes.

Runs beside an empty stack. Prints one JSON document on standard output; progress on standard error.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import sys

from infra.bench.run import Bench


def main() -> int:
    parser = argparse.ArgumentParser(prog="./meedoen bench")
    parser.add_argument("--cases", type=int, default=100_000, help="aantal zaken in de tabel")
    parser.add_argument("--rounds", type=int, default=5, help="aantal rondes; de cijfers zijn de mediaan daarvan")
    parser.add_argument("--seconds", type=float, default=1.5, help="hoe lang elke meting in een ronde duurt")
    words = parser.parse_args()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as the processes that are measured
    report = asyncio.run(Bench(words.cases, words.rounds, words.seconds).run())
    print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)
    if report["zonder_index"]:
        print("Niet elke vraag gebruikt een index; zie zonder_index.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
