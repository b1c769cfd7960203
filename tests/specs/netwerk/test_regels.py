"""Wat een versie van de regels mag zijn."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kern.rollen import Rol
from services.netwerk.proces import REGELS
from services.netwerk.regels import (
    bestanden_toetsen,
    met_begin,
    te_groot,
    toepassen,
    vaststellen_toetsen,
    vroegste_begin,
)

KERN = "samenwerkingsverband.toml"
BRON = "Ondersteuningsplan 2026-2030, par. 5.2"
MORGEN = date(2026, 11, 24)


def test_alleen_de_beheerder_komt_aan_de_regels():
    assert {rol for rij in REGELS.handelingen for rol in rij.rollen} == {Rol.BEHEERDER}


@pytest.mark.parametrize("naam", ["procedure.toml", "recept_sbo.toml", "brieven/beschikking_toegekend.md"])
def test_een_bestand_dat_kan(naam: str):
    assert bestanden_toetsen({naam: "a = 1\n\tb"}) == {}


@pytest.mark.parametrize(
    "naam", ["", "x", "x.md", "brieven/x.toml", "../x.toml", "/x.toml", "a/b.toml", "X.toml", "x.toml\n", "brieven/.md"]
)
def test_een_bestand_dat_niet_kan(naam: str):
    assert list(bestanden_toetsen({naam: "a = 1"})) == [naam]


@pytest.mark.parametrize("teken", ["\x00", "\x1b", "\x7f", "\ud800"])
def test_een_teken_dat_niemand_kan_bewaren(teken: str):
    assert "x.toml" in bestanden_toetsen({"x.toml": f"a{teken}"})


def test_een_lege_tekst_haalt_weg_en_regeleinden_zijn_gelijk():
    samen = toepassen({"a.toml": "x\n", "b.toml": "y\n"}, {"a.toml": " \r\n", "c.toml": "1\r\n2\r3\n"})
    assert samen == {"b.toml": "y\n", "c.toml": "1\n2\n3\n"}


def test_te_groot_telt_bytes_van_alles_samen():
    assert not te_groot({"a.toml": "x" * 200_000, "b.toml": "x" * 200_000})
    assert te_groot({"a.toml": "é" * 200_001})


@pytest.mark.parametrize(
    ("nu", "begin"),
    [
        (datetime(2026, 11, 23, 9, 0), date(2026, 11, 24)),
        (datetime(2026, 11, 23, 23, 54, 59), date(2026, 11, 24)),
        (datetime(2026, 11, 23, 23, 55), date(2026, 11, 25)),
        (datetime(2026, 12, 31, 23, 59), date(2027, 1, 2)),
        (datetime(2028, 2, 28, 12, 0), date(2028, 2, 29)),
    ],
)
def test_op_zijn_vroegst_morgen_en_vlak_voor_middernacht_een_dag_later(nu: datetime, begin: date):
    assert vroegste_begin(nu) == begin


def test_vaststellen_vraagt_een_dag_en_een_bron():
    assert vaststellen_toetsen(MORGEN, BRON, "", MORGEN) == {}
    assert "dinsdag 24 november 2026" in vaststellen_toetsen(date(2026, 11, 23), BRON, "", MORGEN)["vanaf"]
    assert set(vaststellen_toetsen(date(2032, 1, 1), "kort", "x" * 2_001, MORGEN)) == {"vanaf", "bron", "toelichting"}
    assert "bron" in vaststellen_toetsen(MORGEN, "eerste regel\ntweede regel", "", MORGEN)
    assert "bron" in vaststellen_toetsen(MORGEN, "x" * 301, "", MORGEN)


OUD = """id = "x" # wie
[versie]  # wanneer
vanaf = 2022-08-01
bron = "Oud plan, par. 1" # bron
opmerking = "blijft"

[contact]
vanaf = 2020-01-01
bron = "Andere bron"
"""


def test_een_export_noemt_de_dag_en_de_bron_van_de_versie():
    nieuw = met_begin({KERN: OUD, "a.toml": "x = 1"}, KERN, MORGEN, BRON)
    gelezen = tomllib.loads(nieuw[KERN])
    assert gelezen["versie"] == {"vanaf": MORGEN, "bron": BRON, "opmerking": "blijft"}
    assert gelezen["contact"] == {"vanaf": date(2020, 1, 1), "bron": "Andere bron"}
    assert nieuw["a.toml"] == "x = 1" and nieuw[KERN].startswith('id = "x" # wie\n')


def test_zonder_versie_komt_die_erbij():
    gelezen = tomllib.loads(met_begin({KERN: 'id = "x"\n[contact]\nplaats = "Emmen"\n'}, KERN, MORGEN, BRON)[KERN])
    assert gelezen["versie"] == {"vanaf": MORGEN, "bron": BRON} and gelezen["contact"] == {"plaats": "Emmen"}


@pytest.mark.parametrize(
    "tekst",
    [
        "versie = { vanaf = 2022-08-01, bron = 'Oud plan' }\n",
        "[versie]\nbron = '''a'''\nvanaf = 2022-08-01\n",
        "kapot [",
    ],
)
def test_wat_niet_zonder_schade_kan_blijft_zoals_het_is(tekst: str):
    assert met_begin({KERN: tekst}, KERN, MORGEN, BRON) == {KERN: tekst}


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=8, max_size=80).map(str.strip).filter(bool))
def test_elke_bron_komt_heel_aan(bron: str):
    assert tomllib.loads(met_begin({KERN: OUD}, KERN, MORGEN, bron)[KERN])["versie"]["bron"] == bron
