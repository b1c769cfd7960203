"""Row security asks who is involved."""

from infra.migrations.involvement import of_case, of_involvement, sight

revision = "financien_0006"
down_revision = "financien_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sight("financien")
    of_case("financien", {"verplichting": "zaak", "tijdlijn": "zaak", "termijn": "zaak"})
    of_involvement("financien")
