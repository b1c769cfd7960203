"""The versions of the rules of each samenwerkingsverband: kept for ever, one concept at a time."""

from alembic import op

from infra.migrations.schema import ALLES, fence, platform_table, run

revision = "netwerk_0002"
down_revision = "netwerk_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table netwerk.regelversie (
            tenant text not null, id uuid not null, nummer int not null check (nummer > 0), vanaf date not null,
            herkomst text not null check (herkomst in ('map', 'beheer')),
            status text not null check (status in ('concept', 'vastgesteld', 'ingetrokken')),
            bron text not null, toelichting text not null default '', bestanden jsonb not null,
            kenmerk text not null, basis int, door uuid, door_naam text, op timestamptz not null,
            ingetrokken_op timestamptz, ingetrokken_door text,
            primary key (tenant, id), unique (tenant, nummer),
            check (status = 'concept' or length(bron) >= 8),
            check (herkomst = 'map' or door is not null),
            check ((status = 'ingetrokken') = (ingetrokken_op is not null)));
        create unique index regelversie_concept on netwerk.regelversie (tenant) where status = 'concept';
        create table netwerk.regelstand (
            tenant text not null, nummer int not null, vanaf date not null, kenmerk text not null,
            primary key (tenant, nummer))""")
    # What was vastgesteld is never edited and never thrown away, whoever asks; it can only be withdrawn.
    op.execute("""
        create function netwerk.regels_vast() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            if tg_op = 'UPDATE' and old.status = 'vastgesteld' and new.status = 'ingetrokken'
                and to_jsonb(new) - '{status,ingetrokken_op,ingetrokken_door}'::text[]
                    = to_jsonb(old) - '{status,ingetrokken_op,ingetrokken_door}'::text[] then
                return new;
            end if;
            raise exception 'deze versie van de regels staat vast' using errcode = '23514';
        end $$""")
    op.execute("""
        create trigger regelversie_vast before update or delete on netwerk.regelversie
        for each row when (old.status <> 'concept') execute function netwerk.regels_vast()""")
    fence("netwerk", "regelversie", ALLES)
    # Every process asks which versions there are, of all tenants at once: numbers, days and hashes, nothing else.
    platform_table("netwerk", "regelstand", ALLES)
