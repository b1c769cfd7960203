"""What should have happened and did not is seen by who runs the installation: `status`, and the log (trust.md 5.12)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest_asyncio

from infra import watch
from infra.database import Database
from infra.faults.client import Client
from infra.faults.loads import PO, Ledger, Loads
from infra.processes import SERVICES, load
from tests.faults.ingreep import ROOT, aantal, kind
from tests.stack import Stack, eventually

METEEN = [replace(check, na=timedelta(0)) for check in watch.CHECKS]


@pytest_asyncio.fixture(loop_scope="session")
async def diensten() -> AsyncIterator[list]:
    paren = [(load(naam), Database(load(naam), pool=1)) for naam in SERVICES]
    yield paren
    for _, database in paren:
        await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def loads(stack: Stack) -> AsyncIterator[Loads]:
    client = await Client.open()
    yield Loads(client, Ledger())
    await client.close()


@contextmanager
def stil(stack: Stack, naam: str) -> Iterator[None]:
    pid = kind(stack, naam)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def gezien(diensten: list, checks: list[watch.Check] | None = None) -> dict[tuple[str, str], watch.Finding]:
    gevonden = await watch.look(diensten, watch.CHECKS if checks is None else checks)
    return {(een.dienst, een.wat): een for een in gevonden if een.tenant in (PO, "")}


async def test_een_feit_dat_niet_wordt_verteld_valt_op(stack: Stack, loads: Loads, diensten: list):
    loads.turn = 0
    with stil(stack, "commissie"):
        await loads.behandeling()
        gevonden = (await gezien(diensten, METEEN))["commissie", "feiten_niet_verteld"]
        assert gevonden.aantal >= 1 and gevonden.oudste_s < 60
        assert ("commissie", "feiten_niet_verteld") not in await gezien(diensten), "een minuut mag het duren"

    async def verteld() -> bool:
        return ("commissie", "feiten_niet_verteld") not in await gezien(diensten, METEEN)

    await eventually(verteld, wat="het feit alsnog is verteld")


async def test_een_bericht_en_een_controle_die_blijven_liggen_vallen_op(stack: Stack, loads: Loads, diensten: list):
    """The worker stands still. After a quarter of an hour and ten minutes by the clock of the stack, not before."""
    loads.turn = 0
    with stil(stack, "werker"):
        await loads.uitnodigen()  # in the PO
        loads.turn = 0
        await loads.document()
        nu = await gezien(diensten, METEEN)
        assert nu["intake", "berichten_niet_verstuurd"].aantal >= 1
        assert nu["intake", "documenten_niet_gecontroleerd"].aantal >= 1
        te_vroeg = await gezien(diensten)
        assert not {"berichten_niet_verstuurd", "documenten_niet_gecontroleerd"} & {wat for _, wat in te_vroeg}
        grenzen = {check.wat: check.na for check in watch.CHECKS}
        assert grenzen["berichten_niet_verstuurd"] == timedelta(minutes=15)
        assert grenzen["documenten_niet_gecontroleerd"] == timedelta(minutes=10)
        assert grenzen["feiten_niet_verteld"] == timedelta(seconds=60)

    async def gedaan() -> bool:
        weg = {"berichten_niet_verstuurd", "documenten_niet_gecontroleerd"}
        return not weg & {wat for _, wat in await gezien(diensten, METEEN)}

    await eventually(gedaan, seconden=120, wat="alles alsnog is gedaan")


async def test_flt_9_een_klok_die_stilstaat_valt_op(stack: Stack, diensten: list):
    """The dead man's switch: the clock says every quarter minute that it looked."""

    async def klopt() -> bool:
        return await aantal(stack, "select count(*) from sec.hartslag where op > now() - interval '1 minute'") == 1

    await eventually(klopt, seconden=90, wat="de klok van zich laat horen")
    assert ("klok", "klok_staat_stil") not in await gezien(diensten)
    with stil(stack, "klok"):
        await stack.sql("update sec.hartslag set op = now() - interval '6 minutes'")
        assert (await gezien(diensten))["klok", "klok_staat_stil"].oudste_s >= 360

    async def weer() -> bool:
        return ("klok", "klok_staat_stil") not in await gezien(diensten)

    await eventually(weer, seconden=90, wat="de klok weer loopt")


def status(*woorden: str) -> subprocess.CompletedProcess[str]:
    naam = json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())["name"]
    return subprocess.run(
        [ROOT / "meedoen", "status", "--stapel", naam, *woorden], capture_output=True, text=True, timeout=90
    )


def _meldingen(machine: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [melding for stapel in json.loads(machine.stdout)["stapels"] for melding in stapel["meldingen"]]


async def test_status_noemt_wat_er_wacht_en_eindigt_dan_niet_met_nul(stack: Stack):
    id = uuid4()
    await stack.sql(
        "insert into financien.geparkeerd (tenant, id, feit, envelope, fout, op)"
        " values ($1, $2, 'nl.meedoen.proef', '{}', 'Proef', now())",
        PO,
        id,
    )
    regel = f"LET OP financien {PO}: 1 feiten konden niet worden verwerkt"

    async def verslagen() -> Any:
        """Both forms; asked again when the computer was too busy to answer in time, which status says too."""
        uit = await asyncio.gather(asyncio.to_thread(status), asyncio.to_thread(status, "--json"))
        return uit if regel in uit[0].stdout and "toezicht" not in {m["dienst"] for m in _meldingen(uit[1])} else None

    try:
        tekst, machine = await eventually(verslagen, seconden=120, wat="status het feit noemt")
    finally:
        await stack.sql("delete from financien.geparkeerd where id = $1", id)
    assert tekst.returncode == 1
    verslag = json.loads(machine.stdout)
    assert machine.returncode == 1 and verslag["in_orde"] is False
    (stapel,) = verslag["stapels"]
    assert stapel["processen"]["web"]["ready"] is True
    (melding,) = [m for m in stapel["meldingen"] if (m["dienst"], m["tenant"]) == ("financien", PO)]
    assert (melding["wat"], melding["aantal"]) == ("feiten_geparkeerd", 1)
