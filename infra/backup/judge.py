"""Is what was put back whole? Judged from outside, in one snapshot, with the rights of the migration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from infra import envelope, files, vault
from infra.audit import chain
from infra.audit.anchors import Anker
from infra.backup import ledger
from infra.migrate import SCHEMAS
from services.kern.errors import Fout

# Rows here come and go without an act, so a count of them proves nothing.
UNCOUNTED = ("netwerk.sessie", "netwerk.inlogpoging", "inbox", "geparkeerd", "taak", "outbox", "opdracht")
# Every file that a row stands for: whose it is, its key in the store and the hash of its content.
FILES = (
    "select 'intake' as dienst, tenant, aanvraag as zaak, sleutel as key, sha256, verzegeld from intake.document",
    "select 'intake' as dienst, tenant, aanvraag as zaak, leesbaar as key, leesbaar_sha256 as sha256, true as verzegeld"
    " from intake.document where leesbaar is not null",
    "select 'intake' as dienst, tenant, aanvraag as zaak, leesbaar as key, leesbaar_sha256 as sha256, true as verzegeld"
    " from intake.document where leesbaar is not null",
    "select 'intake' as dienst, tenant, dossier as zaak, sleutel as key, sha256, true as verzegeld"
    " from intake.oso_stuk",
    "select 'intake' as dienst, tenant, dossier as zaak, coalesce(leesbaar, sleutel) as key, sha256, true as verzegeld"
    " from intake.dossierstuk where coalesce(leesbaar, sleutel) is not null",
    "select 'intake' as dienst, tenant, onderinstroom as zaak, coalesce(leesbaar, sleutel) as key, sha256,"
    " true as verzegeld from intake.overdrachtsbijlage where coalesce(leesbaar, sleutel) is not null",
    "select 'intake' as dienst, tenant, dossier as zaak, sleutel as key, sha256, true as verzegeld"
    " from intake.overdrachtsstuk",
    "select 'intake' as dienst, tenant, zaak, coalesce(leesbaar, sleutel) as key, sha256, true as verzegeld"
    " from intake.factuur where coalesce(leesbaar, sleutel) is not null",
    "select 'commissie' as dienst, tenant, behandeling_id as zaak, bestand as key, sha256, verzegeld"
    " from commissie.beschikking",
)
# What must hold of every database of ours, whoever did what (infra.faults.invariants): none of these finds a row.
RULES = {
    "I5 elk feit staat even vaak in de tijdlijn als in het audit": (
        "select coalesce(t.feit, a.wat) from"
        " (select tenant, zaak, feit, count(*) n from {s}.tijdlijn group by 1, 2, 3) t left join"
        " (select tenant, zaak, wat, count(*) n from {s}.audit where soort = 'handeling' group by 1, 2, 3) a"
        " on (a.tenant, a.zaak, a.wat) = (t.tenant, t.zaak, t.feit) where t.n is distinct from a.n limit 20"
    ),
    "I8 elk feit in de outbox is van het samenwerkingsverband waar het staat": (
        "select id from {s}.outbox where split_part(onderwerp, '.', 2) <> tenant"
        " or envelope::jsonb ->> 'tenant' <> tenant limit 20"
    ),
    "elk bericht dat wegging heeft geen velden meer": (
        "select id from {s}.bericht where status = 'verzonden' and velden <> '{{}}'::jsonb limit 20"
    ),
}


@dataclass
class Verdict:
    """`fouten`: what is wrong, in sentences; none when all is well."""

    cijfers: dict[str, Any] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


async def judge(connection: asyncpg.Connection, shelf: Path, moment: datetime, ankers: Iterable[Anker]) -> Verdict:
    """Counts against the ledger, chains against the anchors, files against their hashes, and the invariants."""
    verdict = Verdict()
    now = await ledger.count(connection)
    verdict.cijfers["rijen"] = now["rijen"]
    _against_ledger(verdict, ledger.around(shelf, moment), now)
    async with chain.snapshot(connection):
        known = [anker for anker in ankers if anker.op <= moment]
        chains = await chain.verify(connection, SCHEMAS, known)
        verdict.cijfers["ketens"] = len(chains)
        verdict.cijfers["auditregels"] = sum(one.regels for one in chains)
        verdict.fouten += [f"keten {c.dienst}/{c.tenant}: {c.breuk.uitleg}" for c in chains if c.breuk]
        await _rules(connection, verdict)
        await check_files(connection, verdict)
    return verdict


def _against_ledger(verdict: Verdict, line: ledger.Line | None, now: ledger.Line) -> None:
    if line is None:
        verdict.cijfers["telling"] = None
        verdict.fouten.append("Er is geen telling van voor dit moment om mee te vergelijken.")
        return
    still = line["koppen"] == now["koppen"]
    verdict.cijfers["telling"] = {"op": line["op"], "gelijk_sinds": still, "tabellen": len(line.get("rijen", {}))}
    for place, (seq, _) in line["koppen"].items():
        if now["koppen"].get(place, [0])[0] < seq:
            verdict.fouten.append(f"{place}: {now['koppen'].get(place, [0])[0]} auditregels, er waren er al {seq}")
    if not still:  # people went on between the count and the moment: what only grows may have grown
        return
    for table, counted in line.get("rijen", {}).items():
        if not table.endswith(UNCOUNTED) and counted != now["rijen"].get(table):
            verdict.fouten.append(f"{table}: {json.dumps(now['rijen'].get(table))}, geteld was {json.dumps(counted)}")


async def _rules(connection: asyncpg.Connection, verdict: Verdict) -> None:
    for name, query in RULES.items():
        for schema in SCHEMAS:
            for row in await connection.fetch(query.format(s=schema)):
                verdict.fouten.append(f"{name}: {schema} {row[0]}")
    verdict.cijfers["invarianten"] = len(RULES) * len(SCHEMAS)


async def check_files(connection: asyncpg.Connection, verdict: Verdict) -> None:
    """Every file that a row stands for can be opened and has the content of its row."""
    rows = [row for query in FILES for row in await connection.fetch(query)]
    for row in rows:
        try:
            found = hashlib.sha256(await content(connection, row)).hexdigest()
        except (FileNotFoundError, envelope.NietTeOpenen, Fout) as fault:
            found = type(fault).__name__
        if found != row["sha256"]:
            verdict.fouten.append(f"bestand {row['key']}: {found}")
    verdict.cijfers["bestanden"] = len(rows)


async def content(connection: asyncpg.Connection, row: asyncpg.Record) -> bytes:
    """The file of a row of `FILES`, opened. Raises FileNotFoundError, NietTeOpenen, SleutelWeg."""
    if not row["verzegeld"]:
        return await files.get(row["key"])
    return await vault.look(connection.fetchrow, row["dienst"], row["tenant"], row["zaak"], row["key"])


async def keys(connection: asyncpg.Connection) -> list[str]:
    """The key of every file that the database refers to."""
    return [row["key"] for query in FILES for row in await connection.fetch(query)]
