"""Who may import whom: one sentence in pyproject.toml, read aloud by import-linter."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from infra.packages import subjects

ROOT = Path(__file__).parents[2]
ONDERWERPEN = subjects("intake")


def test_de_importzin_klopt():
    programma = Path(sys.executable).with_name("lint-imports")
    uit = subprocess.run([programma, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert uit.returncode == 0, uit.stdout[-4000:] + uit.stderr[-2000:]


#: What other subjects of intake may use of the subject `leerlingen` beside its contract: everything is about a pupil.
VAN_LEERLINGEN = {"tables", "cases", "proces", "gezaghouders"}


def vreemd(onderwerp: str, boom: ast.Module) -> set[str]:
    """What this file of a subject imports of another subject, and may not: only its contract is for others."""
    fout = set()
    for knoop in ast.walk(boom):
        if not isinstance(knoop, ast.ImportFrom) or not (knoop.module or "").startswith("services.intake."):
            continue
        delen = knoop.module.split(".")[2:]
        if delen[0] in ONDERWERPEN and len(delen) == 1:  # `from services.intake.opp import queries`
            delen += [knoop.names[0].name]
        ander, wat = delen[0], ".".join(delen[1:])
        mag = {"contract"} | (VAN_LEERLINGEN if ander == "leerlingen" else set())
        if ander in ONDERWERPEN and ander != onderwerp and wat not in mag:
            fout.add(knoop.module)
    return fout


def test_een_onderwerp_kent_van_een_ander_alleen_het_contract():
    """Subjects inside intake stay apart: services/intake/<subject> knows of another what web may know."""
    for onderwerp in ONDERWERPEN:
        for bestand in (ROOT / "services/intake" / onderwerp).glob("*.py"):
            assert vreemd(onderwerp, ast.parse(bestand.read_text())) == set(), bestand


def test_de_toets_ziet_een_greep_in_de_la_van_een_ander(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(f"{__name__}.ONDERWERPEN", ["leerlingen", "opp", "oso"])
    code = "from services.intake.opp.tables import Opp\nfrom services.intake.leerlingen.tables import X\n"
    code += "from services.intake.opp.contract import Y\nfrom services.intake.leerlingen.operations import Z\n"
    assert vreemd("oso", ast.parse(code)) == {"services.intake.opp.tables", "services.intake.leerlingen.operations"}
