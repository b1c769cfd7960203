"""The report of a talk made at the table, on a telephone: clicks counted, two people at once, nothing lost."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page, expect

from infra.settings import settings
from services.intake.gesprekken.contract import GesprekspuntAfvinken, GesprekspuntBeschrijven
from tests.browser.klikken import Klus
from tests.browser.test_schermen import Scherm, axe, luister, venster
from tests.browser.wereld import Wereld
from tests.flows.gesprek_dossier import gesprek_beginnen, gesprek_zien, in_gesprek
from tests.flows.intake_dossier import pdf, school
from tests.flows.leerling_dossier import aannemen, dossier_maken, gezag_geven, ouder_erbij, ouder_uitnodigen


async def test_ib_er_maakt_het_verslag_tijdens_het_gesprek_en_deelt_het(browser: Browser, wereld: Wereld):
    """Job 4 of the ib'er (6 clicks, 60 seconds), on a telephone, with a colleague at the same report (N12, N13)."""
    wie = school(wereld.stack)
    dossier = await dossier_maken(wie, achternaam=f"Tafel{uuid4().hex[:8]}")
    noor = await ouder_erbij(wie, dossier)
    context = await venster(browser, wereld, Scherm("gesprekken", lambda _: "", "iris"), 390)
    try:
        page = await context.new_page()
        fouten = luister(page)
        await page.goto(f"{settings().app_url}/leerlingen/{dossier}")
        klus = Klus(page, "ib'er 4: het verslag maken tijdens het gesprek en delen")
        await klus.link("Gesprekken")
        assert await page.get_by_label("Ouders (niet verplicht)").input_value() == "Noor Jansen"
        await klus.knop("Gesprek beginnen")
        await page.wait_for_url("**/gesprekken/*-*")
        id = page.url.rstrip("/").rpartition("/")[2].partition("#")[0]
        stand = await gesprek_zien(wie, dossier, id)
        eerste, tweede, *rest = stand.punten
        # A colleague ticks and writes at the same time; what that is, stands here after the next thing that is kept.
        ander = {"punt_id": tweede.id, "versie": 1, "tekst": "De directeur schrijft mee."}
        await in_gesprek(wie, GesprekspuntBeschrijven, dossier, stand.id, als=wie.directeur, **ander)
        await in_gesprek(wie, GesprekspuntAfvinken, dossier, stand.id, punt_id=rest[0].id, stand="besproken")
        for punt in (eerste, *rest):
            await page.locator(f"#punt-{punt.id}-tekst").fill(f"Besproken: {punt.titel}")
            await expect(page.locator(f"#punt-{punt.id}-bewaard")).to_contain_text("Opgeslagen om")
        await expect(page.locator(f"#punt-{tweede.id}-besproken")).to_be_checked()
        await expect(page.locator("#gesprek-voortgang")).to_contain_text("Klaar om te delen")
        # Whoever typed in the text that the colleague wrote meanwhile sees both.
        await page.locator(f"#punt-{tweede.id}-tekst").fill("Wat de ib'er typt.")
        await expect(page.locator(f"#punt-{tweede.id}-conflict")).to_contain_text("De directeur schrijft mee.")
        assert await page.locator(f"#punt-{tweede.id}-conflict textarea").input_value() == "Wat de ib'er typt."
        assert fouten == []  # before the picture: making one writes a style of its own
        assert await axe(page) == []
        await page.screenshot(path=settings().var / "schermen" / "gesprek-tafel-390.png", full_page=True)
        page.once("dialog", lambda dialog: dialog.accept())
        await page.reload()
        await klus.typ("Wat spreken we af?", "Logopedist bellen")
        await klus.kies("Wie doet het?", "Noor Jansen")
        await klus.knop("Afspraak maken")
        await expect(page.locator("main")).to_contain_text("Logopedist bellen")
        await klus.knop("Delen met de ouders")
        await expect(page.locator("main")).to_contain_text("Gedeeld met de ouders: ")
        klus.klaar(hoogstens=6, seconden=60)
        gedeeld = await gesprek_zien(wie, dossier, stand.id)
        assert gedeeld.gemeld == 1 and [punt.tekst for punt in gedeeld.punten][1] == "De directeur schrijft mee."
        assert noor["organisatie"] == str(dossier)
    finally:
        await context.close()


async def test_steunpuntcoordinator_zit_aan_tafel_en_legt_afspraken_vast(browser: Browser, wereld: Wereld):
    """Job 3 of the steunpuntcoördinator (peers.md 6.4-3: 5 clicks, 60 seconds); N12: the network and then the session
    go while typing, and what was typed is there or stands on the screen."""
    wie = school(wereld.stack)
    dossier = await dossier_maken(wie, achternaam=f"Tafel{uuid4().hex[:8]}")
    id = await gesprek_beginnen(wie, dossier, meelezen=True)
    eerste, tweede, *_ = (await gesprek_zien(wie, dossier, id)).punten
    context = await venster(browser, wereld, Scherm("gesprek", lambda _: "", "mieke"), 1440)
    try:
        page = await context.new_page()
        fouten = luister(page)
        await page.goto(f"{settings().app_url}/leerlingen/{dossier}")
        klus = Klus(page, "steunpuntcoördinator 3: meedoen aan het OT en afspraken vastleggen")
        await klus.link("Gesprekken")
        await klus.klik(page.locator("section:has(#gehouden-kop)").get_by_role("link").first)
        await page.locator(f"#punt-{eerste.id}-tekst").fill("Het steunpunt kijkt mee in de groep.")
        await expect(page.locator(f"#punt-{eerste.id}-bewaard")).to_contain_text("Opgeslagen om")
        await klus.typ("Wat spreken we af?", "Kijken in de groep")
        await klus.kies("Wie doet het?", "Noor Jansen")
        await klus.knop("Afspraak maken")
        await expect(page.locator("#afspraken-kop")).to_be_visible()
        await expect(page.locator("main")).to_contain_text("Kijken in de groep")
        klus.klaar(hoogstens=5, seconden=60)
        # The network goes while she types: it says so, and is kept as soon as it is back.
        await context.set_offline(True)
        await page.locator(f"#punt-{tweede.id}-tekst").fill("Getypt zonder netwerk.")
        await expect(page.locator(f"#punt-{tweede.id}-bewaard")).to_contain_text("Nog niet opgeslagen")
        await context.set_offline(False)
        await expect(page.locator(f"#punt-{tweede.id}-bewaard")).to_contain_text("Opgeslagen om", timeout=20_000)
        # Of a network that is gone the browser complains by itself.
        assert [f for f in fouten if "Failed to fetch" not in f and "ERR_INTERNET" not in f] == []
        assert await axe(page) == []
        # The session goes: what was kept is kept, what is typed now stands on the screen with what to do.
        await context.clear_cookies()
        await page.locator(f"#punt-{tweede.id}-tekst").fill("Getypt zonder sessie.")
        await expect(page.locator(f"#punt-{tweede.id}-bewaard")).to_contain_text("U bent uitgelogd")
        assert await page.locator(f"#punt-{tweede.id}-tekst").input_value() == "Getypt zonder sessie."
        stand = await gesprek_zien(wie, dossier, id)
        assert [p.tekst for p in stand.punten[:2]] == [
            "Het steunpunt kijkt mee in de groep.",
            "Getypt zonder netwerk.",
        ]
    finally:
        await context.close()


async def test_een_verslag_van_elders_en_een_handtekening_op_papier(browser: Browser, wereld: Wereld):
    """N14, N16, N23: a file instead of typing with the same ticks; a signature with its scan; a parent on the phone."""
    wie = school(wereld.stack)
    dossier = await dossier_maken(wie, achternaam=f"Elders{uuid4().hex[:8]}")
    await aannemen(wie, await ouder_uitnodigen(wie, dossier, await gezag_geven(wie, dossier)), f"noor-{dossier}")
    id = await gesprek_beginnen(wie, dossier)
    punten = (await gesprek_zien(wie, dossier, id)).punten
    context = await venster(browser, wereld, Scherm("gesprek", lambda _: "", "iris"), 1440)
    platen = settings().var / "schermen"
    try:
        page = await context.new_page()
        fouten = luister(page)
        await page.goto(f"{settings().app_url}/leerlingen/{dossier}/gesprekken/{id}")
        klus = Klus(page, "ib'er: een eigen verslag toevoegen, aanvinken en delen")
        verslag = page.locator("#verslag")
        await klus.klik(verslag.locator("summary"))
        # Not a document: the sentence is beside the field, and nothing was added.
        fout = {"name": "verslag.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + bytes(40)}
        await page.locator("#v-bestand").set_input_files(fout)
        await verslag.get_by_role("button", name="Verslag toevoegen").click()
        await expect(page.locator("#v-bestand-fout")).to_contain_text("kunnen niet mee")
        goed = {"name": "OT-verslag.pdf", "mimeType": "application/pdf", "buffer": pdf("OT-verslag")}
        await page.locator("#v-bestand").set_input_files(goed)
        klus.kliks += 1  # the choice of the file
        await klus.klik(page.locator("#verslag").get_by_role("button", name="Verslag toevoegen"))
        await expect(page.locator("#verslag")).to_contain_text("OT-verslag.pdf")
        for punt in punten:
            vink = page.locator(f"label[for='punt-{punt.id}-besproken']")
            await klus.klik(vink)
            await expect(page.locator(f"#punt-{punt.id}-wie")).not_to_be_empty()
        await expect(page.locator("#verslag")).to_contain_text("Gecontroleerd", timeout=60_000)
        await axe_en_plaat(page, platen / "gesprek-elders-1440.png")
        await klus.knop("Delen met de ouders")
        await expect(page.locator("main")).to_contain_text("Gedeeld met de ouders: ")
        klus.klaar(hoogstens=4 + len(punten), seconden=90)
        await page.locator("#handtekeningen summary").first.click()
        await page.get_by_label("Waarom ging het op papier?").fill("Zij heeft thuis geen internet.")
        await page.locator("#h-bestand").set_input_files(goed | {"name": "blad.pdf"})
        await page.get_by_role("button", name="Handtekening toevoegen").click()
        await expect(page.locator("#handtekeningen")).to_contain_text("Gecontroleerd", timeout=60_000)
        await axe_en_plaat(page, platen / "gesprek-papier-1440.png")
        assert fouten == []
    finally:
        await context.close()
    await _ouder_leest_het_verslag(browser, wereld, dossier)


async def _ouder_leest_het_verslag(browser: Browser, wereld: Wereld, dossier: UUID) -> None:
    """On the phone: the report of the school and the own signature, each with a name and a day."""
    context = await venster(browser, wereld, Scherm("mijn-kind", lambda _: "", "noor", gezin=lambda _: dossier), 390)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/mijn-kind/{dossier}")
        await expect(page.get_by_role("link", name="OT-verslag.pdf")).to_be_visible()
        await expect(page.locator("#gesprekken")).to_contain_text("op papier, want: Zij heeft thuis geen internet.")
        async with page.expect_download() as bestand:
            await page.get_by_role("link", name="OT-verslag.pdf").click()
        assert (await bestand.value).suggested_filename == "OT-verslag.pdf"
        await axe_en_plaat(page, settings().var / "schermen" / "gesprek-ouder-390.png")
    finally:
        await context.close()


async def axe_en_plaat(page: Page, plek: Path) -> None:
    assert await axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "steekt buiten het scherm"
    await page.screenshot(path=plek, full_page=True)


async def test_ib_er_vinkt_een_afspraak_af_in_de_eigen_lijst(browser: Browser, wereld: Wereld):
    context = await venster(browser, wereld, Scherm("afspraken", lambda _: "", "iris"), 390)
    try:
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/afspraken")
        klus = Klus(page, "ib'er: een afspraak afvinken")
        await klus.klik(page.locator("section:has(#mijn-kop)").get_by_role("button", name="Gedaan").first)
        await expect(page.locator("main")).to_contain_text("Laatst gedaan")
        klus.klaar(hoogstens=1, seconden=10)
    finally:
        await context.close()
