"""The rekenhulp as people see it, at 1440 and 390 wide: accessible, whole, usable without script and without NATS.

It is served by this test itself, without a line to NATS: nothing of it may need one.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, Page

from tests.browser.test_schermen import axe, luister
from web.app import build
from web.security import Gate

BREEDTES = (1440, 390)
TLV = (
    "ontvangen_op=2026-11-23&verdaagd_op=2027-01-10&verdaagd_tot=2027-03-01&peildatum=2026-12-20"
    "&vraag1_op=2026-12-01&vraag1_termijn_tot=2026-12-15&vraag1_antwoord_op=2026-12-10&vraag1_volledig=nee"
    "&vraag2_op=2026-12-14&vraag2_termijn_tot=2027-01-08"
)
LAAT = (
    "ontvangen_op=2026-03-02&ingebreke_op=2026-04-29"
    "&uitstel1_grond=anders&uitstel1_van=2026-03-10&uitstel1_tot_en_met=2026-03-20"
)
BEZWAAR = (
    "soort=tlv&bekendgemaakt_op=2026-11-23&bezwaar_op=2026-12-14&hoorzitting_op=2027-02-10&peildatum=2027-01-10"
    "&herstel1_op=2027-01-06&herstel1_termijn_tot=2027-01-20&herstel1_antwoord_op=2027-01-18"
)
SCHERMEN = {
    "begin": ("/rekenhulp", 200),
    "beslistermijn": ("/rekenhulp/beslistermijn", 200),
    "beslistermijn-antwoord": (f"/rekenhulp/beslistermijn?{TLV}", 200),
    "beslistermijn-dwangsom": (f"/rekenhulp/beslistermijn?{LAAT}", 200),
    "beslistermijn-2030": ("/rekenhulp/beslistermijn?ontvangen_op=2030-01-07", 200),
    "beslistermijn-fout": ("/rekenhulp/beslistermijn?ontvangen_op=2026-11-23&vraag1_op=2026-11-02", 422),
    "aanmelding": ("/rekenhulp/aanmelding", 200),
    "aanmelding-antwoord": ("/rekenhulp/aanmelding?sector=po&aangemeld_op=2026-09-01&peildatum=2026-10-01", 200),
    "bezwaar": ("/rekenhulp/bezwaar", 200),
    "bezwaar-antwoord": (f"/rekenhulp/bezwaar?{BEZWAAR}", 200),
    "pro-lwoo": ("/rekenhulp/praktijkonderwijs-en-lwoo", 200),
    "swv": ("/rekenhulp/samenwerkingsverband", 200),
    "swv-antwoord": ("/rekenhulp/samenwerkingsverband?doel=vso&postcode=9471&school=bo&school_postcode=9401", 200),
    "swv-onbekend": ("/rekenhulp/samenwerkingsverband?doel=so&postcode=3197", 422),
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def adres() -> AsyncIterator[str]:
    """The application on a port of its own, with the lifespan (and so the bus) left out."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    url = f"http://127.0.0.1:{poort}"
    app = build()
    gate = Gate(app, app_url=url, secure=False)
    server = uvicorn.Server(uvicorn.Config(gate, port=poort, lifespan="off", log_config=None, access_log=False))
    taak = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield url
    server.should_exit = True
    await taak


async def venster(browser: Browser, breedte: int, **anders: object) -> Page:
    context = await browser.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", timezone_id="Europe/Amsterdam", **anders
    )
    return await context.new_page()


async def past(page: Page) -> bool:
    return await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("breedte", BREEDTES)
@pytest.mark.parametrize("naam", SCHERMEN)
async def test_scherm_is_toegankelijk_en_heel(browser: Browser, adres: str, platen: Path, naam: str, breedte: int):
    pad, status = SCHERMEN[naam]
    page = await venster(browser, breedte)
    try:
        klachten = luister(page)
        antwoord = await page.goto(adres + pad, wait_until="load")
        await page.screenshot(path=platen / f"rekenhulp-{naam}-{breedte}.png", full_page=True)
        assert antwoord.status == status
        assert await page.locator("h1").count() == 1
        assert await past(page), "steekt buiten het scherm"
        code = re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", await antwoord.text())
        assert code is None, f"code in de pagina: {code}"
        assert await axe(page) == []
        assert klachten == []
        assert await page.context.cookies() == []
    finally:
        await page.context.close()


@pytest.mark.parametrize("naam", SCHERMEN)
async def test_scherm_past_op_320_pixels(browser: Browser, adres: str, naam: str):
    page = await venster(browser, 320)
    try:
        await page.goto(adres + SCHERMEN[naam][0])
        assert await past(page)
    finally:
        await page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["met-script", "zonder-script"])
async def test_rijen_erbij_en_weg_en_er_gaat_niets_verloren(browser: Browser, adres: str, script: bool):
    """Three questions asked, one taken away again; what was typed stays, and Enter calculates."""
    page = await venster(browser, 1440, java_script_enabled=script)
    try:
        await page.goto(f"{adres}/rekenhulp/beslistermijn")
        await page.get_by_label("Wanneer is de aanvraag ontvangen?").fill("2026-11-23")
        erbij = page.get_by_role("button", name="Vraag om aanvulling toevoegen")
        dagen = ("2026-12-01", "2026-12-07", "2026-12-14")
        for nummer, op in enumerate(dagen, 1):
            await erbij.click()
            rij = page.get_by_role("group", name=f"Vraag {nummer}")
            await rij.get_by_label("Wanneer is de vraag gesteld?").fill(op)
            await rij.get_by_label("Tot en met wanneer mocht u antwoorden?").fill("2026-12-21")
        await page.get_by_role("button", name="Vraag 2 weghalen").click()
        gesteld = page.get_by_label("Wanneer is de vraag gesteld?")
        assert await gesteld.evaluate_all("velden => velden.map(v => v.value)") == ["2026-12-01", "2026-12-14"]
        assert await page.get_by_label("Wanneer is de aanvraag ontvangen?").input_value() == "2026-11-23"
        await gesteld.last.press("Enter")
        await page.wait_for_url("**/beslistermijn?ontvangen_op=*")
        assert "doe=" not in page.url and page.url.endswith("vraag2_termijn_tot=2026-12-21")
        kop = await page.locator("#antwoord-kop").inner_text()
        await page.get_by_role("link", name="het adres van dit antwoord").click()
        assert await page.locator("#antwoord-kop").inner_text() == kop
    finally:
        await page.context.close()


async def test_iq_en_toetsen_komen_niet_in_het_adres(browser: Browser, adres: str, platen: Path):
    page = await venster(browser, 390)
    try:
        klachten = luister(page)
        await page.goto(f"{adres}/rekenhulp/praktijkonderwijs-en-lwoo")
        for label, waarde in (
            ("IQ", "78"),
            ("Inzichtelijk rekenen (DLE)", "25"),
            ("Begrijpend lezen (DLE)", "26"),
            ("Technisch lezen (DLE)", "35"),
            ("Spellen (DLE)", "32"),
        ):
            await page.get_by_label(label, exact=True).fill(waarde)
        await page.get_by_label("Groep op de dag van de toets").select_option("8")
        await page.get_by_label("Wanneer is de toets gemaakt?").fill("2026-11-20")
        await page.get_by_role("button", name="Berekenen").last.click()
        await page.locator("#antwoord-kop").wait_for()
        await page.screenshot(path=platen / "rekenhulp-pro-lwoo-antwoord-390.png", full_page=True)
        assert page.url == f"{adres}/rekenhulp/praktijkonderwijs-en-lwoo"
        assert await past(page)
        assert await axe(page) == []
        assert klachten == []
    finally:
        await page.context.close()


@pytest.mark.parametrize("naam", ["begin", "beslistermijn-antwoord", "swv-onbekend"])
async def test_het_toetsenbord_komt_overal(browser: Browser, adres: str, naam: str):
    """Tab reaches every link, button and field that can be seen, and what has the focus shows it."""
    page = await venster(browser, 1440)
    try:
        await page.goto(adres + SCHERMEN[naam][0])
        telt = await page.evaluate(
            """() => {
                const groepen = new Set();
                const telt = [...document.querySelectorAll('a[href], button, input, select, summary')]
                    .filter(e => e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility())
                    .filter(e => e.type !== 'radio' || (!groepen.has(e.name) && groepen.add(e.name)));
                telt.forEach((e, i) => e.dataset.teller = i);
                return telt.length;
            }"""
        )
        gezien: set[str] = set()
        for _ in range(telt * 4 + 20):  # a date field takes four steps
            await page.keyboard.press("Tab")
            nu = await page.evaluate(
                """() => {
                    const e = document.activeElement;
                    if (!e || e === document.body) return null;
                    const eerste = e.type === 'radio'
                        ? document.querySelector(`input[name="${e.name}"][data-teller]`) : e;
                    const stijlen = [e, e.labels?.[0] ?? e].map(x => getComputedStyle(x));
                    // The little calendar in a date field is a part of the browser, which marks it by itself.
                    const agenda = e.type === 'date' && !e.matches(':focus');
                    const ziet = agenda || stijlen.some(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none');
                    return [eerste?.dataset.teller ?? '', ziet, e.outerHTML.slice(0, 120)];
                }"""
            )
            if nu:
                gezien.add(nu[0])
                assert nu[1], f"de focus is niet te zien op {nu[2]}"
            if len(gezien - {""}) == telt:
                break
        assert {str(i) for i in range(telt)} - gezien == set()
    finally:
        await page.context.close()


async def test_het_antwoord_staat_ook_in_woorden(browser: Browser, adres: str):
    """The drawing is for who sees it; the list beside it says the same."""
    page = await venster(browser, 1440)
    try:
        await page.goto(adres + SCHERMEN["beslistermijn-antwoord"][0])
        assert await page.locator("#antwoord svg.swv-tl[aria-hidden=true]").count() == 1
        woorden = await page.get_by_role("list", name="De termijn op de kalender").inner_text()
        assert "Aanvraag ontvangen" in woorden and "maandag 1 maart 2027" in woorden
    finally:
        await page.context.close()
