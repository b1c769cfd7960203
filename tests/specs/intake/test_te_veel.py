"""Wat er te veel is: documenten waar niet om gevraagd is, en diagnoses zonder bron."""

import pytest

from services.intake.dossier import Dossier, Stuk
from services.intake.te_veel import te_veel
from tenants.registry import get
from tests.specs.intake.test_volledigheid import OP, vol, wat

PO, RIJN, VO = get("swv2202po"), get("swv2510po"), get("swv2201vo")
ONDERINSTROOM = "kind dat nog niet naar school gaat (onderinstroom)"


def gevonden(tenant, soort, antwoorden=None, stukken=()) -> list[tuple[str, str, bool]]:
    dossier = Dossier(
        soort=soort, antwoorden=antwoorden or {}, stukken=[Stuk(soort=s, status="bruikbaar") for s in stukken]
    )
    return [(t.soort, t.naam, t.blokkeert) for t in te_veel(tenant.recept(soort), dossier)]


class TestDocumenten:
    def test_een_ander_document_wordt_genoemd_en_houdt_niets_tegen(self):
        assert gevonden(PO, "sbo", stukken=["opp", "overig"]) == [("document", "overig", False)]

    def test_een_document_van_een_andere_route_is_te_veel(self):
        assert gevonden(PO, "sbo", {"ost_ingezet": "nee"}, ["verslag_ost"]) == [("document", "verslag_ost", False)]
        assert gevonden(PO, "sbo", {"ost_ingezet": "ja"}, ["verslag_ost"]) == []

    def test_een_opp_van_een_kind_dat_nog_niet_naar_school_gaat_houdt_indienen_tegen(self):
        assert gevonden(RIJN, "so", {"route": ONDERINSTROOM}, ["opp"]) == [("document", "opp", True)]
        assert gevonden(RIJN, "so", {"route": "leerling van onze school, eerste TLV"}, ["opp"]) == []

    def test_wat_nog_gecontroleerd_wordt_of_geweigerd_is_telt_niet(self):
        stukken = [Stuk(soort="overig", status=status) for status in ("ontvangen", "quarantaine", "geweigerd")]
        assert list(te_veel(PO.recept("sbo"), Dossier(soort="sbo", stukken=stukken))) == []


class TestWoorden:
    @pytest.mark.parametrize(
        ("antwoord", "te_veel_"),
        [
            ("Door zijn ADHD zit hij moeilijk stil.", True),
            ("ADHD, vastgesteld door de kinderarts in mei 2025.", False),
            ("Volgens de kinderpsychiater is er autisme.", False),
            ("Zij heeft Autisme.", True),
            ("Hij doet de tos voordat het spel begint.", False),  # TOS is pas TOS in hoofdletters
            ("De additionele hulp hielp, zijn klassen zijn vol.", False),  # ADD en ASS zitten erin verstopt
            ("Dyslexieverklaring", False),
            ("", False),
        ],
    )
    def test_een_diagnose_zonder_bron_wordt_genoemd(self, antwoord, te_veel_):
        verwacht = [("vraag", "ondersteuningsbehoefte", False)] if te_veel_ else []
        assert gevonden(PO, "sbo", {"ondersteuningsbehoefte": antwoord}) == verwacht

    def test_de_melding_noemt_het_woord_en_de_bron(self):
        dossier = Dossier(soort="vso", antwoorden={"functioneren": "Last van PTSS."})
        (tekort,) = te_veel(VO.recept("vso"), dossier)
        assert "“PTSS”" in tekort.melding
        assert "AVG 5" in tekort.bron

    def test_een_antwoord_op_een_vraag_die_niet_meer_gesteld_wordt_telt_niet(self):
        assert gevonden(PO, "sbo", {"ost_ingezet": "nee", "ost_resultaat": "ADHD"}) == []


class TestVoorwaarden:
    def test_een_antwoord_op_een_vervallen_vraag_vraagt_geen_document(self):
        """Wie eerst een verlenging koos en daarna een eerste TLV, houdt geen gesprek van de verlenging over."""
        antwoorden = {"verlenging_eens": "nog niet, of een ander schooltype past beter"}
        soorten = [d.soort for d in RIJN.recept("so").documenten_voor({**antwoorden, "route": ONDERINSTROOM})]
        assert "verslag_herindicatiegesprek" not in soorten
        verlenging = {**antwoorden, "route": "verlenging van een TLV, OPP langer geleden geëvalueerd"}
        soorten = [d.soort for d in RIJN.recept("so").documenten_voor(verlenging)]
        assert "verslag_herindicatiegesprek" in soorten

    @pytest.mark.parametrize(
        ("tenant", "soort", "antwoorden", "kenmerken"),
        [
            (RIJN, "so", {"route": ONDERINSTROOM}, ["onderinstroom"]),
            (
                RIJN,
                "so",
                {"route": ONDERINSTROOM, "overgangsarrangement": "ja"},
                ["onderinstroom", "overgangsarrangement"],
            ),
            (RIJN, "so", {"route": ONDERINSTROOM, "andere_categorie": "ja"}, ["onderinstroom"]),
            (
                RIJN,
                "so",
                {
                    "route": "verlenging van een TLV, OPP langer geleden geëvalueerd",
                    "andere_categorie": "ja",
                    "emb": "ja",
                },
                ["herindicatie", "andere_categorie", "emb"],
            ),
            (RIJN, "sbo", {"overeenstemming": "nee, ouders zijn het er niet mee eens"}, ["zonder_instemming"]),
            (PO, "so", {"vervolg": "verlenging van een TLV"}, ["herindicatie"]),
            (VO, "vso", {"vervolg": "eerste TLV", "observatie": "ja"}, ["observatieplaatsing"]),
            (VO, "vso", {"vervolg": "verlenging van een TLV"}, ["herindicatie"]),
        ],
    )
    def test_wat_een_aanvraag_bijzonder_maakt(self, tenant, soort, antwoorden, kenmerken):
        assert [k.naam for k in tenant.recept(soort).kenmerken_voor(antwoorden)] == kenmerken

    def test_elke_soort_van_de_rijn_heeft_een_vol_dossier_per_route(self):
        for soort in RIJN.soorten:
            route = next(vraag for vraag in RIJN.recept(soort).vragen if vraag.naam == "route")
            for keuze in route.keuzes:
                gevraagd = RIJN.recept(soort).documenten_voor({"route": keuze})
                assert any(d.verplicht and d.handtekeningen == ["ouders"] for d in gevraagd), (soort, keuze)


def test_een_vol_dossier_heeft_niets_te_veel():
    assert wat(vol(RIJN, "so"), RIJN, OP) == []
