"""One run of the bench, from an empty database to the report."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import asyncpg

from infra import bus, clock
from infra.bench import cases, plans
from infra.bench.http_client import Browser
from infra.bench.layers import SERVICE, Act, Page, by_hand
from infra.bench.load import Once, machine, medians, ratio, slot
from infra.bench.processes import Usage
from infra.bench.recorder import Recorder, Statement, recorder
from infra.bench.visitors import CLIENTS, Visitor, sign_in
from infra.bus import Bus
from infra.principals import verify
from infra.processes import load
from infra.settings import settings
from services.commissie.contract import WerkvoorraadTonen
from services.kern.principal import Systeem
from services.netwerk.contract import SessieLezen
from tenants.registry import load_all

AIM = {"1": 3.0, "8": 5.0}  # p95 of the full page against that of the bare SQL
ACT_TENANT = cases.MEDIAAN
QUIET = 5.0  # percent of the machine that others may use before the figures say nothing
# Enough cases for the quickest layer at eight clients.
PER_SECOND = 400


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Bench:
    """`count` cases; figures are medians over `rounds` rounds of `seconds` per layer and number of clients."""

    def __init__(self, count: int, rounds: int, seconds: float):
        self.count, self.rounds, self.seconds = count, rounds, seconds
        self.usage = Usage()
        self.others: list[float] = []  # per slot: how much of the machine others used
        self.vandaag = clock.vandaag()
        self.generator = cases.Generator(self.vandaag)

    async def run(self) -> dict[str, Any]:
        async with AsyncExitStack() as stack:
            await self._open(stack)
            report: dict[str, Any] = {
                "opdracht": f"./meedoen bench --cases {self.count}",
                "machine": machine() | {"postgresql": self.admin.get_server_version()[0]},
                "rondes": self.rounds,
                "seconden_per_meting": self.seconds,
                "gegevens": await self._fill(),
            }
            pages = {tenant: await self._page(tenant) for tenant in (cases.MEDIAAN, cases.GROOTSTE)}
            act = await self._act()
            report["plannen"], report["zonder_index"] = await self._plans(pages, act)
            report["belaster"] = await self._rounds("het meetprogramma zelf", {"gezond": self._health})
            report["pagina"] = {"sessie_lezen": await self._session_reading()}
            for tenant, page in pages.items():
                report["pagina"][tenant] = await self._shape(page) | {
                    "klanten": await self._rounds(f"werkvoorraad van {tenant}", page.layers(), page.visitors)
                }
            report["handeling"] = {
                "naam": "eindadvies_maken",
                "tenant": ACT_TENANT,
                "sql": act.recording.counts(),
                "klanten": await self._rounds(
                    "eindadvies_maken", act.layers(), act.visitors, lambda: self._provide(act)
                ),
            }
            report["doel"] = _aims(report["pagina"])
            report["elders_procent"] = round(statistics.median(self.others), 1)
            if report["elders_procent"] > QUIET:
                report["let_op"] = "Deze computer deed ook ander werk: gebruik deze cijfers en verhoudingen niet."
            return report

    async def _open(self, stack: AsyncExitStack) -> None:
        self.admin = await asyncpg.connect(settings().database_url("migratie"))
        stack.push_async_callback(self.admin.close)
        self.web, self.beheer = Bus(await bus.connect("web"), "web"), Bus(await bus.connect("beheer"), "beheer")
        stack.push_async_callback(self.web.client.close)
        stack.push_async_callback(self.beheer.client.close)
        self.connections = [await asyncpg.connect(settings().database_url(SERVICE)) for _ in range(CLIENTS)]
        for connection in self.connections:
            stack.push_async_callback(connection.close)
        self.opened = stack
        self.service = load(SERVICE)
        self.recorder: Recorder = await stack.enter_async_context(recorder(self.service))
        self.session_recorder: Recorder = await stack.enter_async_context(recorder(load("netwerk")))

    # ---- what there is to measure

    async def _fill(self) -> dict[str, Any]:
        say(f"{self.count} zaken maken …")
        begin = perf_counter()
        await cases.fill(self.admin, self.generator, self.count)
        return await cases.sizes(self.admin) | {"vullen_s": round(perf_counter() - begin, 1)}

    async def _visitors(self, tenant: str, rol: str) -> list[Visitor]:
        """As many people as clients, as one person has at most a few sessions."""
        return [await self._visitor(tenant, rol) for _ in range(CLIENTS)]

    async def _visitor(self, tenant: str, rol: str) -> Visitor:
        visitor = await sign_in(self.web, self.beheer, "Vera Timmer", tenant, rol)
        self.opened.push_async_callback(visitor.browser.close)
        return visitor

    async def _page(self, tenant: str) -> Page:
        visitors = await self._visitors(tenant, "secretaris")
        recording = await self.recorder.question(WerkvoorraadTonen(), visitors[0].principal)
        return Page(recording, self.connections, self.web, visitors)

    async def _act(self) -> Act:
        """Cases to act on, as filing leaves them: the first gets its terms from the service, the others copies."""
        visitors = await self._visitors(ACT_TENANT, "directeur")
        self.example = (await self._fresh(1))[0]
        async with self.recorder.runner.database.writing(Systeem(tenant=ACT_TENANT, dienst=SERVICE)) as unit:
            assert self.service.terms is not None
            await self.service.terms(unit, self.example)
        first, second, third = await self._ready(3)
        recording = await self.recorder.act(Act.message(first), Act.message(second), visitors[0].principal)
        await by_hand(visitors[0], third)
        return Act(recording, second, self.connections, self.web, visitors)

    async def _fresh(self, count: int) -> list[UUID]:
        made = [
            self.generator.row(
                ACT_TENANT, "ontvangen", self.vandaag, self.vandaag + timedelta(weeks=8), soort="sbo", categorie=None
            )
            for _ in range(count)
        ]
        await cases.copy(self.admin, self.generator, made)
        return [case.id for case in made]

    async def _ready(self, count: int) -> list[UUID]:
        fresh = await self._fresh(count)
        for table, columns in (("termijn", "naam, voor, titel, soort, uiterlijk_op, status, uitleg"),
                               ("taak", "soort, termijn, lading, actie_op, status")):  # fmt: skip
            await self.admin.execute(
                f"insert into commissie.{table} (tenant, id, zaak, {columns})"
                f" select tenant, gen_random_uuid(), nieuw, {columns} from commissie.{table}, unnest($1::uuid[]) nieuw"
                " where tenant = $2 and zaak = $3 on conflict do nothing",
                fresh,
                ACT_TENANT,
                self.example,
            )
        return fresh

    async def _provide(self, act: Act) -> None:
        """Fresh cases before each slot, once the facts of the slot before have gone out."""
        while await self.admin.fetchval("select exists (select from commissie.outbox where verzonden_op is null)"):
            await asyncio.sleep(0.05)
        act.cases = deque(await self._ready(int(PER_SECOND * self.seconds) + CLIENTS))

    # ---- measuring

    async def _rounds(
        self,
        name: str,
        layers: dict[str, Once],
        visitors: list[Visitor] | None = None,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> dict[str, Any]:
        """Clients to the figures of each layer and its ratio to the bare SQL. The layers take turns in each round."""
        slots: dict[tuple[int, str], list[Any]] = {(n, layer): [] for n in (1, CLIENTS) for layer in layers}
        for number in range(-1, self.rounds):
            say(f"{name}: ronde {number + 1} van {self.rounds}" if number >= 0 else f"{name}: warmdraaien")
            for clients, layer in slots:
                for visitor in visitors or ():
                    await visitor.refresh(self.web)
                if before:
                    await before()
                seconds = self.seconds if number >= 0 else self.seconds / 4
                measured = await slot(layers[layer], clients, seconds, self.usage)
                if number >= 0:
                    slots[clients, layer].append(measured)
                    self.others.append(measured.figures()["elders_procent"])
        figures: dict[str, Any] = {}
        for clients in (1, CLIENTS):
            found = {layer: medians(slots[clients, layer]) for layer in layers}
            if "kale_sql" in found:
                base = found["kale_sql"]
                found["verhouding"] = {layer: ratio(found[layer], base) for layer in found if layer != "kale_sql"}
                if with_line := found.get("sql_met_regel"):
                    found["verhouding_met_regel"] = ratio(found["volledig"], with_line)
            figures[str(clients)] = found
        return figures

    async def _health(self, number: int) -> None:
        browsers = self.__dict__.setdefault("health_browsers", [Browser(settings().app_url) for _ in range(CLIENTS)])
        (await browsers[number].get("/gezond")).expect(200)

    async def _session_reading(self) -> dict[str, Any]:
        """What the page asks besides, at most once a second per session."""
        visitor = await self._visitor(ACT_TENANT, "secretaris")
        recording = await self.session_recorder.open_question(SessieLezen(token=visitor.token))
        return {"hoogstens_per_seconde": 1, "sql": recording.counts()}

    async def _shape(self, page: Page) -> dict[str, Any]:
        """What one page is: its size, its statements, and its questions over NATS (counted by the NATS server)."""
        browser, pages = page.visitors[0].browser, 40
        answer = (await browser.get("/werkvoorraad")).expect(200)
        before = await _asked_by_web()
        for _ in range(pages):
            (await browser.get("/werkvoorraad")).expect(200)
        return {
            "html_bytes": len(answer.body),
            "verstuurd_bytes": len(answer.raw),
            "rijen": answer.body.count(b"swv-queue__row"),
            "sql": page.recording.counts(),
            "vragen_over_nats": round((await _asked_by_web() - before) / pages, 2),
        }

    async def _plans(self, pages: dict[str, Page], act: Act) -> tuple[list[dict[str, Any]], list[str]]:
        """Of the page as it opens and of every way to narrow it, for the largest tenant; and of the act."""
        visitor = pages[cases.GROOTSTE].visitors[0]
        await visitor.refresh(self.web)
        named: dict[str, list[Statement]] = {}
        for name, vraag in self._variants().items():
            named[f"werkvoorraad_tonen {name}"] = (await self.recorder.question(vraag, visitor.principal)).statements
        connection = self.connections[0]
        page_plans = await plans.judge(connection, verify(visitor.principal), SERVICE, named)
        await act.visitors[0].refresh(self.web)
        act_plans = await plans.judge(
            connection,
            verify(act.visitors[0].principal),
            SERVICE,
            {"eindadvies_maken": act.recording.statements},
        )
        return page_plans[0] + act_plans[0], page_plans[1] + act_plans[1]

    def _variants(self) -> dict[str, WerkvoorraadTonen]:
        kind = next(iter(load_all()[cases.GROOTSTE].soorten))
        return {
            "als de pagina opent": WerkvoorraadTonen(),
            "te laat": WerkvoorraadTonen(filter="te_laat"),
            "deze week": WerkvoorraadTonen(filter="deze_week"),
            "opgeschort": WerkvoorraadTonen(filter="opgeschort"),
            "op stap": WerkvoorraadTonen(filter="in_advies"),
            "op soort": WerkvoorraadTonen(soort=kind),
            "zoeken": WerkvoorraadTonen(zoek="mil"),
            "zoeken op twee woorden": WerkvoorraadTonen(zoek="sem 2026"),
            "volgende bladzijde": WerkvoorraadTonen(verder=f"{self.vandaag}_{UUID(int=0)}"),
        }


async def _asked_by_web() -> int:
    """How many messages the web process has sent, as the NATS server counts them."""
    client = await bus.connect("beheer")
    asked = json.dumps({"auth": True, "limit": 1000}).encode()
    answer = await client.request("$SYS.REQ.ACCOUNT.PING.CONNZ", asked, timeout=5)
    await client.close()
    ours = [c for c in json.loads(answer.data)["data"]["connections"] if c.get("authorized_user") == "web"]
    # The bench is a second connection of the same user; only the web process sends between two looks.
    return sum(connection["in_msgs"] for connection in ours)


def _aims(pages: dict[str, Any]) -> dict[str, Any]:
    """Whether the aim of the full page is met, per tenant and number of clients."""
    return {
        "p95_volledig_tegen_kale_sql_hoogstens": AIM,
        "gehaald": {
            tenant: {n: found["verhouding"]["volledig"]["p95"] <= AIM[n] for n, found in page["klanten"].items()}
            for tenant, page in pages.items()
            if "klanten" in page
        },
    }
