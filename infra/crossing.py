"""Asking the same service about another samenwerkingsverband: the only place where one tenant reaches another.

Nothing of another tenant is kept here. The other side is asked each time, answers by its own rows and rules of that
moment, and writes its own audit line of it (docs/besluiten/0019). Three things hold for every crossing:

- the message says in `voor` which samenwerkingsverband asks, and that is the tenant of the verified asker, never a word
  of the caller;
- the two have declared each other's name for this purpose (`partners`, from tenants/<id>/);
- the door on the other side is `intern`, so no person can open it, and looks itself whether `voor` may have this row.

A guard (tests/guards/test_overgang.py) refuses a question to another tenant from anywhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from infra import neighbours
from infra.service import Service
from services.kern.bericht import Vraag
from services.kern.errors import MagNiet
from services.kern.principal import Asker, Principal

TIMEOUT = 4.0  # seconds: a person waits for it


async def ask_across(
    service: Service, asker: Asker, tenant: str, vraag: Vraag, *, partners: Collection[str], timeout: float = TIMEOUT
) -> Any:
    """The answer of this service about `tenant`, one of the declared `partners` of the asker's own.

    Raises MagNiet for a tenant that is none, the fault of the other side, and NietBeschikbaar when it is away.
    """
    if tenant == asker.tenant or tenant not in partners:
        raise MagNiet("Met dit samenwerkingsverband is niets afgesproken.")
    if getattr(vraag, "voor", None) != asker.tenant:
        raise RuntimeError(f"{vraag.heet()} zegt niet wie er vraagt")
    namens: UUID | None = asker.persoon if isinstance(asker, Principal) else None
    bus = await neighbours.connected(service)
    return await bus.ask_intern(service.name, vraag, tenant=tenant, namens=namens, timeout=timeout)
