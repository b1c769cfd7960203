"""N12 for the form of an aanvraag: browser, network or session gone, at most five seconds of typing are lost."""

from __future__ import annotations

from types import SimpleNamespace

from playwright.async_api import Browser, Page, expect

from infra.settings import settings
from tests.browser.test_schermen import axe
from tests.browser.wereld import Wereld
from tests.flows.intake_dossier import school
from tests.stack import Stack

TOETS = 250  # milliseconds between two keys: never a pause in which a form would save itself
VIJF_SECONDEN = 5_000 // TOETS


async def _koekje(stack: Stack) -> dict[str, object]:
    cookie = await Wereld.cookie(SimpleNamespace(stack=stack), "iris", organisatie="16MA00")
    return {"name": "s", "value": cookie, "url": settings().app_url, "httpOnly": True}


async def _open(page: Page, id: object) -> None:
    await page.goto(f"{settings().app_url}/aanvragen/{id}")


async def test_n12_browser_netwerk_of_sessie_weg_kost_hooguit_vijf_seconden(browser: Browser, stack: Stack):
    """N12, with somebody who types without a pause; then the network goes and comes back; then the session is gone."""
    aanvraag = await school(stack).begin()
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    await context.add_cookies([await _koekje(stack)])
    page = await context.new_page()
    await _open(page, aanvraag.id)
    tekst = "Deze leerling begint pas als iemand ernaast zit"
    await page.locator('[name="helpende_factoren"]').click()
    await page.keyboard.type(tekst, delay=TOETS)
    await page.close(run_before_unload=False)  # the browser is killed in the middle of a sentence
    bewaard = (await aanvraag.zien()).antwoorden.get("helpende_factoren", "")
    assert tekst.startswith(bewaard) and len(tekst) - len(bewaard) <= VIJF_SECONDEN

    page = await context.new_page()
    await _open(page, aanvraag.id)
    veld = page.locator('[name="belemmerende_factoren"]')
    await context.set_offline(True)
    await veld.fill("In een drukke groep loopt hij weg.")
    gezegd = page.locator("#onderdeel-nu-bewaard")
    await expect(gezegd).to_contain_text("Nog niet opgeslagen", timeout=20_000)
    await context.set_offline(False)
    await expect(gezegd).to_contain_text("Opgeslagen om", timeout=30_000)
    assert (await aanvraag.zien()).antwoorden["belemmerende_factoren"] == "In een drukke groep loopt hij weg."
    assert await axe(page) == []

    await context.clear_cookies()  # the session is over; what was typed before it is there for who signs in again
    await veld.fill("Dit typt iemand zonder sessie.")
    await expect(gezegd).to_contain_text("U bent uitgelogd", timeout=20_000)
    await page.close(run_before_unload=False)
    await context.add_cookies([await _koekje(stack)])
    page = await context.new_page()
    await _open(page, aanvraag.id)
    await expect(page.locator('[name="belemmerende_factoren"]')).to_have_value("In een drukke groep loopt hij weg.")
    await context.close()
