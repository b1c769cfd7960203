"""The job of a receiving school: renew what ends, for several pupils at once (its job 5: 4 clicks)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_schermen import Scherm, axe, luister, venster
from tests.browser.wereld import Wereld
from tests.flows.test_verlengen import loopt_af, toegekend


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_verlengingen_beginnen_voor_meer_leerlingen(browser: Browser, wereld: Wereld, platen: Path, breedte: int):
    """N28: a screen with a selection and a check; what cannot be renewed is not there to choose."""
    zaken = [await toegekend(wereld.stack) for _ in range(2)]
    for zaak in zaken:
        await loopt_af(wereld.stack, zaak)
    context = await venster(browser, wereld, Scherm("verloop", lambda _: "", "rob", hoed="19CO00"), breedte)
    try:
        page = await context.new_page()
        klachten = luister(page)
        await page.goto(f"{settings().app_url}/tlvs")
        klus = Klus(page, "ontvangende school 5: verlengen in bulk")
        await klus.link("Verklaringen die aflopen")
        await klus.link("Alle leerlingen kiezen")
        assert await axe(page) == []
        await page.screenshot(path=platen / f"verloop-{breedte}.png", full_page=True)
        await klus.knop("Verlengingen beginnen")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Verlengingen begonnen")
        klus.klaar(hoogstens=4, seconden=60)
        tekst = await page.inner_text("main")
        assert all(zaak.leerling in tekst for zaak in zaken)
        assert await axe(page) == []
        await page.screenshot(path=platen / f"verlengd-{breedte}.png", full_page=True)
        await page.goto(f"{settings().app_url}/verloop")
        await expect(page.get_by_role("button", name="Verlengingen beginnen")).to_have_count(0)
        assert klachten == []
    finally:
        await context.close()
