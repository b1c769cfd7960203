"""`python -m infra.audit verify|anchor [--json]`: judge the chains of audit lines, or anchor them now.

With the rights of the migration: it looks at every tenant at once, and reads only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from time import perf_counter

import asyncpg
import msgspec

from infra import clock
from infra.audit import anchors, chain
from infra.migrate import SCHEMAS
from infra.settings import settings


async def verify() -> tuple[list[chain.Uitslag], int]:
    """All chains and how many anchors there are."""
    ankers = anchors.read(anchors.folder())
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        async with chain.snapshot(connection):
            return await chain.verify(connection, SCHEMAS, ankers), len(ankers)
    finally:
        await connection.close()


async def anchor() -> int:
    """Anchor what every chain ends with now, of every tenant that ever was."""
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        koppen = [
            (dienst, *kop)
            for dienst in SCHEMAS
            for kop in await connection.fetch(f"select tenant, seq, hash from {dienst}.audit_kop order by tenant")
        ]
    finally:
        await connection.close()
    return anchors.append(anchors.folder(), koppen)


def _verify(als_json: bool) -> int:
    begin = perf_counter()
    uitslagen, ankers = asyncio.run(verify())
    regels, stuk = sum(u.regels for u in uitslagen), [u for u in uitslagen if u.breuk]
    if als_json:
        antwoord = {
            "in_orde": not stuk,
            "regels": regels,
            "ketens": len(uitslagen),
            "ankers": ankers,
            "seconden": round(perf_counter() - begin, 2),
            "breuken": [{"tenant": u.tenant, "dienst": u.dienst, **msgspec.structs.asdict(u.breuk)} for u in stuk],
            "per_keten": [msgspec.structs.asdict(u) | {"breuk": bool(u.breuk)} for u in uitslagen],
        }
        print(json.dumps(antwoord, ensure_ascii=False, indent=1))
        return 1 if stuk else 0
    for u in uitslagen:
        hoe = f"breuk bij {u.breuk.seq}: {u.breuk.reden}. {u.breuk.uitleg}" if u.breuk else "heel"
        print(f"{u.tenant:<12} {u.dienst:<13} {u.regels:>9} regels {u.ankers:>5} ankers  {hoe}")
    print(f"{regels} regels in {len(uitslagen)} ketens, {len(stuk)} gebroken, {ankers} ankers.")
    if not ankers:
        print("Er zijn nog geen ankers: dat er aan het eind iets is afgeknipt, is zo niet te zien.")
    return 1 if stuk else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="meedoen audit", allow_abbrev=False)
    parser.add_argument("wat", choices=("verify", "anchor"))
    parser.add_argument("--json", action="store_true")
    gevraagd = parser.parse_args()
    clock.rules_follow()
    try:
        if gevraagd.wat == "verify":
            return _verify(gevraagd.json)
        aantal = asyncio.run(anchor())
    except anchors.Onleesbaar as fout:
        print(fout, file=sys.stderr)
        return 1
    print(json.dumps({"ankers": aantal}) if gevraagd.json else f"{aantal} ankers geschreven in {anchors.folder()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
