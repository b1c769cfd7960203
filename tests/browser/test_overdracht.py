"""The transition in a browser: in view, shared by choice, read on the other side, and a place; clicks counted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from infra import clock
from infra.settings import settings
from tenants.registry import get
from tests.browser.klikken import Klus
from tests.browser.test_consult import _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_een_overstap_van_signaal_tot_plek(browser: Browser, stack: Stack, platen: Path, breedte: int):
    achternaam = f"Ziengs{uuid4().hex[:6]}"
    dossier = await dossier_maken(school(stack), achternaam=achternaam, groep="groep 8")
    iris, renske = [await _bladzijde(browser, stack, sub, breedte) for sub in ("iris", "renske")]
    klachten = [*map(luister, (iris, renske))]
    await iris.goto(f"{settings().app_url}/leerlingen/{dossier}/overdracht")
    await _heel(iris, platen, "overdracht-begin", breedte)
    klus = Klus(iris, f"ib'er: overstap signaleren ({breedte})")
    await klus.klik(iris.get_by_label("De ouders weten dat wij de overstap vroeg voorbereiden"))
    await klus.knop("Overstap signaleren")
    await expect(iris.get_by_text("In beeld, nog niet gedeeld")).to_be_visible()
    klus.klaar(hoogstens=2, seconden=30)
    klus = Klus(iris, f"ib'er: overdracht delen ({breedte})")
    await klus.kies("Met welk samenwerkingsverband?", get("swv2201vo").naam)
    await klus.klik(iris.get_by_label("Wat de leerling nodig heeft", exact=True))
    await iris.locator("#de-vraag").fill("Een rustige klas en een vaste mentor.")
    await klus.typ("Op welke dag stemden de ouders toe?", clock.vandaag().isoformat())
    await klus.typ("Tot en met welke dag?", (clock.vandaag() + timedelta(days=30)).isoformat())
    await _heel(iris, platen, "overdracht-delen", breedte)
    await klus.knop("Overdracht delen")
    await expect(iris.locator("#de-bewijs-fout")).to_contain_text("Schrijf waar het bewijs is")
    assert await iris.locator("#de-vraag").input_value() == "Een rustige klas en een vaste mentor."
    await klus.typ("Waar is het bewijs?", "Getekend formulier, map van de school")
    await klus.knop("Overdracht delen")
    await expect(iris.get_by_text("Nog niet gelezen.")).to_be_visible()
    klus.klaar(hoogstens=4, seconden=60)
    await _heel(iris, platen, "overdracht-gedeeld", breedte)

    await renske.goto(f"{settings().app_url}/overdracht")
    await _heel(renske, platen, "overdracht-lijst", breedte)
    klus = Klus(renske, f"coördinator vo: lezen en een plek vastleggen ({breedte})")
    await klus.link(f"Mees {achternaam}")
    await expect(renske.get_by_text("Een rustige klas en een vaste mentor.")).to_be_visible()
    await _heel(renske, platen, "overdracht-lezen", breedte)
    keuzes = await renske.locator("#school option").all_inner_texts()
    await klus.kies("Op welke school?", keuzes[1])
    await klus.knop("Plek vastleggen")
    await expect(renske.get_by_role("heading", name="Heeft een plek").first).to_be_visible()
    klus.klaar(hoogstens=3, seconden=60)
    await iris.reload()
    await expect(iris.get_by_text("Voor het eerst gelezen")).to_be_visible()
    await iris.goto(f"{settings().app_url}/overdracht")
    await _heel(iris, platen, "overdracht-school", breedte)
    assert klachten == [[], []]
    for page in (iris, renske):
        await page.context.close()
