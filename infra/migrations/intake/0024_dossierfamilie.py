"""Parents and pupil at a dossier: who was invited by which gezag; and what is of a dossier goes with it."""

from infra.migrations.involvement import of_case
from infra.migrations.retention import PLUMBING, function, may
from infra.migrations.schema import fence, run

revision = "intake_0024"
down_revision = "intake_0023"
branch_labels = None
depends_on = None

SWV = " or intake.van_swv({})"
# Of a dossier, before there was a rule for how long: child, its columns, the row that they refer to and its columns.
MEE = (
    ("gezagdrager", "dossier", "leerlingdossier", "id"),
    ("leerlingadres", "dossier", "leerlingdossier", "id"),
    ("inschrijving", "dossier", "leerlingdossier", "id"),
    ("oso_gegeven", "dossier", "leerlingdossier", "id"),
    ("oso_stuk", "dossier", "leerlingdossier", "id"),
    ("wachtplek", "dossier", "leerlingdossier", "id"),
    ("interventie", "dossier", "leerlingdossier", "id"),
    ("aanmelding", "dossier", "leerlingdossier", "id"),
    ("zorgplichtgebeurtenis", "aanmelding, dossier", "aanmelding", "id, dossier"),
    ("zorgplichttoelichting", "gebeurtenis, dossier", "zorgplichtgebeurtenis", "id, dossier"),
)


def upgrade() -> None:
    run("""
        alter table intake.gezagdrager add column persoon uuid;
        create table intake.dossierfamilie (
            tenant text not null, id uuid not null, dossier uuid not null,
            rol text not null check (rol in ('ouder', 'leerling')), gezag uuid, persoon uuid not null,
            naam text not null, email_afdruk text not null, uitgenodigd_op timestamptz not null,
            verloopt_op timestamptz not null, uitgenodigd_door_naam text not null, aangemeld_op timestamptz,
            tot date,
            primary key (tenant, id), check ((rol = 'ouder') = (gezag is not null)),
            foreign key (tenant, dossier) references intake.leerlingdossier (tenant, id) on delete cascade,
            foreign key (tenant, gezag) references intake.gezagdrager (tenant, id) on delete cascade);
        create unique index dossierfamilie_een_keer on intake.dossierfamilie (tenant, dossier, gezag)
            where tot is null and rol = 'ouder';
        create unique index dossierfamilie_leerling on intake.dossierfamilie (tenant, dossier)
            where tot is null and rol = 'leerling';
        create index dossierfamilie_persoon on intake.dossierfamilie (tenant, dossier, persoon)""")
    fence("intake", "dossierfamilie")
    of_case("intake", {"dossierfamilie": "dossier"}, "inhoud", SWV)
    for kind, kolommen, ouder, sleutel in MEE:
        naam = f"{kind}_tenant_{kolommen.replace(', ', '_')}_fkey"
        run(f"alter table intake.{kind} drop constraint {naam}")
        run(
            f"alter table intake.{kind} add constraint {kind}_mee_fkey foreign key (tenant, {kolommen})"
            f" references intake.{ouder} (tenant, {sleutel}) on delete cascade not valid"
        )
    # What 0012 wrote, and the dossier: the database takes along what refers to it, and refuses for an aanvraag.
    may("intake", "leerlingdossier")
    tabellen = [(table, "r.aanvraag = p_zaak") for table in ("document", "zienswijze", "betrokkene", "vraag")]
    tabellen += [
        ("betrokkenheid", "r.zaak = p_zaak"),
        ("vasthouding", "r.zaak = p_zaak and r.opgeheven_op is not null"),
        ("vernietigingsverzoek", "r.zaak = p_zaak"),
        *PLUMBING,
        ("aanvraag", "r.id = p_zaak"),
        ("leerling", "r.id = (select b.leerling from intake.bewaring b where b.tenant = r.tenant and b.zaak = p_zaak)"),
        ("leerlingdossier", "r.id = p_zaak"),
    ]
    stappen = "".join(
        f"""
            delete from intake.{table} r where r.tenant = (select sec.tenant()) and ({where});
            get diagnostics n = row_count;
            geteld := geteld || jsonb_build_object('{table}', coalesce((geteld ->> '{table}')::int, 0) + n);"""
        for table, where in tabellen
    )
    function("intake", stappen, owner=True, again=True)
