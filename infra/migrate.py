"""`python -m infra.migrate`: make the database and the stream what this version of the code expects. Safe to repeat.

Roles and their passwords come from the addresses in the environment. A database that is up to date is recognised
from one row, so that a warm start costs a tenth of a second.
"""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg

from infra import bus, clock, rules_import, streams
from infra.context import key_id
from infra.log import configure, log
from infra.settings import settings

SCHEMAS = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
ROLES = (*SCHEMAS, "klok")
HIER = Path(__file__).parent / "migrations"
SLOT = 7_001_001  # one migration at a time, whoever starts it


def fingerprint() -> str:
    """A hash over everything that decides what the database should be, but for the rules (`rules_import`)."""
    digest = hashlib.sha256()
    for bestand in sorted(HIER.rglob("*")):
        if bestand.suffix in (".py", ".sql"):
            digest.update(bestand.relative_to(HIER).as_posix().encode() + bestand.read_bytes())
    digest.update(Path(streams.__file__).read_bytes())
    for role in ROLES:
        digest.update(settings().database_url(role).encode())
    for schema in SCHEMAS:
        digest.update(settings().context_key(schema))
    return digest.hexdigest()


def _pads(key: bytes) -> tuple[bytes, bytes]:
    block = key.ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


async def _roles(connection: asyncpg.Connection) -> None:
    """Login roles without any power of their own. Passwords are sent as SCRAM secrets by the server's own quoting."""
    for role in ROLES:
        password = unquote(urlsplit(settings().database_url(role)).password or "")
        if not await connection.fetchval("select 1 from pg_roles where rolname = $1", f"svc_{role}"):
            await connection.execute(f"create role svc_{role} login")
        quoted = await connection.fetchval("select quote_literal($1::text)", password)
        await connection.execute(
            f"alter role svc_{role} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password {quoted}"
        )
        await connection.execute(f"alter role svc_{role} set search_path = {role}, pg_catalog")
    # Deletes dossiers whose day has come, through one function per schema; nobody can sign in as it.
    if not await connection.fetchval("select 1 from pg_roles where rolname = 'bewaren'"):
        await connection.execute("create role bewaren nologin")
    await connection.execute("alter role bewaren nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit")


async def _base(connection: asyncpg.Connection) -> None:
    await connection.execute((HIER / "base.sql").read_text())
    await connection.execute("revoke create on schema public from public")
    if await connection.fetchval("select to_regclass('sec.sleutel') is not null"):
        # The keys of the release before this one; its processes may go on for an hour (base.sql). The table itself goes
        # in a next release: whoever reads it at this very moment would find it gone.
        await connection.execute(
            "insert into sec.overgang select now() + interval '1 hour' where not exists (select from sec.overgang)"
        )
    for schema in SCHEMAS:
        key = settings().context_key(schema)
        await connection.execute(
            "insert into sec.contextsleutel (dienst, kid, ipad, opad) values ($1, $2, $3, $4)"
            " on conflict (dienst, kid) do update set vervangen_op = null",
            schema,
            key_id(key),
            *_pads(key),
        )
        await connection.execute(
            "update sec.contextsleutel set vervangen_op = now()"
            " where dienst = $1 and kid <> $2 and vervangen_op is null",
            schema,
            key_id(key),
        )
        await connection.execute(f"grant usage on schema sec to svc_{schema}, bewaren")
        await connection.execute(f"grant select on sec.hartslag to svc_{schema}")
        await connection.execute(f"grant execute on function sec.tenant() to svc_{schema}, bewaren")
        await connection.execute(f"create schema if not exists {schema}")
    await connection.execute("grant usage on schema sec to svc_klok")
    await connection.execute("grant select, insert, update on sec.hartslag to svc_klok")


def _upgrade(url: str) -> None:
    """Alembic, synchronously inside an async engine; one revision line per service."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.ext.asyncio import create_async_engine

    async def main() -> None:
        engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1))
        async with engine.connect() as connection:
            for schema in SCHEMAS:
                config = Config()
                config.set_main_option("script_location", str(HIER))
                config.set_main_option("version_locations", str(HIER / schema))
                config.set_main_option("path_separator", "os")

                def run(sync_connection: object, config: Config = config, schema: str = schema) -> None:
                    config.attributes.update(service=schema, connection=sync_connection)
                    command.upgrade(config, "head")

                await connection.run_sync(run)
                await connection.commit()
        await engine.dispose()

    asyncio.run(main())


async def _state(url: str) -> str | None:
    connection = await asyncpg.connect(url)
    try:
        if not await connection.fetchval("select to_regclass('sec.stand') is not null"):
            return None
        return await connection.fetchval("select vingerafdruk from sec.stand")
    finally:
        await connection.close()


async def _prepare(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("select pg_advisory_lock($1)", SLOT)
        await _roles(connection)
        # All at once: processes of the release before this one work on meanwhile, and see it before or after.
        async with connection.transaction():
            await _base(connection)
    finally:
        await connection.close()


async def _finish(url: str, afdruk: str) -> None:
    client = await bus.connect("beheer")
    if await streams.declare(client, list(SCHEMAS)):
        # A stream that is gone while the database is not: everything is told again (none in a new installation).
        log.info("stroom gemaakt", aantal=await streams.tell_again(client, url, list(SCHEMAS)))
    await client.drain()
    connection = await asyncpg.connect(url)
    await connection.execute("create table if not exists sec.stand (vingerafdruk text not null)")
    await connection.execute("delete from sec.stand")
    await connection.execute("insert into sec.stand values ($1)", afdruk)
    await connection.close()


async def _rules(url: str, afdruk: str) -> None:
    """Folders that changed become versions; what the folders were is noted last, so that a fall repeats it."""
    connection = await asyncpg.connect(url)
    try:
        for tenant in await rules_import.take_over(connection):
            log.info("regels uit de map bewaard", tenant=tenant)
        await rules_import.tell(connection)
        await connection.execute("update sec.stand set vingerafdruk = $1", afdruk)
        log.info("regels zijn bij")
    finally:
        await connection.close()


def main() -> None:
    configure("migratie")
    clock.rules_follow()
    url = settings().database_url("migratie")
    afdruk, regels = fingerprint(), rules_import.fingerprint()
    bekend, _, bekende_regels = (asyncio.run(_state(url)) or "").partition("/")
    if bekend != afdruk or not asyncio.run(_stream_exists()):
        asyncio.run(_prepare(url))
        _upgrade(url)
        asyncio.run(_finish(url, afdruk))
        log.info("database bijgewerkt")
        bekende_regels = ""
    if bekende_regels == regels:
        log.info("database is bij")
        return
    asyncio.run(_rules(url, f"{afdruk}/{regels}"))


async def _stream_exists() -> bool:
    client = await bus.connect("beheer")
    try:
        info = await client.jetstream(timeout=5).streams_info()
        return any(stream.config.name == bus.STREAM for stream in info)
    finally:
        await client.drain()


if __name__ == "__main__":
    main()
