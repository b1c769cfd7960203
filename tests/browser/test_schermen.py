"""Every screen, at 1440 and 390 wide: no accessibility fault, no script or policy error, nothing off the page.

A picture of each is kept in `var/<stack>/schermen/` to look at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page

from infra.settings import settings
from tests.browser.wereld import Wereld

AXE = Path(os.environ.get("AXE_JS", "axe.min.js"))
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREEDTES = (1440, 390)


@dataclass(frozen=True)
class Scherm:
    """A screen: who looks, and where. `hoed`: organisation of the hat; `gezin`: the case of the family."""

    naam: str
    pad: Callable[[Wereld], str]
    als: str = ""
    hoed: str = ""
    gezin: Callable[[Wereld], object] | None = None
    status: int = 200


def scherm(naam: str, pad: str | Callable[[Wereld], str], als: str = "", **rest: object) -> Scherm:
    return Scherm(naam, pad if callable(pad) else lambda _w, pad=pad: pad, als, **rest)


SCHERMEN = [
    scherm("welkom", "/"),
    scherm("uitgelogd", "/uitgelogd"),
    scherm("niet-gevonden", "/dit-bestaat-niet", status=404),
    scherm("uitnodiging", lambda w: f"/uitnodiging/{w.uitnodiging}"),
    scherm("uitnodiging-onbekend", "/uitnodiging/swv2202po.bestaatniet", status=404),
    scherm("rol-kiezen", "/rol-kiezen", "rob"),
    scherm("account", "/account", "vera"),
    scherm("account-ouder", "/account", "noor", gezin=lambda w: w.compleet.id),
    scherm("beheer-mensen", "/beheer/mensen", "hilda"),
    scherm("bevestigen", "/bevestigen?doel=/werkvoorraad", "vera"),
    scherm("mijn-aanvragen", "/aanvragen", "iris"),
    scherm("leerlingen", "/leerlingen", "iris"),
    scherm("leerlingen-niemand", "/leerlingen?zoek=zzzz", "iris"),
    scherm("dubbelen", "/leerlingen/dubbel", "iris"),
    scherm("dubbele-dossiers", "/dubbele-dossiers", "vera"),
    scherm("leerling-nieuw", "/leerlingen/nieuw", "iris"),
    scherm("leerlingdossier", lambda w: f"/leerlingen/{w.dossier}", "iris"),
    scherm("leerling-gegevens", lambda w: f"/leerlingen/{w.dossier}/gegevens", "iris"),
    scherm("gesprekken", lambda w: f"/leerlingen/{w.dossier}/gesprekken", "iris"),
    scherm("gesprek-bezig", lambda w: f"/leerlingen/{w.dossier}/gesprekken/{w.gesprekbezig}", "iris"),
    scherm("gesprek-gedeeld", lambda w: f"/leerlingen/{w.dossier}/gesprekken/{w.gesprek}", "iris"),
    scherm("afspraken", "/afspraken", "iris"),
    scherm("interventies", lambda w: f"/leerlingen/{w.dossier}/interventies", "iris"),
    scherm("leerling-wijzigen", lambda w: f"/leerlingen/{w.dossier}/leerling-wijzigen", "iris"),
    scherm("aanvraag-uit-dossier", lambda w: f"/aanvragen/nieuw?leerling={w.dossier}", "iris"),
    scherm("aanvraag-nieuw", "/aanvragen/nieuw", "iris"),
    scherm("aanvraag-concept", lambda w: f"/aanvragen/{w.concept.id}", "iris"),
    scherm("aanvraag-bijna-compleet", lambda w: f"/aanvragen/{w.compleet.id}", "dirk"),
    scherm("aanvraag-ingediend", lambda w: f"/aanvragen/{w.gevraagd.id}", "iris"),
    scherm("school-vraag", lambda w: f"/aanvragen/{w.gevraagd.id}/vragen/{w.vraag}", "iris"),
    scherm("aanvraag-besloten", lambda w: f"/aanvragen/{w.bekend.id}", "iris"),
    scherm("aanvraag-bestuurder", "/aanvragen", "bea"),
    scherm("aanvraag-volgen", lambda w: f"/aanvragen/{w.gevraagd.id}", "bea"),
    scherm("werkvoorraad", "/werkvoorraad", "vera"),
    scherm("bewaren", "/bewaren", "vera"),
    scherm("werkvoorraad-leeg", "/werkvoorraad?zoek=zzzzzz", "vera"),
    scherm("dossier-vraag-open", lambda w: f"/dossiers/{w.gevraagd.id}", "vera"),
    scherm("dossier-in-advies", lambda w: f"/dossiers/{w.vo.id}", "saskia"),
    scherm("dossier-bekend", lambda w: f"/dossiers/{w.bekend.id}", "vera"),
    scherm("aanvulling-vragen", lambda w: f"/dossiers/{w.geadviseerd.id}/aanvulling-vragen", "vera"),
    scherm("deskundigen-benoemen", lambda w: f"/dossiers/{w.vo.id}/deskundigen-benoemen", "saskia"),
    scherm("beslistermijn-verdagen", lambda w: f"/dossiers/{w.geadviseerd.id}/beslistermijn-verdagen", "vera"),
    scherm("beslistermijn-opschorten", lambda w: f"/dossiers/{w.geadviseerd.id}/beslistermijn-opschorten", "vera"),
    scherm("besluit-nemen", lambda w: f"/dossiers/{w.geadviseerd.id}/besluit-nemen", "cor"),
    scherm("besluit-bekendmaken", lambda w: f"/dossiers/{w.besloten.id}/besluit-bekendmaken", "vera"),
    scherm("adviezen", "/adviezen", "joost"),
    scherm("advies", lambda w: f"/adviezen/{w.advies}", "joost"),
    scherm("ouder-zienswijze", lambda w: f"/mijn-kind/{w.compleet.id}", "noor", gezin=lambda w: w.compleet.id),
    scherm("ouder-besluit", lambda w: f"/mijn-kind/{w.bekend.id}", "sam", gezin=lambda w: w.bekend.id),
    scherm("wie-keek", lambda w: f"/mijn-kind/{w.bekend.id}/wie-keek", "sam", gezin=lambda w: w.bekend.id),
    scherm("leerling", lambda w: f"/mijn-kind/{w.vo.id}", "youssef", gezin=lambda w: w.vo.id),
    scherm("mijn-dossier", lambda w: f"/mijn-kind/{w.dossier}", "noor", gezin=lambda w: w.dossier),
    scherm("mijn-aanmelding", lambda w: f"/mijn-dossier/{w.dossier}/aanmelding", "noor", gezin=lambda w: w.dossier),
    scherm("tlvs", "/tlvs", "rob", hoed="19CO00"),
    scherm("plekken", "/plekken", "rob", hoed="19CO00"),
    scherm("plekken-swv", "/plekken?postcode=7824", "vera"),
    scherm("plekken-ouder", "/plekken", "noor", gezin=lambda w: w.compleet.id),
    scherm("plekken-fout", "/plekken?postcode=78", "iris", status=422),
    scherm("wachtlijst", "/wachtlijst", "rob", hoed="19CO00"),
    scherm("wachtlijst-eigen", "/wachtlijst", "iris"),
    scherm("wachtlijst-swv", "/wachtlijst", "vera"),
    scherm(
        "wachtlijst-ouder",
        lambda w: f"/mijn-kind/{w.compleet.id}/wachtlijst",
        "noor",
        gezin=lambda w: w.compleet.id,
    ),
    scherm("wachtplek-vragen", lambda w: f"/leerlingen/{w.wachtdossier}/wachtplek-vragen", "iris"),
    scherm("plekgroep", lambda w: f"/plekken/groepen/{w.plekgroep}", "dirk"),
    scherm("verplichtingen", "/verplichtingen", "fenna"),
    scherm("nazichten", "/nazicht", "fien"),
    scherm("nazicht", lambda w: f"/nazicht/{w.nazicht}", "fien"),
    scherm("wie-zag-wat", "/wie-zag-wat?van=2026-01-01&tot_en_met=2030-01-01", "fien"),
    scherm("wie-zag-wat-fout", "/wie-zag-wat?van=2026-01-01&tot_en_met=2025-01-01&naam=x", "fien", status=422),
]


async def venster(browser: Browser, wereld: Wereld, s: Scherm, breedte: int) -> BrowserContext:
    context = await browser.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    if s.als:
        zaak = s.gezin(wereld) if s.gezin else None
        token = await wereld.cookie(s.als, zaak=zaak, organisatie=s.hoed)
        await context.add_cookies([{"name": "s", "value": token, "url": settings().app_url, "httpOnly": True}])
    return context


def luister(page: Page) -> list[str]:
    """What the browser complains of: script errors, refused content, failed requests of our own."""
    klachten: list[str] = []

    def console(bericht: ConsoleMessage) -> None:
        # A 4xx page is what some screens are about; the browser tells it as an error of its own.
        if bericht.type in ("error", "warning") and "Failed to load resource" not in bericht.text:
            klachten.append(bericht.text)

    page.on("console", console)
    page.on("pageerror", lambda fout: klachten.append(str(fout)))
    return klachten


async def axe(page: Page) -> list[str]:
    await page.evaluate(AXE.read_text())
    uitslag = await page.evaluate(
        "regels => axe.run(document, {runOnly: {type: 'tag', values: regels}})"
        ".then(u => u.violations.map("
        "v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))",
        REGELS,
    )
    return uitslag


@pytest.mark.parametrize("breedte", BREEDTES)
@pytest.mark.parametrize("s", SCHERMEN, ids=lambda s: s.naam)
async def test_scherm_is_toegankelijk_en_heel(browser: Browser, wereld: Wereld, platen: Path, s: Scherm, breedte: int):
    context = await venster(browser, wereld, s, breedte)
    try:
        page = await context.new_page()
        klachten = luister(page)
        antwoord = await page.goto(settings().app_url + s.pad(wereld), wait_until="load")
        await page.screenshot(path=platen / f"{s.naam}-{breedte}.png", full_page=True)
        assert antwoord.status == s.status
        assert urlsplit(page.url).path == urlsplit(s.pad(wereld)).path, f"kwam uit op {page.url}"
        assert await page.locator("h1").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            "steekt buiten het scherm"
        )
        if s.als:
            kop = await page.locator(".swv-top__inner").bounding_box()
            assert kop and kop["height"] <= 64, "de kop loopt over meer dan een regel"
        html = await antwoord.text()
        code = re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", html)
        assert code is None, f"code in de pagina: {code}"
        assert await axe(page) == []
        assert klachten == []
    finally:
        await context.close()


@pytest.mark.parametrize("s", [s for s in SCHERMEN if s.status == 200], ids=lambda s: s.naam)
async def test_scherm_past_op_320_pixels(browser: Browser, wereld: Wereld, s: Scherm):
    context = await venster(browser, wereld, s, 320)
    try:
        page = await context.new_page()
        await page.goto(settings().app_url + s.pad(wereld))
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    finally:
        await context.close()


@pytest.mark.parametrize(
    "s",
    [
        s
        for s in SCHERMEN
        if s.naam
        in ("werkvoorraad", "dossier-in-advies", "aanvraag-concept", "advies", "ouder-besluit", "wie-keek", "plekken")
    ],
    ids=lambda s: s.naam,
)
async def test_het_toetsenbord_komt_overal(browser: Browser, wereld: Wereld, s: Scherm):
    """Tab reaches every link, button and field that can be seen, and what has the focus shows it."""
    context = await venster(browser, wereld, s, 1440)
    try:
        page = await context.new_page()
        await page.goto(settings().app_url + s.pad(wereld))
        te_bereiken = await page.evaluate(
            """() => {
                const zichtbaar = e => e.checkVisibility({checkOpacity: false}) && !e.disabled && e.tabIndex >= 0;
                const alle = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                    .filter(e => e.type !== 'hidden' && zichtbaar(e));
                // Of a group of radio buttons Tab reaches one; the arrow keys reach the others.
                const groepen = new Set();
                const eerste = naam => !groepen.has(naam) && groepen.add(naam);
                const telt = alle.filter(e => e.type !== 'radio' || eerste(e.name + e.form?.id));
                telt.forEach((e, i) => e.dataset.teller = i);
                return telt.length;
            }"""
        )
        gezien: set[str] = set()
        for _ in range(te_bereiken + 40):
            await page.keyboard.press("Tab")
            nu = await page.evaluate(
                """() => {
                    const e = document.activeElement;
                    if (!e || e === document.body) return null;
                    const groep = e.type === 'radio'
                        ? [...document.querySelectorAll(`input[name="${e.name}"]`)].find(r => r.dataset.teller) : e;
                    const stijl = getComputedStyle(e), label = e.labels?.[0] ? getComputedStyle(e.labels[0]) : stijl;
                    const ziet = [stijl, label].some(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none');
                    return [groep?.dataset.teller ?? '', ziet, e.outerHTML.slice(0, 120)];
                }"""
            )
            if nu:
                gezien.add(nu[0])
                assert nu[1], f"de focus is niet te zien op {nu[2]}"
        gemist = {str(i) for i in range(te_bereiken)} - gezien
        namen = [
            await page.locator(f'[data-teller="{i}"]').first.evaluate("e => e.outerHTML.slice(0, 120)")
            for i in sorted(gemist)
        ]
        assert namen == []
    finally:
        await context.close()


async def test_meer_van_het_menu_met_het_toetsenbord(browser: Browser, wereld: Wereld):
    """What does not fit in the bar is one key away, and a page that is there marks the button."""
    context = await venster(browser, wereld, scherm("wachtlijst", "/wachtlijst", "iris"), 1440)
    try:
        page = await context.new_page()
        await page.goto(settings().app_url + "/aanvragen")
        meer = page.get_by_role("button", name="Meer", exact=True)
        assert await meer.get_attribute("aria-current") is None
        await meer.focus()
        await page.keyboard.press("Enter")
        wachtlijst = page.get_by_role("navigation", name="Meer").get_by_role("link", name="Wachtlijst")
        await wachtlijst.wait_for()
        while not await wachtlijst.evaluate("e => e === document.activeElement"):
            await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/wachtlijst")
        assert await page.get_by_role("button", name="Meer", exact=True).get_attribute("aria-current") == "true"
    finally:
        await context.close()
