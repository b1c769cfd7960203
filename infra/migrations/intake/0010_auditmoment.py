"""Audit lines by moment: who saw what between two moments. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "intake_0010"
down_revision = "intake_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists intake.audit_op")
        op.execute("create index concurrently if not exists audit_op on intake.audit (tenant, op, volgorde)")
