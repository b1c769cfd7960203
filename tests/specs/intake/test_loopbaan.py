"""A past school of a pupil: what can be written down, and what not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.intake.leerlingen.loopbaan import eerder_toetsen
from services.kern.errors import OngeldigeInvoer

GOED: dict[str, Any] = {
    "school": "", "naam": "École Jean Moulin, Lyon", "soort": "buitenland", "groep": "groep 3",
    "van": date(2022, 8, 22), "tot": date(2024, 7, 5), "geboren_op": date(2016, 2, 29), "vandaag": date(2026, 11, 22),
}  # fmt: skip


def test_een_school_uit_het_register_heet_en_is_wat_daar_staat():
    goed = eerder_toetsen(**GOED | {"school": "16MA00", "naam": "Iets anders", "soort": "onbekend"})
    assert (goed.school, goed.naam, goed.soort) == ("16MA00", "", "bo")


def test_een_school_van_elders_houdt_haar_eigen_naam():
    goed = eerder_toetsen(**GOED | {"naam": "  École  Jean Moulin, Lyon "})
    assert (goed.naam, goed.soort) == ("École Jean Moulin, Lyon", "buitenland")
    assert eerder_toetsen(**GOED | {"naam": "", "soort": "thuis", "tot": None}).tot is None


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"school": "99ZZ99"}, "school"),
        ({"soort": "universiteit"}, "soort"),
        ({"naam": ""}, "naam"),
        ({"naam": "x" * 201}, "naam"),
        ({"naam": "BSN 111222333"}, "naam"),
        ({"groep": "111222333"}, "groep"),
        ({"van": date(2016, 2, 28)}, "van"),
        ({"van": date(2026, 11, 23), "tot": None}, "van"),
        ({"tot": date(2022, 8, 21)}, "tot"),
        ({"tot": date(2026, 11, 23)}, "tot"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(anders: dict[str, Any], veld: str):
    with pytest.raises(OngeldigeInvoer) as fout:
        eerder_toetsen(**GOED | anders)
    assert set(fout.value.velden) == {veld}
