"""docs/regels.md tells where every rule of the law stands: no number without a row, no row without its code."""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from services.kern.conventies import CONVENTIES
from services.kern.regelregister import AANVULLENDE_REGELS, REGELS

ROOT = Path(__file__).parents[3]
TABEL = ROOT / "docs" / "regels.md"
NUMMER = re.compile(r"\b(?:R-[A-Z]+(?:-[0-9]+(?:[.:/-][0-9]+)*[a-z]?(?:-[0-9x][0-9a-z]*)?)|CONV-[0-9]+)")
PLEK = re.compile(r"`((?:[a-z0-9_]+\.){2,}[A-Za-z0-9_]+)`")
NIET_IN_SERVICES = {"tenants", "infra", "web"}


def rijen() -> dict[str, str]:
    """Number of the rule -> the cell that tells where."""
    gevonden: dict[str, str] = {}
    for regel in TABEL.read_text().split("\n"):
        cellen = [cel.strip() for cel in regel.strip("|").split("|")]
        if len(cellen) == 3 and cellen[0].startswith(("R-", "CONV-")):
            assert cellen[0] not in gevonden, cellen[0]
            gevonden[cellen[0]] = cellen[2]
    return gevonden


def plekken() -> list[str]:
    return sorted(set(PLEK.findall(TABEL.read_text())))


@cache
def namen(module: Path) -> set[str]:
    """What a module has at its top."""
    gevonden: set[str] = set()
    for deel in ast.parse(module.read_text()).body:
        if isinstance(deel, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            gevonden.add(deel.name)
        elif isinstance(deel, ast.AnnAssign) and isinstance(deel.target, ast.Name):
            gevonden.add(deel.target.id)
        elif isinstance(deel, ast.Assign):
            gevonden |= {doel.id for doel in deel.targets if isinstance(doel, ast.Name)}
    return gevonden


def in_de_bron() -> dict[str, str]:
    """Number -> one of the files that name it."""
    gevonden: dict[str, str] = {}
    for map_ in ("services", "tenants", "web", "infra"):
        for bestand in sorted((ROOT / map_).rglob("*.py")):
            for nummer in NUMMER.findall(bestand.read_text()):
                gevonden[nummer] = str(bestand.relative_to(ROOT))
    return gevonden


def test_de_tabel_is_heel():
    """A hundred and some rules of the law in its own order, and the ten choices."""
    tabel = rijen()
    assert len([nummer for nummer in tabel if nummer.startswith("R-")]) == 110
    assert [nummer for nummer in tabel if nummer.startswith("CONV-")] == list(CONVENTIES)


@pytest.mark.parametrize("nummer", rijen())
def test_elke_regel_heeft_een_plek_of_een_reden(nummer: str):
    cel = rijen()[nummer]
    assert PLEK.search(cel) or "valt niets te rekenen" in cel or cel.startswith("later: "), cel


@pytest.mark.parametrize("plek", plekken())
def test_elke_plek_bestaat(plek: str):
    pakket, *_ = delen = plek.split(".")
    bestand = ROOT.joinpath(*([] if pakket in NIET_IN_SERVICES else ["services"]), *delen[:-1]).with_suffix(".py")
    assert bestand.is_file(), bestand
    assert delen[-1] in namen(bestand)


def test_elk_nummer_in_de_code_staat_in_de_tabel():
    genoemd = in_de_bron()
    assert {"R-TLV-10", "R-FIN-5", "CONV-9"} <= set(genoemd)
    assert {nummer: waar for nummer, waar in genoemd.items() if nummer not in rijen()} == {}


def test_elke_regel_die_rekent_staat_in_de_tabel():
    """What a rule of the book calls is named in the table: a rule cannot be added without telling which law it is."""
    in_tabel = {plek.rpartition(".")[2] for plek in plekken() if plek.startswith("kern.")}
    for module in ("regelboek", "aanvullende_regels"):
        importlib.import_module(f"services.kern.{module}")
    boek = {**REGELS, **AANVULLENDE_REGELS}
    assert len(REGELS) > 25 and len(AANVULLENDE_REGELS) > 10
    assert {naam for naam, regel in boek.items() if not in_tabel & set(regel.rekenen.__code__.co_names)} == set()
