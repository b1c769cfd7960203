"""Wat in een besluit moet staan, wie het neemt, en hoe lang een TLV geldt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from services.commissie.besluit import (
    Voorgenomen,
    Zaak,
    geldigheid_toetsen,
    krijgt_besluit,
    leeftijd_op,
    toetsen,
    wijkt_af,
)
from services.commissie.mandaat import beslisser, mag_beslissen, ondertekening
from services.kern.kalender import plus_jaren
from services.kern.rollen import Rol
from tenants.registry import load_all

PO, VO, RIJN = (load_all()[naam] for naam in ("swv2202po", "swv2201vo", "swv2510po"))
VANDAAG = date(2026, 11, 24)
ZEVEN_JAAR = Zaak("sbo", date(2019, 3, 14), date(2026, 11, 2), ("toelaatbaar", None))
TWAALF_JAAR = Zaak("so", date(2014, 3, 14), date(2026, 11, 2), ("toelaatbaar", "laag"))
PRO = Zaak("pro", date(2013, 3, 14), date(2026, 11, 2), ("toelaatbaar", None))
REDEN = "De leerling heeft een kleine groep nodig; de school kan dat aantoonbaar niet bieden."


def besluit(**anders) -> Voorgenomen:
    goed = {
        "uitkomst": "toegekend",
        "categorie": None,
        "van": date(2026, 12, 1),
        "tot_en_met": date(2028, 7, 31),
        "motivering": REDEN,
        "weging_zienswijze": "De wens van de ouders weegt zwaar mee.",
        "afwijking": "",
    }
    return Voorgenomen(**(goed | anders))


class TestBesluitNemen:
    def test_wat_klopt_geeft_geen_bezwaren(self):
        assert toetsen(PO, ZEVEN_JAAR, besluit(), VANDAAG) == {}

    @pytest.mark.parametrize(
        ("anders", "velden"),
        [
            ({"uitkomst": "verleend"}, {"uitkomst"}),
            ({"motivering": " " * 60}, {"motivering"}),
            ({"motivering": "x" * 20_001}, {"motivering"}),
            ({"weging_zienswijze": ""}, {"weging_zienswijze"}),
            ({"categorie": "laag"}, {"categorie"}),
            ({"van": None}, {"van"}),
            ({"tot_en_met": None}, {"tot_en_met"}),
            ({"van": date(2026, 11, 1)}, {"van"}),
            ({"van": date(2027, 11, 25)}, {"van"}),
            ({"tot_en_met": date(2026, 11, 30)}, {"tot_en_met"}),
        ],
    )
    def test_zegt_per_veld_wat_er_niet_klopt(self, anders: dict, velden: set):
        assert set(toetsen(PO, ZEVEN_JAAR, besluit(**anders), VANDAAG)) - {"afwijking"} == velden

    def test_een_afwijzing_heeft_geen_categorie_en_geen_looptijd(self):
        fouten = toetsen(PO, TWAALF_JAAR, besluit(uitkomst="afgewezen", categorie="laag"), VANDAAG)
        assert set(fouten) == {"categorie", "van", "tot_en_met", "afwijking"}

    def test_een_soort_met_categorieen_vraagt_er_een(self):
        assert set(toetsen(PO, TWAALF_JAAR, besluit(), VANDAAG)) == {"categorie", "afwijking"}
        assert toetsen(PO, TWAALF_JAAR, besluit(categorie="laag"), VANDAAG) == {}

    def test_afwijken_van_het_advies_vraagt_een_reden(self):
        anders = besluit(categorie="midden")
        assert wijkt_af(anders, TWAALF_JAAR.advies)
        assert set(toetsen(PO, TWAALF_JAAR, anders, VANDAAG)) == {"afwijking"}
        assert toetsen(PO, TWAALF_JAAR, besluit(categorie="midden", afwijking=REDEN), VANDAAG) == {}


class TestGeldigheid:
    @pytest.mark.parametrize(
        ("van", "tot", "klopt"),
        [
            (date(2027, 8, 1), date(2028, 7, 31), True),  # een heel schooljaar, vanaf de eerste dag
            (date(2027, 8, 2), date(2028, 7, 31), False),  # een dag later: de rest van dit jaar komt erbij
            (date(2027, 8, 2), date(2029, 7, 31), True),
            (date(2027, 7, 31), date(2028, 7, 31), True),
            (date(2027, 3, 1), date(2028, 7, 30), False),
        ],
    )
    def test_hele_schooljaren_en_de_rest_van_het_lopende(self, van: date, tot: date, klopt: bool):
        assert (geldigheid_toetsen(PO, TWAALF_JAAR, van, tot, date(2027, 1, 4)) == {}) is klopt

    def test_van_vier_tot_en_met_acht_jaar_ten_hoogste_twee_jaar(self):
        fout = geldigheid_toetsen(PO, ZEVEN_JAAR, date(2026, 12, 1), date(2029, 7, 31), VANDAAG)
        assert "ten hoogste 2 jaren" in fout["tot_en_met"]
        assert "par. 2.2.4" in fout["tot_en_met"]
        assert geldigheid_toetsen(PO, TWAALF_JAAR, date(2026, 12, 1), date(2029, 7, 31), VANDAAG) == {}

    def test_waar_afwijken_mag_kan_een_leerling_met_emb_een_langere_tlv_krijgen(self):
        kleuter = Zaak("so", date(2020, 12, 1), date(2026, 11, 2), ("toelaatbaar", "hoog"))
        assert RIJN.geldigheid("so", 6).max_jaren == 3
        assert geldigheid_toetsen(RIJN, kleuter, date(2026, 12, 1), date(2033, 7, 31), VANDAAG) == {}
        strenger = structs.replace(RIJN, tlv=structs.replace(RIJN.tlv, geldigheid=PO.tlv.geldigheid))
        assert "ten hoogste 2 jaren" in str(
            geldigheid_toetsen(strenger, kleuter, date(2026, 12, 1), date(2033, 7, 31), VANDAAG)
        )

    def test_op_de_negende_verjaardag_geldt_die_grens_niet_meer(self):
        jarig = Zaak("sbo", date(2017, 12, 1), date(2026, 11, 2), ("toelaatbaar", None))
        assert geldigheid_toetsen(PO, jarig, date(2026, 12, 1), date(2030, 7, 31), VANDAAG) == {}
        assert geldigheid_toetsen(PO, jarig, date(2026, 11, 30), date(2030, 7, 31), VANDAAG) != {}

    def test_het_praktijkonderwijs_mag_voor_de_hele_schoolloopbaan(self):
        assert geldigheid_toetsen(VO, PRO, date(2026, 12, 1), None, VANDAAG) == {}
        assert "tot_en_met" in geldigheid_toetsen(
            VO, Zaak("vso", date(2012, 5, 20), date(2026, 11, 2), ("", None)), date(2026, 12, 1), None, VANDAAG
        )

    @given(van=st.dates(date(2026, 11, 24), date(2027, 11, 24)), geboren=st.dates(date(2013, 1, 1), date(2022, 10, 1)))
    def test_er_is_altijd_een_einde_dat_mag(self, van: date, geboren: date):
        zaak = Zaak("sbo", geboren, date(2026, 11, 2), ("toelaatbaar", None))
        mag = [
            jaar
            for jaar in range(van.year, van.year + 4)
            if date(jaar, 7, 31) > van and not geldigheid_toetsen(PO, zaak, van, date(jaar, 7, 31), VANDAAG)
        ]
        assert mag

    @pytest.mark.parametrize(
        ("dag", "leeftijd"),
        [(date(2027, 2, 28), 6), (date(2027, 3, 1), 7), (date(2028, 2, 28), 7), (date(2028, 2, 29), 8)],
    )
    def test_geboren_op_schrikkeldag(self, dag: date, leeftijd: int):
        assert leeftijd_op(date(2020, 2, 29), dag) == leeftijd

    @given(geboren=st.dates(date(2005, 1, 1), date(2023, 12, 31)), jaren=st.integers(1, 18))
    def test_op_een_verjaardag_is_iemand_een_jaar_ouder(self, geboren: date, jaren: int):
        if (geboren.month, geboren.day) != (2, 29):
            assert leeftijd_op(geboren, plus_jaren(geboren, jaren)) == jaren


class TestMandaat:
    @pytest.mark.parametrize(
        ("categorie", "complex", "rol", "waarom"),
        [
            (None, False, Rol.DIRECTEUR, "De coördinator beslist op deze aanvraag."),
            ("midden", False, Rol.DIRECTEUR, "De coördinator beslist op deze aanvraag."),
            ("hoog", False, Rol.BESTUUR, "Omdat de categorie hoog is, beslist de voorzitter bestuur."),
            (
                "hoog",
                True,
                Rol.BESTUUR,
                "Omdat de categorie hoog is en de aanvraag bijzonder complex is, beslist de voorzitter bestuur.",
            ),
        ],
    )
    def test_het_basisonderwijs(self, categorie, complex: bool, rol: Rol, waarom: str):
        bevoegd = beslisser(PO, soort="so", categorie=categorie, complex=complex)
        assert (bevoegd.rol, bevoegd.reden) == (rol, waarom)
        assert bevoegd.na_extern_advies is (rol is Rol.BESTUUR)

    @pytest.mark.parametrize("categorie", ["laag", "midden", "hoog"])
    def test_in_het_voortgezet_onderwijs_altijd_de_directeur(self, categorie: str):
        assert beslisser(VO, soort="vso", categorie=categorie, complex=True).rol is Rol.DIRECTEUR

    @pytest.mark.parametrize(
        ("rol", "gevraagd", "besloten", "mag"),
        [
            (Rol.DIRECTEUR, "laag", "midden", True),
            (Rol.DIRECTEUR, "laag", "hoog", False),  # zo zou het mandaat te omzeilen zijn
            (Rol.DIRECTEUR, "hoog", "laag", False),
            (Rol.BESTUUR, "hoog", "laag", True),  # wie mandaat gaf, mag zelf ook lichter beslissen
            (Rol.BESTUUR, "laag", "laag", False),
            (Rol.VOORZITTER, "laag", "laag", False),
            (Rol.SECRETARIS, "hoog", "hoog", False),
        ],
    )
    def test_het_mandaat_dekt_wat_is_gevraagd_en_wat_wordt_besloten(self, rol, gevraagd, besloten, mag: bool):
        zin = mag_beslissen(PO, rol, soort="so", complex=False, gevraagd=gevraagd, besloten=besloten)
        assert (zin is None) is mag

    def test_onder_de_brief_staat_namens_wie(self):
        coordinator = beslisser(PO, soort="sbo", categorie=None, complex=False)
        bestuur = beslisser(PO, soort="so", categorie="hoog", complex=False)
        assert ondertekening(PO, coordinator).startswith("Namens het bestuur van")
        assert "in mandaat" not in ondertekening(PO, bestuur)
        assert ondertekening(PO, coordinator).count("(") <= 1  # de bron heeft soms zelf al haakjes


@pytest.mark.parametrize(
    ("rol", "geboren", "krijgt"),
    [
        ("ouder", date(2019, 3, 14), True),
        ("leerling", date(2008, 11, 25), False),  # morgen achttien
        ("leerling", date(2008, 11, 24), True),
        ("ib_er", date(2019, 3, 14), False),
    ],
)
def test_wie_het_besluit_zelf_krijgt(rol: str, geboren: date, krijgt: bool):
    assert krijgt_besluit(rol, geboren, VANDAAG) is krijgt
