"""A file on its way: how far it came, of one person and of nobody else."""

from alembic import op

from infra.migrations.schema import ALLES, fence, run

revision = "intake_0055"
down_revision = "intake_0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.upload (
            tenant text not null, id uuid not null, persoon uuid not null, naam text not null check (naam <> ''),
            kenmerk text not null check (length(kenmerk) = 64), grootte bigint not null check (grootte > 0),
            ontvangen bigint not null check (ontvangen between 0 and grootte),
            begonnen_op timestamptz not null, gewijzigd_op timestamptz not null,
            primary key (tenant, id));
        create unique index upload_van on intake.upload (tenant, persoon, kenmerk, grootte)""")
    fence("intake", "upload", ALLES)
    op.execute("""
        create function intake.eigen_upload(persoon uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'systeem' or wie[3] in ('ib_er', 'schooldirecteur', 'partner') and persoon::text = wie[2];
        end $$""")
    # How much a samenwerkingsverband has under way, told as one number to who sees only the own rows.
    op.execute("""
        create function intake.upload_samen() returns bigint
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        begin
            return (select coalesce(sum(u.grootte), 0) from intake.upload u where u.tenant = sec.tenant());
        end $$""")
    for functie in ("eigen_upload(uuid)", "upload_samen()"):
        op.execute(f"revoke all on function intake.{functie} from public")
        op.execute(f"grant execute on function intake.{functie} to svc_intake")
    op.execute("""
        create policy eigen on intake.upload as restrictive to svc_intake
        using (intake.eigen_upload(persoon)) with check (intake.eigen_upload(persoon))""")
