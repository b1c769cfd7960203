"""Door 3 of netwerk: a school goes up in another one (`[gebied] fusies`), and who works there gets the same role there.

Nothing is written down before the day: the task reads the rules again. Who has that role there already keeps the one.
"""

from __future__ import annotations

from datetime import date, timedelta

from infra.clock import begin_van
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.netwerk.service import NETWERK
from tenants.schema.tenant import Fusie

_IETS = """
select exists (select from hoed
    where tenant = :tenant and organisatie = :van and (tot is null or tot > cast(:dag as date)))
"""
_ERBIJ = """
insert into hoed (tenant, id, persoon, rol, organisatie, kind, grond, van)
select distinct on (h.persoon, h.rol) h.tenant, gen_random_uuid(), h.persoon, h.rol, cast(:naar as text),
    h.kind, h.grond, cast(:dag as date)
from hoed h where h.tenant = :tenant and h.organisatie = :van and (h.tot is null or h.tot > cast(:dag as date))
    and not exists (select from hoed b where b.tenant = h.tenant and b.persoon = h.persoon and b.rol = h.rol
        and b.organisatie = :naar and (b.tot is null or b.tot > cast(:dag as date)))
"""
_ERUIT = """
update hoed set tot = greatest(van, cast(:dag as date))
where tenant = :tenant and organisatie = :van and (tot is null or tot > cast(:dag as date))
"""


def _fusies(unit: UnitOfWork, dag: date) -> list[Fusie]:
    gebied = unit.regels(dag).gebied
    return gebied.opgegaan(dag) if gebied else []


@NETWERK.night("werkplekken_nalopen")
async def werkplekken_nalopen(unit: UnitOfWork, task: Task) -> None:
    for fusie in _fusies(unit, unit.vandaag + timedelta(days=1)):
        if (await unit.execute(_IETS, van=fusie.van, dag=unit.vandaag)).scalar_one():
            op = max(begin_van(fusie.vanaf), unit.nu)
            unit.later("hoeden_meenemen", zaak=task.zaak, op=op, van=fusie.van, naar=fusie.naar)


@NETWERK.job("hoeden_meenemen")
async def hoeden_meenemen(unit: UnitOfWork, task: Task) -> None:
    """Twice is once. Who is at work with the old role chooses again at the next page."""
    van, naar = task.lading["van"], task.lading["naar"]
    if any((fusie.van, fusie.naar) == (van, naar) for fusie in _fusies(unit, unit.vandaag)):
        await unit.execute(_ERBIJ, van=van, naar=naar, dag=unit.vandaag)
        await unit.execute(_ERUIT, van=van, dag=unit.vandaag)
