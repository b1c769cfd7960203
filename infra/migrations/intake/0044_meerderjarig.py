"""A pupil of eighteen decides alone: parents who look along are out on that day, also those invited before."""

from infra.migrations.schema import run

revision = "intake_0044"
down_revision = "intake_0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.leerlingdossier add column meerderjarig_gemeld date;
        update intake.betrokkenheid b set tot = greatest(b.van, (d.geboren_op + interval '18 years')::date)
            from intake.leerlingdossier d
            where d.tenant = b.tenant and d.id = b.zaak and b.rol = 'ouder' and b.tot is null""")
