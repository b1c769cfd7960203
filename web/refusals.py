"""What the web itself refuses a person leaves an audit line too: the wrong role, an old form, input that cannot be.

What a service refuses it writes down itself (infra.runtime); then nothing is added here: one refusal is one line. Not
for who has no role on (there is no samenwerkingsverband whose log it would be), and not for who asks too often: that
stands in the log of the process, and must cost nothing.
"""

from __future__ import annotations

from uuid import UUID

from litestar.types import Message, Scope

from infra.log import log
from services.kern.errors import Fout
from services.netwerk.contract import WeigeringNoteren

REDENEN = {
    401: "bevestig_opnieuw",
    403: "mag_niet",
    404: "niet_gevonden",
    405: "mag_niet",
    409: "kan_niet",
    413: "te_groot",
}
TE_VAAK = 429


async def opschrijven(message: Message, scope: Scope) -> None:
    """A hook of the application, before an answer leaves."""
    if message["type"] != "http.response.start" or scope["type"] != "http":
        return
    status, state = message["status"], scope.get("state", {})
    if not 400 <= status < 500 or status == TE_VAAK or state.get("geweigerd"):
        return
    bezoek = state.get("bezoek")
    if bezoek is None or bezoek.stand.principal is None:
        return
    state["geweigerd"] = True
    handler = scope.get("route_handler")
    zaak = scope.get("path_params", {}).get("id")
    vraag = WeigeringNoteren(
        wat=_naam(handler.opt if handler is not None else {}, scope),
        handeling=scope["method"] != "GET",
        zaak=zaak if isinstance(zaak, UUID) else None,
        reden=REDENEN.get(status, "ongeldige_invoer"),
    )
    try:
        await scope["litestar_app"].state["web"].bus.ask("netwerk", vraag, bezoek.stand.principal)
    except Fout as fout:  # it stays a refusal; that the line is missing stands in the log
        log.error("weigering niet opgeschreven", bericht=vraag.wat, fout=type(fout).__name__)


def _naam(opt: dict, scope: Scope) -> str:
    """The name under which the audit knows this route; an act that the address names has its own."""
    waarden = {naam: str(w).replace("-", "_") for naam, w in scope.get("path_params", {}).items()}
    naam = str(opt.get("audit") or "adres").format_map(waarden)
    return naam if naam.replace("_", "").isalnum() and naam.isascii() and len(naam) <= 60 else "adres"
