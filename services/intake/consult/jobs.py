"""Door 3 of the consult: who must answer hears of it and of the last day; what is over closes, and goes on its day."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.unit_of_work import UnitOfWork
from services.intake.consult.cases import bewaard, klok, melden_aan_adviseur, sluit_vanzelf
from services.intake.consult.contract import ConsultGesloten
from services.intake.consult.proces import BEANTWOORD, CONSULT, GESLOTEN, GESTELD
from services.intake.consult.tables import Consult
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar

OPNIEUW = 10  # seconds
MEESTAL = 200  # in one night


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


@INTAKE.night("consulten_nalopen")
async def consulten_nalopen(unit: UnitOfWork, task: Task) -> None:
    """An answer to which the school says nothing more closes; what is closed and got no dossier goes on its day."""
    eigen = unit.tenant.consult
    if eigen is not None:
        for rij in await unit.all(Consult, Consult.status == BEANTWOORD):
            if unit.vandaag < sluit_vanzelf(rij.gewijzigd_op, eigen.sluiten_na_dagen):
                continue
            consult = await unit.lock(Consult, rij.id)
            consult.status = CONSULT.toets("consult_aflopen", None, consult.status).naar or consult.status
            await klok(unit, consult)
            bewaard(unit, consult)
            unit.record(ConsultGesloten(zaak=consult.id), zin="Het consult sloot vanzelf: er kwam geen vervolgvraag.")
        await unit.flush()
    weg = await unit.all(
        Consult,
        Consult.status == GESLOTEN,
        Consult.dossier.is_(None),
        Consult.weg_op <= unit.vandaag,
        order=Consult.weg_op,
    )
    for rij in weg[:MEESTAL]:
        await unit.audit("consult_vernietigd", rij.id)
        unit.session.expunge(rij)
        await unit.execute("select intake.consult_wissen(:zaak) where :tenant <> ''", zaak=rij.id)


async def _melden(unit: UnitOfWork, consult: Consult) -> None:
    try:
        await melden_aan_adviseur(unit, consult)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
