"""The code is as ruff wants it; what it may not do is in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_ruff_heeft_niets_op_te_merken():
    ruff = Path(sys.executable).with_name("ruff")
    uit = subprocess.run(
        [ruff, "check", "--no-cache", "--output-format", "concise", "."], cwd=ROOT, capture_output=True, text=True
    )
    assert uit.returncode == 0, uit.stdout[-3000:]
