"""Who is asking: a person with one hat in one tenant, or a service on behalf of itself.

The web never decides who somebody is. `netwerk` signs the principal when it looks up the session; every
service verifies that signature (`infra/principals.py`) and decides on the person, not on the caller.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.kern.rollen import Rol

#: Zo lang geldt dat iemand pas nog liet zien wie hij is (trust.md 5.4), en zoveel mogen twee klokken verschillen.
BEVESTIGD_SECONDEN = 300
SPELING_SECONDEN = 30


def pas_bevestigd(op: int, nu: int) -> bool:
    """Whether somebody proved in the last five minutes who they are; both in Unix seconds, real time."""
    return -SPELING_SECONDEN <= nu - op <= BEVESTIGD_SECONDEN


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """One person, one tenant, one hat. `organisatie` is the school, board, gemeente or SWV of the hat.

    `mfa`: signed in with a second factor. `verloopt`: Unix seconds, real time, after which it is refused.
    `bevestigd_op`: Unix seconds, real time, of the last moment this person proved who they are; 0 for unknown.
    """

    tenant: str
    persoon: UUID
    naam: str
    rol: Rol
    organisatie: str
    sessie: UUID
    mfa: bool
    verloopt: int
    bevestigd_op: int = 0

    def pas_bevestigd(self, nu: int) -> bool:
        """Whether that was in the last five minutes; `nu`: Unix seconds, real time."""
        return pas_bevestigd(self.bevestigd_op, nu)


class Systeem(msgspec.Struct, frozen=True, kw_only=True):
    """A service that acts because a fact or a moment told it to; never because of a person's click."""

    tenant: str
    dienst: str

    @property
    def naam(self) -> str:
        return "Meedoen"


Asker = Principal | Systeem
