"""Who is involved may end at a moment: the column that noodtoegang has in intake, and that is asked for everywhere."""

from infra.migrations.involvement import moments

revision = "commissie_0011"
down_revision = "commissie_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moments("commissie")
