"""Who of the family said that their address may go along, and whom the other side let in."""

from infra.migrations.schema import run

revision = "intake_0058"
down_revision = "intake_0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.doorzending
            add column mee jsonb not null default '[]'::jsonb,
            add column toegelaten jsonb""")
