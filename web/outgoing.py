"""Asking another server: only where it was declared, never inside our own network (trust.md 3.5 no. 20, SEC-8).

A provider tells in its metadata where its keys and its tokens are: what it says is not believed. Every address is
https and resolves to the public internet, looked at on the very connection that is made, so that a name that changes
its mind a moment later changes nothing. One exception: the origin (scheme, host, port) of a declared issuer itself,
where `intern` says that this installation has it inside. No redirects, five seconds, 256 kB.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from typing import Any

import httpcore2
import httpx2

SECONDEN = 5.0
GROOTTE = 256 * 1024


class Verboden(httpx2.TransportError):
    """This address is not for us. The text is for the log."""


def herkomst(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address, as browsers compare them."""
    deel = httpx2.URL(url)
    return deel.scheme, deel.host.lower(), deel.port or {"https": 443, "http": 80}.get(deel.scheme, 0)


def is_openbaar(adres: str) -> bool:
    """Whether this IP address is on the public internet. An IPv4 address in IPv6 dress counts as what it is."""
    ip = ipaddress.ip_address(adres.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        binnen = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            binnen = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if binnen is not None:
            return is_openbaar(str(binnen))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class _Lijn(httpcore2.AsyncNetworkBackend):
    """Resolves by itself and connects to the address that was looked at."""

    def __init__(self, intern: frozenset[tuple[str, int]]):
        self.onder = httpcore2.AnyIOBackend()
        self.intern = intern

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:  # fmt: skip
        loop = asyncio.get_running_loop()
        try:
            gevonden = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as fout:
            raise httpcore2.ConnectError(str(fout)) from None
        adressen = [str(regel[4][0]) for regel in gevonden]
        if (host.lower(), port) not in self.intern and not all(is_openbaar(adres) for adres in adressen):
            raise httpcore2.ConnectError(f"{host} wijst naar een adres binnen ons eigen netwerk")
        return await self.onder.connect_tcp(adressen[0], port, timeout, local_address, socket_options)


class Buiten(httpx2.AsyncHTTPTransport):
    """The transport for everything a provider told us to ask."""

    def __init__(self, intern: Iterable[str] = (), *, verify: ssl.SSLContext):
        super().__init__(verify=verify, trust_env=False)
        self.intern = frozenset(herkomst(url) for url in intern)
        lijn = _Lijn(frozenset((host, poort) for _, host, poort in self.intern))
        self._pool = httpcore2.AsyncConnectionPool(ssl_context=verify, network_backend=lijn, max_connections=20)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        waar = herkomst(str(request.url))
        if waar not in self.intern and waar[0] != "https":
            raise Verboden(f"{waar[0]}://{waar[1]}: alleen https")
        # The whole answer, not each piece of it: who sends a byte at a time gets no more time than another.
        einde = asyncio.get_running_loop().time() + SECONDEN
        try:
            async with asyncio.timeout_at(einde):
                antwoord = await super().handle_async_request(request)
        except TimeoutError:
            raise Verboden(f"{waar[1]} antwoordt te traag") from None
        if antwoord.is_redirect or antwoord.headers.get("content-encoding", "identity") != "identity":
            await antwoord.aclose()
            raise Verboden(f"{waar[1]} stuurt door, of antwoordt ingepakt")
        antwoord.stream = _Begrensd(antwoord.stream, einde)
        return antwoord

    # One pool for all clients: whoever closes a client leaves the lines open for the next.

    async def __aenter__(self) -> Buiten:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def aclose(self) -> None:
        return None

    async def sluiten(self) -> None:
        await self._pool.aclose()


class _Begrensd(httpx2.AsyncByteStream):
    """A body that ends with a fault when it is too large or not there at `einde` (loop time), however it is sent."""

    def __init__(self, stroom: Any, einde: float):
        self.stroom, self.einde = stroom, einde

    async def __aiter__(self) -> AsyncIterator[bytes]:
        gezien, stukken = 0, aiter(self.stroom)
        while True:
            try:
                async with asyncio.timeout_at(self.einde):
                    stuk = await anext(stukken)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise Verboden("een antwoord dat te lang duurt") from None
            gezien += len(stuk)
            if gezien > GROOTTE:
                raise Verboden("een antwoord dat te groot is")
            yield stuk

    async def aclose(self) -> None:
        await self.stroom.aclose()
