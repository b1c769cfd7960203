"""The stream of facts lost and made again from the outboxes, and a fact that nobody can digest (FLT-5, FLT-7)."""

from __future__ import annotations

import os
import signal
from collections import Counter
from datetime import date
from uuid import UUID, uuid4

import pytest_asyncio

from infra.bus import STREAM
from infra.faults.client import Client
from infra.faults.loads import PO, Ledger, Loads
from infra.faults.verdict import settle, stream
from infra.migrate import SCHEMAS
from services.intake.contract import AanvullingIngediend
from tests.faults.ingreep import aantal, kind, uitgevoerd
from tests.stack import Stack, eventually


@pytest_asyncio.fixture(loop_scope="session")
async def loads(stack: Stack):
    client = await Client.open()
    yield Loads(client, Ledger())
    await client.close()


async def effecten(stack: Stack) -> dict[str, int]:
    """How many lines every service wrote down because of anything."""
    telling = {}
    for schema in SCHEMAS:
        for tabel in ("tijdlijn", "inbox", "outbox", "bericht"):
            telling[f"{schema}.{tabel}"] = await aantal(stack, f"select count(*) from {schema}.{tabel}")
    return telling


async def test_een_stroom_die_weg_is_wordt_uit_de_outboxen_herbouwd(stack: Stack, loads: Loads):
    """One fact was told and not heard yet, one could not be told: both arrive; what was heard works no second time."""
    await loads.melden(PO)
    assert await settle(loads.client, loads.ledger, 60)
    stil = kind(stack, "commissie")
    os.kill(stil, signal.SIGSTOP)
    try:
        ongehoord, _, _ = await loads.uitnodigen()
        feit = "select id from intake.outbox where (envelope::jsonb ->> 'subject')::uuid = $1 and onderwerp = $2"
        onderwerp = f"swv.{PO}.intake.familie.uitgenodigd"

        async def verteld() -> bool:
            wacht = "select count(*) from intake.outbox where verzonden_op is null"
            return await aantal(stack, wacht) == 0

        await eventually(verteld, seconden=90, wat="de uitnodiging is verteld")
        assert await loads.client.beheer.client.jetstream().delete_stream(STREAM)
        onverteld, _ = await loads.melden(PO)
        assert await aantal(stack, "select count(*) from thuiszitters.outbox where verzonden_op is null") == 1
        voor = await effecten(stack)
        uit = await uitgevoerd("infra.streams")
        assert "feiten opnieuw verteld" in uit
    finally:
        os.kill(stil, signal.SIGCONT)
    (rij,) = await stack.sql(feit, ongehoord, onderwerp)

    async def gehoord() -> bool:
        return await aantal(stack, "select count(*) from commissie.inbox where id = $1", rij["id"]) == 1

    await eventually(gehoord, seconden=180, wat="het ongehoorde feit alsnog is gehoord")
    loads.ledger.heard += [(dienst, rij["id"]) for dienst in ("intake", "thuiszitters", "financien", "commissie")]
    assert await settle(loads.client, loads.ledger, 60)
    na = await effecten(stack)
    # The outbox rows of after the look: none. What commissie heard late: one. Nothing else changed.
    verschil = {naam: na[naam] - voor[naam] for naam in na if na[naam] != voor[naam]}
    assert verschil == {"commissie.inbox": 1}, verschil

    async def alles_verteld() -> bool:
        wacht = "select count(*) from {}.outbox where verzonden_op is null"
        return not sum([await aantal(stack, wacht.format(schema)) for schema in SCHEMAS])

    await eventually(alles_verteld, seconden=90, wat="er niets meer te vertellen is")
    # First the outboxes, then the stream: a fact that is written meanwhile is told a moment later.
    verteld_door = {
        schema: [rij["id"] for rij in await stack.sql(f"select id from {schema}.outbox where verzonden_op is not null")]
        for schema in SCHEMAS
    }
    ligt = Counter(UUID(envelope["id"]) for envelope in await stream(loads.client))
    for schema, ids in verteld_door.items():
        for id in ids:
            assert ligt[id] == 1, (schema, id)
    assert onverteld in loads.ledger.cases


async def test_de_stroom_nog_eens_vertellen_verandert_niets(stack: Stack, loads: Loads):
    """Within the two minutes the server knows the ids, and afterwards the inboxes do: nothing happens twice."""
    await loads.melden(PO)
    assert await settle(loads.client, loads.ledger, 60)
    voor = await effecten(stack)
    await uitgevoerd("infra.streams")
    loads.ledger.heard += [(dienst, uuid4()) for dienst in ("intake", "commissie", "financien", "thuiszitters")]
    assert await settle(loads.client, loads.ledger, 60)
    assert await effecten(stack) == voor


async def test_een_feit_dat_niemand_verteert_wordt_na_vijf_keer_geparkeerd(stack: Stack, loads: Loads):
    """An answer to a case that commissie never saw. It is put aside with its reason; what comes after it is heard."""
    gif = AanvullingIngediend(zaak=uuid4(), vraag_id=uuid4(), ingediend_op=date(2026, 11, 20))
    giftig = uuid4()
    await loads.client.tell(gif, giftig, PO)
    await loads.aangemeld()
    (daarna,) = (id for dienst, id in loads.ledger.heard if dienst == "commissie")

    async def geparkeerd() -> bool:
        return await aantal(stack, "select count(*) from commissie.geparkeerd where id = $1", giftig) == 1

    await eventually(geparkeerd, seconden=180, wat="het feit geparkeerd is")
    (rij,) = await stack.sql("select feit, fout from commissie.geparkeerd where id = $1", giftig)
    assert rij["fout"] == "NietGevonden" and rij["feit"].endswith("aanvulling-ingediend")
    assert await aantal(stack, "select count(*) from commissie.inbox where id = $1", giftig) == 0

    async def gehoord() -> bool:
        return await aantal(stack, "select count(*) from commissie.inbox where id = $1", daarna) == 1

    await eventually(gehoord, seconden=90, wat="het feit daarna is gehoord")
    assert await settle(loads.client, loads.ledger, 60)
    # Parked once, by five tries: it does not come back.
    assert await aantal(stack, "select count(*) from commissie.geparkeerd where id = $1", giftig) == 1
