"""kill -9 at every fail point, with a client that retries with the same key: nothing lost, nothing doubled.

The points are those of trust.md, appendix A3. A process that is killed is started again by its parent; the client
asks again with the same `opdracht`. After each kill the effects are counted in the database.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest

from infra import clock
from infra.bus import STREAM
from infra.failpoints import POINTS
from services.commissie.contract import BesluitBekendgemaakt
from services.kern.bericht import Opdracht
from services.kern.errors import NietBeschikbaar
from services.kern.feit import Feit, envelope
from services.thuiszitters.contract import ThuiszitterMelden
from tests.flows.intake_dossier import School
from tests.stack import Stack, eventually

RONDES = int(os.environ.get("MEEDOEN_KILLS_RONDES", "2"))
BIJ_EEN_HANDELING = [p for p in POINTS if p.startswith(("act.", "relay."))]
BIJ_EEN_REACTIE = [p for p in POINTS if p.startswith("reaction.")]
BIJ_EEN_TAAK = [p for p in POINTS if p.startswith("job.")]


@pytest.fixture(autouse=True)
def _kort_geduld(stack: Stack) -> Iterator[None]:
    """A killed service does not answer; the client asks again after a second."""
    stack.geduld = 1.0
    yield
    stack.geduld = 10.0


def wapen(punt: str) -> Path:
    """Arm one point: the first process that comes there dies, and the file is gone."""
    map = Path(os.environ["MEEDOEN_FAILPOINTS"])
    map.mkdir(exist_ok=True)
    bestand = map / punt
    bestand.write_text("")
    return bestand


async def met_herhaling(vraag: Callable[[], Awaitable[object]], pogingen: int = 100) -> object:
    """Ask until there is an answer, with the same message each time."""
    for _ in range(pogingen):
        try:
            return await vraag()
        except NietBeschikbaar:
            await asyncio.sleep(0.1)
    raise AssertionError("de dienst kwam niet terug")


async def geraakt(bestand: Path) -> None:
    async def weg() -> bool:
        return not bestand.exists()

    await eventually(weg, wat=f"het punt {bestand.name} wordt geraakt")


async def aantal(stack: Stack, sql: str, *args: object) -> int:
    return (await stack.sql(sql, *args))[0][0]


async def alles_verzonden(stack: Stack, schema: str) -> None:
    async def leeg() -> bool:
        return await aantal(stack, f"select count(*) from {schema}.outbox where verzonden_op is null") == 0

    await eventually(leeg, seconden=30, wat=f"de outbox van {schema} leeg is")


async def op_de_stroom(stack: Stack, onderwerp: str, zaak: UUID) -> int:
    """How often a fact about this case lies on the stream."""
    js = stack.beheer.client.jetstream()
    info = await js.stream_info(STREAM, subjects_filter=onderwerp)
    geteld = 0
    consumer = await js.pull_subscribe(onderwerp, stream=STREAM)
    te_gaan = (info.state.subjects or {}).get(onderwerp, 0)
    while te_gaan > 0:
        for msg in await consumer.fetch(min(te_gaan, 100), timeout=5):
            te_gaan -= 1
            geteld += msgspec.json.decode(msg.data)["subject"] == str(zaak)
    await consumer.unsubscribe()
    return geteld


@pytest.mark.parametrize("punt", BIJ_EEN_HANDELING)
async def test_een_handeling_gaat_niet_verloren_en_gebeurt_niet_dubbel(stack: Stack, punt: str):
    for _ in range(RONDES):
        opdracht: Opdracht = ThuiszitterMelden(opdracht=uuid4(), leerling_id=uuid4(), sinds=date(2026, 11, 2))
        bestand = wapen(punt)
        antwoord = await met_herhaling(lambda o=opdracht: stack.ask("thuiszitters", o, als="iris"))
        await geraakt(bestand)
        # The key gives the same answer again, also after the kill.
        assert await met_herhaling(lambda o=opdracht: stack.ask("thuiszitters", o, als="iris")) == antwoord
        await alles_verzonden(stack, "thuiszitters")
        zaak = antwoord.id
        assert (
            await aantal(
                stack, "select count(*) from thuiszitters.thuiszitter where leerling_id = $1", opdracht.leerling_id
            )
            == 1
        )
        for tabel in ("tijdlijn", "audit"):
            assert await aantal(stack, f"select count(*) from thuiszitters.{tabel} where zaak = $1", zaak) == 1, tabel
        assert await op_de_stroom(stack, "swv.swv2202po.thuiszitters.thuiszitter.gemeld", zaak) == 1


def besluit(zaak: UUID) -> BesluitBekendgemaakt:
    return BesluitBekendgemaakt(
        zaak=zaak,
        uitkomst="toegekend",
        soort="sbo",
        categorie=None,
        nummer=f"PO2202-2026-{zaak.int % 90000 + 10000}",
        van=date(2026, 12, 1),
        tot_en_met=date(2028, 7, 31),
        school="16MA00",
        bestuur="42830",
        beoogde_school="19CO00",
        leerling_id=uuid4(),
        bekendgemaakt_op=date(2026, 11, 23),
    )


async def vertel(stack: Stack, feit: Feit, *, id: UUID, tenant: str = "swv2202po") -> None:
    """Put a fact on the stream as the deployment user; services themselves cannot tell another's facts."""
    wrapped = envelope(feit, id=id, tenant=tenant, time=clock.nu())
    await stack.beheer.publish_fact(feit.onderwerp(tenant), str(id), msgspec.json.encode(wrapped))


@pytest.mark.parametrize("punt", BIJ_EEN_REACTIE)
async def test_een_feit_werkt_precies_een_keer(stack: Stack, punt: str):
    for _ in range(RONDES):
        zaak, id = uuid4(), uuid4()
        bestand = wapen(punt)
        await vertel(stack, besluit(zaak), id=id)
        await geraakt(bestand)

        async def vastgelegd(zaak: UUID = zaak) -> bool:
            return await aantal(stack, "select count(*) from financien.verplichting where zaak = $1", zaak) > 0

        await eventually(vastgelegd, seconden=45, wat="de verplichting is vastgelegd")
        await alles_verzonden(stack, "financien")
        # 1 December 2026 to 31 July 2028 touches two school years.
        assert await aantal(stack, "select count(*) from financien.verplichting where zaak = $1", zaak) == 2
        assert await aantal(stack, "select count(*) from financien.inbox where id = $1", id) == 1
        assert await aantal(stack, "select count(*) from financien.tijdlijn where zaak = $1", zaak) == 1
        assert await op_de_stroom(stack, "swv.swv2202po.financien.verplichting.vastgelegd", zaak) == 1


async def test_een_feit_dat_twee_keer_wordt_verteld_werkt_een_keer(stack: Stack):
    zaak, id = uuid4(), uuid4()
    feit = besluit(zaak)
    await vertel(stack, feit, id=id)
    wrapped = envelope(feit, id=id, tenant="swv2202po", time=clock.nu())
    # Outside the dedup window the server takes it again: without the message id it always does.
    js = stack.beheer.client.jetstream()
    for _ in range(3):
        await js.publish(feit.onderwerp("swv2202po"), msgspec.json.encode(wrapped))
    # A later fact is heard after the doubled ones: then all of them have been judged.
    daarna, daarna_id = uuid4(), uuid4()
    await vertel(stack, besluit(daarna), id=daarna_id)

    async def gehoord() -> bool:
        return await aantal(stack, "select count(*) from financien.inbox where id = $1", daarna_id) == 1

    await eventually(gehoord, seconden=20, wat="het latere feit is gehoord")
    assert await aantal(stack, "select count(*) from financien.verplichting where zaak = $1", zaak) == 2
    assert await aantal(stack, "select count(*) from financien.tijdlijn where zaak = $1", zaak) == 1


async def document_in_dossier(stack: Stack) -> tuple[UUID, UUID]:
    """A new concept with one document, which a job will scan."""
    school = await School(stack).begin()
    return school.id, await school.document("opp")


@pytest.mark.parametrize("punt", BIJ_EEN_TAAK)
async def test_een_taak_wordt_precies_een_keer_gedaan(stack: Stack, punt: str):
    for _ in range(RONDES):
        bestand = wapen(punt)
        zaak, document = await met_herhaling(lambda: document_in_dossier(stack))
        await geraakt(bestand)

        async def bruikbaar(document: UUID = document) -> bool:
            status = await stack.sql("select status from intake.document where id = $1", document)
            return status[0]["status"] == "bruikbaar"

        await eventually(bruikbaar, seconden=60, wat="het document is gecontroleerd")
        await alles_verzonden(stack, "intake")
        feiten = "select count(*) from intake.tijdlijn where zaak = $1 and feit = 'document_gecontroleerd'"
        assert await aantal(stack, feiten, zaak) == 1
        assert await op_de_stroom(stack, "swv.swv2202po.intake.document.gecontroleerd", zaak) == 1


def test_elk_punt_van_de_lijst_wordt_geraakt():
    assert {*BIJ_EEN_HANDELING, *BIJ_EEN_REACTIE, *BIJ_EEN_TAAK} == set(POINTS)
    assert len(POINTS) * RONDES >= 30
