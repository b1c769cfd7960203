"""Support elsewhere in a browser: the school where the pupil is, the board, and the new school that reads along."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from infra import clock
from infra.settings import settings
from services.intake.overdracht.contract import PlekVastleggen
from tests.browser.klikken import Klus
from tests.browser.test_arrangementen import bladzijde, heel
from tests.browser.test_consult import _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.test_gastleerlingen import te_gast, zien
from tests.flows.test_overdracht import VO_SCHOOL, ZIN, blad, delen, in_beeld
from tests.flows.test_verblijven import toegekend
from tests.stack import Stack


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_wie_meeleest_ziet_wat_nodig_is(browser: Browser, stack: Stack, platen: Path, breedte: int):
    hulp = await toegekend(stack)
    naam = (await hulp.zien()).leerling
    daan, margriet, karin = [await _bladzijde(browser, stack, sub, breedte) for sub in ("daan", "margriet", "karin")]
    klachten = [*map(luister, (daan, margriet, karin))]
    basis = settings().app_url
    await daan.goto(f"{basis}/arrangementen")
    klus = Klus(daan, f"school waar de leerling is: opschrijven hoe het gaat ({breedte})")
    await klus.link("Leerlingen van andere scholen")
    await _heel(daan, platen, "verblijven", breedte)
    await klus.link(naam)
    await expect(daan.get_by_text("blijft verantwoordelijk").first).to_be_visible()
    await daan.locator("#evaluatie").fill("Zit rustig in de groep en maakt het werk af.")
    await klus.knop("Verblijf evalueren")
    await expect(daan.get_by_text("Opgeschreven door")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=40)
    await _heel(daan, platen, "verblijf", breedte)

    await margriet.goto(f"{basis}/arrangementen/bestuur")
    await expect(margriet.get_by_text("Onderzoeksperiode").first).to_be_visible()
    assert naam.split()[-1] not in await margriet.inner_text("main")
    await _heel(margriet, platen, "arrangementen-bestuur", breedte)

    dossier, achternaam = await in_beeld(stack)
    id = await delen(stack, dossier, ook_school=True)
    jaar = (await blad(stack, dossier)).overdracht.overstap_jaar
    plek = PlekVastleggen(opdracht=id, van="swv2202po", overdracht_id=id, school=VO_SCHOOL, per=date(jaar, 8, 1))
    await stack.ask("intake", plek, "renske")
    await karin.goto(f"{basis}/overdracht")
    klus = Klus(karin, f"nieuwe school: lezen wat de basisschool deelde ({breedte})")
    await klus.link(f"Mees {achternaam}")
    await expect(karin.get_by_text(ZIN)).to_be_visible()
    klus.klaar(hoogstens=1, seconden=10)
    await _heel(karin, platen, "overdracht-nieuwe-school", breedte)
    await karin.goto(f"{basis}/leerlingen")
    assert await karin.get_by_role("link", name="Overstap naar vo").count() == 0
    assert klachten == [[], [], []]
    for page in (daan, margriet, karin):
        await page.context.close()


async def test_de_school_waar_een_leerling_te_gast_is(browser: Browser, stack: Stack, platen: Path):
    """From the list of pupils of other schools: who is responsible, what this school does, and writing how it goes."""
    vandaag = clock.vandaag()
    _, dossier, id = await te_gast(stack, vandaag, vandaag + timedelta(days=20))
    naam = (await zien(stack, id)).leerling
    page = await bladzijde(browser, stack, "janneke", pad="/arrangementen")
    klachten = luister(page)
    klus = Klus(page, "school waar een leerling te gast is: opschrijven hoe het gaat")
    await klus.link("Leerlingen van andere scholen")
    await heel(page, platen, "verblijven-gast")
    await klus.link(naam)
    await expect(page.get_by_role("heading", level=1)).to_have_text(naam)
    assert "blijft verantwoordelijk" in await page.inner_text("main")
    # Without a word nothing is written. A mistake, so it does not count.
    await page.get_by_role("button", name="Gastplaatsing evalueren", exact=True).click()
    await page.locator("[aria-invalid=true]").first.wait_for()
    await heel(page, platen, "gastleerling-fout")
    await page.locator("#evaluatie").fill("Hij doet goed mee met rekenen en eet met de klas.")
    await klus.knop("Gastplaatsing evalueren")
    await expect(page.get_by_text("Opgeschreven door")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=40)
    await heel(page, platen, "gastleerling")
    assert klachten == []
    await page.goto(f"{settings().app_url}/leerlingen/{dossier}/stappenplan")
    assert naam not in await page.inner_text("main")
    await page.context.close()
