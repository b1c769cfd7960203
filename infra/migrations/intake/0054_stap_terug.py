"""A finished step of a stappenplan can be undone: a line that undoes another one, and until when a step was open."""

from infra.migrations.schema import run

revision = "intake_0054"
down_revision = "intake_0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.stapgebeurtenis
            add column uiterlijk_op date, add column organisatie text not null default '',
            add column draait_terug uuid, add column reden text not null default '';
        alter table intake.stapgebeurtenis add constraint stapgebeurtenis_terug
            check ((draait_terug is null) = (reden = '')) not valid""")
