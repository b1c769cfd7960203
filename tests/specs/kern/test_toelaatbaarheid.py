"""De toelaatbaarheidsverklaring: geldigheid, bevoegdheid, pro en lwoo, nummers en eigen termijnen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kern.bevoegdheid import HuidigeTlv, School, bevoegd_samenwerkingsverband
from services.kern.conventies import Conventies
from services.kern.instroommoment import instroommoment
from services.kern.kalender import Periode
from services.kern.leeftijd_document import leeftijd_document
from services.kern.nummers import (
    is_bsn,
    is_tlv_nummer,
    nummer,
    tlv_nummer,
    tlv_nummer_lezen,
)
from services.kern.pro_lwoo import didactische_leeftijd, leerachterstand, pro_lwoo
from services.kern.rekenfout import Rekenfout
from services.kern.streeftermijn import streeftermijn
from services.kern.tlv_geldigheid import tlv_geldigheid


class TestEenToelaatbaarheidsverklaring:
    @pytest.mark.parametrize(
        ("begint_op", "vroegste"),
        [
            (date(2026, 7, 31), date(2027, 7, 31)),
            (date(2026, 8, 1), date(2027, 7, 31)),
            (date(2026, 8, 2), date(2028, 7, 31)),
            (date(2028, 2, 29), date(2029, 7, 31)),
        ],
    )
    def test_geldt_hele_schooljaren_en_de_rest_van_het_lopende(self, begint_op, vroegste):
        assert tlv_geldigheid(begint_op).vroegste_einde == vroegste

    @pytest.mark.parametrize(
        ("eindigt_op", "max_jaren", "reden"),
        [
            (date(2028, 7, 31), None, None),
            (date(2027, 12, 31), None, "geen_31_juli"),
            (date(2027, 7, 31), None, "te_kort"),
            (date(2028, 7, 31), 2, None),
            (date(2029, 7, 31), 2, "langer_dan_beleid"),
            (date(2099, 7, 31), 10**12, None),
        ],
    )
    def test_eindigt_op_een_31_juli_die_wet_en_beleid_toelaten(self, eindigt_op, max_jaren, reden):
        uitkomst = tlv_geldigheid(date(2026, 11, 23), eindigt_op, max_jaren)
        assert (uitkomst.geldig, uitkomst.reden) == (reden is None, reden)

    def test_van_een_jaar_vanaf_1_augustus_past_binnen_een_jaar(self):
        assert tlv_geldigheid(date(2026, 8, 1), date(2027, 7, 31), 1).geldig

    def test_eindigt_niet_voor_het_begin(self):
        with pytest.raises(Rekenfout) as fout:
            tlv_geldigheid(date(2026, 11, 23), date(2026, 7, 31))
        assert fout.value.code == "einde_voor_begin"


class TestHetBevoegdeSamenwerkingsverband:
    EMMEN, ASSEN, ELDERS = "PO2202", "VO2201", "PO2203"

    @pytest.mark.parametrize(
        ("doel", "gegeven", "swv", "grond"),
        [
            ("cluster_1_2", {}, None, "commissie_van_onderzoek"),
            ("so", {"school": School("bo", EMMEN), "woon_swv": ELDERS}, EMMEN, "school"),
            ("vso", {"school": School("bo", EMMEN), "woon_swv": ASSEN}, ASSEN, "woonplaats"),
            ("vso", {"school": School("vo", ASSEN), "woon_swv": "VO2202"}, ASSEN, "school"),
            ("so", {"woon_swv": EMMEN}, EMMEN, "woonplaats"),
            ("so", {"doelschool_swv": ELDERS}, ELDERS, "doelschool"),
        ],
    )
    def test_volgt_de_school_dan_de_woonplaats_dan_de_doelschool(self, doel, gegeven, swv, grond):
        uitkomst = bevoegd_samenwerkingsverband(doel, **gegeven)
        assert (uitkomst.swv, uitkomst.grond, uitkomst.tlv_nodig) == (swv, grond, swv is not None)

    @pytest.mark.parametrize(
        ("op", "swv", "grond"),
        [(date(2027, 7, 31), None, "tlv_loopt_door"), (date(2027, 8, 1), "VO2202", "eerdere_tlv")],
    )
    def test_van_vso_naar_vso_hangt_af_van_de_lopende_verklaring(self, op, swv, grond):
        uitkomst = bevoegd_samenwerkingsverband(
            "vso",
            school=School("vso", self.ASSEN),
            huidige_tlv=HuidigeTlv("vso", "VO2202", date(2027, 7, 31)),
            op=op,
        )
        assert (uitkomst.swv, uitkomst.grond) == (swv, grond)

    def test_noemt_het_artikel_van_de_soort_school(self):
        for doel, artikel in (("sbo", "WPO 40 lid 8"), ("so", "WEC 40 lid 11"), ("vso", "WEC 40 lid 13")):
            uit = bevoegd_samenwerkingsverband(doel, woon_swv=self.EMMEN)
            assert uit.uitleg[0].grondslag == artikel

    def test_wie_residentieel_woont_is_toelaatbaar_zonder_verklaring_maar_niet_voor_het_sbo(self):
        """WEC 40 lid 16."""
        for doel in ("so", "vso"):
            uit = bevoegd_samenwerkingsverband(doel, woon_swv=self.EMMEN, residentieel=True)
            assert (uit.tlv_nodig, uit.swv, uit.grond) == (False, None, "residentieel")
            assert uit.uitleg[0].grondslag == "WEC 40 lid 16"
        assert bevoegd_samenwerkingsverband("sbo", woon_swv=self.EMMEN, residentieel=True).grond == "woonplaats"

    def test_vraagt_bij_een_lopende_verklaring_de_dag_van_overgang(self):
        with pytest.raises(Rekenfout) as fout:
            bevoegd_samenwerkingsverband("so", huidige_tlv=HuidigeTlv("so", self.EMMEN, date(2027, 7, 31)))
        assert (fout.value.code, fout.value.veld) == ("ontbreekt", "op")

    def test_is_onbekend_voor_wie_in_het_buitenland_woont_zonder_doelschool(self):
        with pytest.raises(Rekenfout) as fout:
            bevoegd_samenwerkingsverband("so")
        assert (fout.value.code, fout.value.veld) == ("ontbreekt", "doelschool_swv")


class TestPraktijkonderwijsEnLwoo:
    def test_rekent_met_breuken_en_rondt_niet_af(self):
        assert leerachterstand(27, 55).achterstand == Fraction(28, 55)
        assert leerachterstand(42, 56).telt_voor == "lwoo"
        assert leerachterstand(43, 57).telt_voor == "geen"  # net onder een kwart
        assert leerachterstand(60, 55).achterstand == 0

    @pytest.mark.parametrize(
        ("peildatum", "maanden"),
        [
            (date(2026, 9, 1), 51),
            (date(2027, 1, 31), 55),
            (date(2027, 6, 1), 60),
            (date(2027, 7, 5), 60),
            (date(2027, 8, 20), 50),
        ],
    )
    def test_telt_tien_maanden_onderwijs_per_schooljaar(self, peildatum, maanden):
        assert didactische_leeftijd(8, peildatum) == maanden

    def test_telt_de_lopende_maand_alleen_mee_als_dat_is_afgesproken(self):
        niet = Conventies(lopende_maand="niet_meetellen")
        assert didactische_leeftijd(8, date(2027, 1, 17), conventies=niet) == 54
        assert didactische_leeftijd(8, date(2027, 7, 17), conventies=niet) == 60

    def test_kent_aan_het_begin_van_groep_3_nog_geen_achterstand(self):
        assert leerachterstand(groep=3, peildatum=date(2026, 8, 20)).dl == 0
        with pytest.raises(Rekenfout) as fout:
            leerachterstand(3, groep=3, peildatum=date(2026, 8, 20))
        assert fout.value.code == "ongeldige_waarde"

    @pytest.mark.parametrize(
        ("iq", "ir", "bl", "tl", "sp", "sociaal", "voldoet"),
        [
            (54, ".6", ".6", ".6", ".6", False, []),
            (55, ".5", "0", ".5", "0", False, ["pro"]),
            (80, "0", "0", ".6", ".6", False, []),
            (78, ".5", ".3", ".5", ".4", False, ["lwoo_a", "pro"]),
            (81, ".6", ".7", ".6", ".6", False, []),
            (90, ".4", ".3", "0", "0", True, ["lwoo_a"]),
            (91, ".4", ".3", "0", "0", True, ["lwoo_b"]),
            (91, ".4", ".3", "0", "0", False, []),
            (121, ".4", ".3", "0", "0", True, []),
            (75, ".2499", ".1", ".25", ".1", False, []),
        ],
    )
    def test_toetst_iq_en_twee_domeinen_waarvan_een_rekenen_of_lezen(self, iq, ir, bl, tl, sp, sociaal, voldoet):
        achterstand = {"IR": Fraction(ir), "BL": Fraction(bl), "TL": Fraction(tl), "SP": Fraction(sp)}
        uitkomst = pro_lwoo(iq, achterstand, sociaal_emotioneel=sociaal)
        assert uitkomst.voldoet == voldoet
        assert uitkomst.motivering_beslist is (len(voldoet) == 2)

    @pytest.mark.parametrize(("sinds", "vanaf"), [(date(2027, 10, 1), None), (date(2027, 10, 2), date(2029, 8, 1))])
    def test_wacht_voor_wie_korter_dan_een_jaar_in_nederland_is(self, sinds, vanaf):
        nul = dict.fromkeys(("IR", "BL", "TL", "SP"), Fraction(0))
        nieuw = pro_lwoo(60, nul, in_nederland_sinds=sinds, eerste_vo_schooljaar=2028)
        assert nieuw.pro_aanvragen_vanaf == vanaf


class TestNummers:
    @pytest.mark.parametrize(
        ("soort", "invoer", "genormaliseerd"),
        [
            ("bsn", "111222333", "111222333"),
            ("bsn", "1000.0008", "010000008"),
            ("bsn", "000000000", None),
            ("bsn", "00000000", None),
            ("bsn", "11122233", None),
            ("bsn", "11122233A", None),
            ("bsn", "١١١٢٢٢٣٣٣", None),
            ("onderwijsnummer", "101222331", "101222331"),
            ("onderwijsnummer", "201222331", None),
            ("brin", "07nu 00", "07NU00"),
            ("brin", "07N", None),
            ("brin", "00ß", None),
            ("swv", "po 22-02", "PO2202"),
            ("swv", "SO2202", None),
        ],
    )
    def test_worden_ruim_gelezen_en_streng_getoetst(self, soort, invoer, genormaliseerd):
        uitkomst = nummer(soort, invoer)
        assert (uitkomst.geldig, uitkomst.genormaliseerd) == (genormaliseerd is not None, genormaliseerd)

    @given(st.integers(0, 999_999_999), st.integers(0, 8), st.integers(1, 9))
    def test_met_een_verkeerd_cijfer_vallen_door_de_elfproef(self, getal, plek, verschil):
        cijfers = f"{getal:09d}"
        ander = cijfers[:plek] + str((int(cijfers[plek]) + verschil) % 10) + cijfers[plek + 1 :]
        assert not (is_bsn(cijfers) and is_bsn(ander))

    def test_van_een_verklaring_hebben_zeventien_tekens(self):
        assert tlv_nummer("PO2202", 2026, 1) == "PO2202-2026-00001"
        assert len(tlv_nummer("VO2201", 2026, 99999)) == 17

    @given(st.sampled_from(["PO2202", "VO2201"]), st.integers(2014, 2199), st.integers(1, 99999))
    def test_van_een_verklaring_zijn_terug_te_lezen(self, swv, jaar, volgnummer):
        uitgegeven = tlv_nummer(swv, jaar, volgnummer)
        gelezen = tlv_nummer_lezen(uitgegeven.lower().replace("-", " "))
        assert (gelezen.swv, gelezen.jaar, gelezen.volgnummer) == (swv, jaar, volgnummer)
        assert is_tlv_nummer(uitgegeven)

    @pytest.mark.parametrize(
        "onzin", ["", "PO2202-2026-00000", "PO2202-2026-1", "XX2202-2026-00001", "PO2202-2026-00001 x"]
    )
    def test_van_een_verklaring_die_niet_bestaan_worden_geweigerd(self, onzin):
        assert not is_tlv_nummer(onzin)
        with pytest.raises(ValueError, match="geen volgnummer"):
            tlv_nummer_lezen(onzin)

    @pytest.mark.parametrize("deel", [("PO22", 2026, 1), ("PO2202", 2026, 0), ("PO2202", 2026, 100_000)])
    def test_van_een_verklaring_raken_op_en_lopen_niet_over(self, deel):
        with pytest.raises(ValueError, match="geen volgnummer"):
            tlv_nummer(*deel)


class TestEigenTermijnen:
    def test_van_het_samenwerkingsverband_slaan_de_vakantie_over(self):
        streef = streeftermijn(date(2026, 12, 7), 4, "weken", regio="noord", uiterste_beslisdatum=date(2027, 2, 1))
        assert (streef.berekend_op, streef.streefdatum, streef.begrensd) == (
            date(2027, 1, 20),
            date(2027, 1, 20),
            False,
        )

    def test_van_het_samenwerkingsverband_gaan_nooit_voorbij_de_wet(self):
        streef = streeftermijn(date(2026, 6, 15), 4, "weken", regio="noord", uiterste_beslisdatum=date(2026, 8, 10))
        assert (streef.berekend_op, streef.streefdatum, streef.begrensd) == (date(2026, 8, 26), date(2026, 8, 10), True)

    def test_van_het_samenwerkingsverband_tellen_zonder_vakanties_elke_dag(self):
        assert streeftermijn(date(2026, 12, 7), 4, "weken").streefdatum == date(2027, 1, 4)
        assert streeftermijn(date(2026, 12, 24), 2, "werkdagen").streefdatum == date(2026, 12, 29)

    def test_van_het_samenwerkingsverband_kunnen_niet_voor_de_ontvangst_eindigen(self):
        ontvangen_op = date(2026, 11, 23)
        assert streeftermijn(ontvangen_op, 1, "weken", uiterste_beslisdatum=ontvangen_op).begrensd
        with pytest.raises(Rekenfout) as fout:
            streeftermijn(ontvangen_op, 1, "weken", uiterste_beslisdatum=date(2026, 11, 22))
        assert fout.value.code == "einde_voor_begin"

    def test_van_een_school_gaan_voor_de_regio(self):
        eigen = [Periode(date(2026, 11, 24), date(2026, 11, 27))]
        assert streeftermijn(date(2026, 11, 23), 1, "dagen", eigen, regio="noord").streefdatum == date(2026, 11, 28)

    @pytest.mark.parametrize(
        ("document_op", "tot_en_met"),
        [(date(2026, 5, 22), date(2026, 11, 22)), (date(2027, 8, 31), date(2028, 2, 29))],
    )
    def test_voor_een_document_lopen_in_maanden(self, document_op, tot_en_met):
        assert leeftijd_document(document_op, tot_en_met, 6).bruikbaar
        assert leeftijd_document(document_op, tot_en_met, 6).bruikbaar_tot_en_met == tot_en_met

    def test_voor_een_medisch_document_bestaan_niet(self):
        assert leeftijd_document(date(2010, 1, 1), date(2026, 11, 23), 6, medisch=True).bruikbaar

    @pytest.mark.parametrize(
        ("besluit", "moment"),
        [
            (date(2026, 11, 23), date(2027, 1, 1)),
            (date(2027, 1, 1), date(2027, 1, 1)),
            (date(2027, 1, 2), date(2027, 5, 1)),
        ],
    )
    def test_voor_instromen_liggen_vast_in_het_jaar(self, besluit, moment):
        assert instroommoment(besluit, [(8, 1), (1, 1), (5, 1)]).instroommoment == moment
