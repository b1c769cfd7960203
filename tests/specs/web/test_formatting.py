"""Hoe de schermen datums, dagen, geld en bestanden noemen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from web import formatting as f

VANDAAG = date(2026, 11, 24)


class TestDatums:
    def test_staan_voluit_met_de_dag_van_de_week(self):
        assert f.lange_datum(date(2026, 12, 14)) == "maandag 14 december 2026"
        assert f.lange_datum(date(2026, 3, 1), jaar=False) == "zondag 1 maart"

    def test_noemen_het_jaar_alleen_als_het_een_ander_jaar_is(self):
        assert f.datum_bij(date(2026, 10, 5), VANDAAG) == "5 oktober"
        assert f.datum_bij(date(2025, 5, 3), VANDAAG) == "3 mei 2025"

    def test_zijn_kort_in_een_lijst_en_maart_is_mrt(self):
        assert f.korte_dag(date(2026, 11, 27)) == "vr 27 nov"
        assert f.korte_datum(date(2027, 3, 9)) == "9 mrt"

    @pytest.mark.parametrize(
        ("utc", "gezegd"),
        [
            (datetime(2026, 11, 24, 9, 42, tzinfo=UTC), "vandaag, 10.42 uur"),
            (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "gisteren, 9.05 uur"),
            (datetime(2026, 7, 1, 14, 30, tzinfo=UTC), "1 juli, 16.30 uur"),
            (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 januari, 0.30 uur"),
        ],
    )
    def test_momenten_zijn_die_van_nederland_in_zomer_en_winter(self, utc, gezegd):
        assert f.moment(utc, VANDAAG) == gezegd


class TestDagenTotEenTermijn:
    @pytest.mark.parametrize(
        ("uiterlijk", "gezegd", "soort"),
        [
            (date(2026, 12, 14), "nog 20 dagen", "gewoon"),
            (date(2026, 12, 1), "nog 7 dagen", "let-op"),
            (date(2026, 11, 25), "nog 1 dag", "let-op"),
            (date(2026, 11, 24), "vandaag", "let-op"),
            (date(2026, 11, 23), "1 dag te laat", "fout"),
            (date(2026, 11, 19), "5 dagen te laat", "fout"),
        ],
    )
    def test_worden_geteld_in_woorden(self, uiterlijk, gezegd, soort):
        assert f.dagen_over(uiterlijk, VANDAAG) == gezegd
        assert f.urgentie(uiterlijk, VANDAAG) == soort

    def test_zijn_niet_dringend_zolang_de_klok_stilstaat(self):
        assert f.urgentie(date(2026, 11, 19), VANDAAG, staat_stil=True) == "stil"

    def test_de_balk_is_nooit_voller_dan_vol(self):
        assert f.deel_verbruikt(38, 56) == "68"
        assert f.deel_verbruikt(60, 56) == "100"
        assert f.deel_verbruikt(-3, 56) == "0"


class TestGetallen:
    def test_geld_staat_in_euro_met_punten_en_een_komma(self):
        assert f.bedrag(1_234_567) == "€\u00a012.345,67"
        assert f.bedrag(5) == "€\u00a00,05"
        assert f.bedrag(-150_00) == "−€\u00a0150,00"

    def test_bestanden_zijn_zo_groot_als_mensen_zeggen(self):
        assert f.bestandsgrootte(1) == "1 byte"
        assert f.bestandsgrootte(340_400) == "340 kB"
        assert f.bestandsgrootte(999_600) == "1,0 MB"
        assert f.bestandsgrootte(25 * 1024 * 1024) == "26,2 MB"

    def test_kleine_aantallen_zijn_woorden(self):
        assert [f.telwoord(n) for n in (1, 5, 12, 13, 1204)] == ["één", "vijf", "twaalf", "13", "1.204"]

    def test_enkelvoud_en_meervoud(self):
        assert f.aantal(1, "aanvraag", "aanvragen") == "1 aanvraag"
        assert f.aantal(1204, "aanvraag", "aanvragen") == "1.204 aanvragen"


class TestMensen:
    def test_een_leerling_die_morgen_jarig_is_is_nog_niet_ouder(self):
        assert f.leeftijd(date(2018, 11, 25), VANDAAG) == "7 jaar"
        assert f.leeftijd(date(2018, 11, 24), VANDAAG) == "8 jaar"

    def test_een_leerling_van_29_februari_is_op_1_maart_jarig(self):
        assert f.leeftijd(date(2016, 2, 29), date(2027, 2, 28)) == "10 jaar"
        assert f.leeftijd(date(2016, 2, 29), date(2027, 3, 1)) == "11 jaar"

    @pytest.mark.parametrize(
        ("naam", "letters"), [("Ria de Boer", "RB"), ("Şükrü Çelik", "ŞÇ"), ("Noor", "N"), ("", "?")]
    )
    def test_initialen(self, naam, letters):
        assert f.initialen(naam) == letters

    def test_opsomming(self):
        assert f.opsomming([]) == ""
        assert f.opsomming(["laag"]) == "laag"
        assert f.opsomming(["laag", "midden", "hoog"], slot="of") == "laag, midden of hoog"
