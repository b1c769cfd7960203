"""The herstelbak: what was sent and came to nobody, for who sent it and for the functioneel beheerder (N3)."""

from alembic import op

from infra.migrations.retention import traces
from infra.migrations.schema import fence, run

revision = "intake_0063"
down_revision = "intake_0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.herstelpunt (
            tenant text not null, id uuid not null, zaak uuid not null, soort text not null, voor uuid not null,
            reden text not null check (reden in ('niemand', 'adres')), kenmerk text not null, swv text not null,
            van text not null, persoon uuid, naar text not null, rollen text[] not null, aan uuid, brief text not null,
            link text not null, pad text not null,
            status text not null check (status in ('open', 'hersteld', 'vervallen', 'gesloten')),
            pogingen bigint not null, ontstaan_op timestamptz not null, geprobeerd_op timestamptz not null,
            geeindigd_op timestamptz, geeindigd_door text not null, afloop text not null,
            primary key (tenant, id),
            check ((status = 'open') = (geeindigd_op is null)), check ((status = 'gesloten') = (afloop <> '')),
            check ((reden = 'niemand') = (aan is null)), check (reden <> 'niemand' or naar <> ''));
        create unique index herstelpunt_open on intake.herstelpunt (tenant, voor, soort) where status = 'open';
        create index herstelpunt_van on intake.herstelpunt (tenant, van, status)""")
    fence("intake", "herstelpunt")
    # Of a school: everybody there; of the samenwerkingsverband: who sent it; and the functioneel beheerder sees all.
    op.execute("""
        create function intake.mag_herstellen(van text, persoon uuid, swv text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'beheerder' and wie[4] = swv
                or wie[4] = van and (wie[3] in ('ib_er', 'schooldirecteur') or persoon::text = wie[2]);
        end $$""")
    op.execute("revoke all on function intake.mag_herstellen(text, uuid, text) from public")
    op.execute("grant execute on function intake.mag_herstellen(text, uuid, text) to svc_intake")
    mag = "(select intake.alles()) or intake.mag_herstellen(van, persoon, swv)"
    op.execute(
        f"create policy eigen on intake.herstelpunt as restrictive to svc_intake using ({mag}) with check ({mag})"
    )
    own = "tenant = (select sec.tenant())"
    op.execute(f"create policy bewaren on intake.herstelpunt to bewaren using ({own}) with check ({own})")
    op.execute("grant select, delete on intake.herstelpunt to bewaren")
    traces(
        "intake",
        f"delete from intake.herstelpunt where {own} and geeindigd_op < now() - interval '30 days'",
        again=True,
    )
