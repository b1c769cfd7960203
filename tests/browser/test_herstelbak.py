"""The herstelbak in a browser: what did not arrive is seen without looking for it, and mended in few clicks (N3)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

from playwright.async_api import Browser, Page, expect

from infra.settings import settings
from services.intake.onderinstroom.contract import OnderinstroomouderUitnodigen
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.browser.wereld import Wereld
from tests.flows.jong_kind import CJK, jong_kind
from tests.flows.test_herstelbak import in_de_bak, lege_school, overgedragen
from tests.flows.web_bezoek import COOKIE
from tests.stack import Stack


async def _bladzijde(browser: Browser, cookie: str) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": settings().app_url, "httpOnly": True}])
    return await context.new_page()


async def _heel(page: Page, platen: Path, naam: str) -> None:
    """At both widths."""
    for breedte in (390, 1440):
        await page.set_viewport_size({"width": breedte, "height": 900})
        await page.screenshot(path=platen / f"herstelbak-{naam}-{breedte}.png", full_page=True)
        assert await axe(page) == []
        assert await page.locator("h1").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{naam} steekt uit"


async def test_n3_wat_niet_aankomt_zien_en_oplossen(browser: Browser, stack: Stack, platen: Path):
    """N3: a wrong school and a wrong address; sent elsewhere, sent again, and out with a reason."""
    sessie = SimpleNamespace(stack=stack)
    kind, ander = await overgedragen(stack, await lege_school(stack)), await jong_kind(stack)
    await ander.doe(OnderinstroomouderUitnodigen, naam="Faiza Bouzian", email=f"{uuid4().hex[:8]}@weg.invalid")
    school = await in_de_bak(stack, CJK, kind.id)
    adres = await in_de_bak(stack, CJK, ander.id)
    jolien = await _bladzijde(browser, await Wereld.cookie(sessie, "jolien"))
    lotje = await _bladzijde(browser, await Wereld.cookie(sessie, "lotje"))
    klachten = [*map(luister, (jolien, lotje))]

    # The FB sees what, where and why, and no child; still nobody there: the page says so.
    await lotje.goto(f"{settings().app_url}/herstelbak")
    rij = lotje.locator(f"#punt-{school.id}")
    await expect(rij).to_contain_text("werkt in Meedoen niemand als intern begeleider of directeur van de school")
    await expect(rij).to_contain_text("Verstuurd door SWV Rijn")
    assert "Lev" not in await lotje.locator("main").inner_text()
    await rij.get_by_role("button", name="Opnieuw versturen").click()
    await expect(lotje.get_by_role("alert")).to_contain_text("nog steeds niemand")
    await _heel(lotje, platen, "beheerder")

    await jolien.goto(f"{settings().app_url}/herstelbak")
    await _heel(jolien, platen, "afzender")
    klus = Klus(jolien, "contactpersoon jonge kind: een overdracht aan de verkeerde school herstellen")
    rij = jolien.locator(f"#punt-{school.id}")
    await klus.klik(rij.get_by_role("link", name="Terughalen of andere school kiezen"))
    await klus.knop("Overdracht terughalen")
    await expect(jolien.get_by_role("button", name="Overdracht terughalen")).to_have_count(0)
    klus.klaar(hoogstens=3, seconden=30)
    await jolien.goto(f"{settings().app_url}/herstelbak")
    await expect(jolien.locator(f"#punt-{school.id}")).to_have_count(0)

    klus = Klus(jolien, "afzender: wat niet meer hoeft uit de herstelbak halen")
    rij = jolien.locator(f"#punt-{adres.id}")
    await klus.klik(rij.locator("summary"))
    await klus.klik(rij.get_by_role("button", name="Uit de herstelbak halen"))
    await expect(jolien.locator(f"#punt-{adres.id}")).to_contain_text("Schrijf in een zin waarom.")
    await rij.get_by_label("Waarom niet?").fill("De moeder komt volgende week zelf langs.")
    await klus.klik(rij.get_by_role("button", name="Uit de herstelbak halen"))
    await expect(jolien.get_by_text("De moeder komt volgende week zelf langs.")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=30)
    await _heel(jolien, platen, "opgelost")
    assert [k for k in klachten if k] == []
    for page in (jolien, lotje):
        await page.context.close()
