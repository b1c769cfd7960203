"""What a service really sends to PostgreSQL for one question or act: the statements, and the messages on the wire.

The statements are taken from the service's own handler while it works, so nothing here can fall out of step with it.
They are counted by reading the answers of the server on a line between the two.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit
from uuid import UUID

import asyncpg
from sqlalchemy import event

from infra import principals, trace
from infra.audit import lines
from infra.runtime import Reading, Runner, perform
from infra.service import Service
from services.kern.bericht import Opdracht, Vraag

COMPLETE, SUSPENDED, READY = ord("C"), ord("s"), ord("Z")


@dataclass(frozen=True)
class Statement:
    sql: str
    args: tuple[Any, ...]


@dataclass
class Recording:
    """`opdrachten`: statements that the server carried out; `rondgangen`: times it was waited for.

    `getoond`: the cases that a look showed, for its audit line.
    """

    statements: list[Statement] = field(default_factory=list)
    getoond: list[UUID] = field(default_factory=list)
    opdrachten: int = 0
    rondgangen: int = 0

    def counts(self) -> dict[str, int]:
        return {"opdrachten": self.opdrachten, "rondgangen": self.rondgangen}


class Wire:
    """A line to PostgreSQL that counts what the server says."""

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.completed = self.ready = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.host.startswith("/"):
            line = asyncio.open_unix_connection(f"{self.host}/.s.PGSQL.{self.port}")
        else:
            line = asyncio.open_connection(self.host, self.port)
        server_reader, server_writer = await line
        # Either side may leave first, also in the middle; what is wrong is told by who asked.
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            await asyncio.gather(self._pass(reader, server_writer), self._count(server_reader, writer))
        writer.close()
        server_writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def _count(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"N":  # "no TLS here": the one answer without a length
            writer.write(first)
            first = await reader.readexactly(1)
        while True:
            length = await reader.readexactly(4)
            body = await reader.readexactly(int.from_bytes(length, "big") - 4)
            self.completed += first[0] in (COMPLETE, SUSPENDED)
            self.ready += first[0] == READY
            writer.write(first + length + body)
            first = await reader.readexactly(1)


class _Noting(Reading):
    """A reading that remembers what was asked."""

    __slots__ = ("noted",)

    def __init__(self, connection: asyncpg.Connection, asker: Any, noted: list[Statement]):
        super().__init__(connection, asker)
        self.noted = noted

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        self.noted.append(Statement(sql, args))
        return await super().fetch(sql, *args)

    async def fetchrow(self, sql: str, *args: Any) -> asyncpg.Record | None:
        self.noted.append(Statement(sql, args))
        return await super().fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: Any) -> Any:
        self.noted.append(Statement(sql, args))
        return await super().fetchval(sql, *args)


class Recorder:
    """Runs a service in this process, on a counted line to the database."""

    def __init__(self, runner: Runner, wire: Wire):
        self.runner, self.wire = runner, wire

    async def question(self, vraag: Vraag, token: str) -> Recording:
        """As the service answers it to who has this signed token: `Runner._handle`, with the statements noted."""
        asker, door = principals.verify(token), self.runner.service.doors[vraag.heet()]
        getoond: list[UUID] = []

        async def ask(noted: list[Statement]) -> None:
            trace.beginnen(None, "web")
            async with self.runner.database.reading(asker, write=True) as connection:
                lezer = _Noting(connection, asker, noted)
                antwoord = await door.handler(lezer, vraag)
                await self.runner._gezien(lezer, door, vraag, antwoord)
            getoond[:] = (door.kijkt and lines.shown(door.kijkt, vraag, antwoord)[1]) or []

        await ask([])  # connections are made and statements prepared only once
        recording = await self._counted(ask)
        recording.getoond = getoond
        return recording

    async def open_question(self, vraag: Vraag) -> Recording:
        """A question from before there is a person; only counted."""
        door = self.runner.service.doors[vraag.heet()]

        async def ask(_noted: list[Statement]) -> None:
            await door.handler(self.runner.database, vraag)

        await ask([])
        return await self._counted(ask)

    async def act(self, first: Opdracht, second: Opdracht, token: str) -> Recording:
        """Two acts of the same kind on two cases; the second is recorded, when all is warm."""
        asker, door = principals.verify(token), self.runner.service.doors[first.heet()]
        service, database = self.runner.service, self.runner.database
        await perform(service, database, door, first, asker)
        noted: list[Statement] = []

        def note(_c: Any, _k: Any, sql: str, args: Any, _x: Any, many: bool) -> None:
            noted.extend(Statement(sql, tuple(row)) for row in (args if many else [args]))

        async def ask(_noted: list[Statement]) -> None:
            await perform(service, database, door, second, asker)

        engine = database._engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        recording = await self._counted(ask)
        event.remove(engine, "before_cursor_execute", note)
        # The context is set anew by who replays this.
        recording.statements = [s for s in noted if "set_config('app.ctx'" not in s.sql]
        return recording

    async def _counted(self, ask: Callable[[list[Statement]], Awaitable[None]]) -> Recording:
        recording, completed, ready = Recording(), self.wire.completed, self.wire.ready
        await ask(recording.statements)
        recording.opdrachten = self.wire.completed - completed
        recording.rondgangen = self.wire.ready - ready
        return recording


@asynccontextmanager
async def recorder(service: Service) -> AsyncIterator[Recorder]:
    """This service in this process, with its own rights, on a counted line."""
    name = f"DATABASE_URL_{service.name.upper()}"
    real = urlsplit(os.environ[name])
    at = parse_qs(real.query)  # a folder of this machine stands there
    wire = Wire(real.hostname or at["host"][0], real.port or int(at["port"][0]))
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    os.environ[name] = urlunsplit(real._replace(netloc=f"{real.netloc.rpartition('@')[0]}@127.0.0.1:{port}", query=""))
    runner = Runner(service)
    try:
        yield Recorder(runner, wire)
    finally:
        os.environ[name] = urlunsplit(real)
        await runner.database.close()
        server.close()
