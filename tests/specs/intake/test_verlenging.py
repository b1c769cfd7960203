"""Een TLV die afloopt: wanneer verlengen kan, en wat er nog vers genoeg is om mee te nemen."""

from datetime import date

import pytest

from services.intake.dossier import Stuk
from services.intake.verlenging import als_verlenging, kan_verlengd, meenemen, teksten, verder
from services.kern.errors import KanNiet
from tenants.registry import get

PO, RIJN, VO = get("swv2202po"), get("swv2510po"), get("swv2201vo")
OP = date(2027, 11, 23)
GROEPEN = [f"groep {n}" for n in range(1, 9)]


class TestWanneer:
    @pytest.mark.parametrize("tot_en_met", [date(2028, 7, 31), date(2028, 11, 23), date(2027, 7, 31)])
    def test_in_het_laatste_jaar_en_ook_als_zij_net_is_afgelopen(self, tot_en_met):
        kan_verlengd(tot_en_met, OP)

    def test_niet_eerder(self):
        with pytest.raises(KanNiet, match="24 november 2028"):
            kan_verlengd(date(2028, 11, 24), OP)

    def test_op_een_schrikkeldag_is_een_jaar_later_de_laatste_van_februari(self):
        kan_verlengd(date(2029, 2, 28), date(2028, 2, 29))
        with pytest.raises(KanNiet):
            kan_verlengd(date(2029, 3, 2), date(2028, 2, 29))

    def test_een_tlv_voor_de_hele_schoolloopbaan_loopt_niet_af(self):
        with pytest.raises(KanNiet, match="hele schoolloopbaan"):
            kan_verlengd(None, OP)


def stuk(soort, op=date(2027, 11, 1), status="bruikbaar") -> Stuk:
    return Stuk(soort=soort, status=status, gedagtekend_op=op)


class TestMeenemen:
    def mee(self, *stukken, op=OP):
        return meenemen(PO.recept("sbo"), {"vervolg": "verlenging van een TLV", "ost_ingezet": "nee"}, stukken, op)

    def test_wat_vandaag_nog_voldoet_gaat_mee(self):
        uit = self.mee(stuk("opp"), stuk("verslag_interventies", None))
        assert (uit.stukken, uit.te_oud) == ([0, 1], [])

    def test_wat_te_oud_is_wordt_met_zijn_dag_genoemd(self):
        uit = self.mee(stuk("opp", date(2026, 11, 22)))
        assert uit.stukken == []
        assert uit.te_oud == [
            "Ontwikkelingsperspectief (OPP) (zondag 22 november 2026): te oud, het mag 12 maanden oud zijn."
        ]
        assert self.mee(stuk("opp", date(2026, 11, 23))).stukken == [0]

    def test_een_opp_zonder_datum_gaat_niet_mee(self):
        assert self.mee(stuk("opp", None)).stukken == []

    def test_het_nieuwste_van_een_soort(self):
        assert self.mee(stuk("opp", date(2027, 3, 1)), stuk("opp", date(2027, 9, 1)), stuk("opp")).stukken == [2]

    def test_een_advies_van_een_deskundige_nooit(self):
        """Een verlenging is een nieuwe TLV, met een eigen advies."""
        uit = self.mee(stuk("advies_eerste_deskundige"))
        assert uit.stukken == []
        assert uit.te_oud == ["Advies van de eerste deskundige: bij een verlenging hoort een nieuw advies."]

    def test_wat_niet_gevraagd_wordt_of_geweigerd_is_blijft_achter(self):
        uit = self.mee(stuk("verslag_ost"), stuk("overig"), stuk("opp", status="geweigerd"))
        assert (uit.stukken, uit.te_oud) == ([], [])


class TestAntwoorden:
    def test_alleen_eigen_beschrijvingen(self):
        eerder = {"doelen": "Leren lezen.", "overeenstemming": "ja", "zorgen_gedeeld": "In maart.", "route": "x"}
        assert teksten(RIJN.recept("so"), eerder) == {"doelen": "Leren lezen."}

    @pytest.mark.parametrize(
        ("tenant", "soort", "antwoord"),
        [
            (PO, "sbo", {"vervolg": "verlenging van een TLV"}),
            (VO, "vso", {"vervolg": "verlenging van een TLV"}),
            (RIJN, "so", {"route": "verlenging van een TLV, OPP hooguit een half jaar geleden geëvalueerd"}),
            (get("swv2305vo"), "vso", {}),
        ],
    )
    def test_het_formulier_zegt_dat_het_een_verlenging_is(self, tenant, soort, antwoord):
        assert als_verlenging(tenant.recept(soort)) == antwoord


@pytest.mark.parametrize(
    ("groep", "toen", "nu"),
    [
        ("groep 4", date(2026, 11, 23), "groep 5"),
        ("groep 4", date(2027, 8, 1), "groep 4"),
        ("groep 4", date(2027, 7, 31), "groep 5"),
        ("groep 8", date(2025, 1, 1), "groep 8"),
        ("gr. 4", date(2026, 11, 23), ""),
    ],
)
def test_een_groep_verder_per_schooljaar(groep, toen, nu):
    assert verder(groep, toen, OP, GROEPEN) == nu
