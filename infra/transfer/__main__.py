"""`python -m infra.transfer export|import`: see ./meedoen --help."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from infra import clock
from infra.transfer.give import NietOverTeDragen, export
from infra.transfer.take import take


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def agreed(question: str, *, yes: bool) -> bool:
    """Whether somebody at the keyboard agrees, or has said so with --ja."""
    if yes:
        return True
    if not sys.stdin.isatty():
        return False
    print(f"{question} Typ ja: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() == "ja"


def main() -> int:
    parser = argparse.ArgumentParser(prog="meedoen", allow_abbrev=False)
    words = parser.add_subparsers(dest="wat", required=True)
    one = words.add_parser("export")
    one.add_argument("tenant")
    one.add_argument("--naar", required=True, type=Path)
    two = words.add_parser("import")
    two.add_argument("map", type=Path)
    for word in (one, two):
        word.add_argument("--ja", action="store_true")
        word.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    clock.rules_follow()
    if asked.wat == "export":
        question = f"Dit schrijft alle dossiers van {asked.tenant}, leesbaar, in {asked.naar}. Doorgaan?"
    else:
        question = f"Dit voert de export in {asked.map} in deze installatie in. Doorgaan?"
    try:
        if not agreed(question, yes=asked.ja):
            raise NietOverTeDragen("Niets gedaan. Bevestig met --ja.")
        work = export(asked.tenant, asked.naar, say) if asked.wat == "export" else take(asked.map, say)
        figures = asyncio.run(work)
    except NietOverTeDragen as trouble:
        if asked.json:
            print(json.dumps({"geslaagd": False, "fout": str(trouble)}, ensure_ascii=False))
        print(trouble, file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' ')}: {value}")
    return 0 if figures["geslaagd"] else 1


if __name__ == "__main__":
    sys.exit(main())
