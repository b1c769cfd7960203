"""Which hat of the samenwerkingsverband reads a case goes by one question: is it an aanvraag or not.

Until here `intake.van_swv` named each subject that is a case of its own, so that each new one wrote it anew, and two
that came at once wrote over each other.
"""

from alembic import op

revision = "intake_0037"
down_revision = "intake_0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An aanvraag is of who handles it. Every other case (a dossier and what hangs on it) is of who advises schools.
    op.execute("""
        create or replace function intake.van_swv(zaak uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
        begin
            return wie[3] in ('secretaris', 'voorzitter', 'directeur', 'bestuur', 'steunpuntcoordinator') and exists (
                select from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = van_swv.zaak and b.houder = wie[4]
                    and b.rol = 'samenwerkingsverband' and b.van <= dag and (b.tot is null or b.tot > dag))
                and case when exists (
                    select from intake.aanvraag a where a.tenant = wie[1] and a.id = van_swv.zaak)
                then wie[3] <> 'steunpuntcoordinator'
                else wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur') end;
        end $$""")
