"""SEC-12: who may do what in NATS, Valkey and PostgreSQL, and that nobody comes in with a wrong name or password.

| server | who | may | may not | tried in |
| --- | --- | --- | --- | --- |
| NATS | web | ask; hear that sessions end | speak as a service, read facts | `test_nats_rechten.py` |
| NATS | a service | tell its own facts | facts and mail of others, the stream | `test_nats_rechten.py` |
| Valkey | web | count, in keys of its own | see the queue or any other key | `test_limieten.py`, here |
| Valkey | klok, werker | the queue, as the one other user | enter without its password | here |
| PostgreSQL | svc_<service> | read and write its own schema | other schemas, roles, files, tables | here |
| PostgreSQL | svc_klok | see what is due | read what it is about | here |
| PostgreSQL | web | nothing: it has no password | | here |

Rows inside a schema are the business of `test_rls.py` and `test_rls_grenzen.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import nats
import pytest
import redis.asyncio
from nats.errors import Error as NatsFout
from redis.exceptions import AuthenticationError, NoPermissionError
from redis.exceptions import ConnectionError as RedisFout

from infra import tls
from infra.processes import SERVICES
from infra.settings import settings
from tests.guards.test_nats_rechten import _stil
from tests.stack import Stack

pytestmark = pytest.mark.usefixtures("stack")
ROLLEN = (*SERVICES, "klok")
GEEN_TOEGANG = (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)


def anders(adres: str, naam: str | None, wachtwoord: str) -> str:
    """The same server, under another name or with another password."""
    deel = urlsplit(adres)
    wie = f"{deel.username or '' if naam is None else naam}:{wachtwoord}"
    return urlunsplit(deel._replace(netloc=f"{wie}@{deel.netloc.rpartition('@')[2]}"))


@contextmanager
def niet_binnen() -> Iterator[None]:
    """Valkey refuses who this is; redis-py wraps that when the server listens at a path."""
    with pytest.raises(RedisFout) as fout:
        yield
    assert isinstance(fout.value.__cause__, AuthenticationError)


# ------------------------------------------------------------------------------------------- nobody comes in


@pytest.mark.parametrize("naam", [*(f"svc_{rol}" for rol in ROLLEN), "meedoen", "postgres", "web", "niemand", ""])
async def test_sec_12_postgresql_laat_niemand_binnen_zonder_wachtwoord(naam: str):
    """SEC-12: a role that exists, the superuser, and names that nobody has."""
    for wachtwoord in ("", "verkeerd", "ontwikkeling", "postgres"):
        with pytest.raises(GEEN_TOEGANG):
            await asyncpg.connect(
                anders(settings().database_url("intake"), naam or "x", wachtwoord), passfile="/dev/null"
            )


async def test_sec_12_het_wachtwoord_van_de_een_is_niet_dat_van_de_ander():
    """SEC-12: with the password of intake nobody is another service, the clock or the administration."""
    adres = settings().database_url("intake")
    for rol in (*ROLLEN, "migratie"):
        if rol != "intake":
            naam = urlsplit(settings().database_url(rol)).username
            with pytest.raises(GEEN_TOEGANG):
                await asyncpg.connect(anders(adres, naam, urlsplit(adres).password or ""))


@pytest.mark.parametrize(
    ("naam", "wachtwoord"), [("niemand", "x"), ("web", ""), ("beheer", "x"), ("netwerk", "verkeerd"), ("$SYS", "x")]
)
async def test_sec_12_nats_kent_geen_ander(naam: str, wachtwoord: str):
    """SEC-12: an unknown user, and known ones with a wrong password."""
    with pytest.raises(NatsFout, match=r"(?i)authorization violation"):
        await nats.connect(
            settings().nats_url, user=naam, password=wachtwoord, allow_reconnect=False, connect_timeout=2,
            error_cb=_stil, **tls.for_nats("web"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("naam", "wachtwoord"), [("niemand", "x"), ("default", "verkeerd"), ("web", "verkeerd"), ("", "verkeerd")]
)
async def test_sec_12_valkey_kent_geen_ander(naam: str, wachtwoord: str):
    """SEC-12: an unknown user, and known ones with a wrong password."""
    async with redis.asyncio.from_url(anders(settings().redis_url, naam, wachtwoord)) as client:
        with niet_binnen():
            await client.ping()


async def test_sec_12_valkey_zegt_zonder_wachtwoord_niets():
    deel = urlsplit(settings().redis_url)
    niemand = urlunsplit(deel._replace(netloc=deel.netloc.rpartition("@")[2]))
    async with redis.asyncio.from_url(niemand) as client:
        for opdracht in (("PING",), ("INFO",), ("LLEN", "dramatiq:taken"), ("FLUSHALL",)):
            with niet_binnen():
                await client.execute_command(*opdracht)


async def test_sec_12_in_valkey_zijn_er_precies_twee():
    """SEC-12: one for the queue, one that counts; the second sees one kind of key and no channel."""
    async with redis.asyncio.from_url(settings().redis_url) as alles:
        regels = {regel.split()[1]: regel for regel in map(str, await alles.acl_list())}
    assert set(regels) == {"default", "web"}
    web = regels["web"]
    assert "~limiet:*" in web and "~*" not in web and "&*" not in web and "+@" not in web and "nopass" not in web
    async with redis.asyncio.from_url(settings().limieten_url) as ik:
        for opdracht in (
            ("LPUSH", "dramatiq:taken", "x"), ("HSET", "dramatiq:taken.msgs", "x", "y"), ("KEYS", "*"),
            ("SET", "anders", "x"), ("ACL", "SETUSER", "web", "+@all"), ("SUBSCRIBE", "x"), ("CLIENT", "LIST"),
        ):  # fmt: skip
            with pytest.raises(NoPermissionError):
                await ik.execute_command(*opdracht)


# ---------------------------------------------------------------------------------- what each may not, inside

OVERAL_VERBODEN = (
    "select rolpassword from pg_authid",
    "select pg_read_file('/etc/passwd')",
    "copy (select 1) to program 'true'",
    "copy (select 1) to '/tmp/x'",
    "create role indringer",
    "alter role current_user superuser",
    "create schema indringer",
    "create table public.indringer (x int)",
    "create extension dblink",
    "alter system set log_statement = 'all'",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user limit 1",
    "set role {baas}",
    "set role svc_{ander}",
    "set session_replication_role = replica",
)


@pytest.mark.parametrize("rol", ROLLEN)
async def test_sec_12_wat_een_rol_in_postgresql_nooit_mag(rol: str, stack: Stack):
    """SEC-12: roles, files, programs, tables of its own, the fences: refused. Other schemas are closed altogether."""
    tabellen = [
        (rij["schemaname"], rij["tablename"])
        for rij in await stack.sql("select schemaname, tablename from pg_tables where schemaname = any($1)", SERVICES)
    ]
    assert {schema for schema, _ in tabellen} == set(SERVICES)
    baas = urlsplit(settings().database_url("migratie")).username
    ander = "intake" if rol == "netwerk" else "netwerk"
    ik = await asyncpg.connect(settings().database_url(rol))
    try:
        mag = await ik.fetchrow(
            "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles"
            " where rolname = current_user"
        )
        assert not any(mag.values())
        for opdracht in OVERAL_VERBODEN:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await ik.execute(opdracht.format(baas=baas, ander=ander))
                print("mocht:", opdracht)
        for schema, tabel in tabellen:
            if schema != rol:
                for opdracht in ("select * from {} limit 1", "insert into {} default values", "delete from {}"):
                    with pytest.raises(asyncpg.InsufficientPrivilegeError):
                        await ik.execute(opdracht.format(f'{schema}."{tabel}"'))
    finally:
        await ik.close()


async def test_sec_12_de_klok_ziet_dat_er_iets_moet_en_niet_wat(stack: Stack):
    """SEC-12: of a due row the clock may not read what it is about."""
    klok = await asyncpg.connect(settings().database_url("klok"))
    try:
        await klok.fetch("select tenant, id from intake.taak limit 1")
        for kolom in ("lading", "zaak", "fout"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await klok.fetch(f"select {kolom} from intake.taak limit 1")
    finally:
        await klok.close()


async def test_sec_12_het_web_krijgt_van_geen_database_een_wachtwoord(stack: Stack):
    """SEC-12: the environment of the running web process: no database, no queue, no key that signs a person."""
    ruw = open(f"/proc/{stack.pids()['web']}/environ", "rb").read().decode()  # noqa: SIM115, PTH123
    namen = {regel.partition("=")[0] for regel in ruw.split("\0") if regel}
    assert "NATS_PASSWORD_WEB" in namen
    mag_niet = ("DATABASE_URL", "CONTEXT_KEY_", "REDIS_URL", "PRINCIPAL_PRIVATE_KEY", "MASTER_KEYS_")
    assert {naam for naam in namen if naam.startswith(mag_niet)} == set()
    assert {naam for naam in namen if naam.startswith("NATS_PASSWORD_")} == {"NATS_PASSWORD_WEB"}
    for naam in ("DATABASE_URL_INTAKE", "REDIS_URL"):
        assert os.environ[naam] not in ruw
