"""What is known already when an aanvraag begins from a dossier: each subject that knows something adds itself.

A subject hangs a function with `@prefill.weet`; it gets the dossier, the kind of aanvraag and its recept, and answers
by the names of the questions of that recept. What is filled in can be changed by the school as any other answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from infra.unit_of_work import UnitOfWork
from tenants.schema import Recept

Bron = Callable[[UnitOfWork, UUID, str, Recept], Awaitable[dict[str, str]]]
_BRONNEN: list[Bron] = []


def weet(bron: Bron) -> Bron:
    _BRONNEN.append(bron)
    return bron


async def antwoorden(unit: UnitOfWork, dossier: UUID | None, soort: str) -> dict[str, str]:
    """Of every subject together; {} for an aanvraag without a dossier."""
    if dossier is None:
        return {}
    recept = unit.tenant.recept(soort)
    uit: dict[str, str] = {}
    for bron in _BRONNEN:
        uit |= await bron(unit, dossier, soort, recept)
    return uit
