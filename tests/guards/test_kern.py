"""The isolation core goes first in `./meedoen test`, and stops the line when it is red; in two lanes too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kern import HOOGSTENS_SECONDEN, Kern, hoort_erbij

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "pad", ["matrix/test_toegang.py", "guards/test_rls.py", "guards/test_routes.py", "flows/test_isolatie_web.py"]
)
def test_wat_isolatie_bewijst_hoort_erbij(pad: str):
    assert (TESTS / pad).exists()
    assert hoort_erbij(f"tests/{pad}::test_iets[tests/flows]")


def test_wat_er_niet_bij_hoort():
    assert not hoort_erbij("tests/flows/test_intake.py::test_iets")


@pytest.mark.parametrize("rood", [0, 1])
def test_een_rode_kern_houdt_de_rest_tegen(rood: int):
    kern = Kern(["tests/guards/test_rls.py::a", "tests/matrix/test_toegang.py::b", "tests/flows/test_intake.py::c"])
    assert kern.aantal == 2
    assert not kern.gezien("tests/guards/test_rls.py::a", "call", bool(rood))
    assert not kern.gezien("tests/guards/test_rls.py::a", "teardown", False)  # all of the core is told first
    assert not kern.gezien("tests/flows/test_intake.py::c", "call", True)  # is not of the core
    waarom = kern.gezien("tests/matrix/test_toegang.py::b", "teardown", False)
    assert bool(waarom) is bool(rood)
    assert ("1 rood" if rood else "in orde") in kern.regel()
    kern.seconden = HOOGSTENS_SECONDEN + 1
    assert "meer dan" in kern.regel()


@pytest.mark.parametrize("banen", [[], ["-n2", "--no-loadscope-reorder"]], ids=["een baan", "twee banen"])
def test_pytest_zelf_stopt_bij_een_rode_kern(banen: list[str], tmp_path: Path):
    """With our own hooks, on a small project: the core is at its end, and of the rest no file is begun any more.
    In two lanes what the other lane was doing is still finished; its tests take a moment, as real ones do."""
    for naam, inhoud in {
        "conftest.py": "from tests.banen import pytest_xdist_make_scheduler\n"
        "from tests.conftest import pytest_collection_modifyitems, pytest_configure, pytest_configure_node\n",
        "tests/guards/test_rls.py": "def test_a(): assert 0\ndef test_b(): pass\n",
        **{
            f"tests/specs/test_{i}.py": "import time\n"
            + "".join(f"def test_{n}(): time.sleep(0.02)\n" for n in range(3))
            for i in range(60)
        },
    }.items():
        (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / naam).write_text(inhoud)
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\npythonpath = .\n")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_XDIST")}
    env |= {"PYTHONPATH": str(TESTS.parent), "MEEDOEN_BANEN": os.devnull + os.pathsep + os.devnull}
    klaar = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *banen],
        cwd=tmp_path, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert klaar.returncode != 0
    assert "de isolatiekern is rood (1 van 2)" in klaar.stdout + klaar.stderr, klaar.stdout
    assert "isolatiekern: 2 tests eerst, 1 rood" in klaar.stdout
    geslaagd = int(klaar.stdout.rsplit(" passed", 1)[0].split()[-1])
    assert geslaagd == 1 if not banen else geslaagd < 100
