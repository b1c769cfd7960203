"""The zorgplicht in a browser: an aanmelding in three clicks, a parent who withdraws one on a phone, a stappenplan.

Clicks counted; each screen on the way is looked at, on a desk and on a phone.
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from playwright.async_api import Browser

from infra import clock
from infra.settings import settings
from services.intake.zorgplicht.contract import AanmeldingVastleggen
from tests.browser.klikken import Klus
from tests.browser.test_arrangementen import bladzijde, heel
from tests.browser.test_schermen import luister
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import aannemen, dossier_maken, gezag_geven, ouder_uitnodigen
from tests.stack import Stack


async def test_een_aanmelding_is_in_drie_klikken_vastgelegd(browser: Browser, stack: Stack, platen: Path):
    """peers.md 6.2, job 5: from the own start page; today and the own school stand there already."""
    achternaam = f"Nieuw{uuid4().hex[:6]}"
    dossier = await dossier_maken(school(stack), achternaam=achternaam)
    page = await bladzijde(browser, stack, "dirk")
    klachten = luister(page)
    await page.goto(f"{settings().app_url}/")
    klus = Klus(page, "schooldirecteur 5: een aanmelding vastleggen zodat de klok loopt")
    await klus.klik(page.get_by_role("navigation").get_by_role("link", name="Zorgplicht"))
    await page.locator("#vastleggen").wait_for()
    # Without a pupil nothing is written down, and what was filled in stays. A mistake, so it does not count.
    await page.get_by_role("button", name="Aanmelding vastleggen", exact=True).click()
    await page.locator("#vastleggen [aria-invalid=true]").first.wait_for()
    await heel(page, platen, "zorgplicht-vastleggen-fout")
    keuze = await page.locator(f'#vastleggen option[value="{dossier}"]').inner_text()
    assert achternaam in keuze
    await klus.kies("Welke leerling?", keuze)
    await klus.knop("Aanmelding vastleggen")
    await page.wait_for_url(f"**/leerlingen/{dossier}/aanmelding")
    assert "Dagen volgens de wet" in await page.inner_text("main")
    await heel(page, platen, "aanmelding-vastgelegd")
    klus.klaar(hoogstens=3, seconden=30)
    assert klachten == []
    await page.goto(f"{settings().app_url}/zorgplicht")
    assert await page.locator(f'#vastleggen option[value="{dossier}"]').count() == 0  # one runs: not twice
    await heel(page, platen, "zorgplicht")
    await page.context.close()


async def test_een_tweede_school_antwoordt_op_haar_eigen_scherm(browser: Browser, stack: Stack, platen: Path):
    """From the own start page: see who, what is asked and until when, and say no with the reason."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Mee{uuid4().hex[:6]}")
    vraag = AanmeldingVastleggen(
        opdracht=uuid4(),
        dossier_id=dossier,
        ontvangen_op=clock.vandaag(),
        voorkeur="16MA00",
        andere_scholen=("19CO00",),
    )
    await stack.ask("intake", vraag, als=wie.ib)
    rij = await stack.sql("select id, leerling from intake.meekijkverzoek where dossier = $1", dossier)
    page = await bladzijde(browser, stack, "rob", 390, "/zorgplicht", organisatie="19CO00")
    klachten = luister(page)
    klus = Klus(page, "tweede school: antwoorden of zij bereid is")
    await klus.link("Wij kijken mee")
    kaart = page.locator("section", has=page.locator(f"#v-{rij[0]['id']}"))
    await klus.klik(kaart.get_by_label("Nee, wij zijn niet bereid"))
    await page.locator(f"#v-{rij[0]['id']}").scroll_into_view_if_needed()
    await kaart.get_by_role("button", name="Antwoord geven").click()
    kaart = page.locator("section", has=page.locator(f"#v-{rij[0]['id']}"))
    assert await kaart.locator("[aria-invalid=true]").count() == 1  # a no without a reason; the choice stays
    assert await kaart.get_by_label("Nee, wij zijn niet bereid").is_checked()
    await heel(page, platen, "meekijken-fout", terug=390)
    await kaart.get_by_label("Waarom?").fill("In groep 5 zitten al 31 kinderen.")
    await klus.klik(kaart.get_by_role("button", name="Antwoord geven"))
    await page.get_by_text("Uw antwoord is vastgelegd.").wait_for()
    await heel(page, platen, "meekijken", terug=390)
    klus.klaar(hoogstens=3, seconden=60)
    assert klachten == []
    await page.context.close()


async def test_een_ouder_trekt_de_aanmelding_in_op_de_telefoon(browser: Browser, stack: Stack, platen: Path):
    """Once pressed without saying so nothing happens; who has gezag alone ends it, and sees that it ended."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Terug{uuid4().hex[:6]}")
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=clock.vandaag(), voorkeur="16MA00")
    await stack.ask("intake", vraag, als=wie.ib)
    await aannemen(wie, await ouder_uitnodigen(wie, dossier, await gezag_geven(wie, dossier)), f"noor-{dossier}")
    page = await bladzijde(browser, stack, "noor", 390, f"/mijn-kind/{dossier}", zaak=dossier)
    klachten = luister(page)
    klus = Klus(page, "ouder: de aanmelding intrekken op de telefoon")
    await klus.link("Zie hoe de termijn loopt en wie wat doet")
    await heel(page, platen, "mijn-aanmelding", terug=390)
    await klus.klik(page.locator("summary", has_text="Aanmelding intrekken"))
    # Without the tick nothing is withdrawn: the sentence stands beside the field. A mistake, so it does not count.
    await page.get_by_role("button", name="Aanmelding intrekken", exact=True).click()
    assert "Zet een vinkje" in await page.inner_text("main")
    assert "Wie heeft de zorgplicht?" in await page.inner_text("main")
    await heel(page, platen, "mijn-aanmelding-zonder-vinkje", terug=390)
    await klus.klik(page.get_by_label("Ja, ik wil deze aanmelding niet meer"))
    await klus.knop("Aanmelding intrekken")
    await page.wait_for_url(f"**/mijn-dossier/{dossier}/aanmelding")
    tekst = await page.inner_text("main")
    assert "Klok gestopt" in tekst and "Aanmelding ingetrokken" in tekst
    assert await page.locator("summary", has_text="Aanmelding intrekken").count() == 0
    await heel(page, platen, "mijn-aanmelding-ingetrokken", terug=390)
    klus.klaar(hoogstens=4, seconden=60)
    assert klachten == []
    await page.context.close()


async def test_een_stappenplan_beginnen_en_een_stap_afronden(browser: Browser, stack: Stack, platen: Path):
    """Placement stalls: from the dossier on, with who has the turn and until when; also for who is on a phone."""
    dossier = await dossier_maken(school(stack), achternaam=f"Vast{uuid4().hex[:6]}")
    page = await bladzijde(browser, stack, "iris", pad=f"/leerlingen/{dossier}")
    klachten = luister(page)
    klus = Klus(page, "schooldirecteur: een stappenplan beginnen als plaatsing vastloopt")
    await klus.klik(page.get_by_label("Over deze leerling").get_by_role("link", name="Stappenplan"))
    await heel(page, platen, "stappenplan-geen")
    await klus.link("Als plaatsing vastloopt")
    await klus.typ("Waarom lukt plaatsen niet?", "Drie scholen zijn gebeld, geen van drie heeft plek.")
    await klus.knop("Stappenplan beginnen")
    assert "Vertel het eerst aan de ouders" in await page.inner_text("main")
    await heel(page, platen, "stappenplan-beginnen-fout")
    await klus.klik(page.get_by_label("De ouders weten van dit stappenplan"))
    await klus.knop("Stappenplan beginnen")
    await page.wait_for_url(f"**/leerlingen/{dossier}/stappenplan")
    assert "Nu: Zoeken binnen het eigen bestuur." in await page.inner_text("main")
    await heel(page, platen, "stappenplan")
    klus.klaar(hoogstens=5, seconden=60)

    klus = Klus(page, "school: een stap afronden en zeggen wat er volgt")
    await klus.link("Stap afronden")
    await klus.klik(page.get_by_label("Leerling plaatsen"))
    await page.get_by_label("Wat is er gedaan of afgesproken?").fill("De Brink heeft vanaf maandag plek.")
    await heel(page, platen, "stap-afronden")
    await klus.knop("Stap afronden")
    await page.wait_for_url(f"**/leerlingen/{dossier}/stappenplan")
    assert "Nu: Leerling plaatsen." in await page.inner_text("main")
    klus.klaar(hoogstens=3, seconden=60)

    klus = Klus(page, "school: een stap die per ongeluk is afgerond terugdraaien")
    await klus.link("Laatste stap terugdraaien")
    await page.get_by_role("button", name="Laatste stap terugdraaien", exact=True).click()  # without a reason
    assert "Kies waarom" in await page.inner_text("main")
    await heel(page, platen, "stap-terugdraaien")
    await klus.klik(page.get_by_label("De verkeerde volgende stap is gekozen"))
    await klus.knop("Laatste stap terugdraaien")
    await page.wait_for_url(f"**/leerlingen/{dossier}/stappenplan")
    tekst = await page.inner_text("main")
    assert "Nu: Zoeken binnen het eigen bestuur." in tekst and "teruggedraaid op" in tekst
    await heel(page, platen, "stap-teruggedraaid")
    klus.klaar(hoogstens=3, seconden=60)
    await page.goto(f"{settings().app_url}/stappenplannen")
    await heel(page, platen, "stappenplannen")
    assert klachten == []
    await page.context.close()
