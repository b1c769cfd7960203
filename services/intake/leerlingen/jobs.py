"""Door 3 of the pupil: a school that a pupil left is out; a child that is called otherwise is so everywhere."""

from __future__ import annotations

from infra.involvement import release
from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen import board_change, coming_of_age, school_merge  # noqa: F401  hang the rest in the same door
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.policy import Kring
from services.netwerk.contract import KindNoemen

OPNIEUW = 10  # seconds


@INTAKE.job("kind_hernoemen")
async def kind_hernoemen(unit: UnitOfWork, task: Task) -> None:
    """In the hats of the family the child is called as the dossier says now. Twice is once."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    try:
        await ask(unit, "netwerk", KindNoemen(opdracht=task.id, zaak=dossier.id, kind=dossier.roepnaam))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None


@INTAKE.job("school_loslaten")
async def school_loslaten(unit: UnitOfWork, task: Task) -> None:
    """Unless the pupil has come back there meanwhile."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    if dossier.school != task.lading["school"]:
        await release(unit, dossier.id, Kring.SCHOOL, task.lading["school"])
