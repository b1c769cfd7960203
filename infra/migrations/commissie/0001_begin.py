"""The behandeling of an aanvraag, its legal ledger, the advices, the besluit and to whom it was made known."""

from alembic import op

from infra.migrations.schema import ALLEEN_ERBIJ, ALLES, fence, plumbing, run

revision = "commissie_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    plumbing("commissie")
    run("""
        create table commissie.behandeling (
            tenant text not null, id uuid not null, kenmerk text not null, leerling_id uuid not null,
            leerling text not null, geboren_op date not null, groep text not null,
            school text not null, schoolnaam text not null, bestuur text not null, bestuursnaam text not null,
            beoogde_school text, vakantieregio text not null, soort text not null,
            categorie text check (categorie in ('laag', 'midden', 'hoog')), complex boolean not null default false,
            status text not null check (status in ('ontvangen', 'aanvulling_gevraagd', 'in_advies',
                'adviezen_compleet', 'geadviseerd', 'besloten', 'bekendgemaakt', 'onherroepelijk', 'ingetrokken')),
            terug_naar text check (terug_naar in ('ontvangen', 'in_advies', 'adviezen_compleet', 'geadviseerd')),
            versie int not null default 1,
            ontvangen_op date not null, uiterlijk_op date not null, streef_op date,
            opgeschort boolean not null default false, wacht_op text not null, behandelaar text,
            aanvragers uuid[] not null, gewijzigd_op timestamptz not null, gewijzigd_door text not null,
            primary key (tenant, id), unique (tenant, kenmerk),
            check ((status = 'aanvulling_gevraagd') = (terug_naar is not null)))
            with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02,
                autovacuum_vacuum_insert_scale_factor = 0.02);
        create index behandeling_loopt on commissie.behandeling (tenant, uiterlijk_op, id)
            include (status, opgeschort, soort)
            where status in ('ontvangen', 'aanvulling_gevraagd', 'in_advies', 'adviezen_compleet', 'geadviseerd',
                'besloten');
        create index behandeling_beoogd on commissie.behandeling (tenant, beoogde_school)
            where status in ('bekendgemaakt', 'onherroepelijk');
        create table commissie.zoekwoord (
            tenant text not null, woord text collate "C" not null, behandeling_id uuid not null,
            primary key (tenant, woord, behandeling_id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id));
        create table commissie.vraag (
            tenant text not null, id uuid not null, behandeling_id uuid not null, tekst text not null,
            document_soort text, gevraagd_op date not null, termijn_tot date not null, beantwoord_op date,
            verlopen_op date, primary key (tenant, id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id),
            check (termijn_tot > gevraagd_op));
        create index vraag_behandeling on commissie.vraag (tenant, behandeling_id);
        create table commissie.gebeurtenis (
            tenant text not null, id uuid not null, volgorde bigint generated always as identity,
            behandeling_id uuid not null, soort text not null, op date not null, termijn_tot date, nieuwe_datum date,
            vraag_id uuid, door uuid, vastgelegd_op timestamptz not null,
            primary key (tenant, id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id),
            foreign key (tenant, vraag_id) references commissie.vraag (tenant, id));
        create index gebeurtenis_behandeling on commissie.gebeurtenis (tenant, behandeling_id, volgorde);
        create unique index gebeurtenis_eenmalig on commissie.gebeurtenis (tenant, behandeling_id, soort)
            where soort in ('aanvraag_ontvangen', 'verdaging_meegedeeld', 'besluit_genomen',
                'besluit_bekendgemaakt', 'aanvraag_ingetrokken');
        create table commissie.deskundige (
            tenant text not null, id uuid not null, naam text not null, discipline text not null,
            extern boolean not null, verbonden_scholen text[] not null, primary key (tenant, id));
        create table commissie.advies (
            tenant text not null, id uuid not null, behandeling_id uuid not null, plek text not null,
            persoon uuid not null, naam text not null, discipline text not null, extern boolean not null,
            benoemd_op timestamptz not null, vervallen_op timestamptz,
            oordeel text check (oordeel in ('toelaatbaar', 'niet_toelaatbaar')), categorie text,
            onderbouwing text not null, antwoorden jsonb not null, versie int not null default 1,
            bewaard_op timestamptz, verzegeld_op timestamptz, zegel text,
            primary key (tenant, id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id),
            foreign key (tenant, persoon) references commissie.deskundige (tenant, id),
            check ((verzegeld_op is null) = (zegel is null)));
        create unique index advies_plek on commissie.advies (tenant, behandeling_id, plek) where vervallen_op is null;
        create unique index advies_persoon on commissie.advies (tenant, persoon, behandeling_id)
            where vervallen_op is null;
        create table commissie.eindadvies (
            tenant text not null, id uuid not null, behandeling_id uuid not null, tekst text not null,
            oordeel text not null check (oordeel in ('toelaatbaar', 'niet_toelaatbaar')), categorie text,
            eenstemmig boolean not null, gemaakt_op timestamptz not null, gemaakt_door text not null,
            primary key (tenant, id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id));
        create index eindadvies_behandeling on commissie.eindadvies (tenant, behandeling_id, gemaakt_op);
        create table commissie.besluit (
            tenant text not null, id uuid not null,
            uitkomst text not null check (uitkomst in ('toegekend', 'afgewezen')),
            soort text not null, categorie text, van date, tot_en_met date, motivering text not null,
            weging_zienswijze text not null, afwijking text not null default '', nummer text,
            genomen_op date not null, genomen_door text not null, persoon uuid not null, functie text not null,
            mandaat text not null, bekendgemaakt_op date, onherroepelijk_op date,
            primary key (tenant, id), unique (tenant, nummer),
            foreign key (tenant, id) references commissie.behandeling (tenant, id),
            check ((uitkomst = 'toegekend') = (nummer is not null and van is not null)),
            check (bekendgemaakt_op is not null or onherroepelijk_op is null));
        create table commissie.tlv_teller (
            tenant text not null, jaar int not null, laatste int not null check (laatste between 1 and 99999),
            primary key (tenant, jaar));
        create table commissie.beschikking (
            tenant text not null, behandeling_id uuid not null, voor text not null, naam text not null,
            rol text not null, personen uuid[] not null, bestand text not null, sha256 text not null,
            brief_versie text not null, gedateerd_op date not null, gemaakt_op timestamptz not null,
            primary key (tenant, behandeling_id, voor),
            foreign key (tenant, behandeling_id) references commissie.besluit (tenant, id));
        create table commissie.bekendmaking (
            tenant text not null, behandeling_id uuid not null, voor text not null, aan text not null,
            rol text not null, op date not null, bezwaar_tot_en_met date not null, gelezen_op timestamptz,
            primary key (tenant, behandeling_id, voor),
            foreign key (tenant, behandeling_id, voor)
                references commissie.beschikking (tenant, behandeling_id, voor));
        create table commissie.betrokkene (
            tenant text not null, behandeling_id uuid not null, persoon uuid not null, rol text not null,
            naam text not null, primary key (tenant, behandeling_id, persoon, rol),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id));
        create table commissie.zienswijze (
            tenant text not null, id uuid not null, behandeling_id uuid not null, persoon uuid, naam text not null,
            van text not null, tekst text, instemming boolean, primary key (tenant, id),
            foreign key (tenant, behandeling_id) references commissie.behandeling (tenant, id));
        create index zienswijze_behandeling on commissie.zienswijze (tenant, behandeling_id)""")
    # What was sealed or sent stays as it is, whoever asks: not even our own code can change it.
    op.execute("""
        create function commissie.vast() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            raise exception 'deze rij staat vast' using errcode = '23514';
        end $$""")
    op.execute("""
        create trigger advies_vast before update on commissie.advies
        for each row when (old.verzegeld_op is not null) execute function commissie.vast()""")
    op.execute("""
        create trigger bekendmaking_vast before update on commissie.bekendmaking
        for each row when ((old.aan, old.rol, old.op, old.bezwaar_tot_en_met)
            is distinct from (new.aan, new.rol, new.op, new.bezwaar_tot_en_met)) execute function commissie.vast()""")
    for table, rights in (
        ("behandeling", None),
        ("zoekwoord", ALLEEN_ERBIJ),
        ("vraag", None),
        ("gebeurtenis", ALLEEN_ERBIJ),
        ("deskundige", None),
        ("advies", None),
        ("eindadvies", ALLEEN_ERBIJ),
        ("besluit", None),
        ("tlv_teller", None),
        ("beschikking", ALLES),
        ("bekendmaking", None),
        ("betrokkene", ALLES),
        ("zienswijze", ALLES),
    ):
        fence("commissie", table, *([rights] if rights else []))
