"""The ten invariants of the design, each as a check of its own over what one run did.

Every check gives `goed` (None: there is nothing of it here), how much it looked at, and what it found wrong. They
judge the cases of the ledger and nothing else, so that they may run on a stack where more has happened.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import urllib.request
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from infra import vault
from infra.audit import anchors, chain
from infra.faults.client import Client
from infra.faults.loads import PO, VO, Ledger
from infra.faults.verdict import Verdict
from infra.migrate import SCHEMAS
from services.commissie.contract import BesluitBekendgemaakt
from services.financien.verplichting import verplichtingen
from services.kern.errors import Fout
from services.thuiszitters.contract import ThuiszitterMelden
from tenants.registry import load_all

LATE = 60.0  # seconds after its moment in which due work must be done once everything is back


@dataclass
class Finding:
    """What one check saw."""

    looked_at: int = 0
    wrong: list[str] = field(default_factory=list)
    note: str = ""

    def expect(self, true: bool, what: str) -> None:
        self.looked_at += 1
        if not true:
            self.wrong.append(what)


@dataclass
class Run:
    """What the checks look at."""

    client: Client
    ledger: Ledger
    verdict: Verdict
    since: datetime

    @property
    def cases(self) -> list[UUID]:
        return list(self.ledger.cases)


Check = Callable[[Run, Finding], Awaitable[None]]
CHECKS: list[tuple[str, str, Check]] = []


def invariant(number: str, name: str) -> Callable[[Check], Check]:
    def hang(check: Check) -> Check:
        CHECKS.append((number, name, check))
        return check

    return hang


async def check(client: Client, ledger: Ledger, verdict: Verdict, since: datetime) -> dict[str, dict[str, Any]]:
    """Every invariant by its number. A check that cannot run is a broken one."""
    run, report = Run(client, ledger, verdict, since), {}
    for number, name, one in CHECKS:
        finding = Finding()
        try:
            await one(run, finding)
        except Exception as fault:
            finding.wrong.append(f"niet te toetsen: {type(fault).__name__}: {fault}"[:300])
        good = not finding.wrong if finding.looked_at or finding.wrong else None
        report[number] = {"naam": name, "goed": good, "bekeken": finding.looked_at, "mis": finding.wrong[:20]}
        if finding.note:
            report[number]["opmerking"] = finding.note
    return report


@invariant("I1", "elke bevestigde opdracht werkte precies een keer")
async def i1(run: Run, finding: Finding) -> None:
    for asked in run.ledger.asked:
        rows = await run.client.sql(
            f"select naam, antwoord is not null as klaar from {asked.dienst}.opdracht where tenant = $1 and id = $2",
            asked.tenant,
            asked.opdracht.opdracht,
        )
        good = len(rows) == 1 and rows[0]["klaar"] and rows[0]["naam"] == asked.opdracht.heet()
        finding.expect(good, f"{asked.dienst} {asked.opdracht.heet()} {asked.opdracht.opdracht}")
    wrong = [line for line in run.verdict.wrong if " inbox " not in line and not line.startswith("swv.")]
    finding.looked_at += len(run.ledger.counts)
    finding.wrong += wrong


@invariant("I2", "elk feit ligt een keer in de outbox en op de stroom, en werkt een keer bij wie het hoort")
async def i2(run: Run, finding: Finding) -> None:
    lies = Counter(UUID(envelope["id"]) for envelope in run.verdict.on_stream)
    for schema in SCHEMAS:
        rows = await run.client.sql(
            f"select id, verzonden_op from {schema}.outbox where vastgelegd_op >= $1"
            " and (envelope::jsonb ->> 'subject')::uuid = any($2)",
            run.since,
            run.cases,
        )
        for row in rows:
            finding.expect(row["verzonden_op"] is not None, f"{schema} outbox {row['id']} wacht nog")
            finding.expect(lies[row["id"]] == 1, f"{schema} {row['id']}: {lies[row['id']]} keer op de stroom")
    for dienst, id in run.ledger.heard:
        heard = await run.client.value(f"select count(*) from {dienst}.inbox where id = $1", id)
        parked = await run.client.value(f"select count(*) from {dienst}.geparkeerd where id = $1", id)
        finding.expect((heard, parked) == (1, 0), f"{dienst}: feit {id} {heard} keer gehoord, {parked} geparkeerd")
    known = {e["dataschema"].rsplit(":", 1)[-1] for e in run.verdict.on_stream}
    finding.note = f"{len(run.verdict.on_stream)} feiten van {len(known)} soorten op de stroom"


@invariant("I3", "elk bericht ging hoogstens een keer weg, of staat als onzeker geparkeerd")
async def i3(run: Run, finding: Finding) -> None:
    with await asyncio.to_thread(urllib.request.urlopen, f"{os.environ['POST_URL']}/api/berichten", timeout=60) as post:
        arrived = Counter(address for mail in json.load(post) for address in _addresses(mail["aan"]))
    rows = await run.client.sql(
        "select b.zaak, b.status, p.email from intake.bericht b join netwerk.persoon p on p.id = b.aan"
        " where b.zaak = any($1)",
        run.cases,
    )
    unsure = 0
    for row in rows:
        count = arrived[row["email"].lower()]
        unsure += row["status"] == "onzeker"
        good = count == 1 if row["status"] == "verzonden" else row["status"] == "onzeker" and count <= 1
        finding.expect(good, f"bericht over {row['zaak']}: {row['status']}, {count} keer aangekomen")
    finding.expect(len(rows) == len(run.ledger.mails), f"{len(rows)} berichten voor {len(run.ledger.mails)} mensen")
    finding.note = f"{unsure} onzeker: weg of niet weg is niet te weten, dus niet nog eens gestuurd"


def _addresses(to: Any) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\s<>,;\"]+@[^\s<>,;\"]+", str(to))]


@invariant("I4", "wat op zijn tijd moet, gebeurt een keer en binnen een minuut")
async def i4(run: Run, finding: Finding) -> None:
    rows = await run.client.sql(
        "select id, soort, status, extract(epoch from verwerkt_op - actie_op)::float as laat from intake.taak"
        " where zaak = any($1) and actie_op <= now()",
        run.cases,
    )
    for row in rows:
        finding.expect(row["status"] == "verwerkt", f"{row['soort']} {row['id']} is {row['status']}")
        if row["laat"] is not None:
            finding.expect(row["laat"] <= LATE, f"{row['soort']} {row['id']} was {row['laat']:.0f} s te laat")
    latest = max((row["laat"] for row in rows if row["laat"] is not None), default=0.0)
    finding.note = f"hoogstens {latest:.1f} s na zijn moment (na uitstel gerekend)"


@invariant("I5", "elke handeling heeft een regel in het audit, elk feit evenveel regels overal, en de keten is heel")
async def i5(run: Run, finding: Finding) -> None:
    for schema in SCHEMAS:
        counted = await run.client.sql(
            f"""
            select coalesce(t.feit, a.wat) as feit, coalesce(t.zaak, a.zaak) as zaak, t.n as tijdlijn, a.n as audit
            from (select zaak, feit, count(*) as n from {schema}.tijdlijn where zaak = any($1) group by 1, 2) t
            full join (select zaak, wat, count(*) as n from {schema}.audit
                       where zaak = any($1) and soort = 'handeling' and wat = any($2) group by 1, 2) a
              on a.zaak = t.zaak and a.wat = t.feit
            """,
            run.cases,
            sorted(_facts_of(run, schema)),
        )
        for row in counted:
            good = row["tijdlijn"] == row["audit"]
            finding.expect(good, f"{schema} {row['zaak']} {row['feit']}: {row['tijdlijn']} en {row['audit']}")
    for dienst, naam in {(a.dienst, a.opdracht.heet()) for a in run.ledger.asked if a.als is None}:
        asked = [a for a in run.ledger.asked if (a.dienst, a.opdracht.heet()) == (dienst, naam)]
        lines = await run.client.value(
            f"select count(*) from {dienst}.audit where wat = $1 and op >= $2 and soort = 'handeling'", naam, run.since
        )
        finding.expect(lines >= len(asked), f"{dienst} {naam}: {lines} regels voor {len(asked)} opdrachten")
    ankers = anchors.read(anchors.folder())
    async with run.client.database.acquire() as connection, chain.snapshot(connection):
        chains = [u for u in await chain.verify(connection, SCHEMAS, ankers) if u.tenant in (PO, VO)]
    for found in chains:
        finding.expect(found.breuk is None, f"keten van {found.tenant} in {found.dienst}: {found.breuk}")
    finding.expect(bool(chains), "er is geen keten")
    finding.note = f"{len(chains)} ketens van samen {sum(found.regels for found in chains)} regels heel"


def _facts_of(run: Run, schema: str) -> set[str]:
    names = set()
    for envelope in run.verdict.on_stream:
        _, dienst, name = envelope["type"].rsplit(".", 2)
        if dienst == schema:
            names.add(name.replace("-", "_"))
    return names


# What may happen to a case of this run, as its tijdlijn tells it; one word per fact.
PATHS = {
    "intake": re.compile(
        r"aanvraag_begonnen( familie_uitgenodigd( familie_verbonden)?| document_toegevoegd( document_gecontroleerd)?)?"
    ),
    "thuiszitters": re.compile(r"thuiszitter_gemeld( plaatsing_verwacht)?"),
    "financien": re.compile(r"verplichting_vastgelegd"),
    "commissie": re.compile(r"behandeling_geopend"),
}
STATUS = {
    "intake": "select status from intake.aanvraag where id = $1",
    "thuiszitters": "select status from thuiszitters.thuiszitter where id = $1",
}


@invariant("I6", "de geschiedenis van elke zaak is een pad dat mag")
async def i6(run: Run, finding: Finding) -> None:
    for zaak, (dienst, _) in run.ledger.cases.items():
        rows = await run.client.sql(f"select feit from {dienst}.tijdlijn where zaak = $1 order by volgorde", zaak)
        path = " ".join(row["feit"] for row in rows)
        finding.expect(PATHS[dienst].fullmatch(path) is not None, f"{dienst} {zaak}: {path}")
        if dienst in STATUS:
            expected = "concept" if dienst == "intake" else "plek_verwacht" if "plaatsing" in path else "thuis"
            status = await run.client.value(STATUS[dienst], zaak)
            finding.expect(status == expected, f"{dienst} {zaak} is {status} na {path}")


@invariant(
    "I7", "elk document in een dossier ligt er, met de afdruk die erbij hoort, en wat onderweg bleef wordt gewist"
)
async def i7(run: Run, finding: Finding) -> None:
    rows = await run.client.sql(
        "select id, tenant, aanvraag, sleutel, sha256, upload from intake.document where aanvraag = any($1)", run.cases
    )
    for row in rows:
        try:
            fetchrow = run.client.database.fetchrow
            content = await vault.look(fetchrow, "intake", row["tenant"], row["aanvraag"], row["sleutel"])
            found = hashlib.sha256(content).hexdigest()
        except FileNotFoundError:
            found = "weg"
        finding.expect(found == row["sha256"], f"document {row['id']}: {found}")
    kept = {row["upload"] for row in rows}
    for upload in run.ledger.uploads:
        finding.expect(upload in kept, f"upload {upload} hoort bij geen document")
        due = await run.client.value(
            "select count(*) from intake.taak where zaak = $1 and soort = 'upload_opruimen' and status <> 'mislukt'",
            upload,
        )
        finding.expect(due == 1, f"upload {upload} wordt {due} keer opgeruimd")


@invariant("I8", "geen woord van het ene samenwerkingsverband staat bij het andere")
async def i8(run: Run, finding: Finding) -> None:
    tables = await run.client.sql(
        "select table_schema, table_name from information_schema.columns"
        " where column_name = 'tenant' and table_schema = any($1)",
        list(SCHEMAS),
    )
    for own, foreign in ((PO, VO), (VO, PO)):
        for row in tables:
            table = f"{row['table_schema']}.{row['table_name']}"
            found = await run.client.value(
                f"select count(*) from {table} r where r.tenant = $1 and strpos(to_jsonb(r)::text, $2) > 0",
                own,
                f"Kanarie{foreign}",
            )
            finding.expect(found == 0, f"{table}: {found} regels van {own} met een woord van {foreign}")
    for envelope in run.verdict.on_stream:
        good = envelope["onderwerp"].split(".")[1] == envelope["tenant"] and "Kanarie" not in json.dumps(envelope)
        finding.expect(good, f"feit {envelope['id']} op {envelope['onderwerp']}")
    for schema in SCHEMAS:
        strange = await run.client.value(
            f"select count(*) from {schema}.outbox where split_part(onderwerp, '.', 2) <> tenant"
            " or envelope::jsonb ->> 'tenant' <> tenant"
        )
        finding.expect(strange == 0, f"{schema}: {strange} feiten van een ander in de outbox")


@invariant("I9", "wat een dienst overneemt, telt na uit de bron")
async def i9(run: Run, finding: Finding) -> None:
    for feit in run.ledger.facts.values():
        if not isinstance(feit, BesluitBekendgemaakt):
            continue
        rules = load_all()[PO].financien
        expected = [(r.schooljaar, r.cent) for r in verplichtingen(feit.van, feit.tot_en_met, feit.soort, None, rules)]
        rows = await run.client.sql(
            "select schooljaar, cent from financien.verplichting where zaak = $1 order by schooljaar", feit.zaak
        )
        found = [(row["schooljaar"], row["cent"]) for row in rows]
        finding.expect(found == expected, f"besluit {feit.zaak}: {found} in plaats van {expected}")
        wrong = await run.client.value(
            "select count(*) from thuiszitters.thuiszitter where leerling_id = $1"
            " and (status <> 'plek_verwacht' or verwacht_op is distinct from $2)",
            feit.leerling_id,
            feit.van,
        )
        finding.expect(wrong == 0, f"besluit {feit.zaak}: thuiszitters nam het niet over")


@invariant("I10", "dezelfde sleutel geeft hetzelfde antwoord, en niemand anders krijgt het")
async def i10(run: Run, finding: Finding) -> None:
    for asked in run.ledger.asked:
        if asked.als:
            again = await run.client.ask(asked.dienst, asked.opdracht, asked.als)
        else:
            again = await run.client.administer(asked.dienst, asked.opdracht, asked.tenant)
        finding.expect(again == asked.antwoord, f"{asked.dienst} {asked.opdracht.opdracht} antwoordt nu anders")
    for sent in run.ledger.forms:
        again = await sent.visitor.send(sent.form)
        finding.expect(again == sent.zaak, f"het formulier van {sent.zaak} leidde nu tot {again}")
    for asked in [a for a in run.ledger.asked if a.tenant == PO and a.dienst == "thuiszitters"][:5]:
        strange = ThuiszitterMelden(opdracht=asked.opdracht.opdracht, leerling_id=uuid4(), sinds=date(2026, 11, 2))
        try:
            await run.client.ask("thuiszitters", strange, "dirk")
            refused = False
        except Fout:
            refused = True
        finding.expect(refused, f"de sleutel {asked.opdracht.opdracht} werkte voor iemand anders")
