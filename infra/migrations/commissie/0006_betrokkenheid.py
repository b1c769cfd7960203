"""Who is involved in a behandeling, as one table."""

from infra.migrations.involvement import involvement, samenwerkingsverbanden
from infra.migrations.schema import run

revision = "commissie_0006"
down_revision = "commissie_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    involvement("commissie", ("secretaris", "voorzitter", "directeur", "bestuur"))
    run(f"""
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select b.tenant, b.id, s.nummer, 'samenwerkingsverband', 'WPO 18a lid 13', b.ontvangen_op,
                'commissie'
            from commissie.behandeling b join {samenwerkingsverbanden()} s on s.tenant = b.tenant;
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select tenant, id, school, 'school', 'WPO 40 lid 8', ontvangen_op, 'commissie'
            from commissie.behandeling where school <> '';
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select tenant, id, bestuur, 'schoolbestuur', 'WPO 40 lid 8', ontvangen_op, 'commissie'
            from commissie.behandeling where bestuur <> '';
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select e.tenant, e.behandeling_id, e.persoon::text, e.rol, 'Awb 4:8', b.ontvangen_op, 'commissie'
            from commissie.betrokkene e join commissie.behandeling b
                on b.tenant = e.tenant and b.id = e.behandeling_id;
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, tot, verleend_door)
            select distinct on (tenant, behandeling_id, persoon, benoemd_op::date) tenant, behandeling_id,
                persoon::text, 'deskundige', 'WPO 18a lid 11', benoemd_op::date,
                greatest(vervallen_op::date, benoemd_op::date), 'commissie'
            from commissie.advies
            order by tenant, behandeling_id, persoon, benoemd_op::date, vervallen_op desc nulls first;
        update commissie.betrokkenheid b set tot = b.van from commissie.behandeling z
            where z.tenant = b.tenant and z.id = b.zaak and b.rol = 'deskundige' and b.tot is null
                and z.status = 'ingetrokken';
        insert into commissie.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select b.tenant, b.id, b.beoogde_school, 'ontvangende_school', 'WPO 40 lid 8', d.bekendgemaakt_op,
                'commissie'
            from commissie.behandeling b join commissie.besluit d on d.tenant = b.tenant and d.id = b.id
            where b.beoogde_school <> '' and d.uitkomst = 'toegekend' and d.bekendgemaakt_op is not null""")
