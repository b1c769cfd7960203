"""A concept for an act: of whom it is, where its files lie, and how it goes."""

from __future__ import annotations

from uuid import UUID

from infra import keys
from infra.unit_of_work import UnitOfWork
from services.intake.oso.tables import OsoBijlage, OsoConcept
from services.kern.errors import NietGevonden

WACHT, BRUIKBAAR, GEWEIGERD = "wacht", "bruikbaar", "geweigerd"


def map_van(tenant: str, concept: UUID) -> str:
    return f"{tenant}/oso/{concept}"


async def eigen_concept(unit: UnitOfWork, id: UUID) -> OsoConcept:
    """The concept, locked. Raises NietGevonden for everybody but who read it in."""
    concept = await unit.lock(OsoConcept, id)
    if (concept.persoon, concept.school) != (unit.principal.persoon, unit.principal.organisatie):
        raise NietGevonden()
    unit.voorwerp = id
    return concept


async def weg(unit: UnitOfWork, concept: OsoConcept, reden: str) -> None:
    """The rows and the key in this act; the bytes, which nobody can read by then, in a job."""
    for bijlage in await unit.all(OsoBijlage, OsoBijlage.concept == concept.id):
        await unit.delete(bijlage)
    await unit.flush()
    await unit.delete(concept)
    await keys.vernietigen(unit, concept.id, reden)
    unit.later("oso_bestanden_wissen", zaak=concept.id, concept=str(concept.id))
