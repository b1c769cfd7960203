"""Keys of tenants and dossiers; which documents lie sealed. Those that do not yet are sealed by the worker."""

from infra.migrations.schema import give_work, keys, run

revision = "intake_0003"
down_revision = "intake_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    keys("intake")
    run("alter table intake.document add column verzegeld boolean not null default false")
    give_work("intake", "document", "'document', id", "aanvraag", "document_verzegelen")
