"""The school where a pupil is a guest: what it needs to know, in the row that it reads while that lasts."""

from alembic import op

from infra.migrations.schema import run

revision = "intake_0059"
down_revision = "intake_0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.gastplaatsing
            add column leerling text not null default '', add column groep text not null default '',
            add column van_school text not null default '', add column contact text not null default '',
            add column geeindigd_op date, add column versie bigint not null default 1,
            add column evaluatie text not null default '', add column evaluatie_op date,
            add column evaluatie_door_naam text not null default '';
        update intake.gastplaatsing g set leerling = d.roepnaam || ' ' || d.achternaam, groep = d.groep,
                van_school = p.school, contact = p.gewijzigd_door_naam, geeindigd_op = p.geeindigd_op
            from intake.leerlingdossier d, intake.stappenplan p
            where d.tenant = g.tenant and d.id = g.dossier and p.tenant = g.tenant and p.id = g.plan""")
    # On the days of it and no others, and only while the pupil is followed by the school that agreed to it.
    op.execute("""
        create function intake.gast_hier(welk uuid, waar text, vanwaar text, eerste date, laatste date, einde date)
        returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] in ('ib_er', 'schooldirecteur') and wie[4] = waar
                and wie[5]::date between eerste and laatste and (einde is null or wie[5]::date < einde)
                and exists (select from intake.leerlingdossier d where d.tenant = wie[1] and d.id = welk
                    and d.status = 'lopend' and d.school = vanwaar);
        end $$""")
    signature = "gast_hier(uuid, text, text, date, date, date)"
    op.execute(f"revoke all on function intake.{signature} from public")
    op.execute(f"grant execute on function intake.{signature} to svc_intake")
    mag = (
        "(select intake.alles()) or dossier in (select intake.zaken('inhoud')) or intake.van_swv(dossier)"
        " or intake.gast_hier(dossier, school, van_school, begint_op, tot_en_met, geeindigd_op)"
    )
    op.execute(f"alter policy betrokken on intake.gastplaatsing using ({mag}) with check ({mag})")
