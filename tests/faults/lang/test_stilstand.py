"""A process that stands still in the middle of its work and finishes late: what another did meanwhile stays (FLT-2).

It stands still with its transaction open. PostgreSQL ends such a transaction after half a minute; the tests have that
happen at once, and give the work to a second copy before the first may go on.
"""

from __future__ import annotations

import asyncio

import pytest_asyncio

from infra.faults.client import Client
from infra.faults.loads import PO, Ledger, Loads
from infra.faults.verdict import judge, settle
from tests.faults.ingreep import aantal, kind, nog_een, pacht_verlopen, staat_stil, stil_op
from tests.stack import Stack, eventually


@pytest_asyncio.fixture(loop_scope="session")
async def loads(stack: Stack):
    client = await Client.open()
    yield Loads(client, Ledger())
    await client.close()


async def klopt(loads: Loads) -> None:
    """Everything there once, nothing twice."""
    assert await settle(loads.client, loads.ledger, 60)
    oordeel = await judge(loads.client, loads.ledger)
    assert (oordeel.lost, oordeel.doubled) == (0, 0), oordeel.wrong
    assert oordeel.checked > 0


async def test_een_werker_die_stilstaat_doet_de_taak_van_een_ander_niet_over(stack: Stack, loads: Loads):
    klaar = "select count(*) from intake.tijdlijn where zaak = $1 and feit = 'document_gecontroleerd'"
    async with stil_op(stack, "job.after_effect", "werker", loads.document):
        (zaak,) = loads.ledger.cases
        with nog_een("werker"):
            # As long as the first one holds the row, a second one leaves it alone.
            assert await aantal(stack, klaar, zaak) == 0
            await pacht_verlopen(stack)

            async def door_de_ander() -> bool:
                return await aantal(stack, klaar, zaak) == 1

            await eventually(door_de_ander, seconden=135, wat="een andere werker de taak doet")
            assert staat_stil(kind(stack, "werker"))
    await klopt(loads)


async def test_een_werker_die_stilstaat_stuurt_de_brief_van_een_ander_niet_nog_eens(stack: Stack, loads: Loads):
    """It has the letter written and stands before the mail server. Then another one sends it."""
    async with stil_op(stack, "mail.written", "werker", loads.uitnodigen):
        (adres,) = loads.ledger.mails
        with nog_een("werker"):
            await pacht_verlopen(stack)

            async def bezorgd() -> bool:
                return len(await asyncio.to_thread(stack.post, adres)) == 1

            await eventually(bezorgd, seconden=135, wat="een andere werker de e-mail stuurt")
    await klopt(loads)

    async def weer_aan_het_werk() -> bool:
        """The one that stood still has gone on: it does what comes next."""
        return not staat_stil(kind(stack, "werker"))

    await eventually(weer_aan_het_werk, wat="de werker weer loopt")
    await loads.uitnodigen()
    await klopt(loads)
    assert len(await asyncio.to_thread(stack.post, adres)) == 1


async def test_een_luisteraar_die_stilstaat_legt_het_feit_niet_nog_eens_vast(stack: Stack, loads: Loads):
    async with stil_op(stack, "reaction.after_effect", "thuiszitters", loads.besluit_over_bekende):
        with nog_een("thuiszitters"):
            await pacht_verlopen(stack)
            id = list(loads.ledger.facts)[-1]

            async def gehoord() -> bool:
                return await aantal(stack, "select count(*) from thuiszitters.inbox where id = $1", id) == 1

            await eventually(gehoord, seconden=135, wat="een ander het feit hoort")
    await klopt(loads)


async def test_een_doorgever_die_stilstaat_vertelt_niets_dubbel(stack: Stack, loads: Loads):
    eerste = kind(stack, "thuiszitters")
    async with stil_op(stack, "relay.after_publish", "thuiszitters", lambda: loads.melden(PO)):
        with nog_een("thuiszitters"):
            await pacht_verlopen(stack)

            async def verteld() -> bool:
                wacht = "select count(*) from thuiszitters.outbox where verzonden_op is null"
                return await aantal(stack, wacht) == 0

            await eventually(verteld, seconden=135, wat="een ander het feit vertelt")
    await klopt(loads)

    async def vervangen() -> bool:
        """Its connection was gone: then a relay ends, and a fresh copy begins."""
        return kind(stack, "thuiszitters") != eerste

    await eventually(vervangen, seconden=90, wat="een nieuw exemplaar is begonnen")
    await loads.melden(PO)
    await klopt(loads)


async def test_dezelfde_sleutel_tijdens_de_stilstand_wacht_op_wie_hem_heeft(stack: Stack, loads: Loads):
    """The act stands still with the key taken; the client asks on. One effect, one answer."""
    async with stil_op(stack, "act.after_state", "thuiszitters", lambda: _los(loads)) as vraag:
        with nog_een("thuiszitters"):
            await asyncio.sleep(0)
            await pacht_verlopen(stack)
            await asyncio.wait_for(vraag, 45)
    await klopt(loads)
    assert len(loads.ledger.asked) == 1


async def _los(loads: Loads) -> asyncio.Task:
    return asyncio.create_task(loads.melden(PO))
