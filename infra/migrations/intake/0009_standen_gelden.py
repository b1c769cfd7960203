"""The rules for the states of a document hold for the rows of before too."""

from infra.migrations.schema import run

revision = "intake_0009"
down_revision = "intake_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.document validate constraint document_status;
        alter table intake.document validate constraint document_gecontroleerd;
        alter table intake.document validate constraint document_leesbaar""")
