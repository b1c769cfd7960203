"""Crisis and nood of a pupil: what was told, the plan of approach, and how it ended."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0030"
down_revision = "intake_0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.crisis (
            tenant text not null, id uuid not null, dossier uuid not null, versie bigint not null,
            status text not null check (status in ('gemeld', 'plan', 'afgesloten')),
            soort text not null check (soort in ('crisis', 'nood')), sinds date not null, aanleiding text not null,
            overleg_op date not null, overleg_tijd text not null, genodigd text[] not null,
            ouders_ingelicht boolean not null, plan_uiterlijk date not null, opbouw text not null,
            doel text not null, inzet text not null, afspraken text not null, evalueren_op date, plan_op date,
            uitkomst text not null check (uitkomst in ('', 'opgelost', 'arrangement', 'aanvraag', 'anders')),
            slot text not null, gemeld_op date not null, gemeld_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), check ((status = 'afgesloten') = (uitkomst <> '')),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create unique index crisis_lopend on intake.crisis (tenant, dossier) where status <> 'afgesloten';
        create index crisis_dossier on intake.crisis (tenant, dossier, gewijzigd_op)""")
    fence("intake", "crisis")
    of_case("intake", {"crisis": "dossier"}, "inhoud", " or intake.van_swv({})")
