"""The demo as a whole: one aanvraag per samenwerkingsverband through the front door, each by its own rules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tenants import registry
from tests.stack import Stack

EEN_PER_VERBAND = ["1", "3", "4", "5", "6"]
VIJF = ["swv2202po", "swv2201vo", "swv2510po", "swv2202vo", "swv2305vo"]


@pytest.fixture(scope="module")
def spel(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `./meedoen demo --exit --json` writes, played on this stack: the first story of each."""
    map = tmp_path_factory.mktemp("demo")
    uitslag = map / "stappen.json"
    omgeving = os.environ | {"MEEDOEN_DEMO_MAP": str(map)}
    klaar = subprocess.run(
        [sys.executable, "-m", "infra.demo", "--json", str(uitslag), "--verhaal", *EEN_PER_VERBAND],
        cwd=Path(__file__).parents[2],
        env=omgeving,
        capture_output=True,
        text=True,
        timeout=300,
    )
    stack.klok_terug()
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    return json.loads(uitslag.read_text())


@pytest.fixture(scope="module")
def per_tenant(spel: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {samenvatting["tenant"]: samenvatting for samenvatting in spel["samenvattingen"]}


def test_elk_samenwerkingsverband_komt_van_concept_tot_een_besluit_dat_vaststaat(spel: dict[str, Any]):
    assert spel["geslaagd"]
    assert list(dict.fromkeys(s["tenant"] for s in spel["samenvattingen"])) == VIJF
    for tenant in VIJF:
        stappen = [stap["stap"] for stap in spel["stappen"] if stap["tenant"] == tenant]
        volgorde = [
            "begint een aanvraag als concept",
            "dient de aanvraag in",
            "neemt het besluit",
            "het besluit staat vast",
        ]
        plaatsen = [stappen.index(stap) for stap in (*volgorde, "het besluit staat vast")]
        assert plaatsen == sorted(plaatsen), tenant


def test_elke_stap_noemt_de_rol_in_de_eigen_woorden(spel: dict[str, Any]):
    for stap in spel["stappen"]:
        if stap["tenant"]:
            assert stap["rol"], stap
    besloten = {s["tenant"]: s["rol"] for s in spel["stappen"] if s["stap"] == "neemt het besluit"}
    assert besloten["swv2305vo"] == "Voorzitter commissie toewijzing"
    assert besloten["swv2202vo"] == besloten["swv2510po"] == "Directeur-bestuurder"
    eindadvies = {
        s["tenant"]: (s["door"], s["uitkomst"]) for s in spel["stappen"] if s["stap"] == "maakt het eindadvies"
    }
    assert eindadvies["swv2510po"] == ("Nadia Verschoor", "de adviezen zijn het eens, dus is er geen vergadering")
    assert eindadvies["swv2202vo"] == ("Tjalling Weggemans", "zonder vergadering")
    assert eindadvies["swv2305vo"] == ("Yvette Spanjer", "de commissie heeft vergaderd")


def test_wat_een_handeling_van_de_eigen_procedure_is_draagt_haar_woorden(spel: dict[str, Any]):
    for naam in VIJF:
        tenant = registry.get(naam)
        titels = {stap.titel for procedure in tenant.procedures.values() for stap in procedure.stappen}
        eigen = {s["stap"]: s["eigen"] for s in spel["stappen"] if s["tenant"] == naam}
        for stap in ("dient de aanvraag in", "neemt het besluit", "maakt het besluit bekend"):
            assert eigen[stap] in titels, (naam, stap)


@pytest.mark.parametrize("naam", VIJF)
def test_de_samenvatting_zegt_wat_er_is_afgesproken_en_wat_ervan_kwam(per_tenant: dict[str, Any], naam: str):
    gezien, tenant = per_tenant[naam], registry.get(naam)
    assert gezien["naam"] == tenant.naam
    assert gezien["versie"]["bron"]
    assert [s["stap"] for s in gezien["procedure"]["stappen"]]
    assert {orgaan["titel"] for orgaan in gezien["organen"]} == {orgaan.titel for orgaan in tenant.organen.values()}
    assert all(isinstance(streven["gehaald"], bool) for streven in gezien["streefwaarden"]), gezien["streefwaarden"]
    assert gezien["beslisser"]["rol"] and gezien["beslisser"]["bron"] in gezien["beslisser"]["besluit"]
    assert gezien["termijn"]["stand"] == "Op tijd besloten"
    assert len(gezien["termijn"]["uitleg"]) >= 3
    assert gezien["tlv"]["nummer"].startswith(tenant.swv_nummer)


def test_een_streefwaarde_heeft_het_aandeel_dat_erbij_hoort(per_tenant: dict[str, Any]):
    def streven(naam: str) -> dict[str, int | None]:
        return {s["streven"]: s["aandeel_procent"] for s in per_tenant[naam]["streefwaarden"]}

    assert streven("swv2202po")["binnen 3 weken bij 99% van de aanvragen"] == 99
    assert streven("swv2201vo")["binnen 4 weken bij 80% van de aanvragen"] == 80
    assert streven("swv2305vo")["binnen 4 weken bij 85% van de aanvragen"] == 85
