"""A document of an aanvraag that was made of the pupil's dossier says of what: that version, and no later one."""

from alembic import op

revision = "intake_0047"
down_revision = "intake_0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table intake.document add column herkomst jsonb")
