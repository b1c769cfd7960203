"""Stappenplan: a declared procedure that runs for one pupil, what was done, and being a guest at another school."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0051"
down_revision = "intake_0050"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.stappenplan (
            tenant text not null, id uuid not null, dossier uuid not null, kenmerk text not null,
            school text not null check (school <> ''), bestuur text not null, versie bigint not null,
            status text not null check (status in ('loopt', 'klaar', 'gestopt')),
            soort text not null check (soort in ('plaatsing', 'doorzettingskracht', 'terugplaatsing')),
            titel text not null, bron text not null, stappen jsonb not null, stap text not null,
            uiterlijk_op date not null, reden text not null, begonnen_op date not null, geeindigd_op date,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, id, dossier),
            check ((status = 'loopt') = (geeindigd_op is null)), check ((status = 'gestopt') = (reden <> '')),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create unique index stappenplan_lopend on intake.stappenplan (tenant, dossier, soort)
            where status = 'loopt';
        create index stappenplan_dossier on intake.stappenplan (tenant, dossier, begonnen_op);
        create index stappenplan_loopt on intake.stappenplan (tenant, uiterlijk_op) where status = 'loopt';
        create table intake.stapgebeurtenis (
            tenant text not null, id uuid not null, plan uuid not null, dossier uuid not null,
            volgorde bigint generated always as identity, stap text not null, volgende text not null,
            op date not null, door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, plan, dossier)
                references intake.stappenplan (tenant, id, dossier) on update cascade on delete cascade);
        create index stapgebeurtenis_plan on intake.stapgebeurtenis (tenant, dossier, volgorde);
        create table intake.staptekst (
            tenant text not null, bij uuid not null, soort text not null check (soort in ('knelpunt', 'stap', 'slot')),
            plan uuid not null, dossier uuid not null, tekst text not null,
            primary key (tenant, bij, soort),
            foreign key (tenant, plan, dossier)
                references intake.stappenplan (tenant, id, dossier) on update cascade on delete cascade);
        create index staptekst_plan on intake.staptekst (tenant, dossier, plan);
        create table intake.gastplaatsing (
            tenant text not null, plan uuid not null, dossier uuid not null, school text not null check (school <> ''),
            begint_op date not null, tot_en_met date not null, evalueren_op date not null, steun text not null,
            nazorg text not null, vastgelegd_op date not null,
            primary key (tenant, plan), check (begint_op < evalueren_op and evalueren_op <= tot_en_met),
            foreign key (tenant, plan, dossier)
                references intake.stappenplan (tenant, id, dossier) on update cascade on delete cascade);
        create index gastplaatsing_dossier on intake.gastplaatsing (tenant, dossier)""")
    fence("intake", "stappenplan")
    fence("intake", "stapgebeurtenis", ALLEEN_ERBIJ)
    fence("intake", "staptekst", ALLEEN_ERBIJ)
    fence("intake", "gastplaatsing")
    # The schoolbestuur has steps of its own and knows no child: what was written is not for it, nor where the child is.
    of_case("intake", {"stappenplan": "dossier", "stapgebeurtenis": "dossier"}, "zaak", SWV)
    of_case("intake", {"staptekst": "dossier", "gastplaatsing": "dossier"}, "inhoud", SWV)
