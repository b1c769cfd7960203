"""What every schema has, and the fence around every table. Used by the migrations of all services.

A table of a tenant: `tenant` first in the primary key, row security enabled and forced, one policy that reads and
writes only the tenant of the signed context, rights for the one role of the service and no owner rights.
"""

from __future__ import annotations

from alembic import op

# Rights per table. Nobody gets TRUNCATE (row security does not see it) or REFERENCES.
LEES_SCHRIJF = "select, insert, update"
ALLES = "select, insert, update, delete"
ALLEEN_ERBIJ = "select, insert"


def run(script: str) -> None:
    """One statement at a time (the driver takes no more): statements end with a semicolon at the end of a line."""
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)


def fence(schema: str, table: str, rights: str = LEES_SCHRIJF) -> None:
    """Row security on, forced, by the signed tenant; rights for the service's role only."""
    op.execute(f"alter table {schema}.{table} enable row level security")
    op.execute(f"alter table {schema}.{table} force row level security")
    op.execute(
        f"create policy eigen_tenant on {schema}.{table} to svc_{schema}"
        f" using (tenant = (select sec.tenant())) with check (tenant = (select sec.tenant()))"
    )
    op.execute(f"grant {rights} on {schema}.{table} to svc_{schema}")


def platform_table(schema: str, table: str, rights: str = LEES_SCHRIJF) -> None:
    """A table from before there is a tenant (accounts, sessions). Each is named in tests/guards/test_rls.py."""
    op.execute(f"alter table {schema}.{table} enable row level security")
    op.execute(f"alter table {schema}.{table} force row level security")
    op.execute(f"create policy platform on {schema}.{table} to svc_{schema} using (true) with check (true)")
    op.execute(f"grant {rights} on {schema}.{table} to svc_{schema}")


def plumbing(schema: str) -> None:
    """Outbox, inbox, idempotency, tijdlijn, audit, terms, due rows and messages: the same in every service."""
    s = schema
    op.execute(f"create schema if not exists {s}")
    op.execute(f"grant usage on schema {s} to svc_{s}")
    run(f"""
        create table {s}.outbox (
            tenant text not null, id uuid not null, volgorde bigint generated always as identity,
            onderwerp text not null, envelope text not null,
            vastgelegd_op timestamptz not null, verzonden_op timestamptz,
            primary key (tenant, id));
        create index outbox_wacht on {s}.outbox (tenant, volgorde) where verzonden_op is null""")
    run(f"""
        create table {s}.inbox (
            tenant text not null, id uuid not null, feit text not null, verwerkt_op timestamptz not null,
            primary key (tenant, id))""")
    run(f"""
        create table {s}.geparkeerd (
            tenant text not null, id uuid not null, feit text not null, envelope text not null, fout text not null,
            op timestamptz not null, primary key (tenant, id))""")
    run(f"""
        create table {s}.opdracht (
            tenant text not null, id uuid not null, naam text not null, wie text not null, antwoord bytea,
            op timestamptz not null, primary key (tenant, id))""")
    run(f"""
        create table {s}.tijdlijn (
            tenant text not null, zaak uuid not null, volgorde bigint generated always as identity,
            op timestamptz not null, zin text not null, door text not null, feit text not null,
            primary key (tenant, zaak, volgorde))""")
    run(f"""
        create table {s}.audit (
            tenant text not null, volgorde bigint generated always as identity, op timestamptz not null,
            soort text not null check (soort in ('handeling', 'inzage')), wat text not null, zaak uuid,
            persoon uuid, rol text not null, organisatie text, sessie uuid,
            primary key (tenant, volgorde));
        create index audit_zaak on {s}.audit (tenant, zaak, op)""")
    run(f"""
        create table {s}.termijn (
            tenant text not null, id uuid not null, zaak uuid not null, naam text not null, voor text not null,
            titel text not null, soort text not null, uiterlijk_op date not null,
            status text not null check (status in ('loopt', 'opgeschort', 'gehaald', 'verstreken', 'vervallen')),
            uitleg jsonb not null, primary key (tenant, id), unique (tenant, zaak, naam, voor));
        create index termijn_loopt on {s}.termijn (tenant, uiterlijk_op) where status = 'loopt'""")
    run(f"""
        create table {s}.taak (
            tenant text not null, id uuid not null, zaak uuid not null, soort text not null, termijn text,
            lading jsonb not null, actie_op timestamptz not null,
            status text not null check (status in ('open', 'aangeboden', 'verwerkt', 'vervallen', 'mislukt')),
            aangeboden_op timestamptz, verwerkt_op timestamptz, pogingen int not null default 0, fout text,
            primary key (tenant, id));
        create unique index taak_van_termijn on {s}.taak (tenant, zaak, soort, termijn) where termijn is not null;
        create index taak_te_doen on {s}.taak (actie_op) where status in ('open', 'aangeboden')""")
    run(f"""
        create table {s}.bericht (
            tenant text not null, id uuid not null, zaak uuid not null, brief text not null, aan uuid not null,
            velden jsonb not null, op timestamptz not null, verzonden_op timestamptz,
            status text not null check (status in ('klaar', 'verzenden', 'verzonden', 'onzeker', 'mislukt')),
            primary key (tenant, id));
        create index bericht_zaak on {s}.bericht (tenant, zaak)""")
    for table, rights in (
        ("outbox", LEES_SCHRIJF),
        ("inbox", ALLEEN_ERBIJ),
        ("geparkeerd", ALLEEN_ERBIJ),
        ("opdracht", LEES_SCHRIJF),
        ("tijdlijn", ALLEEN_ERBIJ),
        ("audit", ALLEEN_ERBIJ),
        ("termijn", LEES_SCHRIJF),
        ("taak", LEES_SCHRIJF),
        ("bericht", LEES_SCHRIJF),
    ):
        fence(schema, table, rights)
    # The clock crosses tenants, so it sees no more than when which row is due.
    op.execute(f"create policy klok on {s}.taak to svc_klok using (true) with check (true)")
    op.execute(f"grant usage on schema {s} to svc_klok")
    op.execute(f"grant select (tenant, id, actie_op, status, aangeboden_op) on {s}.taak to svc_klok")
    op.execute(f"grant update (status, aangeboden_op) on {s}.taak to svc_klok")
