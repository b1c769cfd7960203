"""All routes. One file per entry of the menu."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from web.pages import begin, inloggen, uitnodiging
from web.static_files import statisch

ROUTES: list[ControllerRouterHandler] = [
    *begin.ROUTES,
    *inloggen.ROUTES,
    *uitnodiging.ROUTES,
    statisch,
]
