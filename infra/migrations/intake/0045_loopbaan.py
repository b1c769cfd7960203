"""Where a pupil was at school before: typed by the school, of the register or of elsewhere."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0045"
down_revision = "intake_0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.eerdere_school (
            tenant text not null, id uuid not null, dossier uuid not null, school text not null, naam text not null,
            soort text not null check (soort in ('voorschool', 'bo', 'sbo', 'so', 'vo', 'vso', 'pro', 'buitenland',
                'thuis', 'onbekend')),
            groep text not null, van date not null, tot date, weggehaald_op timestamptz,
            vastgelegd_op timestamptz not null, vastgelegd_door_naam text not null,
            primary key (tenant, id), check (tot is null or tot >= van),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create index eerdere_school_dossier on intake.eerdere_school (tenant, dossier, van)""")
    fence("intake", "eerdere_school")
    of_case("intake", {"eerdere_school": "dossier"}, "inhoud", " or intake.van_swv({})")
