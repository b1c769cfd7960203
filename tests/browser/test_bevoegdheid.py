"""Jobs of the ib'er and the secretaris in a real browser: out of the dossier, who decides, and taken over elsewhere."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from playwright.async_api import Browser, expect

from infra import clock
from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_opp import SECONDEN, _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.gesprek_dossier import interventie_maken
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.test_overnemen_toelaten import weer_weg
from tests.stack import Stack, eventually


async def test_uit_het_dossier_naar_wie_beslist_en_daar_overgenomen(browser: Browser, stack: Stack):
    """peers.md row 28; nothing typed twice: 2 clicks for what was done, 4 to offer it, 2 to take it over on a phone."""
    wie = school(stack, soort="so")
    sinds = clock.vandaag() - timedelta(days=400)
    dossier = await dossier_maken(wie, achternaam=f"Elders{uuid4().hex[:8]}", ingeschreven_op=sinds)
    await interventie_maken(wie, dossier)
    aanvraag = (await stack.ask("intake", wie.beginnen(dossier_id=dossier), als=wie.ib)).id
    page = await _bladzijde(browser, stack, 1440, "iris", organisatie="16MA00")
    klachten = luister(page)
    await page.goto(f"{settings().app_url}/aanvragen/{aanvraag}")
    gedaan = Klus(page, "ib_er wat is gedaan overnemen uit het dossier")
    await gedaan.klik(page.locator("#document-verslag_interventies summary").first)
    await _heel(page, "aanvraag-overnemen-1440")
    await gedaan.knop("Overnemen in de aanvraag")
    stuk = page.locator("#document-verslag_interventies")
    await expect(stuk).to_contain_text("1 interventie uit het dossier", timeout=60_000)
    gedaan.klaar(hoogstens=2, seconden=90)
    await _heel(page, "aanvraag-overgenomen-1440")

    beslist = Klus(page, "ib_er aanbieden aan wie beslist")
    await beslist.link("Welk samenwerkingsverband beslist?")
    await beslist.klik(page.get_by_label("Voortgezet speciaal onderwijs (vso)").first)
    await page.locator('[name="postcode"]').fill("9401")
    await beslist.knop("Berekenen")
    await _heel(page, "bevoegd-antwoord-1440")
    await page.locator('[name="ouders_ingelicht_op"]').fill(clock.vandaag().isoformat())
    await beslist.knop("Aanvraag aanbieden")
    await expect(page.locator("main")).to_contain_text("is aangeboden aan")
    beslist.klaar(hoogstens=4, seconden=SECONDEN)
    await page.set_viewport_size({"width": 390, "height": 900})
    await _heel(page, "bevoegd-loopt-390")
    assert klachten == []
    await page.context.close()

    page = await _bladzijde(browser, stack, 390, "saskia")
    klachten = luister(page)
    await page.goto(f"{settings().app_url}/doorzendingen")
    kenmerk = (await stack.sql("select kenmerk from intake.aanvraag where id = $1", aanvraag))[0]["kenmerk"]
    kaart = page.locator("section.swv-card", has_text=kenmerk)
    await _heel(page, "doorzendingen-390")
    over = Klus(page, "secretaris aanvraag van elders overnemen")
    over.kliks += 1  # a choice from a list is one
    await kaart.locator("select").select_option("vso")
    await over.klik(kaart.get_by_role("button", name="Aanvraag overnemen"))
    await expect(page.locator("main")).not_to_contain_text(kenmerk)
    over.klaar(hoogstens=2, seconden=SECONDEN)

    # In the same two clicks the school was let in, by the account that its people have.
    async def toegelaten() -> bool:
        rijen = await stack.sql("select toegelaten from intake.doorzending where aanvraag = $1", aanvraag)
        return bool(rijen[0]["toegelaten"])

    await eventually(toegelaten, seconden=120, wat="de school is toegelaten")
    daar = (await stack.sql("select kenmerk_daar from intake.doorzending where aanvraag = $1", aanvraag))[0]
    await page.reload()
    kaart = page.locator("section.swv-card", has_text=daar["kenmerk_daar"])
    await expect(kaart).to_contain_text("Iris Bakker (")
    await expect(kaart.get_by_role("button", name="Toelaten")).to_have_count(0)
    await _heel(page, "doorzendingen-overgenomen-390")
    assert klachten == []
    await page.context.close()
    page = await _bladzijde(browser, stack, 1440, "iris", organisatie="16MA00", tenant=school(stack).tenant)
    await page.goto(f"{settings().app_url}/aanvragen/{aanvraag}/bevoegd")
    await expect(page.locator("main")).to_contain_text("Wat u nu doet")
    await _heel(page, "bevoegd-overgenomen-1440")
    await page.context.close()
    await weer_weg(stack)
