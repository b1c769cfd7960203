"""kill -9 of each process at each fail point, with a client that retries with the same key (FLT-1).

The same harness as `./meedoen faults`, on the stack of the tests. It runs once; each test reads a part of its report.
"""

from __future__ import annotations

import os
import random

import msgspec
import pytest
import pytest_asyncio

from infra import clock
from infra.failpoints import POINTS
from infra.faults.client import Client
from infra.faults.invariants import CHECKS
from infra.faults.kills import ALL, TARGETS, Killer, Report, plan
from infra.faults.loads import PO, Ledger, Loads
from infra.processes import OVERIG, SERVICES
from services.kern.feit import envelope
from tests.stack import Stack, eventually

KILLS = int(os.environ.get("MEEDOEN_KILLS", "66"))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def verslag(stack: Stack) -> Report:
    client = await Client.open()
    try:
        return await Killer(client, seed=2026).run(KILLS)
    finally:
        await client.close()


def test_er_gaat_niets_verloren(verslag: Report):
    assert verslag.verdict.checked > 3 * KILLS
    assert verslag.verdict.lost == 0, verslag.verdict.wrong


def test_er_gebeurt_niets_dubbel(verslag: Report):
    assert verslag.verdict.doubled == 0, verslag.verdict.wrong


def test_elk_punt_en_elk_proces_is_geraakt(verslag: Report):
    assert verslag.missed == []
    assert verslag.kills == KILLS >= 60
    assert {point for point in POINTS if verslag.hits[point] >= KILLS // len(POINTS)} == set(POINTS)
    assert set(verslag.processes) == {*SERVICES, *OVERIG, "web"}
    assert verslag.asked_again > 0, "geen enkele vraag is herhaald: dan is er niets beproefd"


@pytest.mark.parametrize("nummer", [number for number, _, _ in CHECKS])
def test_de_invariant_houdt(verslag: Report, nummer: str):
    gevonden = verslag.invariants[nummer]
    assert gevonden["goed"] is True, gevonden
    assert gevonden["bekeken"] > 0


def test_elk_punt_van_de_lijst_heeft_een_proces_dat_er_komt():
    assert {point for points in TARGETS.values() for point in points} == set(POINTS)
    assert set(TARGETS) == {*SERVICES, *OVERIG, "web"}
    for kills in (len(POINTS), 60, 500):
        gepland = plan(kills, random.Random(1))
        per_punt = [sum(1 for _, point in gepland if point == p) for p in POINTS]
        assert sum(per_punt) == kills and max(per_punt) - min(per_punt) <= 1
    assert set(plan(500, random.Random(1))) == set(ALL)


async def test_een_feit_dat_twee_keer_wordt_verteld_werkt_een_keer(stack: Stack):
    client = await Client.open()
    try:
        grootboek = Ledger()
        loads = Loads(client, grootboek)
        await loads.besluit()
        ((id, feit),) = grootboek.facts.items()
        # Outside the dedup window the server takes it again: without the message id it always does.
        js = client.beheer.client.jetstream()
        wrapped = msgspec.json.encode(envelope(feit, id=id, tenant=PO, time=clock.nu()))
        for _ in range(3):
            await js.publish(feit.onderwerp(PO), wrapped)
        # A later fact is heard after the doubled ones: then all of them have been judged.
        await loads.besluit()
        daarna = list(grootboek.facts)[-1]

        async def gehoord() -> bool:
            return await client.value("select count(*) from financien.inbox where id = $1", daarna) == 1

        await eventually(gehoord, seconden=60, wat="het latere feit is gehoord")
        for count in grootboek.counts:
            if count.what.startswith("financien"):
                assert await client.value(count.sql, *count.args) == count.expected, count
    finally:
        await client.close()


def test_buiten_een_teststapel_doodt_niemand_iets(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from infra import failpoints

    (tmp_path / "act.start").write_text("")
    monkeypatch.setenv("MEEDOEN_FAILPOINTS", str(tmp_path))
    for omgeving in ("productie", "demo", "ontwikkeling", ""):
        monkeypatch.setenv("MEEDOEN_OMGEVING", omgeving)
        failpoints.fp("act.start")
        assert failpoints.folder() is None
    assert (tmp_path / "act.start").exists()
