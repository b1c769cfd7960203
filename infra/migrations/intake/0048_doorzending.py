"""An aanvraag that another samenwerkingsverband decides on: offered, and the trace of where it went and came from."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0048"
down_revision = "intake_0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table intake.aanvraag add column herkomst jsonb")
    run("""
        create table intake.doorzending (
            tenant text not null, id uuid not null, aanvraag uuid not null, versie bigint not null,
            status text not null check (status in ('voorgesteld', 'aangeboden', 'aanvaard', 'teruggestuurd',
                'ingetrokken')),
            naar text not null check (naar <> ''), naar_tenant text not null check (naar_tenant <> ''),
            grond text not null, uitleg text not null, invoer jsonb not null, toelichting text not null,
            ouders_ingelicht_op date, aangeboden_op timestamptz, soort_daar text not null, kenmerk_daar text not null,
            reden text not null, gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, aanvraag) references intake.aanvraag (tenant, id) on delete cascade,
            check (naar_tenant <> tenant),
            check (status in ('voorgesteld', 'ingetrokken')
                or (aangeboden_op is not null and ouders_ingelicht_op is not null)),
            check (status <> 'aanvaard' or kenmerk_daar <> ''));
        create index doorzending_aanvraag on intake.doorzending (tenant, aanvraag, gewijzigd_op);
        create unique index doorzending_een on intake.doorzending (tenant, aanvraag)
            where status in ('voorgesteld', 'aangeboden');
        create index doorzending_naar on intake.doorzending (tenant, naar_tenant, aangeboden_op)
            where status = 'aangeboden'""")
    fence("intake", "doorzending")
    of_case("intake", {"doorzending": "aanvraag"}, "inhoud", " or intake.van_swv({})")
