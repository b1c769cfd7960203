"""Who is involved may end at a moment: the column that noodtoegang has in intake, and that is asked for everywhere."""

from infra.migrations.involvement import moments

revision = "financien_0008"
down_revision = "financien_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moments("financien")
