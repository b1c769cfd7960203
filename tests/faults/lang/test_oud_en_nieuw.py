"""The code of an earlier commit and this code together, under load, on the expanded database (UPG-2, UPG-3).

`./meedoen upgrade` on a stack of its own. MEEDOEN_VORIGE names the commit; otherwise the one ten landings back. A clone
without history has none: there tests/faults/test_rollen.py rolls from this code to this code.
"""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from tests.faults.ingreep import ROOT

EERSTE = "infra/launcher/rolling.py"  # code from before this file cannot be handed a socket


def vorige() -> str | None:
    """The commit to come from; None when there is none here."""
    if genoemd := os.environ.get("MEEDOEN_VORIGE"):
        return genoemd
    for terug in (10, 5, 2, 1):
        commit = f"HEAD~{terug}"
        gevonden = subprocess.run(["git", "cat-file", "-e", f"{commit}:{EERSTE}"], cwd=ROOT, capture_output=True)
        if gevonden.returncode == 0:
            return commit
    return None


def test_upg_3_van_een_eerdere_versie_naar_deze_zonder_een_mislukt_verzoek():
    if (commit := vorige()) is None:
        pytest.skip("deze kloon heeft geen eerdere versie")
    woorden = ["upgrade", "--van", commit, "--seconden", "60", "--per-seconde", "30", "--samen", "8"]
    gedaan = subprocess.run([ROOT / "meedoen", *woorden], capture_output=True, text=True, timeout=420)
    assert gedaan.stdout, gedaan.stderr[-2000:]
    verslag = json.loads(gedaan.stdout)
    assert verslag["overgang"]["gelukt"], verslag["overgang"]
    assert (verslag["failed"], verslag["lost"], verslag["doubled"]) == (0, 0, 0), verslag["mis"]
    assert verslag["door"]["oud"] > 100 and verslag["door"]["nieuw"] > 100
    assert verslag["p99_ms"] <= 2000
    assert gedaan.returncode == 0, verslag
