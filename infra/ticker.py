"""The clock: claims due rows of all services and hands them to Dramatiq. Safe to run twice; safe to miss a night.

Its database role sees the columns of `taak` that it needs and nothing else of any schema.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import asyncpg
import dramatiq
from dramatiq.errors import BrokerConnectionError as BrokerAway
from redis.exceptions import RedisError

from infra import clock, readiness
from infra.failpoints import fp
from infra.jobs import declare, make_broker
from infra.log import log
from infra.service import Service
from infra.settings import settings

RONDE = 0.5
OPNIEUW_NA = "10 seconds"
# So often the clock writes down that it looked everywhere; who watches over us misses it within minutes.
HARTSLAG = 15.0

_HARTSLAG = """
insert into sec.hartslag (proces, op) values ('klok', now()) on conflict (proces) do update set op = excluded.op
"""

# How many rows of one service lie in the queue at most: what somebody waits for, and what was planned. The queue is
# first come, first served, so a short queue is what lets a mail pass a night of work; and a row that is offered anew
# because it waits too long would make a long one longer still.
METEEN, GEPLAND = 100, 100
_ARM = """
    select tenant, id from {schema}.taak
    where {klasse} and actie_op <= $1
      and (status = 'open' or (status = 'aangeboden' and aangeboden_op < now() - interval '{opnieuw}'))
    order by actie_op
    limit greatest(0, {hoogstens} - (
        select count(*) from {schema}.taak
        where {klasse} and actie_op <= $1 and status = 'aangeboden'
          and aangeboden_op >= now() - interval '{opnieuw}'))
    for update skip locked
"""
_CLAIM = (
    "with eerst as ("
    + _ARM.replace("{klasse}", "meteen").replace("{hoogstens}", str(METEEN))
    + "), dan as ("
    + _ARM.replace("{klasse}", "not meteen").replace("{hoogstens}", str(GEPLAND))
    + """), rijp as (select *, 0 as beurt from eerst union all select *, 1 from dan), gaat as (
    update {schema}.taak t set status = 'aangeboden', aangeboden_op = now()
    from rijp where t.tenant = rijp.tenant and t.id = rijp.id
    returning t.tenant, t.id, rijp.beurt)
select tenant, id from gaat order by beurt
"""
)


async def tick(services: list[Service], stopping: asyncio.Event) -> None:
    """Sweep twice a second, and at once when somebody says so. Ends by raising when the database goes away."""
    connection = await asyncpg.connect(settings().database_url("klok"), command_timeout=20)
    actor = declare(make_broker(), [])
    wakker = asyncio.Event()
    await connection.add_listener("taak", lambda *_: wakker.set())
    geslagen = -HARTSLAG
    log.info("gereed", dienst="klok")
    readiness.tell("klok")
    try:
        while not stopping.is_set():
            if connection.is_closed():
                raise ConnectionError("de verbinding van de klok is weg")
            wakker.clear()
            for service in services:
                await _sweep(connection, actor, service.name)
            if time.monotonic() - geslagen > HARTSLAG:
                geslagen = time.monotonic()
                await connection.execute(_HARTSLAG)
            with suppress(TimeoutError):
                await asyncio.wait_for(wakker.wait(), RONDE)
    finally:
        await connection.close(timeout=2)


async def _sweep(connection: asyncpg.Connection, actor: dramatiq.Actor, schema: str) -> None:
    rows = await connection.fetch(_CLAIM.format(schema=schema, opnieuw=OPNIEUW_NA), clock.nu())
    if rows:
        fp("clock.claimed")
    for row in rows:
        try:
            await asyncio.to_thread(actor.send, tenant=row["tenant"], dienst=schema, taak=str(row["id"]))
        except (BrokerAway, RedisError, OSError) as fout:
            # Redis is only the doorbell: the row stays and is offered again.
            log.warning("werker niet te bereiken", dienst=schema, fout=type(fout).__name__, aantal=len(rows))
            await asyncio.sleep(1)
            return
    if rows:
        fp("clock.offered")
