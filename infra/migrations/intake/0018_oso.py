"""From the leerlingadministratie (OSO): a concept of who read it in alone, and what was taken over into a dossier."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLES, fence, run

revision = "intake_0018"
down_revision = "intake_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.oso_concept (
            tenant text not null, id uuid not null, persoon uuid not null, school text not null,
            soort text not null check (soort in ('POSWV', 'VOSWV')), gemaakt_op date not null, herkomst text not null,
            dossier_school text not null, adres_geheim boolean not null,
            waarden jsonb not null, weggelaten jsonb not null, meldingen jsonb not null,
            gelezen_op timestamptz not null, verloopt_op date not null,
            primary key (tenant, id));
        create index oso_concept_van on intake.oso_concept (tenant, persoon, gelezen_op);
        create table intake.oso_bijlage (
            tenant text not null, id uuid not null, concept uuid not null, volgnummer bigint not null,
            naam text not null, omschrijving text not null, bij text not null, soort text not null, op date not null,
            status text not null check (status in ('wacht', 'bruikbaar', 'geweigerd')), reden text, weigering text,
            mediatype text, sleutel text, leesbaar text, grootte bigint not null, sha256 text, bladzijden bigint,
            pogingen bigint not null default 0,
            primary key (tenant, id),
            foreign key (tenant, concept) references intake.oso_concept (tenant, id),
            check ((status = 'geweigerd') = (reden is not null)),
            check ((status = 'bruikbaar') = (leesbaar is not null)));
        create index oso_bijlage_van on intake.oso_bijlage (tenant, concept, volgnummer);
        create table intake.oso_gegeven (
            tenant text not null, dossier uuid not null, sleutel text not null, blok text not null, naam text not null,
            waarde text not null, op date not null, eigen_datum boolean not null, herkomst text not null,
            gemaakt_op date not null, overgenomen_op timestamptz not null, overgenomen_door uuid not null,
            overgenomen_door_naam text not null,
            primary key (tenant, dossier, sleutel),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id));
        create table intake.oso_stuk (
            tenant text not null, id uuid not null, dossier uuid not null, naam text not null,
            omschrijving text not null, bij text not null, soort text not null, op date not null,
            mediatype text not null, sleutel text not null, grootte bigint not null, sha256 text not null,
            bladzijden bigint, herkomst text not null, overgenomen_op timestamptz not null,
            overgenomen_door uuid not null, overgenomen_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id));
        create index oso_stuk_van on intake.oso_stuk (tenant, dossier, op)""")
    for table in ("oso_gegeven", "oso_stuk"):
        fence("intake", table)
    of_case("intake", {"oso_gegeven": "dossier", "oso_stuk": "dossier"}, also=" or intake.van_swv({})")
    fence("intake", "oso_concept", ALLES)
    fence("intake", "oso_bijlage", ALLES)
    # Of one person with one hat: not a colleague's, not the samenwerkingsverband's, whoever guesses its address.
    op.execute("""
        create function intake.zelf_gelezen(persoon uuid, school text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'systeem' or wie[3] in ('ib_er', 'schooldirecteur')
                and persoon::text = wie[2] and school = wie[4];
        end $$""")
    op.execute("revoke all on function intake.zelf_gelezen(uuid, text) from public")
    op.execute("grant execute on function intake.zelf_gelezen(uuid, text) to svc_intake")
    eigen = "intake.zelf_gelezen(persoon, school)"
    op.execute(f"""
        create policy eigen on intake.oso_concept as restrictive to svc_intake using ({eigen}) with check ({eigen})""")
    van_mij = "concept in (select c.id from intake.oso_concept c where c.tenant = oso_bijlage.tenant)"
    op.execute(f"""
        create policy eigen on intake.oso_bijlage as restrictive to svc_intake
        using ({van_mij}) with check ({van_mij})""")
