"""Jobs on a leerlingdossier and on the zorgplicht, with their clicks counted; one of them with the keyboard alone."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Browser

from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_schermen import Scherm, venster
from tests.browser.wereld import Wereld
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken


async def test_schooldirecteur_ziet_de_klokken_van_de_school(browser: Browser, wereld: Wereld):
    """peers 6.2 job 2: 1 click, 10 seconds."""
    context = await venster(browser, wereld, Scherm("zorgplicht", lambda _: "", "dirk"), 1440)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/aanvragen")
        klus = Klus(page, "schooldirecteur 2: de klokken van de school zien")
        await klus.link("Zorgplicht")
        await page.wait_for_url("**/zorgplicht")
        assert "Verhoeven" in await page.inner_text("main")
        klus.klaar(hoogstens=1, seconden=10)
    finally:
        await context.close()


async def test_ib_er_voegt_twee_dossiers_samen_en_maakt_het_met_het_toetsenbord_ongedaan(
    browser: Browser, wereld: Wereld
):
    """Three clicks from the list; undone with Tab and Enter alone."""
    naam = f"Samen{uuid4().hex[:8]}"
    een = await dossier_maken(school(wereld.stack), achternaam=naam)
    await dossier_maken(school(wereld.stack), achternaam=naam)
    context = await venster(browser, wereld, Scherm("dubbelen", lambda _: "", "iris"), 1440)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/leerlingen")
        klus = Klus(page, "ib'er: twee dossiers van een leerling samenvoegen")
        await klus.link("Dubbele dossiers")
        kaart = page.locator("section", has=page.get_by_role("link", name=f"Mees {naam}"))
        await klus.klik(kaart.locator(f"form[action*='{een}/dossiers-samenvoegen'] button"))
        await page.get_by_text("De dossiers zijn samengevoegd.").wait_for()
        klus.klaar(hoogstens=2, seconden=30)
        terug = page.locator("li", has_text=naam).get_by_role("button")
        await page.locator("#samen-kop").evaluate("e => { e.tabIndex = -1; e.focus() }")
        for _ in range(200):
            await page.keyboard.press("Tab")
            if await terug.evaluate("e => e === document.activeElement"):
                break
        else:
            raise AssertionError("de knop is met Tab niet te bereiken")
        await page.keyboard.press("Enter")
        await page.get_by_text("De samenvoeging is ongedaan gemaakt.").wait_for()
        assert await page.get_by_role("link", name=f"Mees {naam}").count() == 2
    finally:
        await context.close()
