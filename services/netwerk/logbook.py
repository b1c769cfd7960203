"""Who came in, with which role, and who went: a line in the audit of the samenwerkingsverband of that role (AUD-1).

A sign-in begins before there is a tenant. It belongs to one from the moment that a role is taken up, and is told to no
other. Of a refused sign-in every samenwerkingsverband hears where this person is known, and nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import asyncpg

from infra import mail
from infra.audit import lines
from infra.context import mint
from infra.database import Database
from infra.nights import of_tenant
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.kern.principal import Asker, Principal, Systeem
from services.kern.rollen import GENODIGDEN, Rol
from services.netwerk.contract import Hoed
from services.netwerk.service import NETWERK
from tenants.registry import load_all

INGELOGD, ROL_GEKOZEN, UITGELOGD = "sessie_openen", "hoed_kiezen", "sessie_sluiten"
ZONDER_TWEEDE_STAP, GEEN_ROL, TE_LANG_GELEDEN = "zonder_tweede_stap", "geen_rol", "te_lang_geleden"
_ROL = "select rol, organisatie from hoed where tenant = $1 and id = $2"
_LAATSTE_ROL = (
    "select rol, organisatie from hoed where tenant = $1 and persoon = $2"
    " order by tot desc nulls first, van desc, id limit 1"
)


async def _als(connection: asyncpg.Connection, asker: Asker | None) -> None:
    """From here on in this transaction row security sees this asker; None: nobody, as before there was a tenant."""
    await connection.execute("select set_config('app.ctx', $1, true)", mint(NETWERK.name, asker) if asker else "")


def _persoon(tenant: str, persoon: UUID, rol: asyncpg.Record | Hoed, sessie: UUID) -> Principal:
    naam, plek = (rol.rol, rol.organisatie) if isinstance(rol, Hoed) else (rol["rol"], rol["organisatie"])
    return Principal(
        tenant=tenant, persoon=persoon, naam="", rol=Rol(naam), organisatie=plek, sessie=sessie, mfa=True, verloopt=0
    )


async def noteren(
    connection: asyncpg.Connection, wat: str, hoed: Hoed, persoon: UUID, sessie: UUID, *, voorwerp: UUID | None = None
) -> None:
    """This person did this with this hat. In the transaction of what was done: no line, no session."""
    wie = _persoon(hoed.tenant, persoon, hoed, sessie)
    await _als(connection, wie)
    rij = lines.line(NETWERK.name, wie, soort=lines.HANDELING, wat=wat, voorwerp=voorwerp)
    await lines.write(connection, rij)
    await _als(connection, None)


async def noteren_van(connection: asyncpg.Connection, wat: str, sessies: Iterable[Mapping[str, Any]]) -> None:
    """As `noteren`, for sessions in which a hat may be on (columns id, persoon, tenant, hoed): those without leave
    no line, and neither do those of a dossier that was destroyed meanwhile."""
    met_hoed = [rij for rij in sessies if rij["persoon"] and rij["hoed"] and rij["tenant"] in load_all()]
    for rij in sorted(met_hoed, key=lambda rij: (rij["tenant"], rij["id"])):
        await _als(connection, Systeem(tenant=rij["tenant"], dienst=NETWERK.name))
        if rol := await connection.fetchrow(_ROL, rij["tenant"], rij["hoed"]):
            wie = _persoon(rij["tenant"], rij["persoon"], rol, rij["id"])
            await _als(connection, wie)
            await lines.write(connection, lines.line(NETWERK.name, wie, soort=lines.HANDELING, wat=wat))
        await _als(connection, None)


async def weigering_noteren(database: Database, persoon: UUID, reden: str) -> None:
    """Somebody we know was not let in, for this reason. Nobody was signed in, so there is no session."""
    for tenant in await _tenants(database, persoon):
        systeem = Systeem(tenant=tenant, dienst=NETWERK.name)
        async with database.reading(systeem, write=True) as connection:
            rol = await connection.fetchrow(_LAATSTE_ROL, tenant, persoon)
            if rol is not None:
                wie = _persoon(tenant, persoon, rol, UUID(int=0))
                await _als(connection, wie)
                rij = lines.line(NETWERK.name, wie, soort=lines.HANDELING, wat=INGELOGD, reden=reden)
                await lines.write(connection, rij | {"sessie": None})


async def _tenants(database: Database, persoon: UUID) -> list[str]:
    async with (await database.pool()).acquire() as connection:
        rijen = await connection.fetch("select tenant from account_tenant where persoon = $1 order by tenant", persoon)
    return [rij["tenant"] for rij in rijen if rij["tenant"] in load_all()]


async def berichten(connection: asyncpg.Connection, brief: str, persoon: UUID, tenant: str) -> None:
    """An e-mail about the account itself, in the transaction of what was done to it. It names nobody."""
    await _als(connection, Systeem(tenant=tenant, dienst=NETWERK.name))
    await mail.queue(connection, NETWERK, tenant, brief, aan=persoon, zaak=of_tenant(tenant), link=adres())
    await _als(connection, None)


def adres() -> str:
    return f"{settings().app_url}/account"


async def werkt_hier(unit: UnitOfWork, _zaak: UUID, persoon: UUID) -> bool:
    """Who left does not hear of an account here any more (ISO-9)."""
    geldt = await unit.execute(
        "select exists (select from hoed where tenant = :tenant and persoon = :persoon and not (rol = any(:familie))"
        " and van <= cast(:dag as date) and (tot is null or tot > cast(:dag as date)))",
        persoon=persoon,
        familie=[str(rol) for rol in GENODIGDEN],
        dag=unit.vandaag,
    )
    return bool(geldt.scalar_one())
