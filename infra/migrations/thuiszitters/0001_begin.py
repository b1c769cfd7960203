"""Children at home, by the key of the pupil."""

from infra.migrations.schema import fence, plumbing, run

revision = "thuiszitters_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    plumbing("thuiszitters")
    run("""
        create table thuiszitters.thuiszitter (
            tenant text not null, id uuid not null, leerling_id uuid not null, school text not null,
            sinds date not null, status text not null check (status in ('thuis', 'plek_verwacht')),
            verwacht_op date, primary key (tenant, id), unique (tenant, leerling_id, school));
        create index thuiszitter_sinds on thuiszitters.thuiszitter (tenant, sinds, id)""")
    fence("thuiszitters", "thuiszitter")
