"""Audit lines by moment: who saw what between two moments. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "netwerk_0007"
down_revision = "netwerk_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists netwerk.audit_op")
        op.execute("create index concurrently if not exists audit_op on netwerk.audit (tenant, op, volgorde)")
