"""The aanvragen of a pupil. Built beside the people who work, so in no transaction."""

from alembic import op

revision = "intake_0016"
down_revision = "intake_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an earlier try left half built is of no use to anybody.
        op.execute("drop index concurrently if exists intake.aanvraag_dossier")
        op.execute(
            "create index concurrently if not exists aanvraag_dossier on intake.aanvraag (tenant, dossier)"
            " where dossier is not null"
        )
