"""Eighteen, in a browser: a parent reads why the dossier is closed; the pupil opens and closes it with one click."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from playwright.async_api import Browser

from infra import clock
from infra.settings import settings
from services.intake.leerlingen.contract import LeerlingUitnodigen
from services.kern.kalender import plus_jaren
from tests.browser.klikken import Klus
from tests.browser.test_arrangementen import bladzijde, heel
from tests.browser.test_schermen import luister
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import aannemen, doe, dossier_maken, gegevens, gezag_geven, ouder_uitnodigen
from tests.flows.test_meerderjarig import geboren
from tests.stack import Stack, eventually


async def test_een_leerling_van_achttien_laat_een_ouder_meelezen_met_een_klik(
    browser: Browser, stack: Stack, platen: Path
):
    wie, vandaag = school(stack), clock.vandaag()
    dossier = await dossier_maken(wie, geboren_op=plus_jaren(vandaag, -17), ingeschreven_op=vandaag)
    await aannemen(wie, await ouder_uitnodigen(wie, dossier, await gezag_geven(wie, dossier)), f"noor-{dossier}")
    gast = await doe(wie, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    await aannemen(wie, gast, f"iris-{dossier}")

    async def beiden() -> bool:
        return {lid.status for lid in (await gegevens(wie, dossier)).meekijkers} == {"aangemeld"}

    await eventually(beiden, seconden=60, wat="ouder en leerling kijken mee")
    await geboren(wie, dossier, plus_jaren(vandaag, -18))
    pad = f"/mijn-kind/{dossier}"

    ouder = await bladzijde(browser, stack, "noor", 390, pad, zaak=dossier)
    zelf = await bladzijde(browser, stack, "iris", 390, pad, zaak=dossier)
    klachten = [luister(ouder), luister(zelf)]
    tekst = await ouder.inner_text("main")
    assert "Wilt u weer meelezen?" in tekst and "Wie mag meelezen?" in tekst and "Angelslo" not in tekst
    await heel(ouder, platen, "meelezen-gestopt", terug=390)

    await heel(zelf, platen, "meelezen-dicht", terug=390)
    klus = Klus(zelf, "leerling van 18: een ouder laten meelezen op de telefoon")
    await klus.knop("Noor Jansen laten meelezen")
    await zelf.get_by_text("Je ouder leest vanaf nu mee.").wait_for()
    klus.klaar(hoogstens=1, seconden=15)
    await heel(zelf, platen, "meelezen-open", terug=390)
    await ouder.reload()
    assert "Angelslo" in await ouder.inner_text("main")

    klus = Klus(zelf, "leerling van 18: een ouder niet meer laten meelezen")
    await klus.knop("Noor Jansen niet meer laten meelezen")
    await zelf.get_by_text("Je ouder ziet vanaf nu niets meer.").wait_for()
    klus.klaar(hoogstens=1, seconden=15)
    await ouder.goto(f"{settings().app_url}{pad}")
    assert "Wilt u weer meelezen?" in await ouder.inner_text("main")
    assert klachten == [[], []]
    await ouder.context.close()
    await zelf.context.close()
