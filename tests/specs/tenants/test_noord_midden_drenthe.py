"""Wat het Ondersteuningsplan 2022-2026 van SWV VO 22.01 (Noord- en Midden-Drenthe) zegt, staat zo in de regels."""

from datetime import date

import pytest

from services.kern.rollen import Rol
from tenants import organisaties, registry


def pc4s(bereiken: list[str]) -> set[str]:
    paren = [(bereik.split("-")[0], bereik.split("-")[-1]) for bereik in bereiken]
    return {str(pc4) for eerste, laatste in paren for pc4 in range(int(eerste), int(laatste) + 1)}


class TestGebied:
    def test_de_zeven_besturen_van_het_plan(self, vo):
        assert [(bestuur.nummer, bestuur.naam.split()[-1]) for bestuur in vo.gebied.besturen] == [
            ("13273", "Drenthe"),
            ("41789", "Scholengroep"),
            (None, "Drenthe"),
            ("31108", "Terra"),
            ("10053", "Assen"),
            ("41414", "Renn4"),
            ("42719", "Plateau"),
        ]

    def test_op_een_na_zijn_dat_de_besturen_van_duo(self, vo):
        van_duo = {bestuur.id for bestuur in organisaties.besturen("VO2201")}
        # DUO no longer knows 46594: it counts CSG Vincent van Gogh under board 13273.
        assert {bestuur.nummer for bestuur in vo.gebied.besturen} - van_duo == {None}

    def test_de_veertien_vestigingen_van_het_plan(self, vo):
        assert len(vo.gebied.scholen) == 14
        for school in vo.gebied.scholen:
            if school.vestiging:
                assert organisaties.school("VO2201", school.vestiging).plaats == school.plaats

    def test_van_tynaarlo_hoort_zuidlaren_bij_een_ander_samenwerkingsverband(self, vo):
        eigen = pc4s(vo.gebied.postcodes["1730"])
        assert not any(pc4.startswith("947") for pc4 in eigen)
        assert {organisaties.swv_van_postcode(pc4, "VO") for pc4 in eigen} == {"VO2201"}
        assert organisaties.swv_van_postcode("9471", "VO") == "VO2001"
        tynaarlo = {pc4 for pc4, plek in organisaties.postcodes().items() if plek.gemeente == "Tynaarlo"}
        assert eigen == {pc4 for pc4 in tynaarlo if organisaties.swv_van_postcode(pc4, "VO") == "VO2201"}


class TestVergaderen:
    def test_een_datum_binnen_een_week_op_donderdag(self, vo):
        assert vo.vergaderen.wanneer == "altijd"
        assert vo.vergaderen.datum_binnen_dagen == 7
        assert "donderdag" in vo.vergaderen.ritme

    def test_80_procent_van_de_besluiten_binnen_vier_weken(self, vo):
        besluit = next(r for r in vo.streeftermijnen("laag", False, "vso") if r.naam == "besluit")
        assert (besluit.aantal, besluit.eenheid, besluit.aandeel) == (4, "weken", 80)

    def test_vakanties_schuiven_alleen_het_streven(self, vo):
        besluit = next(r for r in vo.streeftermijnen("laag", False, "vso") if r.naam == "besluit")
        assert "nooit de wettelijke termijn" in besluit.opmerking
        assert "schoolvakantie schort niets op" in vo.opschorten.opmerking


class TestObservatieplaatsing:
    def test_ten_hoogste_twaalf_weken(self, vo):
        arrangement = vo.arrangementen["observatieplaatsing"]
        assert (arrangement.hoogstens, arrangement.eenheid) == (12, "weken")
        assert vo.opschorten.hoogstens_weken == 12

    def test_zij_zet_de_beslistermijn_niet_vanzelf_stil(self, vo):
        assert "instemming" in vo.procedures["observatieplaatsing"].opmerking
        assert "geen grond" in vo.opschorten.opmerking


class TestSoorten:
    def test_vso_en_praktijkonderwijs_en_geen_lwoo(self, vo):
        """Met opting-out vervalt de aanwijzing LWOO (WVO 2.48): de school beslist zelf."""
        assert set(vo.soorten) == {"vso", "pro"}
        beslissen = next(s for s in vo.procedures["lwoo"].stappen if s.naam == "beslissen")
        assert beslissen.door == Rol.SCHOOLDIRECTEUR
        assert beslissen.handeling is None
        assert "geen TLV" in vo.procedures["lwoo"].opmerking

    def test_bij_praktijkonderwijs_wordt_na_de_vergadering_om_aanvulling_gevraagd(self, vo):
        stappen = {stap.naam: stap for stap in vo.procedures["tlv_aanvraag_pro"].stappen}
        assert stappen["aanvulling_vragen"].termijn == "binnen 2 weken na de vergadering"
        stappen = {stap.naam: stap for stap in vo.procedures["tlv_aanvraag"].stappen}
        assert stappen["aanvulling_vragen"].termijn.startswith("binnen 2 weken;")

    def test_bij_een_iq_onder_55_hoeft_de_beperking_niet_te_worden_aangetoond(self, vo):
        vragen = [v for onderdeel in vo.formulieren["criteria_vso"].onderdelen for v in onderdeel.vragen]

        def gevraagd(**antwoorden: str) -> set[str]:
            return {vraag.naam for vraag in vragen if vraag.als is None or vraag.als.geldt(antwoorden)}

        zml = "verstandelijke beperking (ZML)"
        bewijs = {"redzaamheid", "vorderingen"}
        assert bewijs <= gevraagd(beperking=zml, iq="55 tot 70")
        assert not bewijs & gevraagd(beperking=zml, iq="lager dan 55")
        assert "causaal_verband" in gevraagd(beperking="cluster 4")
        assert "medische_diagnose" in gevraagd(beperking="langdurige ziekte (LZ)")
        assert not {"medische_diagnose", "causaal_verband"} & gevraagd(beperking=zml)


class TestTerugplaatsing:
    def test_vier_fasen(self, vo):
        fasen = [stap.titel.split(":")[0] for stap in vo.procedures["terugplaatsing"].stappen if ":" in stap.titel]
        assert list(dict.fromkeys(fasen)) == ["Oriëntatie", "Overdracht", "Uitvoering", "Afsluiting"]

    def test_het_traject_vraagt_wat_de_bijlage_noemt(self, vo):
        onderdelen = {onderdeel.naam: onderdeel for onderdeel in vo.formulieren["toeleidend_traject"].onderdelen}
        assert [vraag.naam for vraag in onderdelen["overdracht"].vragen] == [
            "ondersteuningsaanbod",
            "startdatum",
            "voorbereiding",
            "proefperiode",
            "nazorg",
            "zorg",
            "opp_bijgesteld",
            "evaluaties",
        ]


class TestThuiszitters:
    def test_de_regievoerder_meldt_dat_het_stokt_en_de_directeur_kan_een_school_aanwijzen(self, vo):
        stappen = {stap.naam: stap for stap in vo.procedures["thuiszitters"].stappen}
        assert stappen["stagnatie"].door == Rol.REGIEVOERDER_ZORGPLICHT
        assert stappen["school_aanwijzen"].door == Rol.DIRECTEUR
        assert "onduidelijk" in stappen["school_aanwijzen"].als

    def test_het_plan_telt_tot_16_en_de_wet_tot_18(self, vo):
        assert "5 tot 16 jaar" in vo.procedures["thuiszitters"].opmerking
        assert "tot 18 jaar" in vo.procedures["thuiszitters"].opmerking


class TestGeldEnKwaliteit:
    def test_streefcijfers(self, vo):
        assert {c.naam: c.grens for c in vo.financien.streefcijfers} == {
            "vso": "3.5",
            "pro_en_lwoo": "15",
            "rebound": "5",
            "thuis_langer_dan_drie_maanden": "0",
        }
        assert {c.richting for c in vo.financien.streefcijfers} == {"hoogstens"}

    def test_de_rest_gaat_naar_rato_na_vso_praktijkonderwijs_en_lwoo(self, vo):
        namen = [regel.naam for regel in vo.financien.verdeling]
        assert namen[:2] == ["deelname_vso", "deelname_pro_en_lwoo"]
        soorten = [regel.soort for regel in vo.financien.verdeling]
        assert set(soorten[: soorten.index("naar_rato")]) == {"vooraf"}

    def test_het_project_hoogbegaafdheid_liep_tot_en_met_2023(self):
        def posten(dag: date) -> set[str]:
            return {regel.naam for regel in registry.get("swv2201vo", dag).financien.verdeling}

        assert posten(date(2023, 12, 31)) - posten(date(2024, 1, 1)) == {"hoogbegaafdheid"}

    def test_negen_doelen(self, vo):
        assert [pijler.bron[-1] for pijler in vo.financien.pijlers] == list("123456789")

    @pytest.mark.parametrize(
        ("stap", "dag", "door"),
        [
            ("begroting_vaststellen", "vóór 1 januari", Rol.BESTUUR),
            ("jaarverslag_opr", "vóór 1 juni", Rol.TOEZICHT),
            ("jaarverslag_vaststellen", "vóór 1 juli", Rol.BESTUUR),
            ("verantwoording_middelen", "vóór 1 juli", Rol.SCHOOLBESTUURDER),
            ("schoolondersteuningsprofiel", "vóór 1 augustus", Rol.SCHOOLBESTUURDER),
            ("jaarverslag_cva", "vóór 1 oktober", Rol.VOORZITTER),
            ("notitie_po_vo", "vóór 1 oktober", Rol.DIRECTEUR),
            ("managementrapportage", "drie keer per jaar", Rol.CONTROLLER),
        ],
    )
    def test_de_kwaliteitskalender_zegt_wanneer_en_wie(self, vo, stap, dag, door):
        stappen = {s.naam: s for s in vo.procedures["kwaliteitskalender"].stappen}
        assert (stappen[stap].termijn, stappen[stap].door) == (dag, door)


class TestDeWetBegrenst:
    def test_de_school_die_het_besluit_vertelt_maakt_het_niet_bekend(self, vo):
        assert "geen bekendmaking" in vo.procedures["tlv_aanvraag"].opmerking

    def test_het_plan_noemt_twee_samenstellingen_en_de_school_regelt_de_eerste_deskundige(self, vo):
        assert "twee samenstellingen" in vo.commissie.opmerking
        assert "mag niet aan haar verbonden zijn" in vo.commissie.opmerking
        assert vo.commissie.aantal_deskundigen == 2

    def test_oude_artikelen_zijn_vervangen(self, vo):
        assert "oude WVO" in vo.versie.opmerking
        assert "WVO 2.47 lid 16" in vo.bewaren[0].bron

    def test_wie_het_besluit_nam_beslist_niet_op_het_bezwaar(self, vo):
        beslissen = next(s for s in vo.procedures["bezwaar"].stappen if s.naam == "beslissen")
        assert beslissen.door == Rol.BESTUUR
        assert "schoolbestuur en voor ouders" in vo.bezwaar.opmerking


class TestOrganen:
    def test_onder_hun_eigen_naam(self, vo):
        titels = {orgaan.titel for orgaan in vo.organen.values()}
        assert {"Bestuur", "Directie", "Schoolleidersplatform (SLP)", "Commissie van Advies (CvA)"} <= titels
        assert "dubbele meerderheid" in vo.organen["bestuur"].taak


def test_het_plan_begint_in_augustus_2022(vo):
    assert vo.versie.vanaf == date(2022, 8, 1)


@pytest.mark.parametrize(
    "naam",
    [
        "zorgplicht", "tlv_aanvraag", "tlv_aanvraag_pro", "lwoo", "observatieplaatsing", "herindicatie",
        "terugplaatsing", "overstap_po_vo", "thuiszitters", "signaal", "bezwaar", "klacht", "kwaliteitskalender",
        "kwaliteit_meerjarig", "middelen",
    ],
)  # fmt: skip
def test_deze_procedures_lopen_hier(vo, naam):
    assert naam in vo.procedures
