"""Aanvragen with their pupils, documents, views, people and questions."""

from infra.migrations.schema import ALLEEN_ERBIJ, ALLES, fence, plumbing, run

revision = "intake_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    plumbing("intake")
    run("""
        create table intake.leerling (
            tenant text not null, id uuid not null, roepnaam text not null, achternaam text not null,
            geboren_op date not null, groep text not null, school text not null,
            primary key (tenant, id));
        create table intake.aanvraag (
            tenant text not null, id uuid not null, kenmerk text not null, versie int not null,
            status text not null
                check (status in ('concept', 'ingediend', 'aanvulling_gevraagd', 'besloten', 'ingetrokken')),
            soort text not null, categorie text, beoogde_school text, leerling uuid not null,
            school text not null, bestuur text not null, antwoorden jsonb not null,
            begonnen_op timestamptz not null, begonnen_door uuid not null, begonnen_door_naam text not null,
            gewijzigd_op timestamptz not null, gewijzigd_door_naam text not null,
            ondertekend_op timestamptz, ondertekend_door uuid, ondertekend_door_naam text, ondertekend_afdruk text,
            ingediend_op date, ingediend_door uuid, ingetrokken_op date, ingetrokken_reden text,
            primary key (tenant, id), unique (tenant, kenmerk),
            foreign key (tenant, leerling) references intake.leerling (tenant, id),
            check (status in ('concept', 'ingetrokken') or ingediend_op is not null),
            check (ingediend_op is null or ondertekend_afdruk is not null),
            check ((ondertekend_op is null) = (ondertekend_afdruk is null)));
        create index aanvraag_school on intake.aanvraag (tenant, school, gewijzigd_op desc);
        create index aanvraag_bestuur on intake.aanvraag (tenant, bestuur, gewijzigd_op desc)
            where ingediend_op is not null;
        create index aanvraag_ingediend on intake.aanvraag (tenant, gewijzigd_op desc) where ingediend_op is not null;
        create index aanvraag_leerling on intake.aanvraag (tenant, leerling);
        create table intake.vraag (
            tenant text not null, id uuid not null, aanvraag uuid not null, tekst text not null, document_soort text,
            gevraagd_op date not null, termijn_tot date not null,
            status text not null check (status in ('open', 'beantwoord', 'verlopen')),
            antwoord text, beantwoord_op date, beantwoord_door uuid,
            primary key (tenant, id),
            foreign key (tenant, aanvraag) references intake.aanvraag (tenant, id),
            check ((status = 'beantwoord') = (beantwoord_op is not null)));
        create index vraag_aanvraag on intake.vraag (tenant, aanvraag, gevraagd_op);
        create table intake.document (
            tenant text not null, id uuid not null, aanvraag uuid not null, soort text not null,
            bestandsnaam text not null, mediatype text not null, grootte int not null check (grootte > 0),
            sha256 text not null, sleutel text not null, upload uuid not null, gedagtekend_op date,
            ondertekend_door text[] not null,
            status text not null check (status in ('ontvangen', 'bruikbaar', 'geweigerd')),
            reden text, vraag uuid, toegevoegd_op timestamptz not null, toegevoegd_door uuid not null,
            toegevoegd_door_naam text not null, gecontroleerd_op timestamptz,
            primary key (tenant, id), unique (tenant, upload),
            foreign key (tenant, aanvraag) references intake.aanvraag (tenant, id),
            foreign key (tenant, vraag) references intake.vraag (tenant, id),
            check ((status = 'ontvangen') = (gecontroleerd_op is null)),
            check ((status = 'geweigerd') = (reden is not null)));
        create index document_aanvraag on intake.document (tenant, aanvraag, toegevoegd_op);
        create index document_vraag on intake.document (tenant, vraag) where vraag is not null;
        create table intake.zienswijze (
            tenant text not null, id uuid not null, aanvraag uuid not null, persoon uuid not null, naam text not null,
            van text not null check (van in ('ouder', 'leerling')), tekst text not null, instemming boolean,
            volgnummer int not null, ingediend_op timestamptz not null,
            primary key (tenant, id), unique (tenant, aanvraag, persoon, volgnummer),
            foreign key (tenant, aanvraag) references intake.aanvraag (tenant, id));
        create table intake.betrokkene (
            tenant text not null, id uuid not null, aanvraag uuid not null, persoon uuid not null, naam text not null,
            rol text not null check (rol in ('ouder', 'leerling', 'deskundige')), grond text not null,
            van date not null, tot date, email_afdruk text, uitgenodigd_op timestamptz, verloopt_op timestamptz,
            aangemeld_op timestamptz,
            primary key (tenant, id),
            foreign key (tenant, aanvraag) references intake.aanvraag (tenant, id),
            check (tot is null or tot >= van));
        create unique index betrokkene_nu on intake.betrokkene (tenant, aanvraag, persoon, rol) where tot is null;
        create index betrokkene_persoon on intake.betrokkene (tenant, persoon, aanvraag)""")
    for table in ("leerling", "aanvraag", "vraag", "betrokkene"):
        fence("intake", table)
    fence("intake", "document", ALLES)  # a document may leave a draft; what was filed stays
    # What a parent said is only added to, never changed (Awb 4:8).
    fence("intake", "zienswijze", ALLEEN_ERBIJ)
