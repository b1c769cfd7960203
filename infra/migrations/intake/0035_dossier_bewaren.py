"""A leerlingdossier goes three years after the pupil left."""

from alembic import op

from infra.migrations.schema import run

revision = "intake_0035"
down_revision = "intake_0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.bewaring drop constraint bewaring_regel_check;
        alter table intake.bewaring add constraint bewaring_regel_check
            check (regel in ('beoordeling', 'ingetrokken', 'concept', 'leerlingdossier')) not valid;
        alter table intake.bewaring add column gedeeld boolean not null default true""")
    op.execute("""
        create or replace function intake.aantal_dossiers() returns bigint
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select (select count(*) from intake.aanvraag where tenant = (select sec.tenant()))
                + (select count(*) from intake.leerlingdossier where tenant = (select sec.tenant()))
        $$""")
