"""A mail that somebody waits for does not stand behind the work of the night."""

from infra.migrations.at_once import at_once

revision = "financien_0009"
down_revision = "financien_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    at_once("financien")
