"""Leerplicht, vrijstelling, verlof, verzuim en thuiszitters (Leerplichtwet 1969)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from services.kern.conventies import Conventies
from services.kern.kalender import Periode
from services.kern.leerplicht import leerplicht, verlof, vrijstelling_5a
from services.kern.rekenfout import Rekenfout
from services.kern.vakanties import vakantie_in, vakanties_van
from services.kern.verzuim import boete_hoofd, thuiszitter, verzuim_16_uur

NOORD = vakantie_in("noord", None)
GEEN = vakantie_in(None, [])


class TestSchoolvakanties:
    def test_zijn_er_vijf_per_schooljaar_en_regio(self):
        assert {regio: len(vakanties_van(regio)) for regio in ("noord", "midden", "zuid")} == {
            "noord": 54,
            "midden": 54,
            "zuid": 54,
        }

    def test_van_de_school_gaan_voor_die_van_de_regio(self):
        eigen = [Periode(date(2026, 11, 9), date(2026, 11, 13))]
        assert vakantie_in("noord", eigen)(date(2026, 11, 9))
        assert not vakantie_in("noord", eigen)(date(2026, 12, 25))

    @pytest.mark.parametrize("dag", [date(2019, 12, 31), date(2030, 8, 1)])
    def test_buiten_de_tabel_zijn_onbekend(self, dag):
        with pytest.raises(Rekenfout) as fout:
            NOORD(dag)
        assert fout.value.code == "geen_vakantiegegevens"


class TestLeerplicht:
    @pytest.mark.parametrize(
        ("geboren_op", "vanaf"),
        [
            (date(2021, 10, 1), date(2026, 11, 2)),  # 1 november is een zondag
            (date(2021, 9, 30), date(2026, 10, 1)),
            (date(2021, 6, 15), date(2026, 7, 1)),
            (date(2021, 7, 10), date(2026, 8, 17)),  # na de zomervakantie
            (date(2022, 12, 15), date(2028, 1, 10)),  # na een late kerstvakantie
        ],
    )
    def test_begint_op_de_eerste_schooldag_van_de_maand_na_de_vijfde_verjaardag(self, geboren_op, vanaf):
        assert leerplicht(geboren_op, NOORD).leerplichtig_vanaf == vanaf

    @pytest.mark.parametrize(
        ("geboren_op", "einde"),
        [(date(2010, 7, 31), date(2026, 7, 31)), (date(2010, 8, 1), date(2027, 7, 31))],
    )
    def test_eindigt_met_het_schooljaar_waarin_de_jongere_zestien_wordt(self, geboren_op, einde):
        assert leerplicht(geboren_op, GEEN).leerplichtig_tot_en_met == einde

    def test_eindigt_eerder_na_twaalf_volle_schooljaren(self):
        snel = leerplicht(date(2010, 8, 15), GEEN, eerste_volledige_schooljaar=2014)
        laat = leerplicht(date(2010, 8, 15), GEEN, eerste_volledige_schooljaar=2016)
        assert snel.leerplichtig_tot_en_met == date(2026, 7, 31)
        assert laat.leerplichtig_tot_en_met == date(2027, 7, 31)

    @pytest.mark.parametrize(
        ("peildatum", "plicht"),
        [
            (date(2015, 8, 31), "geen"),
            (date(2015, 9, 1), "leerplicht"),
            (date(2027, 7, 31), "leerplicht"),
            (date(2027, 8, 1), "kwalificatieplicht"),
            (date(2028, 8, 14), "kwalificatieplicht"),
            (date(2028, 8, 15), "geen"),
        ],
    )
    def test_gaat_over_in_kwalificatieplicht_tot_de_achttiende_verjaardag(self, peildatum, plicht):
        assert leerplicht(date(2010, 8, 15), GEEN, peildatum=peildatum).plicht == plicht

    def test_kent_met_een_startkwalificatie_geen_kwalificatieplicht(self):
        klaar = leerplicht(date(2009, 10, 5), GEEN, startkwalificatie=True, peildatum=date(2026, 11, 23))
        assert (klaar.kwalificatieplichtig_vanaf, klaar.kwalificatieplichtig_tot, klaar.plicht) == (None, None, "geen")

    @pytest.mark.parametrize(("keuze", "vanaf"), [("28_februari", date(2025, 3, 3)), ("1_maart", date(2025, 4, 1))])
    def test_hangt_voor_een_schrikkelkind_een_maand_af_van_de_keuze(self, keuze, vanaf):
        kind = leerplicht(date(2020, 2, 29), vakantie_in("midden", None), conventies=Conventies(schrikkeldag=keuze))
        assert kind.leerplichtig_vanaf == vanaf

    def test_wordt_voor_een_schrikkelkind_niet_zonder_keuze_berekend(self):
        with pytest.raises(Rekenfout) as fout:
            leerplicht(date(2020, 2, 29), GEEN)
        assert fout.value.code == "keuze_nodig"


class TestVrijstelling:
    def test_wordt_een_maand_voor_de_leerplicht_gemeld(self):
        assert vrijstelling_5a(leerplichtig_vanaf=date(2027, 3, 31)).eerste_kennisgeving_uiterlijk == date(2027, 2, 28)

    @pytest.mark.parametrize(
        ("kennisgeving", "volgende"),
        [
            (date(2027, 6, 29), date(2027, 6, 30)),
            (date(2027, 6, 30), date(2028, 6, 30)),
            (date(2026, 11, 15), date(2027, 6, 30)),
        ],
    )
    def test_wordt_elk_jaar_voor_1_juli_opnieuw_gemeld(self, kennisgeving, volgende):
        assert vrijstelling_5a(kennisgeving_op=kennisgeving).volgende_kennisgeving_uiterlijk == volgende

    def test_hoeft_niet_opnieuw_voor_wie_nooit_geschikt_is(self):
        nooit = vrijstelling_5a(kennisgeving_op=date(2027, 6, 15), nooit_geschikt=True)
        assert nooit.volgende_kennisgeving_uiterlijk is None

    @pytest.mark.parametrize(("verklaring", "bruikbaar"), [(date(2026, 8, 15), True), (date(2026, 8, 14), False)])
    def test_steunt_op_een_verklaring_van_hoogstens_drie_maanden_oud(self, verklaring, bruikbaar):
        uitkomst = vrijstelling_5a(kennisgeving_op=date(2026, 11, 15), verklaring_op=verklaring)
        assert uitkomst.verklaring_bruikbaar is bruikbaar


class TestVerlof:
    @pytest.mark.parametrize(
        ("van", "tot_en_met", "geweigerd"),
        [
            (date(2026, 8, 30), date(2026, 8, 30), True),
            (date(2026, 8, 31), date(2026, 9, 4), False),
            (date(2026, 8, 10), date(2026, 8, 16), False),
            (date(2026, 8, 10), date(2026, 8, 17), True),
        ],
    )
    def test_voor_vakantie_kan_niet_in_de_eerste_twee_lesweken(self, van, tot_en_met, geweigerd):
        uitkomst = verlof("vakantie", van, tot_en_met, schooldagen=5, eerste_lesdag=date(2026, 8, 17))
        assert (uitkomst.weigeringsgronden == ["eerste_twee_lesweken"]) is geweigerd

    def test_voor_vakantie_kan_een_keer_en_hoogstens_tien_dagen(self):
        uitkomst = verlof(
            "vakantie",
            date(2027, 2, 1),
            date(2027, 2, 19),
            schooldagen=15,
            eerder_schooldagen=5,
            eerste_lesdag=date(2026, 8, 31),
        )
        assert uitkomst.weigeringsgronden == ["eenmaal_per_schooljaar", "meer_dan_tien_dagen"]

    @pytest.mark.parametrize(
        ("dagen", "eerder", "wie"), [(10, 0, "hoofd"), (6, 4, "hoofd"), (6, 5, "leerplichtambtenaar")]
    )
    def test_om_gewichtige_reden_gaat_boven_tien_dagen_naar_de_leerplichtambtenaar(self, dagen, eerder, wie):
        uitkomst = verlof("gewichtig", date(2026, 11, 2), schooldagen=dagen, eerder_schooldagen=eerder)
        assert uitkomst.beslist_door == wie

    def test_voor_een_religieuze_plicht_wordt_twee_dagen_tevoren_gemeld(self):
        uitkomst = verlof("religieus", date(2026, 3, 1))
        assert (uitkomst.beslist_door, uitkomst.melden_uiterlijk) == ("niemand", date(2026, 2, 27))

    @pytest.mark.parametrize(("gegeven", "veld"), [({}, "schooldagen"), ({"schooldagen": 3}, "eerste_lesdag")])
    def test_voor_vakantie_vraagt_wat_het_nodig_heeft(self, gegeven, veld):
        with pytest.raises(Rekenfout) as fout:
            verlof("vakantie", date(2026, 11, 2), **gegeven)
        assert (fout.value.code, fout.value.veld) == ("ontbreekt", veld)


class TestVerzuimMelden:
    @pytest.mark.parametrize(
        ("uren", "weken"),
        [
            ([4, 3, 5, 4], [4]),
            ([4, 3, 5, 3], []),
            ([5, 2, 3, 2, 9], [5]),
            ([8, 0, 0, 0, 8], []),
            ([6, 5, None, 3, 2, 9], [5]),
            ([16, 16, 15, 1], [1, 2, 4]),
            ([Fraction("5.3")] * 3 + [Fraction("0.1")], [4]),
            ([Fraction("5.3")] * 3, []),
            ([], []),
        ],
    )
    def test_moet_bij_zestien_uur_in_vier_lesweken_en_begint_dan_opnieuw(self, uren, weken):
        assert verzuim_16_uur(uren).meldweken == weken

    @pytest.mark.parametrize(("keer", "euro"), [(0, 0), (7, 7000), (100, 100_000), (101, 100_000)])
    def test_nalaten_kost_het_hoofd_hoogstens_een_ton_per_schooljaar(self, keer, euro):
        assert boete_hoofd(keer).maximum == euro * 100


class TestEenThuiszitter:
    EERSTE_DAG = date(2026, 9, 1)

    @pytest.mark.parametrize(
        ("peildatum", "is_thuiszitter", "duur"),
        [
            (date(2026, 9, 28), False, None),
            (date(2026, 9, 29), True, "tot_3_maanden"),
            (date(2026, 11, 30), True, "tot_3_maanden"),
            (date(2026, 12, 1), True, "langer_dan_3_maanden"),
        ],
    )
    def test_is_wie_langer_dan_vier_weken_ongeoorloofd_thuis_is(self, peildatum, is_thuiszitter, duur):
        kind = thuiszitter(self.EERSTE_DAG, peildatum, ingeschreven=True, plicht="leerplicht")
        assert (kind.thuiszitter, kind.duur, kind.vanaf) == (is_thuiszitter, duur, date(2026, 9, 29))

    def test_is_wie_niet_is_ingeschreven_vanaf_de_eerste_dag(self):
        kind = thuiszitter(
            self.EERSTE_DAG, self.EERSTE_DAG, ingeschreven=False, plicht="kwalificatieplicht", geoorloofd=True
        )
        assert (kind.thuiszitter, kind.soort) == (True, "absoluut")

    @pytest.mark.parametrize(
        ("gegeven", "volglijst"),
        [
            ({"ingeschreven": False, "plicht": "geen", "vrijstelling": True}, None),
            ({"ingeschreven": False, "plicht": "leerplicht", "vrijstelling": True}, "vrijstelling"),
            ({"ingeschreven": True, "plicht": "leerplicht", "geoorloofd": True}, "geoorloofd_verzuim"),
        ],
    )
    def test_is_niet_wie_thuis_mag_zijn_maar_staat_dan_wel_op_een_volglijst(self, gegeven, volglijst):
        kind = thuiszitter(self.EERSTE_DAG, date(2027, 1, 1), **gegeven)
        assert (kind.thuiszitter, kind.vanaf, kind.volglijst) == (False, None, volglijst)

    @pytest.mark.parametrize(
        ("eerste_dag", "zonder_vakantie", "vanaf"),
        [
            (date(2026, 9, 28), None, date(2026, 10, 26)),  # standard: calendar weeks, the herfstvakantie counts
            (date(2026, 9, 28), NOORD, date(2026, 11, 4)),  # nine days off, from 10 to 18 October
            (date(2026, 10, 14), NOORD, date(2026, 11, 16)),  # begins in the vacation: 19 October is the first day
            (date(2026, 9, 28), GEEN, date(2026, 10, 26)),
        ],
    )
    def test_telt_vakantie_mee_tenzij_het_samenwerkingsverband_anders_kiest(self, eerste_dag, zonder_vakantie, vanaf):
        kind = thuiszitter(eerste_dag, vanaf, ingeschreven=True, plicht="leerplicht", zonder_vakantie=zonder_vakantie)
        assert (kind.thuiszitter, kind.vanaf) == (True, vanaf)
        assert ("vakantie niet meegeteld" in kind.uitleg[0].stap) == (zonder_vakantie is not None)
        assert not thuiszitter(
            eerste_dag,
            vanaf - timedelta(days=1),
            ingeschreven=True,
            plicht="leerplicht",
            zonder_vakantie=zonder_vakantie,
        ).thuiszitter
