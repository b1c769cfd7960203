"""A consult that never got a dossier ends: closed, it stays until a day, and then it is gone."""

from alembic import op

from infra.migrations.retention import may
from infra.migrations.schema import run

revision = "intake_0041"
down_revision = "intake_0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.consult add column weg_op date;
        alter table intake.consult add constraint consult_weg
            check (weg_op is null or (status = 'gesloten' and dossier is null)) not valid""")
    op.execute("""
        update intake.consult
        set weg_op = ((gewijzigd_op at time zone 'Europe/Amsterdam')::date + interval '1 year')::date
        where status = 'gesloten' and dossier is null""")
    may("intake", "consult", "consultbericht")
    # By the day of the one who asks, as row security: closed, without a dossier, and its day has come.
    op.execute("""
        create function intake.consult_verlopen(p_zaak uuid) returns boolean
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select exists (select from intake.consult c
                where c.tenant = (select sec.tenant()) and c.id = p_zaak and c.status = 'gesloten'
                    and c.dossier is null and c.weg_op <= ((sec.context())[5])::date)
        $$""")
    op.execute("revoke all on function intake.consult_verlopen(uuid) from public")
    op.execute("grant execute on function intake.consult_verlopen(uuid) to bewaren")
    tabellen = ["consultbericht", "consult", "betrokkenheid", "tijdlijn", "termijn", "taak", "bericht"]
    kolom = {"consultbericht": "consult", "consult": "id"}
    stappen = "".join(
        f"delete from intake.{t} where tenant = (select sec.tenant()) and {kolom.get(t, 'zaak')} = p_zaak; "
        for t in tabellen
    )
    op.execute(f"""
        create function intake.consult_wissen(p_zaak uuid) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
            if not intake.consult_verlopen(p_zaak) then
                raise exception 'de dag van dit consult is niet gekomen' using errcode = '42501';
            end if;
            {stappen}
        end $$""")
    op.execute("alter function intake.consult_wissen(uuid) owner to bewaren")
    op.execute("revoke all on function intake.consult_wissen(uuid) from public")
    op.execute("grant execute on function intake.consult_wissen(uuid) to svc_intake")
