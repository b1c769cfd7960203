"""The register of who is who, and the sessions."""

from infra.migrations.schema import ALLES, fence, platform_table, plumbing, run

revision = "netwerk_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    plumbing("netwerk")
    run("""
        create table netwerk.persoon (
            tenant text not null, id uuid not null, naam text not null, email text not null,
            primary key (tenant, id));
        create table netwerk.hoed (
            tenant text not null, id uuid not null, persoon uuid not null, rol text not null,
            organisatie text not null, grond text not null, van date not null, tot date,
            primary key (tenant, id),
            foreign key (tenant, persoon) references netwerk.persoon (tenant, id),
            check (tot is null or tot >= van));
        create index hoed_persoon on netwerk.hoed (tenant, persoon);
        create index hoed_rol on netwerk.hoed (tenant, rol, organisatie);
        create table netwerk.uitnodiging (
            tenant text not null, id uuid not null, persoon uuid not null, zaak uuid not null,
            token_hash text not null, code_hash text not null, pogingen int not null default 0,
            verloopt_op timestamptz not null, gebruikt_op timestamptz,
            primary key (tenant, id),
            foreign key (tenant, persoon) references netwerk.persoon (tenant, id));
        create unique index uitnodiging_token on netwerk.uitnodiging (tenant, token_hash);
        create table netwerk.account (
            issuer text not null, subject text not null, persoon uuid not null, gekoppeld_op timestamptz not null,
            primary key (issuer, subject));
        create index account_persoon on netwerk.account (persoon);
        create table netwerk.account_tenant (
            persoon uuid not null, tenant text not null, primary key (persoon, tenant));
        create table netwerk.inlogpoging (
            state_hash text primary key, browser_hash text not null, nonce text not null, verifier text not null,
            terug text not null, uitnodiging text, verloopt_op timestamptz not null);
        create table netwerk.sessie (
            id uuid primary key, token_hash text not null unique, csrf text not null,
            issuer text not null, subject text not null, persoon uuid, naam text not null, email text not null,
            mfa boolean not null, tenant text, hoed uuid, user_agent text not null,
            begonnen_op timestamptz not null, gezien_op timestamptz not null, verloopt_op timestamptz not null,
            geeindigd_op timestamptz, reden text);
        create index sessie_persoon on netwerk.sessie (persoon) where geeindigd_op is null""")
    fence("netwerk", "persoon")
    fence("netwerk", "hoed")
    fence("netwerk", "uitnodiging")
    platform_table("netwerk", "account")
    platform_table("netwerk", "account_tenant")
    platform_table("netwerk", "inlogpoging", ALLES)
    platform_table("netwerk", "sessie")
