"""The edge of the API, for each and every answer under /api: its headers, its refusals, and who may ask.

Part of the gate (web.security), so that it also holds for what the framework answers by itself. Source: NL API
Design Rules (version-header, no-trailing-slash, problem-details, transport/cors).
"""

from __future__ import annotations

import msgspec
from litestar.types import Scope, Send

from web.api.problems import KOPPEN, PROBLEM, is_api, probleem

GRENS = 64_000  # octets of a question
METHODEN = b"GET, HEAD, POST, OPTIONS"
VOORAF = (
    (b"access-control-allow-methods", METHODEN),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)
ZINNEN = {
    404: "Dit adres bestaat niet. Een adres eindigt hier nooit op een schuine streep.",
    405: "Deze methode kan hier niet.",
    411: "De lengte van de vraag ontbreekt.",
    413: "Deze vraag is te groot.",
    421: "Dit adres hoort niet bij deze dienst.",
}
Koppen = tuple[tuple[bytes, bytes], ...]


def koppen(standaard: Koppen) -> Koppen:
    """The headers of every answer of the API: those of all answers, and its own instead where they differ."""
    eigen = {naam.encode(): waarde.encode() for naam, waarde in KOPPEN.items()}
    return (*((naam, waarde) for naam, waarde in standaard if naam not in eigen), *eigen.items())


def refusal(scope: Scope, gevraagd: dict[bytes, bytes], host: bytes) -> tuple[int, list[tuple[bytes, bytes]]] | None:
    """What is answered at once, or None. 204 is the answer to a browser that asks beforehand."""
    if gevraagd.get(b"host") != host:
        return 421, []
    if scope["path"].endswith("/"):
        return 404, []
    if scope["method"] == "OPTIONS":
        return 204, [*VOORAF, (b"allow", METHODEN)]
    if scope["method"] not in ("GET", "POST"):
        return 405, [(b"allow", METHODEN)]
    if scope["method"] == "POST":
        lengte = gevraagd.get(b"content-length", b"")
        if not lengte.isdigit():
            return 411, []
        if len(lengte) > 9 or int(lengte) > GRENS:
            return 413, []
    return None


async def kort(send: Send, status: int, extra: list[tuple[bytes, bytes]]) -> None:
    """Send this refusal as a problem; a preflight has no body."""
    body = b"" if status == 204 else msgspec.json.encode(probleem(status, ZINNEN[status]))
    soort = [] if status == 204 else [(b"content-type", PROBLEM.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*soort, *extra]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


__all__ = ["GRENS", "is_api", "koppen", "kort", "refusal"]
