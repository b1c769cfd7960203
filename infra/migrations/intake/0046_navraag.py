"""Two schools with a dossier of one pupil: the samenwerkingsverband asks each about its own."""

from infra.migrations.involvement import of_case
from infra.migrations.schema import fence, run

revision = "intake_0046"
down_revision = "intake_0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.navraag (
            tenant text not null, id uuid not null, dossier uuid not null, gevraagd_op timestamptz not null,
            gevraagd_door_naam text not null, antwoord text not null check (antwoord in ('', 'hier', 'weg')),
            antwoord_op timestamptz, antwoord_door_naam text not null,
            primary key (tenant, id), check ((antwoord = '') = (antwoord_op is null)),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade);
        create unique index navraag_open on intake.navraag (tenant, dossier) where antwoord = '';
        create index navraag_dossier on intake.navraag (tenant, dossier, gevraagd_op);
        create table intake.twee_scholen (
            tenant text not null, een uuid not null, ander uuid not null, op timestamptz not null,
            door_naam text not null,
            primary key (tenant, een, ander), check (een < ander),
            foreign key (tenant, een) references intake.leerlingdossier (tenant, id) on delete cascade,
            foreign key (tenant, ander) references intake.leerlingdossier (tenant, id) on delete cascade);
        create index twee_scholen_ander on intake.twee_scholen (tenant, ander)""")
    for table in ("navraag", "twee_scholen"):
        fence("intake", table)
    of_case("intake", {"navraag": "dossier"}, "inhoud", " or intake.van_swv({})")
    # Only who sees both dossiers of a pair may know that there are two: nobody else, and no family.
    beide = (
        "(select intake.alles())"
        " or (een in (select intake.zaken('inhoud')) or intake.van_swv(een))"
        " and (ander in (select intake.zaken('inhoud')) or intake.van_swv(ander))"
    )
    run(f"""
        create policy betrokken on intake.twee_scholen as restrictive to svc_intake
            using ({beide}) with check ({beide})""")
