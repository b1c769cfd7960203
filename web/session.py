"""Who belongs to a cookie. `netwerk` knows; we remember its answer for at most one second.

An answer is dropped at once when netwerk says that the session is over (`push.sessie`, payload: SHA-256 of the
token in hex), and none is used that was given before the line to NATS was last interrupted.
"""

from __future__ import annotations

import hashlib
import time
from uuid import UUID

from nats.aio.msg import Msg

from infra.bus import Bus
from services.kern.errors import NietIngelogd
from services.netwerk.contract import SessieLezen, SessieStand

BEWAREN_SECONDEN = 1.0
HOOGSTENS = 5_000


class Sessies:
    """The sessions this process knows of, by hash of their token."""

    def __init__(self, bus: Bus):
        self.bus = bus
        self._bekend: dict[str, tuple[SessieStand, float, int]] = {}
        self._berichten = 0

    async def luisteren(self) -> None:
        await self.bus.client.subscribe("push.sessie", cb=self._voorbij)
        await self.bus.client.flush()

    async def _voorbij(self, msg: Msg) -> None:
        self._berichten += 1
        self._bekend.pop(msg.data.decode("ascii", "replace"), None)

    def vergeten(self, token: str) -> None:
        """We ended it ourselves: do not wait for the message that says so."""
        self._berichten += 1
        self._bekend.pop(_afdruk(token), None)

    async def lezen(self, token: str) -> SessieStand:
        """Raises NietIngelogd, or NietBeschikbaar when netwerk does not answer."""
        hash, client = _afdruk(token), self.bus.client
        lijn = client.stats["reconnects"]
        if bekend := self._bekend.get(hash):
            stand, tot, toen = bekend
            if time.monotonic() < tot and toen == lijn and client.is_connected:
                return stand
            del self._bekend[hash]
        if not 20 <= len(token) <= 100:
            raise NietIngelogd("Uw sessie is verlopen. Log opnieuw in.")
        begin, gehoord = time.monotonic(), self._berichten
        stand = await self.bus.ask("netwerk", SessieLezen(token=token))
        # An answer that was under way while some session ended may already be old: use it, do not keep it.
        if gehoord == self._berichten and lijn == client.stats["reconnects"]:
            if len(self._bekend) >= HOOGSTENS:
                self._bekend.clear()
            self._bekend[hash] = (stand, begin + BEWAREN_SECONDEN, lijn)
        return stand


def _afdruk(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def zaak_van(stand: SessieStand) -> UUID | None:
    """The case of a family's hat."""
    if stand.hoed is None or stand.hoed.rol not in ("ouder", "leerling"):
        return None
    return UUID(stand.hoed.organisatie)
