"""Hearing facts: each once per service, its effect in the same transaction as the note that it was heard.

Acknowledged after the commit. What passes by itself (another service or the database is away) is tried until it does;
any other fault is parked with its reason after five tries, so that one bad fact never holds up the others. A kind of
fact that this version does not know is parked at once, for the version that does (infra/parked.py).
"""

from __future__ import annotations

import asyncio
import time

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout

from infra import endings, parked, trace
from infra.audit import lines
from infra.bus import STREAM
from infra.database import Database, passing
from infra.failpoints import fp
from infra.log import log
from infra.service import Service
from services.kern.feit import FEITEN, Envelope, Feit
from services.kern.principal import Systeem
from tenants.registry import load_all

POGINGEN = 5
LANGSTE_PAUZE = 10
OPPAKKEN_SECONDEN = 15.0
_decoder = msgspec.json.Decoder(Envelope)


async def listen(service: Service, database: Database, client: Client, stopping: asyncio.Event) -> None:
    """Hear facts until stopped, one at a time: the order in which they were told is kept per service."""
    js = client.jetstream(timeout=5)
    subscription = await js.pull_subscribe_bind(service.name, STREAM)
    await endings.listen(service, database, client)
    opgepakt = 0.0
    while not stopping.is_set():
        if time.monotonic() - opgepakt > OPPAKKEN_SECONDEN:
            opgepakt = time.monotonic()
            try:
                await parked.pick_up(service, database)
            except Exception as fout:  # the database is away: next time
                log.warning("geparkeerde feiten wachten", dienst=service.name, fout=type(fout).__name__)
        try:
            # fetch(1) on purpose: larger batches of nats-py 2.16 can stall for seconds after an idle moment.
            (msg,) = await subscription.fetch(1, timeout=2)
        except (NatsTimeout, TimeoutError):
            continue
        except Exception as fout:
            log.warning("feiten horen lukt even niet", dienst=service.name, fout=type(fout).__name__)
            await asyncio.sleep(0.5)
            continue
        await _hear(service, database, msg)


async def _hear(service: Service, database: Database, msg: Msg) -> None:
    fp("reaction.received")
    poging = msg.metadata.num_delivered
    try:
        envelope = _decoder.decode(msg.data)
        if envelope.tenant not in load_all() or msg.subject.split(".")[1] != envelope.tenant:
            raise ValueError("de tenant van het feit klopt niet met zijn onderwerp")
    except (msgspec.DecodeError, ValueError) as fout:
        log.error("onleesbaar feit", dienst=service.name, fout=type(fout).__name__)
        await msg.term()
        return
    soort = parked.kind(envelope)
    if soort in FEITEN and soort not in service.reactions:
        await msg.ack()
        return
    try:
        if soort in FEITEN:
            await react(service, database, envelope)
        else:
            await parked.park(service, database, envelope, parked.ONBEKEND)
    except Exception as fout:
        if poging >= POGINGEN and not passing(fout):
            await parked.park(service, database, envelope, type(fout).__name__)
            await msg.ack()
            return
        log.warning("reactie mislukt", dienst=service.name, feit=envelope.type, poging=poging, fout=repr(fout)[:300])
        await msg.nak(delay=min(0.2 * 3 ** min(poging, 5), LANGSTE_PAUZE))
        return
    fp("reaction.after_commit")
    await msg.ack()
    fp("reaction.after_ack")


async def react(service: Service, database: Database, envelope: Envelope) -> bool:
    """Apply one fact. Returns False when it had been heard before; then nothing happens."""
    feit: Feit = envelope.feit()
    asker = Systeem(tenant=envelope.tenant, dienst=service.name)
    trace.beginnen(envelope.traceparent, "feit")
    reactie = service.reactions[type(feit).__name__]
    async with database.writing(asker) as unit:
        unit.oorzaak = envelope.id
        if type(feit).__name__ in service.endings:
            await unit.execute(endings.TURN, id=str(envelope.id))
        nieuw = await unit.execute(
            "insert into inbox (tenant, id, feit, verwerkt_op) values (:tenant, :id, :feit, now())"
            " on conflict (tenant, id) do nothing returning id",
            id=envelope.id,
            feit=feit.heet(),
        )
        if nieuw.first() is None:
            return False
        fp("reaction.after_inbox")
        unit.wat, unit.soort, unit.zaak = reactie.__name__, lines.VERWERKING, feit.zaak
        await reactie(unit, feit)
        fp("reaction.after_effect")
    return True
