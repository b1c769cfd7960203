"""The weekly list of what stood out in the audit, and what the functionaris gegevensbescherming thought of it."""

from infra.migrations.schema import fence, run

revision = "intake_0011"
down_revision = "intake_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.nazicht (
            tenant text not null, id uuid not null, van timestamptz not null, tot timestamptz not null,
            gemaakt_op timestamptz not null, uiterlijk_op date not null, gelezen bigint not null,
            status text not null check (status in ('open', 'ondertekend')),
            ondertekend_op timestamptz, ondertekend_door uuid, ondertekend_door_naam text,
            primary key (tenant, id), unique (tenant, tot));
        create table intake.nazichtregel (
            tenant text not null, nazicht uuid not null, nummer bigint not null, persoon uuid not null,
            naam text not null, rol text not null, organisatie text, punten bigint not null, redenen jsonb not null,
            oordeel text check (oordeel in ('in_orde', 'navragen', 'melden')), toelichting text not null default '',
            beoordeeld_op timestamptz, beoordeeld_door uuid,
            primary key (tenant, nazicht, nummer),
            foreign key (tenant, nazicht) references intake.nazicht (tenant, id))""")
    fence("intake", "nazicht")
    fence("intake", "nazichtregel")
