"""`./meedoen upgrade`: people at work while old code becomes new code, and nobody may notice (trust.md, UPG-3).

A fixed number of requests per second, whatever the answers take: pages, forms (some sent twice), and uploads whose
bytes trickle in while processes change. Who is signed in stays so, and forms that were opened on the old code are sent
to the new. A request that fails is not asked again: every failure counts. Prints one JSON document.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

import httpx2
from selectolax.lexbor import LexborHTMLParser

from infra import clock, people
from infra.demo.robot import Formulier, Pagina, Robot
from infra.faults.client import Client
from infra.faults.loads import BORN, KIND, PDF, PO, SCHOOL, VO, YEAR, Ledger, Told, canary
from infra.faults.verdict import settle, stream
from infra.settings import settings

ROOT = Path(__file__).parents[2]
NEW_FORM = "/aanvragen/nieuw"
LIMIT_MS = 2000.0  # p99
UPLOAD_BYTES, UPLOAD_PIECES = 240_000, 12
AT_ONCE = 64
_ID = re.compile(r"/aanvragen/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass
class Seen:
    """What the people of one run saw and did."""

    requests: int = 0
    milliseconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    begun: dict[str, set[UUID]] = field(default_factory=dict)  # canary to the cases that its form led to
    uploads: dict[str, UUID] = field(default_factory=dict)  # file name to its case
    answered: list[float] = field(default_factory=list)  # when, by the monotonic clock


class Failed(Exception):
    """Not the answer that somebody at a screen should get."""


class Person:
    """Somebody of the cast with a browser of their own, signed in once."""

    def __init__(self, sub: str, tenant: str, seen: Seen):
        self.sub, self.tenant, self.seen = sub, tenant, seen
        self.base = settings().app_url
        with Robot(self.base, people.accounts()[sub]) as robot:
            robot.inloggen()
            cookies = {cookie.name: cookie.value for cookie in robot.client.cookies.jar}
        self.client = httpx2.AsyncClient(
            base_url=self.base,
            cookies=cookies,
            timeout=30,
            limits=httpx2.Limits(max_connections=AT_ONCE, max_keepalive_connections=8, keepalive_expiry=5),
        )
        self.origin = {"origin": self.base, "sec-fetch-site": "same-origin"}
        self.upload_case: UUID | None = None

    async def request(self, method: str, path: str, expected: int, slow: bool = False, **rest: Any) -> httpx2.Response:
        """One request, counted. Raises Failed on every other answer than the expected one."""
        begin = time.monotonic()
        self.seen.requests += 1
        what = f"{method} {re.sub(r'[0-9a-f-]{36}', '…', path)}"
        try:
            answer = await self.client.request(method, path, **rest)
        except httpx2.HTTPError as fault:
            raise Failed(f"{what}: {type(fault).__name__} {fault}") from fault
        ended = time.monotonic()
        self.seen.answered.append(ended)
        if not slow:  # how long an upload takes, its sender decides
            self.seen.milliseconds.append((ended - begin) * 1000)
        if answer.status_code != expected or "/inloggen" in answer.headers.get("location", ""):
            said = LexborHTMLParser(answer.text).body
            words = " ".join((said.text(separator=" ") if said else "").split())[:160]
            raise Failed(f"{what}: {answer.status_code} {answer.headers.get('location', '')} {words}")
        return answer

    async def look(self, path: str) -> Pagina:
        answer = await self.request("GET", path, 200)
        return Pagina(f"{self.base}{path}", 200, LexborHTMLParser(answer.text))

    async def open_form(self) -> tuple[str, Formulier]:
        """An empty form for an aanvraag, filled in and not sent yet."""
        name = canary(self.tenant)
        given = {"voornaam": "Mees", "achternaam": name, "leerjaar": YEAR[self.tenant]}
        given |= {"geboortedatum": BORN[self.tenant], "soort": KIND[self.tenant]}
        form = (await self.look(NEW_FORM)).formulier(NEW_FORM)
        return name, form.vul(**{field: value for field, value in given.items() if field in form.soorten})

    async def send(self, name: str, form: Formulier) -> None:
        fields = urlencode(form.velden, doseq=True)
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = await self.request("POST", urlsplit(form.url).path, 303, content=fields, headers=self.origin | kind)
        found = _ID.search(answer.headers["location"])
        self.seen.begun.setdefault(name, set()).add(UUID(found[1]) if found else UUID(int=0))

    # ---- what somebody does

    async def begin(self) -> None:
        await self.send(*await self.open_form())

    async def begin_twice(self) -> None:
        """A double click: both are answered, and there is one case."""
        name, form = await self.open_form()
        await asyncio.gather(self.send(name, form), self.send(name, form))

    async def list(self) -> None:
        await self.look("/aanvragen")

    async def dossier(self) -> None:
        await self.look(f"/aanvragen/{self.upload_case}")

    async def upload(self) -> None:
        """A document whose bytes come in over some seconds."""
        page = await self.look(f"/aanvragen/{self.upload_case}")
        form = page.formulieren("/document-toevoegen")[0]
        form.vul(gedagtekend_op=clock.vandaag() - timedelta(days=30))
        name = f"{canary(self.tenant)}.pdf"
        mark = uuid4().hex
        body = _multipart(form, name, PDF + b"%" + os.urandom(UPLOAD_BYTES // 2).hex().encode() + b"\n%%EOF\n", mark)

        async def trickle() -> AsyncIterator[bytes]:
            step = len(body) // UPLOAD_PIECES + 1
            for at in range(0, len(body), step):
                yield body[at : at + step]
                await asyncio.sleep(0.25)

        headers = {"content-type": f"multipart/form-data; boundary={mark}", "content-length": str(len(body))}
        target = urlsplit(form.url)
        path = f"{target.path}?{target.query}" if target.query else target.path
        await self.request("POST", path, 303, slow=True, content=trickle(), headers=self.origin | headers)
        self.seen.uploads[name] = self.upload_case or UUID(int=0)


def _multipart(form: Formulier, name: str, content: bytes, mark: str) -> bytes:
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, values in form.velden.items()
        for value in values
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n'
    last = f"\r\n--{mark}--\r\n".encode()
    return b"".join([*parts, head.encode(), b"Content-Type: application/pdf\r\n\r\n", content, last])


async def run(client: Client, *, seconds: float, rate: float, together: float) -> dict[str, Any]:
    """Load for so long; the roll begins after a fifth of it. The report."""
    seen, chance = Seen(), random.Random(1)
    await people.load_patiently(client.beheer)
    schools = [await asyncio.to_thread(Person, SCHOOL[tenant], tenant, seen) for tenant in (PO, VO)]
    secretary = await asyncio.to_thread(Person, "vera", PO, seen)
    for person in schools:
        await person.begin()
        person.upload_case = next(iter(list(seen.begun.values())[-1]))
    left_open = [(person, *await person.open_form()) for person in schools for _ in range(3)]
    work: dict[str, tuple[int, Callable[[], Awaitable[None]]]] = {
        "werkvoorraad": (30, lambda: secretary.look("/werkvoorraad")),  # type: ignore[dict-item, return-value]
        "aanvragen": (30, lambda: chance.choice(schools).list()),
        "dossier": (20, lambda: chance.choice(schools).dossier()),
        "beginnen": (8, lambda: chance.choice(schools).begin()),
        "dubbel": (4, lambda: chance.choice(schools).begin_twice()),
        "upload": (1, lambda: chance.choice(schools).upload()),
    }
    names, weights = list(work), [weight for weight, _ in work.values()]
    busy: set[asyncio.Task[None]] = set()

    async def one(kind: str) -> None:
        seen.kinds[kind] += 1
        try:
            await work[kind][1]()
        except Failed as fault:
            seen.failed.append(f"{kind}: {fault}")

    rolled: asyncio.Task[dict[str, Any]] | None = None
    begin = time.monotonic()
    while (now := time.monotonic() - begin) < seconds or (rolled and not rolled.done()):
        if rolled is None and now > seconds / 5:
            rolled = asyncio.create_task(_roll(together))
        # By requests, not by visits: a form is two requests, a double click three.
        if seen.requests < rate * now and len(busy) < AT_ONCE:
            task = asyncio.create_task(one(chance.choices(names, weights)[0]))
            busy.add(task)
            task.add_done_callback(busy.discard)
            await asyncio.sleep(0)
        else:
            await asyncio.sleep(0.002)
    lasted = time.monotonic() - begin
    silence = _longest_silence(seen.answered)
    await asyncio.gather(*busy)
    for person, name, form in left_open:
        try:
            await person.send(name, form)
        except Failed as fault:
            seen.failed.append(f"formulier van voor de overgang: {fault}")
    for person in (*schools, secretary):
        await person.client.aclose()
    assert rolled is not None
    return {"langste_stilte_ms": silence} | await _report(client, seen, await rolled, lasted)


async def _roll(together: float) -> dict[str, Any]:
    """`./meedoen roll` on the stack that we load; when it began and ended stands with it."""
    name = json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())["name"]
    program = await asyncio.create_subprocess_exec(
        ROOT / "meedoen", "roll", "--stapel", name, "--samen", str(together), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await program.communicate()
    return json.loads(out) if out.strip() else {"gelukt": False, "melding": "roll gaf geen antwoord", "stappen": []}


async def _report(client: Client, seen: Seen, rolled: dict[str, Any], lasted: float) -> dict[str, Any]:
    ledger, lost, doubled, wrong = Ledger(), 0, 0, []
    for name, cases in seen.begun.items():
        found = await client.value("select count(*) from intake.leerling where achternaam = $1", name)
        surplus = max(found, len(cases)) - 1
        lost, doubled = lost + (found == 0), doubled + max(surplus, 0)
        if found != 1 or len(cases) != 1:
            wrong.append(f"{name}: {found} leerlingen, {len(cases)} aanvragen")
        for case in cases:
            tenant = PO if PO in name else VO
            ledger.cases[case] = ("intake", tenant)
            ledger.told.append(Told(f"swv.{tenant}.intake.aanvraag.begonnen", case))
    for name, case in seen.uploads.items():
        sql = "select count(*) from intake.document where aanvraag = $1 and bestandsnaam = $2"
        found = await client.value(sql, case, name)
        lost, doubled = lost + (found == 0), doubled + max(found - 1, 0)
        if found != 1:
            wrong.append(f"upload {name}: {found} documenten")
    await settle(client, ledger, 60)
    lies = Counter((e["onderwerp"], UUID(e["subject"])) for e in await stream(client))
    for told in ledger.told:
        found = lies[told.subject, told.zaak]
        lost, doubled = lost + (found == 0), doubled + max(found - 1, 0)
        if found != 1:
            wrong.append(f"{told.subject} {told.zaak}: {found} keer verteld")
    times = sorted(seen.milliseconds)
    by = _answered_by()
    p99 = _share(times, 0.99)
    good = rolled["gelukt"] and not seen.failed and not lost and not doubled and p99 <= LIMIT_MS
    return {
        "requests": seen.requests,
        "failed": len(seen.failed),
        "lost": lost,
        "doubled": doubled,
        "seconds": round(lasted, 1),
        "per_seconde": round(seen.requests / lasted, 1),
        "p50_ms": _share(times, 0.5),
        "p95_ms": _share(times, 0.95),
        "p99_ms": p99,
        "langste_ms": round(times[-1], 1) if times else 0.0,
        "soorten": dict(seen.kinds),
        "uploads": len(seen.uploads),
        "begonnen": len(seen.begun),
        "door": by,
        "overgang": rolled,
        "mis": (seen.failed + wrong)[:40],
        "geslaagd": bool(good and len(by) > 1),
    }


def _longest_silence(answered: list[float]) -> float:
    """The longest time in which nobody got an answer, in milliseconds."""
    at = sorted(answered)
    return round(max((b - a for a, b in pairwise(at)), default=0.0) * 1000, 1)


def _share(times: list[float], share: float) -> float:
    return round(times[min(int(len(times) * share), len(times) - 1)], 1) if times else 0.0


def _answered_by() -> dict[str, int]:
    """How many requests each release answered, as the log of the web process tells."""
    stack = json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())
    counted: Counter[str] = Counter()
    with Path(stack["processes"]["web"]["log"]).open(errors="replace") as lines:
        for line in lines:
            if '"verzoek"' in line:
                with_fields = json.loads(line)
                counted[with_fields.get("bouw", "zonder")] += 1
    return dict(counted)


async def _main(words: argparse.Namespace) -> dict[str, Any]:
    client = await Client.open()
    try:
        return await run(client, seconds=words.seconden, rate=words.per_seconde, together=words.samen)
    finally:
        await client.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./meedoen upgrade")
    parser.add_argument("--seconden", type=float, default=600)
    parser.add_argument("--per-seconde", type=float, default=60)
    parser.add_argument("--samen", type=float, default=30)
    words = parser.parse_args()
    clock.rules_follow()
    report = asyncio.run(_main(words))
    print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)
    return 0 if report["geslaagd"] else 1


if __name__ == "__main__":
    sys.exit(main())
