"""What an audit line says besides who, what and when; and the logbook of processings. For the migrations of all.

Kept apart from infra.migrations.schema, which is what every schema began with.
"""

from __future__ import annotations

from alembic import op

from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

#: What the hash of a line is over, in order, for a line of text version 2. infra/audit/chain.py has it a second time.
_REGEL_2 = """regel.soort, regel.wat, regel.zaak, regel.persoon, regel.rol, regel.organisatie, regel.sessie,
                    regel.uitkomst, regel.reden, regel.grond, regel.operatie, regel.spoor, regel.herkomst,
                    regel.namens, regel.voorwerp, regel.aantal, array_to_string(regel.zaken, ',')"""


def audit_wider(schema: str) -> None:
    """Refusals, lists and origins in the audit, and the table `ldv`.

    A line that was there, or that the code before this writes during an upgrade, is of text version 1: its hash stays
    what it was, and it has none of the new columns.
    """
    s = schema
    run(f"""
        alter table {s}.audit
            add column versie bigint not null default 1,
            add column uitkomst text not null default 'gedaan',
            add column reden text,
            add column grond text,
            add column operatie text,
            add column spoor text,
            add column herkomst text,
            add column namens uuid,
            add column voorwerp uuid,
            add column aantal bigint,
            add column zaken uuid[];
        alter table {s}.audit add constraint audit_uitkomst check (uitkomst in ('gedaan', 'geweigerd')) not valid;
        alter table {s}.audit add constraint audit_soort
            check (soort in ('handeling', 'inzage', 'verwerking')) not valid;
        alter table {s}.audit drop constraint audit_soort_check;
        alter table {s}.taak add column traceparent text;
        create table {s}.audit_getoond (
            tenant text not null, zaak uuid not null, op timestamptz not null, volgorde bigint not null,
            primary key (tenant, zaak, op, volgorde));
        create table {s}.ldv (
            tenant text not null, trace_id text not null, operation_id text not null, parent_operation_id text,
            foreign_operation_id text, status_code text not null check (status_code in ('OK', 'ERROR')),
            name text not null, start_time timestamptz not null, end_time timestamptz not null,
            processing_activity_id text not null, data_subject_id text not null, data_subject_id_type text not null,
            primary key (tenant, data_subject_id, start_time, operation_id))""")
    op.execute(f"""
        create or replace function {s}.audit_afdruk(regel {s}.audit, seq bigint, vorige bytea) returns bytea
        language sql stable as $$
            select sha256(convert_to((case when regel.versie = 1 then
                json_build_array('meedoen-audit-1', '{s}', regel.tenant, seq,
                    (extract(epoch from regel.op) * 1000000)::bigint, regel.soort, regel.wat, regel.zaak, regel.persoon,
                    regel.rol, regel.organisatie, regel.sessie, encode(vorige, 'hex'))
            else
                json_build_array('meedoen-audit-' || regel.versie, '{s}', regel.tenant, seq,
                    (extract(epoch from regel.op) * 1000000)::bigint, {_REGEL_2}, encode(vorige, 'hex'))
            end)::text, 'UTF8'))
        $$""")
    # The cases of a list can be found by case; written before the head is locked, by whichever road the line came.
    op.execute(f"""
        create or replace function {s}.audit_geschreven() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
            if new.zaken is not null then
                insert into {s}.audit_getoond (tenant, zaak, op, volgorde)
                    select distinct new.tenant, getoond.zaak, new.op, new.volgorde
                    from unnest(new.zaken) as getoond (zaak);
            end if;
            perform {s}.audit_schakelen(new);
            return null;
        end $$""")
    fence(schema, "audit_getoond", "select")
    fence(schema, "ldv", ALLEEN_ERBIJ)
