"""An invitation that nobody took up ends with the aanvraag that it was for."""

from infra.migrations.schema import run

revision = "netwerk_0009"
down_revision = "netwerk_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("alter table netwerk.uitnodiging add column geeindigd_op timestamptz")
