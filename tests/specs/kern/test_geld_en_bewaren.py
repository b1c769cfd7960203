"""Geld, bekostiging, privacytermijnen, bewaren en het ondersteuningsplan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kern.bedrag import afronden, als_bedrag, als_centen, in_euro, verdelen
from services.kern.bekostiging_regels import (
    Afdracht,
    deelnamepercentage,
    naar_rato,
    ondersteuningsbekostiging,
    sbo_norm,
    signaleringswaarde,
    teldatum,
)
from services.kern.bewaartermijn import Blokkade, bewaartermijn
from services.kern.geldend import Geldend
from services.kern.getal import als_breuk, als_getal
from services.kern.ondersteuningsplan import ondersteuningsplan
from services.kern.privacytermijnen import datalek, inzageverzoek
from services.kern.rekenfout import Rekenfout
from services.kern.wetsartikelen import AWB_4_17

CENTEN = st.integers(-(10**12), 10**12)
GEWICHTEN = st.lists(
    st.one_of(st.integers(0, 5000), st.fractions(0, 100, max_denominator=1000)), min_size=1, max_size=40
).filter(lambda gewichten: sum(gewichten) > 0)


class TestVerdelen:
    @given(CENTEN, GEWICHTEN)
    def test_telt_altijd_op_tot_het_geheel(self, centen, gewichten):
        assert sum(verdelen(centen, gewichten)) == centen

    @given(CENTEN, GEWICHTEN)
    def test_wijkt_nergens_een_hele_cent_af(self, centen, gewichten):
        totaal = sum(gewichten)
        for deel, gewicht in zip(verdelen(centen, gewichten), gewichten, strict=True):
            assert abs(Fraction(centen) * gewicht / totaal - deel) < 1

    @given(CENTEN, GEWICHTEN)
    def test_geeft_een_school_zonder_leerlingen_niets(self, centen, gewichten):
        assert verdelen(centen, [*gewichten, 0])[-1] == 0

    @given(CENTEN, GEWICHTEN)
    def test_van_een_tekort_is_het_spiegelbeeld(self, centen, gewichten):
        assert verdelen(-centen, gewichten) == [-deel for deel in verdelen(centen, gewichten)]

    def test_geeft_bij_gelijke_rest_de_cent_aan_de_eerste(self):
        assert verdelen(5, [1, 1]) == [3, 2]
        assert verdelen(-10_00, [1, 1, 1]) == [-3_34, -3_33, -3_33]

    @pytest.mark.parametrize("gewichten", [[], [0, 0], [2, -1]])
    def test_kan_niet_zonder_iemand_om_aan_te_geven(self, gewichten):
        with pytest.raises(ValueError, match="niets om naar te verdelen"):
            verdelen(100, gewichten)


class TestBedragenEnGetallen:
    @given(CENTEN)
    def test_blijven_gelijk_heen_en_terug(self, centen):
        assert als_centen(als_bedrag(centen)) == centen

    def test_lezen_als_mensen_ze_schrijven(self):
        assert in_euro(1_442_00) == "€ 1.442,00"
        assert in_euro(-5) == "-€ 0,05"
        assert als_bedrag(als_centen("-0.00")) == "0.00"

    @given(st.decimals(-(10**9), 10**9, places=6))
    def test_verliezen_geen_cijfer_en_houden_geen_nullen(self, waarde):
        tekst = als_getal(Fraction(waarde))
        assert Fraction(tekst) == Fraction(waarde)
        assert not ("." in tekst and tekst.endswith("0"))

    def test_die_niet_eindigen_zijn_een_breuk(self):
        assert als_breuk(Fraction(2, 6)) == "1/3"
        with pytest.raises(ValueError, match="geen eindig decimaal getal"):
            als_getal(Fraction(1, 3))

    @pytest.mark.parametrize(("waarde", "heel"), [("0.5", 1), ("0.49", 0), ("1.5", 2), ("2.5", 3)])
    def test_ronden_een_half_omhoog(self, waarde, heel):
        assert afronden(Fraction(waarde)) == heel

    def test_uit_de_wet_hebben_een_begindatum_en_een_bron(self):
        bedrag = Geldend({date(2019, 1, 1): 23_00, date(2009, 10, 1): 20_00}, grondslag=AWB_4_17)
        assert bedrag.op(date(2018, 12, 31)) == 20_00
        assert bedrag.op(date(2019, 1, 1)) == 23_00
        with pytest.raises(LookupError):
            bedrag.op(date(2009, 9, 30))
        assert Geldend({date(2019, 1, 1): 1}, grondslag=AWB_4_17, ook_eerder=True).op(date(1950, 1, 1)) == 1


class TestBekostiging:
    def test_naar_rato_van_een_schrikkeljaar(self):
        uitkomst = naar_rato(12_938_34, date(2024, 3, 15), date(2024, 12, 31))
        assert (uitkomst.dagen, uitkomst.dagen_in_jaar, uitkomst.bedrag) == (292, 366, 10_322_39)

    def test_naar_rato_blijft_binnen_een_jaar(self):
        with pytest.raises(Rekenfout) as fout:
            naar_rato(100, date(2026, 12, 31), date(2027, 1, 1))
        assert fout.value.code == "ongeldige_waarde"

    def test_van_het_sbo_boven_de_eigen_norm(self):
        uitkomst = sbo_norm(1450, 37, 6_634_52)
        assert (als_getal(uitkomst.norm_leerlingen), als_getal(uitkomst.boven_norm), uitkomst.bedrag) == (
            "29.74",
            "7.26",
            48_166_62,
        )

    def test_met_een_tekort_komt_bij_de_scholen_terug(self):
        uitkomst = ondersteuningsbekostiging(10_000, 200_00, [Afdracht(350, 6_634_52)], [1, 1, 1])
        assert (uitkomst.swv, uitkomst.tekort) == (0, 322_082_00)
        assert sum(uitkomst.inhoudingen) == uitkomst.tekort

    @pytest.mark.parametrize(
        ("sector", "vanaf", "tot_en_met", "telt"),
        [
            ("po", date(2026, 2, 1), None, True),
            ("po", date(2026, 2, 2), None, False),
            ("so", date(2020, 8, 1), date(2026, 2, 1), True),
            ("vso", date(2020, 8, 1), date(2026, 1, 31), False),
            ("vo", date(2026, 10, 1), None, True),
            ("vo", date(2026, 10, 2), None, False),
        ],
    )
    def test_telt_wie_op_de_teldatum_is_ingeschreven(self, sector, vanaf, tot_en_met, telt):
        assert teldatum(sector, 2027, vanaf, tot_en_met).telt_mee is telt

    def test_boven_de_signaleringswaarde_is_bovenmatig(self):
        assert signaleringswaarde(10_000_000_00, 425_000_00).bovenmatig == 75_000_00
        assert signaleringswaarde(10_000_000_00, -1_00).bovenmatig == 0
        assert signaleringswaarde(7_142_857_00).signaleringswaarde == 250_000_00

    def test_vergelijkt_een_percentage_exact_en_toont_het_afgerond(self):
        assert deelnamepercentage(1, 800).percentage == 13  # 0,125% wordt 0,13%
        assert deelnamepercentage(35, 5000, Fraction("0.7")).binnen_grens is True
        assert deelnamepercentage(1, 300, Fraction("0.3333")).binnen_grens is False


class TestPrivacytermijnen:
    @pytest.mark.parametrize(
        ("ontvangen_op", "antwoorden", "verlengd"),
        [
            (date(2027, 1, 31), date(2027, 3, 1), date(2027, 4, 30)),
            (date(2028, 1, 29), date(2028, 2, 29), date(2028, 5, 1)),
            (date(2027, 11, 25), date(2027, 12, 27), date(2028, 2, 25)),
        ],
    )
    def test_voor_inzage_zijn_een_maand_en_met_bericht_drie(self, ontvangen_op, antwoorden, verlengd):
        uitkomst = inzageverzoek(ontvangen_op)
        assert (uitkomst.antwoorden_uiterlijk, uitkomst.verlengd_uiterlijk) == (antwoorden, verlengd)

    def test_voor_een_datalek_zijn_echte_uren_ook_over_de_zomertijd(self):
        uiterlijk = datalek(datetime(2027, 3, 27, 11, 0, tzinfo=UTC)).melden_uiterlijk
        assert uiterlijk.isoformat() == "2027-03-30T13:00:00+02:00"


class TestBewaren:
    def test_van_een_dossier_duurt_drie_jaar_ook_vanaf_een_schrikkeldag(self):
        uitkomst = bewaartermijn("toelaatbaarheid", date(2028, 2, 29))
        assert (uitkomst.bewaren_tot_en_met, uitkomst.vernietigen_vanaf) == (date(2031, 2, 28), date(2031, 3, 1))

    def test_van_de_boekhouding_duurt_zeven_jaar_en_schuift_nooit(self):
        assert bewaartermijn("bekostiging", date(2026, 2, 1)).bewaren_tot_en_met == date(2033, 2, 1)

    @pytest.mark.parametrize(
        ("blokkades", "vanaf"),
        [
            ([Blokkade(date(2028, 1, 1), date(2029, 11, 23))], date(2029, 11, 24)),
            ([Blokkade(date(2028, 1, 1), date(2029, 11, 24))], date(2029, 11, 25)),
            ([Blokkade(date(2029, 11, 25), date(2030, 1, 1))], date(2029, 11, 24)),
            (
                [Blokkade(date(2029, 12, 1), date(2029, 12, 31)), Blokkade(date(2029, 1, 1), date(2029, 11, 30))],
                date(2030, 1, 1),
            ),
            ([Blokkade(date(2029, 1, 1), date(2029, 11, 30)), Blokkade(date(2029, 12, 1))], None),
            ([Blokkade(date(2029, 12, 1))], date(2029, 11, 24)),
        ],
    )
    def test_duurt_langer_zolang_er_iets_openstaat(self, blokkades, vanaf):
        assert bewaartermijn("toelaatbaarheid", date(2026, 11, 23), blokkades).vernietigen_vanaf == vanaf


class TestHetOndersteuningsplan:
    def test_gaat_voor_1_mei_naar_de_inspectie_ook_als_30_april_een_zondag_is(self):
        plan = ondersteuningsplan(2028)
        assert (plan.naar_inspectie_uiterlijk, plan.geldt_hoogstens_tot_en_met) == (
            date(2028, 4, 30),
            date(2032, 7, 31),
        )
