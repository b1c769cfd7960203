"""SEC-8: what a provider says never makes us ask inside our own network, and never more than we can hold.

The servers are real and listen here: that nobody knocked is what they counted themselves.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx2
import pytest

from infra import pdf
from infra.settings import Aanmelddienst
from services.kern.errors import NietBeschikbaar
from tests.aanmelddienst import CLIENT, Dienst, dienst
from web import outgoing
from web.login import Aanbieder
from web.outgoing import GROOTTE, Buiten, is_openbaar

BINNEN = (
    "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0.0.0.0", "[::]",
)  # fmt: skip
ELDERS_BINNEN = (
    "169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "198.18.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "[ff02::1]",
)  # fmt: skip


@contextmanager
def luisteraar() -> Iterator[tuple[int, socket.socket]]:
    """A port of this machine that would hear every knock, over both kinds of address."""
    lijn = socket.socket(socket.AF_INET6)
    lijn.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    lijn.bind(("::", 0))
    lijn.listen()
    lijn.setblocking(False)
    try:
        yield lijn.getsockname()[1], lijn
    finally:
        lijn.close()


@asynccontextmanager
async def klant(*intern: str) -> AsyncIterator[httpx2.AsyncClient]:
    buiten = Buiten(intern, verify=ssl.create_default_context())
    try:
        yield httpx2.AsyncClient(transport=buiten, timeout=2)
    finally:
        await buiten.sluiten()


def niemand_klopte(lijn: socket.socket) -> bool:
    try:
        lijn.accept()
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize("host", (*BINNEN, *ELDERS_BINNEN))
async def test_sec_8_nooit_naar_binnen(host: str):
    with luisteraar() as (poort, lijn):
        async with klant() as client:
            for schema in ("https", "http"):
                with pytest.raises((httpx2.TransportError, httpx2.InvalidURL)):
                    await client.get(f"{schema}://{host}:{poort}/")
        assert niemand_klopte(lijn)


async def test_sec_8_alleen_het_adres_van_de_aanbieder_zelf_mag_binnen_zijn():
    """The exception is one origin: another port, scheme or spelling of the same machine is not it."""
    with dienst() as goed, dienst() as ander:
        async with klant(goed.issuer) as client:
            assert (await client.get(f"{goed.issuer}/jwks")).status_code == 200
            for adres in (
                f"{ander.issuer}/jwks",
                f"http://localhost:{goed.poort}/jwks",
                f"https://127.0.0.1:{goed.poort}/",
            ):
                with pytest.raises(httpx2.TransportError):
                    await client.get(adres)
        assert ander.gevraagd == []


async def test_sec_8_een_naam_die_naar_binnen_wijst(monkeypatch: pytest.MonkeyPatch):
    """Rebinding: of all the addresses of a name none may be inside, and the one that was looked at is the one used."""
    gevraagd: list[str] = []
    nu: list[str] = []

    async def wijst(host: str, port: int, **_: Any) -> list[tuple]:
        gevraagd.append(host)
        return [(0, 0, 0, "", (ip, port)) for ip in nu]

    with luisteraar() as (poort, lijn):
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", wijst)
        for antwoorden in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"]):
            nu[:] = antwoorden
            async with klant() as client:
                with pytest.raises(httpx2.TransportError):
                    await client.get(f"https://wisselt.example:{poort}/")
        assert gevraagd == ["wisselt.example"] * 4
        assert niemand_klopte(lijn)


def test_een_gewoon_adres_is_gewoon():
    assert is_openbaar("93.184.216.34") and is_openbaar("2606:2800:220:1::1")
    assert is_openbaar("64:ff9b::5db8:d822")  # the same address, seen through NAT64


# --------------------------------------------------------------------------------- what a provider can answer


def _aanbieder(bron: Dienst) -> Aanbieder:
    return Aanbieder.van(Aanmelddienst("aanmelden", "Proef", bron.issuer, CLIENT, "geheim", True))


def _doorsturen(naar: str) -> Any:
    def antwoord(verzoek: Any) -> None:
        verzoek.send_response(302)
        verzoek.send_header("location", naar)
        verzoek.end_headers()

    return antwoord


def _eindeloos(verzoek: Any) -> None:
    verzoek.send_response(200)
    verzoek.send_header("content-type", "application/json")
    verzoek.end_headers()
    try:
        while True:
            verzoek.wfile.write(b" " * 65_536)
            bron_geschreven.append(65_536)
    except OSError:
        pass


bron_geschreven: list[int] = []


def _ingepakt(verzoek: Any) -> None:
    lijf = gzip.compress(b" " * 50_000_000)
    verzoek.send_response(200)
    verzoek.send_header("content-encoding", "gzip")
    verzoek.send_header("content-length", str(len(lijf)))
    verzoek.end_headers()
    verzoek.wfile.write(lijf)


async def _inloggen(bron: Dienst) -> None:
    aanbieder = _aanbieder(bron)
    try:
        await aanbieder.adres(terug="http://x/", state="s", nonce="n", verifier="v" * 43, acr=None)
    finally:
        await aanbieder.buiten.sluiten()


METADATA = "/.well-known/openid-configuration"


async def test_sec_8_een_doorverwijzing_wordt_niet_gevolgd():
    with dienst() as bron, dienst() as doel:
        bron.anders[METADATA] = _doorsturen(f"{doel.issuer}{METADATA}")
        with pytest.raises(NietBeschikbaar):
            await _inloggen(bron)
        assert doel.gevraagd == []


@pytest.mark.parametrize("antwoord", [_eindeloos, _ingepakt])
async def test_sec_8_een_antwoord_zonder_einde_wordt_afgekapt(antwoord: Any):
    bron_geschreven.clear()
    with dienst() as bron:
        bron.anders[METADATA] = antwoord
        with pytest.raises(NietBeschikbaar):
            await asyncio.wait_for(_inloggen(bron), timeout=8)
    assert sum(bron_geschreven) < 60 * GROOTTE  # what the lines between us hold, and no more


def _tien_gigabyte(verzoek: Any) -> None:
    verzoek.send_response(200)
    verzoek.send_header("content-length", str(10_000_000_000))
    verzoek.end_headers()
    try:
        while True:
            verzoek.wfile.write(b" " * 65_536)
            bron_geschreven.append(65_536)
    except OSError:
        pass


def _druppels(begin: bytes, druppel: bytes) -> Any:
    """An answer that keeps coming, a little at a time, and never ends."""

    def antwoord(verzoek: Any) -> None:
        try:
            verzoek.wfile.write(begin)
            while True:
                verzoek.wfile.write(druppel)
                verzoek.wfile.flush()
                threading.Event().wait(0.05)
        except OSError:
            pass

    return antwoord


KOP = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
TRAAG = {
    "de eerste regel": _druppels(b"HTTP/1.1 200 ", b"O"),
    "een kop": _druppels(KOP + b"x-lang: ", b"x"),
    "steeds een kop": _druppels(KOP, b"x-kop: x\r\n"),
    "het lijf": _druppels(KOP + b"\r\n{", b" "),
    "stukken": _druppels(KOP + b"transfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "niets": _druppels(b"", b""),
}


@pytest.mark.parametrize("pad", [METADATA, "/jwks"])
@pytest.mark.parametrize("hoe", TRAAG)
async def test_sec_8_wie_druppelt_krijgt_niet_meer_tijd(pad: str, hoe: str, monkeypatch: pytest.MonkeyPatch):
    """SEC-8: every piece is in time, and the whole never ends. The time is shortened here; what counts is that it is
    that of the whole answer."""
    monkeypatch.setattr(outgoing, "SECONDEN", 0.6)
    with dienst() as bron:
        bron.anders[pad] = TRAAG[hoe]
        aanbieder = _aanbieder(bron)
        begin = time.monotonic()
        with pytest.raises((NietBeschikbaar, httpx2.TransportError)):
            await asyncio.wait_for(aanbieder.fetch_jwk_set(), timeout=8)
        duur = time.monotonic() - begin
        await aanbieder.buiten.sluiten()
    assert pad in bron.gevraagd
    assert 0.5 < duur < 3


@pytest.mark.parametrize("pad", [METADATA, "/jwks"])
async def test_sec_8_tien_gigabyte_wordt_een_kwart_megabyte(pad: str):
    """SEC-8: a body that says it is 10 GB, and begins to be."""
    bron_geschreven.clear()
    with dienst() as bron:
        bron.anders[pad] = _tien_gigabyte
        aanbieder = _aanbieder(bron)
        with pytest.raises((NietBeschikbaar, httpx2.TransportError)):
            await asyncio.wait_for(aanbieder.fetch_jwk_set(), timeout=8)
        await aanbieder.buiten.sluiten()
        assert pad in bron.gevraagd
    assert sum(bron_geschreven) < 60 * GROOTTE


async def test_sec_8_sleutels_en_tokens_van_elders_worden_niet_gevraagd():
    """Metadata that points elsewhere in our network: neither the keys nor the secret of the application go there."""
    with dienst() as bron, dienst() as doel:
        bron.metadata |= {"jwks_uri": f"{doel.issuer}/jwks", "token_endpoint": f"{doel.issuer}/token"}
        aanbieder = _aanbieder(bron)
        with pytest.raises(NietBeschikbaar):
            await aanbieder.wie(code="c", terug="http://x/", nonce="n", verifier="v" * 43)
        with pytest.raises(httpx2.TransportError):
            await aanbieder.fetch_jwk_set()
        await aanbieder.buiten.sluiten()
        assert doel.gevraagd == []


def test_sec_8_een_brief_haalt_niets_op():
    """The renderer of letters fetches nothing: no picture, style sheet or font from anywhere, nor a file of ours."""
    with luisteraar() as (poort, lijn):
        adres = f"http://127.0.0.1:{poort}"
        html = (
            f'<link rel="stylesheet" href="{adres}/x.css"><style>@import url({adres}/x.css);'
            f"@font-face {{ font-family: q; src: url({adres}/q.woff) }}"
            f" p {{ background: url({adres}/y.png); font-family: q }}</style>"
            f'<p>Brief</p><img src="{adres}/x.png" alt=""><img src="file:///etc/passwd" alt="">'
            f'<object data="{adres}/x.svg"></object><embed src="{adres}/y.svg">'
        )
        try:
            gemaakt = pdf.make_pdf(html, title="Proef")
        except pdf.PdfFout as fout:  # refusing is as good as leaving it out
            gemaakt = str(fout).encode()
        assert b"root:" not in gemaakt
        assert niemand_klopte(lijn)
