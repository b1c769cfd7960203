"""The schoolverlatersonderzoek in a browser: register several, name who does it, write it down, into the aanvraag."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from infra import clock
from infra.clock import AMSTERDAM
from infra.settings import settings
from services.kern.kalender import schooljaar_van
from tests.browser.klikken import Klus
from tests.browser.test_consult import _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.test_schoolverlaters import leerling
from tests.stack import Stack

GETALLEN = {
    "Totaal IQ": "72", "Didactische leeftijd (DL)": "52", "Inzichtelijk rekenen (DLE)": "20",
    "Begrijpend lezen (DLE)": "22", "Technisch lezen (DLE)": "40", "Spellen (DLE)": "24",
}  # fmt: skip


@pytest.mark.parametrize("breedte", [1440, 390])
async def test_een_onderzoek_van_aanmelden_tot_aanvraag(browser: Browser, stack: Stack, platen: Path, breedte: int):
    dag = date(schooljaar_van(clock.vandaag()), 10, 5)
    stack.klok(datetime.combine(dag, time(9), AMSTERDAM))
    naam = f"Zwaag{uuid4().hex[:6]}"
    dossiers = [await leerling(stack, roepnaam=wie, achternaam=naam) for wie in ("Bo", "Kee")]
    geert, anouk, roos = [await _bladzijde(browser, stack, sub, breedte) for sub in ("geert", "anouk", "roos")]
    klachten = [*map(luister, (geert, anouk, roos))]
    basis = settings().app_url
    await geert.goto(f"{basis}/schoolverlaters")
    klus = Klus(geert, f"ib'er: twee schoolverlaters aanmelden ({breedte})")
    for id, wie in zip(dossiers, ("Bo", "Kee"), strict=True):
        await klus.klik(geert.locator(f"#kies-{id}"))
        vak = geert.get_by_role("group", name=f"{wie} {naam}", exact=True)
        if await vak.locator("details").get_attribute("open") is None:
            await klus.klik(vak.locator("summary"))
        klus.kliks += 1
        await geert.locator(f"#advies_{id}").select_option("pro")
        await geert.locator(f"#toestemming_op_{id}").fill(dag.isoformat())
        if wie == "Bo":
            await geert.locator(f"#bewijs_{id}").fill("Getekend formulier, map van de school")
    await _heel(geert, platen, "schoolverlaters-invullen", breedte)
    await klus.knop("Schoolverlaters aanmelden")
    await expect(geert.locator(f"#bewijs_{dossiers[1]}-fout")).to_contain_text("Schrijf waar het bewijs is")
    assert await geert.locator(f"#bewijs_{dossiers[0]}").input_value() == "Getekend formulier, map van de school"
    await geert.locator(f"#bewijs_{dossiers[1]}").fill("Getekend formulier, map van de school")
    await klus.knop("Schoolverlaters aanmelden")
    await expect(geert.get_by_text("De leerlingen zijn aangemeld.")).to_be_visible()
    klus.klaar(hoogstens=8, seconden=60)
    await _heel(geert, platen, "schoolverlaters-aangemeld", breedte)

    await anouk.goto(f"{basis}/schoolverlaters/overzicht")
    await _heel(anouk, platen, "schoolverlaters-overzicht", breedte)
    klus = Klus(anouk, f"secretaris: onderzoeker aanwijzen voor twee ({breedte})")
    for wie in ("Bo", "Kee"):
        await klus.klik(anouk.get_by_label(f"{wie} {naam}"))
    keuzes = await anouk.locator("#onderzoeker option").all_inner_texts()
    await klus.kies("Wie onderzoekt?", next(k for k in keuzes if k.startswith("Roos")))
    await klus.knop("Onderzoeker aanwijzen")
    await expect(anouk.get_by_text("De onderzoeker is aangewezen.")).to_be_visible()
    klus.klaar(hoogstens=4, seconden=60)

    await roos.goto(f"{basis}/onderzoeken")
    await _heel(roos, platen, "onderzoeken", breedte)
    klus = Klus(roos, f"onderzoeker: uitkomst vastleggen ({breedte})")
    await klus.link(f"Bo {naam}")
    await roos.locator("#v-onderzoek_op").fill(dag.isoformat())
    await klus.klik(roos.get_by_label("Praktijkonderwijs", exact=True))
    await roos.locator("#v-bevindingen").fill("Leert door te doen, in een kleine groep met een vaste mentor.")
    await roos.locator("#v-iq_test").fill("WISC-V")
    for label, getal in GETALLEN.items():
        await roos.get_by_label(label).fill(getal)
    await klus.knop("Onderzoek vastleggen")
    await expect(roos.locator("#v-van_lijst-fout")).to_contain_text("lijst van de minister")
    await klus.klik(roos.get_by_label("De tests staan op de lijst van de minister voor dit schooljaar"))
    await klus.knop("Onderzoek vastleggen")
    await expect(roos.get_by_text("voldoet de leerling aan: pro.")).to_be_visible()
    klus.klaar(hoogstens=5, seconden=120)
    await _heel(roos, platen, "onderzoek-vastgelegd", breedte)

    await geert.goto(f"{basis}/leerlingen/{dossiers[0]}/schoolverlater")
    await _heel(geert, platen, "onderzoek-school", breedte)
    klus = Klus(geert, f"ib'er: uitkomst bespreken en aanvraag beginnen ({breedte})")
    await klus.knop("Onderzoek bespreken")
    await klus.link("Aanvraag beginnen")
    await klus.kies("Wat vraagt u aan?", "Praktijkonderwijs (pro)")
    await klus.knop("Concept beginnen")
    await expect(geert.locator("[name=iq]").first).to_have_value("72")
    klus.klaar(hoogstens=4, seconden=60)
    assert klachten == [[], [], []]
    for page in (geert, anouk, roos):
        await page.context.close()
