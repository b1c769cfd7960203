"""Who waits for a place at which school, since when and why."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0020"
down_revision = "intake_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.wachtplek (
            tenant text not null, id uuid not null, dossier uuid not null, school text not null check (school <> ''),
            van_school text not null, leerling text not null, groep text not null, gewenst_vanaf date not null,
            afwijking text not null, sinds date not null, gevraagd_op timestamptz not null,
            status text not null check (status in ('gevraagd', 'wacht', 'geplaatst', 'beeindigd')),
            reden text not null, plekgroep uuid, geplaatst_per date, versie bigint not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id),
            foreign key (tenant, plekgroep, school) references intake.plekgroep (tenant, id, school),
            check (van_school <> school),
            check ((status = 'geplaatst') = (plekgroep is not null and geplaatst_per is not null)));
        create index wachtplek_school on intake.wachtplek (tenant, school, gevraagd_op)
            where status in ('gevraagd', 'wacht');
        create unique index wachtplek_een_keer on intake.wachtplek (tenant, dossier, school)
            where status in ('gevraagd', 'wacht')""")
    fence("intake", "wachtplek", ALLEEN_ERBIJ)
    op.execute(
        "grant update (status, reden, plekgroep, geplaatst_per, versie, gewijzigd_op, gewijzigd_door_naam)"
        " on intake.wachtplek to svc_intake"
    )
    # A parent comes in for an aanvraag; the dossier it began from is that of the same child.
    op.execute("""
        create function intake.kind_van(dossier uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'ouder' and exists (
                select from intake.aanvraag a
                where a.tenant = wie[1] and a.dossier = kind_van.dossier and a.id::text = wie[4]
                    and a.id in (select intake.zaken('inhoud')));
        end $$""")
    op.execute("revoke all on function intake.kind_van(uuid) from public")
    op.execute("grant execute on function intake.kind_van(uuid) to svc_intake")
    # Who is involved in the dossier, and the school where the pupil waits: of that list, and not of the dossier.
    of_case(
        "intake",
        {"wachtplek": "dossier"},
        "inhoud",
        " or intake.van_swv({}) or intake.eigen_school(school) or intake.kind_van({})",
    )
    # How manieth on the list: a number, also for who may not see the others on it.
    op.execute("""
        create function intake.wachtpositie(welke uuid) returns bigint
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select count(*) from intake.wachtplek w join intake.wachtplek ik
                on ik.tenant = w.tenant and ik.school = w.school and ik.id = welke
            where w.tenant = (select sec.tenant()) and w.status in ('gevraagd', 'wacht')
                and (w.gevraagd_op, w.id) <= (ik.gevraagd_op, ik.id)
        $$""")
    op.execute("revoke all on function intake.wachtpositie(uuid) from public")
    op.execute("grant execute on function intake.wachtpositie(uuid) to svc_intake")
