"""Row security asks who is involved: of an aanvraag a person reads and writes only where that table says so."""

from infra.migrations.involvement import of_case, of_involvement, sight

revision = "intake_0007"
down_revision = "intake_0006"
branch_labels = None
depends_on = None

# The samenwerkingsverband sees what was filed: row by row, because drafts lie between them.
SWV = " or intake.van_swv({})"


def upgrade() -> None:
    sight("intake")
    # That there is an aanvraag, of whom, and how far: for the board of the school too.
    of_case("intake", {"aanvraag": "id", "leerling": "aanvraag", "tijdlijn": "zaak", "termijn": "zaak"}, "zaak", SWV)
    of_case(
        "intake",
        {"document": "aanvraag", "zienswijze": "aanvraag", "vraag": "aanvraag", "betrokkene": "aanvraag"},
        "inhoud",
        SWV,
    )
    of_involvement("intake", "zaak", SWV)
