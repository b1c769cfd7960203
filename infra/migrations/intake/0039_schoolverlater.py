"""The schoolverlatersonderzoek: who was registered, by whom it is done, and what came out of it."""

from alembic import op

from infra.migrations.involvement import of_case
from infra.migrations.schema import ALLEEN_ERBIJ, fence, run

revision = "intake_0039"
down_revision = "intake_0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        create table intake.schoolverlater (
            tenant text not null, id uuid not null, dossier uuid not null, swv text not null check (swv <> ''),
            school text not null check (school <> ''), leerling text not null, geboren_op date not null,
            groep text not null, versie bigint not null,
            status text not null check (status in ('aangemeld', 'ingepland', 'onderzocht', 'besproken', 'afgemeld')),
            schooljaar bigint not null, sluit_op date not null, advies text not null check (advies in ('pro', 'vso')),
            toestemming_op date not null, toestemming_bewijs text not null check (toestemming_bewijs <> ''),
            aangemeld_op timestamptz not null, aangemeld_door_naam text not null,
            onderzoeker uuid, onderzoeker_naam text not null, onderzoek_op date, plaats text not null,
            uitkomst text not null check (uitkomst in ('', 'pro', 'vso', 'anders')), bevindingen text not null,
            iq bigint, iq_test text not null, dl bigint, dle_inzichtelijk_rekenen bigint, dle_begrijpend_lezen bigint,
            dle_technisch_lezen bigint, dle_spellen bigint, sociaal_emotioneel boolean not null, besproken_op date,
            afgemeld_reden text not null, gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            primary key (tenant, id),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            check (status not in ('onderzocht', 'besproken') or (uitkomst <> '' and onderzoek_op is not null)),
            check ((status = 'besproken') = (besproken_op is not null)));
        create unique index schoolverlater_een_keer on intake.schoolverlater (tenant, dossier, schooljaar)
            where status <> 'afgemeld';
        create index schoolverlater_school on intake.schoolverlater (tenant, school, schooljaar);
        create index schoolverlater_swv on intake.schoolverlater (tenant, swv, schooljaar);
        create index schoolverlater_onderzoeker on intake.schoolverlater (tenant, onderzoeker)
            where onderzoeker is not null""")
    fence("intake", "schoolverlater", ALLEEN_ERBIJ)
    op.execute(
        "grant update (versie, status, onderzoeker, onderzoeker_naam, onderzoek_op, plaats, uitkomst, bevindingen, iq,"
        " iq_test, dl, dle_inzichtelijk_rekenen, dle_begrijpend_lezen, dle_technisch_lezen, dle_spellen,"
        " sociaal_emotioneel, besproken_op, afgemeld_reden, gewijzigd_op, gewijzigd_door_naam)"
        " on intake.schoolverlater to svc_intake"
    )
    # Who was named to do the research, with the hat of a deskundige of that samenwerkingsverband on.
    op.execute("""
        create function intake.eigen_onderzoek(wiens uuid, welk text) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            wie text[] := sec.context();
        begin
            return wie[3] = 'deskundige' and wie[4] = welk and wie[2] = wiens::text;
        end $$""")
    op.execute("revoke all on function intake.eigen_onderzoek(uuid, text) from public")
    op.execute("grant execute on function intake.eigen_onderzoek(uuid, text) to svc_intake")
    of_case(
        "intake",
        {"schoolverlater": "dossier"},
        "inhoud",
        " or status <> 'afgemeld' and (intake.eigen_swv(swv) or intake.eigen_onderzoek(onderzoeker, swv))",
    )
