"""Door 3 of the pupil: a school goes to another schoolbestuur, and every case of that school follows on the day.

Which school goes where, and when, is declared (`[gebied] wisselingen`). The night before, the involvement of the old
board gets that day as its end and the new board that day as its begin, so that both judges of access change over at
midnight; the name that lists and letters go by changes then too.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from infra.clock import begin_van
from infra.involvement import involve, until
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.contract import SchoolNaarBestuur
from services.intake.service import INTAKE
from services.kern.policy import GROND, Kring

_ZAKEN = """
select id from leerlingdossier where tenant = :tenant and school = :school and bestuur <> :bestuur
union all
select id from aanvraag where tenant = :tenant and school = :school and bestuur <> :bestuur
"""
_VOLGT = """
select exists (select from betrokkenheid where tenant = :tenant and zaak = cast(:zaak as uuid)
    and rol = 'schoolbestuur' and houder <> :bestuur and (tot is null or tot > cast(:vanaf as date)))
"""
_NAAM = (
    "update leerlingdossier set bestuur = :bestuur where tenant = :tenant and id = cast(:zaak as uuid)"
    " and school = :school and bestuur <> :bestuur",
    "update aanmelding set bestuur = :bestuur where tenant = :tenant and dossier = cast(:zaak as uuid)"
    " and school = :school and bestuur <> :bestuur",
    "update aanvraag set bestuur = :bestuur where tenant = :tenant and id = cast(:zaak as uuid)"
    " and school = :school and bestuur <> :bestuur",
)


@INTAKE.night("besturen_nalopen")
async def besturen_nalopen(unit: UnitOfWork, task: Task) -> None:
    """What changes tomorrow, and what changed and was not done yet; of a school that went twice the last one counts."""
    morgen = unit.vandaag + timedelta(days=1)
    gebied = unit.regels(morgen).gebied
    for wissel in gebied.wisselingen if gebied else ():
        if wissel.vanaf > morgen or gebied.bestuur_van(wissel.vestiging, morgen) != wissel.bestuur:
            continue
        wat = {"school": wissel.vestiging, "bestuur": wissel.bestuur}
        for id in (await unit.execute(_ZAKEN, **wat)).scalars().all():
            unit.later("bestuur_wisselen", zaak=id, vanaf=wissel.vanaf.isoformat(), **wat)


@INTAKE.job("bestuur_wisselen")
async def bestuur_wisselen(unit: UnitOfWork, task: Task) -> None:
    """One case. Twice is once."""
    school, bestuur, vanaf = task.lading["school"], task.lading["bestuur"], date.fromisoformat(task.lading["vanaf"])
    volgt = (await unit.execute(_VOLGT, zaak=task.zaak, bestuur=bestuur, vanaf=vanaf)).scalar_one()
    if volgt:
        await until(unit, task.zaak, Kring.SCHOOLBESTUUR, vanaf)
        await involve(
            unit,
            task.zaak,
            Kring.SCHOOLBESTUUR,
            bestuur,
            van=max(vanaf, unit.vandaag),
            grond=GROND[Kring.SCHOOLBESTUUR],
        )
    if vanaf > unit.vandaag:
        unit.later(
            "bestuur_wisselen", zaak=task.zaak, op=begin_van(vanaf), school=school, bestuur=bestuur, vanaf=str(vanaf)
        )
        return
    if await _hernoemd(unit, task.zaak, school, bestuur):
        unit.record(SchoolNaarBestuur(zaak=task.zaak, bestuur=bestuur, per=vanaf))


async def _hernoemd(unit: UnitOfWork, zaak: UUID, school: str, bestuur: str) -> bool:
    gewijzigd = [(await unit.execute(zin, zaak=zaak, school=school, bestuur=bestuur)).rowcount for zin in _NAAM]
    return any(gewijzigd)
