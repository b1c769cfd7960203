"""De tien afspraken: beschreven op één plaats, met een standaard, en elk doet wat zij zegt."""

from __future__ import annotations

from datetime import date

import pytest

from services.kern.conventies import CONVENTIES, INSTELLINGEN, STANDAARD, Conventies
from services.kern.invoer import Invoer


def test_alle_tien_staan_er_in_gewone_taal():
    assert list(CONVENTIES) == [f"CONV-{nummer}" for nummer in range(1, 11)]
    for conventie in CONVENTIES.values():
        assert conventie.vraag.endswith("?") and conventie.keuze.endswith(".") and conventie.waarom.endswith(".")
        for waarde in conventie.waarden:
            assert str(waarde) in conventie.keuze, (conventie.naam, waarde)


def test_vier_staan_vast_en_zes_zijn_te_kiezen():
    assert [naam for naam, c in CONVENTIES.items() if c.vast] == ["CONV-1", "CONV-3", "CONV-5", "CONV-7"]
    assert set(INSTELLINGEN) == {naam for naam, c in CONVENTIES.items() if not c.vast}


def test_de_standaard_is_de_eerste_waarde_behalve_waar_een_mens_kiest():
    for naam, (veld, waarden) in INSTELLINGEN.items():
        standaard = getattr(STANDAARD, veld)
        assert standaard == CONVENTIES[naam].standaard
        assert standaard == (None if naam == "CONV-9" else waarden[0])
    assert set(Conventies.__struct_fields__) == {veld for veld, _ in INSTELLINGEN.values()}


@pytest.mark.parametrize("naam", INSTELLINGEN)
def test_elke_waarde_wordt_gelezen_en_een_andere_niet(naam):
    veld, waarden = INSTELLINGEN[naam]
    for waarde in waarden:
        assert getattr(Invoer({"conventie": {naam: waarde}}, ("conventie",)).conventies(), veld) == waarde


def test_dag_nul_is_de_dag_in_nederland():
    from services.kern.invoer import lees_moment

    assert lees_moment("2026-11-22T23:30:00Z", "op") == date(2026, 11, 23)  # CONV-1
    assert lees_moment("2026-07-01T22:00:00Z", "op") == date(2026, 7, 2)
    assert lees_moment("2026-07-01T21:59:59Z", "op") == date(2026, 7, 1)
    assert lees_moment("2026-11-23T00:30:00+14:00", "op") == date(2026, 11, 22)
