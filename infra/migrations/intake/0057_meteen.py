"""A mail that somebody waits for does not stand behind the work of the night."""

from infra.migrations.at_once import at_once

revision = "intake_0057"
down_revision = "intake_0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    at_once("intake")
