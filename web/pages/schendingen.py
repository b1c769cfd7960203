"""A browser tells that something on a page of ours was stopped by its policy (CSP): one line in the log, no more.

Anybody can send such a report, so nothing in it is believed or repeated. Of an address of ours stay the words that our
own routes consist of; of another its last two labels; of a script nothing. No session is looked up, no cookie set.
Source: CSP Level 3, section 5.3 (report-uri). Its successor report-to is not used: browsers hold those back for a
minute, send them over https only, and without it every browser still sends these.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import post

from infra.log import log
from services.kern.errors import OngeldigeInvoer, TeGroot
from web.limits import SCHENDING
from web.policy import openbaar
from web.security import SCHENDINGEN
from web.visit import Verzoek

GRENS = 8_000  # octets; a report holds our policy and a few addresses
_SOORT = "application/csp-report"
_RICHTLIJN = re.compile(r"[a-z]+(-[a-z]+){0,3}")
_NAAM = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}")
_WOORDEN = ("inline", "eval", "wasm-eval", "data", "blob", "about", "file")


class _Schending(msgspec.Struct, rename="kebab", forbid_unknown_fields=True):
    """What browsers write, and nothing besides. Read are the first three."""

    document_uri: str
    effective_directive: str = ""
    violated_directive: str = ""  # what the first was called before
    blocked_uri: str = ""
    referrer: str = ""
    original_policy: str = ""
    disposition: str = ""
    status_code: int = 0
    script_sample: str = ""
    source_file: str = ""
    line_number: int = 0
    column_number: int = 0


class _Verslag(msgspec.Struct, rename="kebab", forbid_unknown_fields=True):
    csp_report: _Schending


_lezer = msgspec.json.Decoder(_Verslag)


@post(SCHENDINGEN, status_code=204, opt=openbaar(SCHENDING))
async def schending_melden(request: Verzoek) -> None:
    if request.content_type[0] != _SOORT:
        raise OngeldigeInvoer("Dit is geen melding van een browser.")
    if int(request.headers["content-length"]) > GRENS:
        raise TeGroot("Deze melding is te groot.")
    try:
        melding = _lezer.decode(await request.body()).csp_report
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise OngeldigeInvoer("Deze melding is niet te lezen.") from None
    richtlijn = melding.effective_directive or melding.violated_directive.partition(" ")[0]
    if not _RICHTLIJN.fullmatch(richtlijn) or len(richtlijn) > 40:
        raise OngeldigeInvoer("Deze melding noemt geen regel.")
    log.warning(
        "beleid geschonden",
        soort=richtlijn,
        route=_bladzijde(melding.document_uri, request),
        reden=_wat(melding.blocked_uri, request),
        kenmerk=request.kenmerk,
    )


def _bladzijde(adres: str, request: Verzoek) -> str:
    """The address without anything that only this page has: no number, no token, no query.

    Raises OngeldigeInvoer for a page that is not ours.
    """
    deel = _gelezen(adres)
    if deel is None or f"{deel.scheme}://{deel.netloc}" != request.web.settings.app_url:
        raise OngeldigeInvoer("Deze melding gaat niet over een bladzijde van Meedoen.")
    eigen = {stuk for route in request.app.routes for stuk in route.path.split("/")}
    return "/".join(stuk if stuk in eigen else "…" for stuk in deel.path.split("/")[:8]) or "/"


def _wat(adres: str, request: Verzoek) -> str:
    """What was stopped: a word of the standard, `eigen`, or where it would have come from or gone to."""
    deel = _gelezen(adres)
    if adres in _WOORDEN:
        return adres
    if deel is None:
        return "onbekend"
    if f"{deel.scheme}://{deel.netloc}" == request.web.settings.app_url:
        return "eigen"
    if deel.scheme in _WOORDEN:
        return deel.scheme
    naam = (deel.hostname or "").lower()
    return ".".join(naam.split(".")[-2:]) if _NAAM.fullmatch(naam) else "onbekend"


def _gelezen(adres: str) -> Any:
    try:
        return urlsplit(adres) if adres.isprintable() and " " not in adres else None
    except ValueError:
        return None


ROUTES = [schending_melden]
