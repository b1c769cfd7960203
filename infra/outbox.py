"""The relay: facts that were written with their change go to JetStream, in order, at least once.

It looks in one tenant at a time, under that tenant's signed context, so it needs no right to see across tenants.
Woken by NOTIFY; every few seconds it looks everywhere, so a missed wake-up costs seconds and nothing else.
"""

from __future__ import annotations

import asyncio

import asyncpg

from infra.bus import Bus
from infra.context import mint
from infra.failpoints import fp
from infra.log import log
from infra.service import Service
from infra.settings import settings
from services.kern.principal import Systeem
from tenants.registry import load_all

BATCH = 200
RONDE = 3.0


async def relay(service: Service, bus: Bus, stopping: asyncio.Event) -> None:
    """Tell facts until stopped. Ends by raising when the database connection is gone; the copy is restarted."""
    connection = await asyncpg.connect(settings().database_url(service.name), command_timeout=20)
    wakker: asyncio.Queue[str] = asyncio.Queue()
    await connection.add_listener(f"outbox_{service.name}", lambda _c, _p, _k, tenant: wakker.put_nowait(tenant))
    try:
        while not stopping.is_set():
            try:
                tenants = {await asyncio.wait_for(wakker.get(), RONDE)}
                while not wakker.empty():
                    tenants.add(wakker.get_nowait())
            except TimeoutError:
                tenants = set(load_all())
            if connection.is_closed():
                raise ConnectionError("de verbinding van de doorgever is weg")
            for tenant in tenants & set(load_all()):
                try:
                    while await _tell(service, bus, connection, tenant) == BATCH:
                        pass
                except (asyncpg.PostgresError, asyncpg.InterfaceError):
                    raise
                except Exception as fout:  # NATS is away: the rows stay, the next round tries again
                    log.warning("feiten wachten", dienst=service.name, tenant=tenant, fout=type(fout).__name__)
    finally:
        await connection.close(timeout=2)


async def _tell(service: Service, bus: Bus, connection: asyncpg.Connection, tenant: str) -> int:
    """Publish what waits in one tenant; mark only what JetStream acknowledged. Returns how many."""
    ctx = mint(service.name, Systeem(tenant=tenant, dienst=service.name))
    async with connection.transaction():
        await connection.execute(f"select set_config('app.ctx', '{ctx}', true)")
        # One teller per tenant keeps the order of the facts; another copy simply finds the lock taken.
        if not await connection.fetchval("select pg_try_advisory_xact_lock(hashtext($1))", f"{service.name}/{tenant}"):
            return 0
        rows = await connection.fetch(
            "select id, onderwerp, envelope from outbox where tenant = $1 and verzonden_op is null"
            " order by volgorde limit $2 for update",
            tenant,
            BATCH,
        )
        if not rows:
            return 0
        fp("relay.before_publish")
        for row in rows:
            await bus.publish_fact(row["onderwerp"], str(row["id"]), row["envelope"].encode())
        fp("relay.after_publish")
        await connection.execute(
            "update outbox set verzonden_op = now() where tenant = $1 and id = any($2)",
            tenant,
            [r["id"] for r in rows],
        )
        fp("relay.after_mark")
    return len(rows)
