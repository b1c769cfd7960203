"""Noodtoegang: one hour of looking in one dossier, asked with a reason and given by a second person
(docs/besluiten/0018)."""

from alembic import op

from infra.migrations.involvement import moments
from infra.migrations.schema import fence, run

revision = "intake_0013"
down_revision = "intake_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moments("intake")
    run("""
        alter table intake.betrokkenheid drop constraint betrokkenheid_rol_check;
        alter table intake.betrokkenheid add constraint betrokkenheid_rol_check check (rol in ('school',
            'schoolbestuur', 'samenwerkingsverband', 'ouder', 'leerling', 'deskundige', 'ontvangende_school',
            'noodtoegang')) not valid;
        alter table intake.betrokkenheid add constraint betrokkenheid_einde
            check ((rol = 'noodtoegang') = (einde is not null)) not valid;
        create table intake.noodtoegang (
            tenant text not null, id uuid not null, kenmerk text not null, zaak uuid,
            vrager uuid not null, vrager_naam text not null, vrager_rol text not null,
            reden text not null check (length(reden) >= 20), gevraagd_op timestamptz not null,
            status text not null check (status in ('gevraagd', 'verleend', 'geweigerd', 'beeindigd')),
            beslist_door uuid, beslist_door_naam text, beslist_op timestamptz, tot timestamptz,
            beeindigd_door_naam text,
            primary key (tenant, id),
            foreign key (tenant, zaak) references intake.aanvraag (tenant, id) on delete cascade,
            check (beslist_door <> vrager),
            check ((status = 'gevraagd') = (beslist_door is null)),
            check ((status in ('verleend', 'beeindigd')) = (zaak is not null and tot is not null)),
            check ((status = 'beeindigd') = (beeindigd_door_naam is not null)));
        create index noodtoegang_vrager on intake.noodtoegang (tenant, vrager, gevraagd_op);
        create index noodtoegang_gevraagd on intake.noodtoegang (tenant, gevraagd_op);
        create index noodtoegang_zaak on intake.noodtoegang (tenant, zaak)""")
    fence("intake", "noodtoegang")
    # Who ends it early need not be involved in the case (the FG is in none): this only ever shortens.
    op.execute("""
        create function intake.noodtoegang_sluiten(welke uuid) returns void
        language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
            update intake.betrokkenheid b set einde = (sec.context())[5]::timestamptz,
                beeindigd_door = (sec.context())[2]
            from intake.noodtoegang n
            where n.tenant = (select sec.tenant()) and n.id = welke and n.status = 'beeindigd'
                and b.tenant = n.tenant and b.zaak = n.zaak and b.houder = n.vrager::text and b.rol = 'noodtoegang'
                and b.einde > (sec.context())[5]::timestamptz
        $$""")
    op.execute("revoke all on function intake.noodtoegang_sluiten(uuid) from public")
    op.execute("grant execute on function intake.noodtoegang_sluiten(uuid) to svc_intake")
    # Noodtoegang counts until its moment, by the clock that was signed; a context of before has a day and no moment.
    op.execute("""
        create or replace function intake.zaken(deel text) returns setof uuid
        language plpgsql stable security definer rows 50 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
            moment timestamptz := case when length(wie[5]) > 10 then wie[5]::timestamptz end;
            wiens text := case
                when wie[3] in ('ib_er', 'schooldirecteur', 'schoolbestuurder', 'regievoerder_zorgplicht') then wie[4]
                when wie[3] in ('ouder', 'leerling', 'deskundige', 'steunpuntcoordinator', 'contactpersoon_jonge_kind')
                    then wie[2] end;
        begin
            return query select b.zaak from intake.betrokkenheid b
                where b.tenant = wie[1] and b.houder = wiens and b.van <= dag and (b.tot is null or b.tot > dag) and (
                    b.rol = 'school' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'ontvangende_school' and deel = 'verklaring' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'schoolbestuur' and deel = 'zaak'
                        and wie[3] in ('schoolbestuurder', 'regievoerder_zorgplicht')
                    or b.rol in ('ouder', 'leerling') and b.rol = wie[3] and b.zaak::text = wie[4]
                    or (b.rol = 'deskundige' and b.rol = wie[3] or b.rol = 'noodtoegang' and b.einde > moment
                        and wie[3] in ('deskundige', 'steunpuntcoordinator', 'contactpersoon_jonge_kind')) and exists (
                        select from intake.betrokkenheid w
                        where w.tenant = b.tenant and w.zaak = b.zaak and w.houder = wie[4]
                            and w.rol = 'samenwerkingsverband' and w.van <= dag and (w.tot is null or w.tot > dag)));
        end $$""")
