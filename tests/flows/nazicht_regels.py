"""Audit lines of a week for the nazicht: many people at work, and twelve who snoop, each in another way (AUD-7).

Written past the chain (its trigger is off for this session) in a week of long ago, and taken away again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg

from infra.settings import settings
from services.kern.nazicht import REGELS
from tests.flows.intake_dossier import school
from tests.stack import Stack

TENANT = "swv2202po"
VAN = datetime(2026, 3, 2, 6, tzinfo=UTC)  # a Monday
TOT = VAN + timedelta(days=7)
#: Per person 8 cases of the own, worked on and looked at, on workdays between 8 and 17 hours; now and then somebody
#: looks at something else, asks for what is not theirs, and one in 25 at seven cases more than they work on.
_GEWOON = """
insert into intake.audit (tenant, op, soort, wat, zaak, persoon, rol, organisatie, versie, uitkomst, reden)
select $1, $2::timestamptz + make_interval(days => (i / 7) % 5, hours => 2 + i % 9, mins => (i * 7) % 60),
    case when i % 5 = 0 then 'handeling' else 'inzage' end,
    case when i % 5 = 0 then 'onderdeel_bewaren' when i % 19 = 0 then 'document_ophalen' else 'aanvraag_tonen' end,
    md5('zaak-' || p || '-' ||
        case when p % 10 = 0 and i = 3 then 99 when p % 25 = 0 and i % 5 = 1 and i < 40 then 50 + i
        else (i / 5) % 8 end)::uuid,
    md5('mens-' || p)::uuid, (array['ib_er', 'ib_er', 'schooldirecteur', 'secretaris', 'deskundige'])[1 + p % 5],
    'PO2202', 2, case when p % 50 = 0 and i = 4 then 'geweigerd' else 'gedaan' end,
    case when p % 50 = 0 and i = 4 then 'niet_gevonden' end
from generate_series(1, $3::int) p, generate_series(1, $4::int) i
"""
_LIJSTEN = """
insert into intake.audit (tenant, op, soort, wat, persoon, rol, organisatie, versie, uitkomst, aantal)
select $1, $2::timestamptz + make_interval(days => i, hours => 3), 'inzage', 'aanvragen_tonen',
    md5('mens-' || p)::uuid,
    (array['ib_er', 'ib_er', 'schooldirecteur', 'secretaris', 'deskundige'])[1 + p % 5], 'PO2202', 2, 'gedaan', 40
from generate_series(1, $3::int) p, generate_series(0, 4) i
"""
_EEN = """
insert into intake.audit (tenant, op, soort, wat, zaak, persoon, rol, organisatie, versie, uitkomst, aantal)
values ($1, $2, $3, $4, $5, $6, $7, 'PO2202', 2, $8, $9)
"""
OVERDAG, NACHT = timedelta(hours=3), timedelta(hours=17)


@dataclass
class Week:
    """What was written. `snuffelaars`: name of the rule to who does what it should find; `namen`: their last names."""

    connection: asyncpg.Connection
    regels: int = 0
    snuffelaars: dict[str, UUID] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    zaak: UUID = field(default_factory=uuid4)

    async def doen(
        self, wie: UUID, op: timedelta, zaak: UUID | None, wat: str = "aanvraag_tonen", **anders: object
    ) -> None:
        rij = {"soort": "inzage", "rol": "ib_er", "uitkomst": "gedaan", "aantal": None} | anders
        waarden = (TENANT, VAN + op, rij["soort"], wat, zaak, wie, rij["rol"], rij["uitkomst"], rij["aantal"])
        await self.connection.execute(_EEN, *waarden)
        self.regels += 1

    async def werken(self, wie: UUID, zaak: UUID) -> None:
        """An act: from then on the case is their work."""
        await self.doen(wie, OVERDAG, zaak, "onderdeel_bewaren", soort="handeling")


@asynccontextmanager
async def week(stack: Stack, mensen: int, per_mens: int) -> AsyncIterator[Week]:
    connection = await asyncpg.connect(settings().database_url("migratie"), command_timeout=600)
    try:
        await connection.execute("set session_replication_role = replica")
        w = Week(connection, regels=mensen * (per_mens + 5))
        await connection.execute(_GEWOON, TENANT, VAN, mensen, per_mens)
        await connection.execute(_LIJSTEN, TENANT, VAN, mensen)
        await _snuffelen(stack, w)
        await connection.execute("analyze intake.audit")
        yield w
    finally:
        await connection.execute("delete from intake.audit where op >= $1 and op < $2", VAN, TOT)
        await connection.close()


async def _snuffelen(stack: Stack, w: Week) -> None:
    for regel in REGELS:
        w.snuffelaars[regel.naam] = uuid4()
    s = w.snuffelaars
    # The own child, seen with another hat.
    kind = await school(stack).begin()
    uitnodiging = await kind.uitnodigen("Ouder Eigen", f"{uuid4().hex[:8]}@thuis.example")
    s["eigen_kind"] = uitnodiging.persoon
    await w.doen(s["eigen_kind"], OVERDAG, kind.id)
    # The same last name as a child that is not theirs.
    buur = await school(stack).begin()
    (naam,) = await stack.sql(
        "select l.achternaam from intake.leerling l join intake.aanvraag a on a.leerling = l.id and a.tenant = l.tenant"
        " where a.id = $1",
        buur.id,
    )
    w.namen[str(s["zelfde_naam"])] = naam["achternaam"].split()[-1]
    await w.doen(s["zelfde_naam"], OVERDAG, buur.id)
    # Cases that were over long before.
    for _ in range(4):
        oud = await school(stack).begin()
        await stack.sql(
            "update intake.aanvraag set status = 'ingetrokken', gewijzigd_op = $2 where id = $1",
            *(oud.id, VAN - timedelta(days=90)),
        )
        await w.doen(s["na_afloop"], OVERDAG, oud.id)
    # A case that everybody wants to see.
    for wie in (s["drukte"], *(uuid4() for _ in range(5))):
        await w.doen(wie, OVERDAG, w.zaak)
    for nummer in range(5):
        await w.doen(s["geweigerd"], OVERDAG + timedelta(minutes=20 * nummer), uuid4(), uitkomst="geweigerd")
    for nummer in range(25):
        await w.doen(s["zonder_taak"], OVERDAG + timedelta(minutes=11 * nummer), uuid4())
    een = uuid4()
    for nummer in range(14):
        await w.doen(s["steeds_hetzelfde"], OVERDAG + timedelta(minutes=30 * nummer), een)
    eigen = uuid4()
    await w.werken(s["buiten_werktijd"], eigen)
    for nummer in range(40):
        await w.doen(s["buiten_werktijd"], NACHT + timedelta(minutes=nummer), eigen)
    for nummer in range(24):
        zaak = uuid4()
        await w.werken(s["snel"], zaak)
        await w.doen(s["snel"], OVERDAG + timedelta(seconds=10 * nummer), zaak)
    for nummer in range(120):
        zaak = uuid4()
        await w.werken(s["dossiers"], zaak)
        await w.doen(s["dossiers"], OVERDAG + timedelta(minutes=2 * nummer), zaak)
    eigen = uuid4()
    await w.werken(s["stukken"], eigen)
    for nummer in range(300):
        await w.doen(s["stukken"], OVERDAG + timedelta(minutes=nummer), eigen, "document_ophalen")
    for nummer in range(30):
        await w.doen(s["in_lijsten"], OVERDAG + timedelta(minutes=nummer), None, "aanvragen_tonen", aantal=200)
