"""A visitor in a test: a browser without script, and the ways to try what a page does not offer."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx2

from infra.demo.robot import Pagina, Robot
from infra.people import accounts
from infra.settings import settings

COOKIE = "s"


def bezoeker(sub: str) -> Robot:
    """Somebody of the cast, not signed in yet."""
    return Robot(settings().app_url, accounts()[sub])


def ingelogd(sub: str, hoed: str = "") -> Robot:
    robot = bezoeker(sub)
    robot.inloggen()
    if hoed:
        robot.hoed(hoed)
    return robot


def token(robot: Robot) -> str:
    """The session token in the cookie of this browser."""
    return robot.client.cookies[COOKIE]


def los(cookie: str = "") -> httpx2.Client:
    """A bare browser, with this session cookie when given, that follows no redirects."""
    client = httpx2.Client(base_url=settings().app_url, timeout=30)
    if cookie:
        client.cookies.set(COOKIE, cookie, domain=urlsplit(settings().app_url).hostname or "")
    return client


def csrf(pagina: Pagina) -> str:
    return pagina.html.css_first("input[name=csrf]").attributes["value"]


def herkomst(**anders: str) -> dict[str, str]:
    """What a browser says of a form on our own page; `anders` replaces a header (underscores for hyphens)."""
    koppen = {"origin": settings().app_url, "sec-fetch-site": "same-origin"}
    return koppen | {naam.replace("_", "-"): waarde for naam, waarde in anders.items()}
