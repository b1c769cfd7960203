"""`./meedoen demo --exit --speel NAME`: every story of infra/demo/spelen ends as it should, through the front door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.launcher.commands import main, stories
from tests.stack import Stack

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("naam", stories())
def test_een_verhaal_komt_tot_zijn_einde(stack: Stack, naam: str, tmp_path: Path):
    uitslag = tmp_path / "stappen.json"
    klaar = subprocess.run(
        [sys.executable, "-m", "infra.demo", "--json", str(uitslag), "--speel", naam],
        cwd=ROOT,
        env=os.environ | {"MEEDOEN_DEMO_MAP": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    stack.klok_terug()
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    gespeeld = json.loads(uitslag.read_text())
    assert gespeeld["geslaagd"] and gespeeld["spel"] == naam
    assert all(stap["uitkomst"] for stap in gespeeld["stappen"]), "een stap zonder uitkomst is niet nagekeken"


def test_een_verhaal_dat_niet_bestaat_zegt_welke_er_zijn(capsys: pytest.CaptureFixture[str]):
    """Before anything is started: one sentence and the list."""
    assert main(["demo", "--exit", "--speel", "kwartet"]) == 2
    gezegd = capsys.readouterr().err.strip()
    assert gezegd == f"Het verhaal kwartet bestaat niet; kies uit {', '.join(stories())}."
