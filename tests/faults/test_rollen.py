"""A rolling restart under load: nobody sees a failed request, nothing is lost or doubled (trust.md, UPG-3).

On the stack of the tests, from this code to this code with another mark: what continuous integration can do in a clone
without history. Old and new code together: `./meedoen upgrade --van COMMIT` and tests/faults/lang/test_oud_en_nieuw.py.
"""

from __future__ import annotations

from typing import Any

import httpx2
import pytest_asyncio

from infra.faults import upgrade
from infra.faults.client import Client
from infra.settings import settings
from tests.stack import Stack

# Long enough that the load goes on well after the change on a busy computer: the new release must answer too.
SECONDEN, PER_SECONDE, SAMEN = 34.0, 20.0, 1.5


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def overgang(stack: Stack) -> dict[str, Any]:
    """The report of one roll under load, and which processes there were before and after."""
    client = await Client.open()
    voor = stack.pids()
    try:
        verslag = await upgrade.run(client, seconds=SECONDEN, rate=PER_SECONDE, together=SAMEN)
    finally:
        await client.close()
    return verslag | {"voor": voor, "na": stack.pids()}


def test_upg_3_er_mislukt_geen_enkel_verzoek(overgang: dict[str, Any]):
    assert overgang["overgang"]["gelukt"], overgang["overgang"]
    assert overgang["failed"] == 0, overgang["mis"]
    assert overgang["requests"] >= SECONDEN * PER_SECONDE * 0.6
    assert overgang["p99_ms"] <= upgrade.LIMIT_MS


def test_upg_3_er_gaat_niets_verloren_en_niets_gebeurt_dubbel(overgang: dict[str, Any]):
    assert (overgang["lost"], overgang["doubled"]) == (0, 0), overgang["mis"]
    assert overgang["begonnen"] > 20 and overgang["uploads"] > 0 and overgang["soorten"]["dubbel"] > 0


def test_upg_3_oud_en_nieuw_werkten_samen(overgang: dict[str, Any]):
    """Both releases answered, and every process that must go over did."""
    assert overgang["door"]["nieuw"] > 20 and sum(overgang["door"].values()) > overgang["door"]["nieuw"] + 20
    stappen = {stap["proces"]: stap for stap in overgang["overgang"]["stappen"]}
    assert list(stappen) == ["migratie", "diensten", "web"]
    assert min(stappen["diensten"]["samen_s"], stappen["web"]["samen_s"]) >= SAMEN
    gewisseld = {naam for naam in overgang["voor"] if overgang["voor"][naam] != overgang["na"][naam]}
    assert gewisseld == {"diensten", "web"}


async def test_na_de_overgang_is_de_voordeur_open(stack: Stack, overgang: dict[str, Any]):
    async with httpx2.AsyncClient(base_url=settings().app_url) as client:
        assert (await client.get("/gezond")).status_code == 200
