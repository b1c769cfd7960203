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
# How long a statement of a migration waits for others, and how long it may take.
PATIENCE = ("set lock_timeout = '5s'", "set statement_timeout = '10min'")


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


def audit_chain(schema: str) -> None:
    """A hash chain over the audit lines of each tenant (trust.md M8, AUD-2; docs/besluiten/0011).

    Each line gets a link when its transaction commits, whoever wrote it and however: a deferred trigger takes the head
    of the tenant, counts one on, and hashes the line with the link before it. The head is therefore the last thing a
    transaction locks and is held for its commit only. The role of the service reads links and cannot write them.
    """
    s = schema
    run(f"""
        lock table {s}.audit in share row exclusive mode;
        create table {s}.audit_keten (
            tenant text not null, seq bigint not null check (seq > 0), volgorde bigint not null,
            vorige bytea not null check (length(vorige) = 32), hash bytea not null check (length(hash) = 32),
            primary key (tenant, seq), unique (tenant, volgorde));
        create table {s}.audit_kop (
            tenant text primary key, seq bigint not null, hash bytea not null check (length(hash) = 32))
            with (fillfactor = 10)""")
    # The text that is hashed is written down a second time in infra/audit/chain.py, which judges the chain by itself.
    op.execute(f"""
        create function {s}.audit_afdruk(regel {s}.audit, seq bigint, vorige bytea) returns bytea
        language sql stable as $$
            select sha256(convert_to(json_build_array('meedoen-audit-1', '{s}', regel.tenant, seq,
                (extract(epoch from regel.op) * 1000000)::bigint, regel.soort, regel.wat, regel.zaak, regel.persoon,
                regel.rol, regel.organisatie, regel.sessie, encode(vorige, 'hex'))::text, 'UTF8'))
        $$""")
    op.execute(f"""
        create function {s}.audit_schakelen(regel {s}.audit) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            kop {s}.audit_kop;
            nieuw bytea;
        begin
            select * into kop from {s}.audit_kop k where k.tenant = regel.tenant for update;
            if not found then
                insert into {s}.audit_kop values (regel.tenant, 0, decode(repeat('00', 32), 'hex'))
                    on conflict do nothing;
                select * into kop from {s}.audit_kop k where k.tenant = regel.tenant for update;
            end if;
            nieuw := {s}.audit_afdruk(regel, kop.seq + 1, kop.hash);
            insert into {s}.audit_keten (tenant, seq, volgorde, vorige, hash)
                values (regel.tenant, kop.seq + 1, regel.volgorde, kop.hash, nieuw);
            update {s}.audit_kop set seq = kop.seq + 1, hash = nieuw where tenant = regel.tenant;
        end $$""")
    op.execute(f"""
        create function {s}.audit_geschreven() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
            perform {s}.audit_schakelen(new);
            return null;
        end $$""")
    run(f"""
        revoke all on function {s}.audit_schakelen({s}.audit) from public;
        revoke all on function {s}.audit_geschreven() from public;
        revoke all on function {s}.audit_afdruk({s}.audit, bigint, bytea) from public""")
    # The lines that were there before this migration, in the order in which they were written. The head is written once
    # per tenant: a row that is changed a million times in one transaction takes longer every time.
    op.execute(f"""
        do $$
        declare
            regel {s}.audit;
            kop {s}.audit_kop;
            nieuw bytea;
        begin
            for regel in select * from {s}.audit order by tenant, volgorde loop
                if kop.tenant is distinct from regel.tenant then
                    if kop.tenant is not null then
                        insert into {s}.audit_kop values (kop.*);
                    end if;
                    kop.tenant := regel.tenant;
                    kop.seq := 0;
                    kop.hash := decode(repeat('00', 32), 'hex');
                end if;
                nieuw := {s}.audit_afdruk(regel, kop.seq + 1, kop.hash);
                insert into {s}.audit_keten (tenant, seq, volgorde, vorige, hash)
                    values (regel.tenant, kop.seq + 1, regel.volgorde, kop.hash, nieuw);
                kop.seq := kop.seq + 1;
                kop.hash := nieuw;
            end loop;
            if kop.tenant is not null then
                insert into {s}.audit_kop values (kop.*);
            end if;
        end $$""")
    op.execute(f"""
        create constraint trigger audit_schakelt after insert on {s}.audit
        deferrable initially deferred for each row execute function {s}.audit_geschreven()""")
    for table in ("audit_keten", "audit_kop"):
        fence(schema, table, "select")


def keys(schema: str) -> None:
    """The keys of tenant and dossiers, sealed (`infra.keys`; docs/besluiten/0015).

    A key may be made, sealed anew under another master, and destroyed; destroyed stays destroyed, and no row leaves.
    """
    s = schema
    run(f"""
        create table {s}.sleutel (
            tenant text not null, id uuid not null, zaak uuid, onder uuid, meester int, ingepakt bytea,
            gemaakt_op timestamptz not null, vernietigd_op timestamptz, reden text,
            primary key (tenant, id),
            foreign key (tenant, onder) references {s}.sleutel (tenant, id),
            check ((ingepakt is null) = (vernietigd_op is not null)),
            check ((ingepakt is null) = (reden is not null)),
            check (zaak is null or meester is null),
            check (zaak is not null or onder is null));
        create unique index sleutel_zaak on {s}.sleutel (tenant, zaak) where zaak is not null;
        create unique index sleutel_tenant on {s}.sleutel (tenant) where zaak is null""")
    op.execute(f"""
        create function {s}.sleutel_blijft_weg() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $$
        begin
            if old.vernietigd_op is not null then
                raise exception 'een vernietigde sleutel komt niet terug';
            end if;
            return new;
        end $$""")
    op.execute(f"""
        create trigger sleutel_blijft_weg before update on {s}.sleutel
        for each row execute function {s}.sleutel_blijft_weg()""")
    fence(s, "sleutel", ALLEEN_ERBIJ)
    op.execute(f"grant update (ingepakt, meester, vernietigd_op, reden) on {s}.sleutel to svc_{s}")


def give_work(schema: str, table: str, id: str, zaak: str, soort: str) -> None:
    """A due row for each row of `table` that is there now, for after the new code is everywhere."""
    op.execute(f"""
        insert into {schema}.taak (tenant, id, zaak, soort, lading, actie_op, status)
        select tenant, gen_random_uuid(), {zaak}, '{soort}', jsonb_build_object({id}), now() + interval '1 hour', 'open'
        from {schema}.{table}""")
