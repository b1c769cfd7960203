"""N16 in a browser: fifty files in one drop, the line cut in the middle, and all of them there in the end."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page, Request, Route, expect

from infra.settings import settings
from services.intake.onderweg.contract import UploadWeggooien
from services.kern.errors import NietGevonden
from tests.browser.klikken import Klus
from tests.browser.test_consult import _bladzijde, _heel
from tests.browser.test_schermen import luister
from tests.flows.intake_dossier import VIRUS, pdf, school
from tests.stack import Stack

STUK = 4 * 1024 * 1024
#: What a browser does with files that are let go above the field.
LOSLATEN = """
(vak, bestanden) => {
  const mee = new DataTransfer();
  for (const { naam, inhoud } of bestanden) {
    const bytes = Uint8Array.from(atob(inhoud), (teken) => teken.charCodeAt(0));
    mee.items.add(new File([bytes], naam, { lastModified: 1 }));
  }
  vak.dispatchEvent(new DragEvent("drop", { dataTransfer: mee, bubbles: true, cancelable: true }));
}
"""


def stapel(aantal: int) -> list[tuple[str, bytes]]:
    """So many files, of which one is named after what it is, one holds a virus and one cannot come along."""
    rest = [(f"Bijlage {n}.pdf", pdf(f"Bijlage {n}")) for n in range(aantal - 3)]
    return [("OPP groep 6.pdf", pdf("OPP")), ("Verslag.pdf", pdf("Ziek", VIRUS)), ("Spel.exe", b"MZ"), *rest]


async def loslaten(page: Page, bestanden: list[tuple[str, bytes]]) -> None:
    inhoud = [{"naam": naam, "inhoud": b64encode(bytes_).decode()} for naam, bytes_ in bestanden]
    await page.locator("[data-slepen]").evaluate(LOSLATEN, inhoud)


async def test_n16_vijftig_bestanden_en_een_gebroken_lijn(browser: Browser, stack: Stack, platen: Path):
    """N16: fifty in one drop; the line is cut while they are sent, and comes back. Looked at wide and on a phone."""
    eigen = await school(stack).begin()
    page = await _bladzijde(browser, stack, "iris", 1440)
    klachten, ids = luister(page), set()
    page.on("request", lambda r: ids.add(r.url.rsplit("/", 1)[-1]) if r.method == "HEAD" or _stuk(r) else None)
    await page.goto(f"{settings().app_url}/aanvragen/{eigen.id}")
    klus = Klus(page, "ib'er: vijftig documenten tegelijk")
    te_veel = page.locator("[data-slepen-fout]")
    await loslaten(page, stapel(51))
    await expect(te_veel).to_contain_text("U kiest 51 bestanden. Er kunnen er 50 tegelijk. Er is nog niets verstuurd")
    assert await page.locator(".swv-sleep__regel").count() == 0
    try:
        geantwoord = 0

        async def knippen(route: Route) -> None:
            nonlocal geantwoord
            geantwoord += 1
            if geantwoord == 25:
                await page.context.set_offline(True)
            await route.continue_()

        await page.route("**/uploads**", knippen)
        await loslaten(page, stapel(50))
        regels = page.locator(".swv-sleep__regel")
        await expect(regels).to_have_count(50)
        await expect(page.get_by_text("De verbinding is weg. We gaan vanzelf verder.").first).to_be_visible()
        assert await page.locator('.swv-sleep__regel[data-staat="verstuurd"]').count() < 49
        await page.locator("#slepen-kop").scroll_into_view_if_needed()
        await page.screenshot(path=platen / "uploads-weg-1440.png")
        await page.context.set_offline(False)
        await page.unroute("**/uploads**", knippen)
        await expect(page.locator('.swv-sleep__regel[data-staat="verstuurd"]')).to_have_count(49, timeout=120_000)
        assert await stack.sql("select count(*) from intake.document where aanvraag = $1", eigen.id) == [(0,)]
        spel = regels.filter(has_text="Spel.exe")
        await expect(spel).to_contain_text("Geweigerd: dit soort bestand kan niet mee.")
        # Named after what it is: proposed, and said so. The others say nothing until somebody chooses.
        assert await regels.nth(0).locator("select").input_value() == "opp"
        await expect(regels.nth(0)).to_contain_text("Dit lezen we uit de naam van het bestand")
        assert await regels.nth(1).locator("select").input_value() == ""
        klus.kliks += 1
        await regels.nth(1).locator("select").select_option("overig")
        # What was too much goes by the button of its line.
        await regels.evaluate_all("alle => alle.slice(5).forEach((een) => een.querySelector('button').click())")
        await expect(regels).to_have_count(5)
        await expect(page.locator("[data-slepen-stand]")).to_have_text("4 verstuurd, 1 geweigerd")
        await _bekijken(page, platen, "uploads-verstuurd")
        await klus.knop("Toevoegen aan het dossier")
        await expect(regels.nth(0)).to_contain_text("Vul in van welke datum dit document is.")
        await regels.nth(0).get_by_label("Datum op het document").fill("2026-10-01")
        await expect(regels.nth(1)).to_contain_text("Geweigerd:", timeout=60_000)
        await klus.knop("Toevoegen aan het dossier")
        await expect(regels.nth(0)).to_contain_text("Klaar: het is toegevoegd.", timeout=60_000)
        await expect(page.locator("#document-opp")).to_contain_text("OPP groep 6.pdf")
        klus.klaar(hoogstens=3, seconden=120)
        await page.get_by_role("button", name="Toevoegen aan het dossier", exact=True).click()
        await expect(page.locator("[data-slepen-stand]")).to_have_text(
            "Kies eerst bij een bestand wat voor document het is."
        )
        await page.evaluate("scrollTo(0, 0)")
        await _heel(page, platen, "uploads-klaar", 1440)
        assert klachten == []
    finally:
        await _opruimen(stack, "iris", ids)
        await page.context.close()


async def test_n16_verder_na_opnieuw_laden(browser: Browser, stack: Stack, tmp_path: Path):
    """N16: cut in the middle of a file, the page loaded anew, the same file chosen again: only the rest is sent."""
    eigen = await school(
        stack,
    ).begin()
    page = await _bladzijde(browser, stack, "iris", 1440)
    pad = tmp_path / "Scan van het verslag.pdf"
    pad.write_bytes(pdf("Lang", b"%" + b"x" * (STUK + 700_000)))
    plekken: list[int] = []

    async def kapot(route: Route) -> None:
        if route.request.headers.get("upload-offset") == str(STUK):
            await route.abort("internetdisconnected")
        else:
            await route.continue_()

    await page.route("**/uploads/*", kapot)
    adres = f"{settings().app_url}/aanvragen/{eigen.id}"
    await page.goto(adres)
    kiezer = page.get_by_label("Kies bestanden, of sleep ze hierheen")
    await kiezer.set_input_files(pad)
    await expect(page.get_by_text("De verbinding is weg. We gaan vanzelf verder.")).to_be_visible()
    await page.goto("about:blank")
    await page.unroute("**/uploads/*", kapot)
    page.on("request", lambda r: plekken.append(int(r.headers["upload-offset"])) if _stuk(r) else None)
    await page.goto(adres)
    await kiezer.set_input_files(pad)
    regel = page.locator(".swv-sleep__regel")
    await expect(regel).to_contain_text("Verstuurd. Kies nu wat voor document dit is.")
    assert plekken == [STUK]
    # The ordinary form of one document takes it from there too: nothing of it is sent again.
    await page.locator("#document-overig summary").click()
    await page.locator("#d-overig-bestand").set_input_files(pad)
    await page.locator("#document-overig").get_by_role("button", name="Aan het dossier toevoegen").click()
    await expect(page.locator("#document-overig")).to_contain_text("Scan van het verslag.pdf", timeout=60_000)
    assert plekken == [STUK]
    await page.context.close()


async def _bekijken(page: Page, platen: Path, naam: str) -> None:
    for breedte in (1440, 390):
        await page.set_viewport_size({"width": breedte, "height": 900})
        await page.evaluate("scrollTo(0, 0)")
        await _heel(page, platen, naam, breedte)
    await page.set_viewport_size({"width": 1440, "height": 900})


def _stuk(request: Request) -> bool:
    return request.headers.get("x-http-method-override") == "PATCH"


async def _opruimen(stack: Stack, sub: str, ids: set[str]) -> None:
    for id in ids:
        with suppress(NietGevonden, ValueError):
            await stack.ask("intake", UploadWeggooien(opdracht=uuid4(), upload=UUID(id)), als=sub)
