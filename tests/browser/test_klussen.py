"""Jobs of a normal week, with their clicks counted."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Browser

from infra.settings import settings
from tenants.registry import get
from tests.browser.klikken import Klus
from tests.browser.test_schermen import Scherm, venster
from tests.browser.wereld import Wereld
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken


async def test_ib_er_begint_een_aanvraag_voor_een_leerling_van_wie_zij_alles_al_weet(browser: Browser, wereld: Wereld):
    """Job 2 of the ib'er: 3 clicks from the list of pupils, 30 seconds, nothing typed twice."""
    achternaam = f"Klus{uuid4().hex[:8]}"
    await dossier_maken(school(wereld.stack), achternaam=achternaam)
    context = await venster(browser, wereld, Scherm("leerlingen", lambda _: "", "iris"), 1440)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/leerlingen")
        klus = Klus(page, "ib'er 2: een aanvraag beginnen uit het dossier")
        await klus.link(f"Mees {achternaam}")
        await klus.kies("Wat vraagt u aan?", get("swv2202po").soorten["sbo"].naam)
        await klus.knop("Aanvraag beginnen")
        await page.wait_for_url("**/aanvragen/*-*")
        assert achternaam in await page.inner_text("h1")
        klus.klaar(hoogstens=3, seconden=30)
    finally:
        await context.close()


async def test_ib_er_vindt_een_leerling_en_legt_gezag_vast(browser: Browser, wereld: Wereld):
    """Search, open, the page with who has gezag, one form."""
    achternaam = f"Gezag{uuid4().hex[:8]}"
    await dossier_maken(school(wereld.stack), achternaam=achternaam)
    context = await venster(browser, wereld, Scherm("leerlingen", lambda _: "", "iris"), 390)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/leerlingen")
        klus = Klus(page, "ib'er: gezag vastleggen")
        await klus.typ("Zoek op naam of kenmerk", achternaam[2:])
        await klus.knop("Zoeken")
        await klus.link(f"Mees {achternaam}")
        await klus.link("Gezag, adres en school")
        await klus.typ("Naam", "Noor Jansen")
        await klus.kies("Wie is dit?", "Moeder")
        await klus.kies("Waaruit blijkt het gezag?", "Geboorte")
        await klus.knop("Gezag vastleggen")
        await page.wait_for_load_state()
        assert "Noor Jansen" in await page.inner_text("main")
        klus.klaar(hoogstens=6, seconden=60)
    finally:
        await context.close()
