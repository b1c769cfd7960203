"""Who may import whom: one sentence in pyproject.toml, read aloud by import-linter."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_de_importzin_klopt():
    programma = Path(sys.executable).with_name("lint-imports")
    uit = subprocess.run([programma, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert uit.returncode == 0, uit.stdout[-4000:] + uit.stderr[-2000:]
