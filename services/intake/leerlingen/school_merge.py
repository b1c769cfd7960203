"""Door 3 of the pupil: a school goes up in another one, and everything that is of it follows on the day.

Which school goes where, and when, is declared (`[gebied] fusies`). Until that day nothing of it is written down: the
task of the day reads the rules again, so a beheerder who takes the declaration back has undone it. On the day it is one
step in one transaction (`intake.school_opgaan`): pupils, running aanvragen and aanmeldingen, waiting lists, who is
involved. What a school did and where a pupil was stays with the school of that day. Every night looks again, so that
what was sent to the old school afterwards follows too.
"""

from __future__ import annotations

from datetime import date, timedelta

from infra.clock import begin_van
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.contract import SchoolOpgegaan
from services.intake.scholen import bestuur_van
from services.intake.service import INTAKE
from tenants.organisaties import school
from tenants.schema.tenant import Fusie

_IETS = """
select exists (select from betrokkenheid where tenant = :tenant and houder = :van
        and rol in ('school', 'ontvangende_school') and (tot is null or tot > cast(:dag as date)))
    or exists (select from plekgroep where tenant = :tenant and school = :van and weg_op is null)
    or exists (select from wachtplek where tenant = :tenant and school = :van and status in ('gevraagd', 'wacht'))
"""
_OPGAAN = """
select z from school_opgaan(:van, :naar, :bestuur, cast(:dag as date)) z where :tenant <> '' order by z
"""


def _fusies(unit: UnitOfWork, dag: date) -> list[Fusie]:
    """By the rules of this day, what has happened by then."""
    gebied = unit.regels(dag).gebied
    return gebied.opgegaan(dag) if gebied else []


@INTAKE.night("fusies_nalopen")
async def fusies_nalopen(unit: UnitOfWork, task: Task) -> None:
    """What happens tomorrow, at midnight; and at once what happened and has something left."""
    morgen = unit.vandaag + timedelta(days=1)
    for fusie in _fusies(unit, morgen):
        wanneer = max(begin_van(fusie.vanaf), unit.nu)
        if (await unit.execute(_IETS, van=fusie.van, dag=unit.vandaag)).scalar_one():
            unit.later("school_opgaan", zaak=task.zaak, op=wanneer, van=fusie.van, naar=fusie.naar)


@INTAKE.job("school_opgaan")
async def school_opgaan(unit: UnitOfWork, task: Task) -> None:
    """Twice is once. Nothing when it was taken back since."""
    fusie = next(
        (f for f in _fusies(unit, unit.vandaag) if (f.van, f.naar) == (task.lading["van"], task.lading["naar"])), None
    )
    naar = school(unit.tenant.swv_nummer, fusie.naar) if fusie else None
    if fusie is None or naar is None:
        return
    bestuur = bestuur_van(unit.regels(unit.vandaag), naar, unit.vandaag)
    wat = {"van": fusie.van, "naar": naar.id, "bestuur": bestuur, "dag": unit.vandaag}
    for zaak in (await unit.execute(_OPGAAN, **wat)).scalars().all():
        unit.record(SchoolOpgegaan(zaak=zaak, school=fusie.van, naar=naar.id, bestuur=bestuur, per=unit.vandaag))
