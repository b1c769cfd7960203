"""The running stack, seen from a test: its bus, its people, its clock, its database and its processes."""

from __future__ import annotations

import asyncio
import json
import os
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import asyncpg

from infra import bus, clock, people, principals
from infra.bus import Bus
from infra.settings import settings
from services.kern.bericht import Vraag
from services.kern.principal import Principal
from services.kern.rollen import Rol

STANDAARD_HOED = {m.sub: m.hoeden[0] for m in people.mensen()}


@dataclass
class Stack:
    """One stack for the whole test run. Cases are told apart by their own ids, never by wiping tables."""

    web: Bus
    beheer: Bus
    dienst: dict[str, Bus] = field(default_factory=dict)
    geduld: float = 10.0  # seconds to wait for an answer

    def principal(
        self,
        sub: str,
        *,
        rol: str | None = None,
        organisatie: str | None = None,
        tenant: str | None = None,
        persoon: UUID | None = None,
        geldig: int = 300,
        bevestigd: int | None = 0,
    ) -> str:
        """A signed principal, as netwerk would sign it for the session of this person of the cast.

        `bevestigd`: how many seconds ago they proved who they are; None for never.
        """
        hoed = STANDAARD_HOED.get(sub)
        return principals.sign(
            Principal(
                tenant=tenant or hoed.tenant,
                persoon=persoon or people.persoon_id(sub),
                naam=people.accounts()[sub].naam,
                rol=Rol(rol or hoed.rol),
                organisatie=organisatie or hoed.organisatie,
                sessie=uuid4(),
                mfa=True,
                verloopt=clock.echt_seconden() + geldig,
                bevestigd_op=0 if bevestigd is None else clock.echt_seconden() - bevestigd,
            )
        )

    async def ask(self, dienst: str, vraag: Vraag, als: str | None = None, **hoed: Any) -> Any:
        """Ask as this person of the cast (`als`), with another hat when `hoed` says so."""
        principal = self.principal(als, **hoed) if als else None
        return await self.web.ask(dienst, vraag, principal, timeout=self.geduld)

    def klok(self, moment: datetime) -> None:
        """Move the clock of the stack."""
        clock.verzetten(settings().klokbestand, moment)

    def klok_terug(self) -> None:
        settings().klokbestand.write_text("0")

    async def sql(self, query: str, *args: Any) -> list[asyncpg.Record]:
        """Look in the database past every fence, as only a test may: with the rights of the migration."""
        connection = await asyncpg.connect(settings().database_url("migratie"))
        try:
            return await connection.fetch(query, *args)
        finally:
            await connection.close()

    def post(self, aan: str = "") -> list[dict[str, Any]]:
        """The e-mails that arrived, newest first; only those to this address when one is given."""
        adres = f"{os.environ['POST_URL']}/api/berichten?{urlencode({'aan': aan})}"
        with urllib.request.urlopen(adres, timeout=10) as antwoord:
            return json.load(antwoord)

    def pids(self) -> dict[str, int]:
        """The processes of the stack, by name, as the supervisor wrote them last."""
        return json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())["pids"]


async def eventually(
    check: Callable[[], Awaitable[Any]], *, seconden: float = 45.0, wat: str = "het verwachte gebeurt"
) -> Any:
    """Wait for a fact to arrive: the answer of `check` once it is truthy. Polls; never sleeps for time to pass.

    `seconden`: how long at most, on a computer with much else to do; it costs only who fails. It is patience and no
    promise: a test that promises a time measures it itself.
    """
    einde = time.monotonic() + seconden
    while True:
        try:
            if antwoord := await check():
                return antwoord
            laatste: object = antwoord
        except AssertionError as fout:
            laatste = fout
        if time.monotonic() > einde:
            raise AssertionError(f"binnen {seconden:g} s gebeurde niet dat {wat}; laatst: {laatste!r}")
        await asyncio.sleep(0.05)


async def open_stack() -> Stack:
    if not os.environ.get("NATS_URL"):
        raise SystemExit("Deze test heeft de servers nodig: draai ./meedoen test (of lees var/stack.env in).")
    return Stack(
        web=Bus(await bus.connect("web"), "web"),
        beheer=Bus(await bus.connect("beheer"), "beheer"),
    )
