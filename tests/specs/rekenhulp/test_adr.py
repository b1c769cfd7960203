"""De API volgens de NL API Design Rules, nagegaan met de linter van de standaard zelf."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest

from infra.launcher import places
from tests.specs.rekenhulp.ruleset import ADR, VRAGEN, ruleset
from web.api.openapi import document

SPECTRAL = places.DEV / "linter/node_modules/.bin/spectral"
ERNST = {0: "error", 1: "warning"}
# One line of what Spectral writes: place, severity, rule, sentence and (not always) the path.
REGEL = re.compile(r"\s*(\d+:\d+)\s+(error|warning)\s+(\S+)\s+(.*?)(?:\s{2,}(\S.*?))?\s*$")
GEVALLEN = sorted(map_.name for map_ in (ADR / "testcases").iterdir())
Klacht = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def regels(tmp_path_factory) -> Path:
    bestand = tmp_path_factory.mktemp("adr") / "ruleset.json"
    bestand.write_text(json.dumps(ruleset()))
    return bestand


def linten(regels: Path, *bestanden: Path) -> list[dict]:
    opdracht = [places.node(), SPECTRAL, "lint", "--quiet", "-f", "json", "-r", regels, *bestanden]
    klaar = subprocess.run([str(deel) for deel in opdracht], capture_output=True, text=True, timeout=120)
    assert klaar.returncode in (0, 1), klaar.stderr
    return json.loads(klaar.stdout)


@pytest.fixture(scope="module")
def uitslag(regels) -> dict[str, set[Klacht]]:
    """Per testgeval van de standaard wat de linter met onze regels zegt."""
    uit: dict[str, set[Klacht]] = {naam: set() for naam in GEVALLEN}
    for klacht in linten(regels, *(ADR / "testcases" / naam / "openapi.json" for naam in GEVALLEN)):
        begin = klacht["range"]["start"]
        plek = f"{begin['line'] + 1}:{begin['character'] + 1}"
        pad = ".".join(_stuk(deel) for deel in klacht["path"]).replace(".[", "[")
        uit[Path(klacht["source"]).parent.name].add((plek, ERNST[klacht["severity"]], klacht["code"], pad))
    return uit


def _stuk(deel: str | int) -> str:
    return f"[{deel}]" if str(deel).isdecimal() else str(deel)


def verwacht(naam: str) -> set[Klacht]:
    regels = (ADR / "testcases" / naam / "expected-output.txt").read_text().splitlines()
    return {(m[1], m[2], m[3], m[5] or "") for regel in regels if (m := REGEL.match(regel))}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_onze_regels_oordelen_als_die_van_de_standaard(uitslag, naam):
    """Elk testgeval van Logius geeft dezelfde fouten, op dezelfde plek in het document."""
    assert uitslag[naam] == verwacht(naam)


def test_elke_regel_uit_de_tabel_doet_mee():
    with (ADR / "linter_regels.csv").open(encoding="utf-8", newline="") as tabel:
        namen = {rij["linterregel"] for rij in csv.DictReader(tabel, delimiter=";")}
    assert set(ruleset()["rules"]) == namen
    assert set(VRAGEN) <= namen
    assert len(GEVALLEN) == 26


def test_de_api_heeft_geen_enkele_fout_of_waarschuwing(regels, tmp_path):
    openapi = tmp_path / "openapi.json"
    openapi.write_text(json.dumps(document("https://meedoen.example")))
    assert linten(regels, openapi) == []


@pytest.mark.parametrize(
    ("bederven", "regel"),
    [
        (lambda d: d["paths"].update({"/dwangSom": d["paths"]["/rekenhulp/dwangsom"]}), "nlgov:paths-kebab-case"),
        (lambda d: d["paths"]["/rekenhulp/datalek"]["post"]["responses"].pop("400"), "nlgov:problem-invalid-input"),
        (lambda d: d["info"].update(version="1.0"), "nlgov:semver"),
        (lambda d: d["components"]["schemas"]["Stap"]["properties"]["datum"].update(format="date-time"),
         "nlgov:use-date-instead-of-datetime"),
        (lambda d: d["components"]["schemas"]["Probleem"]["properties"].pop("title"), "nlgov:problem-schema-members"),
        (lambda d: d["paths"]["/rekenhulp/datalek"]["post"]["responses"]["200"].pop("headers"), "nlgov:missing-header"),
    ],
)  # fmt: skip
def test_de_linter_vindt_een_fout_in_ons_document(regels, tmp_path, bederven, regel):
    """Een document zonder klachten zegt pas iets als een fout erin wordt gevonden."""
    kapot = json.loads(json.dumps(document("https://meedoen.example")))
    bederven(kapot)
    openapi = tmp_path / "openapi.json"
    openapi.write_text(json.dumps(kapot))
    assert regel in {klacht["code"] for klacht in linten(regels, openapi)}
