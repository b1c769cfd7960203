"""Letting in: who signs in to Meedoen already gets one more hat, without a link and a code."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.unit_of_work import UnitOfWork
from services.kern.errors import OngeldigeInvoer
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from services.netwerk.contract import BekendeToelaten
from services.netwerk.service import NETWERK
from services.netwerk.tables import Hoed, Persoon
from tenants.organisaties import elke_school

KIND_LENGTE = 100


@NETWERK.act(BekendeToelaten, intern=True)
async def bekende_toelaten(unit: UnitOfWork, opdracht: BekendeToelaten) -> bool:
    """The account proves who it is, as it did where this person came from; here it only gets a role."""
    if not _past(opdracht.rol, opdracht.organisatie):
        raise OngeldigeInvoer("Alleen een school of het gezin van één zaak kan zo worden toegelaten.")
    bekend = await unit.execute(
        "select 1 from account where persoon = :persoon and :tenant <> '' limit 1", persoon=opdracht.persoon
    )
    if bekend.first() is None:
        return False
    if await unit.get(Persoon, opdracht.persoon) is None:
        unit.add(Persoon(id=opdracht.persoon, naam=opdracht.naam, email=opdracht.email))
        await unit.flush()
    hoeden = await unit.all(
        Hoed, Hoed.persoon == opdracht.persoon, Hoed.rol == opdracht.rol, Hoed.organisatie == opdracht.organisatie
    )
    if not any(hoed.tot is None or hoed.tot > unit.vandaag for hoed in hoeden):
        unit.add(
            Hoed(
                id=uuid4(),
                persoon=opdracht.persoon,
                rol=opdracht.rol,
                organisatie=opdracht.organisatie,
                kind=opdracht.kind[:KIND_LENGTE],
                grond=opdracht.grond,
                van=unit.vandaag,
            )
        )
    await unit.execute(
        "insert into account_tenant (persoon, tenant) values (:persoon, :tenant) on conflict do nothing",
        persoon=opdracht.persoon,
    )
    return True


def _past(rol: str, organisatie: str) -> bool:
    if rol in SCHOOLROLLEN:
        return elke_school(organisatie) is not None
    try:
        return rol in FAMILIEROLLEN and str(UUID(organisatie)) == organisatie
    except ValueError:
        return False
