"""A cheap HTTP/1.1 client on one kept connection: what it costs itself may not hide what the server costs."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


class UnexpectedAnswer(Exception):
    """The server answered something else than the bench came for; a figure of it would mean nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: bytes
    raw: bytes

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.raw) if b"content-encoding: gzip" in self.head.lower() else self.raw

    def header(self, name: str) -> str:
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.encode():
                return value.strip().decode()
        return ""

    def expect(self, status: int) -> Answer:
        if self.status != status:
            raise UnexpectedAnswer(f"{self.status} in plaats van {status}: {self.body[:2000].decode(errors='replace')}")
        return self


class Browser:
    """One visitor with one session: sends what a browser sends, keeps the connection, runs nothing."""

    def __init__(self, url: str, cookie: str = ""):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.origin = url.rstrip("/")
        lines = f"host: {parts.netloc}\r\naccept: text/html\r\naccept-encoding: gzip\r\nsec-fetch-site: same-origin\r\n"
        self._lines = lines + (f"cookie: {cookie}\r\n" if cookie else "")
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        return await self._send(f"GET {path} HTTP/1.1\r\n{self._lines}\r\n".encode())

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        body = urlencode(fields).encode()
        head = (
            f"POST {path} HTTP/1.1\r\n{self._lines}origin: {self.origin}\r\n"
            f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return await self._send(head.encode() + body)

    async def _send(self, request: bytes) -> Answer:
        if self._reader is not None and self._reader.at_eof():  # the server ended an idle connection
            await self.close()
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
        assert self._reader is not None
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        place = lower.find(b"content-length:")
        length = int(lower[place + 15 : lower.find(b"\r", place)]) if place > 0 else 0
        raw = await self._reader.readexactly(length)
        if b"connection: close" in lower:
            await self.close()
        return Answer(int(head[9:12]), head, raw)

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None
