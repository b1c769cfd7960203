"""Two dossiers of one pupil become one, and can become two again: every row goes back to where it was."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0036"
down_revision = "intake_0035"
branch_labels = None
depends_on = None

# What hangs on a row of a dossier goes along when that row moves to another dossier.
MEE = (
    ("zorgplichtgebeurtenis", "aanmelding, dossier", "aanmelding", "id, dossier"),
    ("zorgplichttoelichting", "gebeurtenis, dossier", "zorgplichtgebeurtenis", "id, dossier"),
)


def upgrade() -> None:
    run("""
        create table intake.samenvoeging (
            tenant text not null, id uuid not null, dossier uuid not null, ander uuid not null,
            ander_kenmerk text not null, ander_status text not null, verhuisd jsonb not null,
            swv_erbij boolean not null, op timestamptz not null, door_naam text not null,
            ongedaan_op timestamptz, ongedaan_door_naam text,
            primary key (tenant, id), check (dossier <> ander),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            foreign key (tenant, ander) references intake.leerlingdossier (tenant, id) on delete cascade);
        create unique index samenvoeging_nu on intake.samenvoeging (tenant, ander) where ongedaan_op is null;
        create index samenvoeging_dossier on intake.samenvoeging (tenant, dossier, op);
        create table intake.geen_dubbel (
            tenant text not null, dossier uuid not null, ander uuid not null, op timestamptz not null,
            door_naam text not null,
            primary key (tenant, dossier, ander), check (dossier < ander),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            foreign key (tenant, ander) references intake.leerlingdossier (tenant, id) on delete cascade)""")
    for table in ("samenvoeging", "geen_dubbel"):
        fence("intake", table)
        of_case("intake", {table: "dossier"}, "inhoud")
    for kind, kolommen, ouder, sleutel in MEE:
        run(f"alter table intake.{kind} drop constraint {kind}_mee_fkey")
        run(
            f"alter table intake.{kind} add constraint {kind}_mee_fkey foreign key (tenant, {kolommen})"
            f" references intake.{ouder} (tenant, {sleutel}) on update cascade on delete cascade not valid"
        )
    # Every table with a column `dossier`, now and later: what cannot stand twice (one open enrolment) stays where it
    # was. Returns what moved, by table and key, in the order in which it moved.
    op.execute("""
        create function intake.dossier_verhuizen(van uuid, naar uuid) returns jsonb
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
            tabel text;
            sleutels text[];
            rij jsonb;
            n int;
            verhuisd jsonb := '[]';
        begin
            if not (intake.van_school(van) and intake.van_school(naar)) then
                raise exception 'niet van deze school' using errcode = '42501';
            end if;
            for tabel in
                select c.table_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'intake' and c.column_name = 'dossier' and t.table_type = 'BASE TABLE'
                    and c.table_name not in ('samenvoeging', 'geen_dubbel', 'dossierfamilie') order by 1
            loop
                select array_agg(a.attname::text) into sleutels from pg_index i
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = format('intake.%I', tabel)::regclass and i.indisprimary
                    and a.attname not in ('tenant', 'dossier');
                for rij in execute format(
                    'select to_jsonb(r) from intake.%I r where tenant = $1 and dossier = $2', tabel) using eigen, van
                loop
                    rij := (select jsonb_object_agg(k, rij -> k) from unnest(sleutels) k);
                    begin
                        execute format(
                            'update intake.%I r set dossier = $3 where tenant = $1 and dossier = $2'
                            ' and to_jsonb(r) @> $4', tabel) using eigen, van, naar, rij;
                        get diagnostics n = row_count;
                        if n > 0 then
                            verhuisd := verhuisd || jsonb_build_array(jsonb_build_object('tabel', tabel, 'rij', rij));
                        end if;
                    exception when unique_violation or foreign_key_violation or check_violation then
                        null;
                    end;
                end loop;
            end loop;
            return verhuisd;
        end $$""")
    op.execute("""
        create function intake.dossier_terugverhuizen(samen uuid) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
            s intake.samenvoeging;
            een jsonb;
        begin
            select * into s from intake.samenvoeging where tenant = eigen and id = samen and ongedaan_op is null;
            if s is null or not (intake.van_school(s.dossier) and intake.van_school(s.ander)) then
                raise exception 'niet van deze school' using errcode = '42501';
            end if;
            for een in select value from jsonb_array_elements(s.verhuisd) with ordinality order by ordinality desc
            loop
                execute format(
                    'update intake.%I r set dossier = $3 where tenant = $1 and dossier = $2 and to_jsonb(r) @> $4',
                    een ->> 'tabel') using eigen, s.dossier, s.ander, een -> 'rij';
            end loop;
        end $$""")
    for functie in ("dossier_verhuizen(uuid, uuid)", "dossier_terugverhuizen(uuid)"):
        op.execute(f"revoke all on function intake.{functie} from public")
        op.execute(f"grant execute on function intake.{functie} to svc_intake")
