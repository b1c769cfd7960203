"""SWV VO IJssel|Vecht werkt met wie zijn pagina Missie en visie noemt; wat die niet zegt, is wet of voorstel."""

from datetime import date
from uuid import uuid4

import pytest

from services.commissie import mandaat
from services.kern.rollen import Rol
from tenants import organisaties, registry
from tenants.registry import ConfiguratieFout, load_tenant
from tenants.schema import Tenant


@pytest.fixture(scope="module")
def ijv() -> Tenant:
    return registry.get("swv2305vo", date(2026, 11, 22))


class TestWie:
    def test_het_secretariaat_de_coordinator_en_de_commissie_toewijzing(self, ijv):
        assert ijv.commissie.naam == "Commissie toewijzing"
        assert ijv.rolnaam(Rol.SECRETARIS) == "Secretariaat commissie toewijzing"
        assert ijv.rolnaam(Rol.DIRECTEUR) == "Coördinator SWV"
        assert ijv.rolnaam(Rol.IB_ER) == "Zorgcoördinator"
        assert {"commissie_toewijzing", "secretariaat", "coordinatie", "bestuur", "ondersteuningsplanraad"} <= set(
            ijv.organen
        )

    def test_de_scholen_en_besturen_zijn_die_van_het_gebied(self, ijv):
        assert {school.vestiging for school in ijv.gebied.scholen} == {s.id for s in organisaties.scholen("VO2305")}
        assert {bestuur.nummer for bestuur in ijv.gebied.besturen} == {b.id for b in organisaties.besturen("VO2305")}
        assert len(ijv.gemeenten) == 11 and {"0193", "0166"} <= set(ijv.gemeenten)  # Zwolle en Kampen

    def test_een_adres_dat_niet_bekend_is_staat_er_niet(self, ijv):
        assert (ijv.contact.adres, ijv.contact.telefoon, ijv.contact.email) == ("", "", "")
        assert "het adres staat op" in ijv.brieven["beschikking_toegekend"].casefold()


class TestOverleg:
    @pytest.mark.parametrize("naam", ["expertisenetwerk", "financial_controllers", "overdracht", "contactpersonen"])
    def test_in_elke_werkgroep_zitten_alle_schoolbesturen(self, ijv, naam):
        werkgroep = ijv.overleggen[naam]
        assert werkgroep.partijen == ["Vertegenwoordigers van alle schoolbesturen"]
        assert not werkgroep.toestemming_ouders  # het gaat er niet over een kind

    def test_aan_de_thuiszittafel_zit_de_leerplichtambtenaar_en_eerst_zeggen_ouders_ja(self, ijv):
        tafel = ijv.overleggen["thuiszittafel"]
        assert Rol.LEERPLICHTAMBTENAAR in tafel.deelnemers and tafel.toestemming_ouders

    def test_de_andere_overleggen_van_de_pagina(self, ijv):
        assert {"ondersteuningsplanraad", "beleidsambtenaren", "oogo", "monitorgesprek"} <= set(ijv.overleggen)
        assert "lokale situatie" in ijv.overleggen["oogo"].ritme
        assert ijv.overleggen["monitorgesprek"].ritme == "Elk jaar, met elk schoolbestuur apart"

    def test_een_monitorgesprek_gaat_over_de_vier_onderwerpen(self, ijv):
        for woord in ("financiën", "inhoud", "communicatie", "beter"):
            assert woord in ijv.procedures["monitorgesprek"].uitleg

    def test_de_pijlers_zijn_waarover_structureel_wordt_gesproken(self, ijv):
        titels = [pijler.titel for pijler in ijv.financien.pijlers]
        assert titels == ["Basiszorg", "Thuiszitters", "Overgang naar speciaal onderwijs", "Zorg en zorgplicht"]


class TestBehandeling:
    def test_de_commissie_bespreekt_elke_aanvraag(self, ijv):
        assert ijv.vergaderen.wanneer == "altijd"
        assert ijv.vergaderen.bron.startswith("Voorstel")

    def test_twee_deskundigen_uit_verschillende_vakken_adviseren_apart(self, ijv):
        eerste, tweede = ijv.plekken("midden", False, "vso")
        assert not set(eerste.disciplines) & set(tweede.disciplines)
        assert ijv.commissie.blind

    def test_bij_een_complexe_aanvraag_komt_er_iemand_van_buiten_bij_en_beslist_het_bestuur(self, ijv):
        plekken = ijv.plekken("midden", True, "vso")
        assert [plek.naam for plek in plekken if plek.extern] == ["medisch_deskundige"]
        assert ijv.beslisser("midden", True, "vso").beslist == Rol.BESTUUR

    def test_het_secretariaat_legt_vast_en_de_voorzitter_beslist(self, ijv):
        plekken = ijv.plekken("midden", False, "vso")
        wie = uuid4()
        assert mandaat.maakt_eindadvies(ijv, plekken, {}, rol=Rol.SECRETARIS, persoon=wie)
        assert not mandaat.maakt_eindadvies(ijv, plekken, {plekken[0].naam: wie}, rol=Rol.DESKUNDIGE, persoon=wie)
        bevoegd = mandaat.beslisser(ijv, soort="vso", categorie="midden", complex=False)
        assert (bevoegd.rol, bevoegd.rolnaam) == (Rol.VOORZITTER, "Voorzitter commissie toewijzing")
        assert "in mandaat" in mandaat.ondertekening(ijv, bevoegd)

    def test_voor_een_afwijzing_is_er_een_gesprek(self, ijv):
        assert ijv.commissie.gesprek_voor_afwijzing

    def test_wie_thuiszit_brengt_de_afspraken_van_de_thuiszittafel_mee(self, ijv):
        def soorten(thuis: str) -> set[str]:
            return {document.soort for document in ijv.recept("vso").documenten_voor({"thuis": thuis})}

        assert soorten("ja") - soorten("nee") == {"verslag_thuiszittafel"}

    def test_de_leerling_staat_centraal(self, ijv):
        for soort in ("vso", "pro"):
            zienswijzen = {z.van: z for z in ijv.recept(soort).zienswijzen_voor({})}
            assert zienswijzen["leerling"].verplicht and zienswijzen["ouder"].verplicht
        assert "Jij staat centraal" in ijv.brieven["uitnodiging_leerling"]


class TestHerkomst:
    def test_elk_getal_dat_de_pagina_niet_geeft_is_een_voorstel(self, ijv):
        for regel in ijv.termijnen.streeftermijnen:
            assert regel.bron.startswith("Voorstel"), regel.naam
        assert "voorstel" in ijv.termijnen.hersteltermijn_bron and "voorstel" in ijv.versie.bron

    def test_vakanties_verschuiven_het_streven_en_nooit_de_wettelijke_termijn(self, ijv):
        schuift = [regel for regel in ijv.termijnen.streeftermijnen if regel.schoolvakanties_tellen_niet]
        assert [regel.naam for regel in schuift] == ["deskundigen", "vergadering"]
        assert "staat dan niet stil" in ijv.vergaderen.opmerking

    def test_er_is_geen_bedrag_verzonnen(self, ijv):
        assert ijv.financien.bedragen == []

    @pytest.mark.parametrize(
        ("bestand", "oud", "nieuw", "zin"),
        [
            ("procedure.toml", "weken = 8", "weken = 10", "langer dan de 8 weken van art. 4:13 Awb"),
            ("procedure.toml", "weken = 6", "weken = 4", "bezwaar"),
            ("werkwijze.toml", 'na = ["vergadering", "gesprek"]\nals', 'na = ["nergens"]\nals', "nergens"),
            ("procedure.toml", 'beslist = "voorzitter"', 'beslist = "deskundige"', "geen mandaat"),
        ],
    )
    def test_wat_niet_kan_wordt_geweigerd(self, veranderd, bestand, oud, nieuw, zin):
        with pytest.raises(ConfiguratieFout, match=zin):
            load_tenant(veranderd("swv2305vo", bestand, oud, nieuw))


def test_de_vijf_samenwerkingsverbanden_verschillen_waar_hun_plannen_verschillen():
    alle = registry.load_all()
    zo = {
        naam: (
            alle[naam].commissie.eindadvies_door,
            alle[naam].vergaderen.wanneer,
            alle[naam].beslisser("laag", False, None).beslist,
            alle[naam].commissie.blind,
        )
        for naam in ("swv2202po", "swv2201vo", "swv2510po", "swv2202vo", "swv2305vo")
    }
    assert len(set(zo.values())) == 5, zo
