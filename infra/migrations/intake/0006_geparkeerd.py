"""A fact that was put aside may be tried again or dropped by who runs the installation (docs/security/storingen.md)."""

from alembic import op

revision = "intake_0006"
down_revision = "intake_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("grant update (fout), delete on intake.geparkeerd to svc_intake")
