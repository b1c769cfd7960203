"""Free places: groups of a school, groups declared full, and when a school was asked whether its numbers are right.

Nothing of it is about a child, so everybody of the tenant reads it; a person writes only what is of the own school.
"""

from alembic import op

from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0014"
down_revision = "intake_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.plekgroep (
            tenant text not null, id uuid not null, school text not null check (school <> ''), naam text not null,
            leerjaar_van bigint check (leerjaar_van between 1 and 8), leerjaar_tot bigint,
            vrij bigint not null check (vrij between 0 and 99), vorige bigint, per date not null,
            versie bigint not null, bijgewerkt_op timestamptz not null, bijgewerkt_door_naam text not null,
            weg_op date,
            primary key (tenant, id), unique (tenant, id, school),
            check ((leerjaar_van is null) = (leerjaar_tot is null)),
            check (leerjaar_tot between leerjaar_van and 8));
        create index plekgroep_school on intake.plekgroep (tenant, school) where weg_op is null;
        create table intake.volverklaring (
            tenant text not null, id uuid not null, groep uuid not null, school text not null,
            reden text not null check (reden in ('groep_vol', 'geen_leerkracht', 'geen_ruimte')),
            beleid text not null check (length(beleid) >= 20), van date not null, tot_en_met date not null,
            versie bigint not null, stand text not null check (stand in ('geldt', 'beeindigd')),
            gedaan_op timestamptz not null, gedaan_door_naam text not null, beeindigd_op date,
            primary key (tenant, id),
            foreign key (tenant, groep, school) references intake.plekgroep (tenant, id, school),
            check (tot_en_met >= van), check ((stand = 'beeindigd') = (beeindigd_op is not null)));
        create unique index volverklaring_geldt on intake.volverklaring (tenant, groep) where stand = 'geldt';
        create index volverklaring_school on intake.volverklaring (tenant, school, gedaan_op);
        create table intake.plekherinnering (
            tenant text not null, school text not null, herinnerd_op date not null, primary key (tenant, school))""")
    # Who writes: the school itself, and the service where time passes.
    op.execute("""
        create function intake.eigen_school(school text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'systeem' or wie[3] in ('ib_er', 'schooldirecteur') and wie[4] = school;
        end $$""")
    op.execute("revoke all on function intake.eigen_school(text) from public")
    op.execute("grant execute on function intake.eigen_school(text) to svc_intake")
    for table in ("plekgroep", "volverklaring", "plekherinnering"):
        fence("intake", table, ALLEEN_ERBIJ)
        op.execute(
            f"create policy eigen_school on intake.{table} as restrictive to svc_intake"
            " using (true) with check (intake.eigen_school(school))"
        )
    # Of whom a row is never changes: so nobody makes the row of another school their own.
    op.execute(
        "grant update (naam, leerjaar_van, leerjaar_tot, vrij, vorige, per, versie, bijgewerkt_op,"
        " bijgewerkt_door_naam, weg_op) on intake.plekgroep to svc_intake"
    )
    op.execute("grant update (versie, stand, beeindigd_op) on intake.volverklaring to svc_intake")
    op.execute("grant update (herinnerd_op) on intake.plekherinnering to svc_intake")
