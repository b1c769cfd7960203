"""Interventies: what is done for a pupil, in which period, by whom, and what it led to."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0022"
down_revision = "intake_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.interventie (
            tenant text not null, id uuid not null, dossier uuid not null, versie bigint not null,
            status text not null check (status in ('loopt', 'geevalueerd', 'weggehaald')),
            wat text not null check (wat <> ''),
            waar text not null check (waar in ('school', 'thuis', 'jeugdhulp', 'medisch')),
            doel text not null, door text not null, van date not null, tot date,
            effect text check (effect in ('hielp', 'deels', 'niet')), toelichting text not null,
            geevalueerd_op date, weggehaald_op timestamptz,
            vastgelegd_op timestamptz not null, vastgelegd_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id),
            check (tot is null or tot >= van), check ((effect is null) = (geevalueerd_op is null)),
            check ((status = 'weggehaald') = (weggehaald_op is not null)));
        create index interventie_dossier on intake.interventie (tenant, dossier, van)""")
    fence("intake", "interventie")
    of_case("intake", {"interventie": "dossier"}, "inhoud", " or intake.van_swv({})")
