"""Invoices on the beschikking of extra support."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0050"
down_revision = "intake_0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.factuur (
            tenant text not null, id uuid not null, arrangement uuid not null, zaak uuid not null,
            versie bigint not null, status text not null check (status in ('ingediend', 'goedgekeurd', 'afgekeurd')),
            nummer text not null check (nummer <> ''), afzender text not null, datum date not null,
            cent bigint not null check (cent > 0), upload uuid not null, naam text not null, mediatype text not null,
            bestand_status text not null check (bestand_status in ('wacht', 'bruikbaar', 'geweigerd')),
            melding text not null, sleutel text, leesbaar text, grootte bigint not null, sha256 text,
            pogingen bigint not null, ingediend_op timestamptz not null, ingediend_door_naam text not null,
            besluit_op date, besluit_door_naam text not null, reden text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, upload),
            foreign key (tenant, arrangement) references intake.arrangement (tenant, id) on delete cascade,
            check ((status = 'ingediend') = (besluit_op is null)),
            check (status <> 'afgekeurd' or reden <> ''),
            check ((bestand_status = 'bruikbaar') = (leesbaar is not null)),
            check ((bestand_status = 'wacht') = (sleutel is not null)));
        create index factuur_arrangement on intake.factuur (tenant, arrangement, ingediend_op);
        create index factuur_zaak on intake.factuur (tenant, zaak)""")
    fence("intake", "factuur")
    of_case("intake", {"factuur": "zaak"}, "inhoud", " or intake.van_swv({})")
