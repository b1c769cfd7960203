"""Sterk VO Zuidoost-Drenthe werkt zoals zijn pagina voor professionals zegt; wat die niet zegt, is wet of voorstel."""

from datetime import date
from uuid import uuid4

import pytest

from services.commissie import deskundigen, mandaat
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.rollen import Rol
from tenants import organisaties, registry
from tenants.registry import ConfiguratieFout, load_tenant
from tenants.schema import Tenant

UIT_GROEP_8 = {"vso": "groep 8, met het schooladvies vso", "pro": "groep 8, met het schooladvies praktijkonderwijs"}


@pytest.fixture(scope="module")
def sterk() -> Tenant:
    return registry.get("swv2202vo", date(2026, 11, 22))


class TestWie:
    def test_het_adres_is_dat_van_de_pagina(self, sterk):
        waar = sterk.contact
        assert (waar.adres, waar.postcode, waar.plaats) == ("Hoenderkamp 22c", "7812 VZ", "Emmen")
        assert (waar.telefoon, waar.email) == ("0591-612989", "info@sterkvo-zodrenthe.nl")

    def test_de_rollen_heten_zoals_op_de_pagina(self, sterk):
        assert sterk.rolnaam(Rol.DIRECTEUR) == "Directeur-bestuurder"
        assert sterk.rolnaam(Rol.STEUNPUNTCOORDINATOR) == "Adviseur passend onderwijs (APO)"
        assert sterk.rolnaam(Rol.IB_ER) == "Ondersteuningscoördinator"

    def test_de_scholen_en_besturen_zijn_die_van_het_gebied(self, sterk):
        echt = {school.id for school in organisaties.scholen("VO2202")}
        assert {school.vestiging for school in sterk.gebied.scholen} == echt
        assert {bestuur.nummer for bestuur in sterk.gebied.besturen} == {b.id for b in organisaties.besturen("VO2202")}

    def test_van_westerwolde_hoort_alleen_vlagtwedde_hierbij(self, sterk):
        assert sterk.gemeenten == ["0109", "0114", "1681", "1950"]
        postcodes = sterk.gebied.postcodes["1950"]
        assert {organisaties.swv_van_postcode(pc, "VO") for pc in postcodes} == {"VO2202"}
        assert organisaties.swv_van_postcode("9697", "VO") != "VO2202"  # Blijham, ook in Westerwolde


class TestSchoolverlatersonderzoek:
    def test_aanmelden_kan_tot_en_met_20_oktober(self, sterk):
        procedure = sterk.procedures["schoolverlatersonderzoek"]
        assert procedure.stappen[0].termijn == "uiterlijk 20 oktober"
        assert "20 oktober 2023" in procedure.opmerking

    def test_het_onderzoek_loopt_van_september_tot_in_december(self, sterk):
        onderzoek = next(s for s in sterk.procedures["schoolverlatersonderzoek"].stappen if s.naam == "onderzoeken")
        assert "Cedin" in onderzoek.titel
        assert onderzoek.termijn == "september tot en met november, met uitloop in december"

    def test_bij_een_definitief_advies_begint_de_basisschool_de_aanvraag(self, sterk):
        stap = next(s for s in sterk.procedures["schoolverlatersonderzoek"].stappen if s.naam == "tlv_starten")
        assert (stap.door, stap.handeling) == (Rol.IB_ER, "aanvraag_beginnen")

    @pytest.mark.parametrize(("soort", "herkomst"), UIT_GROEP_8.items())
    def test_de_bevindingen_horen_bij_een_aanvraag_uit_groep_8(self, sterk, soort, herkomst):
        verplicht = {d.soort for d in sterk.recept(soort).documenten_voor({"herkomst": herkomst}) if d.verplicht}
        assert "schoolverlatersonderzoek" in verplicht

    def test_wie_al_op_het_voortgezet_onderwijs_zit_heeft_het_niet_nodig(self, sterk):
        documenten = sterk.recept("vso").documenten_voor({"herkomst": "een school voor voortgezet onderwijs"})
        soorten = {document.soort for document in documenten}
        assert "schoolverlatersonderzoek" not in soorten and "opp" in soorten

    def test_ouders_leerling_en_de_eigen_school_geven_hun_zienswijze(self, sterk):
        for soort in ("vso", "pro"):
            recept = sterk.recept(soort)
            assert {z.van for z in recept.zienswijzen_voor({}) if z.verplicht} == {"ouder", "leerling"}
            assert any(vraag.naam == "zienswijze_eigen_school" and vraag.verplicht for vraag in recept.vragen)


class TestBehandeling:
    def test_een_apo_en_iemand_van_buiten_adviseren(self, sterk):
        eerste, tweede = sterk.plekken("laag", False, "vso")
        assert set(eerste.disciplines) == {"orthopedagoog", "psycholoog"} and not eerste.extern
        assert tweede.extern and not set(tweede.disciplines) & set(eerste.disciplines)

    def test_er_is_geen_commissie_die_vergadert(self, sterk):
        assert sterk.vergaderen.wanneer == "nooit"
        assert not sterk.commissie.blind

    def test_de_apo_maakt_het_eindadvies_en_niemand_anders(self, sterk):
        apo, extern = uuid4(), uuid4()
        plekken, zetels = sterk.plekken("laag", False, "vso"), {"apo": apo, "tweede_deskundige": extern}
        kan = lambda rol, wie: mandaat.maakt_eindadvies(sterk, plekken, zetels, rol=rol, persoon=wie)  # noqa: E731
        assert kan(Rol.DESKUNDIGE, apo)
        assert not kan(Rol.DESKUNDIGE, extern)
        assert not kan(Rol.DIRECTEUR, apo)
        assert not mandaat.maakt_eindadvies(sterk, plekken, {}, rol=Rol.DESKUNDIGE, persoon=apo)
        assert mandaat.eindadviseur(sterk, plekken) == "Adviseur passend onderwijs, orthopedagoog of psycholoog"

    def test_een_apo_die_de_school_begeleidt_adviseert_niet(self, sterk):
        wie = deskundigen.Kandidaat(uuid4(), "Harm Kiewiet", "orthopedagoog", False, frozenset({"16HI00"}))
        assert deskundigen.beletsel(sterk, wie, "16HI00") == "Harm Kiewiet is verbonden aan de school die aanvraagt."
        assert "consult" in sterk.commissie.opmerking

    def test_de_directeur_bestuurder_beslist_altijd_en_tekent_als_bestuur(self, sterk):
        for soort, categorie, complex in (("vso", "laag", False), ("vso", "hoog", True), ("pro", None, False)):
            bevoegd = mandaat.beslisser(sterk, soort=soort, categorie=categorie, complex=complex)
            assert bevoegd.rol is Rol.DIRECTEUR
        regel = mandaat.ondertekening(sterk, bevoegd)
        assert "is het bestuur en nam dit besluit zelf" in regel and "in mandaat" not in regel


class TestBezwaar:
    def test_het_gesprek_leidt_de_directeur_bestuurder(self, sterk):
        assert sterk.bezwaar.gesprek_door == Rol.DIRECTEUR
        assert (
            "directeur-bestuurder" in sterk.bezwaar.indienen_bij and sterk.contact.email in sterk.bezwaar.indienen_bij
        )

    def test_handhaven_wijzigen_of_een_second_opinion(self, sterk):
        assert sterk.bezwaar.uitkomsten == [
            "Het besluit blijft zoals het is",
            "Het besluit verandert",
            "Er komt een second opinion",
        ]

    def test_de_wet_begrenst_wat_de_pagina_zegt(self, sterk):
        # De pagina: "als school", "tot 6 weken na het besluit", zonder commissie (law.md 12, verschillen 2, 6 en 13).
        assert sterk.bezwaar.weken == 6
        assert "Landelijke Bezwaaradviescommissie" in sterk.bezwaar.adviescommissie
        for woord in ("ook ouders", "de dag waarop het besluit is bekendgemaakt", "termijnen lopen door"):
            assert woord in sterk.bezwaar.opmerking
        assert bezwaartermijn(date(2026, 12, 10)).tot_en_met == date(2027, 1, 21)

    def test_een_second_opinion_is_niet_het_einde(self, sterk):
        stappen = {stap.naam: stap for stap in sterk.procedures["bezwaar"].stappen}
        assert not stappen["second_opinion"].einde
        assert stappen["beslissen"].einde and stappen["beslissen"].na == ["advies_commissie"]

    def test_elke_brief_noemt_school_en_ouders_en_de_weg_naar_bezwaar(self, sterk):
        for naam in ("beschikking_toegekend", "beschikking_afgewezen"):
            assert "De school en de ouders kunnen bezwaar maken" in sterk.brieven[naam]
            assert "onder leiding van de directeur-bestuurder" in sterk.brieven[naam]


class TestHerkomst:
    def test_wat_de_pagina_niet_zegt_heet_een_voorstel(self, sterk):
        for regel in sterk.termijnen.streeftermijnen:
            assert regel.bron.startswith("Voorstel"), regel.naam
        assert "voorstel" in sterk.termijnen.hersteltermijn_bron

    def test_er_is_geen_bedrag_verzonnen(self, sterk):
        assert sterk.financien.bedragen == []

    @pytest.mark.parametrize(
        ("bestand", "oud", "nieuw", "zin"),
        [
            ("procedure.toml", "weken = 8", "weken = 9", "langer dan de 8 weken van art. 4:13 Awb"),
            ("procedure.toml", 'eindadvies_door = "deskundige"', 'eindadvies_door = "ouder"', "hoort niet bij de comm"),
            ("procedure.toml", "verbonden_neemt_geen_deel = true", "verbonden_neemt_geen_deel = false", "UB WVO"),
            ("procedure.toml", "aantal_deskundigen = 2", "aantal_deskundigen = 1", "deskundigen"),
        ],
    )
    def test_ruimer_dan_de_wet_kan_niet(self, veranderd, bestand, oud, nieuw, zin):
        with pytest.raises(ConfiguratieFout, match=zin):
            load_tenant(veranderd("swv2202vo", bestand, oud, nieuw))
