"""The stream of facts and one durable ear per service. Declared at deploy, by a user that services are not.

The configuration that the server returns is compared with the one asked for: older servers drop what they do not
know without a word.

`python -m infra.streams tellen`, every day: is each fact that was told on the stream, and nothing else? Exit code 1
when not; so a damaged file of the NATS server is found (trust.md, FLT-15).

`python -m infra.streams`: what to do when the stream is gone or damaged. Declares it, and tells every fact of every
outbox again, in the order in which they were written down. Whoever heard a fact before skips it by its inbox, so this
may be done at any time and any number of times, with everything running.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from uuid import UUID

import asyncpg
import msgspec
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from infra import bus
from infra.bus import STREAM, Bus
from infra.log import configure, log
from infra.settings import settings

DAG = 24 * 60 * 60
TERUG = 13  # days that a recount looks back; the stream keeps fourteen
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


@dataclass(frozen=True)
class Recount:
    """`ontbreekt`: told, and not on the stream. `vreemd`: on the stream, and in no outbox. By their ids."""

    verteld: int
    op_de_stroom: int
    ontbreekt: list[UUID]
    vreemd: list[UUID]


async def recount(client: Client, url: str, diensten: list[str]) -> Recount:
    """The outboxes beside the stream: what was told in the last days, for the stream forgets after two weeks."""
    alles = " union all ".join(
        f"select id, verzonden_op is not null and verzonden_op > now() - interval '{TERUG} days' as verteld"
        f" from {dienst}.outbox"
        for dienst in diensten
    )
    connection = await asyncpg.connect(url)
    try:
        # First the outboxes: what is told after this look is on the stream without being in it, and asked again below.
        geschreven = {rij["id"]: rij["verteld"] for rij in await connection.fetch(alles)}
        ligt = await _lies(client)
        onbekend = ligt - geschreven.keys()
        later = {
            rij["id"] for rij in await connection.fetch(f"select id from ({alles}) a where id = any($1)", onbekend)
        }
    finally:
        await connection.close()
    verteld = {id for id, is_verteld in geschreven.items() if is_verteld}
    return Recount(len(verteld), len(ligt), sorted(verteld - ligt), sorted(onbekend - later))


async def _lies(client: Client) -> set[UUID]:
    """The id of every fact on the stream; an ear of its own reads them without acknowledging."""
    js = client.jetstream(timeout=10)
    over, gevonden = (await js.stream_info(STREAM)).state.messages, set()
    instelling = ConsumerConfig(ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL)
    oor = await js.pull_subscribe("swv.>", stream=STREAM, config=instelling)
    try:
        while over > 0:
            berichten = await oor.fetch(min(over, 500), timeout=10)
            over -= len(berichten)
            gevonden |= {UUID(msgspec.json.decode(bericht.data)["id"]) for bericht in berichten}
    finally:
        await oor.unsubscribe()
    return gevonden


async def _tellen(url: str, diensten: list[str]) -> Recount:
    client = await bus.connect("beheer")
    try:
        return await recount(client, url, diensten)
    finally:
        await client.drain()


def main(woorden: list[str]) -> int:
    from infra.migrate import SCHEMAS

    configure("stroom", sys.stderr if woorden else None)
    url = settings().database_url("migratie")
    if woorden == ["tellen"]:
        telling = asyncio.run(_tellen(url, list(SCHEMAS)))
        print(json.dumps(asdict(telling), default=str, indent=1))
        for wat in ("ontbreekt", "vreemd"):
            if aantal := len(getattr(telling, wat)):
                log.error("stroom en outbox verschillen", reden=wat, aantal=aantal)
        return 1 if telling.ontbreekt or telling.vreemd else 0
    log.info("feiten opnieuw verteld", aantal=asyncio.run(rebuild(url, list(SCHEMAS))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
