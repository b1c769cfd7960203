"""What the besluit said, kept with the aanvraag from the day on which it was made known."""

from infra.migrations.schema import run

revision = "intake_0062"
down_revision = "intake_0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("alter table intake.aanvraag add column uitslag jsonb")
