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
WIRING |= {
    "confirming",
    "sessions",
    "emergency",
    "originals",
    "oversight",
    "retention",
    "keeping",
    "beginning",
    "renewal",
}
WIRING |= {"waiting", "waitlist"}
WIRING |= {"reuse"}  # what of the dossier becomes a piece of the aanvraag
WIRING |= {"waiting", "waitlist", "second"}
WIRING |= {"passkeys", "leaving", "logbook", "admitting"}
WIRING |= {"granting", "hosting", "invoices"}  # of extra support
WIRING |= {"school_merge", "moving"}  # a school that goes up in another one
WIRING |= {"reading_along"}  # with the dossier of a pupil of age
WIRING |= {"undoing", "guests"}  # of a stappenplan
WIRING |= {"prefill"}  # of an aanvraag: what is known already
WIRING |= {"reader", "concepts", "taking"}  # of what comes from the leerlingadministratie
WIRING |= {"counting"}  # of OPP's, for who may not see the pupils
WIRING |= {"evaluating", "paper"}  # of the OPP: acts of the evaluation, and what is printed
WIRING |= {"attachments", "judging"}  # of files that belong to something in a dossier
WIRING |= {"papers"}  # of talks: what comes on paper
WIRING |= {"agreements"}  # of talks: made at the table, ticked off later
WIRING |= {"inviting", "merging", "adopting", "gezaghouders"}  # of the pupil: who looks along, and who is told
WIRING |= {
    "career",
    "coming_of_age",
    "today",
    "board_change",
    "asking",
}  # of the pupil: past schools, eighteen, what waits, another board
WIRING |= {"storecheck"}  # every night: files and rows
WIRING |= {"delivery"}  # who must hear of what was sent, and what comes to nobody
WIRING |= {
    "filling",
    "parents",
    "schools",
    "clearing",
}  # of a young child: the voorschool, a parent, the school that takes it in
DIENSTEN = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
# Also of a file in the folder of a subject: services/intake/leerlingen/gezag.py is of intake.
DIENST = re.compile(rf"/({'|'.join(DIENSTEN)})/")
# Reading declared data is not I/O of the service; secrets and hashlib make tokens and seals, and reach nothing.
MAG = ("services.kern", "tenants.schema", "tenants.organisaties", "msgspec")
MAG_NIET_UIT_STDLIB = {"socket", "subprocess", "urllib", "http", "asyncio", "os", "threading", "time", "sqlite3"}

PUUR = [
    bestand
    for dienst in DIENSTEN
    for bestand in sorted((ROOT / "services" / dienst).rglob("*.py"))
    if bestand.stem not in DOORS | WIRING
] + [b for b in sorted((ROOT / "services/kern").glob("*.py")) if b.stem not in ("__init__", "rekenen")]


def _naam(bestand: Path) -> str:
    return bestand.relative_to(ROOT / "services").as_posix()


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
    dienst = DIENST.search(bestand.as_posix())
    eigen = f"services.{dienst[1] if dienst else 'kern'}."
    fout = set()
    for naam in imports(bestand):
        wortel = naam.split(".")[0]
        if naam.startswith(eigen):
            if set(naam.removeprefix(eigen).split(".")) & (DOORS - {"contract"}):
                fout.add(naam)
        elif naam.startswith(MAG) or wortel == "__future__" or re.fullmatch(r"services\.\w+(\.\w+)?\.contract", naam):
            continue
        elif wortel not in sys.stdlib_module_names or wortel in MAG_NIET_UIT_STDLIB:
            fout.add(naam)
    return fout


@pytest.mark.parametrize("bestand", PUUR, ids=_naam)
def test_nederlands_bestand_is_puur(bestand: Path):
    assert verboden(bestand) == set()


@pytest.mark.parametrize("bestand", PUUR, ids=_naam)
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


def test_de_toets_ziet_ook_in_de_map_van_een_onderwerp(tmp_path: Path):
    map = tmp_path / "intake" / "leerlingen"
    map.mkdir(parents=True)
    (map / "gezag.py").write_text(
        "from services.intake.leerlingen.contract import X\nfrom services.intake.leerlingen.tables import Y\n"
        "from services.intake.tekst import regel\nfrom services.netwerk.sessie import STIL\n"
    )
    assert verboden(map / "gezag.py") == {"services.intake.leerlingen.tables", "services.netwerk.sessie"}
