"""How PostgreSQL would carry out each statement: no walk through a whole table, and every index led by the tenant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import asyncpg

from infra.bench.recorder import Statement
from infra.context import mint
from services.kern.principal import Principal

# Below this PostgreSQL rightly reads a table of one or two pages whole; then we ask what it would do otherwise.
LARGE = 1000
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan", "Bitmap Heap Scan", "Tid Scan")


async def judge(
    connection: asyncpg.Connection, asker: Principal, service: str, named: dict[str, list[Statement]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Explain every statement under the service's own role and row security.

    Returns the plans, one line per scan, and the sentences about what is not done by an index.
    """
    small = {
        row["relname"]
        for row in await connection.fetch(
            "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = $1 and c.relkind = 'r' and c.reltuples < $2",
            service,
            LARGE,
        )
    }
    plans, complaints = [], []
    for name, statements in named.items():
        for statement in statements:
            nodes = await explain(connection, asker, service, statement)
            if any(node["soort"] == "Seq Scan" and node["tabel"] in small for node in nodes):
                nodes = await explain(connection, asker, service, statement, seqscan=False)
            plans.append({"bij": name, "sql": _short(statement.sql), "knopen": [_line(node) for node in nodes]})
            complaints += [
                f"{name}: {_line(node)} in: {_short(statement.sql)}"
                for node in nodes
                if node["soort"] == "Seq Scan" or (node["index"] and "tenant" not in node["voorwaarde"])
            ]
    return plans, complaints


async def explain(
    connection: asyncpg.Connection, asker: Principal, service: str, statement: Statement, *, seqscan: bool = True
) -> list[dict[str, str]]:
    """The nodes of the plan that touch a table. Carries nothing out."""
    await connection.execute(f"begin; select set_config('app.ctx', '{mint(service, asker)}', true)")
    try:
        if not seqscan:
            await connection.execute("set local enable_seqscan = off")
        found = await connection.fetchval(f"explain (format json) {statement.sql}", *statement.args)
    finally:
        await connection.execute("rollback")
    return [
        {
            "soort": node["Node Type"],
            "tabel": node.get("Relation Name", ""),
            "index": node.get("Index Name", ""),
            "voorwaarde": node.get("Index Cond", ""),
        }
        for node in _walk(json.loads(found)[0]["Plan"])
        if node["Node Type"] in SCANS
    ]


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _walk(child)


def _line(node: dict[str, str]) -> str:
    return " ".join(filter(None, (node["soort"], node["index"] or node["tabel"])))


def _short(sql: str) -> str:
    return " ".join(sql.split())[:160]
