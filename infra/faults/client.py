"""The client of the kill test: it asks until it is answered, always with the same key, as a person at a screen would.

It also looks in the database past every fence, as only the harness of a test stack may.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import httpx2
import msgspec

from infra import bus, clock, people, principals
from infra.bus import Bus
from infra.demo.robot import Formulier, Robot, Struikelt
from infra.settings import settings
from services.kern.bericht import Vraag
from services.kern.errors import NietBeschikbaar
from services.kern.feit import Feit, envelope
from services.kern.principal import Principal
from services.kern.rollen import Rol

PATIENCE = 90.0  # seconds in which a killed process must be back
FIRST_WAIT, LONGEST_WAIT = 1.0, 8.0


class NoAnswer(Exception):
    """A service stayed away."""


class Client:
    """One connection to the bus as the web has it, one as the administration, and a look in the database."""

    def __init__(self, web: Bus, beheer: Bus, database: asyncpg.Pool):
        self.web, self.beheer, self.database = web, beheer, database
        self.hats = {mens.sub: mens.hoeden[0] for mens in people.mensen()}
        self.repeats = 0  # how often the same question was asked again
        self.visitors: dict[str, Visitor] = {}

    @classmethod
    async def open(cls) -> Client:
        pool = await asyncpg.create_pool(settings().database_url("migratie"), min_size=1, max_size=6)
        return cls(Bus(await bus.connect("web"), "web"), Bus(await bus.connect("beheer"), "beheer"), pool)

    async def visitor(self, sub: str) -> Visitor:
        """This person of the cast at the front door, signed in once for the whole run."""
        if sub not in self.visitors:
            self.visitors[sub] = await asyncio.to_thread(Visitor, self, sub)
        return self.visitors[sub]

    async def close(self) -> None:
        for visitor in self.visitors.values():
            visitor.robot.client.close()
        await self.web.client.close()
        await self.beheer.client.close()
        await self.database.close()

    async def sql(self, query: str, *args: Any) -> list[asyncpg.Record]:
        return await self.database.fetch(query, *args)

    async def value(self, query: str, *args: Any) -> Any:
        return await self.database.fetchval(query, *args)

    def principal(self, sub: str) -> str:
        """Signed as netwerk would for the session of this person of the cast."""
        hat = self.hats[sub]
        return principals.sign(
            Principal(
                tenant=hat.tenant,
                persoon=people.persoon_id(sub),
                naam=people.accounts()[sub].naam,
                rol=Rol(hat.rol),
                organisatie=hat.organisatie,
                sessie=uuid4(),
                mfa=True,
                verloopt=clock.echt_seconden() + 600,
                bevestigd_op=clock.echt_seconden(),
            )
        )

    async def ask(self, dienst: str, vraag: Vraag, als: str) -> Any:
        """As this person of the cast. Raises NoAnswer, and every fault of the service but that it is away."""
        principal = self.principal(als)
        return await self._until_answered(lambda wait: self.web.ask(dienst, vraag, principal, timeout=wait))

    async def administer(self, dienst: str, vraag: Vraag, tenant: str) -> Any:
        """As the administration of the installation."""
        return await self._until_answered(
            lambda wait: self.beheer.ask_intern(dienst, vraag, tenant=tenant, timeout=wait)
        )

    async def _until_answered(self, ask: Callable[[float], Awaitable[Any]]) -> Any:
        end, wait = time.monotonic() + PATIENCE, FIRST_WAIT
        while True:
            try:
                return await ask(wait)
            except NietBeschikbaar:
                if time.monotonic() > end:
                    raise NoAnswer("de dienst kwam niet terug") from None
                self.repeats += 1
                wait = min(wait * 1.5, LONGEST_WAIT)
                await asyncio.sleep(0.05)

    async def tell(self, feit: Feit, id: UUID, tenant: str) -> None:
        """Put a fact on the stream as the deployment user; services themselves cannot tell another's facts."""
        wrapped = envelope(feit, id=id, tenant=tenant, time=clock.nu())
        await self.beheer.publish_fact(feit.onderwerp(tenant), str(id), msgspec.json.encode(wrapped))


class Visitor:
    """Somebody with a browser, who sends a form again when no page comes back."""

    def __init__(self, client: Client, sub: str):
        self.client = client
        self.robot = Robot(settings().app_url, people.accounts()[sub])
        self._patiently(self.robot.inloggen)

    async def fill(self, page: str, form: str, answers: dict[str, Any]) -> Formulier:
        """The form of this page with those answers that it asks for."""
        opened = await asyncio.to_thread(self._patiently, lambda: self.robot.ga(page))
        empty = opened.formulier(form)
        return empty.vul(**{name: answer for name, answer in answers.items() if name in empty.soorten})

    async def send(self, form: Formulier) -> UUID:
        """Send the form, as it is, until it is accepted. The case it leads to."""
        arrived = await asyncio.to_thread(self._patiently, lambda: self.robot.verstuur(form))
        return UUID(urlsplit(arrived.url).path.rpartition("/")[2])

    def _patiently(self, do: Callable[[], Any]) -> Any:
        """Again and again while nobody answers, or a page says that something is away. Raises NoAnswer."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return do()
            except (httpx2.TransportError, Struikelt) as fault:
                if isinstance(fault, Struikelt) and self.robot.pagina.status != 503:
                    raise
                if time.monotonic() > end:
                    raise NoAnswer(f"geen pagina: {fault}") from None
                self.client.repeats += 1
                time.sleep(0.1)


async def until(check: Callable[[], Awaitable[Any]], seconds: float, pause: float = 0.03) -> bool:
    """Whether `check` came true in time."""
    end = time.monotonic() + seconds
    while not await check():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(pause)
    return True
