"""The audit lines of each tenant are linked by hashes, so that a change or a removal shows."""

from infra.migrations.schema import audit_chain

revision = "financien_0002"
down_revision = "financien_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audit_chain("financien")
