"""Door 2 of thuiszitters: a besluit was made known, or a dossier is gone. It answers only if it knows the child."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.thuiszitters.contract import PlaatsingVerwacht, ThuiszitterVernietigd
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


@THUISZITTERS.on(intake.DossierVernietigd)
async def meldingen_vernietigen(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """What was told about this pupil goes with the dossier (WPO 18a lid 13)."""
    geteld = await unit.execute(
        "select dossier_wissen(:zaak, :leerling) as geteld", zaak=feit.zaak, leerling=feit.leerling_id
    )
    unit.record(ThuiszitterVernietigd(zaak=feit.zaak, rijen=sum(geteld.scalar_one().values())))
