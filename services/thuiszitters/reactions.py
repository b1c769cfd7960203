"""Door 2 of thuiszitters: a besluit was made known. It answers only if it knows the child."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.thuiszitters.contract import PlaatsingVerwacht
from services.thuiszitters.service import THUISZITTERS
from services.thuiszitters.tables import Thuiszitter


@THUISZITTERS.on(commissie.BesluitBekendgemaakt)
async def plaatsing_verwachten(unit: UnitOfWork, feit: commissie.BesluitBekendgemaakt) -> None:
    """A child at home for whom a TLV is given should have a place from the day the TLV begins."""
    if feit.uitkomst != "toegekend":
        return
    for gevonden in await unit.all(Thuiszitter, Thuiszitter.leerling_id == feit.leerling_id):
        thuiszitter = await unit.lock(Thuiszitter, gevonden.id)
        thuiszitter.status = "plek_verwacht"
        thuiszitter.verwacht_op = feit.van
        unit.record(PlaatsingVerwacht(zaak=thuiszitter.id, leerling_id=feit.leerling_id, verwacht_op=feit.van))
