"""One running renewal of a TLV per school. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "intake_0028"
down_revision = "intake_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists intake.aanvraag_verlengt")
        op.execute(
            "create unique index concurrently if not exists aanvraag_verlengt"
            " on intake.aanvraag (tenant, verlengt, school) where verlengt is not null and status <> 'ingetrokken'"
        )
