"""Asking another service from inside an act, a reaction or a job: as this service, for one tenant."""

from __future__ import annotations

from typing import Any

from infra import bus
from infra.bus import Bus
from infra.service import Service
from infra.unit_of_work import UnitOfWork
from services.kern.bericht import Vraag
from services.kern.principal import Principal


async def connected(service: Service) -> Bus:
    """The bus of the running service; a worker, which serves nothing, connects at its first question."""
    if "bus" not in service.dependencies:
        service.dependencies["bus"] = Bus(await bus.connect(service.name), service.name)
    return service.dependencies["bus"]


async def ask(unit: UnitOfWork, dienst: str, vraag: Vraag, *, timeout: float = 10.0) -> Any:
    """The answer of `dienst`. Raises its fault, or NietBeschikbaar when it is away."""
    gang = await connected(unit.service)
    namens = unit.asker.persoon if isinstance(unit.asker, Principal) else None
    return await gang.ask_intern(dienst, vraag, tenant=unit.asker.tenant, namens=namens, timeout=timeout)
