"""Door 3 of the consult: who must answer hears that there is something, and that the last day has come."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.unit_of_work import UnitOfWork
from services.intake.consult.cases import melden_aan_adviseur
from services.intake.consult.proces import GESLOTEN, GESTELD
from services.intake.consult.tables import Consult
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar

OPNIEUW = 10  # seconds


@INTAKE.job("consult_melden")
async def consult_melden(unit: UnitOfWork, task: Task) -> None:
    """Something is new for the adviseur: an e-mail to who has it, or stands in for that person today."""
    consult = await unit.lock(Consult, UUID(task.lading["voor"]))
    if consult.status != GESLOTEN or consult.dossier is not None:
        await _melden(unit, consult)


@INTAKE.job("consult_herinneren")
async def consult_herinneren(unit: UnitOfWork, task: Task) -> None:
    """The last day to answer is there."""
    consult = await unit.lock(Consult, UUID(task.lading["voor"]))
    if consult.status == GESTELD and unit.vandaag >= consult.uiterlijk_op:
        await _melden(unit, consult)


async def _melden(unit: UnitOfWork, consult: Consult) -> None:
    try:
        await melden_aan_adviseur(unit, consult)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
