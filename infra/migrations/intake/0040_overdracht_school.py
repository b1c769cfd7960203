"""The school where a pupil has a place reads along, when the parents agreed to that."""

from infra.migrations.schema import run

revision = "intake_0040"
down_revision = "intake_0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.overdracht add column ook_school boolean not null default false;
        alter table intake.overdracht add column school_gezien_op timestamptz""")
