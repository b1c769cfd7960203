"""`python -m infra.backup backup|restore`: see ./meedoen --help. Figures for people, or with --json for programs."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import Any

from infra.backup.shelf import NietTerugTeZetten
from infra.launcher.output import LauncherError


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="meedoen", allow_abbrev=False)
    words = parser.add_subparsers(dest="wat", required=True)
    one = words.add_parser("backup")
    one.add_argument("--telling", action="store_true")
    one.add_argument("--json", action="store_true")
    one = words.add_parser("restore")
    one.add_argument("--stapel", required=True)
    one.add_argument("--als", required=True)
    one.add_argument("--to", default="")
    one.add_argument("--ja", action="store_true")
    one.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    try:
        if asked.wat == "backup":
            from infra.backup.make import backup

            figures = asyncio.run(backup(say, only_count=asked.telling))
        else:
            from infra.backup.restore import restore

            figures = asyncio.run(restore(asked.stapel, asked.als, asked.to, yes=asked.ja, say=say))
    except (NietTerugTeZetten, LauncherError) as trouble:
        if asked.json:
            print(json.dumps({"geslaagd": False, "fout": str(trouble)}, ensure_ascii=False))
        print(trouble, file=sys.stderr)
        return 1
    print(json.dumps(figures, ensure_ascii=False, indent=1) if asked.json else _in_words(asked.wat, figures))
    return 0 if figures["geslaagd"] else 1


def _in_words(what: str, f: dict[str, Any]) -> str:
    if what == "backup" and "basis" not in f:
        return f"Geteld op {f['telling']}: {f['rijen']} rijen."
    if what == "backup":
        return "\n".join(
            [
                f"De backup staat in {f['map']} ({f['basis_bytes'] / 1e6:.0f} MB, {f['seconden']} s).",
                f"Terug te zetten is elk moment vanaf {f['terug_te_zetten_vanaf']}.",
                f"{f['rijen']} rijen geteld, {f['nieuwe_bestanden']} nieuwe bestanden.",
            ]
        )
    steps = ", ".join(f"{name} {seconds} s" for name, seconds in f["seconden_per_stap"].items())
    rows = sum(sum(per.values()) for per in f["rijen"].values())
    lines = [
        f"Teruggezet als {f['stapel']}, tot en met de wijziging van {f['laatste_wijziging']}.",
        f"  basis {f['basis']} ({f['basis_bytes'] / 1e6:.0f} MB), {f['logboek_stukken']} stukken logboek",
        f"  {rows} rijen in {len(f['rijen'])} tabellen, {f['bestanden']} bestanden met de goede afdruk",
        f"  {f['auditregels']} auditregels in {f['ketens']} ketens, {f['invarianten']} invarianten getoetst",
        f"  {f['sessies_beeindigd']} sessies beëindigd: iedereen meldt zich opnieuw aan",
        f"  {f['seconden']} s ({steps})",
        *(f"  FOUT: {fault}" for fault in f["fouten"]),
        "Alles klopt." if f["geslaagd"] else "Het klopt niet: gebruik deze stapel niet.",
        f"Starten: ./meedoen stack --alles --verder --naam {f['stapel']}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
