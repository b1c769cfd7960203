"""Row security asks who is involved."""

from infra.migrations.involvement import of_case, of_involvement, sight

revision = "thuiszitters_0006"
down_revision = "thuiszitters_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sight("thuiszitters")
    of_case("thuiszitters", {"thuiszitter": "id", "tijdlijn": "zaak", "termijn": "zaak"})
    of_involvement("thuiszitters")
