"""De termijnen van het schoolbestuur (WPO 40, 40a en 40c, WEC 40, WVO 8.8 en 8.13)."""

from __future__ import annotations

from datetime import date

import pytest

from services.kern.conventies import Conventies
from services.kern.lopende_termijn import Gebeurtenis
from services.kern.rekenfout import Rekenfout
from services.kern.zorgplicht import opp_termijn, schorsing, zorgplicht

AANMELDING = Gebeurtenis("aanmelding_ontvangen", date(2026, 11, 23))


class TestDeBeslissingOpEenAanmelding:
    def test_komt_binnen_zes_weken(self):
        assert zorgplicht("po", [AANMELDING]).uiterste_beslisdatum == date(2027, 1, 4)

    def test_in_het_vo_die_op_hemelvaart_eindigt_loopt_door_tot_na_de_gelijkgestelde_vrijdag(self):
        aanmelding = Gebeurtenis("aanmelding_ontvangen", date(2027, 3, 25))
        assert zorgplicht("vo", [aanmelding]).uiterste_beslisdatum == date(2027, 5, 10)

    @pytest.mark.parametrize(
        ("op", "weken", "oordeel", "einde"),
        [
            (date(2027, 1, 4), None, "tijdig", date(2027, 2, 1)),
            (date(2026, 12, 1), 2, "tijdig", date(2027, 1, 18)),
            (date(2026, 11, 23), 1, "tijdig", date(2027, 1, 11)),
            (date(2027, 1, 5), None, "te_laat", date(2027, 1, 4)),
        ],
    )
    def test_kan_een_keer_worden_verlengd_als_dat_op_tijd_wordt_gemeld(self, op, weken, oordeel, einde):
        verlengd = zorgplicht("po", [AANMELDING, Gebeurtenis("verlenging_meegedeeld", op, weken=weken)])
        assert (verlengd.verlenging, verlengd.uiterste_beslisdatum) == (oordeel, einde)

    def test_wacht_niet_op_informatie(self):
        vraag = [
            Gebeurtenis("informatie_gevraagd", date(2026, 12, 1)),
            Gebeurtenis("informatie_ontvangen", date(2026, 12, 22)),
        ]
        assert zorgplicht("po", [AANMELDING, *vraag]).uiterste_beslisdatum == date(2027, 1, 4)

    def test_kent_onder_de_asielregels_geen_verlenging_en_daarna_toelating(self):
        asiel = zorgplicht(
            "po", [AANMELDING, Gebeurtenis("verlenging_meegedeeld", date(2026, 12, 1))], asielregels=True
        )
        assert (asiel.verlenging, asiel.verlengen_uiterlijk) == ("niet_toegestaan", None)
        assert (asiel.plaatsing, asiel.plaatsing_vanaf) == ("toelating", date(2027, 1, 5))


class TestTijdelijkePlaatsing:
    def test_volgt_de_dag_na_tien_weken_zonder_beslissing(self):
        zonder = zorgplicht("so", [AANMELDING])
        assert (zonder.plaatsing, zonder.plaatsing_vanaf) == ("tijdelijk", date(2027, 2, 2))

    @pytest.mark.parametrize(
        ("gebeurtenis", "plaatsing"),
        [
            (Gebeurtenis("beslissing_meegedeeld", date(2027, 2, 1)), "geen"),
            (Gebeurtenis("beslissing_meegedeeld", date(2027, 2, 2)), "tijdelijk"),
            (Gebeurtenis("elders_ingeschreven", date(2026, 11, 1)), "geen"),
        ],
    )
    def test_volgt_niet_als_er_binnen_tien_weken_iets_is_geregeld(self, gebeurtenis, plaatsing):
        assert zorgplicht("po", [AANMELDING, gebeurtenis]).plaatsing == plaatsing

    @pytest.mark.parametrize(
        ("sector", "vanaf", "aanmelden"),
        [
            ("po", date(2027, 3, 10), date(2026, 3, 10)),
            ("so", date(2027, 3, 10), date(2026, 3, 10)),
            ("so_cluster_1_2", date(2027, 2, 2), date(2025, 3, 10)),
            ("vo", date(2027, 2, 2), None),
        ],
    )
    def test_begint_niet_voor_de_toelatingsleeftijd(self, sector, vanaf, aanmelden):
        jong = zorgplicht(sector, [AANMELDING], geboren_op=date(2023, 3, 10))
        assert (jong.plaatsing_vanaf, jong.aanmelden_vanaf) == (vanaf, aanmelden)

    def test_vraagt_een_keuze_voor_wie_op_29_februari_is_geboren(self):
        with pytest.raises(Rekenfout) as fout:
            zorgplicht("po", [Gebeurtenis("aanmelding_ontvangen", date(2027, 9, 1))], geboren_op=date(2024, 2, 29))
        assert fout.value.code == "keuze_nodig"

    @pytest.mark.parametrize(("keuze", "dag"), [("28_februari", date(2027, 2, 28)), ("1_maart", date(2027, 3, 1))])
    def test_volgt_die_keuze_en_noemt_haar(self, keuze, dag):
        gekozen = zorgplicht(
            "po",
            [Gebeurtenis("aanmelding_ontvangen", date(2027, 9, 1))],
            geboren_op=date(2024, 2, 29),
            conventies=Conventies(schrikkeldag=keuze),
        )
        assert gekozen.aanmelden_vanaf == dag
        assert any("CONV-9" in stap.stap and stap.datum == dag for stap in gekozen.uitleg)

    def test_kan_niet_voor_een_kind_dat_bij_de_aanmelding_nog_niet_geboren_is(self):
        with pytest.raises(Rekenfout) as fout:
            zorgplicht("po", [AANMELDING], geboren_op=date(2026, 11, 24))
        assert (fout.value.code, fout.value.veld) == ("volgorde", "geboren_op")


class TestHetOntwikkelingsperspectief:
    def test_is_er_binnen_zes_weken_na_de_definitieve_plaatsing(self):
        assert opp_termijn(date(2026, 10, 5)).vaststellen_uiterlijk == date(2026, 11, 16)
        assert opp_termijn(date(2026, 10, 5), date(2026, 11, 2)).vaststellen_uiterlijk == date(2026, 12, 14)

    def test_kent_geen_plaatsing_voor_de_inschrijving(self):
        with pytest.raises(Rekenfout) as fout:
            opp_termijn(date(2026, 10, 5), date(2026, 10, 4))
        assert fout.value.code == "einde_voor_begin"


class TestEenSchorsing:
    @pytest.mark.parametrize(
        ("tot_en_met", "toegestaan", "melden"),
        [
            (date(2028, 2, 25), True, False),
            (date(2028, 2, 26), True, True),
            (date(2028, 3, 2), True, True),
            (date(2028, 3, 3), False, True),
            (None, None, None),
        ],
    )
    def test_duurt_hoogstens_een_week_ook_over_een_schrikkeldag(self, tot_en_met, toegestaan, melden):
        uitkomst = schorsing(date(2028, 2, 25), tot_en_met)
        assert uitkomst.hoogstens_tot_en_met == date(2028, 3, 2)
        assert (uitkomst.toegestaan, uitkomst.melden_aan_inspectie) == (toegestaan, melden)
