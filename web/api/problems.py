"""Errors of the API as RFC 9457 says: application/problem+json with status, title and detail, in Dutch.

Beside those: `code` (a word that does not change), `veld` (the path in what was sent) and `errors`, the same as a
list with a JSON pointer, as the NL API Design Rules ask for invalid input.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from litestar import Request, Response

PROBLEM = "application/problem+json"
VERSIE = "1.0.0"
KOPPEN = {
    "api-version": VERSIE,
    # Open to every site: the answer is the same for everybody, and no cookie or session is read.
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "API-Version, Retry-After",
    "cross-origin-resource-policy": "cross-origin",
}
TITELS = {
    400: "Ongeldige vraag",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    411: "De lengte ontbreekt",
    413: "Te groot",
    415: "Verkeerde soort inhoud",
    421: "Verkeerd adres",
    429: "Te veel vragen",
    500: "Er ging iets mis bij ons",
    503: "Even niet bereikbaar",
}
_DEEL = re.compile(r"\[(\d+)\]")


def is_api(pad: str) -> bool:
    return pad.startswith("/api/")


def probleem(
    status: int, detail: str, *, code: str = "", veld: str | None = None, plek: str = "body", kenmerk: str = ""
) -> dict[str, Any]:
    """The body of an error. `plek`: body or query, where `veld` stands."""
    uit: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS.get(status, TITELS[400]),
        "status": status,
        "detail": detail,
    }
    if code:
        uit |= {"code": code, "veld": veld}
        uit["errors"] = [{"in": plek, "location": _aanwijzer(veld, plek), "code": code, "detail": detail}]
    if kenmerk:
        uit["kenmerk"] = kenmerk
    return uit


def antwoord(status: int, detail: str, *, koppen: dict[str, str] | None = None, **rest: Any) -> Response:
    """The same as an answer of the framework."""
    body = als_json(probleem(status, detail, **rest))
    return Response(body, status_code=status, media_type=PROBLEM, headers=koppen)


def meer_koppen(request: Request, status: int) -> dict[str, str]:
    """405 says what can be done at this address; 503 when to come back."""
    if status == 405:
        mag = "POST, OPTIONS" if request.method == "GET" else "GET, HEAD, OPTIONS"
        return {"allow": mag}
    return {"retry-after": "30"} if status == 503 else {}


def als_json(waarde: object) -> bytes:
    """JSON in UTF-8. Half a character that was sent comes back as a question mark."""
    try:
        return msgspec.json.encode(waarde)
    except UnicodeEncodeError:
        return msgspec.json.encode(_heel(msgspec.to_builtins(waarde)))


def _heel(waarde: Any) -> Any:
    if isinstance(waarde, str):
        return waarde.encode("utf-8", "replace").decode()
    if isinstance(waarde, dict):
        return {_heel(naam): _heel(deel) for naam, deel in waarde.items()}
    return [_heel(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _aanwijzer(veld: str | None, plek: str) -> str:
    """`gebeurtenissen[1].op` as a JSON pointer; in a query the name itself."""
    if plek != "body" or not veld:
        return veld or "#"
    return "#/" + _DEEL.sub(r"/\1", veld).replace(".", "/")
