"""Who opened the original of a document, and why."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0017"
down_revision = "intake_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.origineelinzage (
            tenant text not null, id uuid not null, zaak uuid not null, document uuid not null,
            persoon uuid not null, naam text not null, rol text not null,
            reden text not null check (length(reden) >= 20), op timestamptz not null,
            primary key (tenant, id),
            foreign key (tenant, zaak) references intake.aanvraag (tenant, id) on delete cascade);
        create index origineelinzage_document on intake.origineelinzage (tenant, document, op);
        create index origineelinzage_zaak on intake.origineelinzage (tenant, zaak)""")
    fence("intake", "origineelinzage", ALLEEN_ERBIJ)
    of_case("intake", {"origineelinzage": "zaak"}, "inhoud", " or intake.van_swv({})")
