"""De regels van de wet die het rekencontract niet noemt, door dezelfde deur."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kern.regelboek import AANVULLENDE_REGELS, REGELS
from services.kern.rekenen import antwoord
from services.kern.wetsartikelen import ARTIKELEN
from tests.specs.kern.test_rekenen import ANDERE_GRONDSLAG, datums


def vraag(regel: str, **invoer: object) -> dict:
    return json.loads(antwoord(json.dumps({"id": "1", "regel": f"aanvullend:{regel}", "invoer": invoer}).encode()))


GEVALLEN: list[tuple[str, dict, dict]] = [
    # Awb 6:12: twee weken na de dag van de ingebrekestelling zijn om op de vijftiende dag.
    (
        "beroep_niet_tijdig",
        {"gebeurtenissen": [
            {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"},
            {"gebeurtenis": "ingebrekestelling", "op": "2027-01-19"},
        ]},
        {"uiterste_beslisdatum": "2027-01-18", "ingebrekestelling": "geldig", "beroep_vanaf": "2027-02-03"},
    ),
    (
        "beroep_niet_tijdig",
        {"gebeurtenissen": [
            {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"},
            {"gebeurtenis": "ingebrekestelling", "op": "2027-01-18"},
        ]},
        {"uiterste_beslisdatum": "2027-01-18", "ingebrekestelling": "te_vroeg", "beroep_vanaf": None},
    ),
    (
        "beroep_niet_tijdig",
        {"gebeurtenissen": [
            {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"},
            {"gebeurtenis": "ingebrekestelling", "op": "2027-01-19"},
            {"gebeurtenis": "besluit_bekendgemaakt", "op": "2027-02-02"},
        ]},
        {"uiterste_beslisdatum": "2027-01-18", "ingebrekestelling": "geldig", "beroep_vanaf": None},
    ),
    # 48 echte uren, ook over het begin van de zomertijd heen.
    ("kennisgeving_portaal", {"geplaatst_op": "2027-03-27T12:00:00+01:00"},
     {"kennisgeven_uiterlijk": "2027-03-29T13:00:00+02:00"}),
    ("aanmelding", {"sector": "po", "geboren_op": "2023-12-10", "toelating_op": "2027-12-10"},
     {"aanmelden_vanaf": "2026-12-10", "aanmelden_uiterlijk": "2027-10-01"}),
    ("aanmelding", {"sector": "so_cluster_1_2", "geboren_op": "2024-02-29", "conventie": {"CONV-9": "1_maart"}},
     {"aanmelden_vanaf": "2026-03-01", "aanmelden_uiterlijk": None}),
    ("aanmelding", {"sector": "vo", "geboren_op": "2014-02-28", "toelating_op": "2026-10-12"},
     {"aanmelden_vanaf": None, "aanmelden_uiterlijk": "2026-08-03"}),
    # Tien weken later is het Koningsdag; dan wordt het de dag erna.
    ("geschil", {"aanhangig_op": "2027-02-16"}, {"oordeel_uiterlijk": "2027-04-28"}),
    ("opp_evaluatie", {"vastgesteld_op": "2026-11-23"}, {"evalueren_uiterlijk": "2027-07-31"}),
    ("opp_evaluatie", {"vastgesteld_op": "2026-11-23", "geevalueerd_op": "2027-08-01"},
     {"evalueren_uiterlijk": "2029-07-31"}),
    ("opp_evaluatie", {"vastgesteld_op": "2026-11-23", "geevalueerd_op": "2027-07-31"},
     {"evalueren_uiterlijk": "2028-07-31"}),
    # Veertien op 31 juli hoort nog bij dat schooljaar, op 1 augustus bij het volgende.
    ("einde_verblijf", {"soort": "so", "geboren_op": "2013-07-31"},
     {"uiterlijk_tot_en_met": "2027-07-31", "inspecteur_beslist_uiterlijk": None}),
    ("einde_verblijf", {"soort": "so", "geboren_op": "2013-08-01"},
     {"uiterlijk_tot_en_met": "2028-07-31", "inspecteur_beslist_uiterlijk": None}),
    ("einde_verblijf", {"soort": "vso", "geboren_op": "2008-02-29", "ontheffing_gevraagd_op": "2028-03-03"},
     {"uiterlijk_tot_en_met": "2028-07-31", "inspecteur_beslist_uiterlijk": "2028-04-18"}),
    ("einde_verblijf", {"soort": "pro", "geboren_op": "2009-01-15"},
     {"uiterlijk_tot_en_met": "2027-07-31", "inspecteur_beslist_uiterlijk": None}),
    ("tijdelijk_programma", {"soort": "vso", "van": "2026-11-30", "tot_en_met": "2027-02-27"},
     {"hoogstens_tot_en_met": "2027-02-27", "toegestaan": True, "bevoegde_leraren_vanaf": None}),
    ("tijdelijk_programma", {"soort": "vso", "van": "2026-11-23", "tot_en_met": "2027-02-23"},
     {"hoogstens_tot_en_met": "2027-02-22", "toegestaan": False, "bevoegde_leraren_vanaf": None}),
    ("tijdelijk_programma", {"soort": "opdc", "van": "2028-02-29"},
     {"hoogstens_tot_en_met": "2030-02-27", "toegestaan": None, "bevoegde_leraren_vanaf": "2028-05-29"}),
    ("tlv_laatste_schooljaar", {"eindigt_op": "2028-07-31"},
     {"laatste_schooljaar_vanaf": "2027-08-01", "nieuwe_verklaring_uiterlijk": "2028-07-31"}),
    ("vervangende_leerplicht", {"aangevraagd_op": "2027-02-15", "toestemming_tot_en_met": "2027-07-31"},
     {"besluiten_uiterlijk": "2027-03-30", "verlenging_aanvragen_uiterlijk": "2027-06-05"}),
    ("vervangende_leerplicht", {}, {"besluiten_uiterlijk": None, "verlenging_aanvragen_uiterlijk": None}),
    ("vrijstelling_5b", {"kennisgeving_op": "2026-11-23", "laatst_op_school_van_richting": "2025-11-22"},
     {"jaar_vanaf": "2025-11-23", "verklaring_geldig": True}),
    ("vrijstelling_5b", {"kennisgeving_op": "2026-11-23", "laatst_op_school_van_richting": "2025-11-23"},
     {"jaar_vanaf": "2025-11-23", "verklaring_geldig": False}),
    ("vrijstelling_onder_zes", {"geboren_op": "2021-07-10", "uren_per_week": "7.5"},
     {"geldt_tot": "2027-07-10", "zelf_mededelen": "5", "aan_hoofd_vragen": "2.5", "te_veel": "0"}),
    ("vrijstelling_onder_zes", {"geboren_op": "2021-07-10", "uren_per_week": 12},
     {"geldt_tot": "2027-07-10", "zelf_mededelen": "5", "aan_hoofd_vragen": "5", "te_veel": "2"}),
    # Twee dagen na donderdag is zaterdag; een termijn van twee dagen rolt, maar krijgt geen werkdagen erbij.
    ("ziekmelding", {"ontstaan_op": "2026-11-19"}, {"melden_uiterlijk": "2026-11-23"}),
    ("lichte_ondersteuning_vo",
     {"leerlingen": 1000, "bedrag_regionaal": "100.00", "bedrag_lwoo": "5000.00", "bedrag_pro": "5000.00",
      "aandeel_lwoo_2012": "100/1000", "aandeel_pro_2012": "1/30", "leerlingen_lwoo": 90, "leerlingen_pro": 50,
      "scholen": [2, 1]},
     {"regionaal": "100000.00", "lwoo": "500000.00", "pro": "166666.67", "afdracht": "700000.00",
      "swv": "66666.67", "tekort": "0.00", "inhoudingen": ["0.00", "0.00"]}),
    ("lichte_ondersteuning_vo",
     {"leerlingen": 10, "bedrag_regionaal": "1.00", "bedrag_lwoo": "5000.00", "bedrag_pro": "5000.00",
      "aandeel_lwoo_2012": 0, "aandeel_pro_2012": 0, "leerlingen_lwoo": 0, "leerlingen_pro": 1, "scholen": [1, 1, 1]},
     {"regionaal": "10.00", "lwoo": "0.00", "pro": "0.00", "afdracht": "5000.00", "swv": "0.00", "tekort": "4990.00",
      "inhoudingen": ["1663.34", "1663.33", "1663.33"]}),
    ("bekostigingsbedrag", {"soort": "so_midden", "jaar": 2024},
     {"bedrag": "21053.23", "bron": "Regeling bekostiging WPO en WEC 2024 (Stcrt. 2023 nr. 29260)"}),
    ("bekostigingsbedrag", {"soort": "so_midden", "jaar": 2025}, {"bedrag": None, "bron": None}),
    ("jaarkalender", {"jaar": 2028}, {
        "schooladvies_vanaf": "2028-01-10", "schooladvies_tot_en_met": "2028-01-31", "teldatum": "2028-02-01",
        "schooladvies_definitief_uiterlijk": "2028-03-24", "aanmelden_vo_vanaf": "2028-03-25",
        "aanmelden_vo_tot_en_met": "2028-03-31", "ondersteuningsplan_uiterlijk": "2028-04-30",
        "kennisgeving_vrijstelling_uiterlijk": "2028-06-30", "jaarverslag_uiterlijk": "2028-06-30",
        "leerplichtverslag_uiterlijk": "2028-09-30", "toetsenlijst_uiterlijk": "2028-09-30",
        "teldatum_vo": "2028-10-01"}),
    ("reactietermijn", {"aangekondigd_op": "2026-11-16", "werkdagen": 5},
     {"tot_en_met": "2026-11-23", "indienen_vanaf": "2026-11-24", "te_vroeg": False}),
    ("reactietermijn", {"aangekondigd_op": "2026-12-22", "werkdagen": 5, "verzenden_op": "2027-01-04"},
     {"tot_en_met": "2026-12-30", "indienen_vanaf": "2027-01-04", "te_vroeg": False}),
]  # fmt: skip


@pytest.mark.parametrize(("regel", "invoer", "uitkomst"), GEVALLEN)
def test_elk_geval_komt_uit_en_legt_zich_uit(regel, invoer, uitkomst):
    uit = vraag(regel, **invoer)
    assert uit.get("uitkomst") == uitkomst, uit
    assert datums(uitkomst) - datums(invoer) <= {stap["datum"] for stap in uit["uitleg"] if "datum" in stap}
    for stap in uit["uitleg"]:
        assert stap["stap"].endswith(".") and ("datum" in stap) != ("waarde" in stap)
        for grond in stap["grondslag"].split(", "):
            assert grond in ARTIKELEN or ANDERE_GRONDSLAG.fullmatch(grond) or grond.startswith("Regeling"), grond


@pytest.mark.parametrize(
    ("regel", "invoer", "code"),
    [
        ("einde_verblijf", {"soort": "so", "geboren_op": "2013-08-01", "ontheffing_gevraagd_op": "2027-01-01"},
         "ongeldige_waarde"),
        ("einde_verblijf", {"soort": "sbo", "geboren_op": "2013-08-01"}, "ongeldige_waarde"),
        ("tijdelijk_programma", {"soort": "vso", "van": "2026-11-23", "tot_en_met": "2026-11-22"}, "einde_voor_begin"),
        ("tlv_laatste_schooljaar", {"eindigt_op": "2028-07-30"}, "ongeldige_waarde"),
        ("opp_evaluatie", {"vastgesteld_op": "2026-11-23", "geevalueerd_op": "2026-11-22"}, "einde_voor_begin"),
        ("vrijstelling_5b", {"kennisgeving_op": "2026-11-23", "laatst_op_school_van_richting": "2026-11-24"},
         "einde_voor_begin"),
        ("vrijstelling_onder_zes", {"geboren_op": "2020-02-29", "uren_per_week": 5}, "keuze_nodig"),
        ("vrijstelling_onder_zes", {"geboren_op": "2021-01-01", "uren_per_week": -1}, "negatief"),
        ("aanmelding", {"sector": "po", "geboren_op": "2024-02-29"}, "keuze_nodig"),
        ("aanmelding", {"sector": "po", "geboren_op": "2024-02-28", "toelating_op": "2024-02-27"}, "volgorde"),
        ("lichte_ondersteuning_vo",
         {"leerlingen": 1, "bedrag_regionaal": "1.00", "bedrag_lwoo": "1.00", "bedrag_pro": "1.00",
          "aandeel_lwoo_2012": "-1/2", "aandeel_pro_2012": 0, "leerlingen_lwoo": 0, "leerlingen_pro": 0},
         "ongeldige_waarde"),
        ("jaarkalender", {"jaar": 2028, "regio": "noord"}, "onbekend_veld"),
        ("niets", {}, "onbekende_regel"),
    ],
)  # fmt: skip
def test_wat_niet_kan_zegt_waarom(regel, invoer, code):
    assert vraag(regel, **invoer)["fout"]["code"] == code


def test_elke_aanvullende_regel_heeft_een_geval():
    assert {regel for regel, _, _ in GEVALLEN} == set(AANVULLENDE_REGELS)


def test_een_naam_buiten_het_contract_blijft_onbekend():
    """Het contract kent alleen zijn eigen namen; een aanvullende regel vraagt men nooit per ongeluk."""
    assert not set(AANVULLENDE_REGELS) & set(REGELS)
    for naam in (*AANVULLENDE_REGELS, "aanvullend:", "aanvullend:boete_hoofd", "aanvullend:aanvullend:geschil"):
        regel = json.dumps({"id": "1", "regel": naam, "invoer": {}}).encode()
        assert json.loads(antwoord(regel))["fout"]["code"] == "onbekende_regel", naam


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(["po", "so", "vso", "pro"]))
def test_wie_mag_blijven_is_op_de_laatste_dag_nog_niet_een_jaar_ouder(geboren_op, soort):
    """Op de laatste dag heeft de leerling de eindleeftijd, en een schooljaar eerder had hij die nog niet."""
    leeftijd = {"po": 14, "so": 14, "vso": 20, "pro": 18}[soort]
    einde = date.fromisoformat(
        vraag("einde_verblijf", soort=soort, geboren_op=geboren_op.isoformat())["uitkomst"]["uiterlijk_tot_en_met"]
    )

    def oud(dag: date) -> int:
        return dag.year - geboren_op.year - ((dag.month, dag.day) < (geboren_op.month, geboren_op.day))

    assert (einde.month, einde.day) == (7, 31)
    assert oud(einde) == leeftijd and oud(einde.replace(year=einde.year - 1)) < leeftijd
