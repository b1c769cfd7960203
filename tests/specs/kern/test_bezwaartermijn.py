"""Bezwaar maken en erop beslissen (Awb 6:6 tot 6:15, 7:4 en 7:10)."""

from __future__ import annotations

from datetime import date

import pytest

from services.kern.bezwaartermijn import bezwaar, bezwaartermijn
from services.kern.conventies import Conventies
from services.kern.lopende_termijn import Gebeurtenis
from services.kern.rekenfout import Rekenfout

BEKENDGEMAAKT = Gebeurtenis("besluit_bekendgemaakt", date(2026, 11, 23))


def bezwaar_op(op: date, **velden: date) -> Gebeurtenis:
    return Gebeurtenis("bezwaar_ontvangen", op, **velden)


class TestDeBezwaartermijn:
    def test_loopt_zes_weken_vanaf_de_dag_na_de_bekendmaking(self):
        termijn = bezwaartermijn(date(2026, 11, 23))
        assert (termijn.vanaf, termijn.tot_en_met) == (date(2026, 11, 24), date(2027, 1, 4))

    def test_die_op_goede_vrijdag_eindigt_loopt_door_tot_dinsdag_na_pasen(self):
        assert bezwaartermijn(date(2026, 2, 20)).tot_en_met == date(2026, 4, 7)

    def test_kan_op_een_schrikkeldag_eindigen(self):
        assert bezwaartermijn(date(2028, 1, 18)).tot_en_met == date(2028, 2, 29)

    def test_legt_uit_vanaf_wanneer_en_tot_wanneer(self):
        assert [stap.stap for stap in bezwaartermijn(date(2026, 11, 23)).uitleg] == [
            "Het besluit is bekendgemaakt op maandag 23 november 2026.",
            "Bezwaar maken kan vanaf de dag erna, dinsdag 24 november 2026.",
            "De termijn is 6 weken en loopt tot en met maandag 4 januari 2027.",
        ]

    def test_kijkt_niet_naar_de_datum_op_de_brief(self):
        brief = Gebeurtenis("besluit_bekendgemaakt", date(2026, 11, 23), gedagtekend_op=date(2026, 11, 16))
        assert bezwaar([brief]).bezwaartermijn_tot_en_met == date(2027, 1, 4)

    def test_begint_niet_zonder_bekendmaking(self):
        with pytest.raises(Rekenfout) as fout:
            bezwaar([bezwaar_op(date(2026, 12, 1))])
        assert fout.value.code == "ontbreekt"


class TestEenBezwaarschrift:
    @pytest.mark.parametrize(
        ("gebeurtenis", "indiening"),
        [
            (bezwaar_op(date(2027, 1, 4)), "tijdig"),
            (bezwaar_op(date(2027, 1, 5)), "te_laat"),
            (bezwaar_op(date(2026, 11, 20)), "te_vroeg"),
            (bezwaar_op(date(2027, 1, 11), gepost_op=date(2027, 1, 4)), "tijdig"),
            (bezwaar_op(date(2027, 1, 12), gepost_op=date(2027, 1, 4)), "te_laat"),
            (bezwaar_op(date(2027, 1, 5), gepost_op=date(2027, 1, 5)), "te_laat"),
            (bezwaar_op(date(2027, 1, 20), elders_ontvangen_op=date(2027, 1, 4)), "tijdig"),
            (bezwaar_op(date(2026, 12, 1), elders_ontvangen_op=date(2026, 11, 20)), "te_vroeg"),
        ],
    )
    def test_is_op_tijd_te_vroeg_of_te_laat(self, gebeurtenis, indiening):
        assert bezwaar([BEKENDGEMAAKT, gebeurtenis]).indiening == indiening

    def test_kan_niet_na_de_ontvangst_zijn_gepost(self):
        with pytest.raises(Rekenfout) as fout:
            bezwaar([BEKENDGEMAAKT, bezwaar_op(date(2026, 12, 1), gepost_op=date(2026, 12, 2))])
        assert (fout.value.code, fout.value.veld) == ("einde_voor_begin", "gebeurtenissen[1].gepost_op")

    def test_dat_er_niet_is_laat_alles_over_de_beslissing_leeg(self):
        leeg = bezwaar([BEKENDGEMAAKT, Gebeurtenis("hoorzitting", date(2027, 2, 10))], peildatum=date(2027, 2, 1))
        assert (leeg.uiterste_beslisdatum, leeg.inzage_vanaf, leeg.status) == (None, None, None)
        assert (leeg.verdaging, leeg.opschortingen, leeg.opgeschorte_dagen) == ("geen", [], 0)


class TestDeBeslissingOpBezwaar:
    ONTVANGEN = bezwaar_op(date(2026, 12, 14))

    @pytest.mark.parametrize(
        ("soort", "commissie", "einde"),
        [
            ("tlv", True, date(2027, 3, 30)),  # twaalf weken: tweede paasdag, dus dinsdag
            ("tlv", False, date(2027, 2, 15)),
            ("openbaar_po", True, date(2027, 2, 1)),
            ("vo", True, date(2027, 1, 11)),
        ],
    )
    def test_heeft_per_soort_een_eigen_termijn(self, soort, commissie, einde):
        gevraagd = bezwaar([BEKENDGEMAAKT, self.ONTVANGEN], soort=soort, commissie=commissie)
        assert gevraagd.uiterste_beslisdatum == einde

    def test_loopt_niet_eerder_af_voor_wie_vroeg_bezwaar_maakt(self):
        vroeg = bezwaar([BEKENDGEMAAKT, bezwaar_op(date(2026, 11, 30))])
        assert vroeg.uiterste_beslisdatum == date(2027, 3, 30)

    def test_wacht_op_herstel_van_een_verzuim(self):
        herstel = bezwaar(
            [
                BEKENDGEMAAKT,
                self.ONTVANGEN,
                Gebeurtenis("herstel_gevraagd", date(2027, 1, 6), termijn_tot=date(2027, 1, 20)),
                Gebeurtenis("herstel_ontvangen", date(2027, 1, 18)),
            ]
        )
        assert (herstel.opgeschorte_dagen, herstel.uiterste_beslisdatum) == (11, date(2027, 4, 9))

    @pytest.mark.parametrize(("soort", "dagen"), [("tlv", 0), ("openbaar_po", 14), ("vo", 7)])
    def test_wacht_alleen_op_de_geschillencommissie_als_die_erover_gaat(self, soort, dagen):
        bij_commissie = Gebeurtenis(
            "opschorting", grond="geschillencommissie", van=date(2027, 1, 5), tot_en_met=date(2027, 1, 18)
        )
        als_vo = Gebeurtenis(
            "opschorting", grond="geschillencommissie", van=date(2026, 12, 15), tot_en_met=date(2026, 12, 21)
        )
        verloop = [BEKENDGEMAAKT, self.ONTVANGEN, als_vo if soort == "vo" else bij_commissie]
        uitkomst = bezwaar(verloop, soort=soort)
        assert uitkomst.opgeschorte_dagen == dagen
        gaat_er_niet_over = [stap for stap in uitkomst.uitleg if "gaat niet over een toelaatbaarheid" in stap.stap]
        assert len(gaat_er_niet_over) == (1 if soort == "tlv" else 0)

    @pytest.mark.parametrize(("vanaf", "einde"), [("nominaal", date(2027, 5, 10)), ("verlengd", date(2027, 5, 11))])
    def test_verdaagt_zes_weken_volgens_de_gekozen_telling(self, vanaf, einde):
        verdaagd = bezwaar(
            [BEKENDGEMAAKT, self.ONTVANGEN, Gebeurtenis("verdaging_meegedeeld", date(2027, 3, 15))],
            conventies=Conventies(verdaging_vanaf=vanaf),
        )
        assert (verdaagd.verdaging, verdaagd.uiterste_beslisdatum) == ("tijdig", einde)
        assert verdaagd.verdagen_uiterlijk == date(2027, 3, 30)

    def test_verdaagt_ook_nog_op_de_laatste_dag_na_pasen(self):
        verdaagd = bezwaar([BEKENDGEMAAKT, self.ONTVANGEN, Gebeurtenis("verdaging_meegedeeld", date(2027, 3, 30))])
        assert verdaagd.uiterste_beslisdatum == date(2027, 5, 10)

    @pytest.mark.parametrize(("dagen", "uiterlijk"), [(11, date(2027, 1, 30)), (10, date(2027, 1, 31))])
    def test_laat_stukken_toe_tot_tien_dagen_voor_de_hoorzitting(self, dagen, uiterlijk):
        met_zitting = bezwaar(
            [BEKENDGEMAAKT, self.ONTVANGEN, Gebeurtenis("hoorzitting", date(2027, 2, 10))],
            conventies=Conventies(stukken_dagen=dagen),
        )
        assert (met_zitting.inzage_vanaf, met_zitting.stukken_uiterlijk) == (date(2027, 2, 3), uiterlijk)

    def test_stuurt_het_dossier_binnen_twee_weken_naar_de_commissie(self):
        assert bezwaar([BEKENDGEMAAKT, self.ONTVANGEN]).dossier_naar_commissie_uiterlijk == date(2026, 12, 28)
        assert bezwaar([BEKENDGEMAAKT, self.ONTVANGEN], soort="vo").dossier_naar_commissie_uiterlijk is None
