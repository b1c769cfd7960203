"""Looking through the fence as somebody else: one connection with the rights of the migration, that takes the role of a
service inside a transaction and gives everything back at its end. What is seen is what that service would see.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from infra.context import mint
from infra.settings import settings
from services.kern.principal import Asker, Principal, Systeem
from services.kern.rollen import Rol

SCHEMAS = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
GEWEIGERD = "row-level security"


def iemand(tenant: str, rol: Rol | str, organisatie: str, persoon: UUID | None = None) -> Principal:
    return Principal(
        tenant=tenant,
        persoon=persoon or uuid4(),
        naam="Iemand",
        rol=Rol(rol),
        organisatie=organisatie,
        sessie=uuid4(),
        mfa=True,
        verloopt=0,
    )


@asynccontextmanager
async def terug(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """Whatever happens inside did not happen. Locks are not waited for: the stack is at work."""
    transactie = connection.transaction()
    await transactie.start()
    try:
        await connection.execute("set local lock_timeout = '2s'")
        yield
    finally:
        await transactie.rollback()


@asynccontextmanager
async def als(connection: asyncpg.Connection, dienst: str, wie: Asker | str) -> AsyncIterator[None]:
    """As the role of this service, with the context of `wie` (or this text). Nothing done inside is kept."""
    ctx = (wie if isinstance(wie, str) else mint(dienst, wie)).replace("'", "''")
    await connection.execute(
        f"savepoint hek; set local session authorization svc_{dienst}; select set_config('app.ctx', '{ctx}', true)"
    )
    try:
        yield
    finally:
        await connection.execute("rollback to savepoint hek; release savepoint hek")


async def verbinding() -> asyncpg.Connection:
    return await asyncpg.connect(settings().database_url("migratie"), statement_cache_size=0)


@dataclass
class Rij:
    """A row that is there, as JSON, and the columns that an insert may name."""

    schema: str
    tabel: str
    inhoud: dict[str, Any]
    kolommen: list[str]

    @property
    def naam(self) -> str:
        return f"{self.schema}.{self.tabel}"

    async def invoegen(self, connection: asyncpg.Connection, **anders: Any) -> None:
        """Insert it once more with these columns changed: row security judges before any other constraint does."""
        kolommen = ", ".join(f'"{k}"' for k in self.kolommen)
        nieuw = json.dumps(self.inhoud | {k: str(v) for k, v in anders.items()})
        await connection.execute(
            f"insert into {self.naam} ({kolommen}) select {kolommen}"
            f" from jsonb_populate_record(null::{self.naam}, $1::text::jsonb)",
            nieuw,
        )


async def een_rij(connection: asyncpg.Connection, schema: str, tabel: str, waar: str, *args: Any) -> Rij | None:
    gevonden = await connection.fetchval(
        f"select to_jsonb(t)::text from {schema}.{tabel} t where {waar} limit 1", *args
    )
    if gevonden is None:
        return None
    kolommen = await connection.fetch(
        "select attname from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped"
        " and attidentity <> 'a' and attgenerated = '' order by attnum",
        f"{schema}.{tabel}",
    )
    return Rij(schema, tabel, json.loads(gevonden), [k["attname"] for k in kolommen])


async def wordt_geweigerd(connection: asyncpg.Connection, rij: Rij, dienst: str, wie: Asker, **anders: Any) -> bool:
    """Whether row security refuses this row of this asker; any other end, good or bad, is not a refusal of it."""
    try:
        async with connection.transaction(), als(connection, dienst, wie):
            await rij.invoegen(connection, **anders)
    except asyncpg.InsufficientPrivilegeError as fout:
        return GEWEIGERD in str(fout) or "permission denied" in str(fout)
    except asyncpg.PostgresError:
        return False
    return False


async def ziet(connection: asyncpg.Connection, dienst: str, wie: Asker | str, naam: str, waar: str, *args: Any) -> int:
    """How many rows of this table that asker sees."""
    async with als(connection, dienst, wie):
        return await connection.fetchval(f"select count(*) from {naam} where {waar}", *args)


@dataclass
class Zaak:
    """A case with rows in (nearly) every table, and who is involved in it: `erbij` and `niet` per schema."""

    id: UUID
    tenant: str
    vreemd: str
    zaken: dict[str, UUID]
    erbij: dict[str, Asker]
    niet: dict[str, list[Asker]]
    rijen: dict[tuple[str, str], Rij] = field(default_factory=dict)


def systeem(tenant: str, dienst: str) -> Systeem:
    return Systeem(tenant=tenant, dienst=dienst)
