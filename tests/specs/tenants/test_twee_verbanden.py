"""Dezelfde procedure loopt in Emmen anders dan in Assen, alleen door wat zij zelf hebben vastgelegd."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from services.commissie.proces import BEHANDELING
from services.intake.proces import AANVRAAG
from services.kern.rollen import Rol
from tenants import organisaties, registry
from tenants.schema import Bron, Procedure, Regel, Tenant


def streef(tenant: Tenant, *kenmerken) -> dict[str, tuple[int, str]]:
    return {regel.naam: (regel.aantal, regel.eenheid) for regel in tenant.streeftermijnen(*kenmerken)}


def test_er_zijn_twee_samenwerkingsverbanden():
    assert set(registry.load_all()) >= {"swv2202po", "swv2201vo"}


class TestWieBeslist:
    def test_in_emmen_beslist_de_coordinator_in_mandaat(self, po):
        mandaat = po.beslisser("laag", False, "so")
        assert mandaat.beslist == Rol.DIRECTEUR
        assert po.rolnaam("directeur") == "Coördinator"
        assert not mandaat.na_extern_advies

    @pytest.mark.parametrize(("categorie", "complex"), [("hoog", False), ("hoog", True), ("laag", True), (None, True)])
    def test_in_emmen_beslist_het_bestuur_bij_hoog_of_complex_na_extern_advies(self, po, categorie, complex):
        mandaat = po.beslisser(categorie, complex)
        assert mandaat.beslist == Rol.BESTUUR
        assert mandaat.na_extern_advies
        assert [plek.extern for plek in po.plekken(categorie, complex)] == [True]

    @pytest.mark.parametrize("categorie", ["laag", "midden", "hoog", None])
    @pytest.mark.parametrize("complex", [False, True])
    def test_in_assen_beslist_altijd_de_directeur(self, vo, categorie, complex):
        assert vo.beslisser(categorie, complex).beslist == Rol.DIRECTEUR


class TestWieAdviseert:
    def test_in_emmen_brengt_de_school_de_adviezen_van_twee_deskundigen_in(self, po):
        assert po.commissie.aantal_deskundigen == 0
        assert po.plekken("midden", False) == []
        for soort in ("sbo", "so"):
            adviezen = [d for d in po.recept(soort).documenten if "deskundige" in d.handtekeningen]
            assert len(adviezen) == 2
            assert all(advies.verplicht for advies in adviezen)

    def test_in_assen_adviseren_een_psycholoog_en_een_orthopedagoog_blind(self, vo):
        assert [plek.naam for plek in vo.plekken("laag", False, "vso")] == ["psycholoog", "orthopedagoog"]
        assert vo.commissie.blind
        assert vo.commissie.verbonden_neemt_geen_deel
        assert vo.commissie.eindadvies_door == Rol.VOORZITTER

    def test_in_assen_wordt_voor_een_afwijzing_een_gesprek_aangeboden(self, po, vo):
        assert vo.commissie.gesprek_voor_afwijzing
        assert not po.commissie.gesprek_voor_afwijzing


class TestStreeftermijnen:
    def test_in_emmen_twee_werkdagen_en_bij_hoog_of_complex_vier_weken(self, po):
        assert streef(po, "laag", False, "so") == {"beoordeling": (2, "werkdagen"), "bericht": (3, "weken")}
        assert streef(po, "hoog", False, "so")["beoordeling"] == (4, "weken")
        assert streef(po, None, True, "sbo")["beoordeling"] == (4, "weken")

    def test_in_assen_een_twee_vier_en_acht_weken_buiten_de_schoolvakanties(self, vo):
        assert streef(vo, "laag", False, "vso") == {
            "vergaderdatum": (1, "weken"),
            "aanvullende_informatie": (2, "weken"),
            "advies": (4, "weken"),
            "advies_uiterlijk": (8, "weken"),
            "besluit": (4, "weken"),
            "afhandeling": (1, "weken"),
        }
        assert all(regel.schoolvakanties_tellen_niet for regel in vo.termijnen.streeftermijnen)

    def test_in_emmen_tellen_schoolvakanties_gewoon_mee(self, po):
        assert not any(regel.schoolvakanties_tellen_niet for regel in po.termijnen.streeftermijnen)

    def test_voor_praktijkonderwijs_noemt_het_plan_geen_adviestermijn(self, vo):
        assert "advies" not in streef(vo, None, False, "pro")

    def test_vakanties_raken_de_wettelijke_termijn_niet(self, po, vo):
        assert po.termijnen.beslistermijn.weken == vo.termijnen.beslistermijn.weken == 8


class TestGeldigheid:
    @pytest.mark.parametrize(("leeftijd", "jaren"), [(4, 2), (8, 2), (9, None), (12, None)])
    def test_in_emmen_ten_hoogste_twee_jaar_van_vier_tot_en_met_acht(self, po, leeftijd, jaren):
        regel = po.geldigheid("so", leeftijd)
        assert (regel.max_jaren if regel else None) == jaren

    def test_in_assen_vso_ten_minste_een_jaar_en_pro_de_hele_schoolloopbaan(self, vo):
        assert vo.geldigheid("vso", 14).min_jaren == 1
        assert not vo.geldigheid("vso", 14).hele_schoolloopbaan
        assert vo.geldigheid("pro", 12).hele_schoolloopbaan


class TestOudersEnLeerling:
    def test_emmen_vraagt_instemming_van_ouders_en_assen_hun_zienswijze(self, po, vo):
        assert po.instemming_nodig("sbo", {})
        assert not vo.instemming_nodig("vso", {})

    def test_in_assen_geeft_de_leerling_ook_een_zienswijze(self, po, vo):
        assert [z.van for z in vo.recept("vso").zienswijzen_voor({})] == ["ouder", "leerling"]
        assert [z.van for z in po.recept("so").zienswijzen_voor({})] == ["ouder"]

    def test_de_bijzondere_regeling_voor_pro_vraagt_opp_leerling_en_instemming(self, vo):
        recept = vo.recept("pro")
        bijzonder = {"moment": next(k for k in recept.vragen[0].keuzes if k.startswith("bijzondere regeling"))}
        gewoon = {"moment": recept.vragen[0].keuzes[0]}

        def documenten(antwoorden):
            return {document.soort for document in recept.documenten_voor(antwoorden)}

        assert documenten(bijzonder) - documenten(gewoon) == {"opp"}
        for groep, kopie in (("een aanwijzing lwoo", True), ("een TLV voor so of vso", True), ("een OPP", False)):
            al = next(k for v in recept.vragen if v.naam == "bijzondere_groep" for k in v.keuzes if k.startswith(groep))
            regels = {d.soort: d for d in recept.documenten_voor(bijzonder | {"bijzondere_groep": al})}
            assert ("kopie_beschikking" in regels) == kopie
            assert not kopie or regels["kopie_beschikking"].verplicht
        assert documenten(gewoon) - documenten(bijzonder) == {"onderwijskundig_rapport"}
        assert {z.van for z in recept.zienswijzen_voor(bijzonder)} == {"ouder", "leerling"}
        assert {z.van for z in recept.zienswijzen_voor(gewoon)} == {"ouder"}
        assert vo.instemming_nodig("pro", bijzonder)
        assert not vo.instemming_nodig("pro", gewoon)


class TestRecepten:
    def test_een_medische_diagnose_hoort_bij_ziekte_en_lichamelijke_beperking(self, vo):
        recept = vo.recept("vso")
        keuzes = next(vraag for vraag in recept.vragen if vraag.naam == "beperking").keuzes

        def gevraagd(beperking):
            return {d.soort for d in recept.documenten_voor({"beperking": beperking})}

        for beperking in keuzes:
            assert ("medische_diagnose" in gevraagd(beperking)) == ("(LZ)" in beperking or "(LG)" in beperking)
            assert ("intelligentieonderzoek" in gevraagd(beperking)) == ("(ZML)" in beperking)

    def test_het_verslag_van_het_supportteam_hoort_erbij_als_dat_is_ingezet(self, po):
        recept = po.recept("sbo")
        assert "verslag_ost" in {d.soort for d in recept.documenten_voor({"ost_ingezet": "ja"})}
        assert "verslag_ost" not in {d.soort for d in recept.documenten_voor({"ost_ingezet": "nee"})}
        assert "ost_resultaat" in {v.naam for v in recept.vragen_voor({"ost_ingezet": "ja"})}
        assert "ost_resultaat" not in {v.naam for v in recept.vragen_voor({})}

    def test_het_opp_is_hoogstens_een_jaar_oud_en_getekend(self, po, vo):
        for tenant, soort in ((po, "sbo"), (po, "so"), (vo, "vso")):
            opp = next(d for d in tenant.recept(soort).documenten if d.soort == "opp")
            assert (opp.maximaal_maanden, opp.handtekeningen) == (12, ["ouders", "directeur"])

    def test_alleen_so_en_vso_kennen_een_bekostigingscategorie(self, po, vo):
        soorten = po.soorten | vo.soorten
        assert {naam for naam, soort in soorten.items() if soort.categorieen} == {"so", "vso"}


class TestGeld:
    def test_alleen_bekende_bedragen_staan_er(self, po, vo):
        assert po.financien.bedrag("so", "hoog", 2024).cent == 3_141_953
        assert po.financien.bedrag("sbo", None, 2024).cent == 663_452
        assert po.financien.bedrag("so", "hoog", 2026) is None
        assert vo.financien.bedragen == []


class TestBron:
    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_elke_eigen_regel_noemt_haar_bron(self, tenant_id):
        tenant = registry.get(tenant_id)
        plan = "Ondersteuningsplan 20"
        bronnen = [
            *(mandaat.bron for mandaat in tenant.mandaten),
            *(regel.bron for regel in tenant.termijnen.streeftermijnen),
            *(regel.bron for regel in tenant.tlv.geldigheid),
            tenant.commissie.bron,
            tenant.contact.bron,
            tenant.ouders.bron,
        ]
        assert all(bron.startswith(plan) for bron in bronnen), bronnen
        assert all(msgspec.convert(bron, Bron) for bron in bronnen)

    @pytest.mark.parametrize("tenant_id", sorted(registry.registry().versies))
    def test_ouders_lezen_bij_elke_stap_gewone_woorden(self, tenant_id):
        for tekst in registry.get(tenant_id).openbare_stappen.values():
            assert 3 <= len(tekst.split()) <= 9
            assert "TLV" not in tekst and "Awb" not in tekst


class TestOntvangendeScholen:
    def test_met_een_tlv_sbo_kan_een_kind_naar_de_sbo_scholen_van_emmen(self, po):
        scholen = organisaties.ontvangende_scholen(po.swv_nummer, po.soorten["sbo"].ontvangende_scholen)
        assert {school.id for school in scholen[:2]} == {"01BO00", "19CO00"}
        assert {school.plaats for school in scholen[:2]} == {"Emmen"}

    def test_met_een_tlv_pro_kan_een_leerling_naar_het_praktijkonderwijs_in_assen(self, vo):
        scholen = organisaties.ontvangende_scholen(vo.swv_nummer, vo.soorten["pro"].ontvangende_scholen)
        assert scholen[0].naam.startswith("Praktijkonderwijs Assen")

    @pytest.mark.parametrize("tenant_id", sorted(registry.registry().versies))
    def test_voor_elke_soort_is_er_een_school_in_het_eigen_gebied(self, tenant_id):
        tenant = registry.get(tenant_id)
        eigen = {school.soort for school in organisaties.scholen(tenant.swv_nummer)}
        for soort in tenant.soorten.values():
            assert eigen & set(soort.ontvangende_scholen), soort.naam


# Who may do each act; intrekken stands in both tables.
MAG = {
    naam: {
        rol
        for proces in (AANVRAAG, BEHANDELING)
        for rij in proces.handelingen
        if rij.naam == naam
        for rol in rij.rollen
    }
    for naam in {rij.naam for proces in (AANVRAAG, BEHANDELING) for rij in proces.handelingen}
}
PROCEDURES = [
    pytest.param(tenant_id, naam, id=f"{tenant_id}-{naam}")
    for tenant_id in ("swv2202po", "swv2201vo")
    for naam in registry.registry().versies[tenant_id][0].tenant.procedures
]


class TestProcedures:
    """Elke procedure is te tekenen en te volgen: één begin, geen doodlopende stap, altijd een einde."""

    @staticmethod
    def procedure(tenant_id: str, naam: str) -> Procedure:
        return registry.registry().versies[tenant_id][0].tenant.procedures[naam]

    @pytest.mark.parametrize(("tenant_id", "naam"), PROCEDURES)
    def test_alle_stappen_zijn_te_bereiken_en_leiden_naar_een_einde(self, tenant_id, naam):
        stappen = {stap.naam: stap for stap in self.procedure(tenant_id, naam).stappen}
        assert len(stappen) == len(self.procedure(tenant_id, naam).stappen)
        begin = [stap.naam for stap in stappen.values() if not stap.na]
        assert len(begin) == 1
        assert all(set(stap.na) <= stappen.keys() for stap in stappen.values())

        bereikt, loopt_af = set(begin), {stap.naam for stap in stappen.values() if stap.einde}
        for _ in stappen:
            bereikt |= {stap.naam for stap in stappen.values() if bereikt & set(stap.na)}
            loopt_af |= {vorige for naam in loopt_af for vorige in stappen[naam].na}
        assert bereikt == loopt_af == stappen.keys()

    @pytest.mark.parametrize(("tenant_id", "naam"), PROCEDURES)
    def test_wie_een_stap_zet_bestaat_zit_in_het_orgaan_en_mag_de_handeling(self, tenant_id, naam):
        tenant = registry.registry().versies[tenant_id][0].tenant
        for stap in tenant.procedures[naam].stappen:
            assert stap.door in set(Rol), stap.naam
            assert stap.orgaan is None or stap.door in tenant.organen[stap.orgaan].rollen, stap.naam
            assert stap.handeling is None or stap.door in MAG[stap.handeling], stap.naam

    @pytest.mark.parametrize(("tenant_id", "naam"), PROCEDURES)
    def test_ouders_lezen_korte_gewone_zinnen(self, tenant_id, naam):
        for stap in self.procedure(tenant_id, naam).stappen:
            woorden = stap.openbaar.split()
            assert not woorden or 3 <= len(woorden) <= 9, stap.openbaar
            assert not {"TLV", "OPP", "Awb", "LBT", "DOA"} & set(woorden), stap.openbaar

    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_de_procedure_zegt_ouders_hetzelfde_als_hun_eigen_scherm(self, tenant_id):
        tenant = registry.get(tenant_id)
        gezegd = {stap.openbaar for stap in tenant.procedures["tlv_aanvraag"].stappen}
        assert set(tenant.openbare_stappen.values()) <= gezegd

    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_wie_beslist_en_eindadviseert_staat_zo_in_de_procedure(self, tenant_id):
        tenant = registry.get(tenant_id)
        stappen = tenant.procedures["tlv_aanvraag"].stappen
        assert {s.door for s in stappen if s.handeling == "besluit_nemen"} == {m.beslist for m in tenant.mandaten}
        assert {s.door for s in stappen if s.handeling == "eindadvies_maken"} == {tenant.commissie.eindadvies_door}


class TestOverleg:
    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_waar_een_kind_ter_sprake_komt_geven_ouders_toestemming(self, tenant_id):
        tenant = registry.get(tenant_id)
        for overleg in tenant.overleggen.values():
            assert set(overleg.deelnemers) <= set(Rol)
            assert overleg.voorzitter in (None, *overleg.deelnemers)
            assert overleg.formulier is None or overleg.formulier in tenant.formulieren
            if "ouder" in overleg.deelnemers:
                assert overleg.toestemming_ouders, overleg.titel

    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_een_vervolgvraag_hangt_aan_een_eerdere_vraag_van_hetzelfde_formulier(self, tenant_id):
        for formulier in registry.get(tenant_id).formulieren.values():
            eerder = {}
            for vraag in [vraag for onderdeel in formulier.onderdelen for vraag in onderdeel.vragen]:
                assert vraag.naam not in eerder
                if vraag.als:
                    assert set(vraag.als.is_een_van) <= set(eerder[vraag.als.vraag])
                eerder[vraag.naam] = {"keuze": vraag.keuzes, "ja_nee": ["ja", "nee"]}.get(vraag.soort, [])


class TestElkeWaardeHeeftEenBron:
    @staticmethod
    def regels(deel) -> Iterator[Regel]:
        if isinstance(deel, Regel):
            yield deel
        if isinstance(deel, msgspec.Struct):
            deel = [getattr(deel, naam) for naam in deel.__struct_fields__]
        for iets in deel.values() if isinstance(deel, dict) else deel if isinstance(deel, list) else []:
            yield from TestElkeWaardeHeeftEenBron.regels(iets)

    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_de_bron_is_het_plan_met_paragraaf_of_de_wet(self, tenant_id):
        plan = {"swv2202po": "Ondersteuningsplan 2026-2030", "swv2201vo": "Ondersteuningsplan 2022-2026"}[tenant_id]
        wet = re.compile(r"\b(Awb|AVG|WPO|WEC|WVO|UB WVO|BW|LPW|WMS) \d|Regeling bekostiging")
        for regel in self.regels(registry.registry().versies[tenant_id][0].tenant):
            assert plan in regel.bron or wet.search(regel.bron), regel.bron

    @pytest.mark.parametrize("tenant_id", ["swv2202po", "swv2201vo"])
    def test_een_termijn_van_de_wet_wordt_niet_ruimer(self, tenant_id):
        tenant = registry.get(tenant_id)
        assert tenant.bezwaar.weken == 6
        assert "Bezwaaradviescommissie" in tenant.bezwaar.adviescommissie
        assert [regel.jaren for regel in tenant.bewaren if regel.soort == "toelaatbaarheid"] == [3]
        assert "instemming" in tenant.opschorten.gronden
