"""What a TLV cost is kept seven years after the last school year; then it can go too."""

from infra.migrations.retention import PLUMBING, erasable, traces

revision = "financien_0007"
down_revision = "financien_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    erasable("financien", [*PLUMBING, ("betrokkenheid", "r.zaak = p_zaak"), ("verplichting", "r.zaak = p_zaak")])
    traces("financien")
