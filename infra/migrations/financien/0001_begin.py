"""Obligations per TLV and school year."""

from infra.migrations.schema import fence, plumbing, run

revision = "financien_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    plumbing("financien")
    run("""
        create table financien.verplichting (
            tenant text not null, id uuid not null, zaak uuid not null, nummer text not null,
            schooljaar int not null, soort text not null, categorie text, van date not null,
            tot_en_met date, cent int, bron text, bestuur text not null,
            primary key (tenant, id), unique (tenant, zaak, schooljaar), check (tot_en_met >= van))""")
    fence("financien", "verplichting")
