"""Een factuur naast de beschikking: wat te veel is, dubbel, of van buiten de dagen. N22."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.arrangementen.factuur import (
    AFGEKEURD,
    GOEDGEKEURD,
    INGEDIEND,
    Eerder,
    bevindingen,
    euro,
    factuur_toetsen,
    over,
)
from services.kern.errors import OngeldigeInvoer

VAN, TOT = date(2026, 11, 30), date(2027, 2, 28)
NU = date(2027, 3, 1)
BESCHIKKING = {"toegekend": 1_250_00, "van": VAN, "tot": TOT}


def zie(nummer: str = "2026-014", datum: date = VAN, cent: int = 500_00, *eerder: Eerder) -> list[str]:
    return bevindingen(nummer, datum, cent, eerder=list(eerder), **BESCHIKKING)


def test_wat_past_geeft_geen_woord():
    assert zie() == []
    assert zie("2", TOT, 1_250_00) == []


def test_te_veel_telt_alleen_wat_is_goedgekeurd():
    goed, open_ = Eerder("1", VAN, 1_000_00, GOEDGEKEURD), Eerder("2", VAN, 900_00, INGEDIEND)
    assert zie("3", TOT, 250_00, goed, open_) == []
    assert zie("3", TOT, 250_01, goed) == ["Dit is € 0,01 te veel: er is nog € 250,00 over van € 1.250,00."]
    assert over(1_250_00, [goed, Eerder("4", VAN, 500_00, GOEDGEKEURD)]) == -250_00


@pytest.mark.parametrize("nummer", ["2026-014", "2026.014", "2026 014", "2026014"])
def test_hetzelfde_nummer_anders_geschreven_is_dubbel(nummer: str):
    zin = "Er is al een factuur met dit nummer, van maandag 30 november 2026."
    assert zie(nummer, TOT, 1_00, Eerder("2026-014", VAN, 2_00, INGEDIEND)) == [zin]
    assert zie(nummer, TOT, 1_00, Eerder("2026-014", VAN, 2_00, AFGEKEURD)) == []


def test_dezelfde_dag_en_hetzelfde_bedrag_is_verdacht():
    assert zie("9", VAN, 5_00, Eerder("8", VAN, 5_00, GOEDGEKEURD)) == [
        "Er is al een factuur van dezelfde dag met hetzelfde bedrag."
    ]


def test_van_voor_het_begin_en_van_na_het_einde():
    assert "voor het begin" in zie("1", date(2026, 11, 29))[0]
    zin = "De factuur is van na het einde van de ondersteuning op zondag 28 februari 2027."
    assert zie("1", date(2027, 3, 1)) == [zin]


@given(st.lists(st.integers(1, 10_000_00), max_size=6), st.integers(1, 10_000_00))
def test_wat_over_is_en_wat_te_veel_is_samen_het_bedrag(goed: list[int], cent: int):
    eerder = [Eerder(str(n), VAN, c, GOEDGEKEURD) for n, c in enumerate(goed)]
    rest = over(BESCHIKKING["toegekend"], eerder)
    te_veel = any("te veel" in zin for zin in zie("x", TOT, cent, *eerder))
    assert te_veel == (cent > rest)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"nummer": " "}, "nummer"),
        ({"afzender": "x"}, "afzender"),
        ({"nummer": "BSN 111222333"}, "nummer"),
        ({"datum": date(2027, 3, 2)}, "datum"),
        ({"datum": date(2022, 2, 28)}, "datum"),
        ({"cent": 0}, "cent"),
        ({"cent": None}, "cent"),
    ],
)
def test_wat_niet_kan_krijgt_een_zin(anders: dict, veld: str):
    goed = {"nummer": "2026-014", "afzender": "Praktijk De Brug", "datum": VAN, "cent": 1_00}
    with pytest.raises(OngeldigeInvoer) as fout:
        factuur_toetsen(vandaag=NU, **goed | anders)
    assert set(fout.value.velden) == {veld}


def test_een_bedrag_in_woorden():
    assert (euro(1), euro(1_250_00), euro(1_000_000_05)) == ("€ 0,01", "€ 1.250,00", "€ 1.000.000,05")
