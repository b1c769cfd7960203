"""Audit lines tell how it ended, on which ground, from where and what a list showed; beside them the logbook (LDV)."""

from infra.migrations.inzage import audit_wider

revision = "commissie_0005"
down_revision = "commissie_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audit_wider("commissie")
