"""The audit lines of each tenant are linked by hashes, so that a change or a removal shows."""

from infra.migrations.schema import audit_chain

revision = "netwerk_0003"
down_revision = "netwerk_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audit_chain("netwerk")
