"""One act: lock, change, record. What it records is written together with the change, in one transaction.

`record(fact)` becomes an outbox row, a line in the tijdlijn, an audit line, and the terms that start, stop or
move because of it. `later(...)` becomes a due row that the clock hands to a job; `mail(...)` a message to send.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4, uuid5

import msgspec
from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, select

from infra import clock, trace
from infra.audit import lines
from infra.failpoints import fp
from infra.involvement import admit_act
from services.kern.errors import NietGevonden
from services.kern.feit import Feit, envelope
from services.kern.policy import Deel, Oordeel
from services.kern.principal import Asker, Principal
from tenants import registry
from tenants.registry import load_all
from tenants.schema import Tenant

if TYPE_CHECKING:
    from infra.jobs import Task
    from infra.service import Service

Rij = TypeVar("Rij", bound=SQLModel)

# One statement for what belongs together: the fact to tell, the line people read, the line that says who did it.
_RECORD = text(
    """
    with vertellen as (
        insert into outbox (tenant, id, onderwerp, envelope, vastgelegd_op)
        values (:tenant, :id, :onderwerp, :envelope, :op)
        returning pg_notify(:kanaal, :tenant)
    ), lezen as (
        insert into tijdlijn (tenant, zaak, op, zin, door, feit) values (:tenant, :zaak, :nu, :zin, :door, :feit)
    ), regel as ("""
    + lines.AUDIT_SQL
    + ")"
    + lines.LDV_SQL
)
_AUDIT = text(lines.AUDIT_EN_LDV)
_TAAK = text(
    "insert into taak (tenant, id, zaak, soort, lading, actie_op, status, traceparent, meteen)"
    " values (:tenant, :id, :zaak, :soort, :lading, :actie_op, 'open', :traceparent, :meteen)"
)
_BERICHT = text(
    "insert into bericht (tenant, id, zaak, brief, aan, velden, status, op)"
    " values (:tenant, :id, :zaak, :brief, :aan, :velden, 'klaar', :op)"
)


# Composing a statement costs as much as asking it. These hold no values: the tenant and the id are bound at each use.
_text = lru_cache(maxsize=2048)(text)


@lru_cache(maxsize=256)
def _one(table: type[Any]) -> Any:
    return select(table).where(table.tenant == bindparam("van"), table.id == bindparam("dit"))


@lru_cache(maxsize=512)
def _locked(table: type[Any], nowait: bool) -> Any:
    return _one(table).with_for_update(nowait=nowait)


@dataclass
class UnitOfWork:
    """What an operation, reaction or job gets. It never commits and never opens another transaction."""

    session: AsyncSession
    service: Service
    asker: Asker

    def __post_init__(self) -> None:
        self.recorded: list[tuple[Feit, str | None]] = []
        self.tasks: list[dict[str, Any]] = []
        self.mails: list[dict[str, Any]] = []
        self.in_job = False
        # Done because its time came, not because somebody waits: what follows from it may wait its turn too.
        self.planned = False
        self.zaak: UUID | None = None  # which case an act is about, where its message does not say so
        self.oorzaak: UUID = uuid4()  # what this unit answers to: the command, fact or due row (`_id`)
        self._made = 0
        self.voorwerp: UUID | None = None  # what else it is about: a document, an advice, a person
        self.grond: str | None = None  # on which ground this person may, for the audit line
        self.wat: str | None = None  # the act, reaction or job; it leaves a line of its own when no fact does
        self.soort = lines.HANDELING
        self.oordeel: Oordeel | None = None  # how the asker was let in, once that was asked
        self.nu: datetime = clock.nu()
        self.vandaag: date = clock.vandaag()

    @property
    def tenant(self) -> Tenant:
        """The declaration of this samenwerkingsverband as it is today."""
        return load_all()[self.asker.tenant]

    def regels(self, op: date | None) -> Tenant:
        """The declaration by which a case of this day is handled; that of today while it has none."""
        return registry.get(self.asker.tenant, op)

    @property
    def principal(self) -> Principal:
        """The person who acts. A programming error when a fact or moment is acting."""
        assert isinstance(self.asker, Principal), "hier handelt geen persoon"
        return self.asker

    async def lock(self, table: type[Rij], id: UUID) -> Rij:
        """The row, locked until the end of this act. Raises NietGevonden.

        A job does not wait for who has it (`infra.jobs` tries again in a second): an act holds its case and then
        moves due rows, a job holds its due row and then wants the case, and two who wait so wait for ever.
        """
        statement = _locked(table, self.in_job)
        row = (await self.session.scalars(statement, {"van": self.asker.tenant, "dit": id})).one_or_none()
        if row is None:
            raise NietGevonden()
        return row

    async def admit(self, zaak: UUID, deel: Deel) -> Oordeel:
        """Let the asker at this part of the case, or raise NietGevonden or MagNiet (`services.kern.policy`)."""
        self.oordeel = await admit_act(self, zaak, deel)
        self.grond = self.oordeel.grond
        return self.oordeel

    async def get(self, table: type[Rij], id: UUID) -> Rij | None:
        return (await self.session.scalars(_one(table), {"van": self.asker.tenant, "dit": id})).one_or_none()

    async def all(self, table: type[Rij], *where: Any, order: Any = None) -> list[Rij]:
        """Rows of this tenant that meet `where`."""
        statement = select(table).where(table.tenant == self.asker.tenant, *where)
        if order is not None:
            statement = statement.order_by(order)
        return list((await self.session.scalars(statement)).all())

    def add(self, row: Rij) -> Rij:
        """Keep a new row, in the tenant of the asker."""
        row.tenant = self.asker.tenant
        self.session.add(row)
        return row

    async def delete(self, row: SQLModel) -> None:
        await self.session.delete(row)

    async def flush(self) -> None:
        await self.session.flush()

    async def execute(self, sql: str, **params: Any) -> Any:
        """Plain SQL inside this act; `:tenant` is always bound."""
        return await self.session.execute(_text(sql), {"tenant": self.asker.tenant, **params})

    def record(self, feit: Feit, *, zin: str | None = None) -> None:
        """This happened. `zin` replaces the sentence of the fact in the tijdlijn where more may be said there."""
        self.recorded.append((feit, zin))

    async def audit(self, wat: str, zaak: UUID | None) -> None:
        """The audit line of what records no fact."""
        await self.session.execute(_AUDIT, self._regel(wat, zaak, self.soort))

    def _regel(self, wat: str, zaak: UUID | None, soort: str) -> dict[str, Any]:
        return lines.line(
            self.service.name, self.asker, soort=soort, wat=wat, zaak=zaak, voorwerp=self.voorwerp, grond=self.grond
        )

    def later(self, soort: str, *, zaak: UUID, op: datetime | None = None, **lading: Any) -> UUID:
        """Have job `soort` done at `op` (domain time, now when None). `lading` holds ids only."""
        taak = self._id(soort)
        self.tasks.append(
            {
                "tenant": self.asker.tenant,
                "id": taak,
                "zaak": zaak,
                "soort": soort,
                "lading": msgspec.json.encode(lading).decode(),
                "actie_op": op or self.nu,
                "traceparent": trace.huidig().traceparent,
                "meteen": op is None and not self.planned,
            }
        )
        return taak

    def again(self, task: Task) -> UUID:
        """Have the task that is being done now done once more, at once: what it changed so far stays."""
        return self.later(task.soort, zaak=task.zaak, **task.lading)

    def mail(self, brief: str, *, aan: UUID, zaak: UUID, **velden: str) -> None:
        """Send letter `brief` of the tenant to this person by e-mail. The text names no child."""
        id = self._id(brief)
        self.mails.append(
            {
                "tenant": self.asker.tenant,
                "id": id,
                "zaak": zaak,
                "brief": brief,
                "aan": aan,
                "velden": msgspec.json.encode(velden).decode(),
                "op": self.nu,
            }
        )
        self.later("bericht_versturen", zaak=zaak, bericht=str(id))

    def _id(self, wat: str) -> UUID:
        """The id of the next thing this unit makes: the same when the same cause is handled once more.

        After a backup is put back, what was heard and done after its moment is heard and done again. Because ids follow
        from causes, an e-mail that had left by then is known by its id (`infra.mail`), however long the road to it.
        """
        self._made += 1
        return uuid5(self.oorzaak, f"{self.asker.tenant}/{self.service.name}/{wat}/{self._made}")

    async def finish(self) -> None:
        """Write everything recorded. Called once, by the runtime, just before the commit."""
        await self.session.flush()
        fp("act.after_state")
        for feit, zin in self.recorded:
            await self.session.execute(_RECORD, self._regels(feit, zin))
        if (
            self.wat and not self.recorded
        ):  # nothing to tell anybody, as when a form saves itself; it is kept all the same
            await self.audit(self.wat, self.zaak)
        if self.recorded and self.service.terms is not None:
            for zaak in dict.fromkeys(feit.zaak for feit, _ in self.recorded):
                await self.service.terms(self, zaak)
        if self.mails:
            await self.session.execute(_BERICHT, self.mails)
        if self.tasks:
            await self.session.execute(_TAAK, self.tasks)
            await self.session.execute(text("select pg_notify('taak', :dienst)"), {"dienst": self.service.name})
        fp("act.after_outbox")

    def _regels(self, feit: Feit, zin: str | None) -> dict[str, Any]:
        id = self._id(feit.heet())
        spoor = trace.huidig().traceparent
        wrapped = envelope(feit, id=id, tenant=self.asker.tenant, time=self.nu, traceparent=spoor)
        return self._regel(feit.heet(), feit.zaak, lines.HANDELING) | {
            "id": id,
            "onderwerp": feit.onderwerp(self.asker.tenant),
            "envelope": msgspec.json.encode(wrapped).decode(),
            "nu": self.nu,
            "zin": zin or feit.zin(),
            "door": self.asker.naam,
            "feit": feit.heet(),
            "kanaal": f"outbox_{self.service.name}",
        }

    async def after_commit(self) -> None:
        fp("act.after_commit")
