"""Asked too often: one number for all web processes together, a refusal in plain words, and nothing of who it was.

trust.md, SEC-9. The web processes here are real and of this test; Valkey and NATS are those of the stack.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from uuid import uuid4

import httpx2
import pytest
import pytest_asyncio
import redis.asyncio
import structlog
from redis.exceptions import NoPermissionError, ResponseError

from infra.settings import settings
from tests.flows.test_web_storing import _eigen_web
from tests.flows.web_bezoek import COOKIE, herkomst, ingelogd, token
from tests.stack import Stack, eventually
from web.limits import Limieten

ROOT = Path(__file__).parents[2]
REGELS = "/api/v1/rekenhulp/regels"
GEHEIM = (
    "DATABASE_URL_",
    "CONTEXT_KEY_",
    "LDV_KEY",
    "MASTER_KEYS_",
    "PRINCIPAL_PRIVATE_KEY",
    "REDIS_URL",
    "NATS_PASSWORD_",
)


@pytest_asyncio.fixture(autouse=True)
async def _niets_geteld(stack: Stack) -> None:
    """Whatever was counted before, by whichever test."""
    async with redis.asyncio.from_url(settings().redis_url) as valkey:
        if namen := await valkey.keys("limiet:*"):
            await valkey.delete(*namen)


@asynccontextmanager
async def webprocessen(aantal: int, **instelling: str) -> AsyncIterator[list[httpx2.AsyncClient]]:
    """So many web processes beside that of the stack, with what a web process gets and no more."""
    omgeving = {n: w for n, w in os.environ.items() if not n.startswith(GEHEIM) and n != "LIMIETEN"}
    omgeving |= {"NATS_PASSWORD_WEB": os.environ["NATS_PASSWORD_WEB"], **instelling}
    processen, clients = [], []
    try:
        for _ in range(aantal):
            with socket.socket() as vrij:
                vrij.bind(("127.0.0.1", 0))
                poort = vrij.getsockname()[1]
            processen.append(
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "web", cwd=ROOT, env=omgeving | {"WEB_PORT": str(poort)},
                    stdout=asyncio.subprocess.DEVNULL,
                )
            )  # fmt: skip
            kop = {"host": settings().app_url.removeprefix("http://")}
            clients.append(httpx2.AsyncClient(base_url=f"http://127.0.0.1:{poort}", headers=kop, timeout=20))

        async def gereed() -> bool:
            try:
                return all([(await client.get("/gezond")).status_code == 200 for client in clients])
            except httpx2.TransportError:
                return False

        await eventually(gereed, seconden=180, wat="de webprocessen antwoorden")
        yield clients
    finally:
        for proces in processen:
            if proces.returncode is None:
                proces.terminate()
        await asyncio.gather(*(proces.wait() for proces in processen), *(client.aclose() for client in clients))


async def test_twee_webprocessen_tellen_samen(stack: Stack):
    """Eighty questions at once through two processes: exactly thirty go through, whoever they reached."""
    async with webprocessen(2, LIMIETEN="rekenhulp=30/600") as clients:
        antwoorden = await asyncio.gather(*(clients[n % 2].get(REGELS) for n in range(80)))
        assert sorted(a.status_code for a in antwoorden) == [200] * 30 + [429] * 50
        geweigerd = {n % 2 for n, a in enumerate(antwoorden) if a.status_code == 429}
        assert geweigerd == {0, 1}
        # Elsewhere one goes on: what is full is this one counter.
        assert (await clients[0].get("/uitgelogd")).status_code == 200
        # A header that anybody can write is no other address.
        verzonnen = await clients[0].get(REGELS, headers={"x-forwarded-for": "192.0.2.1"})
        assert verzonnen.status_code == 429


async def test_de_proxy_mag_zeggen_wie_er_achter_zit_en_een_bezoeker_niet(stack: Stack):
    async with webprocessen(1, LIMIETEN="rekenhulp=2/600", WEB_PROXY="127.0.0.1") as (client,):

        async def vraag(van: str) -> int:
            return (await client.get(REGELS, headers={"x-forwarded-for": van})).status_code

        assert [await vraag("192.0.2.1") for _ in range(3)] == [200, 200, 429]
        assert await vraag("192.0.2.2") == 200
        # The proxy writes at the end; what a visitor wrote before it counts for nothing.
        assert await vraag("192.0.2.77, 192.0.2.1") == 429


async def test_zonder_instelling_gelden_de_grenzen_van_productie(stack: Stack):
    """Three hundred questions to the rekenhulp go through in a minute, the next does not. The window slides: what a
    slow machine needed more than a moment for, made that much room again, and no more."""
    async with _eigen_web() as (client, web):
        web.limieten = Limieten(settings().limieten_url)
        begin = monotonic()
        uit = [a.status_code for a in await asyncio.gather(*(client.get("/rekenhulp") for _ in range(400)))]
        ruimte = (monotonic() - begin) * 300 / 60
        await web.limieten.sluiten()
    assert 300 <= uit.count(200) <= 305 + ruimte and uit.count(429) == 400 - uit.count(200) > 0


async def test_na_het_venster_gaat_het_weer(stack: Stack):
    async with _eigen_web() as (client, web):
        web.limieten = Limieten(settings().limieten_url, "rekenhulp=1/1")
        assert (await client.get(REGELS)).status_code == 200
        geweigerd = await client.get(REGELS)
        assert (geweigerd.status_code, geweigerd.headers["retry-after"]) == (429, "1")

        async def weer() -> bool:
            return (await client.get(REGELS)).status_code == 200

        await eventually(weer, seconden=15, wat="het venster voorbij is")
        await web.limieten.sluiten()


async def test_de_api_weigert_als_problem_en_zegt_wanneer_het_weer_kan(stack: Stack):
    async with _eigen_web() as (client, web):
        web.limieten = Limieten("", "rekenhulp=1/60")
        await client.get(REGELS)
        with structlog.testing.capture_logs() as regels:
            antwoord = await client.post("/api/v1/rekenhulp/datalek", json={"ontdekt_op": "2026-11-22T09:00:00"})
    assert antwoord.status_code == 429
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert 1 <= int(antwoord.headers["retry-after"]) <= 60
    probleem = antwoord.json()
    assert (probleem["status"], probleem["title"]) == (429, "Te veel vragen")
    assert probleem["detail"].startswith("De rekenhulp krijgt te veel vragen vanaf dit internetadres. Probeer het over")
    te_vaak = next(regel for regel in regels if regel["event"] == "te vaak")
    assert te_vaak["soort"] == "rekenhulp" and te_vaak["route"] == "/api/v1/rekenhulp/{regel}"
    assert "127.0.0.1" not in json.dumps(regels)


@pytest.mark.parametrize(
    ("grens", "pad"),
    [("aanmelden", "/inloggen"), ("aanmelden", "/inloggen/terug?state=x&code=y"), ("uitnodiging", "/uitnodiging/abc"),
     ("rekenhulp", "/rekenhulp/bezwaar"), ("adres", "/"), ("adres", "/bestaat/niet")],
)  # fmt: skip
async def test_een_bladzijde_weigert_met_een_zin_en_zonder_iets_te_doen(stack: Stack, grens: str, pad: str):
    async with _eigen_web() as (client, web):
        web.limieten = Limieten("", f"{grens}=1/60")
        assert (await client.get(pad)).status_code != 429
        antwoord = await client.get(pad)
    assert antwoord.status_code == 429
    assert 1 <= int(antwoord.headers["retry-after"]) <= 60
    assert "Even wachten" in antwoord.text and "Probeer het over" in antwoord.text
    assert "set-cookie" not in antwoord.headers


async def test_wat_getypt_was_staat_er_nog_en_is_niet_verwerkt(stack: Stack):
    tekst = f"Tess {uuid4()}"
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam=tekst, achternaam="Proef", geboortedatum="2019-03-01", leerjaar="groep 4", soort="sbo")
        async with _eigen_web() as (client, web):
            client.cookies.set(COOKIE, token(robot))
            web.limieten = Limieten("", "sessie=1/60")
            assert (await client.get("/aanvragen")).status_code == 200
            antwoord = await client.post("/aanvragen/nieuw", data=form.velden, headers=herkomst())
            assert antwoord.status_code == 429
            assert tekst in antwoord.text and 'action="/aanvragen/nieuw"' in antwoord.text
            web.limieten = Limieten("", "")
            assert tekst not in (await client.get("/aanvragen")).text
            assert (await client.post("/aanvragen/nieuw", data=form.velden, headers=herkomst())).status_code == 303


async def test_een_ander_achter_hetzelfde_adres_merkt_er_niets_van(stack: Stack):
    """One session is full: a colleague at the same school works on, and so does whoever comes to sign in."""
    with ingelogd("iris") as een, ingelogd("dirk") as ander:
        async with _eigen_web() as (client, web):
            web.limieten = Limieten("", "sessie=1/60, uploaden=1/60")
            eigen, collega = {"cookie": f"{COOKIE}={token(een)}"}, {"cookie": f"{COOKIE}={token(ander)}"}
            assert [(await client.get("/aanvragen", headers=eigen)).status_code for _ in range(2)] == [200, 429]
            assert (await client.get("/aanvragen", headers=collega)).status_code == 200
            assert (await client.get("/inloggen")).status_code == 303


@pytest.mark.parametrize(
    ("pad", "grens"), [("uitnodiging/abc", "code"), ("aanvragen/{nul}/document-toevoegen", "uploaden")]
)
async def test_codes_en_bestanden_tellen_per_sessie(stack: Stack, pad: str, grens: str):
    pad = "/" + pad.format(nul="00000000-0000-0000-0000-000000000000")
    with ingelogd("iris") as robot:
        async with _eigen_web() as (client, web):
            client.cookies.set(COOKIE, token(robot))
            web.limieten = Limieten("", f"{grens}=2/60")
            uit = [(await client.post(pad, data={"code": "x"}, headers=herkomst())).status_code for _ in range(3)]
    assert 429 not in uit[:2] and uit[2] == 429


async def test_het_web_kan_in_valkey_alleen_tellen(stack: Stack):
    """With the password of the web process: no queue, no other keys, no commands; also not from within a script."""
    async with redis.asyncio.from_url(settings().limieten_url) as web:
        for opdracht in (
            ("LLEN", "dramatiq:taken"), ("GET", "dramatiq:taken"), ("KEYS", "*"), ("FLUSHALL",), ("CONFIG", "GET", "*"),
            ("EVAL", "return 1", "0"), ("DEL", "limiet:x"), ("ACL", "LIST"), ("PUBLISH", "x", "y"),
        ):  # fmt: skip
            with pytest.raises(NoPermissionError):
                await web.execute_command(*opdracht)
        for regel in (
            "redis.call('flushall')",
            "redis.call('lpush', 'limiet:x', 1)",
            "redis.call('get', 'dramatiq:x')",
        ):
            with pytest.raises((NoPermissionError, ResponseError), match=r"(?i)acl|permission"):
                await web.register_script(f"return {regel}")()
