"""Randgevallen van het rekencontract, zin voor zin nagelopen: de andere regels, elk op haar rand."""

from __future__ import annotations

import pytest

from tests.specs.kern.vragen import fout, uit, vraag


@pytest.mark.parametrize(
    ("van", "tot", "toegestaan", "melden"),
    [
        ("2026-11-23", "2026-11-23", True, False),
        ("2026-11-23", "2026-11-29", True, True),
        ("2026-11-23", "2026-11-30", False, True),
        ("2026-11-23", None, None, None),
    ],
)
def test_schorsen_kan_een_week_en_na_een_dag_wordt_het_gemeld(van, tot, toegestaan, melden):
    uitkomst = uit("schorsing", van=van, tot_en_met=tot)
    assert (uitkomst["toegestaan"], uitkomst["melden_aan_inspectie"]) == (toegestaan, melden)


@pytest.mark.parametrize(
    ("begint", "vroegste"),
    [
        ("2026-08-01", "2027-07-31"),
        ("2026-08-02", "2028-07-31"),
        ("2027-07-31", "2028-07-31"),
        ("2028-02-29", "2029-07-31"),
    ],
)
def test_een_verklaring_beslaat_een_heel_schooljaar_en_de_rest_van_het_lopende(begint, vroegste):
    assert uit("tlv_geldigheid", begint_op=begint)["vroegste_einde"] == vroegste
    assert uit("tlv_geldigheid", begint_op=begint, eindigt_op=vroegste)["geldig"] is True


@pytest.mark.parametrize(
    ("eindigt", "max_jaren", "reden"),
    [
        ("2028-07-30", None, "geen_31_juli"),
        ("2027-07-31", None, "te_kort"),
        ("2028-07-31", 1, "langer_dan_beleid"),
        ("2028-07-31", 2, None),
        ("2027-07-30", 1, "geen_31_juli"),
        ("2028-07-31", 10**9, None),
    ],
)
def test_de_eerste_reden_waarom_een_verklaring_niet_klopt_staat_er(eindigt, max_jaren, reden):
    uitkomst = uit("tlv_geldigheid", begint_op="2026-11-23", eindigt_op=eindigt, max_jaren=max_jaren)
    assert (uitkomst["reden"], uitkomst["geldig"]) == (reden, reden is None)


@pytest.mark.parametrize(
    ("kennisgeving", "volgende"),
    [("2027-06-29", "2027-06-30"), ("2027-06-30", "2028-06-30"), ("2027-07-01", "2028-06-30")],
)
def test_de_volgende_kennisgeving_is_de_eerste_30_juni_daarna(kennisgeving, volgende):
    assert uit("vrijstelling_5a", kennisgeving_op=kennisgeving)["volgende_kennisgeving_uiterlijk"] == volgende
    leeg = uit("vrijstelling_5a", kennisgeving_op=kennisgeving, nooit_geschikt=True)
    assert leeg["volgende_kennisgeving_uiterlijk"] is None


@pytest.mark.parametrize(
    ("verklaring", "kennisgeving", "bruikbaar"),
    [
        ("2026-11-30", "2027-02-28", True),
        ("2026-11-30", "2027-03-01", False),
        ("2026-11-15", "2027-02-15", True),
        ("2026-11-15", "2026-11-15", True),
    ],
)
def test_een_verklaring_is_drie_maanden_bruikbaar_ook_tot_een_korte_maand(verklaring, kennisgeving, bruikbaar):
    uitkomst = uit("vrijstelling_5a", verklaring_op=verklaring, kennisgeving_op=kennisgeving)
    assert uitkomst["verklaring_bruikbaar"] is bruikbaar
    assert fout("vrijstelling_5a", verklaring_op="2027-06-01", kennisgeving_op=kennisgeving)[0] == "einde_voor_begin"


@pytest.mark.parametrize(
    ("van", "tot", "gronden"),
    [
        ("2026-08-30", None, ["eerste_twee_lesweken"]),
        ("2026-08-31", None, []),
        ("2026-08-18", "2026-08-18", []),
        ("2026-08-18", "2026-08-19", ["eerste_twee_lesweken"]),
    ],
)
def test_de_eerste_twee_lesweken_zijn_kalenderweken_vanaf_de_eerste_lesdag(van, tot, gronden):
    """De eerste lesdag is een woensdag; de tweede week eindigt op zondag 30 augustus."""
    uitkomst = uit("verlof", soort="vakantie", van=van, tot_en_met=tot, schooldagen=1, eerste_lesdag="2026-08-19")
    assert uitkomst["weigeringsgronden"] == gronden


def test_alle_weigeringsgronden_staan_op_alfabet():
    verlof = {"soort": "vakantie", "van": "2026-08-17", "eerste_lesdag": "2026-08-17"}
    uitkomst = uit("verlof", schooldagen=11, eerder_schooldagen=1, **verlof)
    drie = ["eenmaal_per_schooljaar", "eerste_twee_lesweken", "meer_dan_tien_dagen"]
    assert uitkomst["weigeringsgronden"] == drie
    assert fout("verlof", schooldagen=None, **verlof) == ("ontbreekt", "schooldagen")
    assert fout("verlof", schooldagen=1, **{**verlof, "eerste_lesdag": None}) == ("ontbreekt", "eerste_lesdag")


@pytest.mark.parametrize(("dagen", "eerder", "wie"), [(10, 0, "hoofd"), (5, 5, "hoofd"), (6, 5, "leerplichtambtenaar")])
def test_gewichtige_omstandigheden_tellen_samen(dagen, eerder, wie):
    uitkomst = uit("verlof", soort="gewichtig", van="2026-11-23", schooldagen=dagen, eerder_schooldagen=eerder)
    assert uitkomst["beslist_door"] == wie


@pytest.mark.parametrize(
    ("uren", "weken"),
    [
        ([4, 4, 4, 4], [4]),
        ([4, 4, 4, "3.9", 4], []),
        ([16, 15, 1], [1, 3]),
        ([None, 8, None, None, 8], [5]),
        ([], []),
        ([None], []),
        (["5.5", 5.25, "5.25"], [3]),
        ([15, 0, 0, 0, 1], []),
        ([15, 0, 0, 1], [4]),
    ],
)
def test_zestien_uur_in_vier_lesweken(uren, weken):
    assert uit("verzuim_16_uur", uren_per_week=uren) == {"melden": bool(weken), "meldweken": weken}


@pytest.mark.parametrize(
    ("peildatum", "soort", "duur"),
    [
        ("2026-09-28", None, None),
        ("2026-09-29", "relatief", "tot_3_maanden"),
        ("2026-11-30", "relatief", "tot_3_maanden"),
        ("2026-12-01", "relatief", "langer_dan_3_maanden"),
    ],
)
def test_na_vier_weken_thuiszitter_en_na_drie_maanden_langdurig(peildatum, soort, duur):
    kind = {"ingeschreven": True, "plicht": "leerplicht", "eerste_dag": "2026-09-01"}
    uitkomst = uit("thuiszitter", peildatum=peildatum, **kind)
    assert (uitkomst["soort"], uitkomst["duur"], uitkomst["vanaf"]) == (soort, duur, "2026-09-29")


def test_wat_eerst_past_bepaalt_de_volglijst():
    basis = {"plicht": "leerplicht", "eerste_dag": "2026-09-01", "peildatum": "2027-09-01"}
    vrij = uit("thuiszitter", ingeschreven=False, vrijstelling=True, geoorloofd=True, **basis)
    assert (vrij["volglijst"], vrij["thuiszitter"]) == ("vrijstelling", False)
    assert uit("thuiszitter", ingeschreven=False, geoorloofd=True, **basis)["soort"] == "absoluut"
    assert uit("thuiszitter", ingeschreven=True, geoorloofd=True, **basis)["volglijst"] == "geoorloofd_verzuim"
    geen = uit("thuiszitter", ingeschreven=False, vrijstelling=True, **{**basis, "plicht": "geen"})
    assert set(geen.values()) == {False, None}


@pytest.mark.parametrize(
    ("dle", "dl", "achterstand", "telt"),
    [
        (25, 50, "1/2", "pro"),
        (26, 50, "12/25", "lwoo"),
        (75, 100, "1/4", "lwoo"),
        (76, 100, "6/25", "geen"),
        (60, 50, "0", "geen"),
        (0, 10, "1", "pro"),
    ],
)
def test_de_leerachterstand_is_exact_op_de_grens(dle, dl, achterstand, telt):
    uitkomst = uit("leerachterstand", dle=dle, dl=dl)
    assert (uitkomst["achterstand"], uitkomst["telt_voor"]) == (achterstand, telt)


@pytest.mark.parametrize(
    ("peildatum", "meetellen", "niet"),
    [
        ("2026-09-01", 1, 0),
        ("2026-12-31", 4, 3),
        ("2027-01-01", 5, 4),
        ("2027-06-30", 10, 9),
        ("2027-07-31", 10, 10),
        ("2026-08-31", 0, 0),
    ],
)
def test_de_didactische_leeftijd_telt_maanden(peildatum, meetellen, niet):
    assert uit("leerachterstand", groep=3, peildatum=peildatum)["dl"] == meetellen
    ander = uit("leerachterstand", groep=3, peildatum=peildatum, conventie={"CONV-10": "niet_meetellen"})
    assert ander["dl"] == niet
    assert uit("leerachterstand", groep=8, peildatum=peildatum, doublures=1)["dl"] == 60 + meetellen


def test_zonder_didactische_leeftijd_is_er_geen_achterstand():
    assert uit("leerachterstand", groep=3, peildatum="2026-08-31")["achterstand"] is None
    assert fout("leerachterstand", dle=1, groep=3, peildatum="2026-08-31")[0] == "ongeldige_waarde"
    assert fout("leerachterstand", dle=1, dl=0) == ("ongeldige_waarde", "dl")
    assert fout("leerachterstand", dle=1, groep=2, peildatum="2026-08-31") == ("ongeldige_waarde", "groep")
    assert fout("leerachterstand", dle=1, groep=3) == ("ontbreekt", "peildatum")


@pytest.mark.parametrize(
    ("iq", "ir", "bl", "tl", "sp", "voldoet"),
    [
        (55, "1/2", "1/2", 0, 0, ["pro"]),
        (54, 1, 1, 1, 1, []),
        (80, 0, "1/2", "1/2", 0, ["pro"]),
        (81, 1, 1, 1, 1, []),
        (80, 0, 0, "1/2", "1/2", []),
        (75, "1/4", "1/4", 0, 0, ["lwoo_a"]),
        (90, "1/4", 0, "0.49", 0, ["lwoo_a"]),
        (91, "1/4", "1/4", 0, 0, []),
        (74, "1/4", "1/4", 0, 0, []),
        (78, "1/2", "1/4", "1/2", "1/4", ["lwoo_a", "pro"]),
        (78, "1/2", "1/2", "1/4", "1/4", ["pro"]),
    ],
)
def test_pro_en_lwoo_op_elke_grens(iq, ir, bl, tl, sp, voldoet):
    uitkomst = uit("pro_lwoo", iq=iq, achterstand={"IR": ir, "BL": bl, "TL": tl, "SP": sp})
    assert uitkomst["voldoet"] == voldoet
    assert uitkomst["motivering_beslist"] == (len(voldoet) > 1)


def test_lwoo_b_vraagt_sociaal_emotionele_problemen():
    kind = {"achterstand": {"IR": "1/4", "BL": "1/4", "TL": 0, "SP": 0}, "sociaal_emotioneel": True}
    assert [uit("pro_lwoo", iq=iq, **kind)["voldoet"] for iq in (90, 91, 120, 121)] == [
        ["lwoo_a"],
        ["lwoo_b"],
        ["lwoo_b"],
        [],
    ]


@pytest.mark.parametrize(
    ("sinds", "vanaf"),
    [("2025-10-01", None), ("2025-10-02", "2027-08-01"), ("2026-10-01", "2027-08-01"), ("2024-02-29", None)],
)
def test_wie_korter_dan_een_jaar_in_nederland_is_wacht_een_schooljaar(sinds, vanaf):
    kind = {"iq": 70, "achterstand": {"IR": 0, "BL": 0, "TL": 0, "SP": 0}}
    uitkomst = uit("pro_lwoo", in_nederland_sinds=sinds, eerste_vo_schooljaar=2026, **kind)
    assert uitkomst["pro_aanvragen_vanaf"] == vanaf
    assert fout("pro_lwoo", in_nederland_sinds=sinds, **kind) == ("ontbreekt", "eerste_vo_schooljaar")
    assert fout("pro_lwoo", eerste_vo_schooljaar=2026, **kind) == ("ontbreekt", "in_nederland_sinds")


@pytest.mark.parametrize(
    ("soort", "waarde", "genormaliseerd"),
    [
        ("bsn", "111222333", "111222333"),
        ("bsn", "11122233", None),
        ("bsn", "1112.22-333", "111222333"),
        ("bsn", "12345672", "012345672"),
        ("bsn", "000000000", None),
        ("bsn", "00000000", None),
        ("bsn", "١١١٢٢٢٣٣٣", None),
        ("onderwijsnummer", "101222331", "101222331"),
        ("onderwijsnummer", "111222333", None),
        ("brin", "07nu", "07NU"),
        ("brin", "07NU0", None),
        ("brin", "07-nu.00", "07NU00"),
        ("brin", "ß7NU", None),
        ("swv", "po 2202", "PO2202"),
        ("swv", "PO22022", None),
        ("swv", "", None),
    ],
)
def test_een_nummer_wordt_schoongemaakt_en_getoetst(soort, waarde, genormaliseerd):
    verwacht = {"geldig": genormaliseerd is not None, "genormaliseerd": genormaliseerd}
    assert uit("nummer", soort=soort, waarde=waarde) == verwacht


TLV = {"soort": "vso", "swv": "VO2", "geldig_tot_en_met": "2027-07-31"}
VSO = {"soort": "vso", "swv": "VO1"}


@pytest.mark.parametrize(
    ("van", "wie"),
    [
        ({"doel": "cluster_1_2", "school": VSO}, (False, None, "commissie_van_onderzoek")),
        (
            {"doel": "vso", "school": VSO, "op": "2027-07-31", "huidige_tlv": TLV},
            (False, None, "tlv_loopt_door"),
        ),
        ({"doel": "vso", "school": VSO, "op": "2027-08-01", "huidige_tlv": TLV}, (True, "VO2", "eerdere_tlv")),
        (
            {
                "doel": "so",
                "school": {"soort": "so", "swv": "PO1"},
                "op": "2027-01-01",
                "huidige_tlv": {**TLV, "soort": "so"},
            },
            (True, "VO2", "eerdere_tlv"),
        ),
        ({"doel": "so", "school": {"soort": "sbo", "swv": "PO1"}, "woon_swv": "PO9"}, (True, "PO1", "school")),
        ({"doel": "sbo", "school": {"soort": "vo", "swv": "VO1"}, "woon_swv": "PO9"}, (True, "PO9", "woonplaats")),
        ({"doel": "vso", "school": {"soort": "so", "swv": "PO1"}, "doelschool_swv": "V3"}, (True, "V3", "doelschool")),
        ({"doel": "so", "school": None, "woon_swv": None, "doelschool_swv": "PO3"}, (True, "PO3", "doelschool")),
    ],
)
def test_het_eerste_samenwerkingsverband_dat_past_is_bevoegd(van, wie):
    uitkomst = uit("bevoegd_samenwerkingsverband", **van)
    assert (uitkomst["tlv_nodig"], uitkomst["swv"], uitkomst["grond"]) == wie


@pytest.mark.parametrize(
    ("invoer", "code", "veld"),
    [
        ({"doel": "vso"}, "ontbreekt", "doelschool_swv"),
        ({"doel": "vso", "school": {"soort": "vso"}}, "ontbreekt", "school.swv"),
        ({"doel": "vso", "school": {"soort": "vso", "swv": 7}}, "ongeldige_waarde", "school.swv"),
        ({"doel": "vso", "school": {"soort": "pro", "swv": "VO1"}}, "ongeldige_waarde", "school.soort"),
        ({"doel": "vso", "school": {**VSO, "naam": "x"}}, "onbekend_veld", "school.naam"),
        ({"doel": "vso", "school": []}, "ongeldige_waarde", "school"),
        ({"doel": "pro"}, "ongeldige_waarde", "doel"),
        ({"doel": "cluster_1_2", "huidige_tlv": TLV}, "ontbreekt", "op"),
    ],
)
def test_een_fout_in_een_onderdeel_heeft_een_pad(invoer, code, veld):
    assert fout("bevoegd_samenwerkingsverband", **invoer) == (code, veld)


@pytest.mark.parametrize(
    ("op", "momenten", "moment"),
    [
        ("2026-12-31", ["12-31"], "2026-12-31"),
        ("2027-01-01", ["12-31"], "2027-12-31"),
        ("2027-08-02", ["08-01"], "2028-08-01"),
        ("2028-02-29", ["02-28", "03-01"], "2028-03-01"),
    ],
)
def test_het_eerste_instroommoment_op_of_na_het_besluit(op, momenten, moment):
    assert uit("instroommoment", besluit_op=op, momenten=momenten)["instroommoment"] == moment


@pytest.mark.parametrize(
    ("momenten", "code", "veld"),
    [
        ([], "ongeldige_waarde", "momenten"),
        (["02-29"], "ongeldige_datum", "momenten[0]"),
        (["01-01", "13-01"], "ongeldige_datum", "momenten[1]"),
        (["1-1"], "ongeldige_datum", "momenten[0]"),
        ([101], "ongeldige_waarde", "momenten[0]"),
        ("01-01", "ongeldige_waarde", "momenten"),
        (None, "ontbreekt", "momenten"),
    ],
)
def test_een_moment_dat_er_geen_is(momenten, code, veld):
    assert fout("instroommoment", besluit_op="2027-01-01", momenten=momenten) == (code, veld)


@pytest.mark.parametrize(
    ("vakanties", "code", "veld"),
    [
        ([{"van": "2027-01-01"}], "ontbreekt", "vakanties[0].tot_en_met"),
        ([{"van": "2027-01-02", "tot_en_met": "2027-01-01"}], "einde_voor_begin", "vakanties[0].tot_en_met"),
        ([{"van": "2027-01-01", "tot_en_met": "2027-01-02", "naam": "x"}], "onbekend_veld", "vakanties[0].naam"),
        (["2027-01-01"], "ongeldige_waarde", "vakanties[0]"),
        ({}, "ongeldige_waarde", "vakanties"),
    ],
)
def test_een_vakantie_die_er_geen_is(vakanties, code, veld):
    assert fout("leerplicht", vakanties=vakanties, geboren_op="2021-07-10") == (code, veld)
    streven = {"ontvangen_op": "2027-01-01", "aantal": 1, "eenheid": "dagen"}
    assert fout("streeftermijn", vakanties=vakanties, **streven) == (code, veld)


def test_de_eigen_vakanties_gaan_voor_die_van_de_regio_ook_als_het_er_geen_zijn():
    """Buiten de tabel is de regio geen bezwaar als de school haar eigen dagen geeft."""
    kind = {"geboren_op": "2030-07-10", "regio": "noord"}
    assert uit("leerplicht", vakanties=[], **kind)["leerplichtig_vanaf"] == "2035-08-01"
    assert fout("leerplicht", **kind) == ("geen_vakantiegegevens", "regio")
    assert fout("leerplicht", geboren_op="2030-07-10") == ("ontbreekt", "regio")


def test_de_tabel_loopt_van_1_januari_2020_tot_en_met_31_juli_2030():
    streven = {"aantal": 1, "eenheid": "dagen", "regio": "noord"}
    assert fout("streeftermijn", ontvangen_op="2019-12-30", **streven)[0] == "geen_vakantiegegevens"
    assert "uitkomst" in vraag("streeftermijn", ontvangen_op="2019-12-31", **streven)
    assert fout("streeftermijn", ontvangen_op="2030-07-31", **streven)[0] == "geen_vakantiegegevens"


@pytest.mark.parametrize(
    ("geboren", "regio", "vanaf"),
    [
        # De eerste van de maand valt in de kerstvakantie, op een zaterdag, of in de zomer.
        ("2021-12-15", "noord", "2027-01-04"),
        ("2021-07-01", "noord", "2026-08-17"),
        ("2021-07-31", "midden", "2026-08-31"),
        ("2021-10-05", "zuid", "2026-11-02"),
        # Vijf op de laatste dag van april: mei begint met de meivakantie en Bevrijdingsdag.
        ("2022-04-30", "zuid", "2027-05-03"),
    ],
)
def test_de_leerplicht_begint_op_de_eerste_schooldag_van_de_maand_erna(geboren, regio, vanaf):
    assert uit("leerplicht", geboren_op=geboren, regio=regio)["leerplichtig_vanaf"] == vanaf


@pytest.mark.parametrize(
    ("geboren", "eerste_jaar", "einde"),
    [
        ("2021-07-31", None, "2037-07-31"),
        ("2021-08-01", None, "2038-07-31"),
        ("2021-08-01", 2025, "2037-07-31"),
        ("2021-08-01", 2026, "2038-07-31"),
    ],
)
def test_zij_eindigt_met_zestien_of_na_twaalf_volledige_schooljaren(geboren, eerste_jaar, einde):
    kind = {"geboren_op": geboren, "vakanties": [], "eerste_volledige_schooljaar": eerste_jaar}
    uitkomst = uit("leerplicht", **kind)
    assert uitkomst["leerplichtig_tot_en_met"] == einde
    dagen = [(einde, "leerplicht"), (uitkomst["kwalificatieplichtig_vanaf"], "kwalificatieplicht"),
             (uitkomst["kwalificatieplichtig_tot"], "geen"), ("2020-01-01", "geen")]  # fmt: skip
    for dag, plicht in dagen:
        assert uit("leerplicht", peildatum=dag, **kind)["plicht"] == plicht


@pytest.mark.parametrize(
    ("vanaf", "uren", "richting", "einde"),
    [
        ("2027-03-28T01:30:00+01:00", 1, "vooruit", "2027-03-28T03:30:00+02:00"),
        ("2027-10-31T02:30:00+02:00", 1, "vooruit", "2027-10-31T02:30:00+01:00"),
        ("2027-10-31T02:30:00+01:00", 1, "terug", "2027-10-31T02:30:00+02:00"),
        ("2027-01-01T00:00:00Z", 24, "terug", "2026-12-31T01:00:00+01:00"),
        ("2027-01-01T00:00-11:45", 1, "vooruit", "2027-01-01T13:45:00+01:00"),
    ],
)
def test_uren_zijn_echte_uren(vanaf, uren, richting, einde):
    uitkomst = uit("termijn", vanaf=vanaf, aantal=uren, eenheid="uren", richting=richting)
    assert uitkomst == {"nominaal_einde": einde, "einde": einde}


@pytest.mark.parametrize(
    ("vanaf", "aantal", "eenheid", "nominaal", "einde"),
    [
        # Twee dagen rollen maar krijgen er geen werkdagen bij; drie dagen wel (art. 2).
        ("2026-12-24", 2, "dagen", "2026-12-26", "2026-12-28"),
        ("2026-12-24", 3, "dagen", "2026-12-27", "2026-12-29"),
        ("2027-03-25", 4, "dagen", "2027-03-29", "2027-03-31"),
        # Precies 90 dagen, twaalf weken en drie maanden vallen er nog onder.
        ("2026-11-22", 90, "dagen", "2027-02-20", "2027-02-22"),
        ("2026-11-21", 91, "dagen", "2027-02-20", "2027-02-20"),
        ("2026-11-21", 12, "weken", "2027-02-13", "2027-02-15"),
        ("2026-11-21", 13, "weken", "2027-02-20", "2027-02-20"),
        ("2026-11-30", 3, "maanden", "2027-02-28", "2027-03-01"),
        ("2026-10-31", 4, "maanden", "2027-02-28", "2027-02-28"),
        ("2024-02-29", 1, "jaren", "2025-02-28", "2025-02-28"),
        ("2026-12-24", 1, "werkdagen", "2026-12-28", "2026-12-28"),
    ],
)
def test_een_losse_termijn_op_de_randen_van_de_termijnenwet(vanaf, aantal, eenheid, nominaal, einde):
    vrij = {"vanaf": vanaf, "aantal": aantal, "eenheid": eenheid}
    assert uit("termijn", **vrij) == {"nominaal_einde": nominaal, "einde": einde}
    assert uit("termijn", wettelijk=False, **vrij)["einde"] == nominaal
    terug = uit("termijn", richting="terug", **vrij)
    assert terug["einde"] == terug["nominaal_einde"] < vanaf


def test_een_document_is_bruikbaar_tot_en_met_de_dag_zoveel_maanden_later():
    stuk = {"document_op": "2026-08-31", "maximaal_maanden": 6}
    assert uit("leeftijd_document", peildatum="2027-02-28", **stuk)["bruikbaar"] is True
    assert uit("leeftijd_document", peildatum="2027-03-01", **stuk)["bruikbaar"] is False
    medisch = uit("leeftijd_document", peildatum="2040-01-01", medisch=True, **stuk)
    assert medisch == {"bruikbaar_tot_en_met": None, "bruikbaar": True}
    assert fout("leeftijd_document", peildatum="2026-08-30", **stuk)[0] == "einde_voor_begin"


def test_een_blokkade_op_de_dag_van_vernietigen_houdt_haar_tegen_en_een_dag_later_niet():
    bewaren = {"soort": "toelaatbaarheid", "vanaf": "2026-11-23"}
    for van, vernietigen in (("2029-11-24", "2029-12-02"), ("2029-11-25", "2029-11-24")):
        uitkomst = uit("bewaartermijn", blokkades=[{"van": van, "tot_en_met": "2029-12-01"}], **bewaren)
        assert uitkomst["vernietigen_vanaf"] == vernietigen
    assert uit("bewaartermijn", blokkades=[{"van": "2029-11-24"}], **bewaren)["vernietigen_vanaf"] is None
    assert uit("bewaartermijn", blokkades=[{"van": "2029-11-25"}], **bewaren)["vernietigen_vanaf"] == "2029-11-24"


def test_wie_op_de_teldatum_komt_of_gaat_telt_mee():
    for sector, dag in (("po", "2026-02-01"), ("so", "2026-02-01"), ("vso", "2026-02-01"), ("vo", "2026-10-01")):
        kind = {"sector": sector, "bekostigingsjaar": 2027}
        assert uit("teldatum", **kind) == {"teldatum": dag, "telt_mee": None}
        assert uit("teldatum", ingeschreven_vanaf=dag, ingeschreven_tot_en_met=dag, **kind)["telt_mee"] is True
    assert fout("teldatum", sector="po", bekostigingsjaar=1900) == ("ongeldige_waarde", "bekostigingsjaar")


def test_het_streven_wordt_afgekapt_op_de_wet_en_niet_eerder():
    streven = {"ontvangen_op": "2026-11-23", "aantal": 5, "eenheid": "werkdagen"}
    for uiterste, begrensd in (("2026-11-30", False), ("2026-11-29", True)):
        uitkomst = uit("streeftermijn", uiterste_beslisdatum=uiterste, **streven)
        assert (uitkomst["berekend_op"], uitkomst["begrensd"]) == ("2026-11-30", begrensd)
        assert uitkomst["streefdatum"] == min("2026-11-30", uiterste)
