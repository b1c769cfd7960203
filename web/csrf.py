"""A form that changes something must come from our own page, opened in this very session.

Three things together: the browser says where the request began (Origin, Sec-Fetch-Site), and the form carries the
token that stands in the row of this session, in the hidden field `csrf` or in the header `x-csrf-token`. A token
of another session, of whomever, does not fit (trust.md M1, stack.md H43).
"""

from __future__ import annotations

import hmac

from services.kern.errors import TeGroot
from web.forms import lees_formulier
from web.visit import Bezoek, Verzoek


class Vervalst(Exception):
    """Not from our own page. The text is for the log."""


def van_onszelf(request: Verzoek) -> None:
    """Raises Vervalst when the browser says that another site sent this."""
    herkomst = request.headers.get("origin")
    if herkomst is not None and herkomst != request.web.settings.app_url:
        raise Vervalst("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Vervalst("sec-fetch-site")


async def controleren(request: Verzoek, bezoek: Bezoek, grens: int) -> None:
    """Raises Vervalst, or TeGroot for a form that is too large to be read at all.

    Where a handler wants to say that a file is too large beside its field (`opt["te_groot"]`) the body is left
    unread and `request.te_groot` is set: such a request changes nothing, so it needs no token.
    """
    van_onszelf(request)
    if int(request.headers["content-length"]) > grens:
        if request.route_handler.opt.get("te_groot"):
            request.scope["state"]["te_groot"] = True
            return
        raise TeGroot("Dit is te veel tekst om in één keer te bewaren. Kort de tekst in.")
    gegeven = request.headers.get("x-csrf-token")
    if gegeven is None:
        formulier = await lees_formulier(request)
        gegeven = formulier.get("csrf")
    if not isinstance(gegeven, str) or not hmac.compare_digest(gegeven.encode(), bezoek.stand.csrf.encode()):
        raise Vervalst("token")
