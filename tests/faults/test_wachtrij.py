"""SEC-10: whoever can write in the queue makes nothing happen that was not due, and stops nobody's work.

A hundred entries are altered by hand in the Valkey of the stack, around one real job whose worker waits meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio
import redis.asyncio

from infra.faults.client import Client
from infra.faults.loads import PO, VO, Ledger, Loads
from infra.jobs import QUEUE
from infra.settings import settings
from tests.faults.ingreep import aantal, kind
from tests.stack import Stack, eventually

NAMEN = f"dramatiq:{QUEUE}"
WEGGELEGD = 70  # of the hundred; the others have the form of ours, and ask for what is not there
DIENSTEN = ("netwerk", "commissie", "thuiszitters", "financien")


@pytest_asyncio.fixture(loop_scope="session")
async def loads(stack: Stack) -> AsyncIterator[Loads]:
    client = await Client.open()
    yield Loads(client, Ledger())
    await client.close()


def bericht(taak: UUID | str, id: str, tenant: Any = PO, dienst: Any = "intake", **anders: Any) -> dict[str, Any]:
    """As Dramatiq writes it; `anders` alters or adds."""
    goed = {
        "queue_name": QUEUE,
        "actor_name": "taak_uitvoeren",
        "args": [],
        "kwargs": {"tenant": tenant, "dienst": dienst, "taak": str(taak)},
        "options": {"redis_message_id": id},
        "message_id": str(uuid4()),
        "message_timestamp": int(time.time() * 1000),
    }
    return goed | anders


def vervalst(taak: UUID) -> list[tuple[str, bytes]]:
    """A hundred entries that are not ours: id and content."""
    uit: list[tuple[str, bytes]] = []

    def erbij(inhoud: bytes | dict[str, Any], id: str = "") -> None:
        ruw = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
        uit.append((id or str(uuid4()), ruw))

    def anders(**velden: Any) -> None:
        id = str(uuid4())
        erbij(bericht(taak, id, **velden), id)

    for ruw in (b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 3_000, b'{"queue_name": "taken"}', b"NaN", b"0"):
        erbij(ruw)
    for ding in (print, {"a": 1}, UUID(int=1)):
        erbij(pickle.dumps(ding))
    erbij(b"cos\nsystem\n(S'touch /tmp/x'\ntR.")
    for groot in (10_000, 200_000, 5_000_000):
        anders(extra="x" * groot)
    for acteur in ("", "eval", "os.system", "taak_uitvoeren2", None, 7, ["taak_uitvoeren"]):
        anders(actor_name=acteur)
    for rij in ("taken.DQ", "anders", "", None, 1, "default"):
        anders(queue_name=rij)
    for lijst in ([1], ["swv2201vo"], {}, "x", None):
        anders(args=lijst)
    for woorden in (
        {}, None, [], "x", {"tenant": PO}, {"tenant": PO, "dienst": "intake"},
        {"tenant": PO, "dienst": "intake", "taak": str(taak), "als": "iris"},
        {"tenant": PO, "dienst": "intake", "taak": "x"}, {"tenant": PO, "dienst": "intake", "taak": [str(taak)]},
        {"tenant": None, "dienst": "intake", "taak": str(taak)}, {"tenant": "*", "dienst": "intake", "taak": str(taak)},
        {"tenant": "swv2202po' or true --", "dienst": "intake", "taak": str(taak)},
        {"tenant": PO, "dienst": "../intake", "taak": str(taak)}, {"tenant": PO, "dienst": {}, "taak": str(taak)},
    ):  # fmt: skip
        anders(kwargs=woorden)
    for opties in (
        None, [], {}, {"redis_message_id": None}, {"redis_message_id": ["x"]}, {"redis_message_id": "van een ander"},
        {"eta": 4_000_000_000_000}, {"eta": "nu"}, {"throws": "x"}, {"max_retries": 10**9}, {"time_limit": "x"},
        {"pipe_target": bericht(taak, "x", VO)}, {"retry_when": "x"}, {"max_age": -1},
    ):  # fmt: skip
        id = str(uuid4())
        eigen = opties if not isinstance(opties, dict) or "redis_message_id" in opties or not opties else (
            opties | {"redis_message_id": id}
        )  # fmt: skip
        erbij(bericht(taak, id, options=eigen), id)
    for nummer in (None, 7, [1], {}):
        anders(message_id=nummer)
    for moment in ("gisteren", None, []):
        anders(message_timestamp=moment)
    anders(__class__="os.system")
    # In the right form, but of another tenant, of another service, or of nobody: Dramatiq takes these, PostgreSQL not.
    while len(uit) < 100:
        id, n = str(uuid4()), len(uit)
        mal = [(taak, VO, "intake"), (uuid4(), PO, "intake"), (taak, "swv9999xx", "intake"), (taak, PO, "onbekend")]
        mal += [(taak, PO, dienst) for dienst in DIENSTEN]
        van, tenant, dienst = mal[n % len(mal)]
        erbij(bericht(van, id, tenant, dienst), id)
    return uit


async def test_sec_10_honderd_vervalste_berichten_doen_niets_en_houden_niemand_op(stack: Stack, loads: Loads):
    pid = kind(stack, "werker")
    os.kill(pid, signal.SIGSTOP)
    async with redis.asyncio.from_url(settings().redis_url) as valkey:
        try:
            zaak, tenant, _ = await loads.uitnodigen()
            assert tenant == PO
            (rij,) = await stack.sql("select id from intake.taak where zaak = $1 and soort = 'bericht_versturen'", zaak)
            vals = vervalst(rij["id"])
            assert len(vals) == 100 and len({id for id, _ in vals}) == 100
            for n, (id, inhoud) in enumerate(vals):
                rijen = (NAMEN, f"{NAMEN}.DQ") if n % 10 == 0 else (NAMEN,)
                for naam in rijen:
                    await valkey.hset(f"{naam}.msgs", id, inhoud)
                    await valkey.lpush(naam, id)  # before the real work
            await valkey.lpush(NAMEN, "zonder inhoud")
        finally:
            os.kill(pid, signal.SIGCONT)
        adres = f"{zaak.hex[:16]}@storing.example"

        async def verstuurd() -> bool:
            return len(await asyncio.to_thread(stack.post, adres)) > 0

        await eventually(verstuurd, seconden=60, wat="het echte werk is gedaan")

        async def opgeruimd() -> bool:
            over = await valkey.llen(NAMEN) + await valkey.llen(f"{NAMEN}.DQ")
            for naam in (NAMEN, f"{NAMEN}.DQ"):
                bewaard = await valkey.hmget(f"{naam}.msgs", [id for id, _ in vals])
                over += sum(een is not None for een in bewaard)
            return over == 0

        await eventually(opgeruimd, seconden=60, wat="niets van de honderd wacht nog")
        # What is not of ours lies with the dead letters, as it came; what only looks like ours was asked in vain.
        weggelegd = await valkey.hmget(f"{NAMEN}.XQ.msgs", [id for id, _ in vals])
        assert sum(een is not None for een in weggelegd) >= WEGGELEGD
        assert all(een in (None, inhoud) for (_, inhoud), een in zip(vals, weggelegd, strict=True))
        vast = [naam async for naam in valkey.scan_iter("dramatiq:__acks__.*")]
        vals_ids = {id.encode() for id, _ in vals} | {b"zonder inhoud"}
        for naam in vast:
            assert not vals_ids & set(await valkey.smembers(naam)), "niets bleef half opgepakt hangen"
    log = (Path(os.environ["MEEDOEN_FAILPOINTS"]).parent / "log" / "diensten.log").read_text()
    assert log.count("bericht in de wachtrij is niet van ons") >= WEGGELEGD
    assert kind(stack, "werker") == pid, "de werker bleef leven"
    assert len(await asyncio.to_thread(stack.post, adres)) == 1
    (rij,) = await stack.sql("select status, pogingen, tenant from intake.taak where id = $1", rij["id"])
    assert (rij["status"], rij["pogingen"], rij["tenant"]) == ("verwerkt", 0, PO)
    for dienst in ("intake", *DIENSTEN):
        elders = f"select count(*) from {dienst}.audit where zaak = $1 and tenant <> $2"
        assert await aantal(stack, elders, zaak, PO) == 0
    # All its threads still work: more jobs than it has threads.
    for _ in range(6):
        volgende, _, _ = await loads.uitnodigen()
        adres = f"{volgende.hex[:16]}@storing.example"
        await eventually(verstuurd, seconden=45, wat="ook het werk daarna is gedaan")
