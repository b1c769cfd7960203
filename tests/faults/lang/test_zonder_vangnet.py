"""The controls of the kill test: with one net taken away, the same harness must find what falls (FLT-1).

The services of the stack are held down; the same processes, sabotaged, run in their place.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from infra import people
from infra.faults.client import Client
from infra.faults.kills import Killer, Report, Target
from infra.processes import OVERIG, SERVICES
from services.kern.errors import NietBeschikbaar
from tests.stack import Stack, eventually

ROOT = Path(__file__).parents[3]


def toestand() -> dict:
    return json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())


@asynccontextmanager
async def gesaboteerd(stack: Stack, hoe: str) -> AsyncIterator[None]:
    """The processes of this stack with this mistake in them; afterwards the good ones again."""
    nu = toestand()
    neer, pid = Path(nu["control"]) / "diensten.neer", nu["pids"]["diensten"]
    neer.touch()
    os.kill(pid, signal.SIGKILL)
    command = [sys.executable, "-m", "infra.faults.sabotage", hoe, *SERVICES, *OVERIG]
    log = Path(nu["control"]) / f"{hoe}.log"

    async def antwoordt() -> bool:
        try:
            await people.load(stack.beheer)
        except NietBeschikbaar:
            return False
        return True

    with log.open("wb") as uit:
        proces = subprocess.Popen(command, cwd=ROOT, stdout=uit, stderr=uit)
    try:
        await eventually(antwoordt, seconden=180, wat="de gesaboteerde diensten antwoorden")
        yield
    finally:
        proces.kill()
        await asyncio.to_thread(proces.wait)
        neer.unlink(missing_ok=True)

        async def terug() -> bool:
            stand = toestand()["processes"]["diensten"]
            return stand["ready"] and stand["pid"] not in (None, pid) and await antwoordt()

        await eventually(terug, seconden=180, wat="de diensten er weer zijn")


async def gedood(stack: Stack, hoe: str, doel: Target, keer: int) -> Report:
    async with gesaboteerd(stack, hoe):
        client = await Client.open()
        try:
            return await Killer(client, seed=1).run(keer, [doel], patience=20)
        finally:
            await client.close()


async def test_zonder_outbox_vindt_de_proef_wat_verloren_ging(stack: Stack):
    """Each death between the commit and the telling loses one fact, and nobody else will tell it."""
    verslag = await gedood(stack, "dubbel_schrijven", ("thuiszitters", "act.after_commit"), 6)
    assert verslag.kills == 6, verslag.missed
    assert verslag.verdict.lost == 6, verslag.verdict.wrong
    assert verslag.verdict.doubled == 0
    assert all(fout.startswith("swv.") for fout in verslag.verdict.wrong)
    assert not verslag.good


async def test_zonder_inbox_vindt_de_proef_wat_dubbel_gebeurde(stack: Stack):
    """Each death between the commit and the ack applies one fact twice, and tells twice what came of it."""
    verslag = await gedood(stack, "geen_inbox", ("thuiszitters", "reaction.after_commit"), 2)
    assert verslag.kills == 2, verslag.missed
    assert (verslag.verdict.lost, verslag.verdict.doubled) == (0, 6), verslag.verdict.wrong
    for waar in ("thuiszitters tijdlijn plaatsing_verwacht", "thuiszitters audit plaatsing_verwacht", "swv."):
        assert any(fout.startswith(waar) for fout in verslag.verdict.wrong), verslag.verdict.wrong
    assert verslag.invariants["I6"]["goed"] is False, "een geschiedenis met een feit te veel is geen pad dat mag"
    assert not verslag.good


@pytest.mark.parametrize("omgeving", ["productie", "demo", "ontwikkeling"])
def test_sabotage_kan_alleen_op_een_teststapel(omgeving: str):
    command = [sys.executable, "-m", "infra.faults.sabotage", "geen_inbox", "financien"]
    uit = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"MEEDOEN_OMGEVING": omgeving}, capture_output=True, text=True, timeout=60
    )
    assert uit.returncode == 1
    assert "alleen op een teststapel" in uit.stderr


def test_niets_van_het_product_kent_de_sabotage():
    """The launcher starts it by its name; nobody imports it."""
    gelezen = 0
    for map in ("services", "web", "tenants", "infra"):
        for bestand in (ROOT / map).rglob("*.py"):
            if "node_modules" not in bestand.parts and "faults" not in bestand.parts:
                gelezen += 1
                haalt = re.search(r"^\s*(from|import) infra\.faults", bestand.read_text(), flags=re.MULTILINE)
                assert haalt is None, bestand
    assert gelezen > 200
