"""Aanmelding and zorgplicht: a written aanmelding, the ledger of what happened, and what was written beside it."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0019"
down_revision = "intake_0018"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.aanmelding (
            tenant text not null, id uuid not null, dossier uuid not null, kenmerk text not null,
            versie bigint not null,
            status text not null check (status in ('in_onderzoek', 'tijdelijk_geplaatst', 'geweigerd',
                'ingeschreven', 'elders_ingeschreven', 'uitgezonderd', 'ingetrokken')),
            school text not null check (school <> ''), bestuur text not null, voorkeur text not null,
            andere_scholen text[] not null, ontvangen_op date not null, uiterlijk_op date not null,
            plaatsen_op date, houder text not null, vastgelegd_op timestamptz not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, id, dossier),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id));
        create unique index aanmelding_lopend on intake.aanmelding (tenant, dossier)
            where status in ('in_onderzoek', 'tijdelijk_geplaatst', 'geweigerd');
        create index aanmelding_dossier on intake.aanmelding (tenant, dossier, vastgelegd_op);
        create index aanmelding_school on intake.aanmelding (tenant, school, uiterlijk_op);
        create index aanmelding_bestuur on intake.aanmelding (tenant, bestuur, uiterlijk_op);
        create table intake.zorgplichtgebeurtenis (
            tenant text not null, id uuid not null, aanmelding uuid not null, dossier uuid not null,
            volgorde bigint generated always as identity,
            soort text not null check (soort in ('aanmelding_ontvangen', 'informatie_gevraagd',
                'informatie_ontvangen', 'verlenging_meegedeeld', 'onderzoek_gedeeld', 'school_bereid',
                'school_niet_bereid', 'tijdelijk_geplaatst', 'ingeschreven', 'geweigerd', 'uitgezonderd',
                'elders_ingeschreven', 'ingetrokken')),
            op date not null, school text not null, reden text not null, door_naam text not null,
            vastgelegd_op timestamptz not null,
            primary key (tenant, id), unique (tenant, id, dossier),
            foreign key (tenant, aanmelding, dossier) references intake.aanmelding (tenant, id, dossier));
        create index zorgplichtgebeurtenis_aanmelding
            on intake.zorgplichtgebeurtenis (tenant, aanmelding, volgorde);
        create table intake.zorgplichttoelichting (
            tenant text not null, gebeurtenis uuid not null, dossier uuid not null, tekst text not null,
            primary key (tenant, gebeurtenis),
            foreign key (tenant, gebeurtenis, dossier)
                references intake.zorgplichtgebeurtenis (tenant, id, dossier))""")
    fence("intake", "aanmelding")
    fence("intake", "zorgplichtgebeurtenis", ALLEEN_ERBIJ)
    fence("intake", "zorgplichttoelichting", ALLEEN_ERBIJ)
    # The schoolbestuur decides by law, so it sees the clock; what was written about the child is not for it.
    of_case("intake", {"aanmelding": "dossier", "zorgplichtgebeurtenis": "dossier"}, "zaak", SWV)
    of_case("intake", {"zorgplichttoelichting": "dossier"}, "inhoud", SWV)
