"""When somebody last proved who they are, through which provider, with which passkeys; and a form kept meanwhile."""

from infra.migrations.schema import ALLES, platform_table, run

revision = "netwerk_0004"
down_revision = "netwerk_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("""
        alter table netwerk.sessie
            add column bevestigd_op timestamptz,
            add column passkey_op timestamptz,
            add column aanbieder text not null default 'aanmelden',
            add column aanbieder_sessie text;
        alter table netwerk.inlogpoging
            add column begonnen_op timestamptz not null default now(),
            add column aanbieder text not null default 'aanmelden',
            add column bevestigt uuid;
        create table netwerk.passkey (
            id text primary key, persoon uuid not null, naam text not null, sleutel bytea not null,
            teller bigint not null, gemaakt_op timestamptz not null, gebruikt_op timestamptz,
            geeindigd_op timestamptz, reden text);
        create index passkey_persoon on netwerk.passkey (persoon) where geeindigd_op is null;
        create table netwerk.passkey_vraag (
            uitdaging bytea primary key, sessie uuid not null,
            soort text not null check (soort in ('maken', 'gebruiken')), verloopt_op timestamptz not null);
        create table netwerk.bewaard_formulier (
            id uuid primary key, persoon uuid not null, inhoud bytea not null, verloopt_op timestamptz not null);
        create table netwerk.afmeldbericht (
            issuer text not null, jti text not null, verloopt_op timestamptz not null, primary key (issuer, jti))""")
    platform_table("netwerk", "passkey")
    platform_table("netwerk", "passkey_vraag", ALLES)
    platform_table("netwerk", "bewaard_formulier", ALLES)
    platform_table("netwerk", "afmeldbericht", ALLES)
