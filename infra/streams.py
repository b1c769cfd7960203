"""The stream of facts and one durable ear per service. Declared at deploy, by a user that services are not.

The configuration that the server returns is compared with the one asked for: older servers drop what they do not
know without a word.

`python -m infra.streams`: what to do when the stream is gone or damaged. Declares it, and tells every fact of every
outbox again, in the order in which they were written down. Whoever heard a fact before skips it by its inbox, so this
may be done at any time and any number of times, with everything running.
"""

from __future__ import annotations

import asyncio

import asyncpg
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from infra import bus
from infra.bus import STREAM, Bus
from infra.log import configure, log
from infra.settings import settings

DAG = 24 * 60 * 60
SAMEN = 100  # facts on their way at once, when told again


async def declare(client: Client, diensten: list[str]) -> bool:
    """Make or update the stream and the consumers. Returns whether the stream was made anew.

    Raises RuntimeError when the server dropped a setting.
    """
    js = client.jetstream(timeout=10)
    gevraagd = StreamConfig(
        name=STREAM,
        subjects=["swv.>"],
        storage=StorageType.FILE,
        retention=RetentionPolicy.LIMITS,
        max_age=14 * DAG,
        duplicate_window=120,
        deny_delete=True,
    )
    nieuw = False
    try:
        info = await js.stream_info(STREAM)
        info = await js.update_stream(gevraagd)
    except NotFoundError:
        nieuw, info = True, await js.add_stream(gevraagd)
    for veld in ("subjects", "storage", "retention", "max_age", "duplicate_window", "deny_delete"):
        if getattr(info.config, veld) != getattr(gevraagd, veld):
            raise RuntimeError(f"nats-server nam de instelling {veld} van de stroom niet over")
    for dienst in diensten:
        oor = ConsumerConfig(
            durable_name=dienst,
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=5,
            max_deliver=-1,
            max_ack_pending=1,
            filter_subject="swv.>",
        )
        gekregen = await js.add_consumer(STREAM, oor)
        for veld in ("ack_wait", "max_deliver", "max_ack_pending", "filter_subject"):
            if getattr(gekregen.config, veld) != getattr(oor, veld):
                raise RuntimeError(f"nats-server nam de instelling {veld} van {dienst} niet over")
    return nieuw


async def tell_again(client: Client, url: str, diensten: list[str]) -> int:
    """Every fact of every outbox to the stream, in the order of writing. Returns how many.

    Facts that no relay has told yet go along: their id makes the second telling a non-event. What was told within two
    minutes is not stored twice either.
    """
    gang, geteld = Bus(client, "beheer"), 0
    alles = " union all ".join(
        f"select id, onderwerp, envelope, vastgelegd_op, volgorde from {dienst}.outbox" for dienst in diensten
    )
    connection = await asyncpg.connect(url)
    try:
        # Only what was there at the start: what is written meanwhile is told by its relay.
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            cursor = await connection.cursor(f"{alles} order by vastgelegd_op, volgorde")
            # Sent in this order over one connection; the acknowledgements are awaited together.
            while rijen := await cursor.fetch(SAMEN):
                await asyncio.gather(
                    *(gang.publish_fact(rij["onderwerp"], str(rij["id"]), rij["envelope"].encode()) for rij in rijen)
                )
                geteld += len(rijen)
    finally:
        await connection.close()
    return geteld


async def rebuild(url: str, diensten: list[str]) -> int:
    """The stream and its ears, with every fact on it. Returns how many facts were told again."""
    client = await bus.connect("beheer")
    try:
        await declare(client, diensten)
        return await tell_again(client, url, diensten)
    finally:
        await client.drain()


if __name__ == "__main__":
    from infra.migrate import SCHEMAS

    configure("stroom")
    log.info("feiten opnieuw verteld", aantal=asyncio.run(rebuild(settings().database_url("migratie"), list(SCHEMAS))))
