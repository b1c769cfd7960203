"""What the night found of files: a row without its file, a file without a row."""

from infra.migrations.schema import ALLES, fence, run

revision = "intake_0053"
down_revision = "intake_0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.bestandsbevinding (
            tenant text not null, sleutel text not null,
            soort text not null check (soort in ('zonder_rij', 'zonder_bestand')),
            gevonden_op date not null, telt boolean not null,
            primary key (tenant, sleutel))""")
    fence("intake", "bestandsbevinding", ALLES)
