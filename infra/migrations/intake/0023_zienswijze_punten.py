"""What a parent says to each point of a school that files without their consent, with their zienswijze."""

from alembic import op

revision = "intake_0023"
down_revision = "intake_0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table intake.zienswijze add column punten jsonb not null default '{}'")
