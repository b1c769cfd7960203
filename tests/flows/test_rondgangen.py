"""What a page asks of the servers behind it, counted: what creeps in here every visitor waits for, at every page.

The round trips to PostgreSQL of the hot page and of an act are counted in test_bench.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx2
import pytest

from infra.settings import settings
from tests.flows.test_web_storing import _eigen_web
from tests.flows.web_bezoek import COOKIE, ingelogd, token
from tests.stack import Stack
from web.app import Web
from web.limits import Limieten

#: Who opens which page, and how many questions to services that is; the session itself is at most one per second.
PAGINAS = {
    "iris": {
        "/aanvragen": 2,  # the aanvragen, and what else waits for the school
        "/aanvragen/nieuw": 0,
        "/leerlingen": 2,
        "/leerlingen/nieuw": 0,
        "/tlvs": 1,
        "/plekken": 1,
        "/wachtlijst": 1,
    },
    "bea": {"/aanvragen": 1, "/plekken": 1},
    "cor": {"/werkvoorraad": 1, "/nazicht": 1, "/verplichtingen": 1, "/bewaren": 1, "/account": 2},
    "eva": {"/adviezen": 1},
}


class Lijn:
    """A line to Valkey that counts how often it is asked something."""

    gevraagd = 0

    async def bedienen(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        delen = urlsplit(settings().limieten_url)
        terug, heen = await asyncio.open_unix_connection(delen.path)

        async def door(van: asyncio.StreamReader, naar: asyncio.StreamWriter, vragen: bool) -> None:
            while data := await van.read(65536):
                self.gevraagd += vragen
                naar.write(data)
            naar.close()

        await asyncio.gather(door(lezer, heen, True), door(terug, schrijver, False), return_exceptions=True)


@asynccontextmanager
async def geteld(sub: str) -> AsyncIterator[tuple[httpx2.AsyncClient, Web, Lijn]]:
    lijn = Lijn()
    server = await asyncio.start_server(lijn.bedienen, "127.0.0.1", 0)
    delen = urlsplit(settings().limieten_url)
    plaats = f"{delen.netloc.rpartition('@')[0]}@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with ingelogd(sub) as robot:
        async with _eigen_web() as (client, web):
            await web.limieten.sluiten()
            web.limieten = Limieten(f"redis://{plaats}/0", "*=100000/60")
            client.cookies.set(COOKIE, token(robot))
            try:
                yield client, web, lijn
            finally:
                server.close()


@pytest.mark.parametrize("sub", PAGINAS)
async def test_een_pagina_is_zoveel_vragen_en_een_keer_tellen(stack: Stack, sub: str):
    async with geteld(sub) as (client, web, lijn):
        assert (await client.get(next(iter(PAGINAS[sub])))).status_code == 200  # opens the line to Valkey
        for pad, vragen in PAGINAS[sub].items():
            gevonden = []
            for _ in range(4):
                nats, valkey = web.bus.client.stats["out_msgs"], lijn.gevraagd
                assert (await client.get(pad)).status_code == 200
                gevonden.append((web.bus.client.stats["out_msgs"] - nats, lijn.gevraagd - valkey))
            assert min(gevonden) == (vragen, 1), (pad, gevonden)
            assert max(gevonden) <= (vragen + 1, 1), (pad, gevonden)
