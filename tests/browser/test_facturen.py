"""N22 in a browser: an invoice on the beschikking itself, and who decided reads beside it what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from infra import clock
from infra.settings import settings
from tests.browser.klikken import Klus
from tests.browser.test_consult import _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.intake_dossier import pdf
from tests.flows.test_facturen import toegekend
from tests.flows.test_facturen import zien as blad
from tests.stack import Stack, eventually


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_een_factuur_van_indienen_tot_goedkeuren(browser: Browser, stack: Stack, platen: Path, breedte: int):
    hulp = await toegekend(stack)
    sofie, saar = [await _bladzijde(browser, stack, sub, breedte) for sub in ("sofie", "saar")]
    klachten = [*map(luister, (sofie, saar))]
    await sofie.goto(f"{settings().app_url}/arrangementen/{hulp.id}")
    klus = Klus(sofie, f"ib'er: factuur indienen ({breedte})")
    await klus.link("Facturen")
    await klus.typ("Nummer van de factuur", "2026-014")
    await klus.typ("Datum van de factuur", clock.vandaag().isoformat())
    await klus.typ("Bedrag", "1.000,01")
    await klus.knop("Factuur indienen")
    await expect(sofie.locator("#i-bestand-fout")).to_contain_text("Kies het bestand")
    assert await sofie.locator("#i-nummer").input_value() == "2026-014"
    bestand = {"name": "factuur.pdf", "mimeType": "application/pdf", "buffer": pdf("Factuur")}
    await sofie.locator("#i-bestand").set_input_files(bestand)
    await klus.knop("Factuur indienen")
    await expect(sofie.get_by_text("De factuur is ingediend.")).to_be_visible()
    klus.klaar(hoogstens=3, seconden=60)
    await _heel(sofie, platen, "facturen-school", breedte)

    async def gecontroleerd() -> bool:
        return all(f.bestand_status == "bruikbaar" for f in (await blad(hulp)).facturen)

    await eventually(gecontroleerd, seconden=60, wat="de factuur is gecontroleerd")
    await saar.goto(f"{settings().app_url}/facturen/{hulp.id}")
    await expect(saar.get_by_text("€ 0,01 te veel").first).to_be_visible()
    klus = Klus(saar, f"budgethouder: factuur goedkeuren ({breedte})")
    await klus.knop("Factuur goedkeuren")
    await expect(saar.locator("#g1-reden-fout")).to_contain_text("Schrijf waarom")
    await saar.locator("#g1-reden").fill("Eén cent door afronden, dat klopt.")
    await _heel(saar, platen, "facturen-budgethouder", breedte)
    await klus.knop("Factuur goedkeuren")
    await expect(saar.get_by_text("De factuur is goedgekeurd.")).to_be_visible()
    klus.klaar(hoogstens=2, seconden=30)
    assert klachten == [[], []]
    for page in (sofie, saar):
        await page.context.close()
