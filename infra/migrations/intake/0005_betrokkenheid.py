"""Who is involved in an aanvraag, as one table; and which aanvraag a pupil was written down for."""

from alembic import op

from infra.migrations.involvement import involvement, samenwerkingsverbanden
from infra.migrations.schema import run

revision = "intake_0005"
down_revision = "intake_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    involvement("intake", ())
    # An aanvraag that was not filed is no business of the samenwerkingsverband, so it is judged case by case.
    op.execute("""
        create function intake.van_swv(zaak uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
        begin
            return wie[3] in ('secretaris', 'voorzitter', 'directeur', 'bestuur') and exists (
                select from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = van_swv.zaak and b.houder = wie[4]
                    and b.rol = 'samenwerkingsverband' and b.van <= dag and (b.tot is null or b.tot > dag));
        end $$""")
    # What must be unique in the tenant is looked up past row security: yes or no, and nothing of whose it is.
    op.execute("""
        create function intake.kenmerk_vrij(gezocht text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
        begin
            return not exists (select from intake.aanvraag a where a.tenant = eigen and a.kenmerk = gezocht);
        end $$""")
    op.execute("""
        create function intake.upload_vrij(gezocht uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            eigen text := sec.tenant();
        begin
            return not exists (select from intake.document d where d.tenant = eigen and d.upload = gezocht);
        end $$""")
    for functie in ("van_swv(uuid)", "kenmerk_vrij(text)", "upload_vrij(uuid)"):
        op.execute(f"revoke all on function intake.{functie} from public")
        op.execute(f"grant execute on function intake.{functie} to svc_intake")
    run("""
        alter table intake.leerling add column aanvraag uuid;
        update intake.leerling l set aanvraag = a.id from intake.aanvraag a
            where a.tenant = l.tenant and a.leerling = l.id""")
    # Who is involved already.
    run(f"""
        insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select tenant, id, school, 'school', 'WPO 40 lid 8', begonnen_op::date, begonnen_door::text
            from intake.aanvraag where school <> '';
        insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select tenant, id, bestuur, 'schoolbestuur', 'WPO 40 lid 8', ingediend_op, ingediend_door::text
            from intake.aanvraag where bestuur <> '' and ingediend_op is not null;
        insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
            select a.tenant, a.id, s.nummer, 'samenwerkingsverband', 'WPO 18a lid 13', a.ingediend_op,
                a.ingediend_door::text
            from intake.aanvraag a join {samenwerkingsverbanden()} s on s.tenant = a.tenant
            where a.ingediend_op is not null;
        insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, tot, verleend_door)
            select distinct on (tenant, aanvraag, persoon, rol, van) tenant, aanvraag, persoon::text, rol, case rol
                when 'deskundige' then 'WPO 18a lid 11' else 'Awb 4:8' end, van, tot, 'intake'
            from intake.betrokkene order by tenant, aanvraag, persoon, rol, van, tot desc nulls first;
        update intake.betrokkenheid b set tot = greatest(b.van, a.ingetrokken_op) from intake.aanvraag a
            where a.tenant = b.tenant and a.id = b.zaak and b.rol = 'deskundige' and b.tot is null
                and a.ingetrokken_op is not null""")
