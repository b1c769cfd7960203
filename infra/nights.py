"""What happens every night at every samenwerkingsverband: a due row per night, made well before it by the worker.

A row that exists is not made again, so any number of workers may do this, and a missed night is no missed chain: the
next one is planned by itself. After a jump of the clock only the coming night is done, not all that were skipped.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from infra import clock, sent
from infra.database import Database
from infra.jobs import Task
from infra.log import log
from infra.service import Service
from infra.unit_of_work import UnitOfWork
from services.kern.principal import Systeem
from tenants.registry import load_all

ROUND, AGAIN = 3600.0, 60.0
HOUR = 3  # in the night, local time
ANSWERS = "1 day"  # an answer is kept for who asks twice; it may hold a code that lets somebody in


def of_tenant(tenant: str) -> UUID:
    """What a due row of a whole samenwerkingsverband has for a case."""
    return uuid5(NAMESPACE_URL, f"meedoen:{tenant}")


async def plan(services: Iterable[Service]) -> int:
    """The due rows of the coming night. Returns how many were not there yet."""
    op = clock.begin_van(clock.vandaag() + timedelta(days=1), HOUR)
    made = 0
    for service in services:
        database = Database(service, pool=1)
        try:
            for tenant in load_all() if service.nights else ():
                async with database.writing(Systeem(tenant=tenant, dienst=service.name)) as unit:
                    for soort in sorted(service.nights):
                        done = await unit.execute(
                            "insert into taak (tenant, id, zaak, soort, lading, actie_op, status)"
                            " values (:tenant, :id, :zaak, :soort, '{}', :op, 'open') on conflict do nothing",
                            id=uuid5(of_tenant(tenant), f"{service.name}/{soort}/{op.date()}"),
                            zaak=of_tenant(tenant),
                            soort=soort,
                            op=op,
                        )
                        made += done.rowcount
        finally:
            await database.close()
    return made


def plan_in_thread(services: list[Service], stopping: threading.Event) -> None:
    """For the worker: a round at its start and every hour, until it stops."""

    def rounds() -> None:
        wait = 0.0
        while not stopping.wait(wait):
            try:
                asyncio.run(plan(services))
                sent.forget_old()
                wait = ROUND
            except Exception as fault:
                wait = AGAIN
                log.warning("nacht niet gepland", fout=type(fault).__name__)

    threading.Thread(target=rounds, name="nachten", daemon=True).start()


def clear_traces(service: Service) -> None:
    """Hang the nightly job `sporen_wissen` in the third door of this service: what only helped is let go of."""

    @service.night("sporen_wissen")
    async def sporen_wissen(unit: UnitOfWork, task: Task) -> None:
        await unit.execute(
            "update opdracht set antwoord = null where tenant = :tenant and antwoord is not null"
            f" and op < now() - interval '{ANSWERS}'"
        )
        await unit.execute("select sporen_wissen()")
