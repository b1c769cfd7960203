"""Door 2 of netwerk: a dossier is gone, and with it the reason to know its family."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.intake import contract as intake
from services.netwerk.contract import FamilieVernietigd
from services.netwerk.service import NETWERK


@NETWERK.on(intake.DossierVernietigd)
async def familie_vernietigen(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """Hats and invitations of this case; names and accounts of who has no other hat anywhere."""
    geteld = (await unit.execute("select dossier_wissen(:zaak) as geteld", zaak=feit.zaak)).scalar_one()
    unit.record(FamilieVernietigd(zaak=feit.zaak, rijen=sum(geteld.values())))
