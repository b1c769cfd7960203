"""Where a pupil is meanwhile, and the schools of a board. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "intake_0043"
down_revision = "intake_0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists intake.arrangement_plek")
        op.execute("drop index concurrently if exists intake.arrangement_bestuur")
        op.execute(
            "create index concurrently if not exists arrangement_plek on intake.arrangement (tenant, plek_school)"
            " where plek_school <> ''"
        )
        op.execute(
            "create index concurrently if not exists arrangement_bestuur on intake.arrangement (tenant, bestuur, van)"
        )
