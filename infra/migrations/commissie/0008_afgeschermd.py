"""Row security asks who is involved: the samenwerkingsverband sees all its cases, others only their own."""

from infra.migrations.involvement import of_case, of_involvement, sight

revision = "commissie_0008"
down_revision = "commissie_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sight("commissie")
    # A TLV is shown to the school that gets the pupil: of the case no more than these two.
    of_case("commissie", {"behandeling": "id", "besluit": "id"}, "verklaring")
    van_de_zaak = ("zoekwoord", "vraag", "gebeurtenis", "advies", "eindadvies", "beschikking", "bekendmaking")
    of_case("commissie", dict.fromkeys((*van_de_zaak, "betrokkene", "zienswijze"), "behandeling_id"))
    of_case("commissie", {"tijdlijn": "zaak", "termijn": "zaak"})
    of_involvement("commissie", "verklaring")
