"""A young child in a browser: clicks counted, nothing typed lost, every page whole at both widths."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page, expect

from infra import clock
from infra.settings import settings
from services.intake.onderinstroom.contract import OnderinstroomouderUitnodigen
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.browser.wereld import Wereld
from tests.flows.intake_dossier import School, pdf
from tests.flows.jong_kind import BEWIJS, JongKind, alles, drie_jaar
from tests.flows.leerling_dossier import aannemen
from tests.flows.web_bezoek import COOKIE
from tests.stack import Stack, eventually

TEKST = "Lev bouwt lang en geconcentreerd met blokken, en zoekt dan steeds even de juf op."


async def _bladzijde(browser: Browser, cookie: str, breedte: int = 1440) -> Page:
    context = await browser.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": settings().app_url, "httpOnly": True}])
    return await context.new_page()


async def _heel(page: Page, platen: Path, naam: str) -> None:
    """At both widths."""
    for breedte in (1440, 390):
        await page.set_viewport_size({"width": breedte, "height": 900})
        await page.screenshot(path=platen / f"jong-kind-{naam}-{breedte}.png", full_page=True)
        assert await axe(page) == []
        assert await page.locator("h1").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{naam} steekt uit"


async def test_van_voorschool_naar_school(browser: Browser, stack: Stack, platen: Path):
    """peers.md 6.5 (contactpersoon jonge kind), 6.22 (voorschool: ten minutes on a link with a second factor); N12."""
    sessie = SimpleNamespace(stack=stack)
    jolien = await _bladzijde(browser, await Wereld.cookie(sessie, "jolien"))
    daan = await _bladzijde(browser, await Wereld.cookie(sessie, "daan"))
    klachten = [*map(luister, (jolien, daan))]
    achternaam, front = f"Zandstra{uuid4().hex[:6]}", settings().app_url
    await jolien.goto(f"{front}/jonge-kinderen")
    klus = Klus(jolien, "contactpersoon jonge kind 1: een vraag van een voorschool aannemen")
    await klus.link("Kind toevoegen")
    await _heel(jolien, platen, "nieuw")
    for veld, tekst in (("Voornaam", "Lev"), ("Achternaam, met tussenvoegsel", achternaam),
                        ("Naam van de voorschool", "Peutergroep De Zandkorrel"),
                        ("Waar is het bewijs?", BEWIJS), ("Geboortedatum", drie_jaar().isoformat()),
                        ("Op welke dag stemden de ouders toe?", clock.vandaag().isoformat())):  # fmt: skip
        await klus.typ(veld, tekst)
    await klus.knop("Kind toevoegen")
    await expect(jolien.get_by_role("heading", level=1)).to_have_text(f"Lev {achternaam}")
    klus.klaar(hoogstens=3, seconden=60)
    kind = JongKind(stack, _id(jolien.url), {})

    klus = Klus(jolien, "contactpersoon jonge kind 2: het overdrachtsdocument versturen")
    email = f"{uuid4().hex[:10]}@opvang.example"
    for veld, tekst in (("Naam van uw contactpersoon", "Hilde Noordhoek"), ("E-mailadres", email)):
        await jolien.get_by_label(veld, exact=True).first.fill(tekst)
    await klus.knop("Voorschool uitnodigen")
    await expect(jolien.get_by_text("Geef deze code zelf door")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=40)
    await _heel(jolien, platen, "uitgenodigd")
    code = re.search(r"\b[B-Z2-9]{4}-[B-Z2-9]{4}\b", await jolien.locator("main").inner_text())[0]
    persoon = (await stack.sql("select persoon from intake.voorschooltoegang where onderinstroom = $1", kind.id))[0]
    token = await kind.binnen(SimpleNamespace(persoon=persoon["persoon"], activatiecode=code))

    petra = await _bladzijde(browser, token)
    klachten.append(luister(petra))
    await petra.goto(front)
    await expect(petra.get_by_role("heading", level=1)).to_contain_text("Overdrachtsdocument")
    klus = Klus(petra, "voorschool: het overdrachtsdocument invullen en inleveren")
    await klus.typ("Korte beschrijving van het kind", TEKST)
    await expect(petra.locator("#document-bewaard")).to_contain_text("Bewaard", timeout=5_000)
    # N12: the browser is gone, five seconds after the last letter at most; on another computer everything is there.
    await petra.context.close()
    petra = await _bladzijde(browser, token, 390)
    klachten.append(luister(petra))
    await petra.goto(front)
    assert await petra.get_by_label("Korte beschrijving van het kind", exact=True).input_value() == TEKST
    klus.page = petra
    for naam, tekst in (alles() | {"beschrijving_kind": TEKST}).items():
        veld = petra.locator(f"#d-{naam}")
        if await veld.evaluate("e => e.tagName") == "FIELDSET":
            await klus.klik(veld.get_by_role("radio").first)
        else:
            await veld.fill(tekst)
    await expect(petra.locator("#document-klaar")).to_contain_text("Alles is ingevuld", timeout=10_000)
    await klus.klik(petra.locator("summary", has_text="Bijlage toevoegen"))
    await klus.kies("Wat voor document is het?", "Verslag van de gesprekken met ouders")
    await petra.locator("#b-bestand").set_input_files(
        {"name": "gesprek.pdf", "mimeType": "application/pdf", "buffer": pdf("Gesprek")}
    )
    await klus.knop("Bijlage toevoegen")
    await expect(petra.get_by_text("gesprek.pdf").first).to_be_visible()
    # N16: or several at once, each with what it is; the page says by itself when each was judged.
    await petra.get_by_label("Kies bestanden, of sleep ze hierheen").set_input_files(
        [{"name": f"{n}.pdf", "mimeType": "application/pdf", "buffer": pdf(n)} for n in ("een", "twee")]
    )
    regels = petra.locator(".swv-sleep__regel")
    await expect(regels).to_have_count(2)
    for regel in (regels.nth(0), regels.nth(1)):
        await expect(regel).to_contain_text("Verstuurd.")
        await regel.locator("select").select_option(label="Ander document")
    await petra.get_by_role("button", name="Bijlagen toevoegen", exact=True).click()
    for regel in (regels.nth(0), regels.nth(1)):
        await expect(regel).to_contain_text("Klaar: het is toegevoegd.", timeout=60_000)
    await expect(petra.locator("#bijlagen")).to_contain_text("twee.pdf")
    await _heel(petra, platen, "voorschool")

    async def klaar() -> bool:
        return all(b.status == "bruikbaar" for b in (await kind.zien()).bijlagen)

    await eventually(klaar, wat="de bijlage is gecontroleerd")
    await petra.reload()
    await klus.knop("Overdrachtsdocument inleveren")
    await expect(petra.get_by_role("heading", level=1)).to_have_text("Het document is ontvangen")
    klus.klaar(hoogstens=8, seconden=600)
    await _heel(petra, platen, "ingeleverd")

    gast = await kind.doe(OnderinstroomouderUitnodigen, naam="Faiza Bouzian", email=f"{uuid4().hex[:8]}@thuis.example")
    faiza = await _bladzijde(browser, await aannemen(School(stack), gast), 390)
    klachten.append(luister(faiza))
    await faiza.goto(front)
    await expect(faiza.get_by_text(TEKST)).to_be_visible()
    await _heel(faiza, platen, "ouder")
    klus = Klus(faiza, "ouder: het overdrachtsdocument ondertekenen")
    await klus.kies("Uw antwoord", "Ja, het klopt en ik onderteken het")
    await klus.kies("Mogen de bijlagen mee?", "Ja, de bijlagen mogen mee naar de school")
    await klus.typ("Wilt u er zelf iets bij schrijven? (niet verplicht)", "Lev slaapt thuis nog elke middag.")
    await klus.knop("Antwoord geven")
    await expect(faiza.get_by_text("U heeft ondertekend")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=60)

    await jolien.set_viewport_size({"width": 1440, "height": 900})
    await jolien.goto(f"{front}/jonge-kinderen")
    klus = Klus(jolien, "contactpersoon jonge kind 4: overdragen met een bladzijde")
    await _heel(jolien, platen, "lijst")
    await klus.link(f"Lev {achternaam}")
    await _heel(jolien, platen, "overdragen")
    await klus.kies("Bij welke school is het kind aangemeld?", await _school(jolien))
    await klus.knop("Overdragen aan school")
    await expect(jolien.get_by_text("Bij de school", exact=True)).to_be_visible()
    klus.klaar(hoogstens=3, seconden=30)

    await daan.goto(f"{front}/jonge-kinderen")
    klus = Klus(daan, "ib'er: een jong kind aannemen en de aanvraag beginnen")
    await klus.link(f"Lev {achternaam}")
    await _heel(daan, platen, "school")
    await klus.knop("Kind aannemen")
    await expect(daan.get_by_role("heading", level=1)).to_have_text(f"Lev {achternaam}")

    async def stukken() -> bool:
        await daan.reload()
        return await daan.get_by_role("link", name="gesprek.pdf").count() == 1

    await eventually(stukken, wat="de stukken staan in het dossier")
    await _heel(daan, platen, "dossier")
    await klus.klik(daan.get_by_role("radio").first)
    await klus.knop("Aanvraag beginnen")
    await expect(daan).to_have_url(re.compile("/aanvragen/"))
    klus.klaar(hoogstens=4, seconden=60)
    assert [k for k in klachten if k] == []
    for page in (jolien, daan, petra, faiza):
        await page.context.close()


def _id(url: str) -> UUID:
    return UUID(re.search(r"[0-9a-f-]{36}", url)[0])


async def _school(page: Page) -> str:
    return await page.locator('select[name=school] option[value="14RX00"]').inner_text()
