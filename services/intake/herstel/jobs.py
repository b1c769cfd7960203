"""Door 3 of the herstelbak: looking again by itself, so that what was mended elsewhere is gone without a click."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.unit_of_work import UnitOfWork
from services.intake.delivery import BERICHT, Herstelpunt, alsnog, eindigen, later_weer, nodig
from services.intake.herstel.contract import HerstelpuntGesloten
from services.intake.herstel.proces import GESLOTEN, HERSTELD, OPEN, VERVALLEN
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar

OPNIEUW = 10  # seconds


@INTAKE.job("herstelpunt_proberen")
async def herstelpunt_proberen(unit: UnitOfWork, task: Task) -> None:
    """Mended when somebody hears it now; over when nobody needs to any more; else later again."""
    if await unit.get(Herstelpunt, UUID(task.lading["punt"])) is None:
        return
    punt = await unit.lock(Herstelpunt, UUID(task.lading["punt"]))
    if punt.status != OPEN:
        return
    if punt.soort == BERICHT and await _aangekomen(unit, punt.voor):
        eindigen(unit, punt, HERSTELD)
        return
    if not await nodig(unit, punt):
        eindigen(unit, punt, VERVALLEN)
        return
    if punt.soort == BERICHT:
        punt.pogingen += 1  # who wrote a wrong address invites anew: nobody is written to again by itself
    else:
        try:
            if await alsnog(unit, punt, task.id):
                return
        except NietBeschikbaar:
            raise Uitstellen(OPNIEUW) from None
    later_weer(unit, punt)


@INTAKE.job("herstelpunt_vertellen")
async def herstelpunt_vertellen(unit: UnitOfWork, task: Task) -> None:
    """Somebody closed it, who may not write in the case: the case keeps the line."""
    punt = await unit.get(Herstelpunt, UUID(task.lading["punt"]))
    if punt is not None and punt.status == GESLOTEN:
        zin = f"{punt.geeindigd_door} haalde uit de herstelbak wat niet meer hoeft aan te komen."
        unit.record(HerstelpuntGesloten(zaak=punt.zaak, herstelpunt_id=punt.id), zin=zin)


async def _aangekomen(unit: UnitOfWork, bericht: UUID) -> bool:
    vraag = "select 1 from bericht where tenant = :tenant and id = :id and status = 'verzonden'"
    return (await unit.execute(vraag, id=bericht)).first() is not None
