"""An OpenID Connect provider that says whatever a test wants, and a web process of our own that believes in it.

The provider is a real server on a real port, with real signatures: only so can a token be wrong in one thing and right
in all else. The web process is the one we ship, with another environment.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from joserfc import jwk

ROOT = Path(__file__).parents[1]
CLIENT = "meedoen"


def vrije_poort() -> int:
    with socket.socket() as lijn:
        lijn.bind(("127.0.0.1", 0))
        return lijn.getsockname()[1]


def b64(inhoud: bytes | dict[str, Any]) -> str:
    rauw = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
    return urlsafe_b64encode(rauw).rstrip(b"=").decode()


def teken(claims: dict[str, Any], sleutel: Any, **kop: Any) -> str:
    """A token signed by hand, so that it can also say what no library would let it say.

    `sleutel`: an RSA key of joserfc, or octets for HMAC.
    """
    eigen = {} if isinstance(sleutel, bytes) else {"kid": sleutel.kid}
    koppen = {naam: w for naam, w in ({"alg": "RS256", "typ": "JWT"} | eigen | kop).items() if w is not None}
    tekst = f"{b64(koppen)}.{b64(claims)}".encode()
    if isinstance(sleutel, bytes):
        merk = hmac.digest(sleutel, tekst, f"sha{koppen['alg'][2:]}")
    else:
        soort = {"256": SHA256, "512": SHA512}[koppen["alg"][2:]]()
        merk = sleutel.private_key.sign(tekst, PKCS1v15(), soort)
    return f"{tekst.decode()}.{b64(merk)}"


@dataclass
class Dienst:
    """`antwoord`: what /token says to a code. `metadata`, `jwks`: what is told; may be changed at any moment."""

    poort: int
    sleutel: Any = field(default_factory=lambda: jwk.RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}, True))
    metadata: dict[str, Any] = field(default_factory=dict)
    jwks: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Callable[[], Any]] = field(default_factory=dict)
    gevraagd: list[str] = field(default_factory=list)
    anders: dict[str, Callable[[Any], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.terug()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def terug(self) -> None:
        """As it should be."""
        self.metadata = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            "authorization_response_iss_parameter_supported": True,
        }
        self.jwks = {"keys": [self.sleutel.as_dict(private=False)]}
        self.anders = {}

    def claims(self, wie: str, hoort_bij: str, **anders: Any) -> dict[str, Any]:
        """Right for this person and the nonce of this login, but for what `anders` says."""
        nu = int(time.time())
        goed = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": wie,
            "nonce": hoort_bij,
            "iat": nu,
            "exp": nu + 300,
            "auth_time": nu,
            "amr": ["pwd", "otp", "mfa"],
            "name": "Proef",
            "email": f"{wie}@proef.example",
        }
        return {naam: w for naam, w in (goed | anders).items() if w is not None}

    def code(self, antwoord: Callable[[], Any]) -> str:
        """A code for which /token gives this once."""
        code = secrets.token_hex(8)
        self.codes[code] = antwoord
        return code


@contextlib.contextmanager
def dienst() -> Iterator[Dienst]:
    """The provider on a port of its own."""
    zelf = Dienst(vrije_poort())

    class Antwoord(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def log_message(self, *_: Any) -> None:
            return None

        def geef(self, inhoud: Any, status: int = 200) -> None:
            lijf = json.dumps(inhoud).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(lijf)))
            self.end_headers()
            self.wfile.write(lijf)

        def do_GET(self) -> None:
            pad = urlsplit(self.path).path
            zelf.gevraagd.append(pad)
            if pad in zelf.anders:
                zelf.anders[pad](self)
            elif pad.endswith("openid-configuration"):
                self.geef(zelf.metadata)
            elif pad == "/jwks":
                self.geef(zelf.jwks)
            else:
                self.geef({}, 404)

        def do_POST(self) -> None:
            zelf.gevraagd.append(self.path)
            velden = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            geef = zelf.codes.pop(velden.get("code", [""])[0], None)
            if geef is None:
                self.geef({"error": "invalid_grant"}, 400)
            else:
                self.geef(geef())

    server = ThreadingHTTPServer(("127.0.0.1", zelf.poort), Antwoord)
    server.daemon_threads = True
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield zelf
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def eigen_web(host: str = "localhost", **omgeving: str) -> Iterator[str]:
    """A web process as we ship it, with these settings beside those of the stack. Yields its address."""
    poort = vrije_poort()
    adres = f"http://{host}:{poort}"
    # The address of the provider in a cookie or a form is that of this web, so APP_URL is its own.
    ons = os.environ | {"APP_URL": adres, "WEB_PORT": str(poort)} | omgeving
    with tempfile.TemporaryFile() as uitvoer:
        proces = subprocess.Popen([sys.executable, "-m", "web"], env=ons, cwd=ROOT, stdout=uitvoer, stderr=uitvoer)
        try:
            einde = time.monotonic() + 90  # patience on a computer with much else to do, no promise
            while True:
                with contextlib.suppress(httpx2.HTTPError):
                    if httpx2.get(f"http://127.0.0.1:{poort}/gezond", timeout=1).status_code == 200:
                        break
                if proces.poll() is not None or time.monotonic() > einde:
                    proces.kill()
                    uitvoer.seek(0)
                    raise AssertionError(f"het eigen web kwam niet op: {uitvoer.read().decode()[-1500:]}")
                time.sleep(0.05)
            yield adres
        finally:
            proces.kill()  # it keeps nothing of its own
            proces.wait(20)


@dataclass
class Poging:
    """One login that began in one browser, up to where the provider has the word."""

    browser: httpx2.Client
    adres: str
    state: str
    nonce: str
    terug: str

    def kom_terug(self, code: str, **anders: str | None) -> httpx2.Response:
        """The browser comes back with this code."""
        vraag = {"code": code, "state": self.state} | anders
        return self.browser.get(self.terug, params={naam: w for naam, w in vraag.items() if w is not None})


def begin(web: str, bij: str = "", browser: httpx2.Client | None = None, pad: str = "/inloggen") -> Poging:
    """Start signing in; `browser` to go on in one that is there already."""
    browser = browser or httpx2.Client(base_url=web, timeout=30)
    antwoord = browser.get(pad, params={"bij": bij} if bij else None)
    assert antwoord.status_code == 303, (antwoord.status_code, antwoord.text[:500])
    adres = antwoord.headers["location"]
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}
    return Poging(browser, adres, vraag["state"], vraag["nonce"], vraag["redirect_uri"])
