"""The OPP in a real browser: an ib'er makes it with few clicks (peers.md 6.1), a parent agrees on a phone (N21)."""

from __future__ import annotations

import re
from types import SimpleNamespace
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page, expect

from infra.settings import settings
from services.intake.opp.contract import OppBewaren
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.browser.wereld import GEZIN, Wereld
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import aannemen, dossier_maken, gezag_geven, ouder_uitnodigen
from tests.flows.opp_dossier import Opp, antwoorden
from tests.stack import Stack

#: What Meedoen itself may add: a phone in the evening, and a machine with much else to do.
SECONDEN = 45


async def _bladzijde(browser: Browser, stack: Stack, breedte: int, sub: str, **wie: object) -> Page:
    cookie = await Wereld.cookie(SimpleNamespace(stack=stack), sub, **wie)
    context = await browser.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": "s", "value": cookie, "url": settings().app_url, "httpOnly": True}])
    return await context.new_page()


async def _heel(page: Page, naam: str) -> None:
    """Axe has nothing to say, one heading above all, nothing beyond the edge; and a picture to look at."""
    assert await axe(page) == []
    assert await page.locator("h1").count() == 1
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "steekt buiten het scherm"
    map_ = settings().var / "schermen"
    map_.mkdir(exist_ok=True)
    await page.screenshot(path=map_ / f"{naam}.png", full_page=True)


async def _invullen(page: Page) -> None:
    """Every answer by hand; typing and choosing are no clicks of the job, saving goes by itself."""
    for naam, waarde in antwoorden().items():
        veld = page.locator(f'[name="{naam}"]').first
        if await veld.get_attribute("type") == "radio":
            await page.locator(f'[name="{naam}"][value="{waarde}"]').check()
        else:
            await veld.fill(waarde)


async def _opgeslagen(page: Page) -> None:
    await expect(page.locator("#nog-nodig")).to_contain_text("Alles is er", timeout=30_000)


async def test_een_ib_er_maakt_een_opp_en_een_ouder_is_het_eens_op_de_telefoon(browser: Browser, stack: Stack):
    """peers.md 6.1 and row 17; N12: what was typed is there after the browser is gone; N21: at most three screens."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Plan{uuid4().hex[:8]}")
    gezag = await gezag_geven(wie, dossier)
    await aannemen(wie, await ouder_uitnodigen(wie, dossier, gezag), f"noor-{dossier}")
    assert GEZIN  # the parent signs in there
    page = await _bladzijde(browser, stack, 1440, "iris", organisatie="16MA00")
    klachten = luister(page)
    await page.goto(f"{settings().app_url}/leerlingen/{dossier}")
    maken = Klus(page, "ib_er opp maken")
    await maken.klik(page.get_by_role("link", name="OPP", exact=True))
    await _heel(page, "opp-nog-geen-1440")
    await maken.knop("OPP beginnen")
    await _invullen(page)
    await _opgeslagen(page)
    await _heel(page, "opp-concept-1440")
    # Gone without saving: what was typed last is kept within seconds, without a button.
    await page.close(run_before_unload=False)
    page = await page.context.new_page()
    maken.page = page
    await page.goto(f"{settings().app_url}/leerlingen/{dossier}/opp")
    await expect(page.locator("#begeleiding-doelen")).to_have_value(antwoorden()["doelen"])
    await maken.link("Voorleggen aan de ouders")
    await maken.knop("Voorleggen aan de ouders")
    await expect(page.locator("main")).to_contain_text("Nog geen antwoord")
    maken.klaar(hoogstens=4, seconden=SECONDEN)
    await _heel(page, "opp-voorgelegd-1440")
    await _ouder(browser, stack, dossier)
    vast = Klus(page, "ib_er opp vaststellen")
    await page.goto(f"{settings().app_url}/leerlingen/{dossier}/opp")
    await vast.link("OPP vaststellen")
    await vast.knop("OPP vaststellen")
    await expect(page.locator("main")).to_contain_text("Het handelingsdeel geldt vanaf")
    vast.klaar(hoogstens=2, seconden=SECONDEN)
    await _heel(page, "opp-vastgesteld-1440")
    await page.get_by_role("link", name=re.compile("OPP’s")).click()
    await _heel(page, "opp-bord-1440")
    assert klachten == []
    await page.context.close()


async def _ouder(browser: Browser, stack: Stack, dossier: UUID) -> None:
    """From the own page: open, choose, answer. No code to type again, and nobody else to answer for."""
    page = await _bladzijde(browser, stack, 390, "noor", zaak=dossier)
    klachten = luister(page)
    await page.goto(f"{settings().app_url}/mijn-kind/{dossier}")
    eens = Klus(page, "ouder instemmen met het handelingsdeel")
    await eens.link("Lees en antwoord")
    await _heel(page, "opp-ouder-390")
    await eens.klik(page.get_by_label("Ja, ik ben het eens"))
    await eens.knop("Antwoord geven")
    await expect(page.locator("main")).to_contain_text("U bent het eens")
    eens.klaar(hoogstens=3, seconden=SECONDEN)
    await _heel(page, "opp-ouder-antwoord-390")
    assert klachten == []
    await page.context.close()


async def test_twee_mensen_in_een_concept_houden_elk_hun_tekst(browser: Browser, stack: Stack):
    """peers.md N13: the second sees both texts side by side, and chooses."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Plan{uuid4().hex[:8]}")
    opp = await Opp.begonnen(wie, dossier)
    page = await _bladzijde(browser, stack, 390, "iris", organisatie="16MA00")
    await page.goto(f"{settings().app_url}/leerlingen/{dossier}/opp")
    await opp.doe(OppBewaren, antwoorden={"hulpvraag": "De tekst van een collega."})
    await page.locator('[name="hulpvraag"]').fill("Mijn eigen tekst.")
    conflict = page.locator("#onderdeel-reden-conflict")
    await expect(conflict).to_contain_text("De tekst van een collega.", timeout=20_000)
    await expect(conflict.locator("#eigen-hulpvraag")).to_have_value("Mijn eigen tekst.")
    assert await axe(page) == []
    await page.get_by_role("button", name="Mijn tekst bewaren").click()
    await expect(conflict).to_be_empty(timeout=20_000)
    await expect(page.locator('[name="hulpvraag"]')).to_have_value("Mijn eigen tekst.")
    await page.context.close()
