"""Wat het Ondersteuningsplan 2026-2030 van SWV 22-02 PO (Emmen en Borger-Odoorn) zegt, staat zo in de regels."""

from datetime import date

import pytest

from services.kern.rollen import Rol
from tenants import organisaties, registry

LAATSTE_DAG, DAARNA = date(2026, 7, 31), date(2026, 8, 1)


class TestGebied:
    def test_de_negen_besturen_van_het_plan_zijn_de_negen_van_duo(self, po):
        nummers = [bestuur.nummer for bestuur in po.gebied.besturen]
        assert len(set(nummers)) == 9
        assert set(nummers) == {bestuur.id for bestuur in organisaties.besturen("PO2202")}

    def test_een_bestuur_heeft_basis_speciaal_basis_en_speciaal_onderwijs_en_een_alleen_speciaal(self, po):
        soorten = {}
        for school in organisaties.scholen("PO2202"):
            soorten.setdefault(school.bestuur, set()).add("so" if school.soort == "so_vso" else school.soort)
        namen = {bestuur.nummer: bestuur.naam for bestuur in po.gebied.besturen}
        assert [namen[n] for n, s in soorten.items() if s == {"bo", "sbo", "so"}] == ["Openbaar Onderwijs Emmen"]
        assert [namen[n] for n, s in soorten.items() if s == {"so"}] == ["Stichting Renn4"]

    def test_de_scholen_die_het_plan_noemt_staan_in_het_gebied(self, po):
        namen = {school.naam for school in po.gebied.scholen}
        assert {"Toermalijn", "De Catamaran", "De Aventurijn", "De Springplank", "Thriantaschool"} <= namen
        for school in po.gebied.scholen:
            if school.vestiging:
                woord = max(school.naam.split(), key=len)
                assert woord in organisaties.school("PO2202", school.vestiging).naam

    def test_geen_van_beide_gemeenten_is_gesplitst(self, po):
        assert po.gemeenten == ["0114", "1681"]
        assert po.gebied.postcodes == {}


class TestEindeVanIndividueleArrangementen:
    """Par. 4.5: tot en met juli 2026 is er een centraal arrangementenbudget."""

    def test_tot_en_met_31_juli_2026_bestaat_het_en_de_dag_erna_niet(self):
        voor, na = registry.get("swv2202po", LAATSTE_DAG), registry.get("swv2202po", DAARNA)
        assert "individueel" in voor.arrangementen and "individueel_arrangement" in voor.procedures
        assert "individueel" not in na.arrangementen and "individueel_arrangement" not in na.procedures

    def test_met_het_arrangement_eindigt_ook_de_centrale_post(self):
        def posten(dag: date) -> set[str]:
            return {regel.naam for regel in registry.get("swv2202po", dag).financien.verdeling}

        assert posten(LAATSTE_DAG) - posten(DAARNA) == {"arrangementen"}
        assert posten(DAARNA) < posten(LAATSTE_DAG)

    def test_het_supportteam_blijft_zes_tot_acht_weken(self):
        na = registry.get("swv2202po", DAARNA)
        assert (na.arrangementen["supportteam"].hoogstens, na.arrangementen["supportteam"].eenheid) == (8, "weken")
        meewerken = next(s for s in na.procedures["ost_traject"].stappen if s.naam == "meewerken")
        assert meewerken.termijn.startswith("6 tot 8 weken")


class TestDoa:
    @pytest.mark.parametrize("naam", ["doa_jong", "doa_6plus", "klein_doa"])
    def test_ouders_geven_toestemming_zijn_erbij_en_na_vier_weken_is_er_een_terugkoppeling(self, po, naam):
        doa = po.overleggen[naam]
        assert doa.toestemming_ouders
        assert Rol.OUDER in doa.deelnemers
        assert doa.terugkoppeling_weken == 4
        assert doa.formulier == "doa"

    @pytest.mark.parametrize("naam", ["doa_jong", "doa_6plus"])
    def test_zonder_toestemming_wordt_niets_besproken_en_de_regie_gaat_daarna_terug(self, po, naam):
        stappen = {stap.naam: stap for stap in po.procedures[naam].stappen}
        assert stappen["bespreken"].na == ["voorbereiden"] and stappen["voorbereiden"].na == ["toestemming"]
        assert stappen["stoppen"].einde
        assert stappen["terugkoppelen"].termijn == "na 4 weken"
        assert stappen["regie_terug"].na == ["terugkoppelen"]

    def test_school_jeugdhulp_gemeente_of_een_ander_brengt_in(self, po):
        vragen = {v.naam: v for onderdeel in po.formulieren["doa"].onderdelen for v in onderdeel.vragen}
        assert vragen["soort_inbrenger"].keuzes == ["school", "jeugdhulpverlener", "gemeente", "andere instelling"]
        gevraagd = {"hulpvraag", "context", "wie_aansluiten", "tijdpad", "ouders_toestemming"}
        assert gevraagd <= {naam for naam, vraag in vragen.items() if vraag.verplicht}


class TestStreven:
    def test_98_procent_in_twee_dagen_en_99_procent_in_drie_weken(self, po):
        aandelen = {r.naam: (r.aantal, r.eenheid, r.aandeel) for r in po.streeftermijnen("laag", False, "so")}
        assert aandelen == {"beoordeling": (2, "werkdagen", 98), "bericht": (3, "weken", 99)}

    def test_de_twee_doelen_spreken_elkaar_tegen_en_dat_staat_erbij(self, po):
        opmerkingen = [r.opmerking for r in po.streeftermijnen("laag", False, "so")]
        assert all("ander doel" in opmerking for opmerking in opmerkingen)

    def test_streefcijfers(self, po):
        grenzen = {c.naam: (c.grens, c.eenheid, c.richting) for c in po.financien.streefcijfers}
        assert grenzen["so"] == ("0.7", "procent", "hoogstens")
        assert grenzen["sbo"] == ("1.5", "procent", "hoogstens")
        assert grenzen["tlv"] == ("-30", "procent_verandering", "hoogstens")
        assert grenzen["thuis_langer_dan_drie_maanden"] == ("0", "aantal", "hoogstens")
        assert grenzen["handelingsbekwaam"] == ("75", "procent", "minstens")
        tlv = next(c for c in po.financien.streefcijfers if c.naam == "tlv")
        assert tlv.ten_opzichte_van == "1 augustus 2025"


class TestGeld:
    def test_eerst_de_centrale_posten_dan_de_rest_naar_basisschoolleerlingen(self, po):
        soorten = [regel.soort for regel in po.financien.verdeling]
        rest = soorten.index("naar_rato")
        assert set(soorten[: soorten.index("norm")]) == {"vooraf"}
        assert "vooraf" not in soorten[rest:]
        assert po.financien.verdeling[rest].leerlingen == ["bo"]

    def test_sbo_norm_van_twee_procent_solidair_en_alleen_vanuit_een_gewone_school(self, po):
        norm = next(regel for regel in po.financien.verdeling if regel.soort == "norm")
        assert (norm.procent, norm.leerlingen) == ("2", ["bo"])
        assert "gewone basisschool" in norm.wat
        assert "2023" in norm.opmerking
        assert [regel.naam for regel in po.financien.verdeling if regel.soort == "solidair"] == ["solidariteit_sbo"]

    def test_vier_pijlers(self, po):
        assert [pijler.titel for pijler in po.financien.pijlers] == [
            "Sterke basis en preventie",
            "Dekkend aanbod",
            "Duurzame samenwerking",
            "Een krachtige netwerkorganisatie",
        ]


class TestOrganen:
    def test_onder_hun_eigen_naam(self, po):
        titels = {orgaan.titel for orgaan in po.organen.values()}
        assert {
            "Dagelijks bestuur (DB)",
            "Raad van Toezicht (RvT)",
            "Ondersteuningsplanraad (OPR)",
            "Coördinatieteam (CT)",
            "Commissie van Advies (CvA)",
            "Onderwijs Supportteam (OST)",
            "Integrale Werkgroep (IW)",
        } <= titels

    def test_de_commissie_vergadert_niet_over_een_aanvraag(self, po):
        assert po.vergaderen.wanneer == "nooit"
        assert po.organen["integrale_werkgroep"].vergadert == "Vier keer per jaar"


class TestDeWetBegrenst:
    def test_instemming_van_ouders_is_een_wens_en_houdt_niets_tegen(self, po):
        assert po.ouders.instemming_vereist
        assert "eigen wens" in po.procedures["tlv_aanvraag"].opmerking
        assert "toch" in po.ouders.opmerking

    def test_over_een_tlv_adviseert_de_bezwaaradviescommissie_en_niet_de_geschillencommissie(self, po):
        assert "geschillencommissie" in po.bezwaar.opmerking
        assert po.bezwaar.adviescommissie.startswith("Landelijke Bezwaaradviescommissie")

    def test_wie_het_besluit_nam_beslist_niet_op_het_bezwaar(self, po):
        beslissen = next(s for s in po.procedures["bezwaar"].stappen if s.naam == "beslissen")
        assert beslissen.door == Rol.BESTUUR


def test_het_plan_geldt_vanaf_zijn_vaststelling(po):
    assert po.versie.vanaf == date(2026, 4, 17)


@pytest.mark.parametrize(
    "naam",
    [
        "zorgplicht", "tlv_aanvraag", "herindicatie", "terugplaatsing", "ost_traject", "doa_jong", "doa_6plus",
        "plaatsing", "warme_overdracht", "voorschool", "thuiszitters", "vrijstelling", "bezwaar", "klacht",
        "kwaliteitskalender", "middelen",
    ],
)  # fmt: skip
def test_deze_procedures_lopen_hier(po, naam):
    assert naam in po.procedures
