"""Which operation this is, and of which chain: W3C Trace Context, from the request to the last job that follows.

A trace id (16 octets in hex) is the same all the way; an operation id (8 octets in hex) is of one act, one look, one
reaction or one job. `traceparent` goes along over HTTP, in the headers of NATS, in the envelope of a fact and in the
row of a task. One context variable per task of asyncio: nothing is passed by hand, nothing leaks to another request.
"""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog

from infra import clock

KOP = "traceparent"
KOP_HERKOMST = "Meedoen-Herkomst"
KOP_NAMENS = "Meedoen-Namens"
KOP_VREEMD = "Meedoen-Vreemd"
#: Where an operation came from: a page, the API, another service, a fact, a due row, the administration.
HERKOMSTEN = ("web", "api", "dienst", "feit", "job", "beheer")
_vorm = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


@dataclass(frozen=True, slots=True)
class Spoor:
    """One operation. `ouder`: the operation of ours that led to it; `vreemd`: that of another party, in the same trace.

    `namens`: the person on whose behalf a service asks another.
    """

    trace: str
    operatie: str
    ouder: str | None = None
    vreemd: str | None = None
    herkomst: str = "dienst"
    namens: UUID | None = None
    begin: datetime = field(default_factory=clock.echt)

    @property
    def traceparent(self) -> str:
        return f"00-{self.trace}-{self.operatie}-01"

    @property
    def kenmerk(self) -> str:
        """What a person can read out over the telephone, and what the log can be searched for."""
        return self.trace[:8].upper()


_huidig: ContextVar[Spoor | None] = ContextVar("spoor", default=None)


def lezen(traceparent: str | None) -> tuple[str, str] | None:
    """Trace and operation of a header, or None when it is not valid (W3C Trace Context, 3.2.2)."""
    gevonden = _vorm.fullmatch(traceparent or "")
    if gevonden is None:
        return None
    versie, trace, operatie, meer = gevonden.groups()
    if versie == "ff" or (versie == "00" and meer) or trace == "0" * 32 or operatie == "0" * 16:
        return None
    return trace, operatie


def beginnen(
    traceparent: str | None,
    herkomst: str,
    *,
    van_buiten: bool = False,
    namens: UUID | None = None,
    vreemd: str | None = None,
) -> Spoor:
    """A new operation in the trace of `traceparent`, or in a new one. `van_buiten`: the header is of another party."""
    gelezen = lezen(traceparent)
    trace, ouder = gelezen or (secrets.token_hex(16), None)
    spoor = Spoor(
        trace=trace,
        operatie=secrets.token_hex(8),
        ouder=None if van_buiten else ouder,
        vreemd=ouder if van_buiten else vreemd,
        herkomst=herkomst,
        namens=namens,
    )
    _huidig.set(spoor)
    structlog.contextvars.bind_contextvars(spoor=trace)
    return spoor


def huidig() -> Spoor:
    """The operation that runs here; one of its own where nothing began it."""
    return _huidig.get() or beginnen(None, "dienst")


def koppen(*, namens: UUID | None = None) -> dict[str, str]:
    """The headers with which this operation asks another process. `namens`: on whose behalf a service asks."""
    spoor = huidig()
    kop = {KOP: spoor.traceparent, KOP_HERKOMST: spoor.herkomst}
    if wie := namens or spoor.namens:
        kop[KOP_NAMENS] = str(wie)
    if spoor.vreemd:
        kop[KOP_VREEMD] = spoor.vreemd
    return kop


__all__ = [
    "HERKOMSTEN",
    "KOP",
    "KOP_HERKOMST",
    "KOP_NAMENS",
    "KOP_VREEMD",
    "Spoor",
    "beginnen",
    "huidig",
    "koppen",
    "lezen",
]
