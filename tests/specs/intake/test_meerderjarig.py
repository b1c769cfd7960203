"""The day a pupil is of age: to the day, also for who was born on a leap day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.leerlingen.meerderjarig import (
    aangekondigd,
    aankondigen_op,
    is_meerderjarig,
    meerderjarig_op,
    uitleg,
)

DAG = timedelta(days=1)


@pytest.mark.parametrize(
    ("geboren", "achttien", "bericht"),
    [
        (date(2008, 11, 25), date(2026, 11, 25), date(2026, 9, 25)),
        (date(2008, 2, 29), date(2026, 2, 28), date(2025, 12, 28)),  # 2026 heeft geen 29 februari
        (date(2008, 2, 28), date(2026, 2, 28), date(2025, 12, 28)),
        (date(2008, 3, 1), date(2026, 3, 1), date(2026, 1, 1)),
        (date(2009, 1, 1), date(2027, 1, 1), date(2026, 11, 1)),
        (date(2009, 4, 30), date(2027, 4, 30), date(2027, 2, 28)),  # februari heeft geen 30
        (date(2008, 12, 31), date(2026, 12, 31), date(2026, 10, 31)),
    ],
)
def test_de_dag_en_het_bericht_ervoor(geboren: date, achttien: date, bericht: date):
    assert (meerderjarig_op(geboren), aankondigen_op(geboren)) == (achttien, bericht)
    assert not is_meerderjarig(geboren, achttien - DAG) and is_meerderjarig(geboren, achttien)
    assert aangekondigd(geboren, bericht) and not aangekondigd(geboren, bericht - DAG)
    assert aangekondigd(geboren, achttien - DAG) and not aangekondigd(geboren, achttien)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_nooit_later_dan_de_achttiende_verjaardag_en_nooit_meer_dan_een_dag_eerder(geboren: date):
    dag = meerderjarig_op(geboren)
    assert dag.year == geboren.year + 18
    verjaardag = date(dag.year, geboren.month, geboren.day) if (geboren.month, geboren.day) != (2, 29) else None
    assert dag == (verjaardag or date(dag.year, 2, 28))
    assert timedelta(days=57) <= dag - aankondigen_op(geboren) <= timedelta(days=63)


def test_de_uitleg_noemt_de_wet_en_bij_een_schrikkelkind_de_keuze():
    gewoon, schrikkel = uitleg(date(2009, 5, 3)), uitleg(date(2008, 2, 29))
    assert [s.grondslag for s in gewoon] == ["BW 1:233", "BW 1:245"]
    assert any("28 februari" in s.stap and "CONV-9" in s.stap for s in schrikkel)
    assert all(s.datum == date(2026, 2, 28) for s in schrikkel)
