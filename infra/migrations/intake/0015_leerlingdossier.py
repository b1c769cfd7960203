"""One pupil, one dossier: a case of its own, that an aanvraag can begin from."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0015"
down_revision = "intake_0014"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.leerlingdossier (
            tenant text not null, id uuid not null, kenmerk text not null, versie int not null,
            status text not null check (status in ('lopend', 'afgesloten', 'samengevoegd')),
            roepnaam text not null, achternaam text not null, geboren_op date not null, groep text not null,
            school text not null check (school <> ''), bestuur text not null,
            begonnen_op timestamptz not null, begonnen_door uuid not null, begonnen_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, kenmerk));
        create index leerlingdossier_school on intake.leerlingdossier (tenant, school, achternaam, roepnaam);
        alter table intake.aanvraag add column dossier uuid;
        alter table intake.aanvraag add constraint aanvraag_dossier_fkey
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) not valid""")
    fence("intake", "leerlingdossier")
    # Who of the samenwerkingsverband may come at a shared dossier are not those who handle an aanvraag.
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
                    select from intake.leerlingdossier d where d.tenant = wie[1] and d.id = van_swv.zaak)
                then wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur')
                else wie[3] <> 'steunpuntcoordinator' end;
        end $$""")
    op.execute("""
        create function intake.dossierkenmerk_vrij(gezocht text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
        begin
            return not exists (
                select from intake.leerlingdossier d where d.tenant = eigen and d.kenmerk = gezocht);
        end $$""")
    op.execute("revoke all on function intake.dossierkenmerk_vrij(text) from public")
    op.execute("grant execute on function intake.dossierkenmerk_vrij(text) to svc_intake")
    of_case("intake", {"leerlingdossier": "id"}, "inhoud", SWV)
