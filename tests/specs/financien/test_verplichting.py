"""What a TLV obliges to, per school year: known amounts only, the rest stays open."""

from datetime import date

from services.financien.verplichting import verplichtingen
from tenants.schema import Bedrag, FinancienRegels

BRON = "Regeling bekostiging WPO en WEC 2024"
REGELS = FinancienRegels(
    bedragen=[
        Bedrag(soort="so", categorie="hoog", jaar=2024, cent=3_141_953, status="voorlopig", bron=BRON),
        Bedrag(soort="sbo", jaar=2024, cent=663_452, status="definitief", bron=BRON),
    ]
)


class TestVerplichting:
    def test_raakt_elk_schooljaar_van_de_verklaring(self):
        regels = verplichtingen(date(2026, 12, 1), date(2028, 7, 31), "sbo", None, REGELS)
        assert [(r.schooljaar, r.van, r.tot_en_met) for r in regels] == [
            (2026, date(2026, 12, 1), date(2027, 7, 31)),
            (2027, date(2027, 8, 1), date(2028, 7, 31)),
        ]

    def test_begint_op_1_augustus_in_het_nieuwe_schooljaar(self):
        assert [r.schooljaar for r in verplichtingen(date(2024, 8, 1), date(2025, 7, 31), "sbo", None, REGELS)] == [
            2024
        ]

    def test_op_31_juli_hoort_nog_bij_het_oude_schooljaar(self):
        assert [r.schooljaar for r in verplichtingen(date(2024, 7, 31), date(2025, 7, 31), "sbo", None, REGELS)] == [
            2023,
            2024,
        ]

    def test_kent_het_bedrag_van_soort_categorie_en_jaar_met_zijn_bron(self):
        (regel,) = verplichtingen(date(2024, 8, 1), date(2025, 7, 31), "so", "hoog", REGELS)
        assert (regel.cent, regel.bron) == (3_141_953, f"{BRON} (voorlopig)")

    def test_raadt_geen_bedrag_dat_niet_bekend_is(self):
        regels = verplichtingen(date(2024, 8, 1), date(2026, 7, 31), "so", "hoog", REGELS)
        assert [r.cent for r in regels] == [3_141_953, None]
        (laag,) = verplichtingen(date(2024, 8, 1), date(2025, 7, 31), "so", "laag", REGELS)
        assert laag.cent is None

    def test_voor_de_hele_schoolloopbaan_blijft_open_aan_het_eind(self):
        (regel,) = verplichtingen(date(2026, 8, 1), None, "pro", None, REGELS)
        assert (regel.schooljaar, regel.tot_en_met, regel.cent) == (2026, None, None)
