"""The window of thuiszitters: a school sees its own, the SWV sees those of the tenant."""

from __future__ import annotations

from infra.runtime import Reading
from services.kern.errors import NietGevonden
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.thuiszitters.contract import Thuiszitters, ThuiszitterStand, ThuiszittersTonen
from services.thuiszitters.service import THUISZITTERS

_THUISZITTERS = """
select id, leerling_id, sinds, school, status, verwacht_op
from thuiszitter where tenant = $1 and ($2::text is null or school = $2) order by sinds, id limit 500
"""


@THUISZITTERS.question(
    ThuiszittersTonen,
    rollen=SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR},
    kijkt="antwoord.thuiszitters[].id",
)
async def thuiszitters_tonen(lezer: Reading, vraag: ThuiszittersTonen) -> Thuiszitters:
    wie = lezer.principal
    if wie.rol not in SCHOOLROLLEN and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    eigen_school = wie.organisatie if wie.rol in SCHOOLROLLEN else None
    rijen = await lezer.fetch(_THUISZITTERS, lezer.asker.tenant, eigen_school)
    return Thuiszitters(thuiszitters=[ThuiszitterStand(**dict(rij)) for rij in rijen])
