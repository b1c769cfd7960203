"""Watching over what should have happened: `python -m infra.watch [--json]`, and every five minutes in the worker.

Each hand-over has a time within which it must be done; what takes longer is a finding that a person must hear of
(trust.md, 5.12). Counts and ages only, never what it is about. Exit code 1 when there is a finding.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from infra import clock
from infra.cleaning import watch as documents
from infra.database import Database
from infra.log import configure, log
from infra.service import Service
from services.kern.principal import Systeem
from tenants.registry import load_all

RONDE = 300.0
KLOK_MINUTEN = 5


@dataclass(frozen=True)
class Check:
    """`wat`: the key in the report. `zin`: what is wrong. `sql`: how many, since when; $1 the tenant, $2 the time."""

    wat: str
    zin: str
    sql: str
    na: timedelta
    diensten: tuple[str, ...] = ()  # of these services only
    echt: bool = False  # by the real clock: what the database itself wrote down


@dataclass(frozen=True)
class Finding:
    """`oudste_s`: how long the oldest waits, in seconds."""

    wat: str
    zin: str
    dienst: str
    tenant: str
    aantal: int
    oudste_s: int


CHECKS = (
    Check(
        "feiten_niet_verteld",
        "feiten zijn na een minuut nog niet verteld",
        "select count(*), min(vastgelegd_op) from outbox where tenant = $1 and verzonden_op is null"
        " and vastgelegd_op < $2",
        timedelta(seconds=60),
        echt=True,
    ),
    Check(
        "berichten_niet_verstuurd",
        "e-mails zijn na een kwartier nog niet verstuurd",
        # By the work that must send it: what is open is indexed, and small.
        "select count(*), min(b.op) from taak t join bericht b on b.tenant = t.tenant"
        " and b.id = (t.lading ->> 'bericht')::uuid where t.tenant = $1 and t.soort = 'bericht_versturen'"
        " and t.status in ('open', 'aangeboden') and b.status in ('klaar', 'verzenden') and b.op < $2",
        timedelta(minutes=15),
    ),
    Check(
        "documenten_niet_gecontroleerd",
        "documenten zijn na tien minuten nog niet gecontroleerd",
        "select count(*), min(d.toegevoegd_op) from taak t join document d on d.tenant = t.tenant"
        " and d.id = (t.lading ->> 'document')::uuid where t.tenant = $1"
        " and t.soort in ('document_controleren', 'document_opschonen')"
        " and t.status in ('open', 'aangeboden') and d.status not in ('bruikbaar', 'geweigerd')"
        " and d.toegevoegd_op < $2",
        timedelta(minutes=10),
        diensten=("intake",),
    ),
    Check(
        "taken_te_laat",
        "taken zijn vijf minuten na hun moment nog niet gedaan",
        "select count(*), min(actie_op) from taak where tenant = $1 and status in ('open', 'aangeboden')"
        " and actie_op < $2",
        timedelta(minutes=5),
    ),
    Check(
        "taken_mislukt",
        "taken zijn na acht keer opgegeven; zie ./meedoen geparkeerd",
        "select count(*), min(actie_op) from taak where tenant = $1 and status = 'mislukt' and actie_op <= $2",
        timedelta(0),
    ),
    Check(
        "feiten_geparkeerd",
        "feiten konden niet worden verwerkt; zie ./meedoen geparkeerd",
        "select count(*), min(op) from geparkeerd where tenant = $1 and op <= $2",
        timedelta(0),
        echt=True,
    ),
)


async def look(pairs: Sequence[tuple[Service, Database]], checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """Everything that took too long, and a clock that stands still. Raises when the database is away."""
    found: list[Finding] = []
    for service, database in pairs:
        for tenant in load_all():
            async with database.reading(Systeem(tenant=tenant, dienst=service.name)) as connection:
                for check in checks:
                    if check.diensten and service.name not in check.diensten:
                        continue
                    now = clock.echt() if check.echt else clock.nu()
                    count, since = await connection.fetchrow(check.sql, tenant, now - check.na)
                    if count:
                        age = int((now - since).total_seconds())
                        found.append(Finding(check.wat, check.zin, service.name, tenant, count, age))
    if pairs:
        found += await _heartbeat(*pairs[0])
        found += [Finding(wat, zin, "documenten", "", 1, since) for wat, zin, since in await documents.look()]
    return found


async def _heartbeat(service: Service, database: Database) -> list[Finding]:
    tenant = next(iter(load_all()))
    async with database.reading(Systeem(tenant=tenant, dienst=service.name)) as connection:
        age = await connection.fetchval("select extract(epoch from now() - max(op))::int from sec.hartslag")
    if age is not None and age < KLOK_MINUTEN * 60:
        return []
    said = f"de klok keek in {KLOK_MINUTEN} minuten niet of er iets moet gebeuren"
    return [Finding("klok_staat_stil", said, "klok", "", 1, age or 0)]


async def _once(services: Sequence[Service]) -> list[Finding]:
    pairs = [(service, Database(service, pool=1)) for service in services]
    try:
        return await look(pairs)
    finally:
        for _, database in pairs:
            await database.close()


def in_thread(services: Sequence[Service], stopping: threading.Event) -> None:
    """For the worker: each round a line in the log per finding, so that whoever reads the log is warned too."""

    def rounds() -> None:
        while not stopping.wait(RONDE):
            try:
                for one in asyncio.run(_once(services)):
                    log.error("toezicht", dienst=one.dienst, tenant=one.tenant, reden=one.wat, aantal=one.aantal)
            except Exception as fault:
                log.warning("toezicht lukt niet", fout=type(fault).__name__)

    threading.Thread(target=rounds, name="toezicht", daemon=True).start()


def main() -> int:
    from infra.processes import SERVICES, load

    parser = argparse.ArgumentParser(prog="infra.watch")
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    configure("toezicht", sys.stderr)
    clock.rules_follow()
    found = asyncio.run(_once([load(name) for name in SERVICES]))
    if words.json:
        print(json.dumps({"in_orde": not found, "meldingen": [asdict(one) for one in found]}, indent=1))
    else:
        for one in found:
            print(f"{one.dienst} {one.tenant}: {one.aantal} {one.zin}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
