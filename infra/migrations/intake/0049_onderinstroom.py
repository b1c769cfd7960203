"""A young child on the way from voorschool to school: a case of its own, with who of outside was let in."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLES, fence, run

revision = "intake_0049"
down_revision = "intake_0048"
branch_labels = None
depends_on = None

SWV, BEGELEIDER = " or intake.van_swv({})", " or intake.van_jonge_kind({})"


def upgrade() -> None:
    run("""
        alter table intake.betrokkenheid drop constraint betrokkenheid_rol_check;
        alter table intake.betrokkenheid add constraint betrokkenheid_rol_check
            check (rol in ('school', 'schoolbestuur', 'samenwerkingsverband', 'ouder', 'leerling', 'deskundige',
                'ontvangende_school', 'noodtoegang', 'voorschool')) not valid;
        create table intake.onderinstroom (
            tenant text not null, id uuid not null, kenmerk text not null, versie bigint not null,
            status text not null check (status in ('bij_voorschool', 'ingeleverd', 'overgedragen', 'aangenomen',
                'gesloten')),
            roepnaam text not null, achternaam text not null, geboren_op date not null, voorschool text not null,
            toestemming_op date not null, toestemming_bewijs text not null check (toestemming_bewijs <> ''),
            regels_op date not null, antwoorden jsonb not null, documentversie bigint not null,
            bewaard_op timestamptz, ingeleverd_op timestamptz, ingeleverd_door_naam text not null,
            school text not null, aangemeld_op date, dossier uuid, reden text not null, weg_op date,
            begonnen_op timestamptz not null, begonnen_door uuid not null, begonnen_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, kenmerk),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check ((status in ('overgedragen', 'aangenomen')) = (school <> '')),
            check ((status = 'aangenomen') = (dossier is not null)),
            check (status not in ('ingeleverd', 'overgedragen', 'aangenomen') or ingeleverd_op is not null));
        create index onderinstroom_leeftijd on intake.onderinstroom (tenant, geboren_op);
        create index onderinstroom_school on intake.onderinstroom (tenant, school) where school <> '';
        create index onderinstroom_dossier on intake.onderinstroom (tenant, dossier) where dossier is not null;
        create table intake.voorschooltoegang (
            tenant text not null, id uuid not null, onderinstroom uuid not null, persoon uuid not null,
            naam text not null, email_afdruk text not null, uitgenodigd_op timestamptz not null,
            verloopt_op timestamptz not null, toegang_tot_en_met date not null, aangemeld_op timestamptz,
            tot timestamptz,
            primary key (tenant, id),
            foreign key (tenant, onderinstroom) references intake.onderinstroom (tenant, id) on delete cascade);
        create unique index voorschooltoegang_nu on intake.voorschooltoegang (tenant, onderinstroom)
            where tot is null;
        create index voorschooltoegang_kind on intake.voorschooltoegang (tenant, onderinstroom, uitgenodigd_op);
        create table intake.onderinstroomouder (
            tenant text not null, id uuid not null, onderinstroom uuid not null, persoon uuid, naam text not null,
            email_afdruk text not null, uitgenodigd_op timestamptz, verloopt_op timestamptz,
            aangemeld_op timestamptz, akkoord boolean, bijlagen_mee boolean not null, tekst text not null,
            wijze text not null check (wijze in ('', 'portaal', 'papier')), bewijs text not null, op date,
            primary key (tenant, id), unique (tenant, onderinstroom, naam),
            foreign key (tenant, onderinstroom) references intake.onderinstroom (tenant, id) on delete cascade,
            check ((akkoord is null) = (wijze = '') and (akkoord is null) = (op is null)),
            check ((wijze = 'papier') = (bewijs <> '')), check (akkoord or not bijlagen_mee or akkoord is null));
        create table intake.overdrachtsbijlage (
            tenant text not null, id uuid not null, onderinstroom uuid not null, soort text not null,
            naam text not null, gedagtekend_op date, mediatype text not null, grootte bigint not null,
            sha256 text not null, sleutel text, leesbaar text, bladzijden bigint, pogingen bigint not null,
            status text not null check (status in ('wacht', 'bruikbaar', 'geweigerd')), weigering text, reden text,
            upload uuid not null, toegevoegd_op timestamptz not null,
            primary key (tenant, id), unique (tenant, upload),
            foreign key (tenant, onderinstroom) references intake.onderinstroom (tenant, id) on delete cascade,
            check ((status = 'wacht') = (sleutel is not null)), check ((status = 'bruikbaar') = (leesbaar is not null)),
            check ((status = 'geweigerd') = (reden is not null)));
        create index overdrachtsbijlage_kind on intake.overdrachtsbijlage (tenant, onderinstroom, toegevoegd_op);
        create table intake.overdrachtsstuk (
            tenant text not null, id uuid not null, dossier uuid not null, soort text not null, naam text not null,
            mediatype text not null, sleutel text not null, grootte bigint not null, sha256 text not null,
            voorschool text not null, contact_naam text not null, aangemeld_op date, antwoorden jsonb not null,
            gedagtekend_op date,
            op date not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create index overdrachtsstuk_dossier on intake.overdrachtsstuk (tenant, dossier)""")
    for table in ("onderinstroom", "voorschooltoegang", "onderinstroomouder", "overdrachtsbijlage"):
        fence("intake", table, ALLES)
    fence("intake", "overdrachtsstuk")
    _zaken()
    _van_swv()
    of_case(
        "intake",
        {"onderinstroom": "id", "voorschooltoegang": "onderinstroom", "overdrachtsbijlage": "onderinstroom"},
        "voorschool",
        BEGELEIDER,
    )
    of_case("intake", {"overdrachtsstuk": "dossier"}, "inhoud", SWV)
    # What the voorschool does stands in the tijdlijn, and its own involvement is looked up; no more than these.
    zaak = "(select intake.alles()) or zaak in (select intake.zaken('zaak')) or intake.van_swv(zaak)"
    zaak += " or zaak in (select intake.zaken('voorschool'))"
    for table, wie in (("tijdlijn", zaak), ("betrokkenheid", f"{zaak} or intake.nieuw(zaak)")):
        op.execute(f"drop policy betrokken on intake.{table}")
        op.execute(
            f"create policy betrokken on intake.{table} as restrictive to svc_intake using ({wie}) with check ({wie})"
        )
    # Of the parents a parent sees the own row, and the voorschool none.
    op.execute("""
        create function intake.leest_ouder(persoon uuid) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] in ('ib_er', 'schooldirecteur') or wie[3] = 'ouder' and leest_ouder.persoon::text = wie[2];
        end $$""")
    op.execute("revoke all on function intake.leest_ouder(uuid) from public")
    op.execute("grant execute on function intake.leest_ouder(uuid) to svc_intake")
    mag = (
        "(select intake.alles()) or intake.van_jonge_kind(onderinstroom)"
        " or onderinstroom in (select intake.zaken('inhoud'))"
        " and intake.leest_ouder(persoon)"
    )
    op.execute(
        "create policy betrokken on intake.onderinstroomouder as restrictive to svc_intake"
        f" using ({mag}) with check ({mag})"
    )


def _zaken() -> None:
    """As 0013 has it, with the part `voorschool`: also for a partner with the hat of this one case."""
    op.execute("""
        create or replace function intake.zaken(deel text) returns setof uuid
        language plpgsql stable security definer rows 50 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
            moment timestamptz := case when length(wie[5]) > 10 then wie[5]::timestamptz end;
            wiens text := case
                when wie[3] in ('ib_er', 'schooldirecteur', 'schoolbestuurder', 'regievoerder_zorgplicht') then wie[4]
                when wie[3] in ('ouder', 'leerling', 'deskundige', 'steunpuntcoordinator', 'contactpersoon_jonge_kind',
                    'partner') then wie[2] end;
        begin
            return query select b.zaak from intake.betrokkenheid b
                where b.tenant = wie[1] and b.houder = wiens and b.van <= dag and (b.tot is null or b.tot > dag) and (
                    b.rol = 'school' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'ontvangende_school' and deel = 'verklaring' and wie[3] in ('ib_er', 'schooldirecteur')
                    or b.rol = 'schoolbestuur' and deel = 'zaak'
                        and wie[3] in ('schoolbestuurder', 'regievoerder_zorgplicht')
                    or b.rol in ('ouder', 'leerling') and b.rol = wie[3] and b.zaak::text = wie[4]
                    or b.rol = 'voorschool' and deel = 'voorschool' and wie[3] = 'partner' and b.zaak::text = wie[4]
                    or (b.rol = 'deskundige' and b.rol = wie[3] or b.rol = 'noodtoegang' and b.einde > moment
                        and wie[3] in ('deskundige', 'steunpuntcoordinator', 'contactpersoon_jonge_kind')) and exists (
                        select from intake.betrokkenheid w
                        where w.tenant = b.tenant and w.zaak = b.zaak and w.houder = wie[4]
                            and w.rol = 'samenwerkingsverband' and w.van <= dag and (w.tot is null or w.tot > dag)));
        end $$""")


def _van_swv() -> None:
    """A young child is of who guides it: contactpersoon jonge kind and steunpuntcoördinator, and nobody else.

    `van_jonge_kind` for the tables of a young child itself, also for the row that makes it one; what is of another kind
    never becomes one. `van_swv` for what every case has: as 0037 has it, with the young child.
    """
    op.execute("""
        create function intake.van_jonge_kind(zaak uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
        begin
            return wie[3] in ('contactpersoon_jonge_kind', 'steunpuntcoordinator') and exists (
                select from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = van_jonge_kind.zaak and b.houder = wie[4]
                    and b.rol = 'samenwerkingsverband' and b.van <= dag and (b.tot is null or b.tot > dag))
                and not exists (
                    select from intake.aanvraag a where a.tenant = wie[1] and a.id = van_jonge_kind.zaak)
                and not exists (
                    select from intake.leerlingdossier d where d.tenant = wie[1] and d.id = van_jonge_kind.zaak);
        end $$""")
    op.execute("revoke all on function intake.van_jonge_kind(uuid) from public")
    op.execute("grant execute on function intake.van_jonge_kind(uuid) to svc_intake")
    op.execute("""
        create or replace function intake.van_swv(zaak uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
        begin
            return wie[3] in ('secretaris', 'voorzitter', 'directeur', 'bestuur', 'steunpuntcoordinator',
                    'contactpersoon_jonge_kind') and exists (
                select from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = van_swv.zaak and b.houder = wie[4]
                    and b.rol = 'samenwerkingsverband' and b.van <= dag and (b.tot is null or b.tot > dag))
                and case when exists (
                    select from intake.aanvraag a where a.tenant = wie[1] and a.id = van_swv.zaak)
                then wie[3] not in ('steunpuntcoordinator', 'contactpersoon_jonge_kind')
                when exists (
                    select from intake.onderinstroom o where o.tenant = wie[1] and o.id = van_swv.zaak)
                then wie[3] in ('contactpersoon_jonge_kind', 'steunpuntcoordinator')
                else wie[3] in ('steunpuntcoordinator', 'secretaris', 'directeur') end;
        end $$""")
