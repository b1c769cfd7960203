"""A fact that was put aside may be tried again or dropped by who runs the installation (docs/security/storingen.md)."""

from alembic import op

revision = "financien_0005"
down_revision = "financien_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("grant update (fout), delete on financien.geparkeerd to svc_financien")
