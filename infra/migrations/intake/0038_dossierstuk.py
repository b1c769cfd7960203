"""A file that belongs to something in the dossier of a pupil, and the scan behind an agreement on paper."""

from alembic import op

from infra.migrations.schema import fence, run

revision = "intake_0038"
down_revision = "intake_0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.dossierstuk (
            tenant text not null, id uuid not null, dossier uuid not null,
            doel text not null check (doel in ('verslag', 'handtekening_gesprek', 'handtekening_opp')),
            voorwerp uuid not null, wie uuid, wie_naam text not null, getekend_op date, reden text not null,
            naam text not null check (naam <> ''), mediatype text not null,
            status text not null check (status in ('wacht', 'bruikbaar', 'geweigerd', 'ingetrokken')), melding text,
            sleutel text, leesbaar text, grootte bigint not null, sha256 text, bladzijden bigint,
            pogingen bigint not null default 0, toegevoegd_op timestamptz not null, toegevoegd_door uuid not null,
            toegevoegd_door_naam text not null, geopend_op timestamptz, ingetrokken_op timestamptz,
            ingetrokken_door_naam text not null, ingetrokken_reden text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            -- A signature on paper is of somebody, of a day, and says why it is not given in Meedoen.
            check (doel = 'verslag' or wie is not null and wie_naam <> '' and getekend_op is not null and reden <> ''),
            check ((status = 'bruikbaar') = (leesbaar is not null)),
            check ((status = 'wacht') = (sleutel is not null)),
            check ((status = 'ingetrokken') = (ingetrokken_op is not null)));
        create index dossierstuk_voorwerp on intake.dossierstuk (tenant, voorwerp);
        create index dossierstuk_dossier on intake.dossierstuk (tenant, dossier);
        alter table intake.oppinstemming add column stuk uuid""")
    fence("intake", "dossierstuk")
    # For whoever may read what it belongs to: row security of the talk and of the OPP says so, each with its own rules.
    mag = (
        "(select intake.alles()) or intake.van_school(dossier)"
        " or (dossier in (select intake.zaken('inhoud')) or intake.van_swv(dossier)) and ("
        "exists (select from intake.gesprek g where g.tenant = dossierstuk.tenant and g.id = dossierstuk.voorwerp)"
        " or exists (select from intake.opp o where o.tenant = dossierstuk.tenant and o.id = dossierstuk.voorwerp))"
    )
    op.execute(
        f"create policy betrokken on intake.dossierstuk as restrictive to svc_intake using ({mag}) with check ({mag})"
    )
