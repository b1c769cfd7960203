"""A school that goes up in another one: what was of it is of the other school from that day on, in one step."""

from alembic import op

from infra.migrations.schema import run

revision = "intake_0061"
down_revision = "intake_0060"
branch_labels = None
depends_on = None

#: Whose row it is. What a school did, and where a pupil was, stays with the school of that day.
VAN_DE_SCHOOL = ("leerlingdossier", "aanvraag", "aanmelding", "arrangement", "stappenplan")  # and of its board
ALLEEN_SCHOOL = ("consult", "overdracht", "schoolverlater", "onderinstroom", "oso_concept")


def upgrade() -> None:
    run("""
        alter table intake.zorgplichtgebeurtenis drop constraint zorgplichtgebeurtenis_soort_check;
        alter table intake.zorgplichtgebeurtenis add constraint zorgplichtgebeurtenis_soort_check
            check (soort in ('aanmelding_ontvangen', 'informatie_gevraagd', 'informatie_ontvangen',
                'verlenging_meegedeeld', 'onderzoek_gedeeld', 'school_bereid', 'school_niet_bereid',
                'tijdelijk_geplaatst', 'ingeschreven', 'geweigerd', 'uitgezonderd', 'elders_ingeschreven',
                'intrekking_gemeld', 'ingetrokken', 'asielregels_gelden', 'asielregels_gelden_niet',
                'school_opgegaan')) not valid""")
    met_bestuur = "".join(
        f"update intake.{tabel} t set school = waar, bestuur = haar_bestuur where t.tenant = wie[1] and t.school = weg;"
        for tabel in VAN_DE_SCHOOL
    )
    alleen_school = "".join(
        f"update intake.{tabel} t set school = waar where t.tenant = wie[1] and t.school = weg;"
        for tabel in ALLEEN_SCHOOL
    )
    # All of it or nothing. The service may not write every column by which row security judges; this function may.
    op.execute(f"""
        create function intake.school_opgaan(weg text, waar text, haar_bestuur text, dag date) returns setof uuid
        language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            zaken uuid[];
        begin
            if wie[3] <> 'systeem' then
                raise exception 'alleen de dienst zelf';
            end if;
            zaken := array(select distinct b.zaak from intake.betrokkenheid b where b.tenant = wie[1] and b.houder = weg
                and b.rol in ('school', 'ontvangende_school') and (b.tot is null or b.tot > dag));
            -- who has the zorgplicht: a line of the ledger, so that the history says by what it went over
            insert into intake.zorgplichtgebeurtenis
                    (tenant, id, aanmelding, dossier, soort, op, school, reden, door_naam, vastgelegd_op)
                select a.tenant, gen_random_uuid(), a.id, a.dossier, 'school_opgegaan', dag, waar, '', 'Meedoen', now()
                from intake.aanmelding a where a.tenant = wie[1] and a.houder = weg;
            update intake.aanmelding t set houder = waar where t.tenant = wie[1] and t.houder = weg;
            {met_bestuur}
            {alleen_school}
            -- where the pupil is: the row until now ends, and one of the same group begins
            with over as (
                update intake.inschrijving t set tot = dag
                where t.tenant = wie[1] and t.school = weg and t.tot is null and t.van < dag
                returning t.dossier, t.groep)
            insert into intake.inschrijving (tenant, id, dossier, school, groep, van)
                select wie[1], gen_random_uuid(), over.dossier, waar, over.groep, dag from over;
            update intake.inschrijving t set school = waar where t.tenant = wie[1] and t.school = weg and t.tot is null;
            -- what one school asked the other: what is between the two has no use any more
            update intake.meekijkverzoek t set status = 'vervallen'
                where t.tenant = wie[1] and t.status = 'open' and (
                    t.school = weg and (t.van_school = waar or exists (select from intake.meekijkverzoek a
                        where a.tenant = t.tenant and a.aanmelding = t.aanmelding and a.school = waar))
                    or t.van_school = weg and t.school = waar);
            update intake.meekijkverzoek t set school = waar
                where t.tenant = wie[1] and t.school = weg and t.van_school <> waar and not exists (
                    select from intake.meekijkverzoek a
                    where a.tenant = t.tenant and a.aanmelding = t.aanmelding and a.school = waar);
            update intake.meekijkverzoek t set van_school = waar
                where t.tenant = wie[1] and t.van_school = weg and t.school <> waar;
            update intake.meekijkverzoek t set houder = waar where t.tenant = wie[1] and t.houder = weg;
            update intake.wachtplek t set status = 'beeindigd'
                where t.tenant = wie[1] and t.status in ('gevraagd', 'wacht') and (
                    t.school = weg and (t.van_school = waar or exists (select from intake.wachtplek a
                        where a.tenant = t.tenant and a.dossier = t.dossier and a.school = waar
                            and a.status in ('gevraagd', 'wacht')))
                    or t.van_school = weg and t.school = waar);
            update intake.wachtplek t set school = waar
                where t.tenant = wie[1] and t.school = weg and t.status in ('gevraagd', 'wacht');
            update intake.wachtplek t set van_school = waar
                where t.tenant = wie[1] and t.van_school = weg and t.status in ('gevraagd', 'wacht');
            update intake.gastplaatsing t set geeindigd_op = dag
                where t.tenant = wie[1] and t.geeindigd_op is null and (
                    t.school = weg and t.van_school = waar or t.van_school = weg and t.school = waar);
            update intake.gastplaatsing t set school = waar
                where t.tenant = wie[1] and t.school = weg and t.van_school <> waar;
            update intake.gastplaatsing t set van_school = waar
                where t.tenant = wie[1] and t.van_school = weg and t.school <> waar;
            update intake.arrangement t set plek_school = waar where t.tenant = wie[1] and t.plek_school = weg;
            update intake.overdracht t set plek_school = waar where t.tenant = wie[1] and t.plek_school = weg;
            -- groups and free places are of the building: the other school says anew what it has
            update intake.volverklaring t set stand = 'beeindigd', beeindigd_op = dag
                where t.tenant = wie[1] and t.school = weg and t.stand = 'geldt';
            update intake.plekgroep t set weg_op = dag
                where t.tenant = wie[1] and t.school = weg and t.weg_op is null;
            -- who is involved: the school and, when it is another one, its board
            insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
                select b.tenant, b.zaak, waar, b.rol, b.grond, dag, 'intake' from intake.betrokkenheid b
                where b.tenant = wie[1] and b.houder = weg and b.rol in ('school', 'ontvangende_school')
                    and (b.tot is null or b.tot > dag) and not exists (
                        select from intake.betrokkenheid a where a.tenant = b.tenant and a.zaak = b.zaak
                            and a.houder = waar and a.rol = b.rol and (a.tot is null or a.tot > dag))
                on conflict (tenant, zaak, houder, rol, van) do update set tot = null, beeindigd_door = null;
            update intake.betrokkenheid b set tot = greatest(b.van, dag), beeindigd_door = 'intake'
                where b.tenant = wie[1] and b.houder = weg and b.rol in ('school', 'ontvangende_school')
                    and (b.tot is null or b.tot > dag);
            if haar_bestuur <> '' then
                insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)
                    select distinct on (b.zaak) b.tenant, b.zaak, haar_bestuur, b.rol, b.grond, dag, 'intake'
                    from intake.betrokkenheid b
                    where b.tenant = wie[1] and b.zaak = any(zaken) and b.rol = 'schoolbestuur'
                        and b.houder <> haar_bestuur and (b.tot is null or b.tot > dag) and exists (
                            select from intake.betrokkenheid s where s.tenant = b.tenant and s.zaak = b.zaak
                                and s.houder = waar and s.rol = 'school' and (s.tot is null or s.tot > dag))
                    on conflict (tenant, zaak, houder, rol, van) do update set tot = null, beeindigd_door = null;
                update intake.betrokkenheid b set tot = greatest(b.van, dag), beeindigd_door = 'intake'
                    where b.tenant = wie[1] and b.zaak = any(zaken) and b.rol = 'schoolbestuur'
                        and b.houder <> haar_bestuur and (b.tot is null or b.tot > dag) and exists (
                            select from intake.betrokkenheid s where s.tenant = b.tenant and s.zaak = b.zaak
                                and s.houder = waar and s.rol = 'school' and (s.tot is null or s.tot > dag));
            end if;
            return query select unnest(zaken);
        end $$""")
    op.execute("revoke all on function intake.school_opgaan(text, text, text, date) from public")
    op.execute("grant execute on function intake.school_opgaan(text, text, text, date) to svc_intake")
