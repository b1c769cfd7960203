"""Who is involved in a case (table `betrokkenheid` of each service): kept by the acts that change it, asked before
anything of the case is shown or done.

`involve` and `release` write in the transaction of the act. `admit` reads the rows about the asker, lets the one policy
decide (`services.kern.policy`), and keeps its ground for the audit line.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from infra import clock
from services.kern.policy import GROND, Betrokkenheid, Deel, Kring, Oordeel, decide
from services.kern.principal import Asker, Principal

if TYPE_CHECKING:
    from infra.runtime import Reading
    from infra.unit_of_work import UnitOfWork

_INVOLVE = """
insert into betrokkenheid (tenant, zaak, houder, rol, grond, van, tot, verleend_door)
select :tenant, cast(:zaak as uuid), :houder, :rol, :grond, cast(:van as date), cast(:tot as date), :door
where not exists (
    select from betrokkenheid where tenant = :tenant and zaak = cast(:zaak as uuid) and houder = :houder and rol = :rol
    and (tot is null or tot > cast(:van as date)))
on conflict (tenant, zaak, houder, rol, van)
    do update set tot = excluded.tot, grond = excluded.grond, verleend_door = excluded.verleend_door,
        beeindigd_door = null
"""
_RELEASE = """
update betrokkenheid set tot = greatest(van, cast(:dag as date)), beeindigd_door = :door
where tenant = :tenant and zaak = :zaak and rol = :rol and (houder = :houder or :houder = '')
    and (tot is null or tot > cast(:dag as date))
"""
_UNTIL = """
update betrokkenheid set tot = greatest(van, cast(:tot as date))
where tenant = :tenant and zaak = :zaak and rol = :rol and (tot is null or tot > cast(:dag as date))
    and grond <> :behalve
"""
_TAKE_OVER = """
update betrokkenheid b set houder = :door
where tenant = :tenant and zaak = :zaak and rol = :rol and houder = :houder
    and (tot is null or tot > cast(:dag as date))
    and not exists (select from betrokkenheid a where a.tenant = b.tenant and a.zaak = b.zaak and a.rol = b.rol
        and a.houder = :door)
"""
_STILL = """
select bool_or(tot is null or tot > cast(:dag as date)) from betrokkenheid
where tenant = :tenant and zaak = :zaak and houder = :houder
"""
_ROWS = """
select houder, rol, grond, van, tot, einde from betrokkenheid
where tenant = {tenant} and zaak = {zaak} and houder = any({houders})
"""
_ROWS_ACT = _ROWS.format(tenant=":tenant", zaak=":zaak", houders=":houders")
_ROWS_LOOK = _ROWS.format(tenant="$1", zaak="$2", houders="$3")


def _by(asker: Asker) -> str:
    return str(asker.persoon) if isinstance(asker, Principal) else asker.dienst


async def involve(
    unit: UnitOfWork,
    zaak: UUID,
    kring: Kring,
    houder: UUID | str,
    *,
    van: date | None = None,
    tot: date | None = None,
    grond: str = "",
) -> None:
    """From `van` (today) up to but not on `tot` this holder is involved; nothing changes for who is already. An empty
    holder is nobody."""
    if houder:
        await unit.execute(
            _INVOLVE,
            zaak=zaak,
            houder=str(houder),
            rol=kring.value,
            grond=grond or GROND[kring],
            van=van or unit.vandaag,
            tot=tot,
            door=_by(unit.asker),
        )


async def release(unit: UnitOfWork, zaak: UUID, kring: Kring, houder: UUID | str = "") -> None:
    """From now on this holder is not involved any more; without a holder nobody is in this capacity."""
    await unit.execute(_RELEASE, zaak=zaak, houder=str(houder), rol=kring.value, dag=unit.vandaag, door=_by(unit.asker))


async def until(unit: UnitOfWork, zaak: UUID, kring: Kring, tot: date, *, behalve: str = "") -> None:
    """Everybody who is involved in this capacity now is so up to but not on `tot`: it ends by itself on that day.
    `behalve`: not who is so on this ground."""
    await unit.execute(_UNTIL, zaak=zaak, rol=kring.value, tot=tot, dag=unit.vandaag, behalve=behalve)


async def replace(unit: UnitOfWork, zaak: UUID, kring: Kring, houder: UUID, door: UUID) -> None:
    """Somebody turned out to be somebody else: one person from now on, when the first was involved at all.

    The row itself goes over, so that what was on its way to the first key is not held back as for who left.
    """
    if houder == door:
        return
    wie = {"zaak": zaak, "rol": kring.value, "houder": str(houder), "door": str(door), "dag": unit.vandaag}
    over = await unit.execute(_TAKE_OVER, **wie)
    if over.rowcount == 0:  # known under both keys: the second stays, when it counts
        await release(unit, zaak, kring, houder)


async def still_involved(unit: UnitOfWork, zaak: UUID, persoon: UUID) -> bool:
    """False for a person who was involved in this case and is not any more; an organisation is not asked."""
    geldt = await unit.execute(_STILL, zaak=zaak, houder=str(persoon), dag=unit.vandaag)
    return geldt.scalar_one() is not False


def _houders(asker: Principal) -> list[str]:
    return [str(asker.persoon), asker.organisatie]


def _judge(asker: Asker, deel: Deel, zaak: UUID, rijen: list[Any], dag: date, nu: datetime) -> Oordeel:
    feiten = [Betrokkenheid(rij[0], rij[1], rij[2], rij[3], rij[4], rij[5]) for rij in rijen]
    return decide(asker, deel, zaak, feiten, dag, nu).eisen()


async def admit_act(unit: UnitOfWork, zaak: UUID, deel: Deel) -> Oordeel:
    """Let the asker of this act at this part of the case. Raises NietGevonden or MagNiet."""
    rijen: list[Any] = []
    if isinstance(unit.asker, Principal):
        await unit.flush()
        rijen = list(await unit.execute(_ROWS_ACT, zaak=zaak, houders=_houders(unit.asker)))
    return _judge(unit.asker, deel, zaak, rijen, unit.vandaag, unit.nu)


async def admit_look(lezer: Reading, zaak: UUID, deel: Deel) -> Oordeel:
    """The same for a question."""
    rijen: list[Any] = []
    if isinstance(lezer.asker, Principal):
        rijen = await lezer.fetch(_ROWS_LOOK, lezer.asker.tenant, zaak, _houders(lezer.asker))
    return _judge(lezer.asker, deel, zaak, rijen, clock.vandaag(), clock.nu())
