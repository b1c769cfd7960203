"""Who is involved in an obligation, as one table: the samenwerkingsverband that pays."""

from infra.migrations.involvement import involvement, samenwerkingsverbanden
from infra.migrations.schema import run

revision = "financien_0004"
down_revision = "financien_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    involvement("financien", ("controller", "directeur", "bestuur"))
    run(f"""
        insert into financien.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select v.tenant, v.zaak, s.nummer, 'samenwerkingsverband', 'WPO 125', least(min(v.van), current_date),
                'financien'
            from financien.verplichting v join {samenwerkingsverbanden()} s on s.tenant = v.tenant
            group by v.tenant, v.zaak, s.nummer""")
