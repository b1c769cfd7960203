"""Scholen, besturen en gemeenten zijn echt, en horen waar DUO en de regeling ze zetten."""

import csv

import pytest

from tenants import organisaties


def test_swv_22_02_heeft_de_72_vestigingen_en_9_besturen_van_duo():
    assert len(organisaties.scholen("PO2202")) == 72
    assert len(organisaties.besturen("PO2202")) == 9


def test_een_bestuur_zonder_bekende_naam_heet_naar_zijn_nummer():
    assert organisaties.bestuur("45000").aanduiding == "Schoolbestuur 45000"
    assert organisaties.bestuur("41414").aanduiding == "Stichting Renn4"
    assert organisaties.bestuur("00000").naam == ""


def test_een_school_voor_so_en_vso_hoort_bij_twee_samenwerkingsverbanden():
    po, vo = organisaties.school("PO2202", "00ZF01"), organisaties.school("VO2202", "00ZF01")
    assert (po.swv, vo.swv) == ("PO2202", "VO2202")
    assert po.naam == vo.naam
    assert organisaties.school("VO2201", "00ZF01") is None


def test_geen_twee_scholen_van_een_samenwerkingsverband_heten_hetzelfde():
    for nummer in ("PO2202", "VO2201", "PO2510", "VO2202", "VO2305"):
        namen = [school.aanduiding for school in organisaties.scholen(nummer)]
        assert len(namen) == len(set(namen))


def test_scholen_in_de_eigen_provincie_komen_voor_die_verder_weg():
    plaatsen = [school.plaats for school in organisaties.ontvangende_scholen("PO2202", ["sbo"])]
    assert plaatsen.index("Assen") < plaatsen.index("Ede")
    assert set(plaatsen[:2]) == {"Emmen"}


def test_een_onbekende_school_of_een_onbekend_nummer_is_er_niet():
    assert organisaties.school("PO2202", "99XX99") is None
    assert organisaties.scholen("PO9999") == ()
    assert organisaties.elke_school("99XX99") is None


@pytest.mark.parametrize(
    ("postcode", "sector", "swv"),
    [
        ("7824 TK", "PO", "PO2202"),
        ("9471 AB", "VO", "VO2001"),  # Zuidlaren: in Tynaarlo, en toch niet bij VO2201
        ("9401 SL", "VO", "VO2201"),
        ("9401", "PO", "PO2201"),
        ("1012 AB", "PO", "PO2707"),
        ("6741", "PO", "PO2510"),
        ("3197", "PO", None),  # Europoort: de bijlage noemt er geen
        ("0999", "VO", None),
    ],
)
def test_de_postcode_wijst_het_samenwerkingsverband_aan(postcode, sector, swv):
    assert organisaties.swv_van_postcode(postcode, sector) == swv


def test_elke_postcode_hoort_bij_een_samenwerkingsverband_dat_bestaat():
    plaatsen = organisaties.postcodes()
    assert len(plaatsen) == 4046
    for pc4, plek in plaatsen.items():
        assert len(pc4) == 4 and pc4.isdecimal() and plek.gemeente
        for sector, swv in (("PO", plek.swv_po), ("VO", plek.swv_vo)):
            assert swv == "" or organisaties.samenwerkingsverband(swv).sector == sector, pc4
    assert [pc4 for pc4, plek in plaatsen.items() if not plek.swv_po or not plek.swv_vo] == ["3197", "3198", "3199"]


def test_elke_rij_is_heel_en_verwijst_naar_iets_dat_bestaat():
    with (organisaties.GEGEVENS / "scholen.csv").open(encoding="utf-8") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=";"))
    assert len({rij["vestigingscode"] for rij in rijen}) == len(rijen) == 609
    for rij in rijen:
        assert rij["soort"] in organisaties.SCHOOLSOORTEN
        assert organisaties.gemeente(rij["gemeentecode"]), rij
        assert rij["plaats"] and rij["naam"]
        assert rij["vakantieregio"] in {"noord", "midden", "zuid"}
        for swv in filter(None, (rij["swv_po"], rij["swv_vo"])):
            assert organisaties.samenwerkingsverband(swv), rij


def test_een_werknaam_is_als_werknaam_herkenbaar():
    assert organisaties.samenwerkingsverband("PO2202").naam_bevestigd
    assert not organisaties.samenwerkingsverband("PO2203").naam_bevestigd
