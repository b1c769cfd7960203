"""`python -m infra.rotate_keys intake commissie`: every tenant key under the master key that seals now.

Run it after the first master key of MASTER_KEYS_<SERVICE> was changed everywhere, with the old one still behind it.
When it says that nothing is left, the old one can be taken out and destroyed. Safe to repeat, and while people work:
one row per tenant changes. How and how often: docs/security/documenten.md.
"""

from __future__ import annotations

import asyncio
import sys

from infra import keys
from infra.database import Database
from infra.processes import load
from services.kern.principal import Systeem
from tenants.registry import load_all


async def rotate(name: str) -> int:
    """How many tenant keys of this service were sealed anew."""
    database = Database(load(name), pool=1)
    try:
        done = 0
        for tenant in load_all():
            async with database.writing(Systeem(tenant=tenant, dienst=name)) as unit:
                done += await keys.overzetten(unit)
        return done
    finally:
        await database.close()


def main(names: list[str]) -> None:
    if not names or set(names) - set(keys.WITH_FILES):
        raise SystemExit(f"Noem een of meer diensten met bestanden: {', '.join(keys.WITH_FILES)}.")
    for name in names:
        done = asyncio.run(rotate(name))
        again = asyncio.run(rotate(name))
        print(f"{name}: {done} sleutels overgezet op de nieuwe hoofdsleutel, {again} nog te doen.")


if __name__ == "__main__":
    main(sys.argv[1:])
