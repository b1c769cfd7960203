"""Door 3 of financien: seven years have passed."""

from __future__ import annotations

from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.financien.contract import VerplichtingenVernietigd
from services.financien.service import FINANCIEN


@FINANCIEN.job("verplichtingen_vernietigen")
async def verplichtingen_vernietigen(unit: UnitOfWork, task: Task) -> None:
    """What a TLV cost, once nobody needs to account for it any more."""
    geteld = (await unit.execute("select dossier_wissen(:zaak) as geteld", zaak=task.zaak)).scalar_one()
    unit.record(VerplichtingenVernietigd(zaak=task.zaak, rijen=sum(geteld.values())))
