"""A job of a normal week, done in a real browser: how many clicks it takes, and whether that is few enough.

A click is a click or a choice from a list; typing is none. Seconds are those of the machine: what Meedoen itself adds
to the time of who works. What was measured is left in klussen.json in the var of the stack, to be reported.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page

from infra.settings import settings


@dataclass
class Klus:
    """`naam`: role and number of the job in the list of jobs. Use `klik`, `kies` and `typ` for all that a person does,
    and `klaar` at the end."""

    page: Page
    naam: str
    kliks: int = 0
    begin: float = field(default_factory=time.perf_counter)

    async def klik(self, waar: Locator) -> None:
        self.kliks += 1
        await waar.click()

    async def link(self, naam: str) -> None:
        await self.klik(self.page.get_by_role("link", name=naam))

    async def knop(self, naam: str) -> None:
        await self.klik(self.page.get_by_role("button", name=naam, exact=True))

    async def kies(self, veld: str, keuze: str) -> None:
        """From a list, or one of a row of choices."""
        self.kliks += 1
        lijst = self.page.get_by_label(veld, exact=True)
        if await lijst.count() and await lijst.evaluate("e => e.tagName") == "SELECT":
            await lijst.select_option(label=keuze)
        else:
            await self.page.get_by_role("radio", name=keuze).check()

    async def typ(self, veld: str, tekst: str) -> None:
        await self.page.get_by_label(veld, exact=True).fill(tekst)

    def klaar(self, *, hoogstens: int, seconden: float) -> None:
        """The job is done. Fails when it took more clicks, or Meedoen took more time than the whole job should."""
        duur = round(time.perf_counter() - self.begin, 2)
        plek = settings().var / "klussen.json"
        gemeten = json.loads(plek.read_text()) if plek.exists() else {}
        gemeten[self.naam] = {"kliks": self.kliks, "hoogstens": hoogstens, "seconden": duur, "doel": seconden}
        plek.write_text(json.dumps(gemeten, ensure_ascii=False, indent=1, sort_keys=True))
        assert self.kliks <= hoogstens, f"{self.naam}: {self.kliks} kliks, hoogstens {hoogstens}"
        assert duur <= seconden, f"{self.naam}: {duur} s van Meedoen zelf, de hele klus mag {seconden} s duren"
