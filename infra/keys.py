"""The keys of tenants and dossiers, each sealed under the one above it: master, tenant, dossier, document.

The master key is in the environment of the services that keep files (MASTER_KEYS_INTAKE, MASTER_KEYS_COMMISSIE) and in
no database and no copy of one. The table `sleutel` of a service holds the tenant key and a key per dossier, sealed. A
document key lies sealed in the file itself (`infra.envelope`). Nothing is kept in memory between two questions: a key
that was destroyed opens nothing from then on.

Destroying a dossier key is how files are deleted (trust.md 5.5): the bytes of the key go, the row says when and why.
Why that also holds for copies of the database: docs/besluiten/0015.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import text

from infra import clock, envelope
from infra.settings import settings
from services.kern.errors import KanNiet

if TYPE_CHECKING:
    from infra.runtime import Reading
    from infra.unit_of_work import UnitOfWork

WITH_FILES = ("intake", "commissie")
BEWAARTERMIJN = "bewaartermijn voorbij"

# A service finds its own schema first; who comes from outside says which (`schema.`).
DOSSIER = """
    select d.id, d.ingepakt, d.vernietigd_op, t.id as tenant_id, t.ingepakt as tenant_ingepakt, t.meester,
        coalesce(nullif(trim(trailing '.' from '{schema}'), ''), current_schema()::text) as dienst
    from {schema}sleutel d left join {schema}sleutel t on t.tenant = d.tenant and t.id = d.onder
    where d.tenant = $1 and d.zaak = $2
"""
_OWN = DOSSIER.format(schema="")
_OWN_NAMED = _OWN.replace("$1", ":tenant").replace("$2", ":zaak")
_TENANT = "select id, ingepakt, meester, vernietigd_op from sleutel where tenant = :tenant and zaak is null"
_NIEUW = """
    insert into sleutel (tenant, id, zaak, onder, meester, ingepakt, gemaakt_op)
    values (:tenant, :id, :zaak, :onder, :meester, :ingepakt, :op) on conflict do nothing
"""
_OVER = "update sleutel set ingepakt = :ingepakt, meester = :meester where tenant = :tenant and id = :id"
_WEG = """
    insert into sleutel (tenant, id, zaak, gemaakt_op, vernietigd_op, reden)
    values (:tenant, :id, :zaak, :op, :op, :reden)
    on conflict (tenant, zaak) where zaak is not null do update
        set ingepakt = null, vernietigd_op = excluded.vernietigd_op, reden = excluded.reden
        where sleutel.vernietigd_op is null
"""
_ALLES_WEG = """
    update sleutel set ingepakt = null, vernietigd_op = :op, reden = :reden
    where tenant = :tenant and vernietigd_op is null
"""


class SleutelWeg(KanNiet):
    """There is no key any more (or there never was one): what lies under it cannot be read by anybody."""

    def __init__(self) -> None:
        super().__init__("De bestanden van dit dossier zijn vernietigd. Niemand kan ze nog lezen.")


async def of_dossier(unit: UnitOfWork, zaak: UUID) -> tuple[UUID, bytes]:
    """Id and key of this dossier, made when it has none. Raises SleutelWeg when it was destroyed."""
    service = unit.service.name
    row = (await unit.execute(_OWN_NAMED, zaak=zaak)).mappings().first()
    if row is None:
        tenant_id, tenant_key = await _tenant_key(unit)
        id, tenant = uuid4(), unit.asker.tenant
        wrapped = envelope.wrap(tenant_key, envelope.new_key(), _bound(service, tenant, id, zaak))
        await _insert(unit, id=id, zaak=zaak, onder=tenant_id, meester=None, ingepakt=wrapped)
        # Who was first wins: what stands there now is read back.
        row = (await unit.execute(_OWN_NAMED, zaak=zaak)).mappings().one()
    return opened(unit.asker.tenant, zaak, row)


async def find(source: UnitOfWork | Reading, zaak: UUID) -> tuple[UUID, bytes]:
    """Id and key of a dossier that has one. Raises SleutelWeg."""
    tenant = source.asker.tenant
    if hasattr(source, "fetchrow"):
        row = await source.fetchrow(_OWN, tenant, zaak)
    else:
        row = (await source.execute(_OWN_NAMED, zaak=zaak)).mappings().first()
    return opened(tenant, zaak, row)


def opened(tenant: str, zaak: UUID, row: Any) -> tuple[UUID, bytes]:
    """The key of a row as `DOSSIER` gives it. Raises SleutelWeg, NietTeOpenen."""
    if row is None or row["ingepakt"] is None or row["tenant_ingepakt"] is None:
        raise SleutelWeg()
    service = row["dienst"]
    master = _master(service, row["meester"])
    tenant_key = envelope.unwrap(master, row["tenant_ingepakt"], _bound(service, tenant, row["tenant_id"], None))
    return row["id"], envelope.unwrap(tenant_key, row["ingepakt"], _bound(service, tenant, row["id"], zaak))


async def vernietigen(unit: UnitOfWork, zaak: UUID, reden: str = BEWAARTERMIJN) -> None:
    """Destroy the key of a dossier, in this transaction. From the commit on its files are noise, in every copy.

    The row stays, with when and why (`reden`: never a name), and no other key will ever be made for this dossier.
    Again is no change. The files themselves may be removed afterwards, at leisure.
    """
    await unit.execute(_WEG, id=uuid4(), zaak=zaak, op=clock.echt(), reden=reden)


async def tenant_vernietigen(unit: UnitOfWork, reden: str) -> None:
    """Destroy every key of this tenant in this service: a samenwerkingsverband that has left."""
    await unit.execute(_ALLES_WEG, op=clock.echt(), reden=reden)


async def overzetten(unit: UnitOfWork) -> bool:
    """Seal the tenant key under the master key that writes now. Returns whether that was needed.

    Only this one row changes: dossier keys stay as they are under the tenant key. When no tenant needs it any more, the
    old master key can go.
    """
    row = (await unit.execute(_TENANT)).mappings().first()
    if row is None or row["ingepakt"] is None:
        return False
    service, tenant = unit.service.name, unit.asker.tenant
    number, master = _writing(service)
    if row["meester"] == number:
        return False
    bound = _bound(service, tenant, row["id"], None)
    key = envelope.unwrap(_master(service, row["meester"]), row["ingepakt"], bound)
    await unit.execute(_OVER, id=row["id"], ingepakt=envelope.wrap(master, key, bound), meester=number)
    return True


def check(service: str) -> None:
    """Stops the start of a service that keeps files and was given no usable master key."""
    if service in WITH_FILES:
        settings().master_keys(service)


async def _tenant_key(unit: UnitOfWork) -> tuple[UUID, bytes]:
    service, tenant = unit.service.name, unit.asker.tenant
    row = (await unit.execute(_TENANT)).mappings().first()
    if row is None:
        number, master = _writing(service)
        id = uuid4()
        wrapped = envelope.wrap(master, envelope.new_key(), _bound(service, tenant, id, None))
        await _insert(unit, id=id, zaak=None, onder=None, meester=number, ingepakt=wrapped)
        row = (await unit.execute(_TENANT)).mappings().one()
    if row["ingepakt"] is None:
        raise SleutelWeg()
    bound = _bound(service, tenant, row["id"], None)
    return row["id"], envelope.unwrap(_master(service, row["meester"]), row["ingepakt"], bound)


async def _insert(unit: UnitOfWork, **values: Any) -> None:
    await unit.session.execute(text(_NIEUW), {"tenant": unit.asker.tenant, "op": clock.echt(), **values})


def _bound(service: str, tenant: str, id: UUID, zaak: UUID | None) -> bytes:
    """A sealed key opens only in its own row: service, tenant, id and dossier."""
    return f"sleutel|{service}|{tenant}|{id}|{zaak or ''}".encode()


def _writing(service: str) -> tuple[int, bytes]:
    return next(iter(settings().master_keys(service).items()))


def _master(service: str, number: int) -> bytes:
    try:
        return settings().master_keys(service)[number]
    except KeyError:
        raise envelope.NietTeOpenen(f"hoofdsleutel {number} van {service} is er niet") from None
