"""Terms of a case as rows: what the law or the tenant says must happen by when, and how that date came about.

The service says which terms a case has now; `sync` makes the rows equal to that and plans the due rows (`taak`)
that act on them. Nobody starts or stops a timer: a term follows from the ledger of the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

import msgspec

from infra import trace
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


_TERMIJNEN = """
insert into termijn (tenant, id, zaak, naam, voor, titel, soort, uiterlijk_op, status, uitleg)
select :tenant, t.id, :zaak, t.naam, t.voor, t.titel, t.soort, t.op, t.status, cast(t.uitleg as jsonb)
from unnest(cast(:ids as uuid[]), cast(:namen as text[]), cast(:voor as text[]), cast(:titels as text[]),
            cast(:soorten as text[]), cast(:op as date[]), cast(:statussen as text[]), cast(:uitleg as text[]))
     as t (id, naam, voor, titel, soort, op, status, uitleg)
on conflict (tenant, zaak, naam, voor) do update
set uiterlijk_op = excluded.uiterlijk_op, status = excluded.status, uitleg = excluded.uitleg, titel = excluded.titel
"""

# A task that was done stays done, unless its term moved to a later moment: then it must act again.
_PLANNEN = """
insert into taak (tenant, id, zaak, soort, termijn, lading, actie_op, status, traceparent)
select :tenant, p.id, :zaak, p.soort, p.termijn, cast(p.lading as jsonb), p.op, 'open', cast(:traceparent as text)
from unnest(cast(:ids as uuid[]), cast(:soorten as text[]), cast(:termijnen as text[]), cast(:lading as text[]),
            cast(:op as timestamptz[])) as p (id, soort, termijn, lading, op)
on conflict (tenant, zaak, soort, termijn) where termijn is not null do update
set actie_op = excluded.actie_op, lading = excluded.lading, status = 'open', traceparent = excluded.traceparent
where taak.status <> 'verwerkt' or taak.actie_op < excluded.actie_op
"""

_VERVALLEN = """
update taak set status = 'vervallen'
where tenant = :tenant and zaak = :zaak and termijn = any(cast(:alle as text[])) and status in ('open', 'aangeboden')
  and not exists (
      select 1 from unnest(cast(:soorten as text[]), cast(:termijnen as text[])) as p (soort, termijn)
      where p.soort = taak.soort and p.termijn = taak.termijn)
"""


async def sync(unit: UnitOfWork, zaak: UUID, deadlines: list[Deadline]) -> None:
    """Make the rows of this case equal to `deadlines`, in three statements however many there are."""
    if not deadlines:
        return
    await unit.execute(
        _TERMIJNEN,
        zaak=zaak,
        ids=[uuid4() for _ in deadlines],
        namen=[d.naam for d in deadlines],
        voor=[d.voor for d in deadlines],
        titels=[d.titel for d in deadlines],
        soorten=[d.soort for d in deadlines],
        op=[d.uiterlijk_op for d in deadlines],
        statussen=[d.status for d in deadlines],
        uitleg=[msgspec.json.encode(d.uitleg).decode() for d in deadlines],
    )
    plannen = [(d, job, moment) for d in deadlines for job, moment in d.acties.items()]
    soorten = [job for _, job, _ in plannen]
    termijnen = [_sleutel(d) for d, _, _ in plannen]
    if plannen:
        await unit.execute(
            _PLANNEN,
            zaak=zaak,
            # As in `UnitOfWork._id`: the same term of the same case has the same row, in every life of the database.
            ids=[uuid5(zaak, f"{unit.service.name}/{job}/{_sleutel(d)}") for d, job, _ in plannen],
            soorten=soorten,
            termijnen=termijnen,
            lading=[msgspec.json.encode(d.lading).decode() for d, _, _ in plannen],
            op=[moment for _, _, moment in plannen],
            traceparent=trace.huidig().traceparent,
        )
    await unit.execute(
        _VERVALLEN, zaak=zaak, alle=[_sleutel(d) for d in deadlines], soorten=soorten, termijnen=termijnen
    )


def _sleutel(deadline: Deadline) -> str:
    return f"{deadline.naam}/{deadline.voor}"
