"""The ontwikkelingsperspectief: what is due for a pupil, the versions, who wrote along, who agrees, evaluations."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0029"
down_revision = "intake_0028"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.opptraject (
            tenant text not null, id uuid not null, dossier uuid not null,
            status text not null check (status in ('aangekondigd', 'lopend', 'beeindigd')),
            ondersteuning_vanaf date not null, opstellen_uiterlijk date not null, vastgesteld_op date,
            geevalueerd_op date, evalueren_uiterlijk date, evaluatie_op date, tijd_tot_en_met date,
            primary key (tenant, id), unique (tenant, dossier), check (id = dossier),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create table intake.opp (
            tenant text not null, id uuid not null, dossier uuid not null, nummer integer not null check (nummer > 0),
            versie bigint not null, status text not null check (status in ('concept', 'voorgelegd', 'vastgesteld',
                'vervangen', 'beeindigd', 'weggegooid')),
            regels_op date not null, antwoorden jsonb not null, onderwijstijd jsonb, kop jsonb,
            begonnen_op timestamptz not null, begonnen_door_naam text not null, gedeeld_op timestamptz,
            voorgelegd_op date, vastgesteld_op date, vastgesteld_door_naam text not null, zonder_reden text not null,
            geldt_vanaf date, afdruk_handelingsdeel text not null, afdruk text not null, weggegooid_op timestamptz,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, id, dossier),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check (status not in ('vastgesteld', 'vervangen', 'beeindigd')
                or vastgesteld_op is not null and kop is not null and afdruk <> ''),
            check ((status = 'weggegooid') = (weggegooid_op is not null)),
            -- Less time at school without an end does not exist.
            check (onderwijstijd is null
                or (onderwijstijd ->> 'tot_en_met')::date >= (onderwijstijd ->> 'van')::date));
        create unique index opp_werk on intake.opp (tenant, dossier) where status in ('concept', 'voorgelegd');
        create unique index opp_geldend on intake.opp (tenant, dossier) where status = 'vastgesteld';
        create unique index opp_nummer on intake.opp (tenant, dossier, nummer) where status <> 'weggegooid';
        create table intake.oppbijdrage (
            tenant text not null, id uuid not null, dossier uuid not null, opp uuid not null, wie uuid not null,
            naam text not null, antwoorden jsonb not null, zelf boolean not null, versie bigint not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, opp, wie),
            foreign key (tenant, opp, dossier) references intake.opp (tenant, id, dossier) on delete cascade);
        create table intake.oppinstemming (
            tenant text not null, id uuid not null, dossier uuid not null, opp uuid not null, wie uuid not null,
            naam text not null, akkoord boolean not null, toelichting text not null,
            wijze text not null check (wijze in ('portaal', 'papier')), reden text not null, afdruk text not null,
            op timestamptz not null, door_naam text not null,
            primary key (tenant, id), check (wijze = 'portaal' or reden <> ''),
            foreign key (tenant, opp, dossier) references intake.opp (tenant, id, dossier) on delete cascade);
        create index oppinstemming_opp on intake.oppinstemming (tenant, opp, op);
        create table intake.oppevaluatie (
            tenant text not null, id uuid not null, dossier uuid not null, opp uuid not null, op date not null,
            aanwezig text not null, ouders text not null, leerling text not null,
            uitkomst text not null check (uitkomst in ('voortzetten', 'bijstellen', 'beeindigen')),
            toelichting text not null, doelen jsonb not null, school text not null,
            vastgelegd_op timestamptz not null, door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, opp, dossier) references intake.opp (tenant, id, dossier) on delete cascade);
        create index oppevaluatie_opp on intake.oppevaluatie (tenant, opp, op)""")
    # What was vastgesteld is what was sent along and agreed with: nobody changes it, not even the service itself.
    op.execute("""
        create function intake.opp_vast() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $$
        begin
            if old.status in ('vastgesteld', 'vervangen', 'beeindigd') and (
                    new.antwoorden, new.onderwijstijd, new.kop, new.regels_op, new.nummer, new.vastgesteld_op,
                    new.afdruk_handelingsdeel, new.afdruk, new.dossier)
                is distinct from (
                    old.antwoorden, old.onderwijstijd, old.kop, old.regels_op, old.nummer, old.vastgesteld_op,
                    old.afdruk_handelingsdeel, old.afdruk, old.dossier) then
                raise exception 'een vastgesteld OPP verandert niet' using errcode = '42501';
            end if;
            if old.status in ('vastgesteld', 'vervangen', 'beeindigd')
                and new.status not in ('vastgesteld', 'vervangen', 'beeindigd') then
                raise exception 'een vastgesteld OPP wordt geen concept' using errcode = '42501';
            end if;
            return new;
        end $$""")
    op.execute("create trigger opp_vast before update on intake.opp for each row execute function intake.opp_vast()")
    fence("intake", "opptraject")
    fence("intake", "opp")
    fence("intake", "oppbijdrage")
    fence("intake", "oppinstemming", ALLEEN_ERBIJ)
    fence("intake", "oppevaluatie", ALLEEN_ERBIJ)
    of_case("intake", {"opptraject": "dossier"}, "inhoud", SWV)
    # A draft is of the school, and of parents and pupil once it was shared with them. The samenwerkingsverband reads
    # what was vastgesteld.
    mag = (
        "(select intake.alles()) or intake.van_school(dossier)"
        " or gedeeld_op is not null and dossier in (select intake.zaken('inhoud'))"
        " or status in ('vastgesteld', 'vervangen', 'beeindigd') and intake.van_swv(dossier)"
    )
    op.execute(f"create policy betrokken on intake.opp as restrictive to svc_intake using ({mag}) with check ({mag})")
    # What hangs on a version is for whoever may read that version.
    mag = (
        "(select intake.alles()) or intake.van_school(dossier)"
        " or (dossier in (select intake.zaken('inhoud')) or intake.van_swv(dossier))"
        " and exists (select from intake.opp o where o.tenant = {0}.tenant and o.id = {0}.opp)"
    )
    for table in ("oppbijdrage", "oppinstemming", "oppevaluatie"):
        waar = mag.format(table)
        op.execute(
            f"create policy betrokken on intake.{table} as restrictive to svc_intake using ({waar}) with check ({waar})"
        )
