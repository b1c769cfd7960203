"""The report of a talk made at the table, on a telephone: clicks counted, two people at once, nothing lost."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Browser, expect

from infra.settings import settings
from services.intake.gesprekken.contract import GesprekspuntAfvinken, GesprekspuntBeschrijven
from tests.browser.klikken import Klus
from tests.browser.test_schermen import Scherm, axe, luister, venster
from tests.browser.wereld import Wereld
from tests.flows.gesprek_dossier import gesprek_zien, in_gesprek
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken, ouder_erbij


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
