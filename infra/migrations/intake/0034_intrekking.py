"""A parent who wants an aanmelding no more: a kind of line in the ledger."""

from infra.migrations.schema import run

revision = "intake_0034"
down_revision = "intake_0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table intake.zorgplichtgebeurtenis drop constraint zorgplichtgebeurtenis_soort_check;
        alter table intake.zorgplichtgebeurtenis add constraint zorgplichtgebeurtenis_soort_check
            check (soort in ('aanmelding_ontvangen', 'informatie_gevraagd', 'informatie_ontvangen',
                'verlenging_meegedeeld', 'onderzoek_gedeeld', 'school_bereid', 'school_niet_bereid',
                'tijdelijk_geplaatst', 'ingeschreven', 'geweigerd', 'uitgezonderd', 'elders_ingeschreven',
                'intrekking_gemeld', 'ingetrokken')) not valid""")
