"""A consult in a browser: asked and answered, with clicks counted; every page whole at both widths."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from infra import clock
from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.browser.wereld import Wereld
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack

VRAAG = "Een leerling van groep 5 loopt elke dag uit de groep. Wat kunnen wij nog doen?"
ANTWOORD = "Begin met een vaste, rustige plek en spreek een teken af. Kijk na twee weken of het helpt."


async def _bladzijde(browser: Browser, stack: Stack, sub: str, breedte: int) -> Page:
    cookie = await Wereld.cookie(SimpleNamespace(stack=stack), sub)
    context = await browser.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": "s", "value": cookie, "url": settings().app_url, "httpOnly": True}])
    return await context.new_page()


async def _heel(page: Page, platen: Path, naam: str, breedte: int) -> None:
    await page.screenshot(path=platen / f"{naam}-{breedte}.png", full_page=True)
    assert await axe(page) == []
    assert await page.locator("h1").count() == 1
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "steekt buiten het scherm"


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_een_consult_van_vraag_tot_dossier(browser: Browser, stack: Stack, platen: Path, breedte: int):
    """Ib'er: ask, first without a name (peers.md 6.5 job 1: at most 3 clicks, 60 seconds); adviseur: answer."""
    onderwerp, achternaam = f"Weglopen x{uuid4().hex[:6]}", f"Zwaluw{uuid4().hex[:6]}"
    await dossier_maken(school(stack), achternaam=achternaam)
    iris, mieke = [await _bladzijde(browser, stack, sub, breedte) for sub in ("iris", "mieke")]
    klachten = [*map(luister, (iris, mieke))]
    await iris.goto(f"{settings().app_url}/consulten")
    klus = Klus(iris, f"ib'er: consult vragen zonder naam ({breedte})")
    await klus.link("Consult vragen")
    await klus.typ("Waar gaat het over?", onderwerp)
    await klus.typ("Wat is uw vraag?", f"{VRAAG} Het gaat om {achternaam}.")
    await klus.knop("Consult vragen")
    # What was typed stays; the sentence names the word and stands at the field that asks why.
    await expect(iris.locator("#geen_naam-fout")).to_contain_text(f"“{achternaam}”")
    assert achternaam in await iris.locator("#tekst").input_value()
    await _heel(iris, platen, "consult-naam", breedte)
    await klus.typ("Wat is uw vraag?", VRAAG)
    await klus.knop("Consult vragen")
    await expect(iris.get_by_role("heading", level=1)).to_have_text(onderwerp)
    klus.klaar(hoogstens=3, seconden=60)
    await _heel(iris, platen, "consult-gevraagd", breedte)

    await mieke.goto(f"{settings().app_url}/consulten")
    await _heel(mieke, platen, "consulten-adviseur", breedte)
    klus = Klus(mieke, f"adviseur: consult beantwoorden ({breedte})")
    await klus.link(onderwerp)
    await klus.typ("Uw antwoord", ANTWOORD)
    await _heel(mieke, platen, "consult-adviseur", breedte)
    await klus.knop("Consult beantwoorden")
    await expect(mieke.get_by_text("Beantwoord", exact=True)).to_be_visible()
    klus.klaar(hoogstens=2, seconden=60)
    await mieke.goto(f"{settings().app_url}/consulten/afwezig")
    await _heel(mieke, platen, "consult-afwezig", breedte)

    await iris.reload()
    klus = Klus(iris, f"ib'er: consult koppelen na toestemming ({breedte})")
    await klus.klik(iris.locator("summary", has_text="Consult koppelen"))
    await klus.kies("Over welke leerling gaat het?", f"Mees {achternaam}, groep 5")
    await iris.get_by_label("Op welke dag stemden de ouders toe?").fill(clock.vandaag().isoformat())
    await klus.typ("Waar is het bewijs?", "Getekend formulier van de moeder, map van de school")
    await _heel(iris, platen, "consult-koppelen", breedte)
    await klus.knop("Consult koppelen")
    await expect(iris.get_by_role("link", name=f"Mees {achternaam}")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=60)
    await iris.get_by_role("link", name=f"Mees {achternaam}").click()
    await iris.get_by_role("link", name="Consulten", exact=True).last.click()
    await expect(iris.get_by_role("link", name=onderwerp)).to_be_visible()
    await _heel(iris, platen, "leerling-consulten", breedte)
    assert klachten == [[], []]
    for page in (iris, mieke):
        await page.context.close()
