"""Rijn & Gelderse Vallei werkt zoals de bijlagen van zijn ondersteuningsplan zeggen, en de wet gaat daarbij voor."""

from datetime import date

import pytest

from services.commissie import besluit, deskundigen
from services.intake.volledigheid import reageren_tot_en_met
from services.kern.instroommoment import instroommoment
from services.kern.rollen import Rol
from tenants import organisaties, registry
from tenants.registry import ConfiguratieFout, load_tenant
from tenants.schema import Regel, Tenant

SINDS = date(2023, 1, 1)
SCHOOL, VOORSCHOOL, VERLENGING, VERLENGING_OUDER_OPP = range(4)

# Bijlage 2.1, van 8 februari 2023: bevoegd gezag en nummer, zoals het daar staat.
BESTUREN = {
    "23337": "Vereniging voor Protestants Christelijk Onderwijs Rhenen",
    "25897": "Stichting voor Christelijk Speciaal Basisonderwijs voor Barneveld en omgeving",
    "30673": "Stichting Hervormde Scholen te Voorthuizen",
    "31204": "Vereniging voor Christelijk Nationaal Schoolonderwijs te Lunteren",
    "31237": "Stichting Katholiek Onderwijs Veluwe-Vallei",
    "33151": "Edese Schoolvereniging-Ede",
    "33645": "Vereniging Tot Stichting En Instandhouding Van Scholen Met De Bijbel Te Bennekom",
    "40207": "Stichting Montessorischool Veenendaal",
    "40631": "Stichting De Onderwijsspecialisten/Arnhem",
    "40945": "Cordeo Scholengroep",
    "41142": "De Passie",
    "41154": "Stichting Christelijk Primair Onderwijs voor Veenendaal en omgeving",
    "41226": "Stichting Monton",
    "41246": "Stichting Pallas",
    "41337": "Stichting Protestants Onderwijs Gelderse Vallei",
    "41450": "Stichting Jan Hein Donnerschool",
    "41460": "Stichting Trivium",
    "41461": "Stichting Partners Primair Onderwijs De Link",
    "41481": "Stichting Eem-Vallei Educatief",
    "41496": "Stichting Openbaar Onderwijs Rijn- en Heuvelland (Wereldkidz)",
    "41621": "Vereniging voor Primair Christelijk Onderwijs De Viermaster",
    "41674": "Stichting Proominent (Primair Openbaar Onderwijs) in Ede",
    "41820": "Stichting Al Almana scholen",
    "41879": "Gewoon Speciaal Onderwijs",
    "42587": "Stichting voor Christelijk Nationaal Schoolonderwijs Ede e.o.",
    "62818": "Schoolvereniging voor Basisonderwijs in Wageningen",
    "70085": "Stichting Hervormde Scholen Veenendaal (Onderwijsgroep Gave scholen)",
    "83579": "Stichting Hervormde Scholen de Drieslag",
    "84423": "Vereniging voor Protestants Christelijk Onderwijs te Garderen, Stroe en Kootwijkerbroek",
    "87920": "Vereniging tot Stichting en Instandhouding van Scholen met de Bijbel te Lunteren",
    "98190": "Wageningse Schoolvereniging",
}


@pytest.fixture(scope="module")
def rgv() -> Tenant:
    return registry.get("swv2510po", date(2026, 11, 22))


def route(tenant: Tenant, soort: str, welke: int) -> dict[str, str]:
    vraag = next(v for v in tenant.recept(soort).vragen if v.naam == "route")
    return {"route": vraag.keuzes[welke]}


def documenten(tenant: Tenant, soort: str, welke: int, *, verplicht: bool = True) -> set[str]:
    regels = tenant.recept(soort).documenten_voor(route(tenant, soort, welke))
    return {d.soort for d in regels if d.verplicht is verplicht}


class TestGebied:
    def test_de_31_besturen_zijn_die_van_bijlage_2_1(self, rgv):
        assert len(BESTUREN) == 31
        assert {b.nummer: b.naam for b in rgv.gebied.besturen} == BESTUREN

    def test_elk_bestuur_heeft_volgens_duo_een_school_in_het_gebied(self, rgv):
        assert {b.id for b in organisaties.besturen(rgv.swv_nummer)} == set(BESTUREN)

    def test_de_zeven_gemeenten_liggen_in_vakantieregio_midden(self, rgv):
        gemeenten = [organisaties.gemeente(code) for code in rgv.gemeenten]
        namen = {"Barneveld", "Ede", "Renswoude", "Rhenen", "Scherpenzeel", "Veenendaal", "Wageningen"}
        assert {g.naam for g in gemeenten} == namen
        assert {g.vakantieregio for g in gemeenten} == {rgv.vakantieregio} == {"midden"}

    @pytest.mark.parametrize("postcode", ["6711", "6717 LX", "3771", "3901", "3911", "3925", "3927", "6706"])
    def test_geen_gemeente_is_gesplitst(self, rgv, postcode):
        assert organisaties.swv_van_postcode(postcode, "PO") == rgv.swv_nummer
        assert rgv.gebied.postcodes == {}


class TestCommissie:
    def test_twee_deskundigen_adviseren_blind_uit_twee_verschillende_vakken(self, rgv):
        eerste, tweede = rgv.plekken("hoog", True, "so")
        assert rgv.plekken(None, False, "sbo") == [eerste, tweede]
        assert set(eerste.disciplines) == {"orthopedagoog", "psycholoog"}
        assert not set(eerste.disciplines) & set(tweede.disciplines)
        assert rgv.commissie.blind

    def test_wie_aan_de_school_verbonden_is_adviseert_niet(self, rgv):
        wie = deskundigen.Kandidaat(
            persoon=None, naam="Lotte Proef", discipline="arts", extern=False, verbonden_scholen=frozenset({"11XK00"})
        )
        assert "verbonden" in deskundigen.beletsel(rgv, wie, "11XK00")
        assert deskundigen.beletsel(rgv, wie, "12YY00") is None

    def test_een_deskundige_schrijft_het_eindadvies_en_de_directeur_bestuurder_beslist(self, rgv):
        assert rgv.commissie.eindadvies_door == Rol.DESKUNDIGE
        for categorie in (None, "laag", "midden", "hoog"):
            assert rgv.beslisser(categorie, True).beslist == Rol.DIRECTEUR
        assert rgv.rolnaam("directeur") == "Directeur-bestuurder"

    def test_de_commissie_vergadert_alleen_als_de_adviezen_verschillen(self, rgv):
        assert rgv.vergaderen.wanneer == "bij_verschil"
        stap = next(s for s in rgv.procedures["tlv_aanvraag"].stappen if s.naam == "vergadering")
        assert stap.als == "de adviezen zijn niet unaniem"

    def test_rollen_hebben_de_namen_van_het_plan(self, rgv):
        assert rgv.rolnaam("steunpuntcoordinator") == "Steunpuntcoördinator"
        assert rgv.rolnaam("secretaris") == "Secretaresse leerlingenzaken"
        assert rgv.organen["tla_commissie"].titel.startswith("TLA-commissie")


class TestGeldigheid:
    @pytest.mark.parametrize("soort", ["sbo", "so"])
    @pytest.mark.parametrize(
        ("leeftijd", "jaren", "groepen"),
        [
            (4, 3, "groep 1, 2 en 3"),
            (6, 3, "groep 1, 2 en 3"),
            (7, 2, "groep 4 en 5"),
            (8, 2, "groep 4 en 5"),
            (9, 3, "groep 6, 7 en 8"),
            (12, 3, "groep 6, 7 en 8"),
        ],
    )
    def test_de_cycli_van_par_1_20(self, rgv, soort, leeftijd, jaren, groepen):
        regel = rgv.geldigheid(soort, leeftijd)
        assert (regel.max_jaren, groepen in regel.bron) == (jaren, True)

    def test_een_tlv_voor_een_vierjarige_gaat_tot_het_einde_van_groep_3_en_verder_alleen_met_redenen(self, rgv):
        vandaag = date(2027, 8, 1)
        zaak = besluit.Zaak("so", date(2023, 3, 1), date(2027, 6, 1), ("toelaatbaar", "laag"))
        assert besluit.geldigheid_toetsen(rgv, zaak, vandaag, date(2030, 7, 31), vandaag) == {}
        cyclus = rgv.geldigheid("so", 4)
        assert (cyclus.max_jaren, cyclus.afwijken_mag) == (3, True)
        assert besluit.geldigheid_toetsen(rgv, zaak, vandaag, date(2031, 7, 31), vandaag) == {}


class TestDossier:
    @pytest.mark.parametrize("soort", ["sbo", "so"])
    def test_voor_een_eerste_tlv_een_vers_opp_twee_ot_verslagen_en_lvs(self, rgv, soort):
        assert documenten(rgv, soort, SCHOOL) == {"opp", "ot_verslag_1", "ot_verslag_2", "lvs_gegevens"}
        opp = next(d for d in rgv.recept(soort).documenten if d.soort == "opp")
        assert (opp.maximaal_maanden, opp.handtekeningen) == (6, ["ouders"])

    @pytest.mark.parametrize("soort", ["sbo", "so"])
    def test_bij_onderinstroom_vervangt_het_overdrachtsdocument_het_opp(self, rgv, soort):
        assert documenten(rgv, soort, VOORSCHOOL) == {"overdrachtsdocument", "gespreksverslag_voorschool"}

    def test_bij_een_verlenging_met_een_ouder_opp_hoort_een_actuele_zienswijze_van_de_school(self, rgv):
        assert documenten(rgv, "so", VERLENGING) == {"opp", "lvs_gegevens"}
        assert documenten(rgv, "so", VERLENGING_OUDER_OPP) == {"opp_ouder", "actuele_zienswijze_school", "lvs_gegevens"}

    def test_onderzoek_is_hooguit_twee_jaar_oud_en_een_medisch_stuk_mag_ouder_zijn(self, rgv):
        regels = {d.soort: d for d in rgv.recept("sbo").documenten}
        assert regels["onderzoeksverslag"].maximaal_maanden == 24
        assert regels["medisch_verslag"].medisch
        assert regels["medisch_verslag"].maximaal_maanden is None

    @pytest.mark.parametrize("soort", ["sbo", "so"])
    def test_zonder_toestemming_van_ouders_vraagt_het_formulier_de_zes_punten_van_par_1_13(self, rgv, soort):
        recept = rgv.recept(soort)
        oneens = next(v for v in recept.vragen if v.naam == "overeenstemming").keuzes[1]
        eens = {v.naam for v in recept.vragen_voor({"overeenstemming": "ja"})}
        erbij = {v.naam for v in recept.vragen_voor({"overeenstemming": oneens})} - eens
        assert len(erbij) == 6

    def test_ouders_krijgen_ten_minste_vijf_werkdagen(self, rgv):
        assert "5 werkdagen" in rgv.ouders.opmerking
        assert all("5 werkdagen" in z.uitleg for z in rgv.recept("sbo").zienswijzen)
        assert "5 werkdagen" in rgv.brieven["uitnodiging_ouder"]
        assert reageren_tot_en_met(date(2026, 11, 20)) == date(2026, 11, 27)


class TestMomenten:
    @pytest.mark.parametrize(
        ("besluit_op", "start"),
        [
            (date(2026, 11, 22), date(2027, 1, 1)),
            (date(2027, 1, 2), date(2027, 5, 1)),
            (date(2027, 5, 2), date(2027, 8, 1)),
        ],
    )
    def test_instromen_op_1_januari_1_mei_en_1_augustus(self, rgv, besluit_op, start):
        momenten = [(int(m[:2]), int(m[3:])) for m in rgv.instroom.momenten]
        assert instroommoment(besluit_op, momenten).instroommoment == start

    def test_de_vernieuwde_procedure_geldt_vanaf_1_januari_2023(self, rgv):
        assert rgv.versie.vanaf == SINDS
        gedateerd: list[Regel] = [rgv.commissie, rgv.vergaderen, rgv.instroom, rgv.opschorten]
        gedateerd += [rgv.procedures["tlv_aanvraag"], rgv.organen["tla_commissie"], rgv.opp]
        gedateerd += [rgv.arrangementen["overgangsarrangement"], *rgv.tlv.geldigheid]
        gedateerd += [d for d in rgv.recept("sbo").documenten if d.soort.startswith("opp")]
        assert {regel.vanaf for regel in gedateerd} == {SINDS}

    def test_de_arrangementen_duren_niet_langer_dan_bijlage_2_4_1_zegt(self, rgv):
        duur = {naam: (a.hoogstens, a.eenheid) for naam, a in rgv.arrangementen.items() if a.hoogstens}
        assert duur == {
            "time_out": (3, "maanden"),
            "observatie": (3, "maanden"),
            "onderzoeksperiode": (6, "weken"),
            "observatie_hoogbegaafd": (1, "schooljaren"),
            "overgangsarrangement": (6, "maanden"),
        }


class TestDeWetGaatVoor:
    """Waar een bijlage zwakker is dan de wet, staat de wet er en zegt een opmerking het."""

    @pytest.mark.parametrize(
        ("wat", "woorden"),
        [
            ("opschorten", "mogelijkheden in het gewone onderwijs"),  # aanhouden is geen opschorten
            ("opschorten", "geen maximale duur"),
            ("bezwaar", "GPO"),  # oordeelt niet over een TLV
            ("bezwaar", "dag na de bekendmaking"),  # niet na afgifte
            ("procedures.zorgplicht", "lopen"),
            ("procedures.zorgplicht", "WPO 40 lid 6"),
            ("procedures.schorsing_verwijdering", "8 weken"),
            ("procedures.schorsing_verwijdering", "ten hoogste één week"),
            ("procedures.verzuim", "eerste schooldag"),
            ("procedures.tlv_aanvraag", "Awb 4:5"),
        ],
    )
    def test_de_opmerking_zegt_het(self, rgv, wat, woorden):
        deel = rgv
        for naam in wat.split("."):
            deel = deel[naam] if isinstance(deel, dict) else getattr(deel, naam)
        teksten = deel.opmerking + " ".join(stap.termijn for stap in getattr(deel, "stappen", []))
        assert woorden in teksten

    def test_over_bezwaar_adviseert_een_commissie_van_de_wet_en_bemiddeling_staat_ernaast(self, rgv):
        assert "Bezwaaradviescommissie" in rgv.bezwaar.adviescommissie
        assert "bemiddelingscommissie" in rgv.bezwaar.bemiddeling
        assert rgv.bezwaar.bevestiging_werkdagen == 5
        stappen = {s.naam: s for s in rgv.procedures["bezwaar"].stappen}
        assert "bevestigen" in stappen["dossier_sturen"].na, "zonder bemiddeling gaat het bezwaar ook verder"

    @pytest.mark.parametrize(
        ("bestand", "oud", "nieuw", "zin"),
        [
            ("procedure.toml", "weken = 8\nvanaf", "weken = 10\nvanaf", "langer dan de 8 weken van art. 4:13 Awb"),
            ("procedure.toml", 'eindadvies_door = "deskundige"', 'eindadvies_door = "ouder"', "hoort niet bij de comm"),
            ("procedure.toml", "verbonden_neemt_geen_deel = true", "verbonden_neemt_geen_deel = false", "2.51"),
        ],
    )
    def test_ruimer_dan_de_wet_wordt_geweigerd(self, veranderd, bestand, oud, nieuw, zin):
        with pytest.raises(ConfiguratieFout, match=zin):
            load_tenant(veranderd("swv2510po", bestand, oud, nieuw), op=date(2026, 11, 22))


class TestWerkwijze:
    def test_deze_procedures_lopen_hier(self, rgv):
        assert set(rgv.procedures) == {
            "tlv_aanvraag",
            "tlv_zonder_instemming",
            "herindicatie",
            "bezwaar",
            "zorgplicht",
            "ondersteuning_op_school",
            "opp",
            "ot_verslag",
            "onderinstroom",
            "arrangement",
            "crisis",
            "verhuizing",
            "verzuim",
            "schorsing_verwijdering",
            "escalatie",
            "doorzettingskracht",
            "vrijstelling_5a",
            "verantwoording",
        }

    def test_de_checklist_heeft_tien_stappen(self, rgv):
        titels = [s.titel for s in rgv.procedures["ondersteuning_op_school"].stappen]
        assert [int(t.split(".")[0]) for t in titels if t[0].isdigit()] == list(range(1, 11))

    def test_vier_partijen_kijken_mee_voor_een_vrijstelling_en_leerplicht_beslist(self, rgv):
        stappen = {s.naam: s for s in rgv.procedures["vrijstelling_5a"].stappen}
        gehoord = {stappen[naam].door for naam in stappen["vier_partijen"].na} | {stappen["beroep"].door}
        assert gehoord == {Rol.OUDER, Rol.LEERPLICHTAMBTENAAR, Rol.PARTNER, Rol.STEUNPUNTCOORDINATOR}
        assert stappen["besluiten"].door == Rol.LEERPLICHTAMBTENAAR

    def test_het_opp_heeft_de_thema_s_a_tot_en_met_g_van_school_en_ouders_naast_elkaar(self, rgv):
        delen = {o.titel[0]: o for o in rgv.opp.onderdelen if o.titel[1:3] == ". "}
        assert set(delen) == set("ABCDEFG")
        for letter, deel in delen.items():
            assert "ouders" in deel.kijk, letter
            assert ("school" in deel.kijk) == (letter != "G")
            assert deel.handelingsdeel, letter

    def test_besturen_verantwoorden_zich_in_november(self, rgv):
        eerste = rgv.procedures["verantwoording"].stappen[0]
        assert "november" in eerste.termijn
        assert "november" in rgv.financien.opmerking
