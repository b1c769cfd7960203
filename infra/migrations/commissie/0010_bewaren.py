"""The copy that commissie holds of a dossier can go, once intake has destroyed it."""

from infra.migrations.retention import PLUMBING, erasable, traces

revision = "commissie_0010"
down_revision = "commissie_0009"
branch_labels = None
depends_on = None

BY_CASE = (
    "bekendmaking", "beschikking", "eindadvies", "advies", "gebeurtenis", "vraag", "zienswijze", "betrokkene",
    "zoekwoord",
)  # fmt: skip


def upgrade() -> None:
    own = [(table, "r.behandeling_id = p_zaak") for table in BY_CASE]
    own.insert(2, ("besluit", "r.id = p_zaak"))
    erasable("commissie", [*own, *PLUMBING, ("betrokkenheid", "r.zaak = p_zaak"), ("behandeling", "r.id = p_zaak")])
    traces("commissie")
