"""What may stand in the queue of Valkey: "do this row now", in one shape. Anything else is put aside, never done.

The queue is no source of truth (infra/jobs.py), but who can write in Valkey could stop the worker with it: Dramatiq 2.2
starts its consumer anew for each entry that it cannot read, and a thread ends on a queue name or an option that it
does not know. So every entry is looked at before Dramatiq sees it (trust.md SEC-10).
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from dramatiq.brokers.redis import RedisBroker

from infra.log import log

QUEUE = "taken"
ACTOR = "taak_uitvoeren"
# An entry of ours has some four hundred octets.
GROOTSTE = 4_000


class Werk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which row: the arguments of the one actor."""

    tenant: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]{1,40}$")]
    dienst: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{1,40}$")]
    taak: UUID


class Opties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing but its place in the queue: a delay, another time limit or a chain of messages is not ours."""

    redis_message_id: str


class Bel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the queue, as Dramatiq writes it."""

    queue_name: Literal["taken"]
    actor_name: Literal["taak_uitvoeren"]
    args: tuple[()]
    kwargs: Werk
    options: Opties
    message_id: str
    message_timestamp: int


_lezer = msgspec.json.Decoder(Bel)


def plaats(queue_name: str, data: bytes) -> str | None:
    """Under which id this entry says to stand in the queue; None when it is not of ours. We put nothing off in
    Valkey, so that all in Dramatiq's queue of what is delayed is not."""
    if queue_name != QUEUE or len(data) > GROOTSTE:
        return None
    try:
        return _lezer.decode(data).options.redis_message_id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Doorbell(RedisBroker):
    """Dramatiq's own broker, with a look at what comes out of Valkey."""

    def do_fetch(self, queue_name: str, prefetch: int) -> list[bytes]:
        """The next entries, only those that are ours and stand where they say. The others go to the dead letters."""
        gehaald: list[bytes | None] = super().__getattr__("do_fetch")(queue_name, prefetch)
        if not gehaald:
            return []
        plaatsen = [plaats(queue_name, data) if data else None for data in gehaald]
        staat_er = self.client.hmget(self._berichten(queue_name), [p or "" for p in plaatsen])
        goed = [d for d, p, er in zip(gehaald, plaatsen, staat_er, strict=True) if d and p and d == er]
        if len(goed) < len(gehaald):
            self._wegleggen(queue_name)
        return goed

    def _berichten(self, queue_name: str) -> str:
        return f"{self.namespace}:{queue_name}.msgs"

    def _wegleggen(self, queue_name: str) -> None:
        """Of what this process holds, all that is not ours. An entry without content is dropped: it says nothing."""
        vast = list(self.client.smembers(f"{self.namespace}:__acks__.{self.broker_id}.{queue_name}"))
        inhoud = self.client.hmget(self._berichten(queue_name), vast) if vast else []
        for id, data in zip(vast, inhoud, strict=True):
            if data is None:
                self.do_ack(queue_name, id)
            elif (plaats(queue_name, data) or "").encode() != id:
                self.do_nack(queue_name, id)
            else:
                continue
            log.error(
                "bericht in de wachtrij is niet van ons", dienst="werker", soort=queue_name, aantal=len(data or b"")
            )
