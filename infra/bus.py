"""NATS: asking a service, answering, telling facts and hearing them.

Subjects: `ask.<service>.<message>` with a signed principal; `intern.<from>.<to>.<message>` between services,
where the rights of the NATS user prove who `from` is; `swv.<tenant>.<service>.<thing>.<what>` for facts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import ConnectionClosedError, NoRespondersError, OutboundBufferLimitError
from nats.errors import TimeoutError as NatsTimeout
from nats.js.errors import NoStreamResponseError

from infra import tls, trace
from infra.log import log
from infra.settings import settings
from services.kern.bericht import Vraag
from services.kern.errors import FoutBericht, NietBeschikbaar

STREAM = "FEITEN"
KOP_PRINCIPAL = "Meedoen-Principal"
KOP_TENANT = "Meedoen-Tenant"
KOP_FOUT = "Meedoen-Fout"
_encoder = msgspec.msgpack.Encoder()
_fout_decoder = msgspec.msgpack.Decoder(FoutBericht)


@lru_cache(maxsize=512)
def decoder(soort: Any) -> msgspec.msgpack.Decoder:
    return msgspec.msgpack.Decoder(soort)


def encode(waarde: Any) -> bytes:
    return _encoder.encode(waarde)


async def connect(gebruiker: str) -> Client:
    """A connection that comes back by itself and never sends late: what cannot go now is refused now."""

    async def on_error(fout: Exception) -> None:
        # Rights are part of the deployment: a refused subject is a fault of ours and never passes by itself.
        log.error("nats", fout=str(fout)[:300])

    return await nats.connect(
        settings().nats_url,
        user=gebruiker,
        password=settings().nats_password(gebruiker),
        name=f"meedoen-{gebruiker}",
        inbox_prefix=f"_INBOX_{gebruiker}".encode(),
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.25,
        connect_timeout=2,
        pending_size=0,
        error_cb=on_error,
        **tls.for_nats(gebruiker),
    )


class Bus:
    """One process's way to ask others."""

    def __init__(self, client: Client, gebruiker: str):
        self.client = client
        self.gebruiker = gebruiker

    async def ask(self, dienst: str, vraag: Vraag, principal: str | None = None, *, timeout: float = 10.0) -> Any:
        """Ask on behalf of a person (`principal`: the signed token) or, at open doors, of nobody yet.

        Raises the fault of the service, or NietBeschikbaar when it does not answer.
        """
        koppen = trace.koppen() | ({KOP_PRINCIPAL: principal} if principal else {})
        return await self._request(f"ask.{dienst}.{vraag.heet()}", vraag, koppen, timeout)

    async def ask_intern(
        self,
        dienst: str,
        vraag: Vraag,
        *,
        tenant: str | None = None,
        namens: UUID | None = None,
        timeout: float = 10.0,
    ) -> Any:
        """Ask another service, as this service; without a tenant only what is about all of them (an open door).

        `namens`: the person whose act makes this service ask.
        """
        onderwerp = f"intern.{self.gebruiker}.{dienst}.{vraag.heet()}"
        koppen = trace.koppen(namens=namens) | ({KOP_TENANT: tenant} if tenant else {})
        return await self._request(onderwerp, vraag, koppen, timeout)

    async def _request(self, onderwerp: str, vraag: Vraag, koppen: dict[str, str], timeout: float) -> Any:
        if not self.client.is_connected:
            raise NietBeschikbaar(
                "Dit onderdeel is even niet bereikbaar. Er is niets verloren; probeer het zo nog eens."
            )
        try:
            msg = await self.client.request(onderwerp, encode(vraag), timeout=timeout, headers=koppen)
        except (
            TimeoutError,
            NatsTimeout,
            NoRespondersError,
            OutboundBufferLimitError,
            ConnectionClosedError,
        ):
            raise NietBeschikbaar(
                "Dit onderdeel is even niet bereikbaar. Er is niets verloren; probeer het zo nog eens."
            ) from None
        if msg.headers and KOP_FOUT in msg.headers:
            raise _fout_decoder.decode(msg.data).als_fout()
        return decoder(type(vraag).antwoord).decode(msg.data) if type(vraag).antwoord else None

    async def publish_fact(self, onderwerp: str, id: str, envelope: bytes) -> None:
        """To JetStream, acknowledged. The id makes a second telling within two minutes a non-event."""
        js = self.client.jetstream(timeout=5)
        await js.publish(
            onderwerp,
            envelope,
            headers={"Nats-Msg-Id": id, "Content-Type": "application/cloudevents+json"},
            stream=STREAM,
        )


Answer = Callable[[Msg], Awaitable[bytes]]


class Responder:
    """Answers one or more subjects, many messages at a time, and drains on stop."""

    def __init__(self, client: Client, queue: str, answer: Answer, *, max_tegelijk: int = 32):
        self.client, self.queue, self.answer = client, queue, answer
        self._semaphore = asyncio.Semaphore(max_tegelijk)
        self._running: set[asyncio.Task[None]] = set()
        self._subscriptions: list[Any] = []

    async def start(self, *onderwerpen: str) -> None:
        for onderwerp in onderwerpen:
            self._subscriptions.append(await self.client.subscribe(onderwerp, queue=self.queue, cb=self._take))
        await self.client.flush()

    async def _take(self, msg: Msg) -> None:
        # nats-py awaits a callback before it takes the next message, so the work goes on in a task of its own.
        await self._semaphore.acquire()
        task = asyncio.create_task(self._one(msg))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _one(self, msg: Msg) -> None:
        try:
            try:
                data, koppen = await self.answer(msg), None
            except FoutAntwoord as fout:
                data, koppen = encode(fout.bericht), {KOP_FOUT: fout.bericht.sleutel}
            await self.client.publish(msg.reply, data, headers=koppen)
        except Exception as fout:  # the asker is gone or the line is: its own time-out tells it
            log.warning("antwoord niet verstuurd", fout=type(fout).__name__, bericht=msg.subject)
        finally:
            self._semaphore.release()

    async def stop(self) -> None:
        for subscription in self._subscriptions:
            await subscription.drain()
        await asyncio.gather(*self._running, return_exceptions=True)


class FoutAntwoord(Exception):
    """An answer that is a fault."""

    def __init__(self, bericht: FoutBericht):
        self.bericht = bericht


__all__ = [
    "STREAM",
    "Bus",
    "FoutAntwoord",
    "NoStreamResponseError",
    "Responder",
    "connect",
    "decoder",
    "encode",
]
