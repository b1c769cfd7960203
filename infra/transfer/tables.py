"""Which tables hold rows of a samenwerkingsverband, read from the catalogue: a new table goes along by itself."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

from infra.migrate import SCHEMAS

# What does not go along, with the reason.
STAYS = {
    "sleutel": "sealed under the master key of this installation; files go out opened and are sealed anew",
    "oso_concept": "read in by one person, for days; what was not taken over is not of the samenwerkingsverband",
    "oso_bijlage": "the same",
    "opdracht": "answers to who asks twice, here and now; may hold a code that lets somebody in",
}
# Of persons and not of a tenant: who signs in as whom goes along for the people of this tenant.
ACCOUNTS = ("netwerk.account", "persoon in (select p.id from netwerk.persoon p where p.tenant = $1)")


@dataclass(frozen=True)
class Table:
    """`columns`: those that can be written; `key`: of the primary key; `needs`: tables its foreign keys point at."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    needs: frozenset[str]
    counters: tuple[str, ...]
    where: str = "tenant = $1"

    @property
    def schema(self) -> str:
        return self.name.partition(".")[0]


_COLUMNS = """
select n.nspname || '.' || c.relname as naam, n.nspname as schema, c.relname as tabel,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as kolommen,
    array_agg(a.attname::text order by a.attnum) filter (where a.attidentity <> '') as tellers,
    bool_or(a.attname = 'tenant') as per_tenant,
    (select array_agg(k.attname::text order by array_position(i.indkey::int[], k.attnum::int))
        from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as sleutel,
    (select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as nodig
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
where c.relkind = 'r' and n.nspname = any($1) and a.attnum > 0 and not a.attisdropped
group by c.oid, n.nspname, c.relname
"""


async def tables(connection: asyncpg.Connection) -> list[Table]:
    """In an order in which they can be filled."""
    found = {}
    for row in await connection.fetch(_COLUMNS, list(SCHEMAS)):
        accounts = row["naam"] == ACCOUNTS[0]
        if row["tabel"] in STAYS or not (row["per_tenant"] or accounts):
            continue
        found[row["naam"]] = Table(
            row["naam"],
            tuple(row["kolommen"]),
            tuple(row["sleutel"]),
            frozenset(row["nodig"] or ()),
            tuple(row["tellers"] or ()),
            ACCOUNTS[1] if accounts else "tenant = $1",
        )
    ordered: list[Table] = []
    while found:
        free = sorted(name for name, table in found.items() if not table.needs & found.keys())
        ordered += [found.pop(name) for name in free]
    return ordered


#: Where a dossier lies: table to the column that names the case. Others are of the whole tenant.
CASE_COLUMNS = ("zaak", "aanvraag", "behandeling_id")
#: Every file that a row stands for.
FILES = (
    (
        "intake",
        "documenten",
        "select aanvraag as zaak, sleutel as key, sha256, verzegeld, bestandsnaam as naam"
        " from intake.document where tenant = $1 order by aanvraag, toegevoegd_op, id",
    ),
    (
        "intake",
        "documenten/opgeschoond",
        "select aanvraag as zaak, leesbaar as key, leesbaar_sha256 as sha256, true as verzegeld, bestandsnaam as naam"
        " from intake.document where tenant = $1 and leesbaar is not null order by aanvraag, toegevoegd_op, id",
    ),
    (
        "intake",
        "administratie",
        "select dossier as zaak, sleutel as key, sha256, true as verzegeld, naam"
        " from intake.oso_stuk where tenant = $1 order by dossier, op, id",
    ),
    (
        "intake",
        "voorschool",
        "select onderinstroom as zaak, coalesce(leesbaar, sleutel) as key, sha256, true as verzegeld, naam"
        " from intake.overdrachtsbijlage where tenant = $1 and coalesce(leesbaar, sleutel) is not null"
        " order by onderinstroom, toegevoegd_op, id",
    ),
    (
        "intake",
        "overdracht",
        "select dossier as zaak, sleutel as key, sha256, true as verzegeld, naam"
        " from intake.overdrachtsstuk where tenant = $1 order by dossier, op, id",
    ),
    (
        "commissie",
        "brieven",
        "select behandeling_id as zaak, bestand as key, sha256, verzegeld, 'beschikking-' || rol || '.pdf' as naam"
        " from commissie.beschikking where tenant = $1 order by behandeling_id, voor",
    ),
)
