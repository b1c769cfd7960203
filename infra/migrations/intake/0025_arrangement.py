"""Extra support: what was asked for, its goals, and the ledger of what was decided."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0025"
down_revision = "intake_0024"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.arrangement (
            tenant text not null, id uuid not null, zaak uuid not null, dossier uuid, kenmerk text not null,
            versie bigint not null,
            status text not null check (status in ('gevraagd', 'loopt', 'geweigerd', 'ingetrokken', 'beeindigd')),
            soort text not null, titel text not null, beslist text not null, leerling text not null,
            groep text not null, school text not null check (school <> ''), bestuur text not null,
            plek_school text not null, inschrijving text not null check (inschrijving in ('eigen', 'andere')),
            van date not null, tot date not null, behoefte text not null, communicatie text not null,
            ouders_akkoord boolean not null, eenheid text not null, gevraagd_cent bigint, gevraagd_inzet bigint,
            cent bigint, inzet bigint, besteed_cent bigint, geeindigd_op date, waarschuwen_op date not null,
            gevraagd_op timestamptz not null, gevraagd_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, id, zaak),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check (cent is null or cent > 0), check (besteed_cent is null or besteed_cent between 0 and cent));
        create unique index arrangement_een_keer on intake.arrangement (tenant, dossier, soort)
            where dossier is not null and status in ('gevraagd', 'loopt');
        create index arrangement_zaak on intake.arrangement (tenant, zaak, gevraagd_op);
        create index arrangement_stand on intake.arrangement (tenant, status, tot);
        create index arrangement_begin on intake.arrangement (tenant, van) where status in ('loopt', 'beeindigd');
        create table intake.arrangementdoel (
            tenant text not null, id uuid not null, arrangement uuid not null, zaak uuid not null, nummer int not null,
            doel text not null check (doel <> ''),
            uitkomst text not null check (uitkomst in ('', 'behaald', 'deels', 'niet')), toelichting text not null,
            geevalueerd_op date, primary key (tenant, id), unique (tenant, arrangement, nummer),
            foreign key (tenant, arrangement, zaak) references intake.arrangement (tenant, id, zaak)
                on delete cascade,
            check ((uitkomst = '') = (geevalueerd_op is null)));
        create table intake.arrangementbesluit (
            tenant text not null, id uuid not null, arrangement uuid not null, zaak uuid not null,
            volgorde bigint generated always as identity,
            soort text not null check (soort in ('toegekend', 'geweigerd', 'verlengd', 'gestopt', 'afgelopen',
                'ingekort', 'gemeld', 'ingetrokken')),
            op date not null, tot date, cent bigint, inzet bigint, reden text not null, door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, arrangement, zaak) references intake.arrangement (tenant, id, zaak)
                on delete cascade);
        create index arrangementbesluit_arrangement on intake.arrangementbesluit (tenant, arrangement, volgorde)""")
    fence("intake", "arrangement")
    fence("intake", "arrangementdoel")
    fence("intake", "arrangementbesluit", ALLEEN_ERBIJ)
    # Support for a group is a case of its own; the same hats stand for the samenwerkingsverband there as at a dossier.
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
                    or exists (
                    select from intake.arrangement a where a.tenant = wie[1] and a.id = van_swv.zaak)
                then wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur')
                else wie[3] <> 'steunpuntcoordinator' end;
        end $$""")
    of_case(
        "intake",
        {"arrangement": "zaak", "arrangementdoel": "zaak", "arrangementbesluit": "zaak"},
        "inhoud",
        SWV,
    )
