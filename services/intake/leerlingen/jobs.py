"""Door 3 of the pupil: a school that a pupil left is out."""

from __future__ import annotations

from infra.involvement import release
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.policy import Kring


@INTAKE.job("school_loslaten")
async def school_loslaten(unit: UnitOfWork, task: Task) -> None:
    """Unless the pupil has come back there meanwhile."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    if dossier.school != task.lading["school"]:
        await release(unit, dossier.id, Kring.SCHOOL, task.lading["school"])
