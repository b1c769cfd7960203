"""Fills the schema of commissie with invented cases of 150 samenwerkingsverbanden, by COPY, as the migration role.

Two are declared and can be asked: one of median size, where the fixed cost of a page weighs heaviest, and the largest.
The other 148 only lie between them, as they would: sizes spread log-normally, 28 % of the cases running, and rows of
all of them mixed by the day of receipt.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, islice
from typing import Any
from uuid import UUID

import asyncpg

from services.kern.policy import GROND, Kring
from tenants import organisaties
from tenants.registry import load_all

TENANTS = 150
LOPEND_DEEL = 0.28
SPREIDING = 0.6  # sigma of the log-normal: the largest has about five times as many cases as the median
JAREN = 5
MEDIAAN, GROOTSTE = "swv2202po", "swv2201vo"
BLOK = 10_000
RUNNING = ("ontvangen", "aanvulling_gevraagd", "in_advies", "adviezen_compleet", "geadviseerd", "besloten")
RUNNING_WEIGHTS = (30, 15, 30, 10, 10, 5)
DONE, DONE_WEIGHTS = ("bekendgemaakt", "onherroepelijk", "ingetrokken"), (8, 85, 7)
WAITS_FOR = {"aanvulling_gevraagd": "school", "in_advies": "deskundigen", "geadviseerd": "directeur"}
VOORNAMEN = "Sem Mila Noor Finn Yara Thijs Zoë Amira Jayden Lotte Daan Saar Bram Fatima Ravi Isa Joep Lina Cas Emre"
ACHTERNAMEN = (
    "Verhoeven Oosting Smilde Haddou Lanting Pinas Postma Jansen Bakker Kuipers Hoekstra Meijer Boukhari Wolters"
    " Dijkstra Veenstra Yilmaz Brouwer Schuring Timmer Hulst Eising Kamps Nijboer Prins"
)
BEHANDELING = (
    "tenant id kenmerk leerling_id leerling geboren_op groep school schoolnaam bestuur bestuursnaam vakantieregio soort"
    " categorie status terug_naar ontvangen_op uiterlijk_op streef_op opgeschort wacht_op behandelaar aanvragers"
    " gewijzigd_op gewijzigd_door"
)
GEBEURTENIS = "tenant id behandeling_id soort op vastgelegd_op"
ZOEKWOORD = "tenant woord behandeling_id"
TERMIJN = "tenant id zaak naam voor titel soort uiterlijk_op status uitleg"
TERM = "beslistermijn"
TIJDLIJN = "tenant zaak op zin door feit"
BETROKKENHEID = "tenant zaak houder rol grond van verleend_door"


@dataclass(frozen=True)
class Case:
    """What the rows of one case are made from."""

    tenant: str
    id: UUID
    kenmerk: str
    leerling: str
    status: str
    ontvangen_op: date
    uiterlijk_op: date
    row: tuple[Any, ...]


class Generator:
    """The same cases for the same number, every time."""

    def __init__(self, vandaag: date):
        self.random = random.Random(2202)
        self.vandaag = vandaag
        self._numbers: dict[str, int] = {}
        self._voornamen, self._achternamen = VOORNAMEN.split(), ACHTERNAMEN.split()
        self._schools = {
            name: [(s.id, s.aanduiding, s.bestuur) for s in organisaties.scholen(tenant.swv_nummer)]
            for name, tenant in load_all().items()
        }
        self._kinds = {
            name: [(kind, c) for kind, soort in tenant.soorten.items() for c in (soort.categorieen or [None])]
            for name, tenant in load_all().items()
        }

    def weights(self) -> dict[str, float]:
        """Tenant to its share of the cases. The declared ones take the median and the largest share."""
        shares = sorted(self.random.lognormvariate(0, SPREIDING) for _ in range(TENANTS))
        largest, median = shares.pop(), shares.pop(TENANTS // 2 - 1)
        others = {f"bench{number:03}": share for number, share in enumerate(shares)}
        return {MEDIAAN: median, GROOTSTE: largest} | others

    def cases(self, count: int) -> Iterator[Case]:
        """`count` cases in the order in which they were received."""
        weights = self.weights()
        names, heights = list(weights), list(accumulate(weights.values()))
        for number in range(count):
            tenant = self.random.choices(names, cum_weights=heights)[0]
            yield self.case(tenant, number / count)

    def case(self, tenant: str, moment: float) -> Case:
        """One case; `moment` runs from 0 (years ago) to 1 (today)."""
        pick = self.random
        if pick.random() < LOPEND_DEEL:
            status = pick.choices(RUNNING, RUNNING_WEIGHTS)[0]
            uiterlijk = self.vandaag + timedelta(days=pick.randint(-5, 56))
        else:
            status = pick.choices(DONE, DONE_WEIGHTS)[0]
            uiterlijk = self.vandaag - timedelta(days=int((1 - moment) * 365 * JAREN))
        return self.row(tenant, status, uiterlijk - timedelta(weeks=8), uiterlijk)

    def row(self, tenant: str, status: str, ontvangen: date, uiterlijk: date, **fixed: Any) -> Case:
        """A case in this state; `fixed` replaces columns."""
        pick = self.random
        id, nummer = UUID(int=pick.getrandbits(128), version=4), self._numbers.get(tenant, 0) + 1
        self._numbers[tenant] = nummer
        kenmerk = f"{ontvangen.year}-{nummer:05}"
        leerling = f"{pick.choice(self._voornamen)} {pick.choice(self._achternamen)}"
        school, schoolnaam, bestuur = pick.choice(self._schools.get(tenant) or [("99XX00", "Basisschool", "99999")])
        soort, categorie = pick.choice(self._kinds.get(tenant) or [("so", "laag")])
        jaren = pick.randint(4, 15)
        stopped = status == "aanvulling_gevraagd"
        changed = datetime.combine(min(uiterlijk, self.vandaag), time(12), UTC)
        values = {
            "tenant": tenant, "id": id, "kenmerk": kenmerk, "leerling_id": UUID(int=pick.getrandbits(128), version=4),
            "leerling": leerling, "geboren_op": self.vandaag - timedelta(days=jaren * 365 + pick.randint(0, 364)),
            "groep": f"groep {min(max(jaren - 3, 1), 8)}", "school": school, "schoolnaam": schoolnaam,
            "bestuur": bestuur, "bestuursnaam": f"Schoolbestuur {bestuur}", "vakantieregio": "noord", "soort": soort,
            "categorie": categorie, "status": status, "terug_naar": "ontvangen" if stopped else None,
            "ontvangen_op": ontvangen, "uiterlijk_op": uiterlijk, "streef_op": uiterlijk - timedelta(weeks=3),
            "opgeschort": stopped, "wacht_op": WAITS_FOR.get(status, "secretaris" if status in RUNNING else "niemand"),
            "behandelaar": "Vera Timmer" if pick.random() < 0.5 else None, "aanvragers": [],
            "gewijzigd_op": changed, "gewijzigd_door": "Vera Timmer",
        }  # fmt: skip
        values |= fixed
        row = tuple(values[column] for column in BEHANDELING.split())
        return Case(tenant, id, kenmerk, leerling, status, ontvangen, uiterlijk, row)

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)


async def fill(connection: asyncpg.Connection, generator: Generator, count: int) -> None:
    """The cases with all that a case has from its first day; then fresh statistics and visibility maps."""
    stream = generator.cases(count)
    while block := list(islice(stream, BLOK)):
        await copy(connection, generator, block)
    for table in ("behandeling", "betrokkenheid", "gebeurtenis", "zoekwoord", "termijn", "tijdlijn"):
        await connection.execute(f"vacuum analyze commissie.{table}")


async def copy(connection: asyncpg.Connection, generator: Generator, cases: list[Case]) -> None:
    """These cases, each with the rows that a case has from its first day."""

    def noon(day: date) -> datetime:
        return datetime.combine(day, time(12), UTC)

    async def table(name: str, columns: str, rows: Any) -> None:
        await connection.copy_records_to_table(name, schema_name="commissie", columns=columns.split(), records=rows)

    await table("behandeling", BEHANDELING, [case.row for case in cases])
    await table(
        "gebeurtenis",
        GEBEURTENIS,
        [(c.tenant, generator.uuid(), c.id, "aanvraag_ontvangen", c.ontvangen_op, noon(c.ontvangen_op)) for c in cases],
    )
    await table(
        "zoekwoord",
        ZOEKWOORD,
        [(c.tenant, word, c.id) for c in cases for word in {*f"{c.leerling} {c.kenmerk}".lower().split()}],
    )
    await table(
        "tijdlijn",
        TIJDLIJN,
        [(c.tenant, c.id, noon(c.ontvangen_op), "De aanvraag is ontvangen.", "intake", "bench") for c in cases],
    )
    wie = {tenant: swv.swv_nummer for tenant, swv in load_all().items()}
    school = BEHANDELING.split().index("school")
    await table(
        "betrokkenheid",
        BETROKKENHEID,
        [
            (c.tenant, c.id, houder, kring.value, GROND[kring], c.ontvangen_op, "bench")
            for c in cases
            for kring, houder in (
                (Kring.SAMENWERKINGSVERBAND, wie.get(c.tenant, c.tenant)),
                (Kring.SCHOOL, c.row[school]),
            )
        ],
    )
    terms = []
    for c in cases:
        status = "loopt" if c.status in RUNNING else "gehaald"
        terms.append(
            (c.tenant, generator.uuid(), c.id, TERM, "", "Beslistermijn", "wettelijk", c.uiterlijk_op, status, "[]")
        )
    await table("termijn", TERMIJN, terms)


async def sizes(connection: asyncpg.Connection) -> dict[str, Any]:
    """What there is, for the report: {"zaken", "tenants", "mediaan", "gemeten": {tenant: {"zaken", "lopend"}}}."""
    running = ", ".join(f"'{status}'" for status in RUNNING)
    rows = await connection.fetch(
        f"select tenant, count(*) as zaken, count(*) filter (where status in ({running})) as lopend"
        " from commissie.behandeling group by tenant"
    )
    return {
        "zaken": sum(row["zaken"] for row in rows),
        "tenants": len(rows),
        "mediaan": int(statistics.median(row["zaken"] for row in rows)),
        "grootste": max(row["zaken"] for row in rows),
        "gemeten": {
            row["tenant"]: {"zaken": row["zaken"], "lopend": row["lopend"]}
            for row in rows
            if row["tenant"] in (MEDIAAN, GROOTSTE)
        },
    }
