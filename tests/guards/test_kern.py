"""The isolation core goes first in `./meedoen test`, and stops the line when it is red."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.kern import HOOGSTENS_SECONDEN, Kern, hoort_erbij

TESTS = Path(__file__).parents[1]


def _item(pad: str, merk: bool = False) -> SimpleNamespace:
    return SimpleNamespace(path=TESTS / pad, nodeid=pad, get_closest_marker=lambda naam: merk or None)


@pytest.mark.parametrize(
    "pad", ["matrix/test_toegang.py", "guards/test_rls.py", "guards/test_routes.py", "flows/test_isolatie_web.py"]
)
def test_wat_isolatie_bewijst_hoort_erbij(pad: str):
    assert (TESTS / pad).exists()
    assert hoort_erbij(_item(pad))


def test_wat_er_niet_bij_hoort_en_wat_het_zelf_zegt():
    assert not hoort_erbij(_item("flows/test_intake.py"))
    assert hoort_erbij(_item("flows/test_intake.py", merk=True))


@pytest.mark.parametrize("rood", [0, 1])
def test_een_rode_kern_houdt_de_rest_tegen(rood: int):
    items = [_item("guards/test_rls.py"), _item("matrix/test_toegang.py"), _item("flows/test_intake.py")]
    kern, session = Kern(items), SimpleNamespace(shouldfail=False)
    kern.rood = rood
    kern.klaar(items[0], session)
    assert session.shouldfail is False  # all of the core is told first
    kern.klaar(items[1], session)
    assert bool(session.shouldfail) is bool(rood)
    assert ("1 rood" if rood else "in orde") in kern.regel()
    kern.seconden = HOOGSTENS_SECONDEN + 1
    assert "meer dan" in kern.regel()
