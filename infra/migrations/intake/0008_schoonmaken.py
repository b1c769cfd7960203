"""Documents have a cleaned version, and more states on the way to it. Those that are there are cleaned by the worker.

The rules for the new states are checked for new rows at once, and for the old ones in the revision after this.
"""

from infra.migrations.schema import give_work, run

revision = "intake_0008"
down_revision = "intake_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.document
            add column leesbaar text, add column leesbaar_grootte int, add column leesbaar_sha256 text,
            add column bladzijden int, add column pogingen int not null default 0, add column wacht_op text,
            add column weigering text;
        alter table intake.document drop constraint document_status_check, drop constraint document_check;
        alter table intake.document
            add constraint document_status check
                (status in ('ontvangen', 'quarantaine', 'gecontroleerd', 'bruikbaar', 'geweigerd')) not valid,
            add constraint document_gecontroleerd check
                ((status in ('ontvangen', 'quarantaine')) = (gecontroleerd_op is null)) not valid,
            add constraint document_leesbaar check ((leesbaar is null) = (leesbaar_sha256 is null)
                and (leesbaar is null) = (leesbaar_grootte is null)) not valid""")
    give_work("intake", "document", "'document', id", "aanvraag", "document_opschonen")
