"""A file whose judgement is told twice at the same moment is judged once: the second sees, after its lock, that it was.

The second judge runs here, on the same servers, and reaches the scanner through a door of this test. That door stays
shut until the first has finished, so that both have read a file that waits.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock, files, scan
from infra.database import Database
from infra.demo.oso import document, dossier, xml
from infra.jobs import run_task
from infra.processes import load
from infra.settings import settings
from services.intake.arrangementen.contract import FactuurIndienen
from tests.flows.gesprek_dossier import gesprek_beginnen
from tests.flows.intake_dossier import pdf
from tests.flows.jong_kind import jong_kind
from tests.flows.oso_dossier import inlezen
from tests.flows.stuk_dossier import verslag_toevoegen
from tests.flows.test_dossierstukken import leerling
from tests.flows.test_facturen import toegekend
from tests.stack import Stack, eventually

Wacht = Callable[[], Awaitable[UUID]]


@asynccontextmanager
async def deur(monkeypatch: pytest.MonkeyPatch, pad: Path) -> AsyncIterator[tuple[asyncio.Event, asyncio.Event]]:
    """A path that leads to the real scanner once `open_` is set; `aan` says that somebody stands before it."""
    aan, open_, echt = asyncio.Event(), asyncio.Event(), settings().clamd_host

    async def door(van: asyncio.StreamReader, naar: asyncio.StreamWriter) -> None:
        aan.set()
        await open_.wait()
        lezen, schrijven = await asyncio.open_unix_connection(echt)

        async def heen() -> None:
            while stuk := await van.read(65_536):
                schrijven.write(stuk)
                await schrijven.drain()

        taak = asyncio.create_task(heen())
        naar.write(await lezen.read(4096))
        await naar.drain()
        taak.cancel()
        naar.close()
        schrijven.close()

    server = await asyncio.start_unix_server(door, str(pad))
    via = dataclasses.replace(settings(), clamd_host=str(pad))
    monkeypatch.setattr(scan, "settings", lambda: via)
    try:
        yield aan, open_
    finally:
        open_.set()
        server.close()


async def van_voorschool(stack: Stack) -> Wacht:
    kind = await jong_kind(stack)
    await kind.binnen()
    return kind.bijlage


async def van_dossier(stack: Stack) -> Wacht:
    wie, id = await leerling(stack)

    async def maken() -> UUID:
        return await verslag_toevoegen(wie, id, await gesprek_beginnen(wie, id))

    return maken


async def van_oso(stack: Stack) -> Wacht:
    async def maken() -> UUID:
        concept = await inlezen(stack, xml(dossier(bijlagen=[document("opp.pdf", pdf())])))
        return (await stack.sql("select id from intake.oso_bijlage where concept = $1", concept))[0]["id"]

    return maken


async def van_factuur(stack: Stack) -> Wacht:
    hulp = await toegekend(stack)

    async def maken() -> UUID:
        upload = await hulp.school.uploaden(pdf("Factuur"), als="sofie")
        velden = {"nummer": f"2026-{uuid4().hex[:6]}", "afzender": "Praktijk De Brug", "cent": 100_00}
        vraag = FactuurIndienen(
            opdracht=uuid4(), arrangement_id=hulp.id, upload=upload, datum=clock.vandaag(),
            bestandsnaam="factuur.pdf", **velden,
        )  # fmt: skip
        return (await stack.ask("intake", vraag, "sofie")).id

    return maken


SOORTEN: dict[str, tuple[Callable[[Stack], Awaitable[Wacht]], str, str, str]] = {
    "overdrachtsbijlage": (van_voorschool, "overdrachtsbijlage_controleren", "bijlage", "status"),
    "dossierstuk": (van_dossier, "dossierstuk_controleren", "stuk", "status"),
    "oso_bijlage": (van_oso, "oso_bijlage_controleren", "bijlage", "status"),
    "factuur": (van_factuur, "factuur_controleren", "voor", "bestand_status"),
}


@pytest.mark.parametrize("tabel", SOORTEN)
async def test_een_bestand_dat_twee_keer_tegelijk_wordt_verteld_wordt_een_keer_beoordeeld(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tabel: str
):
    """What is done after judging is done once: one file to read, and one time the original goes."""
    maken, soort, naam, kolom = SOORTEN[tabel]
    maak = await maken(stack)
    database = Database(load("intake"), pool=2)

    async def rij(id: UUID) -> Any:
        return (await stack.sql(f"select * from intake.{tabel} where id = $1", id))[0]

    try:
        for poging in range(5):
            async with deur(monkeypatch, tmp_path / f"s{poging}") as (aan, open_):
                id = await maak()
                eerst = await rij(id)
                taak = await _nog_eens(stack, soort, naam, id)
                tweede = asyncio.create_task(run_task(load("intake"), database, eerst["tenant"], taak))
                wachter = asyncio.create_task(aan.wait())
                await asyncio.wait({tweede, wachter}, return_when=asyncio.FIRST_COMPLETED, timeout=15)
                wachter.cancel()
                if not aan.is_set():  # the first was too fast: this one saw at once that it was done
                    await tweede
                    continue

                async def klaar(id: UUID = id) -> bool:
                    return (await rij(id))[kolom] == "bruikbaar"

                await eventually(klaar, seconden=15, wat="de eerste is klaar")
                beoordeeld = dict(await rij(id))
                open_.set()
                assert await tweede
            assert dict(await rij(id)) == beoordeeld
            assert beoordeeld["sleutel"] is None and await files.get(beoordeeld["leesbaar"])
            weg = await stack.sql(
                "select lading::text as lading from intake.taak where soort = 'bestand_wissen'"
                " and (lading ->> 'sleutel' = $1 or zaak = $2 and lading ->> 'sleutel' is null)",
                eerst["sleutel"],
                (await stack.sql("select zaak from intake.taak where id = $1", taak))[0]["zaak"],
            )
            assert len(weg) == 1
            return
        pytest.fail("de eerste was steeds klaar voordat de tweede begon")
    finally:
        await database.close()


async def _nog_eens(stack: Stack, soort: str, naam: str, id: UUID) -> UUID:
    """The same job once more, as if it was told twice: the row of the first, under another id."""
    taak = uuid4()
    nieuw = await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " select tenant, $1, zaak, soort, lading, actie_op, 'aangeboden' from intake.taak"
        " where soort = $2 and lading ->> $3 = $4 limit 1 returning id",
        taak,
        soort,
        naam,
        str(id),
    )
    assert nieuw
    return taak
