"""Extra support in a browser: the ib'er asks, the steunpuntcoördinator grants and stops (job 4 of that role), the
directeur decides for a group. Clicks counted; each screen on the way is looked at, on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Page

from infra import clock
from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.browser.wereld import Wereld
from tests.flows.arrangement_dossier import arrangement_vragen
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack

RGV = {"ib": "sofie", "directeur": "ruben", "tenant": "swv2510po"}


async def bladzijde(browser: Browser, stack: Stack, wie: str, breedte: int = 1440, pad: str = "", **hoed: Any) -> Page:
    cookie = await Wereld.cookie(SimpleNamespace(stack=stack), wie, **hoed)
    context = await browser.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": "s", "value": cookie, "url": settings().app_url, "httpOnly": True}])
    page = await context.new_page()
    await page.goto(settings().app_url + pad)
    return page


async def heel(page: Page, platen: Path, naam: str, terug: int = 1440) -> None:
    """A picture at both widths; accessible, within the screen."""
    for breedte in (1440, 390):
        await page.set_viewport_size({"width": breedte, "height": 900})
        await page.screenshot(path=platen / f"{naam}-{breedte}.png", full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{naam} {breedte}"
    assert await axe(page) == [], naam
    await page.set_viewport_size({"width": terug, "height": 900})


async def test_vragen_toekennen_en_stoppen_binnen_een_paar_klikken(browser: Browser, stack: Stack, platen: Path):
    wie = school(stack, **RGV)
    achternaam = f"Extra{uuid4().hex[:6]}"
    dossier = await dossier_maken(wie, achternaam=achternaam)

    page = await bladzijde(browser, stack, "sofie", pad=f"/leerlingen/{dossier}")
    klachten = luister(page)
    klus = Klus(page, "ib'er: extra ondersteuning vragen")
    await klus.klik(page.get_by_label("Over deze leerling").get_by_role("link", name="Extra ondersteuning"))
    await heel(page, platen, "arrangementen-geen")
    await klus.link("Extra ondersteuning vragen")
    await heel(page, platen, "arrangement-kiezen")
    await klus.link("HGO-arrangement: deskundigheid en geld")
    await klus.typ("Doel", "Doet elke ochtend mee in de kring.")
    await page.get_by_label("Wat is er nodig?").fill("Een rustige plek en korte opdrachten.")
    await page.get_by_label("Hoe houdt u elkaar op de hoogte?").fill("Elke vrijdag bellen mentor en ouders.")
    await klus.klik(page.get_by_role("button", name="Aanvragen", exact=True))
    await heel(page, platen, "arrangement-aanvragen-fout")  # the last day is still to be typed; nothing is lost
    assert await page.get_by_label("Wat is er nodig?").input_value() == "Een rustige plek en korte opdrachten."
    await page.get_by_label("Laatste dag").fill((clock.vandaag() + timedelta(days=30)).isoformat())
    await klus.klik(page.get_by_role("button", name="Aanvragen", exact=True))
    await page.wait_for_url("**/arrangementen/*-*")
    assert "blijft verantwoordelijk" in await page.inner_text("main")
    await heel(page, platen, "arrangement-gevraagd")
    klus.klaar(hoogstens=5, seconden=60)
    assert klachten == []
    nummer = page.url.rpartition("/")[2]
    await page.context.close()

    page = await bladzijde(browser, stack, "saar", pad="/arrangementen")
    await heel(page, platen, "arrangementen-swv")
    klus = Klus(page, "steunpuntcoördinator 4: een arrangement toekennen binnen het budget")
    await klus.klik(page.locator(f'a[href="/arrangementen/{nummer}"]'))
    await klus.klik(page.get_by_role("link", name="Toekennen", exact=True))
    await page.get_by_label("Toegekend bedrag").fill("1.250,00")
    await heel(page, platen, "arrangement-toekennen")
    await klus.knop("Toekennen")
    await page.wait_for_url(f"**/arrangementen/{nummer}")
    assert "€ 1.250,00" in (await page.inner_text("main")).replace("\u00a0", " ")
    await heel(page, platen, "arrangement-loopt")
    klus.klaar(hoogstens=4, seconden=60)

    klus = Klus(page, "steunpuntcoördinator 4: een arrangement stoppen")
    await klus.klik(page.get_by_role("link", name="Stoppen", exact=True))
    await page.get_by_label("Waarom stopt het?").fill("Het doel is eerder gehaald dan verwacht.")
    await klus.knop("Stoppen")
    await page.wait_for_url(f"**/arrangementen/{nummer}")
    assert "Eerder gestopt" in await page.inner_text("main")
    klus.klaar(hoogstens=4, seconden=60)
    await page.goto(f"{settings().app_url}/arrangementen/budget")
    assert achternaam not in await page.content()
    await heel(page, platen, "arrangement-budget")
    await page.context.close()


async def test_directeur_beslist_over_een_traject_voor_een_groep(browser: Browser, stack: Stack):
    groep = f"groep {uuid4().hex[:6]}"
    id = await arrangement_vragen(school(stack), None, "supportteam", groep=groep)
    page = await bladzijde(browser, stack, "cor", 390, "/arrangementen")
    klus = Klus(page, "directeur: beslissen over een traject voor een groep")
    await klus.link(groep)
    await klus.klik(page.get_by_role("link", name="Toekennen", exact=True))
    await page.get_by_label("Toegekend aantal dagdelen").fill("12")
    await klus.knop("Toekennen")
    await page.wait_for_url(f"**/arrangementen/{id}")
    assert "12" in await page.inner_text("main")
    klus.klaar(hoogstens=4, seconden=60)
    await page.context.close()


async def test_crisis_melden_vanuit_het_dossier(browser: Browser, stack: Stack, platen: Path):
    """From the pupil on: the table meets at once, and the steunpuntcoördinator sees until when there must be a plan."""
    dossier = await dossier_maken(school(stack, **RGV), achternaam=f"Nood{uuid4().hex[:6]}")
    page = await bladzijde(browser, stack, "sofie", pad=f"/leerlingen/{dossier}/arrangementen")
    klus = Klus(page, "ib'er: crisis melden")
    await klus.link("Crisis en nood")
    await heel(page, platen, "crisis-geen")
    await klus.link("Crisis of nood melden")
    await klus.klik(page.get_by_label("De ouders zijn gebeld en weten van dit overleg"))
    await klus.kies("Wat is het?", "Crisis: het escaleert in korte tijd")
    await page.get_by_label("Wat is er aan de hand?").fill("Het ging vanochtend mis bij het binnenkomen.")
    await page.get_by_label("Hoe laat?").fill("15:30")
    await heel(page, platen, "crisis-melden")
    await klus.knop("Crisis melden")
    await page.wait_for_url(f"**/leerlingen/{dossier}/crisis")
    assert "om 15:30 uur bij elkaar" in await page.inner_text("main")
    await heel(page, platen, "crisis")
    klus.klaar(hoogstens=6, seconden=60)
    await page.context.close()
