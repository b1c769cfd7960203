"""One request of one visitor: who it is, and how to ask a service on their behalf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from litestar import Request
from litestar.datastructures import FormMultiDict

from infra import clock
from infra.failpoints import fp
from services.kern.bericht import Opdracht, Vraag
from services.kern.errors import Fout, NietIngelogd
from services.kern.principal import pas_bevestigd
from services.netwerk.contract import SessieStand
from tenants import registry

if TYPE_CHECKING:
    from tenants.schema import Tenant
    from web.app import Web


class KiesEerstEenRol(Exception):
    """Signed in, but no hat is on yet."""


class EerstPasskey(Exception):
    """Signed in, and this hat asks for a passkey that was not shown yet."""


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A living session: the token of the cookie, and what netwerk says of it."""

    token: str
    stand: SessieStand

    @property
    def rol(self) -> str:
        return self.stand.hoed.rol if self.stand.hoed else ""

    @property
    def pas_bevestigd(self) -> bool:
        """Whether this person proved in the last five minutes who they are."""
        op = self.stand.bevestigd_op
        return op is not None and pas_bevestigd(int(op.timestamp()), clock.echt_seconden())


class Verzoek(Request):
    """The request as handlers get it."""

    @property
    def web(self) -> Web:
        return self.scope["litestar_app"].state["web"]

    @property
    def kenmerk(self) -> str:
        """Reference of this request in the log."""
        return self.scope["state"].get("kenmerk", "")

    @property
    def bezoek(self) -> Bezoek | None:
        """Who is signed in, once `aanmelden` looked."""
        return self.scope["state"].get("bezoek")

    @property
    def ingelogd(self) -> Bezoek:
        bezoek = self.bezoek
        assert bezoek is not None, "deze route is openbaar"
        return bezoek

    @property
    def formulier(self) -> FormMultiDict | None:
        """The form of this request, once it was read (web.forms)."""
        return self.scope["state"].get("formulier")

    @property
    def te_groot(self) -> bool:
        return self.scope["state"].get("te_groot", False)

    @property
    def tenant(self) -> Tenant:
        """The samenwerkingsverband of the hat."""
        hoed = self.ingelogd.stand.hoed
        assert hoed is not None, "hier is nog geen rol gekozen"
        return self.web.tenants[hoed.tenant]

    def regels(self, op: date) -> Tenant:
        """Its words and forms for a case of this day (`regels_op` of the answer): a case keeps those of its own."""
        hoed = self.ingelogd.stand.hoed
        assert hoed is not None, "hier is nog geen rol gekozen"
        return registry.get(hoed.tenant, op)

    @property
    def is_deel(self) -> bool:
        """htmx asks for a piece of the page, not for the page. Never decides about access."""
        return self.headers.get("hx-request-type") == "partial"

    @property
    def doel(self) -> str:
        """The id of the element that htmx will fill ("section#handeling" to "handeling")."""
        return self.headers.get("hx-target", "").rpartition("#")[2]

    async def aanmelden(self) -> Bezoek:
        """Look up the session of the cookie. Raises NietIngelogd."""
        if bezoek := self.bezoek:
            return bezoek
        token = self.cookies.get(self.web.cookie)
        if not token:
            raise NietIngelogd("Log eerst in.")
        bezoek = Bezoek(token, await self.web.sessies.lezen(token))
        self.scope["state"]["bezoek"] = bezoek
        if bezoek.stand.hoed:
            self.scope["state"]["tenant"] = bezoek.stand.hoed.tenant
        return bezoek

    async def wie(self) -> Bezoek | None:
        """As `aanmelden`, for pages that are open to all."""
        try:
            return await self.aanmelden()
        except NietIngelogd:
            return None

    async def vraag(self, dienst: str, bericht: Vraag, *, timeout: float = 10.0) -> Any:
        """Ask a service on behalf of this visitor. Raises the fault of the service."""
        try:
            return await self._vraag(dienst, bericht, timeout)
        except Fout as fout:
            if fout.status < 500:
                self.scope["state"]["geweigerd"] = True  # the service wrote down that it refused (web.refusals)
            raise

    async def _vraag(self, dienst: str, bericht: Vraag, timeout: float) -> Any:
        if not isinstance(bericht, Opdracht):
            return await self.web.bus.ask(dienst, bericht, self.ingelogd.stand.principal, timeout=timeout)
        fp("web.before_ask")
        antwoord = await self.web.bus.ask(dienst, bericht, self.ingelogd.stand.principal, timeout=timeout)
        fp("web.after_answer")
        return antwoord
