"""What thuiszitters knows of a pupil can go, once intake has destroyed the dossier."""

from infra.migrations.retention import erasable, traces

revision = "thuiszitters_0007"
down_revision = "thuiszitters_0006"
branch_labels = None
depends_on = None

# The child is known by the key of the pupil; a case here is the report that it is at home.
REPORTS = (
    "r.zaak in (select t.id from thuiszitters.thuiszitter t where t.tenant = r.tenant and t.leerling_id = p_leerling)"
)


def upgrade() -> None:
    mine = [(table, REPORTS) for table in ("tijdlijn", "termijn", "taak", "bericht", "betrokkenheid")]
    erasable("thuiszitters", [*mine, ("thuiszitter", "r.leerling_id = p_leerling")], extra="p_leerling")
    traces("thuiszitters")
