"""Terms of a case as rows: what the law or the tenant says must happen by when, and how that date came about.

The service says which terms a case has now; `sync` makes the rows equal to that and plans the due rows (`taak`)
that act on them. Nobody starts or stops a timer: a term follows from the ledger of the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from infra.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Deadline:
    """One term of one case.

    `naam` and `voor` (the addressee, where the law counts per person) identify it. `status`: loopt, opgeschort,
    gehaald, verstreken or vervallen. `acties`: job to the moment at which it must act, while the term runs.
    `uitleg`: steps with `stap`, `datum` or `waarde`, and `grondslag`.
    """

    naam: str
    titel: str
    soort: str
    uiterlijk_op: date
    status: str
    uitleg: list[dict]
    voor: str = ""
    acties: dict[str, datetime] = field(default_factory=dict)
    lading: dict[str, str] = field(default_factory=dict)


async def sync(unit: UnitOfWork, zaak: UUID, deadlines: list[Deadline]) -> None:
    """Make the rows of this case equal to `deadlines`. What already acted (`verwerkt`) never acts again."""
    for deadline in deadlines:
        await unit.execute(
            """
            insert into termijn (tenant, id, zaak, naam, voor, titel, soort, uiterlijk_op, status, uitleg)
            values (:tenant, :id, :zaak, :naam, :voor, :titel, :soort, :op, :status, :uitleg)
            on conflict (tenant, zaak, naam, voor) do update
            set uiterlijk_op = excluded.uiterlijk_op, status = excluded.status, uitleg = excluded.uitleg,
                titel = excluded.titel
            """,
            id=uuid4(),
            zaak=zaak,
            naam=deadline.naam,
            voor=deadline.voor,
            titel=deadline.titel,
            soort=deadline.soort,
            op=deadline.uiterlijk_op,
            status=deadline.status,
            uitleg=msgspec.json.encode(deadline.uitleg).decode(),
        )
        for job, moment in deadline.acties.items():
            await _plan(unit, zaak, deadline, job, moment)
        await unit.execute(
            """
            update taak set status = 'vervallen'
            where tenant = :tenant and zaak = :zaak and termijn = :termijn and status in ('open', 'aangeboden')
              and not (soort = any(:soorten))
            """,
            zaak=zaak,
            termijn=f"{deadline.naam}/{deadline.voor}",
            soorten=list(deadline.acties),
        )


async def _plan(unit: UnitOfWork, zaak: UUID, deadline: Deadline, job: str, moment: datetime) -> None:
    await unit.execute(
        """
        insert into taak (tenant, id, zaak, soort, termijn, lading, actie_op, status)
        values (:tenant, :id, :zaak, :soort, :termijn, :lading, :op, 'open')
        on conflict (tenant, zaak, soort, termijn) where termijn is not null do update
        set actie_op = excluded.actie_op, lading = excluded.lading,
            status = case when taak.status = 'verwerkt' and taak.actie_op >= excluded.actie_op
                          then 'verwerkt' else 'open' end
        where taak.status <> 'verwerkt' or taak.actie_op < excluded.actie_op
        """,
        id=uuid4(),
        zaak=zaak,
        soort=job,
        termijn=f"{deadline.naam}/{deadline.voor}",
        lading=msgspec.json.encode(deadline.lading).decode(),
        op=moment,
    )
