"""Keys of tenants and dossiers; which letters lie sealed. Those that do not yet are sealed by the worker."""

from infra.migrations.schema import give_work, keys, run

revision = "commissie_0004"
down_revision = "commissie_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    keys("commissie")
    run("alter table commissie.beschikking add column verzegeld boolean not null default false")
    give_work("commissie", "beschikking", "'voor', voor", "behandeling_id", "beschikking_verzegelen")
