"""A fact that was put aside may be tried again or dropped by who runs the installation (docs/security/storingen.md)."""

from alembic import op

revision = "commissie_0007"
down_revision = "commissie_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("grant update (fout), delete on commissie.geparkeerd to svc_commissie")
