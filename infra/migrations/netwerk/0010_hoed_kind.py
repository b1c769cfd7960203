"""What the child is called stands at the hat of its family: who has two children knows one from the other."""

from infra.migrations.schema import run

revision = "netwerk_0010"
down_revision = "netwerk_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("alter table netwerk.hoed add column kind text not null default ''")
