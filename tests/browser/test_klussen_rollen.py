"""Jobs of peers.md 6.1 to 6.5 and 6.20 that no other browser test counts; docs/klussen.md names the test of each."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page, expect

from infra import clock
from infra.settings import settings
from services.commissie import contract as c
from services.intake.contract import AanvraagTonen
from services.intake.plaatsen.contract import GroepToevoegen, WachtplekVragen
from tests.browser.klikken import Klus
from tests.browser.test_opp import _heel
from tests.browser.test_schermen import Scherm, luister, venster
from tests.browser.wereld import Wereld, _behandeling
from tests.flows.intake_dossier import pdf, school
from tests.flows.jong_kind import jong_kind
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack, eventually


async def _open(browser: Browser, wereld: Wereld, sub: str, pad: str, breedte: int = 1440, hoed: str = "") -> Page:
    context = await venster(browser, wereld, Scherm("klus", lambda _: "", sub, hoed=hoed), breedte)
    page = await context.new_page()
    await page.goto(f"{settings().app_url}{pad}")
    return page


async def _gevraagd(stack: Stack, id: UUID) -> None:
    """The commissie asks for one document, and the school heard it."""
    stand = await _behandeling(stack, id, "vera")
    vraag = c.AanvullingVragen(
        opdracht=uuid4(), behandeling_id=id, versie=stand.versie, tekst="Wilt u het verslag opnieuw toevoegen?",
        termijn_tot=clock.vandaag() + timedelta(days=14), document_soort="verslag_interventies",
    )  # fmt: skip
    await stack.ask("commissie", vraag, "vera")

    async def aangekomen() -> bool:
        return bool((await stack.ask("intake", AanvraagTonen(aanvraag_id=id), "iris")).vragen)

    await eventually(aangekomen, seconden=90, wat="de vraag is bij de school")


async def test_directeur_tekent_en_dient_in_ib_er_beantwoordt_de_vraag(browser: Browser, wereld: Wereld):
    """6.1-1 (0 clicks, 5 s), 6.1-3 (4, 45), 6.1-5 (3, 30; here 5) and 6.2-1 (3, 60), one aanvraag from begin to end."""
    stack = wereld.stack
    wie = await school(stack).begin()
    await wie.invullen()
    await wie.documenten()
    await wie.gezin_horen()

    async def gecontroleerd() -> bool:
        return all(d.status == "bruikbaar" for d in (await wie.zien()).documenten)

    await eventually(gecontroleerd, seconden=90, wat="de documenten zijn gecontroleerd")
    adres = f"/aanvragen/{wie.id}"
    page = await _open(browser, wereld, "dirk", "/aanvragen")
    klachten = luister(page)
    klus = Klus(page, "schooldirecteur 1: lezen en ondertekenen")
    await klus.klik(page.locator(f"a[href='{adres}']").first)
    await expect(page.locator("#indienen")).to_contain_text("Ik heb de aanvraag gelezen")
    await klus.klik(page.get_by_label("Ik heb de aanvraag gelezen"))
    await klus.knop("Aanvraag ondertekenen")
    await expect(page.get_by_role("button", name="Aanvraag indienen")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=60)
    await page.context.close()

    page = await _open(browser, wereld, "iris", "/aanvragen")
    klachten += luister(page)
    klus = Klus(page, "ib'er 3: kijken wat er mist, en indienen")
    await klus.klik(page.locator(f"a[href='{adres}']").first)
    await expect(page.locator("#indienen")).not_to_contain_text("Indienen kan nog niet")
    await klus.knop("Aanvraag indienen")
    await expect(page.get_by_role("button", name="Aanvraag indienen")).to_have_count(0)
    klus.klaar(hoogstens=4, seconden=45)
    await _gevraagd(stack, wie.id)

    klus = Klus(page, "ib'er 1: zien wat er vandaag moet, en wie op mij wacht")
    await page.goto(settings().app_url)
    await expect(page.get_by_text("Hier is iets van u nodig")).to_be_visible()
    await expect(page.locator(f"a[href^='{adres}']").first).to_be_visible()
    klus.klaar(hoogstens=0, seconden=5)
    await page.set_viewport_size({"width": 390, "height": 900})
    await _heel(page, "vandaag-390")
    await page.set_viewport_size({"width": 1440, "height": 900})
    await _heel(page, "vandaag-1440")
    klus = Klus(page, "ib'er 5: een vraag beantwoorden met een document")
    await klus.klik(page.locator(f"a[href^='{adres}']").first)
    if "/vragen/" not in page.url:
        await klus.link("Vraag beantwoorden")
    vak = page.locator("#document-verslag_interventies")
    await expect(vak.locator("input[type=file]")).to_be_visible()  # what was asked for is open already
    klus.kliks += 1  # choosing the file
    bestand = {"name": "verslag.pdf", "mimeType": "application/pdf", "buffer": pdf("Nog een keer.")}
    await vak.locator("input[type=file]").set_input_files(bestand)
    datum = vak.locator("input[name=gedagtekend_op]")
    if await datum.count():
        await datum.fill(clock.vandaag().isoformat())
    await klus.klik(vak.locator("form[data-upload] button[type=submit]"))
    await expect(page.locator("#document-verslag_interventies")).to_contain_text("verslag.pdf", timeout=60_000)
    await eventually(gecontroleerd, seconden=90, wat="het document is gecontroleerd")
    await page.locator("textarea[name=antwoord]").fill("Het verslag is nu compleet.")
    await klus.knop("Aanvulling indienen")
    await expect(page.get_by_role("button", name="Aanvulling indienen")).to_have_count(0)
    klus.klaar(hoogstens=5, seconden=120)
    assert klachten == []
    await page.context.close()


async def test_schoolbestuurder_ziet_risico_en_berichten(browser: Browser, wereld: Wereld):
    """6.3-1 and 6.3-2: 1 click, 10 seconds each; the day of an aanmelding and who applied, and no content."""
    page = await _open(browser, wereld, "bea", "/aanvragen")
    klus = Klus(page, "schoolbestuurder 2: lezen dat een school een TLV aanvroeg")
    await klus.klik(page.locator(f"a[href='/aanvragen/{wereld.gevraagd.id}']").first)
    await expect(page.locator("main")).to_contain_text("Angelslo")
    klus.klaar(hoogstens=1, seconden=10)
    klus = Klus(page, "schoolbestuurder 1: zorgplicht in gevaar, van mijn scholen")
    await klus.link("Zorgplicht")
    await page.wait_for_url("**/zorgplicht")
    await expect(page.locator("main")).to_contain_text("Angelslo")
    klus.klaar(hoogstens=1, seconden=10)
    await page.context.close()


async def test_ontvangende_school_ziet_wie_er_komt_en_geeft_een_plek(browser: Browser, wereld: Wereld):
    """6.20-1 (1 click, 10 s): with the TLV where it may see that, and the wished date; 6.20-4 (3, 20)."""
    stack, naam = wereld.stack, f"Komt{uuid4().hex[:6]}"
    dossier = await dossier_maken(school(stack), achternaam=naam)
    groep = GroepToevoegen(opdracht=uuid4(), naam=f"Groep {naam[:8]}", vrij=2)
    await stack.ask("intake", groep, "rob", organisatie="19CO00")
    vraag = WachtplekVragen(
        opdracht=uuid4(), dossier_id=dossier, school="19CO00", ouders_akkoord=True,
        gewenst_vanaf=clock.vandaag() + timedelta(days=30),
    )  # fmt: skip
    await stack.ask("intake", vraag, "iris")
    page = await _open(browser, wereld, "rob", "/tlvs", hoed="19CO00")
    klus = Klus(page, "ontvangende school 1: wie er komt, met de gewenste dag")
    await klus.link("Wie er komt: de wachtlijst")
    rij = page.locator("li.swv-plekschool", has=page.get_by_role("heading", name=f"Mees {naam}"))
    await expect(rij).to_contain_text("Wil beginnen op")
    klus.klaar(hoogstens=1, seconden=10)
    klus = Klus(page, "ontvangende school 4: een plek geven")
    await klus.klik(rij.get_by_text("Een plek geven"))
    klus.kliks += 1  # a choice from a list is one
    keuze = rij.locator("select[name=groep_id] option", has_text=f"Groep {naam[:8]}")
    await rij.locator("select[name=groep_id]").select_option(value=await keuze.get_attribute("value"))
    await klus.klik(rij.get_by_role("button", name="Wachtplek toekennen"))
    await expect(rij).not_to_contain_text("Een plek geven")
    klus.klaar(hoogstens=3, seconden=20)
    await page.context.close()


async def test_contactpersoon_jonge_kind_ziet_wie_bijna_vier_is(browser: Browser, wereld: Wereld):
    """6.5-3: 1 click, 10 seconds, sorted by the day on which they are four or five."""
    naam = f"Bijnavier{uuid4().hex[:6]}"
    await jong_kind(wereld.stack, achternaam=naam)
    page = await _open(browser, wereld, "jolien", "/plekken")
    klus = Klus(page, "contactpersoon jonge kind 3: kinderen die bijna vier of vijf worden")
    await klus.klik(page.locator("a[href='/jonge-kinderen']").first)
    await page.wait_for_url("**/jonge-kinderen")
    await expect(page.locator("main")).to_contain_text(naam)
    await expect(page.locator("main")).to_contain_text("Wordt 4 op")
    klus.klaar(hoogstens=1, seconden=10)
    await page.set_viewport_size({"width": 390, "height": 900})
    await _heel(page, "jonge-kinderen-390")
    await page.context.close()
