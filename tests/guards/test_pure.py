"""A file with a Dutch name holds what a service knows: no I/O, no clock, no technique."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOORS = {"contract", "operations", "reactions", "jobs", "queries", "tables", "service", "__init__"}
# English files behind the doors: wiring that several doors share. A new one is named here, on purpose.
WIRING = {"cases", "family", "filetype", "uploads", "advice", "ledger", "documents", "letters", "deadlines", "checking"}
WIRING |= {"casefile", "copies", "links", "pool", "worklist", "versions", "versionlist", "trial", "touched"}
WIRING |= {"confirming", "sessions", "oversight", "retention", "keeping"}
WIRING |= {"passkeys", "leaving"}
DIENSTEN = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
# Reading declared data is not I/O of the service; secrets and hashlib make tokens and seals, and reach nothing.
MAG = ("services.kern", "tenants.schema", "tenants.organisaties", "msgspec")
MAG_NIET_UIT_STDLIB = {"socket", "subprocess", "urllib", "http", "asyncio", "os", "threading", "time", "sqlite3"}

PUUR = [
    bestand
    for dienst in DIENSTEN
    for bestand in sorted((ROOT / "services" / dienst).glob("*.py"))
    if bestand.stem not in DOORS | WIRING
] + [b for b in sorted((ROOT / "services/kern").glob("*.py")) if b.stem not in ("__init__", "rekenen")]


def imports(bestand: Path) -> set[str]:
    boom = ast.parse(bestand.read_text())
    gevonden = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            gevonden |= {alias.name for alias in knoop.names}
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            gevonden.add(knoop.module)
    return gevonden


def verboden(bestand: Path) -> set[str]:
    eigen = f"services.{bestand.parent.name}."
    fout = set()
    for naam in imports(bestand):
        wortel = naam.split(".")[0]
        if naam.startswith(eigen):
            if naam.removeprefix(eigen).split(".")[0] in DOORS - {"contract"}:
                fout.add(naam)
        elif naam.startswith(MAG) or wortel == "__future__" or re.fullmatch(r"services\.\w+\.contract", naam):
            continue
        elif wortel not in sys.stdlib_module_names or wortel in MAG_NIET_UIT_STDLIB:
            fout.add(naam)
    return fout


@pytest.mark.parametrize("bestand", PUUR, ids=lambda b: f"{b.parent.name}/{b.name}")
def test_nederlands_bestand_is_puur(bestand: Path):
    assert verboden(bestand) == set()


@pytest.mark.parametrize("bestand", PUUR, ids=lambda b: f"{b.parent.name}/{b.name}")
def test_nederlands_bestand_vraagt_niet_hoe_laat_het_is(bestand: Path):
    tekst = bestand.read_text()
    for aanroep in ("date.today(", "datetime.now(", "time.time("):
        assert aanroep not in tekst


def test_de_toets_ziet_een_onzuiver_bestand(tmp_path: Path):
    map = tmp_path / "commissie"
    map.mkdir()
    (map / "advies.py").write_text(
        "import asyncpg\nfrom infra.bus import Bus\nfrom services.commissie.tables import X\n"
    )
    assert verboden(map / "advies.py") == {"asyncpg", "infra.bus", "services.commissie.tables"}
