"""How old what was read is, and whether that is young enough for what the samenwerkingsverband asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.oso.versheid import leeftijd, maximaal
from tenants.registry import get

DAGEN = st.dates(date(2015, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("op", "vandaag", "maanden", "dagen", "bruikbaar"),
    [
        ((2026, 8, 31), (2026, 11, 30), 3, 91, True),  # three months after 31 August: the last day of November
        ((2026, 8, 31), (2026, 12, 1), 3, 92, False),
        ((2024, 2, 29), (2025, 2, 28), 12, 365, True),
        ((2024, 2, 29), (2025, 3, 1), 12, 366, False),
        ((2027, 1, 1), (2026, 11, 23), 12, 0, True),  # a verklaring that has yet to begin
        ((2012, 2, 23), (2026, 11, 23), None, 5387, True),
    ],
)
def test_zo_oud_en_nog_te_gebruiken(op, vandaag, maanden, dagen, bruikbaar):
    gevonden = leeftijd(date(*op), date(*vandaag), maanden)
    assert (gevonden.dagen, gevonden.bruikbaar) == (dagen, bruikbaar)


@given(op=DAGEN, vandaag=DAGEN, maanden=st.integers(1, 60))
def test_wat_een_dag_later_nog_mag_mag_vandaag_ook(op: date, vandaag: date, maanden: int):
    later = leeftijd(op, vandaag + timedelta(days=1), maanden)
    nu = leeftijd(op, vandaag, maanden)
    assert nu.bruikbaar or not later.bruikbaar
    assert nu.tot_en_met is not None and nu.bruikbaar == (vandaag <= nu.tot_en_met)


def test_de_eis_komt_uit_het_recept_van_wat_hier_wordt_aangevraagd():
    po = get("swv2202po").recepten.values()
    assert maximaal("ondersteuning/opp/1", po) == 12
    assert maximaal("ondersteuning/diagnose/1", po) is None
    assert maximaal("leerling/roepnaam", po) is None
    assert maximaal("ondersteuning/opp/1", get("swv2510po").recepten.values()) == 6
