"""SEC-2: what a browser stopped is heard, from whomever it comes, and nothing of it is repeated."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from infra.settings import settings
from tests.flows.web_bezoek import los
from tests.stack import Stack, eventually

PAD, SOORT = "/beleid/schending", "application/csp-report"
pytestmark = pytest.mark.usefixtures("stack")


def melding(**anders: Any) -> dict[str, Any]:
    """As Chromium writes it."""
    velden = {
        "document-uri": f"{settings().app_url}/aanvragen/{uuid4()}?zoek=geheim#x",
        "referrer": "",
        "violated-directive": "script-src-elem",
        "effective-directive": "script-src-elem",
        "original-policy": "default-src 'none'",
        "disposition": "enforce",
        "blocked-uri": "https://kind.van.kwaad.example/x.js?naam=Mees",
        "status-code": 200,
        "script-sample": "",
    }
    return {"csp-report": velden | {naam.replace("_", "-"): waarde for naam, waarde in anders.items()}}


def stuur(lijf: Any, soort: str = SOORT) -> httpx2.Response:
    with los() as client:
        ruw = lijf if isinstance(lijf, bytes) else json.dumps(lijf).encode()
        return client.post(PAD, content=ruw, headers={"content-type": soort})


def regel(stack: Stack, kenmerk: str) -> dict[str, Any] | None:
    """The line in the log of web that has this reference."""
    log = settings().var / "log/web.log"
    for tekst in log.read_text().splitlines():
        if kenmerk in tekst and (gelezen := json.loads(tekst))["event"] == "beleid geschonden":
            return gelezen
    return None


async def aangekomen(stack: Stack, **anders: Any) -> dict[str, Any]:
    """Send one that can be known again by its directive, and wait for its line."""
    merk = "".join(chr(ord("a") + int(c, 16)) for c in uuid4().hex[:12])  # letters: as a directive may be
    lijf = melding(**anders)
    lijf["csp-report"]["effective-directive"] = f"proef-{merk}"
    antwoord = stuur(lijf)
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    assert "set-cookie" not in antwoord.headers

    async def gevonden() -> dict[str, Any] | None:
        return regel(stack, f"proef-{merk}")

    return await eventually(gevonden, wat="de melding staat in het logboek")


async def test_sec_2_een_melding_wordt_een_regel(stack: Stack):
    gevonden = await aangekomen(stack)
    assert gevonden["level"] == "warning"
    assert gevonden["route"] == "/aanvragen/…"
    assert gevonden["reden"] == "kwaad.example"
    assert set(gevonden) == {"event", "level", "timestamp", "proces", "soort", "route", "reden", "kenmerk", "spoor"}
    for geheim in ("geheim", "Mees", "kind.van", "x.js"):
        assert geheim not in json.dumps(gevonden)


@pytest.mark.parametrize(
    ("geblokkeerd", "reden"),
    [
        ("inline", "inline"), ("eval", "eval"), ("data", "data"), ("data:text/html,Mees", "data"), ("", "onbekend"),
        ("blob:https://x/1", "blob"), ("https://[", "onbekend"), ("https://Mees\nregel/", "onbekend"),
        ("Mees de Vries", "onbekend"), ("https://mees/x", "onbekend"),
        ("https://mees@kwaad.example:1/", "kwaad.example"), ("eigen", "eigen"),
    ],
)  # fmt: skip
async def test_sec_2_van_wat_tegengehouden_is_blijft_alleen_de_soort(stack: Stack, geblokkeerd: str, reden: str):
    if geblokkeerd == "eigen":
        geblokkeerd = f"{settings().app_url}/uitnodiging/geheimtoken"
    assert (await aangekomen(stack, blocked_uri=geblokkeerd))["reden"] == reden


@pytest.mark.parametrize(
    ("pad", "route"),
    [
        ("/", "/"), ("", "/"), ("/uitnodiging/aBcgeheimtoken", "/uitnodiging/…"), ("/a" * 400, "/…" * 7),
        ("/zelfbedacht/../aanvragen", "/…/…/aanvragen"),
    ],
)  # fmt: skip
async def test_sec_2_van_een_adres_blijft_alleen_wat_wij_zelf_zo_noemen(stack: Stack, pad: str, route: str):
    assert (await aangekomen(stack, document_uri=settings().app_url + pad))["route"] == route


@pytest.mark.parametrize(
    ("lijf", "soort", "status"),
    [
        (b"", SOORT, 422), (b"{}", SOORT, 422), (b"[]", SOORT, 422), (b"\xff\xfe", SOORT, 422),
        (b"{" * 4000, SOORT, 422), (b" " * 8_001, SOORT, 413), (b"{}", "application/json", 422), (b"{}", "", 422),
        ({"csp-report": {}}, SOORT, 422), ({"csp-report": None}, SOORT, 422), ({"csp-report": []}, SOORT, 422),
        (b"x=1", "application/x-www-form-urlencoded", 422), (b"[]", "application/reports+json", 422),
    ],
)  # fmt: skip
def test_sec_2_wat_geen_melding_is_wordt_geweigerd(lijf: Any, soort: str, status: int):
    antwoord = stuur(lijf, soort)
    assert antwoord.status_code == status, antwoord.text[:300]
    assert "set-cookie" not in antwoord.headers


@pytest.mark.parametrize(
    "anders",
    [
        {"onbekend": "x"}, {"document_uri": "https://elders.example/"}, {"document_uri": 1}, {"status_code": "x"},
        {"document_uri": "http://["}, {"effective_directive": "script src<b>"}, {"effective_directive": "a" * 41},
        {"effective_directive": "", "violated_directive": ""}, {"effective_directive": "Mees de Vries"},
    ],
)  # fmt: skip
def test_sec_2_een_melding_die_niet_klopt_wordt_geweigerd(anders: dict[str, Any]):
    assert stuur(melding(**anders)).status_code == 422


def test_sec_2_lezen_kan_daar_niets():
    with los() as client:
        assert client.get(PAD).status_code in (404, 405)
