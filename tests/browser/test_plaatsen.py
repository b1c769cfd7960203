"""Job 2 of the receiving school (peers.md 6.20): keep the free places up to date, in two clicks, and undo."""

from __future__ import annotations

import time
from types import SimpleNamespace
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from infra.settings import settings
from services.intake.plaatsen.contract import GroepToevoegen
from tests.browser.wereld import Wereld
from tests.stack import Stack

KLIKKEN, SECONDEN = 2, 15


async def _bladzijde(browser: Browser, stack: Stack, breedte: int) -> Page:
    cookie = await Wereld.cookie(SimpleNamespace(stack=stack), "rob", organisatie="19CO00")
    context = await browser.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": "s", "value": cookie, "url": settings().app_url, "httpOnly": True}])
    return await context.new_page()


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_plekken_bijhouden_in_twee_klikken(browser: Browser, stack: Stack, breedte: int):
    naam = f"Groep {uuid4().hex[:6]}"
    vraag = GroepToevoegen(opdracht=uuid4(), naam=naam, vrij=2)
    groep = (await stack.ask("intake", vraag, "rob", organisatie="19CO00")).groep
    page = await _bladzijde(browser, stack, breedte)
    await page.goto(f"{settings().app_url}/tlvs")
    begin, klikken = time.monotonic(), 0
    if breedte < 760:  # on a phone the menu opens first; that is no choice of this job
        await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("link", name="Plekken").first.click()
    klikken += 1
    meer = page.locator(f"#meer-{groep}")
    await meer.click()
    klikken += 1
    await expect(page.locator("#plekken-eigen .swv-saved")).to_have_text(f"{naam}: 3 plekken vrij.")
    assert klikken == KLIKKEN and time.monotonic() - begin < SECONDEN
    # Who uses the keyboard stays where they were, and the page did not load anew.
    assert await page.evaluate("document.activeElement.id") == f"meer-{groep}"
    await page.keyboard.press("Enter")
    await expect(page.locator("#plekken-eigen .swv-saved")).to_have_text(f"{naam}: 4 plekken vrij.")
    await page.locator(f"#terug-{groep}").click()
    await expect(page.locator("#plekken-eigen .swv-saved")).to_have_text(f"{naam}: 3 plekken vrij.")
    await page.context.close()


async def test_wie_te_laat_drukt_ziet_het_aantal_van_nu(browser: Browser, stack: Stack):
    """Two windows of one school: the second press changes nothing, says who was first and shows the present number."""
    naam = f"Groep {uuid4().hex[:6]}"
    groep = (
        await stack.ask("intake", GroepToevoegen(opdracht=uuid4(), naam=naam, vrij=5), "rob", organisatie="19CO00")
    ).groep
    een, twee = await _bladzijde(browser, stack, 1440), await _bladzijde(browser, stack, 1440)
    for page in (een, twee):
        await page.goto(f"{settings().app_url}/plekken")
    await een.locator(f"#minder-{groep}").click()
    await expect(een.locator("#plekken-eigen .swv-saved")).to_have_text(f"{naam}: 4 plekken vrij.")
    await twee.locator(f"#meer-{groep}").click()
    await expect(twee.get_by_role("alert")).to_contain_text("Rob Postma heeft dit intussen gewijzigd")
    assert await twee.locator(f"#meer-{groep}").get_attribute("value") == "5"
    for page in (een, twee):
        await page.context.close()
