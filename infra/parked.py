"""Facts that were put aside, and what becomes of them: `python -m infra.parked [opnieuw ID | weg ID] [--json]`.

A fact is put aside when its reaction failed five times, or when this version of the code does not know its kind: then a
newer one told it, and the newer one takes it up by itself. Trying again and dropping are acts of who runs the
installation, as the service that put it aside; both leave an audit line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from infra import clock
from infra.database import Database
from infra.log import configure, log
from infra.service import Service
from services.kern.feit import FEITEN, Envelope
from services.kern.principal import Systeem
from tenants.registry import load_all

ONBEKEND = "OnbekendFeit"
_decoder = msgspec.json.Decoder(Envelope)


@dataclass(frozen=True)
class Parked:
    """One fact that waits for somebody."""

    dienst: str
    tenant: str
    id: UUID
    feit: str
    fout: str
    op: datetime
    taak: bool = False  # due work that was given up after its last try, instead of a fact


def kind(envelope: Envelope) -> str:
    """The name of the class of a fact."""
    return envelope.dataschema.rsplit(":", 1)[-1]


async def park(service: Service, database: Database, envelope: Envelope, why: str) -> None:
    """Put it aside, once."""
    async with database.writing(Systeem(tenant=envelope.tenant, dienst=service.name)) as unit:
        await unit.execute(
            "insert into geparkeerd (tenant, id, feit, envelope, fout, op)"
            " values (:tenant, :id, :feit, :envelope, :fout, now()) on conflict (tenant, id) do nothing",
            id=envelope.id,
            feit=envelope.type,
            envelope=msgspec.json.encode(envelope).decode(),
            fout=why,
        )
    log.error("feit geparkeerd", dienst=service.name, feit=envelope.type, reden=why)


async def overview(service: Service, database: Database) -> list[Parked]:
    """Facts and due work that were given up at this service, of every samenwerkingsverband, the oldest first."""
    found = []
    for tenant in load_all():
        async with database.reading(Systeem(tenant=tenant, dienst=service.name)) as connection:
            rows = await connection.fetch("select id, feit, fout, op from geparkeerd where tenant = $1", tenant)
            given_up = await connection.fetch(
                "select id, soort, fout, actie_op as op from taak where tenant = $1 and status = 'mislukt'", tenant
            )
        found += [Parked(service.name, tenant, row["id"], row["feit"], row["fout"], row["op"]) for row in rows]
        found += [
            Parked(service.name, tenant, row["id"], row["soort"], row["fout"] or "", row["op"], taak=True)
            for row in given_up
        ]
    return sorted(found, key=lambda one: one.op)


async def again(service: Service, database: Database, tenant: str, id: UUID, *, door: str = "opnieuw") -> bool:
    """Have it heard now. Returns whether it was there. Raises what its reaction raises; then it stays put aside."""
    from infra.inbox import react  # inbox parks, so it knows this module

    asker = Systeem(tenant=tenant, dienst=service.name)
    async with database.reading(asker) as connection:
        text = await connection.fetchval("select envelope from geparkeerd where tenant = $1 and id = $2", tenant, id)
    if text is None:
        return False
    envelope = _decoder.decode(text)
    if kind(envelope) in service.reactions:
        await react(service, database, envelope)
    await _remove(service, database, tenant, id, f"geparkeerd_feit_{door}")
    return True


async def drop(service: Service, database: Database, tenant: str, id: UUID) -> bool:
    """It will not be heard. Returns whether it was there."""
    return await _remove(service, database, tenant, id, "geparkeerd_feit_weggelegd")


async def task(service: Service, database: Database, tenant: str, id: UUID, *, again: bool) -> bool:
    """Due work that was given up: do it now with eight new tries, or leave it. Returns whether it was there."""
    async with database.writing(Systeem(tenant=tenant, dienst=service.name)) as unit:
        found = (
            await unit.execute(
                "update taak set status = :status, pogingen = 0, actie_op = :nu"
                " where tenant = :tenant and id = :id and status = 'mislukt' returning zaak",
                id=id,
                status="open" if again else "vervallen",
                nu=unit.nu,
            )
        ).first()
        if found is None:
            return False
        await unit.audit("mislukte_taak_opnieuw" if again else "mislukte_taak_weggelegd", found.zaak)
    return True


async def _remove(service: Service, database: Database, tenant: str, id: UUID, act: str) -> bool:
    async with database.writing(Systeem(tenant=tenant, dienst=service.name)) as unit:
        gone = (
            await unit.execute("delete from geparkeerd where tenant = :tenant and id = :id returning envelope", id=id)
        ).first()
        if gone is None:
            return False
        await unit.audit(act, UUID(_decoder.decode(gone.envelope).subject))
    log.info("geparkeerd feit", dienst=service.name, tenant=tenant, reden=act)
    return True


async def pick_up(service: Service, database: Database) -> int:
    """Hear what a version before this one did not know and this one does. Returns how many went away by it."""
    taken = 0
    for tenant in load_all():
        asker = Systeem(tenant=tenant, dienst=service.name)
        async with database.reading(asker) as connection:
            rows = await connection.fetch(
                "select envelope from geparkeerd where tenant = $1 and fout = $2 order by op", tenant, ONBEKEND
            )
        for envelope in [_decoder.decode(row["envelope"]) for row in rows]:
            if kind(envelope) not in FEITEN:
                continue
            try:
                taken += await again(service, database, tenant, envelope.id, door="opgepakt")
            except Exception as fault:
                # From here on it is a fact that fails, which somebody must look at.
                async with database.writing(asker) as unit:
                    await unit.execute(
                        "update geparkeerd set fout = :fout where tenant = :tenant and id = :id",
                        id=envelope.id,
                        fout=type(fault).__name__,
                    )
                log.error("feit geparkeerd", dienst=service.name, feit=envelope.type, fout=repr(fault)[:300])
    return taken


# ---- the command


async def _services() -> list[tuple[Service, Database]]:
    from infra.processes import SERVICES, load

    loaded = [load(name) for name in SERVICES]
    return [(service, Database(service, pool=1)) for service in loaded]


async def _run(words: argparse.Namespace) -> int:
    pairs = await _services()
    try:
        waiting = [one for service, database in pairs for one in await overview(service, database)]
        if words.wat == "toon":
            _show(waiting, words.json)
            return 1 if waiting else 0
        chosen = [one for one in waiting if str(one.id) == words.id]
        if not chosen:
            print("Er is geen geparkeerd feit met dit kenmerk.", file=sys.stderr)
            return 1
        failed = 0
        for one in chosen:  # several services may have put the same fact aside
            service, database = next(pair for pair in pairs if pair[0].name == one.dienst)
            try:
                said = await _act(service, database, one, words.wat == "opnieuw")
            except Exception as fault:
                said, failed = f"lukt weer niet: {type(fault).__name__}", 1
            print(f"{one.dienst}: {one.feit}: {said}")
        return failed
    finally:
        for _, database in pairs:
            await database.close()


async def _act(service: Service, database: Database, one: Parked, retry: bool) -> str:
    if one.taak:
        await task(service, database, one.tenant, one.id, again=retry)
        return "wordt opnieuw gedaan" if retry else "weggelegd"
    await (again if retry else drop)(service, database, one.tenant, one.id)
    return "verwerkt" if retry else "weggelegd"


def _show(waiting: list[Parked], as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(one) for one in waiting], default=str, indent=1))
        return
    for one in waiting:
        print(f"{one.id}  {one.dienst:<12} {one.tenant:<10} {one.op:%Y-%m-%d %H:%M}  {one.feit}  {one.fout}")
    print(f"{len(waiting)} geparkeerd" if waiting else "Niets geparkeerd.")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./meedoen geparkeerd")
    parser.add_argument("wat", nargs="?", choices=("toon", "opnieuw", "weg"), default="toon")
    parser.add_argument("id", nargs="?", default="")
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    configure("geparkeerd", sys.stderr)
    clock.rules_follow()
    return asyncio.run(_run(words))


if __name__ == "__main__":
    sys.exit(main())
