"""Which TLV an aanvraag wants to go on."""

from infra.migrations.schema import run

revision = "intake_0027"
down_revision = "intake_0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("alter table intake.aanvraag add column verlengt uuid")
