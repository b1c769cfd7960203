"""Audit lines tell how it ended, on which ground, from where and what a list showed; beside them the logbook (LDV)."""

from infra.migrations.inzage import audit_wider

revision = "netwerk_0005"
down_revision = "netwerk_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audit_wider("netwerk")
