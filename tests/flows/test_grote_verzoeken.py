"""BAD-5: whoever sends too much, too deep, too slow or in two ways at once gets a refusal, and nobody else notices.

Over bare sockets, because no client would send these. The web process is that of the stack.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
import pytest_asyncio
import uvicorn

from infra.settings import settings
from tests.flows.web_bezoek import COOKIE, csrf, ingelogd, token
from tests.stack import Stack, eventually
from web.api.regelvelden import UITLEG
from web.protocol import Protocol

BINNEN = 5.0  # seconds; on a machine with nothing else to do it is well under one
GROEI_KB = 50 * 1024
DICHT = 0  # the connection was closed without an answer
API = "/api/v1/rekenhulp/beslistermijn-tlv"
FORMULIER = "/aanvragen/nieuw"
URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def sessie(stack: Stack) -> Iterator[tuple[str, str]]:
    """The cookie of a school, and the token of its forms: so that what is sent is read and not only refused."""
    with ingelogd("iris") as robot:
        yield token(robot), csrf(robot.ga(FORMULIER))


def verzoek(pad: str, lijf: bytes = b"", *, methode: str = "POST", cookie: str = "", **koppen: str) -> bytes:
    """A request as a browser on our own page would send it; `koppen` adds or (with "") removes a header."""
    eigen = {
        "host": urlsplit(settings().app_url).netloc,
        "origin": settings().app_url,
        "cookie": f"{COOKIE}={cookie}" if cookie else "",
        "content-type": URLENCODED if methode == "POST" else "",
        "content-length": str(len(lijf)) if methode == "POST" else "",
    } | {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}
    regels = [f"{methode} {pad} HTTP/1.1", *(f"{naam}: {waarde}" for naam, waarde in eigen.items() if waarde)]
    return "\r\n".join([*regels, "", ""]).encode("latin-1") + lijf


def lijn() -> socket.socket:
    adres = urlsplit(settings().app_url)
    return socket.create_connection((adres.hostname, adres.port), timeout=BINNEN)


def antwoord(verbinding: socket.socket) -> tuple[int, bytes]:
    """The status of the first answer (DICHT when there is none) and all of it. Never waits longer than BINNEN for a
    piece of it."""
    gelezen = b""
    with suppress(ConnectionError):
        while not _heel(gelezen) and (deel := verbinding.recv(65536)):
            gelezen += deel
    return (int(gelezen.split(b" ", 2)[1]) if gelezen else DICHT), gelezen


def _heel(gelezen: bytes) -> bool:
    kop, einde, lijf = gelezen.partition(b"\r\n\r\n")
    lengte = re.search(rb"\r\ncontent-length: (\d+)", kop)
    return bool(einde) and (lengte is None or len(lijf) >= int(lengte[1]))


def sturen(rauw: bytes) -> tuple[int, bytes]:
    """Send this and read what comes back. Who is refused halfway may find the line closed while still sending."""
    with closing(lijn()) as verbinding:
        with suppress(ConnectionError, TimeoutError):
            verbinding.sendall(rauw)
        return antwoord(verbinding)


def geheugen(stack: Stack) -> int:
    """The kB that the web process holds."""
    tekst = Path(f"/proc/{stack.pids()['web']}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", tekst)[1])


class Ander:
    """Somebody else, who opens a page again and again meanwhile."""

    def __init__(self) -> None:
        self.statussen: list[int] = []
        self.traagst = 0.0
        self._klaar = threading.Event()
        self._draad = threading.Thread(target=self._bezoeken, daemon=True)

    def __enter__(self) -> Ander:
        self._draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._klaar.set()
        self._draad.join(60)

    def _bezoeken(self) -> None:
        with httpx2.Client(base_url=settings().app_url, timeout=30) as client:
            while True:
                begin = time.monotonic()
                self.statussen.append(client.get("/rekenhulp").status_code)
                self.traagst = max(self.traagst, time.monotonic() - begin)
                if self._klaar.wait(0.05):
                    return


async def rijen(stack: Stack) -> tuple[int, int]:
    """What a form here could have made."""
    [rij] = await stack.sql("SELECT (SELECT count(*) FROM intake.aanvraag), (SELECT count(*) FROM intake.outbox)")
    return tuple(rij)


async def geweigerd(stack: Stack, rauw: bytes, *, verwacht: tuple[int, ...], keer: int = 3, zin: str = "") -> None:
    """This gets one of these answers each time; and memory, others and the database do not notice."""
    sturen(rauw)  # whatever is loaded once is loaded now
    voor, eerst = geheugen(stack), await rijen(stack)
    with Ander() as ander:
        for _ in range(keer):
            begin = time.monotonic()
            status, kop = sturen(rauw)
            assert status in verwacht, kop
            assert zin.encode() in kop
            assert time.monotonic() - begin <= BINNEN
    assert set(ander.statussen) == {200}
    assert ander.traagst <= BINNEN
    assert geheugen(stack) - voor <= GROEI_KB
    assert await rijen(stack) == eerst


async def test_bad_5_een_veld_van_10_mb(stack: Stack, sessie: tuple[str, str]):
    cookie, teken = sessie
    lijf = f"csrf={teken}&voornaam=".encode() + b"x" * 10_000_000
    await geweigerd(stack, verzoek(FORMULIER, lijf, cookie=cookie), verwacht=(413,))
    await geweigerd(stack, verzoek("/rekenhulp/praktijkonderwijs-en-lwoo", lijf), verwacht=(413,))
    await geweigerd(stack, verzoek(API, lijf, content_type="application/json"), verwacht=(413,))


@pytest.mark.parametrize("met_sessie", [True, False])
async def test_bad_5_honderdduizend_velden(stack: Stack, sessie: tuple[str, str], met_sessie: bool):
    """Within the octets that a form may have. Without a session too: what was typed is given back on a page then."""
    cookie, teken = sessie
    lijf = f"csrf={teken}".encode() + b"&a=" * 100_000
    rauw = verzoek(FORMULIER, lijf, cookie=cookie if met_sessie else "verlopen" * 5)
    await geweigerd(stack, rauw, verwacht=(413,) if met_sessie else (401,))


def test_bad_5_van_honderdduizend_velden_komt_er_geen_terug(stack: Stack):
    """The page for who is no longer signed in shows what was typed; not this."""
    rauw = verzoek(FORMULIER, b"a=b&" * 90_000, cookie="verlopen" * 5)
    with closing(lijn()) as verbinding:
        verbinding.sendall(rauw)
        status, kop = antwoord(verbinding)
    assert status == 401
    assert int(re.search(rb"content-length: (\d+)", kop)[1]) < 100_000


@pytest.mark.parametrize("open,dicht", [("[", "]"), ('{"a":', "}"), ("[", ""), ('{"peildatum":[', "")])
async def test_bad_5_tienduizend_lagen_json(stack: Stack, open: str, dicht: str):
    lijf = (open * 4_000 if len(open) > 5 else open * 10_000).encode() + dicht.encode() * 10_000
    lijf = lijf[:64_000]
    await geweigerd(stack, verzoek(API, lijf, content_type="application/json"), verwacht=(400,), keer=2)


async def test_bad_5_duizend_en_een_delen(stack: Stack, sessie: tuple[str, str]):
    cookie, teken = sessie
    delen = [f'--g\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n{teken}\r\n']
    delen += [f'--g\r\ncontent-disposition: form-data; name="a{i}"\r\n\r\nx\r\n' for i in range(1_000)]
    lijf = "".join([*delen, "--g--\r\n"]).encode()
    rauw = verzoek(FORMULIER, lijf, cookie=cookie, content_type="multipart/form-data; boundary=g")
    await geweigerd(stack, rauw, verwacht=(400, 413, 422), zin="niet goed aangekomen")


@pytest.mark.parametrize(
    ("lijf", "zin"),
    [
        ("voornaam=Pim&voornaam=Bo", "voornaam” staat er dubbel in"),
        ("voornaam=Pim&versie=1&versie=2", "versie” staat er dubbel in"),
        ("onbekend=1&onbekend=2", "onbekend” bestaat niet in dit formulier"),
    ],
)
async def test_bad_5_een_veld_tweemaal(stack: Stack, sessie: tuple[str, str], lijf: str, zin: str):
    cookie, teken = sessie
    rauw = verzoek(FORMULIER, f"csrf={teken}&{lijf}".encode(), cookie=cookie)
    await geweigerd(stack, rauw, verwacht=(422,), keer=1, zin=zin)


GROTE_KOP = "x" * 1_000_000
TRUCS = {
    "stuk van geen lengte": ({"content_length": "", "transfer_encoding": "chunked"}, b"zz\r\nabc\r\n0\r\n\r\n"),
    "stuk van min een": ({"content_length": "", "transfer_encoding": "chunked"}, b"-1\r\nabc\r\n0\r\n\r\n"),
    "stuk van te veel": ({"content_length": "", "transfer_encoding": "chunked"}, b"f" * 17 + b"\r\nabc\r\n0\r\n\r\n"),
    "in stukken": ({"content_length": "", "transfer_encoding": "chunked"}, b"3\r\na=b\r\n0\r\n\r\n"),
    "stukken en een lengte": ({"content_length": "3", "transfer_encoding": "chunked"}, b"3\r\na=b\r\n0\r\n\r\n"),
    "stukken, anders geschreven": ({"content_length": "3", "transfer_encoding": "xchunked"}, b"a=b"),
    "stukken en nog iets": ({"content_length": "", "transfer_encoding": "chunked, identity"}, b"0\r\n\r\n"),
    "twee lengten": ({"content_length": "3\r\ncontent-length: 4"}, b"a=bc"),
    "twee lengten in een": ({"content_length": "3, 4"}, b"a=bc"),
    "lengte met een plus": ({"content_length": "+3"}, b"a=b"),
    "lengte onder nul": ({"content_length": "-3"}, b"a=b"),
    "lengte van dertig cijfers": ({"content_length": "9" * 30}, b"a=b"),
    "geen lengte": ({"content_length": ""}, b""),
    "kop over twee regels": ({"x_lang": "a\r\n b: c"}, b""),
    "kop met een nul": ({"x_nul": "a\x00b"}, b""),
    "kop met een spatie voor de punt": ({"content_length": "3\r\ncontent-length : 4"}, b"a=bc"),
}


EENDUIDIG = {"in stukken", "geen lengte"}  # everybody reads these in one way; we only ask for a length


@pytest.mark.parametrize("truc", TRUCS)
@pytest.mark.parametrize("pad", [FORMULIER, API])
async def test_bad_5_niemand_verbergt_een_verzoek_in_een_ander(stack: Stack, pad: str, truc: str):
    """What a balancer before us could read in another way than we do is refused, and the line ends with it: what
    comes behind it is never taken for a next request."""
    koppen, lijf = TRUCS[truc]
    eerst = await rijen(stack)
    achter = verzoek("/gezond", methode="GET")
    with closing(lijn()) as verbinding:
        verbinding.sendall(verzoek(pad, lijf, **koppen) + achter)
        status, kop = antwoord(verbinding)
        if truc in EENDUIDIG:
            assert status == 411, kop
        else:
            assert status in (DICHT, 400), kop
            with suppress(ConnectionError):
                assert verbinding.recv(65536) == b""
    assert await rijen(stack) == eerst


@pytest.mark.parametrize(
    "regel",
    [
        b"GET /\x00 HTTP/1.1",
        b"GET /a\rb HTTP/1.1",
        b"GET /a\nX: b HTTP/1.1",
        b"GET / HTTP/1.1\x00",
        b"GET  / HTTP/9.9",
        b"G\x00T / HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1",
        b"CONNECT elders.example:443 HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
async def test_bad_5_tekens_die_geen_regel_heeft(stack: Stack, regel: bytes):
    rest = f"\r\nhost: {urlsplit(settings().app_url).netloc}\r\n\r\n".encode()
    await geweigerd(stack, regel + rest, verwacht=(DICHT, 400, 404, 405), keer=1)


@pytest.mark.parametrize("pad", ["/%00", "/a%0d%0aset-cookie:%20s=1", "/inloggen?terug=%0d%0aset-cookie:%20s=1"])
def test_bad_5_een_regeleinde_in_het_adres_wordt_geen_kop(stack: Stack, pad: str):
    status, kop = sturen(verzoek(pad, methode="GET"))
    assert 300 <= status < 500
    assert b"\r\nset-cookie: s=1" not in kop.lower()


@pytest.mark.parametrize(
    "rauw",
    [
        lambda: verzoek("/", methode="GET", x_groot=GROTE_KOP),
        lambda: verzoek("/", methode="GET", **{f"x_{i}": "y" * 500 for i in range(2_000)}),
        lambda: verzoek("/?" + GROTE_KOP, methode="GET"),
    ],
    ids=["een kop", "veel koppen", "adres"],
)
async def test_bad_5_koppen_van_een_megabyte(stack: Stack, rauw):
    await geweigerd(stack, rauw(), verwacht=(DICHT, 431))


@pytest.mark.parametrize(("octetten", "status"), [(30_000, 200), (40_000, 431)])
def test_bad_5_zo_groot_mag_een_kop_zijn(stack: Stack, octetten: int, status: int):
    assert sturen(verzoek("/rekenhulp", methode="GET", x_groot="x" * octetten))[0] == status


async def test_bad_5_een_kop_zonder_einde_wordt_niet_bewaard(stack: Stack):
    """The line is closed long before the header has an end."""
    voor, gestuurd = geheugen(stack), 0
    with closing(lijn()) as verbinding:
        verbinding.sendall(verzoek("/", methode="GET").removesuffix(b"\r\n") + b"x-lang: ")
        with pytest.raises(ConnectionError):
            while gestuurd < 100_000_000:
                verbinding.sendall(b"x" * 100_000)
                gestuurd += 100_000
    assert geheugen(stack) - voor <= GROEI_KB


async def test_bad_5_een_lijf_dat_nooit_komt_houdt_niemand_op(stack: Stack, sessie: tuple[str, str]):
    """Fifty forms that are promised and not sent, and fifty headers without an end."""
    cookie, teken = sessie
    beloofd = verzoek(FORMULIER, f"csrf={teken}".encode(), cookie=cookie, content_length="5000")
    half = verzoek("/", methode="GET").removesuffix(b"\r\n")
    voor, eerst, lijnen = geheugen(stack), await rijen(stack), []
    try:
        for rauw in [beloofd, half] * 50:
            lijnen.append(lijn())
            lijnen[-1].sendall(rauw)
        begin = time.monotonic()
        for _ in range(5):
            assert sturen(verzoek("/rekenhulp", methode="GET"))[0] == 200
        assert sturen(verzoek(FORMULIER, methode="GET", cookie=cookie))[0] == 200
        assert time.monotonic() - begin <= BINNEN
    finally:
        for verbinding in lijnen:
            verbinding.close()
    assert geheugen(stack) - voor <= GROEI_KB
    assert await rijen(stack) == eerst


async def test_bad_5_wie_midden_in_een_formulier_ophangt_is_geen_fout_van_ons(stack: Stack, sessie: tuple[str, str]):
    cookie, teken = sessie
    log = Path(os.environ["MEEDOEN_VAR"]) / "log" / "web.log"
    van = log.stat().st_size
    with closing(lijn()) as verbinding:
        verbinding.sendall(verzoek(FORMULIER, f"csrf={teken}".encode(), cookie=cookie, content_length="5000"))

    async def geschreven() -> str:
        with log.open() as regels:
            regels.seek(van)
            tekst = regels.read()
        return tekst if f'"route":"{FORMULIER}","status"' in tekst.replace(" ", "") else ""

    tekst = await eventually(geschreven, wat="het afgebroken formulier in het log staat")
    assert "onverwachte fout" not in tekst


class Ongeduldig(Protocol):
    wacht = 0.2


@pytest_asyncio.fixture
async def ongeduldig() -> AsyncIterator[tuple[str, int]]:
    """A server with the protocol of ours and hardly any patience, before an application that reads all and says so."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while True:
            bericht = await receive()
            if bericht["type"] == "http.disconnect":
                return
            if not bericht["more_body"]:
                break
        if scope["path"] == "/traag":
            await asyncio.sleep(4 * Ongeduldig.wacht)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(app, http=Ongeduldig, ws="none", lifespan="off", log_config=None, timeout_keep_alive=15)
    with socket.create_server(("127.0.0.1", 0)) as deur:
        server = uvicorn.Server(config)
        taak = asyncio.create_task(server._serve([deur]))
        yield deur.getsockname()
        server.should_exit = True
        await taak


@pytest.mark.parametrize(
    "begin",
    [
        b"",
        b"GET / HTTP/1.1\r\nhost: x\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\n",
    ],
    ids=["niets", "halve kop", "geen lijf", "tweede halve kop"],
)
async def test_bad_5_wie_niet_verder_vertelt_wordt_niet_eeuwig_afgewacht(ongeduldig: tuple[str, int], begin: bytes):
    lezer, schrijver = await asyncio.open_connection(*ongeduldig)
    schrijver.write(begin)
    await asyncio.wait_for(lezer.read(), BINNEN)  # until the end of the line
    schrijver.close()


async def test_bad_5_wie_langzaam_vertelt_of_op_ons_wacht_wordt_niet_afgebroken(ongeduldig: tuple[str, int]):
    lezer, schrijver = await asyncio.open_connection(*ongeduldig)
    schrijver.write(b"POST /traag HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\n")
    for letter in (b"a", b"b", b"c", b"d"):
        await asyncio.sleep(Ongeduldig.wacht / 2)  # together longer than its patience; each piece is in time
        schrijver.write(letter)
    assert (await asyncio.wait_for(lezer.readline(), BINNEN)).startswith(b"HTTP/1.1 200")
    schrijver.close()


def test_een_gewoon_verzoek_over_een_kale_lijn(stack: Stack):
    """So that a refusal above is of what is wrong with it, and not of how we send."""
    assert sturen(verzoek("/rekenhulp", methode="GET"))[0] == 200
    goed = json.dumps(UITLEG["beslistermijn_tlv"].voorbeeld).encode()
    assert sturen(verzoek(API, goed, content_type="application/json"))[0] == 200
