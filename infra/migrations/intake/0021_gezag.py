"""Who has gezag over a pupil, where the pupil lives, and in which schools the pupil was: facts with days."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0021"
down_revision = "intake_0020"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"


def upgrade() -> None:
    run("""
        create table intake.gezagdrager (
            tenant text not null, id uuid not null, dossier uuid not null, naam text not null,
            relatie text not null check (relatie in ('moeder', 'vader', 'ouder', 'voogd', 'instelling')),
            grond text not null check (grond in ('geboorte', 'erkenning', 'gezagsregister', 'uitspraak')),
            van date not null, tot date,
            eindgrond text check (eindgrond in ('uitspraak', 'overleden', 'meerderjarig', 'vergissing')),
            vastgelegd_op timestamptz not null, vastgelegd_door_naam text not null, beeindigd_door_naam text,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id),
            check (tot is null or tot >= van), check ((tot is null) = (eindgrond is null)));
        create index gezagdrager_dossier on intake.gezagdrager (tenant, dossier, van);
        create table intake.leerlingadres (
            tenant text not null, id uuid not null, dossier uuid not null, straat text not null,
            postcode text not null, plaats text not null, geheim boolean not null, van date not null, tot date,
            vastgelegd_op timestamptz not null, vastgelegd_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id),
            check (tot is null or tot >= van));
        create index leerlingadres_dossier on intake.leerlingadres (tenant, dossier, van);
        create table intake.inschrijving (
            tenant text not null, id uuid not null, dossier uuid not null, school text not null, groep text not null,
            van date not null, tot date, primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id),
            check (tot is null or tot >= van));
        create unique index inschrijving_nu on intake.inschrijving (tenant, dossier) where tot is null;
        create index inschrijving_dossier on intake.inschrijving (tenant, dossier, van);
        insert into intake.inschrijving (tenant, id, dossier, school, groep, van)
            select tenant, gen_random_uuid(), id, school, groep, (begonnen_op at time zone 'Europe/Amsterdam')::date
            from intake.leerlingdossier""")
    op.execute("""
        create function intake.van_school(zaak uuid) returns boolean
        language plpgsql stable security definer cost 1000 set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
            dag date := wie[5]::date;
        begin
            return wie[3] in ('ib_er', 'schooldirecteur') and exists (
                select from intake.betrokkenheid b
                where b.tenant = wie[1] and b.zaak = van_school.zaak and b.houder = wie[4]
                    and b.rol = 'school' and b.van <= dag and (b.tot is null or b.tot > dag));
        end $$""")
    op.execute("revoke all on function intake.van_school(uuid) from public")
    op.execute("grant execute on function intake.van_school(uuid) to svc_intake")
    for table in ("gezagdrager", "leerlingadres", "inschrijving"):
        fence("intake", table)
    of_case("intake", {"gezagdrager": "dossier", "inschrijving": "dossier"}, "inhoud", SWV)
    # A secret address is for the school of the pupil: not for the samenwerkingsverband, and not for the other parent.
    mag = (
        "(select intake.alles()) or intake.van_school(dossier)"
        " or not geheim and (dossier in (select intake.zaken('inhoud')) or intake.van_swv(dossier))"
    )
    op.execute(
        f"create policy betrokken on intake.leerlingadres as restrictive to svc_intake using ({mag}) with check ({mag})"
    )
