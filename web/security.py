"""The gate around the application: host, method, reference, log line, security headers, compression.

Everything that must hold for each and every answer stands here, also for answers that the framework makes by
itself. Sources: trust.md 2.8 and 5.9.
"""

from __future__ import annotations

import gzip
import ipaddress
import re
from time import perf_counter
from urllib.parse import urlsplit

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from infra import trace
from infra.failpoints import fp
from infra.log import log
from infra.settings import Settings, VerkeerdeInstelling
from web.api import door as api

SCHENDINGEN = "/beleid/schending"  # where a browser tells what the policy stopped (web/pages/schendingen.py)
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    f"report-uri {SCHENDINGEN}"
)
KOPPEN = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
VANAF_BYTES = 1000


def secure(instelling: Settings) -> bool:
    """Whether browsers reach us over https. Refuses to start without it anywhere but in demo and test."""
    https = instelling.app_url.startswith("https://")
    if not https and instelling.omgeving == "productie":
        raise VerkeerdeInstelling("APP_URL moet in productie met https:// beginnen; Meedoen start niet.")
    return https


def proxies(instelling: Settings) -> str:
    """Whose X-Forwarded-For tells where a visitor is: addresses and networks, or nobody's ("").

    In production it must be said, also when there is none: else everybody behind the balancer would count as one.
    """
    gegeven = instelling.web_proxy.strip()
    if instelling.omgeving == "productie" and not gegeven:
        raise VerkeerdeInstelling(
            "De instelling WEB_PROXY ontbreekt: het adres van de proxy voor Meedoen, of geen; Meedoen start niet."
        )
    if gegeven in ("", "geen"):
        return ""
    for deel in gegeven.split(","):
        try:
            ipaddress.ip_network(deel.strip())
        except ValueError:
            raise VerkeerdeInstelling(f"WEB_PROXY noemt geen adres of netwerk: {deel!r}; Meedoen start niet.") from None
    return gegeven


def meldpunt(instelling: Settings) -> str:
    """Where to report a weakness: an e-mail address or a page. In production of who runs it, and of nobody else."""
    gegeven = instelling.melden.strip()
    if not gegeven and instelling.omgeving != "productie":
        return "mailto:beveiliging@meedoen.example"
    if not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://\S+", gegeven):
        raise VerkeerdeInstelling(
            "WEB_MELDEN zegt waar iemand een zwakke plek meldt: mailto:… of https://…; Meedoen start niet."
        )
    return gegeven


class Gate:
    """ASGI: the outermost layer."""

    def __init__(self, app: ASGIApp, *, app_url: str, secure: bool):
        self.app = app
        self.app_url = app_url
        self.host = urlsplit(app_url).netloc.encode()
        self.koppen = (*KOPPEN, HSTS) if secure else KOPPEN
        self.gaat_weg = False  # this process is being replaced: every connection ends with its answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        begin = perf_counter()
        koppen = dict(scope["headers"])
        is_api = api.is_api(scope["path"])
        # The chain of operations of another party is followed on (W3C Trace Context); else a new one begins.
        traceparent = koppen.get(trace.KOP.encode(), b"").decode("latin-1")
        kenmerk = trace.beginnen(traceparent, "api" if is_api else "web", van_buiten=True).kenmerk
        antwoord = _Antwoord(
            send,
            api.koppen(self.koppen) if is_api else self.koppen,
            compress=_mag_kleiner(koppen),
            act=scope["method"] == "POST",
            gate=self,
        )
        scope.setdefault("state", {})["kenmerk"] = kenmerk
        methode = scope["method"]
        if methode == "HEAD":
            # uvicorn leaves the body of the answer out by itself, as its own copy still says HEAD.
            scope = {**scope, "method": "GET"}  # type: ignore[assignment]
        try:
            if refusal := self._refusal(scope, koppen):
                await (api.kort if is_api else _kort)(antwoord, *refusal)
            else:
                await self.app(scope, receive, antwoord)
        finally:
            self._log(scope, methode, antwoord.status, begin, kenmerk)

    def _refusal(self, scope: Scope, koppen: dict[bytes, bytes]) -> tuple[int, list[tuple[bytes, bytes]]] | None:
        if self.gaat_weg and scope["path"] == "/gezond":  # for a balancer: send nobody here any more
            return 503, []
        if api.is_api(scope["path"]) and (status := api.refusal(scope, koppen, self.host)):
            return status
        if scope["method"] not in ("GET", "POST"):
            return 405, [(b"allow", b"GET, HEAD, POST")]
        if koppen.get(b"host") != self.host and scope["path"] != "/gezond":
            # Another name for this machine: a reader goes to the right address, a form is refused.
            if scope["method"] == "GET":
                return 307, [(b"location", f"{self.app_url}/".encode())]
            return 421, []
        if scope["method"] == "POST" and not koppen.get(b"content-length", b"").isdigit():
            return 411, []
        return None

    def _log(self, scope: Scope, methode: str, status: int, begin: float, kenmerk: str) -> None:
        route = scope.get("path_template") or "(geen)"
        if route.startswith("/static/") and status < 400:
            return
        log.info(
            "verzoek",
            methode=methode,
            route=route,
            status=status,
            ms=round((perf_counter() - begin) * 1000, 1),
            tenant=scope["state"].get("tenant"),
            kenmerk=kenmerk,
        )


def _mag_kleiner(koppen: dict[bytes, bytes]) -> bool:
    """Compression only for what our own pages ask for.

    A page that another site makes the browser open is sent as it is: guessing a secret from the size of a
    compressed answer (BREACH) needs exactly such requests.
    """
    return b"gzip" in koppen.get(b"accept-encoding", b"") and koppen.get(b"sec-fetch-site") == b"same-origin"


class _Antwoord:
    """A `send` that adds the headers and compresses whole pages of text."""

    def __init__(self, send: Send, koppen: tuple[tuple[bytes, bytes], ...], *, compress: bool, act: bool, gate: Gate):
        self.send, self.koppen, self.compress, self.act, self.gate = send, koppen, compress, act, gate
        self.status = 500
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if self.act:
                fp("web.before_response")
            self.status = message["status"]
            gegeven = {naam.lower() for naam, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((naam, waarde) for naam, waarde in self.koppen if naam not in gegeven),
            ]
            if b"content-security-policy" not in gegeven:
                message["headers"].append((b"content-security-policy", CSP.encode()))
            if b"cache-control" not in gegeven:
                message["headers"].append((b"cache-control", b"no-store"))
            if self.gate.gaat_weg:
                message["headers"].append((b"connection", b"close"))
            self._start = message
            return
        if message["type"] == "http.response.body" and self._start is not None:
            start, self._start = self._start, None
            if self.compress and not message.get("more_body") and _is_tekst(start["headers"]):
                message = _kleiner(start, message)
            await self.send(start)
        await self.send(message)


def _is_tekst(koppen: list[tuple[bytes, bytes]]) -> bool:
    kop = {naam.lower(): waarde for naam, waarde in koppen}
    return b"content-encoding" not in kop and kop.get(b"content-type", b"").startswith(b"text/")


def _kleiner(start: Message, message: Message) -> Message:
    body = message.get("body", b"")
    if len(body) <= VANAF_BYTES:
        return message
    klein = gzip.compress(body, compresslevel=1, mtime=0)
    start["headers"] = [(naam, waarde) for naam, waarde in start["headers"] if naam.lower() != b"content-length"]
    start["headers"] += [(b"content-encoding", b"gzip"), (b"content-length", str(len(klein)).encode())]
    return {**message, "body": klein}


async def _kort(send: Send, status: int, extra: list[tuple[bytes, bytes]]) -> None:
    tekst = {
        405: "Deze manier van vragen kan hier niet.",
        411: "De lengte ontbreekt.",
        421: "Verkeerd adres.",
        503: "Dit proces stopt.",
    }
    body = tekst.get(status, "").encode()
    koppen = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": koppen})
    await send({"type": "http.response.body", "body": body, "more_body": False})
