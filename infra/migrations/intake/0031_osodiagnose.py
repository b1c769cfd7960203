"""A diagnosis out of the leerlingadministratie is for who judges an aanvraag, and not for who only helps the school."""

from alembic import op

revision = "intake_0031"
down_revision = "intake_0030"
branch_labels = None
depends_on = None

#: What of a table is about a diagnosis.
BIJZONDER = {
    "oso_gegeven": "starts_with(sleutel, 'ondersteuning/diagnose/')",
    "oso_stuk": "soort = 'medische_gegevens'",
}


def upgrade() -> None:
    op.execute("""
        create function intake.swv_beoordeelt(dossier uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
        begin
            return intake.van_swv(swv_beoordeelt.dossier) and exists (
                select from intake.aanvraag a
                where a.tenant = eigen and a.dossier = swv_beoordeelt.dossier and a.ingediend_op is not null
                    and a.status <> 'ingetrokken');
        end $$""")
    op.execute("revoke all on function intake.swv_beoordeelt(uuid) from public")
    op.execute("grant execute on function intake.swv_beoordeelt(uuid) to svc_intake")
    for table, bijzonder in BIJZONDER.items():
        mag = (
            "(select intake.alles()) or dossier in (select intake.zaken('inhoud'))"
            f" or (not ({bijzonder}) and intake.van_swv(dossier)) or intake.swv_beoordeelt(dossier)"
        )
        op.execute(f"alter policy betrokken on intake.{table} using ({mag}) with check ({mag})")
