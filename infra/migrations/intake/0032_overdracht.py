"""The warm hand-over from PO to VO: who needs more at the transition, what is shared with whom, and until when."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0032"
down_revision = "intake_0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.overdracht (
            tenant text not null, id uuid not null, dossier uuid not null, swv text not null check (swv <> ''),
            school text not null check (school <> ''), leerling text not null, groep text not null,
            versie bigint not null, status text not null check (status in ('gesignaleerd', 'gedeeld', 'ingetrokken')),
            overstap_jaar bigint not null, plek_uiterlijk date not null, naar text not null, onderdelen text[] not null,
            vraag text not null, wat_werkt text not null, advies text not null, toestemming_op date,
            toestemming_bewijs text not null, gedeeld_op timestamptz, gedeeld_door_naam text not null,
            verloopt_op date, gezien_op timestamptz, plek_school text not null, plek_per date,
            plek_door_naam text not null, gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, dossier),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check (naar <> tenant),
            check (status <> 'gedeeld' or (naar <> '' and toestemming_op is not null and toestemming_bewijs <> ''
                and verloopt_op is not null and gedeeld_op is not null and cardinality(onderdelen) > 0)),
            check ((plek_school = '') = (plek_per is null)));
        create index overdracht_school on intake.overdracht (tenant, school, plek_uiterlijk);
        create index overdracht_swv on intake.overdracht (tenant, swv, plek_uiterlijk);
        create index overdracht_naar on intake.overdracht (tenant, naar, plek_uiterlijk) where status = 'gedeeld'""")
    fence("intake", "overdracht")
    # Who follows whether everybody has a place, of the own samenwerkingsverband: what is shared, not the dossier.
    op.execute("""
        create function intake.eigen_swv(welk text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur') and wie[4] = welk;
        end $$""")
    op.execute("revoke all on function intake.eigen_swv(text) from public")
    op.execute("grant execute on function intake.eigen_swv(text) to svc_intake")
    of_case(
        "intake",
        {"overdracht": "dossier"},
        "inhoud",
        " or intake.van_swv({}) or status = 'gedeeld' and intake.eigen_swv(swv)",
    )
