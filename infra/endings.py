"""Who is taken off a case is out of every service within a second (trust.md ISO-9), whatever else waits to be heard.

A service hears facts one at a time, in the order in which they were told, so a fact may wait: behind a long row of
others, or behind one that is tried again. Taking away is right before its turn too. So a fact by which an involvement
ends is heard a second time, straight from the relay, at the moment it is told: that hearing does only the taking away,
and leaves no note. The ear that keeps the order does everything later, and is the one that counts: this one may miss a
fact, and then the ending comes in its turn.

What is heard here after its turn came does nothing: somebody may have been let in again since.
"""

from __future__ import annotations

import asyncio

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from infra import trace
from infra.database import Database
from infra.log import log
from infra.service import Service
from services.kern.feit import FEITEN, Envelope
from services.kern.principal import Systeem
from tenants.registry import load_all

# Held until the end of the transaction, by both ears: either this one is first, or it sees that the other was. This one
# never waits for it: the other is at this very fact then, and what is told after it must not wait along.
TURN = "select pg_advisory_xact_lock(hashtextextended(cast(:id as text), 9))"
_MIJN = "select pg_try_advisory_xact_lock(hashtextextended(cast(:id as text), 9))"
_GEWEEST = "select exists (select from inbox where tenant = :tenant and id = cast(:id as uuid))"
_decoder = msgspec.json.Decoder(Envelope)


async def listen(service: Service, database: Database, client: Client) -> None:
    """Begin to hear. One copy of the service hears each; one that takes long holds up no other."""
    bezig: set[asyncio.Task[None]] = set()

    async def horen(msg: Msg) -> None:
        taak = asyncio.create_task(eindigen(msg))
        bezig.add(taak)
        taak.add_done_callback(bezig.discard)

    async def eindigen(msg: Msg) -> None:
        try:
            await _end(service, database, msg)
        except Exception as fout:  # in its own turn it is done all the same
            log.warning("einde komt pas op zijn beurt", dienst=service.name, fout=type(fout).__name__)

    for naam in service.endings:
        await client.subscribe(FEITEN[naam].overal(), queue=service.name, cb=horen)


async def _end(service: Service, database: Database, msg: Msg) -> None:
    envelope = _decoder.decode(msg.data)
    if envelope.tenant not in load_all() or msg.subject.split(".")[1] != envelope.tenant:
        raise ValueError("de tenant van het feit klopt niet met zijn onderwerp")
    feit = envelope.feit()
    handler = service.endings[type(feit).__name__]
    trace.beginnen(envelope.traceparent, "feit")
    async with database.writing(Systeem(tenant=envelope.tenant, dienst=service.name)) as unit:
        if not (await unit.execute(_MIJN, id=str(envelope.id))).scalar_one():
            return
        if not (await unit.execute(_GEWEEST, id=str(envelope.id))).scalar_one():
            await handler(unit, feit)
