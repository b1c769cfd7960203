"""Who decides about a pupil today (gezag, or the pupil of eighteen), and telling them. For every subject of a pupil."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from infra import clock
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork

_GEZAG = """
select g.id, g.naam, g.relatie, g.persoon, f.aangemeld_op is not null as aangemeld
from gezagdrager g
join leerlingdossier d on d.tenant = g.tenant and d.id = g.dossier
left join dossierfamilie f on f.tenant = g.tenant and f.gezag = g.id and f.tot is null
where g.tenant = {tenant} and g.dossier = {dossier} and g.van <= {dag} and (g.tot is null or g.tot > {dag})
    and d.geboren_op + interval '18 years' > {dag}
order by g.van, g.naam, g.id
"""
_ZELF = """
select d.id, d.roepnaam || ' ' || d.achternaam as naam, 'leerling' as relatie, f.persoon,
       f.aangemeld_op is not null as aangemeld
from leerlingdossier d
left join dossierfamilie f on f.tenant = d.tenant and f.dossier = d.id and f.rol = 'leerling' and f.tot is null
where d.tenant = {tenant} and d.id = {dossier} and d.geboren_op + interval '18 years' <= {dag}
"""
_BESLIST = f"select * from ({_GEZAG}) gezag union all ({_ZELF})"
_BIJ_EEN_HANDELING = _BESLIST.format(tenant=":tenant", dossier=":dossier", dag="cast(:dag as date)")
_BIJ_EEN_VRAAG = _BESLIST.format(tenant="$1", dossier="$2", dag="$3")


class Gezaghouder(msgspec.Struct, frozen=True):
    """Somebody with gezag today. `persoon`: who that is in Meedoen, None for who was not invited (yet).

    `relatie`: as the school wrote down, or `leerling` for a pupil who is of age; then `id` is that of the dossier.
    `aangemeld`: this person signed in, and so can read and answer.
    """

    id: UUID
    naam: str
    relatie: str
    persoon: UUID | None
    aangemeld: bool


async def gezaghouders(bij: UnitOfWork | Reading, dossier_id: UUID) -> list[Gezaghouder]:
    """Everybody with gezag over this pupil today, the longest first; of eighteen and older the pupil, and nobody else
    (BW 1:233): who asks this asks those who decide."""
    dag: date = clock.vandaag()
    rijen: list[Any]
    if isinstance(bij, UnitOfWork):
        await bij.flush()
        rijen = list((await bij.execute(_BIJ_EEN_HANDELING, dossier=dossier_id, dag=dag)).all())
        return [Gezaghouder(r.id, r.naam, r.relatie, r.persoon, r.aangemeld) for r in rijen]
    rijen = await bij.fetch(_BIJ_EEN_VRAAG, bij.asker.tenant, dossier_id, dag)
    return [Gezaghouder(r["id"], r["naam"], r["relatie"], r["persoon"], r["aangemeld"]) for r in rijen]


async def melden_aan_ouders(unit: UnitOfWork, dossier_id: UUID, brief: str, **velden: str) -> int:
    """E-mail this letter of the tenant to everybody with gezag who looks along; to how many. Names no child.

    Whoever was invited and did not come yet hears nothing: nobody knows whether that address is theirs.
    """
    mensen = {g.persoon: None for g in await gezaghouders(unit, dossier_id) if g.persoon and g.aangemeld}
    for persoon in mensen:
        unit.mail(brief, aan=persoon, zaak=dossier_id, **velden)
    return len(mensen)
