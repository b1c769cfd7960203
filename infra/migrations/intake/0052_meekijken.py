"""What a second school is asked about a pupil of another, and the asylum rules in the ledger of an aanmelding."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0052"
down_revision = "intake_0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.zorgplichtgebeurtenis drop constraint zorgplichtgebeurtenis_soort_check;
        alter table intake.zorgplichtgebeurtenis add constraint zorgplichtgebeurtenis_soort_check
            check (soort in ('aanmelding_ontvangen', 'informatie_gevraagd', 'informatie_ontvangen',
                'verlenging_meegedeeld', 'onderzoek_gedeeld', 'school_bereid', 'school_niet_bereid',
                'tijdelijk_geplaatst', 'ingeschreven', 'geweigerd', 'uitgezonderd', 'elders_ingeschreven',
                'intrekking_gemeld', 'ingetrokken', 'asielregels_gelden', 'asielregels_gelden_niet')) not valid;
        create table intake.meekijkverzoek (
            tenant text not null, id uuid not null, aanmelding uuid not null, dossier uuid not null,
            school text not null check (school <> ''), van_school text not null, leerling text not null,
            groep text not null, aanleiding text not null check (aanleiding in ('gevraagd', 'ouders')),
            vraag text not null, sinds date not null, uiterlijk_op date not null, houder text not null,
            status text not null check (status in ('open', 'bereid', 'niet_bereid', 'vervallen')),
            toelichting text not null, antwoord_op date, versie bigint not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id), unique (tenant, aanmelding, school), check (van_school <> school),
            foreign key (tenant, aanmelding, dossier)
                references intake.aanmelding (tenant, id, dossier) on update cascade on delete cascade);
        create index meekijkverzoek_school on intake.meekijkverzoek (tenant, school, uiterlijk_op);
        create index meekijkverzoek_dossier on intake.meekijkverzoek (tenant, dossier)""")
    fence("intake", "meekijkverzoek", ALLEEN_ERBIJ)
    # Of which child and which school a row is never changes.
    op.execute(
        "grant update (status, toelichting, antwoord_op, uiterlijk_op, houder, versie, gewijzigd_op,"
        " gewijzigd_door_naam) on intake.meekijkverzoek to svc_intake"
    )
    # Who is involved in the dossier, and the school that is asked: of that row, and not of the dossier.
    of_case("intake", {"meekijkverzoek": "dossier"}, "inhoud", " or intake.van_swv({}) or intake.eigen_school(school)")
