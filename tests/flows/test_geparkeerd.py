"""A fact of a kind that nobody here knows waits for who does; what is put aside is tried again or dropped (UPG-4)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest
import pytest_asyncio

from infra import clock, parked
from infra.database import Database
from infra.processes import load
from services.commissie.contract import BesluitBekendgemaakt
from services.kern.feit import Envelope, envelope
from tests.faults.ingreep import aantal, gedraaid, uitgevoerd
from tests.stack import Stack, eventually

TENANT = "swv2202po"
HOREN = ("intake", "commissie", "thuiszitters", "financien")


def besluit() -> Envelope:
    feit = BesluitBekendgemaakt(
        zaak=uuid4(), uitkomst="toegekend", soort="sbo", categorie=None, nummer="PO2202-2026-77777",
        van=date(2026, 12, 1), tot_en_met=date(2028, 7, 31), school="16MA00", bestuur="42830", beoogde_school="19CO00",
        leerling_id=uuid4(), bekendgemaakt_op=date(2026, 11, 23),
    )  # fmt: skip
    return envelope(feit, id=uuid4(), tenant=TENANT, time=clock.nu())


def van_morgen(feit: Envelope) -> Envelope:
    """As a newer version tells it: of a kind that has no name here yet."""
    return msgspec.structs.replace(feit, dataschema="urn:meedoen:feit:1:FeitVanMorgen", data=feit.data | {"nieuw": 1})


async def vertel(stack: Stack, feit: Envelope, onderwerp: str) -> None:
    await stack.beheer.publish_fact(onderwerp, str(feit.id), msgspec.json.encode(feit))


async def wacht(stack: Stack, dienst: str, id: UUID) -> list[str]:
    return [rij["fout"] for rij in await stack.sql(f"select fout from {dienst}.geparkeerd where id = $1", id)]


@pytest_asyncio.fixture(loop_scope="session")
async def financien() -> AsyncIterator[tuple]:
    dienst = load("financien")
    database = Database(dienst, pool=1)
    yield dienst, database
    await database.close()


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _niets_blijft_liggen(stack: Stack) -> AsyncIterator[None]:
    yield
    for dienst in HOREN:
        await stack.sql(f"delete from {dienst}.geparkeerd where feit like '%besluit-bekendgemaakt'")


async def test_upg_4_een_soort_die_niemand_kent_wacht_en_houdt_niemand_op(stack: Stack):
    vreemd, gewoon = van_morgen(besluit()), besluit()
    onderwerp = BesluitBekendgemaakt.onderwerp(TENANT)
    await vertel(stack, vreemd, onderwerp)
    await vertel(stack, gewoon, onderwerp)

    async def gehoord() -> bool:
        return await aantal(stack, "select count(*) from financien.inbox where id = $1", gewoon.id) == 1

    await eventually(gehoord, wat="het feit erna is gehoord")

    async def overal() -> bool:
        return all([await wacht(stack, dienst, vreemd.id) == [parked.ONBEKEND] for dienst in HOREN])

    await eventually(overal, wat="het feit bij iedereen wacht")
    assert await aantal(stack, "select count(*) from financien.inbox where id = $1", vreemd.id) == 0


async def test_upg_4_een_veld_dat_niemand_kent_wordt_overgeslagen(stack: Stack):
    feit = besluit()
    ruimer = msgspec.structs.replace(feit, data=feit.data | {"veld_van_morgen": {"x": [1]}})
    await vertel(stack, ruimer, BesluitBekendgemaakt.onderwerp(TENANT))

    async def verwerkt() -> bool:
        return (
            await aantal(stack, "select count(*) from financien.verplichting where zaak = $1", UUID(feit.subject)) == 2
        )

    await eventually(verwerkt, wat="het feit is verwerkt")


async def leg_neer(stack: Stack, feit: Envelope, fout: str) -> None:
    await stack.sql(
        "insert into financien.geparkeerd (tenant, id, feit, envelope, fout, op) values ($1, $2, $3, $4, $5, now())",
        TENANT,
        feit.id,
        feit.type,
        msgspec.json.encode(feit).decode(),
        fout,
    )


async def test_upg_4_wie_de_soort_nu_kent_pakt_haar_zelf_op(stack: Stack, financien: tuple):
    """Put aside by the version before, which did not know it; what is still unknown and what failed stay."""
    bekend, onbekend, mislukt = besluit(), van_morgen(besluit()), besluit()
    for feit, fout in ((bekend, parked.ONBEKEND), (onbekend, parked.ONBEKEND), (mislukt, "NietGevonden")):
        await leg_neer(stack, feit, fout)
    await parked.pick_up(*financien)

    async def opgepakt() -> bool:  # by us, or by the service itself at the same moment
        return await wacht(stack, "financien", bekend.id) == []

    await eventually(opgepakt, wat="het feit is opgepakt")
    assert await aantal(stack, "select count(*) from financien.inbox where id = $1", bekend.id) == 1
    verplicht = "select count(*) from financien.verplichting where zaak = $1"
    assert await aantal(stack, verplicht, UUID(bekend.subject)) == 2
    assert await wacht(stack, "financien", onbekend.id) == [parked.ONBEKEND]
    assert await wacht(stack, "financien", mislukt.id) == ["NietGevonden"]


async def test_flt_7_wie_meedoen_draait_ziet_wat_wacht_en_probeert_het_nog_eens_of_legt_het_weg(stack: Stack):
    goed, fout = besluit(), besluit()
    kapot = msgspec.structs.replace(fout, data={naam: w for naam, w in fout.data.items() if naam != "van"})
    await leg_neer(stack, goed, "OperationalError")
    await leg_neer(stack, kapot, "ValidationError")
    code, uit = await gedraaid("infra.parked")
    assert code == 1 and str(goed.id) in uit and str(kapot.id) in uit and "ValidationError" in uit
    assert "verwerkt" in await uitgevoerd("infra.parked", "opnieuw", str(goed.id))
    assert await aantal(stack, "select count(*) from financien.inbox where id = $1", goed.id) == 1
    code, uit = await gedraaid("infra.parked", "opnieuw", str(kapot.id))
    assert code == 1 and "lukt weer niet: ValidationError" in uit
    assert await wacht(stack, "financien", kapot.id) == ["ValidationError"]
    assert "weggelegd" in await uitgevoerd("infra.parked", "weg", str(kapot.id))
    assert await wacht(stack, "financien", kapot.id) == []
    for feit, handeling in ((goed, "geparkeerd_feit_opnieuw"), (kapot, "geparkeerd_feit_weggelegd")):
        sql = "select count(*) from financien.audit where zaak = $1 and wat = $2"
        assert await aantal(stack, sql, UUID(feit.subject), handeling) == 1
    code, uit = await gedraaid("infra.parked", "weg", str(kapot.id))
    assert code == 1 and "geen geparkeerd feit" in uit


@pytest.mark.parametrize("dienst", HOREN)
async def test_elke_dienst_kan_zeggen_wat_er_wacht(dienst: str):
    database = Database(load(dienst), pool=1)
    try:
        assert all(een.dienst == dienst for een in await parked.overview(load(dienst), database))
    finally:
        await database.close()


async def test_werk_dat_is_opgegeven_gaat_opnieuw_of_wordt_weggelegd(stack: Stack):
    ids = [uuid4(), uuid4()]
    for id in ids:
        await stack.sql(
            "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status, pogingen, fout)"
            " values ($1, $2, $3, 'proef', '{}', now() + interval '1 hour', 'mislukt', 8, 'Proef')",
            TENANT,
            id,
            uuid4(),
        )
    dienst = load("intake")
    database = Database(dienst, pool=1)
    try:
        assert {een.id for een in await parked.overview(dienst, database) if een.taak} >= set(ids)
        # Left to be due in an hour, so that no worker meets a kind of work that exists here only.
        assert await parked.task(dienst, database, TENANT, ids[1], again=False)
        assert not await parked.task(dienst, database, TENANT, ids[1], again=True), "weg is weg"
    finally:
        await database.close()
    (rij,) = await stack.sql("select status from intake.taak where id = $1", ids[1])
    assert rij["status"] == "vervallen"
    await stack.sql("delete from intake.taak where id = any($1)", ids)
