"""A mail that somebody waits for does not stand behind the work of the night."""

from infra.migrations.at_once import at_once

revision = "netwerk_0012"
down_revision = "netwerk_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    at_once("netwerk")
