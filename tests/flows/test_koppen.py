"""SEC-1: what every answer says to the browser; on every route, for everybody, in the clothes of production.

The rules are our own copy of those by which internet.nl judges (trust.md 2.8) and of OWASP ASVS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from uuid import uuid4

import httpx2
import pytest

from infra import clock
from infra.settings import settings
from services.netwerk.contract import SessieOpenen
from tests.aanmelddienst import eigen_web
from tests.stack import Stack
from web.app import build

THUIS = "meedoen.example"
VAN_IEDEREEN = {"/.well-known/security.txt"}  # the same for everybody, and about nobody
SLECHT = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "http:", "https:", "data:", "blob:", "*")
VERPLICHT = {
    "default-src": {"'none'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'", "'none'"},
}


def klachten(antwoord: httpx2.Response, *, eigen_bestand: bool = False) -> Iterator[str]:
    """What internet.nl, or we, would say against these headers."""
    kop = antwoord.headers
    beleid = {
        deel.split()[0]: set(deel.split()[1:])
        for deel in kop.get("content-security-policy", "").split(";")
        if deel.split()
    }
    if not eigen_bestand and "sandbox" not in beleid and beleid.get("report-uri") != {"/beleid/schending"}:
        yield f"csp report-uri: {beleid.get('report-uri')}"
    for naam, waarden in VERPLICHT.items():
        if not beleid.get(naam) or not beleid[naam] <= waarden:
            yield f"csp {naam}: {beleid.get(naam)}"
    for naam, waarden in beleid.items():
        if kwaad := [w for w in waarden if w in SLECHT or re.match(r"[\w*]+\.|\d", w)]:
            yield f"csp {naam} laat {kwaad} toe"
    if int((re.search(r"max-age=(\d+)", kop.get("strict-transport-security", "")) or [0, "0"])[1]) < 31_536_000:
        yield "hsts"
    vast = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
    }
    yield from (naam for naam, waarde in vast.items() if kop.get(naam) != waarde)
    if kop.get("referrer-policy") not in ("same-origin", "no-referrer"):
        yield "referrer-policy"
    if "camera=()" not in kop.get("permissions-policy", ""):
        yield "permissions-policy"
    if not eigen_bestand and "no-store" not in kop.get("cache-control", ""):
        yield f"cache-control {kop.get('cache-control')}"
    if not eigen_bestand and "content-encoding" in kop:
        yield "ingepakt (BREACH)"
    if {"server", "x-powered-by", "via", "x-aspnet-version"} & set(kop):
        yield "zegt wat er draait"
    if kop.get("access-control-allow-origin") and "/api/" not in str(antwoord.url):
        yield "open voor andere sites"
    for regel in kop.get_list("set-cookie"):
        (koek,) = SimpleCookie(regel).values()
        if not (koek.key.startswith("__Host-") and koek["secure"] and koek["httponly"] and koek["path"] == "/"):
            yield f"koekje {koek.key}"
        if koek["domain"] or koek["samesite"].lower() not in ("lax", "strict"):
            yield f"koekje {koek.key} voor anderen"
    if kop.get("content-type", "").startswith("text/") and "charset=utf-8" not in kop["content-type"].lower():
        yield f"soort {kop['content-type']}"


def adressen() -> list[tuple[str, str]]:
    """Every route with something filled in, and what no route answers to."""
    gevonden = {
        ("GET", "/bestaat/niet"),
        ("GET", "/static/x/bestaat-niet.css"),
        ("DELETE", "/"),
        ("GET", "/%00"),
        ("POST", "/"),
    }
    for route in build().routes:
        pad = re.sub(r"\{\w+:uuid\}", lambda _: str(uuid4()), route.path)
        pad = re.sub(r"\{\w+:int\}", "1", pad)
        pad = re.sub(r"\{\w+:\w+\}", "iets", pad)
        for handler in getattr(route, "route_handlers", []):
            gevonden |= {(methode, pad) for methode in handler.http_methods - {"HEAD"}}
    return sorted(gevonden)


async def _cookie(stack: Stack, sub: str) -> str:
    geopend = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(), issuer=settings().oidc_issuer, subject=sub, naam=sub, email="", mfa=True,
            user_agent="koppen", bevestigd_op=clock.echt(),
        ),
    )  # fmt: skip
    return geopend.token


async def test_sec_1_elk_antwoord_van_elke_route(stack: Stack):
    wie = {"niemand": "", "vera": await _cookie(stack, "vera"), "hilda": await _cookie(stack, "hilda"), "oud": "x" * 43}
    fout, gezien = {}, 0
    with eigen_web("127.0.0.1", APP_URL=f"https://{THUIS}") as web:
        basis = f"http://127.0.0.1:{web.rpartition(':')[2]}"
        with httpx2.Client(base_url=basis, headers={"host": THUIS, "accept-encoding": "gzip"}, timeout=30) as client:
            for naam, token in wie.items():
                koek = {"cookie": f"__Host-s={token}"} if token else {}
                for methode, pad in adressen():
                    lijf = (
                        {"content": "", "headers": koek | {"origin": f"https://{THUIS}"}}
                        if methode == "POST"
                        else {"headers": koek}
                    )
                    antwoord = client.request(methode, pad, **lijf)
                    gezien += 1
                    if gevonden := list(klachten(antwoord, eigen_bestand=pad in VAN_IEDEREEN)):
                        fout[f"{naam}: {methode} {pad} ({antwoord.status_code})"] = gevonden
            css = re.search(r"/static/[0-9a-f]{12}/css/app\.css", client.get("/").text)[0]
            if gevonden := list(klachten(client.get(css), eigen_bestand=True)):
                fout[css] = gevonden
            elders = client.get("/", headers={"host": "kwaad.example"})
            assert (elders.status_code, elders.headers["location"]) == (307, f"https://{THUIS}/")
            if gevonden := list(klachten(elders)):
                fout["ander adres"] = gevonden
    assert gezien > 300
    assert fout == {}


@pytest.mark.parametrize(
    ("kop", "waarde", "zegt"),
    [
        ("content-security-policy", "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'", "csp"),
        ("content-security-policy", "default-src 'none'; script-src cdn.example; form-action 'self'", "csp script-src"),
        ("strict-transport-security", "max-age=3600", "hsts"),
        ("x-frame-options", "SAMEORIGIN", "x-frame-options"),
        ("referrer-policy", "unsafe-url", "referrer-policy"),
        ("cache-control", "private", "cache-control"),
        ("set-cookie", "s=1; Path=/", "koekje"),
        ("server", "uvicorn", "zegt wat er draait"),
        ("content-encoding", "gzip", "ingepakt"),
    ],
)
def test_de_regels_zien_wat_niet_mag(kop: str, waarde: str, zegt: str):
    vraag = httpx2.Request("GET", "https://meedoen.example/")
    inhoud = b"" if kop != "content-encoding" else __import__("gzip").compress(b"x")
    antwoord = httpx2.Response(200, headers={kop: waarde}, request=vraag, content=inhoud)
    assert any(klacht.startswith(zegt) for klacht in klachten(antwoord))
