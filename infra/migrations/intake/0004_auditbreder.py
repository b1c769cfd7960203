"""Audit lines tell how it ended, on which ground, from where and what a list showed; beside them the logbook (LDV)."""

from infra.migrations.inzage import audit_wider

revision = "intake_0004"
down_revision = "intake_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audit_wider("intake")
