"""Under which key somebody of the family was invited: a letter sent to that key stays theirs after they sign in."""

from infra.migrations.schema import run

revision = "commissie_0002"
down_revision = "commissie_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("alter table commissie.betrokkene add column uitgenodigd_als uuid")
