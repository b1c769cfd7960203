"""Werkdagen, feestdagen en de eerstvolgende werkdag (Algemene termijnenwet 1 en 3)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kern.feestdagen import (
    LAATSTE_BEKENDE_JAAR,
    feestdag,
    feestdagen,
    is_voorlopig,
    is_werkdag,
    paaszondag,
    reden_geen_werkdag,
    rol,
    werkdagen_in,
)
from services.kern.kalender import DAG
from services.kern.termijn import plus_werkdagen

DAGEN = st.dates(date(1900, 1, 1), date(2199, 12, 31))
with (Path(__file__).parent / "feestdagen.csv").open(encoding="utf-8") as bestand:
    BEKEND = [(date.fromisoformat(rij["datum"]), rij["naam"]) for rij in csv.DictReader(bestand, delimiter=";")]


class TestFeestdagen:
    @pytest.mark.parametrize("jaar", range(2023, 2031))
    def test_volgen_de_lijst_die_uit_de_wet_is_opgesteld(self, jaar):
        assert sorted(feestdagen(jaar)) == [dag for dag, _ in BEKEND if dag.year == jaar]

    @pytest.mark.parametrize(
        ("jaar", "pasen"),
        [
            (1943, date(1943, 4, 25)),
            (2000, date(2000, 4, 23)),
            (2008, date(2008, 3, 23)),
            (2027, date(2027, 3, 28)),
            (2038, date(2038, 4, 25)),
        ],
    )
    def test_beginnen_bij_pasen_ook_als_dat_uitzonderlijk_vroeg_of_laat_valt(self, jaar, pasen):
        assert paaszondag(jaar) == pasen

    def test_vieren_koningsdag_op_zaterdag_als_27_april_een_zondag_is(self):
        assert feestdag(date(2025, 4, 26)) == "Koningsdag"
        assert feestdag(date(2025, 4, 27)) is None
        assert is_werkdag(date(2025, 4, 28))

    def test_tellen_5_mei_elk_jaar(self):
        assert all(feestdag(date(jaar, 5, 5)) for jaar in range(2023, 2040))

    def test_houden_hemelvaart_en_bevrijdingsdag_uit_elkaar_ook_als_zij_samenvallen(self):
        assert feestdag(date(2016, 5, 5)) == "Hemelvaartsdag"

    def test_kennen_goede_vrijdag_en_de_gelijkgestelde_dagen(self):
        assert reden_geen_werkdag(date(2027, 3, 26)) == "Goede Vrijdag"
        assert not is_werkdag(date(2026, 1, 2))
        assert not is_werkdag(date(2027, 5, 7))

    def test_houden_24_en_31_december_en_4_mei_gewoon(self):
        assert is_werkdag(date(2026, 12, 24))
        assert is_werkdag(date(2026, 12, 31))
        assert is_werkdag(date(2026, 5, 4))

    def test_zijn_na_het_laatste_bekende_jaar_nog_voorlopig(self):
        assert not is_voorlopig(date(LAATSTE_BEKENDE_JAAR, 12, 31))
        assert is_voorlopig(date(LAATSTE_BEKENDE_JAAR + 1, 1, 1))


class TestDeEerstvolgendeWerkdag:
    @pytest.mark.parametrize(
        ("dag", "werkdag"),
        [
            (date(2027, 3, 26), date(2027, 3, 30)),  # Goede Vrijdag tot en met tweede paasdag
            (date(2027, 5, 5), date(2027, 5, 10)),  # 5 mei, Hemelvaart, gelijkgestelde vrijdag, weekeinde
            (date(2026, 4, 27), date(2026, 4, 28)),  # Koningsdag op maandag
            (date(2028, 2, 29), date(2028, 2, 29)),  # schrikkeldag, een gewone dinsdag
            (date(2026, 12, 25), date(2026, 12, 28)),
        ],
    )
    def test_is_de_dag_waarop_een_termijn_werkelijk_eindigt(self, dag, werkdag):
        assert rol(dag) == werkdag

    @given(DAGEN)
    def test_is_altijd_een_werkdag_en_er_ligt_geen_andere_tussen(self, dag):
        werkdag = rol(dag)
        assert is_werkdag(werkdag) and werkdag >= dag
        while dag < werkdag:
            assert not is_werkdag(dag)
            dag += DAG


class TestWerkdagenTellen:
    @given(DAGEN, st.integers(1, 400), st.sampled_from([1, -1]))
    def test_slaat_elke_dag_over_die_geen_werkdag_is(self, dag, aantal, richting):
        einde = plus_werkdagen(dag, aantal, richting)
        tussen = range(1, abs((einde - dag).days) + 1)
        assert is_werkdag(einde)
        assert sum(is_werkdag(dag + DAG * richting * n) for n in tussen) == aantal

    def test_komt_over_veel_jaren_even_ver_als_jaar_voor_jaar(self):
        aantal = sum(werkdagen_in(jaar) for jaar in range(2027, 2127))
        assert plus_werkdagen(date(2026, 12, 31), aantal) == max(
            dag for dag in (date(2126, 12, n) for n in range(20, 32)) if is_werkdag(dag)
        )
