"""Audit lines by moment: who saw what between two moments. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "commissie_0009"
down_revision = "commissie_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists commissie.audit_op")
        op.execute("create index concurrently if not exists audit_op on commissie.audit (tenant, op, volgorde)")
