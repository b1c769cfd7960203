"""The line to the services falls away: the page says so, nothing typed is lost, and it works again afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
from selectolax.lexbor import LexborHTMLParser

from infra import bus
from infra.bus import Bus
from infra.settings import settings
from tests.flows.web_bezoek import COOKIE, csrf, herkomst, ingelogd, token
from web.app import Web, build
from web.security import Gate
from web.session import Sessies

TEKST = "Een lange tekst die niemand graag twee keer typt."


@asynccontextmanager
async def _eigen_web() -> AsyncIterator[tuple[httpx2.AsyncClient, Web]]:
    """The application in this process, with its own line to NATS, so that only this line can be cut."""
    app = build()
    async with app.lifespan():
        web: Web = app.state["web"]
        gate = Gate(app, app_url=settings().app_url, secure=False)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(gate), base_url=settings().app_url) as client:
            yield client, web


async def test_zonder_nats_blijft_wat_getypt_is(stack):
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam=TEKST, achternaam="Proef", geboortedatum="2019-03-01", leerjaar="groep 4", soort="sbo")
        async with _eigen_web() as (client, web):
            client.cookies.set(COOKIE, token(robot))
            assert (await client.get("/aanvragen")).status_code == 200
            await web.bus.client.close()

            pagina = await client.get("/aanvragen")
            assert pagina.status_code == 503
            assert "niets verloren" in pagina.text
            assert pagina.headers["retry-after"] == "30"

            antwoord = await client.post("/aanvragen/nieuw", data=form.velden, headers=herkomst())
            assert antwoord.status_code == 503
            html = LexborHTMLParser(antwoord.text)
            terug = html.css_first('form[action="/aanvragen/nieuw"]')
            assert terug.css_first("textarea[name=voornaam]").text().strip() == TEKST
            for naam in ("csrf", "opdracht", "achternaam", "geboortedatum", "soort"):
                assert terug.css_first(f"input[name={naam}]").attributes["value"] == form.velden[naam][0]

            web.bus = Bus(await bus.connect("web"), "web")
            web.sessies = Sessies(web.bus)
            weer = await client.post("/aanvragen/nieuw", data=form.velden, headers=herkomst())
            assert weer.status_code == 303
            # The same form through the other web process is the same command: one draft, not two.
            assert robot.verstuur(form).url.endswith(weer.headers["location"])
            await web.bus.client.close()


async def test_een_sessie_die_eindigt_is_er_ook_hier_meteen_uit(stack):
    with ingelogd("vera") as robot:
        async with _eigen_web() as (client, web):
            client.cookies.set(COOKIE, token(robot))
            assert (await client.get("/werkvoorraad")).status_code == 200
            robot.client.follow_redirects = False
            robot.client.post(settings().app_url + "/uitloggen", data={"csrf": csrf(robot.pagina)}, headers=herkomst())
            # netwerk answered the other web process only after it told all of them; one round trip later it is here.
            await web.bus.client.flush()
            assert (await client.get("/werkvoorraad")).status_code == 401


async def test_een_onverwachte_fout_zegt_niets_van_binnen(stack, monkeypatch):
    with ingelogd("vera") as robot:
        async with _eigen_web() as (client, _):
            client.cookies.set(COOKIE, token(robot))
            monkeypatch.setattr("web.pages.werkvoorraad.vullen", lambda *a, **k: 1 / 0)
            antwoord = await client.get("/werkvoorraad")
    assert antwoord.status_code == 500
    assert "ZeroDivision" not in antwoord.text
    assert "Noem dit kenmerk" in antwoord.text
