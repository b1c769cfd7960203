"""Who is involved in a child at home, as one table."""

from infra.migrations.involvement import involvement, samenwerkingsverbanden
from infra.migrations.schema import run

revision = "thuiszitters_0004"
down_revision = "thuiszitters_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    involvement("thuiszitters", ("steunpuntcoordinator", "secretaris", "directeur"))
    run(f"""
        insert into thuiszitters.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select tenant, id, school, 'school', 'Leerplichtwet 21a', sinds, 'thuiszitters'
            from thuiszitters.thuiszitter where school <> '';
        insert into thuiszitters.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select t.tenant, t.id, s.nummer, 'samenwerkingsverband', 'Leerplichtwet 21a', t.sinds,
                'thuiszitters'
            from thuiszitters.thuiszitter t join {samenwerkingsverbanden()} s on s.tenant = t.tenant""")
