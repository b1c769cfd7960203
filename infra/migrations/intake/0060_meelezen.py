"""A parent of a pupil of age is told why the dossier is closed: because of the birthday, and nothing else of it."""

from alembic import op

revision = "intake_0060"
down_revision = "intake_0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The day on which the pupil came of age, for who read along until then and reads no more; null for everybody else.
    op.execute("""
        create function intake.meegelezen_tot(welk uuid) returns date
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
            achttien date;
        begin
            if wie[3] <> 'ouder' or wie[4] <> welk::text then
                return null;
            end if;
            select (d.geboren_op + interval '18 years')::date into achttien
                from intake.leerlingdossier d where d.tenant = wie[1] and d.id = welk;
            if achttien is null or achttien > dag then
                return null;
            end if;
            return (select case when bool_or(b.van <= dag and (b.tot is null or b.tot > dag)) then null
                    when max(b.tot) >= achttien then achttien end
                from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = welk and b.houder = wie[2] and b.rol = 'ouder');
        end $$""")
    op.execute("revoke all on function intake.meegelezen_tot(uuid) from public")
    op.execute("grant execute on function intake.meegelezen_tot(uuid) to svc_intake")
