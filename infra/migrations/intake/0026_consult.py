"""The consult: a question without a name, what was written about it, and who stands in for which adviseur."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0026"
down_revision = "intake_0025"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.consult (
            tenant text not null, id uuid not null, kenmerk text not null, versie bigint not null,
            status text not null check (status in ('gesteld', 'beantwoord', 'gesloten')),
            onderwerp text not null, school text not null check (school <> ''), adviseur uuid,
            adviseur_naam text not null, gesteld_op timestamptz not null, gesteld_door uuid not null,
            gesteld_door_naam text not null, wacht_sinds date not null, uiterlijk_op date not null, dossier uuid,
            toestemming_op date, toestemming_bewijs text not null, gekoppeld_op timestamptz,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, kenmerk),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check ((dossier is null) = (toestemming_op is null) and (dossier is null) = (gekoppeld_op is null)
                and (dossier is null) = (toestemming_bewijs = '')));
        create index consult_school on intake.consult (tenant, school, uiterlijk_op);
        create index consult_open on intake.consult (tenant, uiterlijk_op) where status <> 'gesloten';
        create index consult_dossier on intake.consult (tenant, dossier) where dossier is not null;
        create table intake.consultbericht (
            tenant text not null, id uuid not null, consult uuid not null,
            volgorde bigint generated always as identity,
            soort text not null check (soort in ('vraag', 'antwoord', 'vervolg')), tekst text not null,
            geen_naam text not null, door_naam text not null, op timestamptz not null,
            primary key (tenant, id),
            foreign key (tenant, consult) references intake.consult (tenant, id) on delete cascade);
        create index consultbericht_consult on intake.consultbericht (tenant, consult, volgorde);
        create table intake.afwezigheid (
            tenant text not null, id uuid not null, persoon uuid not null, naam text not null, van date not null,
            tot date not null, vervanger uuid not null, vervanger_naam text not null, ingetrokken_op timestamptz,
            primary key (tenant, id), check (tot >= van), check (vervanger <> persoon));
        create index afwezigheid_nu on intake.afwezigheid (tenant, tot) where ingetrokken_op is null""")
    fence("intake", "consult")
    fence("intake", "consultbericht", ALLEEN_ERBIJ)
    fence("intake", "afwezigheid", ALLEEN_ERBIJ)
    op.execute("grant update (ingetrokken_op) on intake.afwezigheid to svc_intake")
    # A consult is of who advises schools, as a leerlingdossier and an arrangement are; an aanvraag of who handles it.
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
                    select from intake.leerlingdossier d where d.tenant = wie[1] and d.id = van_swv.zaak) or exists (
                    select from intake.arrangement a where a.tenant = wie[1] and a.id = van_swv.zaak) or exists (
                    select from intake.consult c where c.tenant = wie[1] and c.id = van_swv.zaak)
                then wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur')
                else wie[3] <> 'steunpuntcoordinator' end;
        end $$""")
    of_case("intake", {"consult": "id", "consultbericht": "consult"}, "inhoud", SWV)
