"""Who is asking: a person with one hat in one tenant, or a service on behalf of itself.

The web never decides who somebody is. `netwerk` signs the principal when it looks up the session; every
service verifies that signature (`infra/principals.py`) and decides on the person, not on the caller.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.kern.rollen import Rol


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """One person, one tenant, one hat. `organisatie` is the school, board, gemeente or SWV of the hat.

    `mfa`: signed in with a second factor. `verloopt`: Unix seconds, real time, after which it is refused.
    """

    tenant: str
    persoon: UUID
    naam: str
    rol: Rol
    organisatie: str
    sessie: UUID
    mfa: bool
    verloopt: int


class Systeem(msgspec.Struct, frozen=True, kw_only=True):
    """A service that acts because a fact or a moment told it to; never because of a person's click."""

    tenant: str
    dienst: str

    @property
    def naam(self) -> str:
        return "Meedoen"


Asker = Principal | Systeem
