"""A worker killed in the middle of a job, and one job in the hands of two (trust.md, FLT-8 and FLT-10; M5).

With Dramatiq as it comes a killed worker's job was back after 170 to 1,335 seconds. Here the row in PostgreSQL is
offered again by the clock after ten, and the broker's own recovery is tuned besides.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import redis.asyncio

from infra import jobs
from infra.faults.client import Client
from infra.faults.loads import Ledger, Loads
from infra.settings import settings
from tests.faults.ingreep import aantal, kind, nog_een
from tests.stack import Stack, eventually

HOOGSTENS = 30.0


@pytest_asyncio.fixture(loop_scope="session")
async def loads(stack: Stack) -> AsyncIterator[Loads]:
    client = await Client.open()
    yield Loads(client, Ledger())
    await client.close()


async def verstuurd(stack: Stack, adres: str) -> int:
    return len(await asyncio.to_thread(stack.post, adres))


async def test_flt_8_het_werk_van_een_gedode_werker_wordt_binnen_dertig_seconden_hervat(
    stack: Stack, loads: Loads, record_property: pytest.RecordProperty
):
    wapen = Path(os.environ["MEEDOEN_FAILPOINTS"]) / "job.claimed@werker"
    wapen.parent.mkdir(exist_ok=True)
    wapen.write_text("")
    try:
        zaak, _, _ = await loads.uitnodigen()

        async def gedood() -> bool:
            return not wapen.exists()

        await eventually(gedood, seconden=90, wat="de werker midden in zijn werk wordt gedood")
    finally:
        wapen.unlink(missing_ok=True)
    begin = time.monotonic()

    async def gedaan() -> bool:
        klaar = "select count(*) from intake.taak where zaak = $1 and soort = $2 and status = 'verwerkt'"
        return await aantal(stack, klaar, zaak, "bericht_versturen") == 1

    await eventually(gedaan, seconden=HOOGSTENS, wat="het werk is hervat en af")
    seconden = round(time.monotonic() - begin, 1)
    record_property("hervat_na_s", seconden)
    print(f"hervat na {seconden} s")
    assert seconden <= HOOGSTENS
    assert await verstuurd(stack, f"{zaak.hex[:16]}@storing.example") == 1


def test_flt_8_de_wachtrij_zelf_is_bijgesteld():
    """The defaults are a heartbeat of a minute, and one look at the dead in a thousand."""
    broker = jobs.make_broker()
    assert (broker.maintenance_chance, broker.heartbeat_timeout) == (1_000_000, 15_000)
    broker.close()


async def test_flt_10_een_taak_in_handen_van_twee_werkers_gebeurt_een_keer(stack: Stack, loads: Loads):
    pid = kind(stack, "werker")
    os.kill(pid, signal.SIGSTOP)
    try:
        zaak, tenant, _ = await loads.uitnodigen()
        (taak,) = await stack.sql("select id from intake.taak where zaak = $1 and soort = 'bericht_versturen'", zaak)
        actor = jobs.declare(jobs.make_broker(), [])
        with nog_een("werker"):
            for _ in range(8):
                await asyncio.to_thread(actor.send, tenant=tenant, dienst="intake", taak=str(taak["id"]))
            os.kill(pid, signal.SIGCONT)
            adres = f"{zaak.hex[:16]}@storing.example"

            async def aangekomen() -> bool:
                return await verstuurd(stack, adres) > 0

            await eventually(aangekomen, seconden=120, wat="de e-mail is aangekomen")

            async def leeg() -> bool:
                async with redis.asyncio.from_url(settings().redis_url) as valkey:
                    return await valkey.llen(f"dramatiq:{jobs.QUEUE}") == 0

            await eventually(leeg, seconden=60, wat="alle acht zijn opgepakt")
    finally:
        os.kill(pid, signal.SIGCONT)
    assert await verstuurd(stack, adres) == 1
    (rij,) = await stack.sql("select status from intake.bericht where zaak = $1", zaak)
    assert rij["status"] == "verzonden"
