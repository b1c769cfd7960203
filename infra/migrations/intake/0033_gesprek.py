"""Talks over a pupil: the report, its points, who was there, the agreements; and the steps a school ticked by hand.

School and samenwerkingsverband write together; parents and pupil see a report from the moment that it was shared.
"""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLES, fence, run

revision = "intake_0033"
down_revision = "intake_0032"
branch_labels = None
depends_on = None

EIGEN = "(select intake.alles()) or intake.van_school(dossier) or intake.van_swv(dossier)"
GEZIN = "dossier in (select intake.zaken('inhoud'))"


def upgrade() -> None:
    run("""
        create table intake.gesprek (
            tenant text not null, id uuid not null, dossier uuid not null, versie bigint not null,
            status text not null check (status in ('bezig', 'gedeeld', 'weggehaald')),
            soort text not null, titel text not null, uitleg text not null, gehouden_op date not null,
            begonnen_op timestamptz not null, begonnen_door_naam text not null,
            gedeeld_op timestamptz, gedeeld_door_naam text not null, gemeld bigint not null, weggehaald_op timestamptz,
            primary key (tenant, id), unique (tenant, id, dossier),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check ((status = 'gedeeld') = (gedeeld_op is not null)),
            check ((status = 'weggehaald') = (weggehaald_op is not null)));
        create index gesprek_dossier on intake.gesprek (tenant, dossier, gehouden_op);
        create index gesprek_bezig on intake.gesprek (tenant, gehouden_op) where status = 'bezig';
        create table intake.gesprekspunt (
            tenant text not null, id uuid not null, gesprek uuid not null, dossier uuid not null,
            volgorde bigint not null, naam text not null, titel text not null, uitleg text not null,
            verplicht boolean not null, versie bigint not null,
            stand text not null check (stand in ('open', 'besproken', 'niet_aan_de_orde')),
            tekst text not null, door_naam text not null, op timestamptz,
            primary key (tenant, id), unique (tenant, gesprek, naam),
            foreign key (tenant, gesprek, dossier) references intake.gesprek (tenant, id, dossier) on delete cascade);
        create table intake.gesprekaanwezige (
            tenant text not null, id uuid not null, gesprek uuid not null, dossier uuid not null,
            volgorde bigint not null, naam text not null check (naam <> ''), functie text not null,
            kant text not null check (kant in ('school', 'ouder', 'leerling', 'samenwerkingsverband', 'ander')),
            persoon uuid,
            primary key (tenant, id), unique (tenant, id, gesprek),
            foreign key (tenant, gesprek, dossier) references intake.gesprek (tenant, id, dossier) on delete cascade);
        create index gesprekaanwezige_gesprek on intake.gesprekaanwezige (tenant, gesprek, volgorde);
        create table intake.afspraak (
            tenant text not null, id uuid not null, gesprek uuid not null, dossier uuid not null,
            versie bigint not null, status text not null check (status in ('open', 'gedaan', 'vervallen')),
            wat text not null check (wat <> ''), eigenaar_naam text not null check (eigenaar_naam <> ''),
            eigenaar_kant text not null, eigenaar uuid, aanwezige uuid not null, uiterlijk_op date not null,
            uitkomst text not null, gemaakt_op timestamptz not null, gedaan_op date, gedaan_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, gesprek, dossier) references intake.gesprek (tenant, id, dossier) on delete cascade,
            foreign key (tenant, aanwezige, gesprek)
                references intake.gesprekaanwezige (tenant, id, gesprek) on delete cascade,
            check ((status = 'open') = (gedaan_op is null)));
        create index afspraak_gesprek on intake.afspraak (tenant, gesprek);
        create index afspraak_dossier on intake.afspraak (tenant, dossier, status, uiterlijk_op);
        create index afspraak_open on intake.afspraak (tenant, uiterlijk_op) where status = 'open';
        create table intake.gesprekreactie (
            tenant text not null, id uuid not null, gesprek uuid not null, dossier uuid not null,
            persoon uuid not null, naam text not null, rol text not null check (rol in ('ouder', 'leerling')),
            tekst text not null check (tekst <> ''), versie bigint not null, op timestamptz not null,
            primary key (tenant, id), unique (tenant, gesprek, persoon),
            foreign key (tenant, gesprek, dossier) references intake.gesprek (tenant, id, dossier) on delete cascade);
        create table intake.checkliststap (
            tenant text not null, dossier uuid not null, stap text not null,
            op timestamptz not null, door_naam text not null,
            primary key (tenant, dossier, stap),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade)""")
    for table in ("gesprek", "gesprekspunt", "afspraak", "gesprekreactie"):
        fence("intake", table)
    # Somebody who was not there, and a step that was not taken after all, go without a trace of their own: the tijdlijn
    # tells of it.
    for table in ("gesprekaanwezige", "checkliststap"):
        fence("intake", table, ALLES)
    _policy("gesprek", f"{EIGEN} or gedeeld_op is not null and {GEZIN}")
    for table in ("gesprekspunt", "gesprekaanwezige", "afspraak", "gesprekreactie"):
        shared = (
            f"exists (select from intake.gesprek g where g.tenant = {table}.tenant and g.id = {table}.gesprek"
            " and g.gedeeld_op is not null)"
        )
        _policy(table, f"{EIGEN} or {GEZIN} and {shared}")
    of_case("intake", {"checkliststap": "dossier"}, "inhoud", " or intake.van_swv({})")


def _policy(table: str, mag: str) -> None:
    op.execute(
        f"create policy betrokken on intake.{table} as restrictive to svc_intake using ({mag}) with check ({mag})"
    )
