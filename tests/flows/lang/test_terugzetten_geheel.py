"""The restore drill at full length: more data, a whole stack of it, and nobody hears anything twice (BCK-1, 4)."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import nats

from infra import tls
from infra.bus import STREAM
from infra.launcher import environment, inspection, places
from tests.faults.ingreep import kind, staat_stil
from tests.flows.intake_dossier import School
from tests.flows.test_terugzetten import MEEDOEN, Melders, meedoen, naam, terug
from tests.stack import Stack, eventually

ZAKEN, MELDERS = 400, 3


async def test_bck_1_en_4_een_hele_stapel_uit_de_backup(stack: Stack, capsys):
    """Put back to a moment at which an e-mail waited; the old stack sends it; the new one knows, and sends nothing."""
    scholen = [await School(stack).begin() for _ in range(20)]
    for school in scholen:
        await school.document("overig")
    allen = [Melders(stack, als) for als in ("dirk", "hans", "dirk")]

    async def melden(wie: Melders) -> None:
        for _ in range(ZAKEN // MELDERS):
            await wie.melden()

    await asyncio.gather(*(melden(wie) for wie in allen[:MELDERS]))
    code, backup = await asyncio.to_thread(meedoen, "backup")
    assert code == 0, backup
    bezig, klaar = Melders(stack, "hans"), asyncio.Event()
    achtergrond = asyncio.create_task(bezig.doorgaan(klaar))
    await asyncio.sleep(random.uniform(0.5, 3))
    # The worker stands still: the invitation waits in the database. That is the moment to go back to.
    werker, adres = kind(stack, "werker"), f"ouder-{uuid4().hex[:8]}@thuis.example"
    os.kill(werker, signal.SIGSTOP)
    try:
        await eventually(lambda: _waar(staat_stil(werker)), wat="de werker stilstaat")
        await scholen[0].uitnodigen("Ouder", adres)
        moment = datetime.now(UTC)
    finally:
        os.kill(werker, signal.SIGCONT)
    await eventually(lambda: _waar(stack.post(adres)), seconden=180, wat="de oude stapel de uitnodiging stuurt")
    klaar.set()
    await achtergrond

    begin = time.monotonic()
    woorden = ("restore", "--stapel", naam(), "--als", terug(), "--to", moment.isoformat(), "--ja")
    code, cijfers = await asyncio.to_thread(meedoen, *woorden)
    assert (code, cijfers.get("fouten")) == (0, []), cijfers
    with capsys.disabled():
        print(json.dumps({k: v for k, v in cijfers.items() if k != "rijen"}, indent=1, ensure_ascii=False))
        print("terug te zetten in", round(time.monotonic() - begin, 1), "s")

    start = [*MEEDOEN, "stack", "--alles", "--verder", "--naam", terug()]
    schoon = environment.base()
    proces = subprocess.Popen(start, env=schoon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        await asyncio.to_thread(proces.stdout.readline)  # says where its environment is, once all is ready
        nieuw = environment.read_file(Path(places.VAR / f"{terug()}.env"))
        one = inspection.named(terug())
        ports = inspection.state_of(one)["ports"]

        async def gedaan() -> bool:
            db = await asyncpg.connect(nieuw["DATABASE_URL_MIGRATIE"])
            try:
                stand = await db.fetchval("select status from intake.bericht where zaak = $1", scholen[0].id)
                verteld = await db.fetchval("select count(*) from thuiszitters.outbox")
                return stand == "verzonden" and verteld
            finally:
                await db.close()

        verteld = await eventually(gedaan, seconden=180, wat="de nieuwe stapel weet dat de uitnodiging weg is")
        with urllib.request.urlopen(f"http://127.0.0.1:{ports['post']}/api/berichten", timeout=10) as post:
            assert [b for b in json.load(post) if adres in b["aan"]] == []
        client = await nats.connect(
            nieuw["NATS_URL"], user="beheer", password=nieuw["NATS_PASSWORD_BEHEER"],
            tls=tls.context(Path(nieuw["NATS_TLS_BEHEER"])), tls_handshake_first=True,
        )  # fmt: skip
        info = await client.jetstream().stream_info(STREAM)
        await client.close()
        assert info.state.messages >= verteld
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(60)


async def _waar(iets: object) -> object:
    return iets
