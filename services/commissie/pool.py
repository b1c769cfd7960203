"""The pool of deskundigen with what each still has to do, for acts and for looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.commissie.deskundigen import Kandidaat

_POOL = """
select d.id, d.naam, d.discipline, d.extern, d.verbonden_scholen, (
    select count(*) from advies a where a.tenant = d.tenant and a.persoon = d.id
    and a.vervallen_op is null and a.verzegeld_op is null) as lopend
from deskundige d where d.tenant = {} order by d.naam, d.id
"""


def _kandidaten(rijen: Iterable[Any]) -> dict[UUID, Kandidaat]:
    return {
        rij.id: Kandidaat(rij.id, rij.naam, rij.discipline, rij.extern, frozenset(rij.verbonden_scholen), rij.lopend)
        for rij in rijen
    }


async def kandidaten(unit: UnitOfWork) -> dict[UUID, Kandidaat]:
    return _kandidaten(await unit.execute(_POOL.format(":tenant")))


async def kandidaten_lezen(lezer: Reading) -> dict[UUID, Kandidaat]:
    rijen = await lezer.fetch(_POOL.format("$1"), lezer.asker.tenant)
    return {
        rij["id"]: Kandidaat(
            rij["id"],
            rij["naam"],
            rij["discipline"],
            rij["extern"],
            frozenset(rij["verbonden_scholen"]),
            rij["lopend"],
        )
        for rij in rijen
    }
