"""The two mistakes that the harness must find, made on purpose: `python -m infra.faults.sabotage WHAT PROCESS…`.

    dubbel_schrijven   a fact is told after the commit, outside the outbox (dual write): a death in between loses it
    geen_inbox         a fact is applied whether or not it was heard before: a death before the ack doubles it

Runs the processes as infra.processes does, on a test stack only; nothing of the product imports this file.
"""

from __future__ import annotations

import sys

from sqlalchemy import text

from infra import failpoints, inbox, processes, unit_of_work
from infra.audit import lines
from infra.database import Database
from infra.failpoints import fp
from infra.service import Service
from infra.unit_of_work import UnitOfWork
from services.kern.feit import Envelope
from services.kern.principal import Systeem

# The statement of infra.unit_of_work without its outbox row.
_WITHOUT_OUTBOX = text(
    """
    with lezen as (
        insert into tijdlijn (tenant, zaak, op, zin, door, feit) values (:tenant, :zaak, :nu, :zin, :door, :feit)
    ), regel as ("""
    + lines.AUDIT_SQL
    + ")"
    + lines.LDV_SQL
)


def dubbel_schrijven() -> None:
    """Write and tell, but not in one."""
    lines = UnitOfWork._regels

    def keep(self: UnitOfWork, feit: object, zin: str | None) -> dict[str, object]:
        written = lines(self, feit, zin)
        self.__dict__.setdefault("told_later", []).append(written)
        names = _WITHOUT_OUTBOX._bindparams
        return {name: value for name, value in written.items() if name in names}

    async def after_commit(self: UnitOfWork) -> None:
        fp("act.after_commit")
        for line in self.__dict__.get("told_later", ()):
            bus = self.service.dependencies["bus"]
            await bus.publish_fact(line["onderwerp"], str(line["id"]), line["envelope"].encode())

    unit_of_work._RECORD = _WITHOUT_OUTBOX
    UnitOfWork._regels = keep
    UnitOfWork.after_commit = after_commit


def geen_inbox() -> None:
    """Apply whatever comes, however often it comes. The note is written, so that the harness sees that it came."""

    async def react(service: Service, database: Database, envelope: Envelope) -> bool:
        async with database.writing(Systeem(tenant=envelope.tenant, dienst=service.name)) as unit:
            feit = envelope.feit()
            await unit.execute(
                "insert into inbox (tenant, id, feit, verwerkt_op) values (:tenant, :id, :feit, now())"
                " on conflict (tenant, id) do nothing",
                id=envelope.id,
                feit=feit.heet(),
            )
            await service.reactions[type(feit).__name__](unit, feit)
        return True

    inbox.react = react


SABOTAGE = {"dubbel_schrijven": dubbel_schrijven, "geen_inbox": geen_inbox}


def main(words: list[str]) -> None:
    if failpoints.folder() is None:
        raise SystemExit("Sabotage kan alleen op een teststapel.")
    SABOTAGE[words[0]]()
    processes.main(words[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
