"""The chain over the audit lines: nothing is changed, removed, moved or cut off unseen (trust.md AUD-2, AUD-3, M8).

Tampering is done with the rights of a superuser, inside a transaction that is undone, or in a tenant of this test.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from infra import clock
from infra.audit import anchors, chain
from infra.audit.anchors import Anker
from infra.context import mint
from infra.migrate import SCHEMAS
from infra.migrations.schema import audit_chain
from infra.processes import load
from infra.settings import settings
from services.kern.principal import Systeem
from tests.stack import Stack

ERBIJ = (
    "insert into audit (tenant, op, soort, wat, zaak, persoon, rol, organisatie, sessie)"
    " values ($1, $2, 'inzage', $3, $4, $5, 'ib_er', $6, $7)"
)
# Characters that two writers of JSON could write differently.
LASTIG = 'É “aan” \\ " / \t\n\x1f \x7f \u2028 😀'
WEG = "alter table intake.audit disable trigger audit_schakelt"


@dataclass
class Keten:
    """One chain of the tenant of this test, seen with all rights inside a transaction that is undone."""

    connection: asyncpg.Connection
    tenant: str
    ankers: list[Anker]

    async def oordeel(self, *, met_ankers: bool = True) -> chain.Uitslag:
        uitslagen = await chain.verify(self.connection, ["intake"], self.ankers if met_ankers else [])
        return next(u for u in uitslagen if u.tenant == self.tenant)

    async def doen(self, sql: str) -> None:
        await self.connection.execute(sql.replace("{waar}", f"tenant = '{self.tenant}'"))


@asynccontextmanager
async def keten(regels: int = 9) -> AsyncIterator[Keten]:
    """A chain of so many lines in a tenant that exists nowhere else, anchored at its end."""
    connection = await asyncpg.connect(settings().database_url("migratie"))
    transaction = connection.transaction()
    await transaction.start()
    try:
        tenant = f"keten-{uuid4().hex[:8]}"
        await connection.execute("set local search_path = intake")
        for nummer in range(regels):
            await connection.execute(ERBIJ, *regel(tenant, f"blik_{nummer}"))
        await connection.execute("set constraints all immediate")
        kop = await connection.fetchrow("select seq, hash from audit_kop where tenant = $1", tenant)
        anker = Anker(op=clock.echt(), dienst="intake", tenant=tenant, seq=kop["seq"], hash=kop["hash"].hex())
        yield Keten(connection, tenant, [anker])
    finally:
        await transaction.rollback()
        await connection.close()


def regel(tenant: str, wat: str) -> tuple[object, ...]:
    return (tenant, clock.echt(), wat, uuid4(), uuid4(), LASTIG, uuid4())


async def test_een_keten_waar_niemand_aan_kwam_is_heel(stack: Stack):
    async with keten() as k:
        uitslag = await k.oordeel()
        assert (uitslag.regels, uitslag.ankers, uitslag.breuk) == (9, 1, None)


@pytest.mark.parametrize(
    ("daad", "seq", "reden"),
    [
        ("update audit set rol = 'ouder' where {waar} and wat = 'blik_4'", 5, "veranderd"),
        ("update audit set op = op - interval '1 microsecond' where {waar} and wat = 'blik_0'", 1, "veranderd"),
        ("update audit set persoon = null where {waar} and wat = 'blik_8'", 9, "veranderd"),
        ("update audit_keten set hash = sha256('x') where {waar} and seq = 3", 3, "veranderd"),
        ("delete from audit where {waar} and wat = 'blik_4'", 5, "verwijderd"),
        ("delete from audit where {waar} and wat in ('blik_7', 'blik_8')", 8, "verwijderd"),
        ("delete from audit where {waar}; delete from audit_keten where {waar}", 1, "verwijderd"),
        (
            "delete from audit where {waar} and wat = 'blik_4'; delete from audit_keten where {waar} and seq = 5;"
            " update audit_keten set seq = -seq where {waar} and seq > 5;"
            " update audit_keten set seq = -seq - 1 where {waar} and seq < 0",
            5,
            "verwijderd",
        ),
        (
            "update audit a set wat = b.wat, op = b.op, zaak = b.zaak, persoon = b.persoon, sessie = b.sessie"
            " from audit b where a.tenant = '{t}' and b.tenant = '{t}'"
            " and (a.wat, b.wat) in (('blik_2', 'blik_6'), ('blik_6', 'blik_2'))",
            3,
            "verplaatst",
        ),
        (
            "create temp table wissel as select volgorde, seq from audit_keten where {waar} and seq in (3, 7);"
            " update audit_keten set volgorde = -volgorde where {waar} and seq in (3, 7);"
            " update audit_keten k set volgorde = w.volgorde from wissel w where {waar} and k.seq = 10 - w.seq;"
            " drop table wissel",
            3,
            "verplaatst",
        ),
        ("update audit_kop set hash = sha256('x') where {waar}", 9, "kop"),
        ("update audit_kop set seq = 8 where {waar}", 9, "kop"),
    ],
)
async def test_aud_2_wat_een_beheerder_met_alle_rechten_verandert_komt_uit(
    stack: Stack, daad: str, seq: int, reden: str
):
    async with keten() as k:
        await k.doen("alter table audit_keten drop constraint audit_keten_seq_check")
        await k.doen(daad.replace("{t}", k.tenant))
        breuk = (await k.oordeel()).breuk
        assert breuk is not None, "de wijziging bleef ongezien"
        assert (breuk.seq, breuk.reden) == (seq, reden), breuk


ERBIJ_2 = (
    "insert into audit (tenant, op, soort, wat, zaak, persoon, rol, organisatie, sessie, versie, uitkomst, reden,"
    " grond, operatie, spoor, herkomst, namens, voorwerp, aantal, zaken)"
    " values ($1, $2, 'inzage', $3, $4, $5, 'ib_er', $6, $7, 2, 'geweigerd', 'mag_niet', $6, '0123456789abcdef', $6,"
    " 'web', $8, $9, 2, $10)"
)


@pytest.mark.parametrize(
    ("daad", "seq", "reden"),
    [
        (None, 0, ""),
        ("update audit set uitkomst = 'gedaan' where {waar} and wat = 'nieuw_1'", 11, "veranderd"),
        ("update audit set reden = null where {waar} and wat = 'nieuw_1'", 11, "veranderd"),
        ("update audit set grond = 'benoemd' where {waar} and wat = 'nieuw_0'", 10, "veranderd"),
        ("update audit set operatie = '1123456789abcdef' where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set spoor = null where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set herkomst = 'api' where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set namens = persoon where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set voorwerp = persoon where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set aantal = 1 where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set zaken = zaken[1:1] where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set zaken = null where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set versie = 1 where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        ("update audit set versie = 3 where {waar} and wat = 'nieuw_2'", 12, "veranderd"),
        # An old line cannot be given what it never had.
        ("update audit set grond = 'benoemd' where {waar} and wat = 'blik_4'", 5, "veranderd"),
        ("update audit set uitkomst = 'geweigerd' where {waar} and wat = 'blik_4'", 5, "veranderd"),
        ("update audit set versie = 2 where {waar} and wat = 'blik_4'", 5, "veranderd"),
        # Nor can a case be taken out of what finds it in a list, or be put in.
        ("delete from audit_getoond where {waar}", 12, "veranderd"),
        ("update audit_getoond set zaak = gen_random_uuid() where {waar}", 12, "veranderd"),
        ("update audit_getoond set op = op - interval '1 day' where {waar}", 12, "veranderd"),
    ],
)
async def test_aud_2_oude_en_nieuwe_regels_in_een_keten(stack: Stack, daad: str | None, seq: int, reden: str):
    """AUD-2: lines of both versions of the text verify, and every field of the new one is covered."""
    async with keten() as k:
        for nummer in range(3):
            erbij = [uuid4(), uuid4(), [uuid4(), uuid4()]]
            await k.connection.execute(ERBIJ_2, *regel(k.tenant, f"nieuw_{nummer}"), *erbij)
        if daad:
            await k.connection.execute("set constraints all immediate")
            await k.doen(daad)
        breuk = (await k.oordeel()).breuk
        assert ((breuk.seq, breuk.reden) if breuk else (0, "")) == (seq, reden), breuk


async def test_aud_2_een_regel_naast_de_keten_komt_uit(stack: Stack):
    async with keten() as k:
        await k.doen(WEG)
        await k.connection.execute(ERBIJ, *regel(k.tenant, "verzonnen"))
        assert (await k.oordeel()).breuk.reden == "toegevoegd"


async def test_aud_2_een_regel_van_een_andere_tenant_past_niet(stack: Stack):
    async with keten() as een, keten() as ander:
        rij = await ander.connection.fetchrow("select * from audit where tenant = $1 and wat = 'blik_4'", ander.tenant)
        await een.connection.execute(
            "update audit set op = $2, zaak = $3, persoon = $4, sessie = $5 where tenant = $1 and wat = 'blik_4'",
            *(een.tenant, rij["op"], rij["zaak"], rij["persoon"], rij["sessie"]),
        )
        assert (await een.oordeel()).breuk.reden == "veranderd"
        assert (await ander.oordeel()).breuk is None


async def test_aud_3_een_afgeknipt_eind_valt_op_door_het_anker(stack: Stack):
    async with keten() as k:
        await k.doen(
            "delete from audit where {waar} and wat in ('blik_7', 'blik_8');"
            " delete from audit_keten where {waar} and seq > 7;"
            " update audit_kop p set seq = 7, hash = e.hash from audit_keten e where e.tenant = p.tenant and e.seq = 7"
        )
        assert (await k.oordeel(met_ankers=False)).breuk is None  # in the database itself nothing shows
        breuk = (await k.oordeel()).breuk
        assert (breuk.seq, breuk.reden) == (8, "verwijderd")


async def test_aud_3_een_keten_die_helemaal_is_herschreven_valt_op_door_het_anker(stack: Stack):
    async with keten() as k:
        await k.doen("update audit set rol = 'ouder' where {waar} and wat = 'blik_1'")
        await k.doen("delete from audit_keten where {waar}; delete from audit_kop where {waar}")
        await k.connection.execute(
            "do $$ declare r intake.audit; begin for r in select * from intake.audit"
            f" where tenant = '{k.tenant}' order by volgorde loop perform intake.audit_schakelen(r); end loop; end $$"
        )
        assert (await k.oordeel(met_ankers=False)).breuk is None
        breuk = (await k.oordeel()).breuk
        assert (breuk.seq, breuk.reden) == (9, "veranderd")


async def test_m8_acht_schrijvers_tegelijk_geven_geen_vals_alarm(stack: Stack):
    """The real role, the real policy, transactions of one, two and three lines, some of them undone.

    They write on until the whole chain was judged three times meanwhile, however slow that is here.
    """
    tenant, zaak, tussendoor = "swv2202po", uuid4(), 0

    async def schrijver(nummer: int) -> int:
        connection = await asyncpg.connect(settings().database_url("intake"))
        geschreven, ronde = 0, -1
        try:
            while (ronde := ronde + 1) < 200 or tussendoor < 3:
                transaction = connection.transaction()
                await transaction.start()
                ctx = mint("intake", Systeem(tenant=tenant, dienst="intake"))
                await connection.execute("select set_config('app.ctx', $1, true)", ctx)
                for _ in range(1 + ronde % 3):
                    await connection.execute(
                        ERBIJ, tenant, clock.echt(), f"last_{nummer}", zaak, uuid4(), LASTIG, uuid4()
                    )
                if ronde % 10 == 9:
                    await transaction.rollback()
                else:
                    await transaction.commit()
                    geschreven += 1 + ronde % 3
        finally:
            await connection.close()
        return geschreven

    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        werk = [asyncio.create_task(schrijver(nummer)) for nummer in range(8)]
        while not all(taak.done() for taak in werk):
            async with chain.snapshot(connection):
                assert [u for u in await chain.verify(connection, ["intake"], []) if u.breuk] == []
            tussendoor += 1
            await asyncio.wait(werk, timeout=0.2)
        geschreven = sum(await asyncio.gather(*werk))
        aantal = await connection.fetchval(
            "select count(*) from intake.audit a join intake.audit_keten k using (tenant, volgorde) where zaak = $1",
            zaak,
        )
        assert aantal == geschreven > 2500
    finally:
        await connection.close()


async def test_een_blik_wacht_niet_op_een_trage_transactie_van_een_ander(stack: Stack):
    """The head is locked at commit only: who wrote a line and lingers holds nobody up."""

    async def beginnen() -> tuple[asyncpg.Connection, asyncpg.transaction.Transaction]:
        connection = await asyncpg.connect(settings().database_url("intake"), command_timeout=5)
        transaction = connection.transaction()
        await transaction.start()
        ctx = mint("intake", Systeem(tenant="swv2202po", dienst="intake"))
        await connection.execute("select set_config('app.ctx', $1, true)", ctx)
        await connection.execute(ERBIJ, *regel("swv2202po", "traag"))
        return connection, transaction

    (traag, blijft_open), (vlug, klaar) = await beginnen(), await beginnen()
    try:
        await asyncio.wait_for(klaar.commit(), 5)
    finally:
        await blijft_open.rollback()
        await asyncio.gather(traag.close(), vlug.close())


async def test_een_dienst_kan_aan_regels_en_schakels_niets_veranderen(stack: Stack):
    rechten = await stack.sql(
        "select distinct table_schema, table_name, privilege_type from information_schema.role_table_grants"
        " where grantee like 'svc\\_%' and table_name like 'audit%'"
    )
    gegeven = {(r["table_schema"], r["table_name"]): set() for r in rechten}
    for r in rechten:
        gegeven[r["table_schema"], r["table_name"]].add(r["privilege_type"])
    for dienst in SCHEMAS:
        assert gegeven.pop((dienst, "audit")) == {"SELECT", "INSERT"}
        assert gegeven.pop((dienst, "audit_keten")) == {"SELECT"}
        assert gegeven.pop((dienst, "audit_kop")) == {"SELECT"}
        assert gegeven.pop((dienst, "audit_getoond")) == {"SELECT"}
        schakelt = await stack.sql(
            "select tgdeferrable, tginitdeferred, tgenabled from pg_trigger"
            " where tgrelid = ($1 || '.audit')::regclass and tgname = 'audit_schakelt'",
            dienst,
        )
        assert [tuple(r) for r in schakelt] == [(True, True, b"O")]
    assert gegeven == {}
    connection = await asyncpg.connect(settings().database_url("intake"))
    try:
        for daad in (
            "update audit set rol = 'x'",
            "delete from audit",
            "truncate audit",
            "insert into audit_keten values ('swv2202po', 1, 1, '', '')",
            "update audit_kop set seq = 0",
            "delete from audit_getoond",
            "delete from ldv",
            "update ldv set name = 'x'",
            "select intake.audit_schakelen(null)",
            "alter table audit disable trigger audit_schakelt",
            "set session_replication_role = replica",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(daad)
    finally:
        await connection.close()


def _opdracht(wat: str, var: Path) -> tuple[int, dict[str, object]]:
    uit = subprocess.run(
        [sys.executable, "-m", "infra.audit", wat, "--json"],
        env=os.environ | {"MEEDOEN_VAR": str(var)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert uit.stdout, uit.stderr
    return uit.returncode, json.loads(uit.stdout)


async def test_de_opdracht_verankert_controleert_en_zegt_waar_het_mis_is(stack: Stack, tmp_path: Path):
    tenant = f"keten-{uuid4().hex[:8]}"
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        await connection.execute("set search_path = intake")
        for nummer in range(5):
            await connection.execute(ERBIJ, *regel(tenant, f"blik_{nummer}"))
        code, geschreven = await asyncio.to_thread(_opdracht, "anchor", tmp_path)
        assert code == 0 and geschreven["ankers"] >= 1
        code, eerst = await asyncio.to_thread(_opdracht, "verify", tmp_path)
        assert (code, eerst["in_orde"], eerst["breuken"]) == (0, True, [])
        assert {"dienst": "intake", "tenant": tenant, "regels": 5, "ankers": 1, "breuk": False} in eerst["per_keten"]
        assert eerst["regels"] >= 5 and eerst["ankers"] == geschreven["ankers"]

        for tabel in ("audit", "audit_keten", "audit_kop"):
            await connection.execute(f"delete from {tabel} where tenant = $1", tenant)
        code, daarna = await asyncio.to_thread(_opdracht, "verify", tmp_path)
        assert (code, daarna["in_orde"]) == (1, False)
        [breuk] = daarna["breuken"]
        assert (breuk["tenant"], breuk["dienst"], breuk["seq"], breuk["reden"]) == (tenant, "intake", 1, "verwijderd")
        assert "waren er 5 regels" in breuk["uitleg"]
    finally:
        for tabel in ("audit", "audit_keten", "audit_kop"):
            await connection.execute(f"delete from {tabel} where tenant = $1", tenant)
        await connection.close()


async def test_aud_2_alle_ketens_van_deze_stapel_zijn_heel(stack: Stack):
    """Whatever the other tests did: every line of every tenant and service holds, and meets the anchors there are."""
    ankers = anchors.read(anchors.folder())
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        async with chain.snapshot(connection):
            uitslagen = await chain.verify(connection, SCHEMAS, ankers)
    finally:
        await connection.close()
    assert [u for u in uitslagen if u.breuk] == []
    assert {"intake", "commissie", "netwerk"} <= {u.dienst for u in uitslagen if u.regels}


async def test_de_migratie_schakelt_ook_de_regels_die_er_al_stonden(stack: Stack):
    """The chain is taken away and made by the migration again, over what was written before; then undone."""
    tenant = f"keten-{uuid4().hex[:8]}"
    engine = create_async_engine(settings().database_url("migratie").replace("postgresql:", "postgresql+asyncpg:", 1))
    async with engine.connect() as connection:
        ruw = (await connection.get_raw_connection()).driver_connection
        for nummer in range(5):
            await connection.exec_driver_sql(ERBIJ.replace("audit", "intake.audit", 1), regel(tenant, f"oud_{nummer}"))
        for daad in (
            "set constraints all immediate",
            # But the fence is judged at the end, as for any migration: a table is made before its fence is.
            "set constraints sec.keurt deferred",
            # Lines of the first version only: this migration is of before the second.
            "delete from intake.audit where versie = 2",
            "delete from intake.audit_getoond",
            "drop table intake.audit_keten, intake.audit_kop",
            "drop function intake.audit_schakelen, intake.audit_geschreven, intake.audit_afdruk cascade",
        ):
            await connection.exec_driver_sql(daad)

        def migreren(sync_connection: Connection) -> None:
            with Operations.context(MigrationContext.configure(sync_connection)):
                audit_chain("intake")

        await connection.run_sync(migreren)
        await connection.exec_driver_sql("set constraints sec.keurt immediate")
        uitslagen = {u.tenant: u for u in await chain.verify(ruw, ["intake"], [])}
        assert (uitslagen[tenant].regels, uitslagen[tenant].breuk) == (5, None)
        assert [u for u in uitslagen.values() if u.breuk] == []
        await connection.rollback()
    await engine.dispose()


async def test_de_werker_verankert_elke_tenant_met_de_rechten_van_de_dienst(
    stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(anchors, "folder", lambda: tmp_path)
    diensten = [load(naam) for naam in SCHEMAS]
    aantal = await anchors.anchor(diensten)
    geschreven = {(a.dienst, a.tenant): (a.seq, a.hash) for a in anchors.read(tmp_path)}
    assert len(geschreven) == aantal > 0
    for (dienst, tenant), (seq, hash) in geschreven.items():
        keten = await stack.sql(f"select hash from {dienst}.audit_keten where tenant = $1 and seq = $2", tenant, seq)
        assert keten[0]["hash"].hex() == hash


def test_een_anker_dat_er_al_staat_komt_er_niet_nog_eens_bij(tmp_path: Path):
    kop = ("intake", "swv2202po", 3, bytes(32))
    assert anchors.append(tmp_path, [kop]) == 1
    assert anchors.append(tmp_path, [kop, ("intake", "swv2201vo", 0, bytes(32))]) == 0
    assert anchors.append(tmp_path, [("intake", "swv2202po", 4, bytes([1]) * 32)]) == 1
    assert [a.seq for a in anchors.read(tmp_path)] == [3, 4]
    bestand = next(tmp_path.glob("*.jsonl"))
    assert bestand.stat().st_mode & 0o777 == 0o600
    bestand.write_text(bestand.read_text().replace('"seq":3', '"seq":"drie"'))
    with pytest.raises(anchors.Onleesbaar, match=r"Regel 1 van .*\.jsonl"):
        anchors.read(tmp_path)
