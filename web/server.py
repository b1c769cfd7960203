"""uvicorn that leaves without letting anybody fall: what a rolling restart asks of the web process.

SIGTERM: take no new connection, answer what is under way, and say with each answer that the connection ends with it.
Then go. Where a socket was handed over (WEB_SOCKET), a copy beside us takes the connections that come meanwhile: it has
the same socket. SIGINT: the same, but nobody is waited for longer than three seconds.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType

import uvicorn

from infra import readiness
from infra.log import log
from infra.settings import VerkeerdeInstelling
from web.security import Gate

# As long as an upload of 25 MB may take on a slow line, and as long as an idle connection is kept.
UITLOOP_SECONDEN = 25.0


def handed_over() -> list[socket.socket] | None:
    """The listening socket that we got from who started us; None when we must open one ourselves."""
    number = os.environ.get("WEB_SOCKET", "")
    if not number:
        return None
    if not number.isdigit():
        raise VerkeerdeInstelling("WEB_SOCKET is het nummer van een geopende socket; Meedoen start niet.")
    return [socket.socket(fileno=int(number))]


def _naloop() -> float:
    """How long a balancer may need to see that we are going: meanwhile /gezond says so and all else is answered."""
    tekst = os.environ.get("WEB_NALOOP", "0")
    if not tekst.isdigit():
        raise VerkeerdeInstelling("WEB_NALOOP is een aantal seconden; Meedoen start niet.")
    return float(tekst)


class Server(uvicorn.Server):
    """One web process. `gate`: told when we are going."""

    def __init__(self, config: uvicorn.Config, gate: Gate):
        super().__init__(config)
        self.gate = gate
        self.in_haste = False
        self.naloop = _naloop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        readiness.tell("web")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.in_haste = self.in_haste or sig == signal.SIGINT
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if not self.in_haste:
            await self._run_out(sockets)
        await super().shutdown(sockets)

    async def _run_out(self, sockets: list[socket.socket] | None) -> None:
        begin = time.monotonic()
        self.gate.gaat_weg = True
        if sockets is None:
            await self._while(lambda: time.monotonic() - begin < self.naloop)
        await self._accept_no_more()
        # An idle connection is left open: whoever asks over it just now must be answered. It ends by its own time.
        left = begin + self.naloop + UITLOOP_SECONDEN
        await self._while(lambda: bool(self.server_state.connections) and time.monotonic() < left)
        seconds = round((time.monotonic() - begin) * 1000)
        log.info("uitgelopen", ms=seconds, aantal=len(self.server_state.connections))

    async def _accept_no_more(self) -> None:
        """What was accepted already is served; what waits in the socket is left for the copy beside us.

        Not `Server.close()` at once: asyncio drops a connection that it accepted in the same turn of its loop.
        """
        loop = asyncio.get_running_loop()
        for server in self.servers:
            for listening in server.sockets:
                loop.remove_reader(listening.fileno())
        await asyncio.sleep(0.1)
        for server in self.servers:
            server.close()

    async def _while(self, true: Callable[[], bool]) -> None:
        while true() and not (self.in_haste or self.force_exit):
            await asyncio.sleep(0.05)
