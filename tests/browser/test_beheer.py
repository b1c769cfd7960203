"""Functioneel beheer through the browser: read, change, be told what is wrong, compare, try, lay down and take back.

Works in the samenwerkingsverbanden of which no other test changes the rules, with versions that begin in 2030.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from infra import clock, people
from infra.settings import settings
from services.netwerk.contract import ConceptWeggooien, HoedKiezen, RegelversiesTonen, SessieOpenen
from tests.browser.klikken import Klus
from tests.browser.test_schermen import axe, luister
from tests.flows.commissie_zaak import ingediend
from tests.stack import Stack

BEHEERDERS = {"rik": "VO2305", "gerben": "PO2202"}
BREEDTES = (1440, 390)
SCHERMEN = {
    "beheer": "/beheer",
    "beheer-versie": "/beheer?versie=1",
    "beheer-termijnen": "/beheer/delen/termijnen?versie=1",
    "beheer-mandaten": "/beheer/delen/mandaten",
    "beheer-procedures": "/beheer/delen/procedures",
    "beheer-dossier": "/beheer/delen/recepten.sbo",
    "beheer-geld": "/beheer/delen/financien",
    "beheer-procedure": "/beheer/delen/procedures.tlv_aanvraag",
    "beheer-wijzigen": "/beheer/wijzigen/termijnen",
    "beheer-streeftermijn": "/beheer/wijzigen/termijnen.streeftermijnen.0",
    "beheer-rijen": "/beheer/wijzigen/mandaten",
    "beheer-rolnamen": "/beheer/wijzigen/rolnamen",
    "beheer-stap": "/beheer/wijzigen/procedures.tlv_aanvraag.stappen.3",
    "beheer-tekst": "/beheer/tekst?bestand=procedure.toml",
    "beheer-brieven": "/beheer/brieven",
    "beheer-brief": "/beheer/brieven/beschikking_toegekend",
    "beheer-mail": "/beheer/brieven/aanvulling_gevraagd",
    "beheer-vergelijken": "/beheer/vergelijken",
    "beheer-proef": "/beheer/proef?van=2025-11-22&tot_en_met=2026-11-22&ingang=2026-11-23",
    "beheer-inlezen": "/beheer/bestanden-inlezen",
}


def url(pad: str) -> str:
    return settings().app_url + pad


async def cookie(stack: Stack, sub: str) -> str:
    """A session of this beheerder with the hat on."""
    account = people.accounts()[sub]
    open_ = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(),
            issuer=settings().oidc_issuer,
            subject=sub,
            naam=account.naam,
            email=account.email,
            mfa=True,
            user_agent="browser",
            bevestigd_op=clock.echt(),
        ),
    )
    hoed = next(h for h in open_.hoeden if h.organisatie == BEHEERDERS[sub])
    return (await stack.web.ask("netwerk", HoedKiezen(opdracht=uuid4(), token=open_.token, hoed=hoed.id))).token


async def venster(
    browser: Browser, stack: Stack, sub: str, *, breedte: int = 1440, script: bool = True
) -> BrowserContext:
    context = await browser.new_context(
        viewport={"width": breedte, "height": 900},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        java_script_enabled=script,
    )
    token = await cookie(stack, sub)
    await context.add_cookies([{"name": "s", "value": token, "url": settings().app_url, "httpOnly": True}])
    return context


async def _weggooien(stack: Stack, sub: str = "rik", tenant: str = "swv2305vo") -> None:
    hoed = {"rol": "beheerder", "organisatie": BEHEERDERS[sub], "tenant": tenant}
    concept = (await stack.ask("netwerk", RegelversiesTonen(), sub, **hoed)).concept
    if concept:
        await stack.ask("netwerk", ConceptWeggooien(opdracht=uuid4(), kenmerk=concept.kenmerk), sub, **hoed)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, stack: Stack) -> AsyncIterator[Page]:
    """Rik at IJssel|Vecht, without script and without a concept."""
    await _weggooien(stack)
    context = await venster(browser, stack, "rik", script=False)
    yield await context.new_page()
    await context.close()
    await _weggooien(stack)


async def hoger(page: Page) -> tuple[str, str]:
    """The herinnering one day further than it was; gives both, as they stand in the field."""
    veld = page.get_by_label("Herinnering aan de school")
    was = await veld.input_value()
    await veld.fill(str(int(was) + 1))
    return was, str(int(was) + 1)


async def bewaren(page: Page, status: int = 200) -> None:
    async with page.expect_response(lambda r: "concept-bewaren" in r.url) as antwoord:
        await page.get_by_role("button", name="Bewaren in het concept").click()
    assert (await antwoord.value).status in ((302, 303) if status == 200 else (status,))


# ------------------------------------------------------------------------------------------------ every screen


@pytest.mark.parametrize("breedte", BREEDTES)
@pytest.mark.parametrize("naam", SCHERMEN)
async def test_scherm_is_toegankelijk_en_heel(browser: Browser, stack: Stack, platen: Path, naam: str, breedte: int):
    context = await venster(browser, stack, "gerben", breedte=breedte)
    try:
        page = await context.new_page()
        klachten = luister(page)
        antwoord = await page.goto(url(SCHERMEN[naam]), wait_until="load")
        await page.screenshot(path=platen / f"{naam}-{breedte}.png", full_page=True)
        assert antwoord.status == 200
        assert await page.locator("h1").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        html = await antwoord.text()
        code = re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|<iframe", html)
        assert code is None, f"code in de pagina: {code}"
        assert await axe(page) == []
        assert klachten == []
    finally:
        await context.close()


async def test_alles_past_op_320_pixels(browser: Browser, stack: Stack):
    context = await venster(browser, stack, "gerben", breedte=320)
    try:
        page = await context.new_page()
        for naam, pad in SCHERMEN.items():
            await page.goto(url(pad))
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), naam
    finally:
        await context.close()


async def test_de_beheerder_begint_op_beheer_en_een_ander_mag_er_niet(browser: Browser, stack: Stack, page: Page):
    await page.goto(url("/"))
    assert page.url == url("/beheer")
    await expect(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Regels")).to_be_visible()
    ander = await page.request.get(url("/beheer"), headers={"cookie": f"s={await _secretaris(stack)}"})
    assert ander.status == 403


async def _secretaris(stack: Stack) -> str:
    account = people.accounts()["vera"]
    open_ = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(),
            issuer=settings().oidc_issuer,
            subject="vera",
            naam=account.naam,
            email=account.email,
            mfa=True,
            user_agent="browser",
            bevestigd_op=clock.echt(),
        ),
    )
    hoed = open_.hoeden[0]
    return (await stack.web.ask("netwerk", HoedKiezen(opdracht=uuid4(), token=open_.token, hoed=hoed.id))).token


async def test_wat_niet_bestaat_is_nergens(page: Page):
    for pad in (
        "/beheer/delen/brieven",
        "/beheer/delen/mandaten.99",
        "/beheer/delen/__class__",
        "/beheer/wijzigen/termijnen.beslistermijn.weken",
        "/beheer/wijzigen/mandaten.0.0.0",
        "/beheer/tekst?bestand=../../etc/passwd",
        "/beheer/brieven/verzonnen",
        "/beheer/versies/999/bestanden",
        "/beheer/delen/termijnen?versie=999",
        "/beheer/vergelijken?van=1&naar=999",
    ):
        antwoord = await page.goto(url(pad))
        assert antwoord.status == 404, pad


# ----------------------------------------------------------------------------------------------------- changing


async def test_een_wijziging_vraagt_een_bron_en_komt_in_het_concept(page: Page):
    await page.goto(url("/beheer/wijzigen/termijnen"))
    _, wordt = await hoger(page)
    await bewaren(page, 422)
    await expect(page.get_by_label("Herinnering aan de school")).to_have_value(wordt)
    await expect(page.locator('[id="bron_wijziging-fout"]')).to_contain_text("Waarop berust")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page)
    await page.goto(url("/beheer"))
    await expect(page.get_by_text("Kan worden vastgesteld")).to_be_visible()
    await page.goto(url("/beheer/tekst?bestand=procedure.toml"))
    tekst = await page.get_by_label("Tekst van").input_value()
    assert f"herinnering_dagen = {wordt} # Bron: Besluit van het bestuur van 12 november 2026" in tekst


async def test_wat_niet_kan_staat_bij_het_veld_en_blijft_bewaard(page: Page, platen: Path):
    await page.goto(url("/beheer/wijzigen/termijnen"))
    await page.get_by_label("Weken").first.fill("zestien")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page, 422)
    await page.screenshot(path=platen / "beheer-fout-1440.png", full_page=True)
    veld = page.get_by_label("Weken").first
    await expect(veld).to_have_value("zestien")
    assert await veld.get_attribute("aria-invalid") == "true"
    await expect(page.locator('[id="termijnen.beslistermijn.weken-fout"]')).to_contain_text("heel getal")
    await page.goto(url("/beheer"))
    await expect(page.get_by_text("Nog niet in orde")).to_be_visible()
    await page.get_by_role("link", name="Naar de plek").click()
    await expect(page.locator('[id="termijnen.beslistermijn.weken"]')).to_have_value("zestien")


async def test_ruimer_dan_de_wet_wordt_gezegd_bij_het_veld(page: Page):
    await page.goto(url("/beheer/wijzigen/termijnen"))
    await page.get_by_label("Weken").first.fill("12")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page, 422)
    await expect(page.locator(".swv-conceptbalk--fout")).to_be_visible()


async def test_een_rij_erbij_omhoog_en_weer_weg(page: Page):
    await page.goto(url("/beheer/wijzigen/mandaten"))
    eerst = await page.locator(".swv-regels__regel").count()
    await page.get_by_role("button", name="Regel toevoegen").click()
    assert page.url.endswith(f"/beheer/wijzigen/mandaten.{eerst}")
    await page.get_by_label("Wie beslist").select_option("bestuur")
    await page.get_by_label("hoog", exact=True).check()
    await page.get_by_label("Bron", exact=True).fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page, 422)  # a rule below one that always applies is never reached
    await page.goto(url("/beheer/wijzigen/mandaten"))
    await page.get_by_role("button", name=re.compile("^Omhoog")).last.click()
    await expect(page.locator(".swv-regels__regel").nth(eerst - 1)).to_contain_text("de categorie hoog")
    await page.goto(url("/beheer"))
    await expect(page.get_by_text("Kan worden vastgesteld")).to_be_visible()
    await page.goto(url(f"/beheer/wijzigen/mandaten.{eerst - 1}"))
    await page.get_by_role("button", name="Dit weghalen").click()
    await expect(page.locator(".swv-regels__regel")).to_have_count(eerst)
    await page.goto(url("/beheer"))
    await expect(page.get_by_text("Er is nog niets anders")).to_be_visible()


async def test_een_collega_was_eerst_en_de_eigen_tekst_blijft(browser: Browser, stack: Stack, page: Page, platen: Path):
    ander = await (await venster(browser, stack, "rik", script=False)).new_page()
    for beide in (page, ander):
        await beide.goto(url("/beheer/wijzigen/contact"))
    for beide, telefoon in ((ander, "038 111 11 11"), (page, "038 222 22 22")):
        await beide.get_by_label("Telefoonnummer").fill(telefoon)
        await beide.get_by_label("Waarop berust deze wijziging?").fill("Brief van de beheerder van 1 november")
    await bewaren(ander)
    await bewaren(page, 409)
    await page.screenshot(path=platen / "beheer-conflict-1440.png", full_page=True)
    await expect(page.get_by_label("Uw tekst: Telefoonnummer")).to_have_value("038 222 22 22")
    await expect(page.get_by_text("038 111 11 11")).to_be_visible()
    await page.get_by_role("button", name="Mijn tekst bewaren").click()
    await page.goto(url("/beheer/wijzigen/contact"))
    await expect(page.get_by_label("Telefoonnummer")).to_have_value("038 222 22 22")
    await ander.context.close()


async def test_kapotte_tekst_wordt_bewaard_met_regel_en_teruggedraaid(page: Page, platen: Path):
    await page.goto(url("/beheer/tekst?bestand=procedure.toml"))
    vak = page.get_by_label("Tekst van")
    goed = await vak.input_value()
    await vak.fill(f"{goed}\n[open gebleven")
    await bewaren(page, 422)
    await page.screenshot(path=platen / "beheer-tekst-fout-1440.png", full_page=True)
    await expect(page.locator("#tekst-fout")).to_contain_text(re.compile(r"[Rr]egel|einde"))
    assert "[open gebleven" in await page.get_by_label("Tekst van").input_value()
    await page.goto(url("/beheer/wijzigen/termijnen"))
    await expect(page.get_by_role("heading", name="Dit onderdeel kan nu niet met een formulier")).to_be_visible()
    await page.goto(url("/beheer"))
    await page.get_by_role("button", name=re.compile("Wijziging terugdraaien")).click()
    await expect(page.get_by_text("De wijziging is teruggedraaid.")).to_be_visible()
    await page.goto(url("/beheer/tekst?bestand=procedure.toml"))
    assert (await page.get_by_label("Tekst van").input_value()).strip() == goed.strip()


async def test_een_brief_met_een_onbekend_veld_zegt_waar_en_het_voorbeeld_volgt_de_tekst(page: Page):
    await page.goto(url("/beheer/brieven/aanvulling_gevraagd"))
    vak = page.get_by_label("Tekst met velden")
    goed = await vak.input_value()
    regels = goed.split("\n")
    aanhef = regels[2]
    await vak.fill("\n".join([*regels[:2], "Hallo [[kind.naam]],", *regels[3:]]))
    await bewaren(page, 422)
    await expect(page.locator("#tekst-fout")).to_contain_text("kind.naam")
    await page.get_by_label("Tekst met velden").fill("\n".join([*regels[:2], "Goedemorgen allemaal,", *regels[3:]]))
    await page.get_by_role("button", name="Voorbeeld bijwerken").click()
    await expect(page.locator(".swv-briefblad")).to_contain_text("Goedemorgen allemaal,")
    await bewaren(page)
    await page.goto(url("/beheer/vergelijken"))
    await expect(page.locator("del", has_text=aanhef)).to_be_visible()
    await expect(page.locator("ins", has_text="Goedemorgen allemaal,")).to_be_visible()


# ------------------------------------------------------------------------------------------- versions and files


async def test_vaststellen_vergelijken_en_intrekken(page: Page, platen: Path):
    await page.goto(url("/beheer/wijzigen/termijnen"))
    was, wordt = await hoger(page)
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page)
    await page.goto(url("/beheer/regels-vaststellen"))
    await page.screenshot(path=platen / "beheer-vaststellen-1440.png", full_page=True)
    await expect(page.locator("ins", has_text=re.compile(f"^{wordt}$"))).to_be_visible()
    await page.get_by_label("Geldt vanaf").fill("2020-01-01")
    await page.get_by_role("button", name="Vaststellen").click()
    await expect(page.locator("#bron-fout")).to_contain_text("Noem het besluit")
    await page.get_by_label("Waarop berusten deze regels?").fill("Besluit van het bestuur van 12 november 2026")
    await page.get_by_label("Ik heb de wijzigingen nagelezen.").check()
    await page.get_by_role("button", name="Vaststellen").click()
    await expect(page.locator("#vanaf-fout")).not_to_be_empty()
    await page.get_by_label("Geldt vanaf").fill("2030-08-01")
    await page.get_by_role("button", name="Vaststellen").click()
    await expect(page.get_by_text("De regels zijn vastgesteld.")).to_be_visible()
    await expect(page.get_by_text("gaat in op 1 augustus 2030")).to_be_visible()
    await page.screenshot(path=platen / "beheer-na-vaststellen-1440.png", full_page=True)
    await page.get_by_role("link", name=re.compile("Wat versie .* veranderde")).first.click()
    await expect(page.locator("del", has_text=re.compile(f"^{was}$"))).to_be_visible()
    await page.goto(url("/beheer"))
    await page.locator("summary", has_text="Intrekken").first.click()
    await page.get_by_role("button", name=re.compile("Versie .* intrekken")).first.click()
    await expect(page.get_by_text("De versie is ingetrokken.")).to_be_visible()


async def test_een_fusie_vastleggen_en_vooraf_lezen_wat_er_meegaat(browser: Browser, stack: Stack, platen: Path):
    """A school goes up in another one: three fields, and counts before anything is laid down."""
    await _weggooien(stack, "gerben", "swv2202po")
    context = await venster(browser, stack, "gerben", script=False)
    page = await context.new_page()
    await page.goto(url("/beheer/wijzigen/gebied"))
    klus = Klus(page, "beheerder: vastleggen dat een school opgaat in een andere, en lezen wat er meegaat")
    await klus.klik(page.get_by_role("button", name="Fusie toevoegen"))
    await page.get_by_label("Vestigingscode van de school die opgaat").fill("04XB00")
    await page.get_by_label("Vestigingscode van de school waarin zij opgaat").fill("04XB00")
    await page.get_by_label("Vanaf welke dag").fill("2030-08-01")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page, 422)
    await expect(page.get_by_text("kan niet in zichzelf opgaan").first).to_be_visible()
    await page.get_by_label("Vestigingscode van de school waarin zij opgaat").fill("18VZ00")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await page.screenshot(path=platen / "beheer-fusie-1440.png", full_page=True)
    await bewaren(page)
    await page.goto(url("/beheer/regels-vaststellen"))
    klus.kliks += 2  # saving, and the link that `goto` stands for
    raakt = page.get_by_role("region", name="Wie dit raakt")
    await expect(raakt).to_contain_text(re.compile("1 augustus 2030 gaat .*Bentetop.* op in .*Linderakkers"))
    await expect(raakt).to_contain_text("Tot die dag kan dit terug")
    klus.klaar(hoogstens=3, seconden=60)
    await page.screenshot(path=platen / "beheer-fusie-vooraf-1440.png", full_page=True)
    await page.set_viewport_size({"width": 390, "height": 900})
    await page.screenshot(path=platen / "beheer-fusie-vooraf-390.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()
    await _weggooien(stack, "gerben", "swv2202po")


async def test_een_proef_telt_aanvragen_en_noemt_niemand(browser: Browser, stack: Stack, platen: Path):
    """With script: the answer comes into the page, and nothing of the child with it."""
    zaak = await ingediend(stack, "swv2202po", soort="so", categorie="laag")
    context = await venster(browser, stack, "gerben")
    try:
        page = await context.new_page()
        klachten = luister(page)
        await page.goto(url("/beheer/wijzigen/mandaten"))
        await page.get_by_role("link", name=re.compile("^Coördinator beslist")).click()
        await page.get_by_label("Wie beslist").select_option("bestuur")
        await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
        await bewaren(page)
        await page.goto(url("/beheer/proef"))
        async with page.expect_response(lambda r: "/beheer/proef?" in r.url) as antwoord:
            await page.get_by_role("button", name="Proberen").click()
        assert (await antwoord.value).status == 200
        await expect(page.get_by_role("heading", name="Wat er anders was gegaan")).to_be_visible()
        await page.screenshot(path=platen / "beheer-proef-uitslag-1440.png", full_page=True)
        await expect(page.locator(".swv-proeftabel").first).to_be_visible()
        await expect(page.locator("#raakt-kop")).to_be_visible()
        inhoud = await page.locator("main").inner_text()
        assert "Verzonnen" not in inhoud and "Mila" not in inhoud and str(zaak.id) not in inhoud
        assert await axe(page) == []
        assert klachten == []
        await page.goto(url("/beheer/proef?van=2026-11-22&tot_en_met=2025-01-01&ingang=2026-11-23"))
        await expect(page.locator("#tot_en_met-fout")).not_to_be_empty()
    finally:
        await context.close()
        await _weggooien(stack, "gerben", "swv2202po")


async def test_zip_eruit_en_erin(page: Page):
    await page.goto(url("/beheer"))
    async with page.expect_download() as wacht:
        await page.get_by_role("link", name=re.compile("Bestanden van versie")).last.click()
    inhoud = Path(await (await wacht.value).path()).read_bytes()
    bestanden = {deel.filename: zipfile.ZipFile(io.BytesIO(inhoud)).read(deel) for deel in _lijst(inhoud)}
    assert "samenwerkingsverband.toml" in bestanden
    anders = bestanden["procedure.toml"].replace(b"herinnering_dagen = ", b"herinnering_dagen = 1")
    bestanden["procedure.toml"] = anders
    await _inlezen(page, "regels.zip", _zip(bestanden))
    await expect(page.get_by_text("De bestanden staan in het concept.")).to_be_visible()
    await expect(page.get_by_text("Kan worden vastgesteld")).to_be_visible()
    slecht = {
        "pad.zip": _zip({"../samenwerkingsverband.toml": b"x = 1"}),
        "map.zip": _zip(bestanden | {"../../etc/passwd": b"x"}),
        "bom.zip": _zip(bestanden | {"procedure.toml": b"#" * 3_000_000}),
        "half.zip": _zip({"procedure.toml": b"x = 1"}),
        "octetten.toml": b"\xff\xfe\x00x",
        "script.exe": b"MZ",
        "kapot.zip": b"PK\x03\x04 en dan niets",
    }
    for naam, octetten in slecht.items():
        await _inlezen(page, naam, octetten)
        await expect(page.locator("#bestand-fout")).not_to_be_empty()
    await page.goto(url("/beheer"))
    await expect(page.locator(".swv-regels__regel")).to_have_count(1)


def _lijst(inhoud: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(inhoud)).infolist()


def _zip(bestanden: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, octetten in bestanden.items():
            archief.writestr(naam, octetten)
    return uit.getvalue()


async def _inlezen(page: Page, naam: str, octetten: bytes) -> None:
    await page.goto(url("/beheer/bestanden-inlezen"))
    await page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": naam, "mimeType": "application/octet-stream", "buffer": octetten}
    )
    await page.get_by_role("button", name="Inlezen in het concept").click()


async def test_weggooien_vraagt_een_vinkje(page: Page, platen: Path):
    await page.goto(url("/beheer/wijzigen/rolnamen"))
    await page.get_by_label("Partner", exact=True).fill("Jeugdpartner")
    await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
    await bewaren(page)
    await page.goto(url("/beheer"))
    await page.screenshot(path=platen / "beheer-concept-1440.png", full_page=True)
    await page.get_by_role("link", name="Concept weggooien").click()
    await page.get_by_role("button", name="Concept weggooien").click()
    await expect(page.locator("#akkoord-fout")).to_contain_text("Zet een vinkje")
    await page.get_by_label("Ik wil het hele concept weggooien.").check()
    await page.get_by_role("button", name="Concept weggooien").click()
    await expect(page.get_by_text("Het concept is weggegooid.")).to_be_visible()


async def test_het_toetsenbord_bewaart_en_schuift(browser: Browser, stack: Stack):
    """Enter in a field saves; it never presses the button of a row."""
    await _weggooien(stack)
    context = await venster(browser, stack, "rik")
    try:
        page = await context.new_page()
        await page.goto(url("/beheer/wijzigen/termijnen"))
        await hoger(page)
        await page.get_by_label("Waarop berust deze wijziging?").fill("Besluit van het bestuur van 12 november 2026")
        async with page.expect_request(lambda r: r.method == "POST") as wacht:
            await page.keyboard.press("Enter")
        assert "doen=" not in ((await wacht.value).post_data or "")
        await expect(page.get_by_text("Bewaard in het concept.")).to_be_visible()
    finally:
        await context.close()
        await _weggooien(stack)
