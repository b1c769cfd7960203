"""The same question and the same act through three layers: bare SQL, the service over NATS, the page over HTTP."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from infra import trace
from infra.audit import lines
from infra.bench.http_client import UnexpectedAnswer
from infra.bench.load import Exhausted, Once
from infra.bench.recorder import Recording
from infra.bench.visitors import Visitor
from infra.bus import Bus
from infra.context import mint
from infra.principals import verify
from services.commissie.contract import EindadviesMaken, WerkvoorraadTonen
from services.kern.principal import Principal

SERVICE = "commissie"
OORDEEL, TEKST = "toelaatbaar", "De leerling heeft in een kleine groep meer kans om te leren."
FILLED_IN = {"strekking": OORDEEL, "tekst": TEKST}  # the form's own names
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FIELD = re.compile(rb'<input[^>]*name="(opdracht|versie|csrf)"[^>]*value="([^"]*)"')


@dataclass
class Page:
    """The werkvoorraad as the visitor first sees it."""

    recording: Recording
    connections: Sequence[asyncpg.Connection]
    web: Bus
    visitors: Sequence[Visitor]

    async def bare(self, number: int) -> None:
        """Exactly the statements of the service, with the context that row security needs, and nothing else."""
        await self._statements(number, "begin read only")
        await self.connections[number].execute("commit")

    async def bare_with_line(self, number: int) -> None:
        """And what the law makes of a look: the audit line, and the row of the logbook for each child it showed."""
        asker = await self._statements(number, "begin")
        trace.beginnen(None, "web")
        wat, getoond = WerkvoorraadTonen.heet(), self.recording.getoond
        await lines.write(
            self.connections[number], lines.line(SERVICE, asker, soort=lines.INZAGE, wat=wat, zaken=getoond)
        )
        await self.connections[number].execute("commit")

    async def _statements(self, number: int, begin: str) -> Principal:
        connection, asker = self.connections[number], verify(self.visitors[number].principal)
        await connection.execute(f"{begin}; select set_config('app.ctx', '{mint(SERVICE, asker)}', true)")
        for statement in self.recording.statements:
            await connection.fetch(statement.sql, *statement.args)
        return asker

    async def service(self, number: int) -> None:
        await self.web.ask(SERVICE, WerkvoorraadTonen(), self.visitors[number].principal)

    async def full(self, number: int) -> None:
        (await self.visitors[number].browser.get("/werkvoorraad")).expect(200)

    def layers(self) -> dict[str, Once]:
        return {
            "kale_sql": self.bare,
            "sql_met_regel": self.bare_with_line,
            "dienst": self.service,
            "volledig": self.full,
        }


@dataclass
class Act:
    """`eindadvies_maken` on fresh cases: from ontvangen to geadviseerd, once per case."""

    recording: Recording
    recorded_case: UUID
    connections: Sequence[asyncpg.Connection]
    web: Bus
    visitors: Sequence[Visitor]
    cases: deque[UUID] = field(default_factory=deque)

    def _case(self) -> UUID:
        if not self.cases:
            raise Exhausted
        return self.cases.popleft()

    async def bare(self, number: int) -> None:
        """The statements of the recorded act, for another case and with new keys."""
        connection, asker = self.connections[number], verify(self.visitors[number].principal)
        renew = renewing(asker, {self.recorded_case: self._case()})
        await connection.execute(f"begin; select set_config('app.ctx', '{mint(SERVICE, asker)}', true)")
        for statement in self.recording.statements:
            await connection.fetch(statement.sql, *map(renew, statement.args))
        await connection.execute("commit")

    async def service(self, number: int) -> None:
        await self.web.ask(SERVICE, self.message(self._case()), self.visitors[number].principal)

    async def full(self, number: int) -> None:
        """The form as sent; a case that was never opened has version 1."""
        visitor, url = self.visitors[number], form_url(self._case())
        answer = await visitor.browser.post(url, self.fields(visitor.stand.csrf, str(uuid4()), "1"))
        if answer.expect(303).header("location").startswith(url):
            raise UnexpectedAnswer("het formulier kwam terug")

    @staticmethod
    def message(case: UUID) -> EindadviesMaken:
        return EindadviesMaken(opdracht=uuid4(), behandeling_id=case, versie=1, oordeel=OORDEEL, tekst=TEKST)

    @staticmethod
    def fields(csrf: str, opdracht: str, versie: str) -> dict[str, str]:
        return {"csrf": csrf, "opdracht": opdracht, "versie": versie} | FILLED_IN

    def layers(self) -> dict[str, Once]:
        return {"kale_sql": self.bare, "dienst": self.service, "volledig": self.full}


def form_url(case: UUID) -> str:
    return f"/dossiers/{case}/eindadvies-maken"


async def by_hand(visitor: Visitor, case: UUID) -> None:
    """Once as a person does it, with the hidden fields that the form really has. Raises UnexpectedAnswer."""
    page = (await visitor.browser.get(form_url(case))).expect(200).body
    hidden = {name.decode(): value.decode() for name, value in _FIELD.findall(page)}
    if hidden.keys() != {"opdracht", "versie", "csrf"}:
        raise UnexpectedAnswer("het formulier heeft niet de verborgen velden die het hoort te hebben")
    (await visitor.browser.post(form_url(case), hidden | FILLED_IN)).expect(303)


def renewing(asker: Principal, known: dict[UUID, UUID]) -> Callable[[Any], Any]:
    """Every key that the act made becomes a new one, the same each time it is used; who acts stays.

    Also where it stands in a text: a fact is told under the key of its row, and whoever hears it looks at the key in
    its envelope.
    """
    keys = {asker.persoon: asker.persoon, asker.sessie: asker.sessie} | known

    def renew(value: Any) -> Any:
        if isinstance(value, UUID):
            return keys.setdefault(value, uuid4())
        if isinstance(value, str):
            return _KEY.sub(lambda found: str(renew(UUID(found[0]))), value)
        return value

    return renew
