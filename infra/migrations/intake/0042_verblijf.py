"""Extra support at another school, for that school; and that of the own schools, for their board."""

from alembic import op

from infra.migrations.schema import run

revision = "intake_0042"
down_revision = "intake_0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.arrangement add column evaluatie text not null default '';
        alter table intake.arrangement add column evaluatie_op date;
        alter table intake.arrangement add column evaluatie_door_naam text not null default ''""")
    # Where the pupil is meanwhile, from the granting until sixty days after the end.
    op.execute("""
        create function intake.te_gast(plek text, stand text, laatste date) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return plek <> '' and wie[4] = plek and wie[3] in ('ib_er', 'schooldirecteur')
                and stand in ('loopt', 'beeindigd') and laatste >= wie[5]::date - 60;
        end $$""")
    op.execute("""
        create function intake.doel_te_gast(welk uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] in ('ib_er', 'schooldirecteur') and exists (
                select from intake.arrangement a where a.tenant = wie[1] and a.id = welk
                    and intake.te_gast(a.plek_school, a.status, a.tot));
        end $$""")
    op.execute("""
        create function intake.eigen_bestuur(welk text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] in ('schoolbestuurder', 'regievoerder_zorgplicht') and wie[4] = welk;
        end $$""")
    for functie in ("te_gast(text, text, date)", "doel_te_gast(uuid)", "eigen_bestuur(text)"):
        op.execute(f"revoke all on function intake.{functie} from public")
        op.execute(f"grant execute on function intake.{functie} to svc_intake")
    van = "(select intake.alles()) or zaak in (select intake.zaken('inhoud')) or intake.van_swv(zaak)"
    for table, also in (
        ("arrangement", " or intake.te_gast(plek_school, status, tot) or intake.eigen_bestuur(bestuur)"),
        ("arrangementdoel", " or intake.doel_te_gast(arrangement)"),
    ):
        op.execute(f"alter policy betrokken on intake.{table} using ({van}{also}) with check ({van}{also})")
