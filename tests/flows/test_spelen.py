"""`./meedoen demo --exit --speel NAME`: every story of infra/demo/spelen ends as it should, through the front door."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.launcher import environment
from infra.launcher.commands import main, stories

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def toneel() -> Iterator[dict[str, str]]:
    """The environment of a stack in which nothing happened yet, as for who opens Meedoen for the first time."""
    eigen = subprocess.Popen(
        [sys.executable, ROOT / "meedoen", "stack", "--alles", "--naam", f"spelen-{os.getpid()}"],
        cwd=ROOT, env=environment.base(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        bestand = Path(eigen.stdout.readline().strip())
        yield environment.base() | environment.read_file(bestand)
    finally:
        eigen.send_signal(signal.SIGINT)
        eigen.wait(30)
        bestand.unlink(missing_ok=True)
        shutil.rmtree(bestand.with_suffix(""), ignore_errors=True)
        bestand.with_suffix(".slot").unlink(missing_ok=True)


@pytest.mark.parametrize("naam", stories())
def test_een_verhaal_komt_tot_zijn_einde(toneel: dict[str, str], naam: str, tmp_path: Path):
    uitslag = tmp_path / "stappen.json"
    klaar = subprocess.run(
        [sys.executable, "-m", "infra.demo", "--json", str(uitslag), "--speel", naam],
        cwd=ROOT,
        env=toneel | {"MEEDOEN_DEMO_MAP": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    Path(toneel["MEEDOEN_KLOK"]).write_text("0")
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    gespeeld = json.loads(uitslag.read_text())
    assert gespeeld["geslaagd"] and gespeeld["spel"] == naam
    assert all(stap["uitkomst"] for stap in gespeeld["stappen"]), "een stap zonder uitkomst is niet nagekeken"


def test_een_verhaal_dat_niet_bestaat_zegt_welke_er_zijn(capsys: pytest.CaptureFixture[str]):
    """Before anything is started: one sentence and the list."""
    assert main(["demo", "--exit", "--speel", "kwartet"]) == 2
    gezegd = capsys.readouterr().err.strip()
    assert gezegd == f"Het verhaal kwartet bestaat niet; kies uit {', '.join(stories())}."
