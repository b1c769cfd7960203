"""A passkey in a real browser, with an authenticator of Chromium's own: made, used to decide, used in place.

Browsers bind a passkey to a name and never to a number, so this web process is at localhost.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from infra import clock, people
from infra.settings import settings
from services.netwerk.contract import SessieOpenen
from services.netwerk.sessie import afdruk
from tests.aanmelddienst import eigen_web
from tests.browser.test_schermen import axe, luister
from tests.flows.commissie_zaak import PO, ingediend
from tests.stack import Stack

APPARAAT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def web(stack: Stack) -> AsyncIterator[str]:
    with eigen_web("localhost") as adres:
        yield adres


async def venster(browser: Browser, stack: Stack, web: str, sub: str) -> BrowserContext:
    """Somebody who just signed in, in a browser with an authenticator."""
    account = people.accounts()[sub]
    geopend = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(), issuer=settings().oidc_issuer, subject=sub, naam=account.naam, email=account.email,
            mfa=True, user_agent="Chrome/142 Linux", bevestigd_op=clock.echt(),
        ),
    )  # fmt: skip
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": "s", "value": geopend.token, "url": web, "httpOnly": True}])
    return context


async def apparaat(page: Page) -> None:
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable")
    await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": APPARAAT})


async def lang_geleden(stack: Stack, context: BrowserContext, web: str) -> str:
    token = next(c["value"] for c in await context.cookies(web) if c["name"] == "s")
    await stack.sql(
        "update netwerk.sessie set bevestigd_op = bevestigd_op - interval '6 minutes',"
        " passkey_op = passkey_op - interval '6 minutes' where token_hash = $1",
        afdruk(token),
    )
    await stack.beheer.client.publish("push.sessie", afdruk(token).encode())
    await stack.beheer.client.flush()
    return token


async def test_sec_5_een_passkey_maken_en_ermee_besluiten(browser: Browser, stack: Stack, web: str, platen: Path):
    zaak = await ingediend(stack, PO, soort="sbo")
    await zaak.eindadvies(None)
    context = await venster(browser, stack, web, "cor")
    try:
        page = await context.new_page()
        klachten = luister(page)
        await apparaat(page)
        await page.goto(web + "/account")
        await page.get_by_role("button", name="Passkey maken").click()
        await expect(page.locator("[data-passkey-fout]")).to_contain_text("Geef uw passkey een naam")
        await page.get_by_label("Hoe noemt u deze passkey?").fill("Laptop van het werk")
        await page.get_by_role("button", name="Passkey maken").press("Enter")
        await expect(page.get_by_text("Laptop van het werk", exact=True)).to_be_visible()
        for breedte in (1440, 390):
            await page.set_viewport_size({"width": breedte, "height": 900})
            await page.screenshot(path=platen / f"account-passkey-{breedte}.png", full_page=True)
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert await axe(page) == []

        oud = await lang_geleden(stack, context, web)
        await page.goto(f"{web}/dossiers/{zaak.id}/besluit-nemen")
        await page.locator("#h-motivering").fill("De leerling heeft een kleine groep nodig, <b>elke dag</b>.")
        await page.locator("#h-zienswijze_weging").fill("De mening van de ouders is gelezen en weegt mee.")
        await page.get_by_role("button", name="Besluit nemen").click()
        await expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
        for breedte in (390, 1440):
            await page.set_viewport_size({"width": breedte, "height": 900})
            await page.screenshot(path=platen / f"bevestigen-besluit-{breedte}.png", full_page=True)
        assert await axe(page) == []
        await page.get_by_role("button", name="Bevestigen met uw passkey").press("Enter")
        await expect(page.get_by_text("Het besluit is genomen.", exact=True)).to_be_visible()
        nieuw = next(c["value"] for c in await context.cookies(web) if c["name"] == "s")
        assert nieuw != oud
        assert "<b>elke dag</b>" in (await zaak.stand()).besluit.motivering

        # And with htmx, in place on the dossier.
        await zaak.brief_klaar()
        await lang_geleden(stack, context, web)
        await page.goto(f"{web}/dossiers/{zaak.id}")
        await page.locator("#nu").get_by_role("link", name="Besluit bekendmaken").click()
        await page.get_by_label("Ik heb de beschikking gelezen. Hij klopt.").check()
        await page.locator("#handeling button[type=submit]").click()
        await expect(page.locator("#handeling #bevestig-kop")).to_be_focused()
        assert page.url.endswith(f"/dossiers/{zaak.id}")
        assert await axe(page) == []
        await page.screenshot(path=platen / "bevestigen-ter-plaatse-1440.png", full_page=True)
        await page.get_by_role("button", name="Bevestigen met uw passkey").click()
        await expect(page.get_by_text("Het besluit is bekendgemaakt.", exact=True)).to_be_visible()
        assert klachten == []
    finally:
        await context.close()
        await stack.sql(
            "update netwerk.passkey set geeindigd_op = now(), reden = 'proef' where persoon = $1",
            people.persoon_id("cor"),
        )


async def test_zonder_passkey_op_dit_apparaat_staat_er_een_zin(browser: Browser, stack: Stack, web: str):
    """A device that does not check who holds it makes no passkey; the page says so and nothing is kept."""
    context = await venster(browser, stack, web, "vera")
    try:
        page = await context.new_page()
        cdp = await page.context.new_cdp_session(page)
        await cdp.send("WebAuthn.enable")
        await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": APPARAAT | {"isUserVerified": False}})
        await page.goto(web + "/account")
        await page.get_by_label("Hoe noemt u deze passkey?").fill("Oude sleutel")
        await page.get_by_role("button", name="Passkey maken").click()
        await expect(page.locator("[data-passkey-fout]")).to_contain_text("Uw passkey is niet gebruikt")
        rijen = await stack.sql("select 1 from netwerk.passkey where persoon = $1", people.persoon_id("vera"))
        assert rijen == []
    finally:
        await context.close()
