"""De beschikking zegt wat de Awb wil, in de woorden van het samenwerkingsverband.

En niets van wat iemand intypt wordt opmaak.
"""

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from tenants import letters, registry
from tenants.letters import BriefFout, render_letter
from tests.specs.brieven.voorbeeld import beschikking, toegekend


def platte_tekst(html: str) -> str:
    return " ".join(LexborHTMLParser(html).body.text(separator=" ").split())


@pytest.fixture(scope="module")
def brief_po(po) -> str:
    return render_letter(po, "beschikking_toegekend", toegekend("PO2202-2026-00017", "so", "hoog"))


class TestWatDeWetWil:
    @pytest.mark.parametrize(
        "zin",
        [
            "PO2202-2026-00017",
            "Noor Őzgür, geboren op 4 maart 2019",
            "speciaal onderwijs (so)",
            "hoog (categorie 3)",
            "1 december 2026",
            "31 juli 2028",
            "Noor leert het best in een kleine groep.",  # motivering, Awb 3:46
            "Beide deskundigen vinden plaatsing nodig.",  # advies, Awb 3:49
            "drs. A. Proef, orthopedagoog",
            "Ouders stemmen in. Dat woog mee.",  # zienswijze, Awb 4:8
            "tot en met dinsdag 12 januari 2027",  # bezwaartermijn, Awb 3:45
            "Het bestuur van de school en de ouders kunnen bezwaar maken.",  # door wie
            "https://meedoen.example/zaken/42",  # waar
            "artikel 40, tiende lid, van de Wet op de expertisecentra",
            "artikel 18a, elfde lid, van de Wet op het primair onderwijs",
            "C. Voorbeeld Coördinator van Stichting Samenwerkingsverband Passend Onderwijs Emmen en Borger-Odoorn",
            "Namens het bestuur.",  # mandaat, Awb 10:10
            "Op 2 november 2026 ontvingen wij van De Voorbeeldschool",
            "mevrouw Ş. Őzgür-van ’t Hof Klokkenslag 12 7811 AB Emmen",
            "Kenmerk: 2026-0042",
        ],
    )
    def test_staat_erin(self, brief_po, zin):
        assert zin in platte_tekst(brief_po)

    def test_er_blijft_geen_plaatshouder_staan(self, brief_po):
        assert "[[" not in brief_po and "\ue000" not in brief_po

    @pytest.mark.parametrize("tenant_id", sorted(registry.registry().versies))
    def test_een_afwijzing_heeft_geen_nummer_en_wel_een_bezwaarclausule(self, tenant_id):
        tenant = registry.get(tenant_id)
        soort = next(naam for naam, s in tenant.soorten.items() if s.categorieen)
        tekst = platte_tekst(render_letter(tenant, "beschikking_afgewezen", beschikking(soort, "laag")))
        assert "tot en met dinsdag 12 januari 2027" in tekst
        assert tenant.swv_nummer + "-" not in tekst
        assert "Noor leert het best in een kleine groep." in tekst

    def test_afwijken_van_het_advies_staat_erin_met_de_reden(self, po):
        velden = toegekend("PO2202-2026-00017", "sbo", besluit__afwijking="Sbo biedt genoeg.")
        tekst = platte_tekst(render_letter(po, "beschikking_toegekend", velden))
        assert "Wij wijken van dit advies af. De reden daarvan is: Sbo biedt genoeg." in tekst

    def test_zonder_afwijking_staat_er_niets_over(self, brief_po):
        assert "wijken" not in platte_tekst(brief_po)


class TestVerschil:
    def test_de_school_leest_de_brief_vanuit_haar_plaats(self, po):
        velden = toegekend("PO2202-2026-00017", "sbo", aan__ouder=False)
        assert "De ouders kunnen Noor nu aanmelden" in platte_tekst(render_letter(po, "beschikking_toegekend", velden))

    def test_ouders_worden_met_u_aangesproken(self, brief_po):
        assert "U kunt Noor nu aanmelden" in platte_tekst(brief_po)

    def test_sbo_heeft_geen_categorie(self, po):
        tekst = platte_tekst(render_letter(po, "beschikking_toegekend", toegekend("PO2202-2026-00001", "sbo")))
        assert "Bekostigingscategorie niet van toepassing" in tekst
        assert "artikel 40, achtste lid, van de Wet op het primair onderwijs" in tekst

    def test_assen_spreekt_van_de_commissie_en_het_adres_waar_bezwaar_heen_kan(self, vo):
        velden = toegekend("VO2201-2026-00003", "vso", "midden")
        html = render_letter(vo, "beschikking_toegekend", velden)
        tekst = platte_tekst(html)
        assert "De Commissie van Advies heeft de aanvraag beoordeeld" in tekst
        assert "Laak 1, 9406 HX Assen" in tekst
        assert "artikel 2.47, veertiende lid" in tekst
        assert "midden (categorie 2)" in tekst
        assert vo.thema.accent in html

    def test_een_tlv_voor_pro_geldt_de_hele_schoolloopbaan(self, vo):
        velden = toegekend("VO2201-2026-00004", "pro")
        velden["tlv"]["tot_en_met"] = None
        tekst = platte_tekst(render_letter(vo, "beschikking_toegekend", velden))
        assert "Geldig tot en met het einde van de schoolloopbaan in dit onderwijs" in tekst

    def test_assen_noemt_bij_een_afwijzing_het_gesprek(self, vo):
        velden = beschikking("vso", "laag", besluit__gesprek_op=date(2026, 11, 25))
        met = platte_tekst(render_letter(vo, "beschikking_afgewezen", velden))
        zonder = platte_tekst(render_letter(vo, "beschikking_afgewezen", beschikking("vso", "laag")))
        assert "Dat gesprek was op 25 november 2026." in met
        assert "geen gebruik" in zonder


class TestOpbouw:
    def test_een_schermlezer_vindt_taal_titel_en_koppen_op_volgorde(self, brief_po):
        boom = LexborHTMLParser(brief_po)
        assert boom.css_first("html").attributes["lang"] == "nl"
        assert boom.css_first("title").text() == boom.css_first("h1").text()
        assert len(boom.css("h1")) == 1
        assert {kop.tag for kop in boom.css("h1, h2, h3, h4")} == {"h1", "h2"}
        assert len(boom.css("th")) == 2

    def test_de_titel_noemt_geen_kind(self, brief_po):
        assert "Noor" not in LexborHTMLParser(brief_po).css_first("title").text()

    def test_alineas_van_een_motivering_blijven_alineas(self, po):
        velden = toegekend("PO2202-2026-00017", "sbo", besluit__motivering="Een.\nTwee.\r\n\r\nDrie.")
        html = render_letter(po, "beschikking_toegekend", velden)
        assert "<p>Een.<br>Twee.</p>\n<p>Drie.</p>" in html

    def test_de_versie_verandert_met_de_tekst(self, po, vo):
        assert letters.version(po, "beschikking_toegekend") != letters.version(vo, "beschikking_toegekend")
        assert len(letters.version(po, "beschikking_toegekend")) == 16


INDRINGERS = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "</p></main><h1>Nep</h1>",
    "**vet** # kop [klik](https://kwaad.example) ![x](file:///etc/passwd)",
    "[[kind.naam]] [[als link]]",
    "| a | b |\n| --- | --- |\n| c | d |",
    "\ue000kind.naam\ue001",
    "<style>@import url(https://kwaad.example)</style>",
    "&lt;b&gt; &#x41;",
    "# Kop",
    "- [ ] lijst",
]


class TestWatIemandIntypt:
    @pytest.mark.parametrize("indringer", INDRINGERS)
    @pytest.mark.parametrize("veld", ["kind__naam", "besluit__motivering", "aan__naam", "advies__samenvatting"])
    def test_wordt_nooit_opmaak(self, po, indringer, veld):
        velden = toegekend("PO2202-2026-00017", "so", "laag", **{veld: indringer})
        onschuldig = toegekend("PO2202-2026-00017", "so", "laag", **{veld: "onschuldig"})
        html = render_letter(po, "beschikking_toegekend", velden)
        gewoon = render_letter(po, "beschikking_toegekend", onschuldig)

        def geraamte(document: str) -> list[str]:
            return [knoop.tag for knoop in LexborHTMLParser(document).css("*") if knoop.tag != "br"]

        assert geraamte(html) == geraamte(gewoon)
        zichtbaar = " ".join(indringer.replace("\ue000", "").replace("\ue001", "").split())
        assert zichtbaar in platte_tekst(html)

    def test_ook_een_regel_van_een_lijst_niet(self, po):
        velden = toegekend("PO2202-2026-00017", "so", "laag", advies__deskundigen=["<b>A</b>\n- B"])
        html = render_letter(po, "beschikking_toegekend", velden)
        assert "<li>&lt;b&gt;A&lt;/b&gt; - B</li>" in html

    def test_stuurtekens_verdwijnen(self, po):
        velden = toegekend("PO2202-2026-00017", "sbo", kind__naam="No\u202eor\x00\x1b \u200bTest\ue000")
        assert "Noor Test, geboren" in platte_tekst(render_letter(po, "beschikking_toegekend", velden))


class TestVelden:
    @pytest.mark.parametrize(
        ("anders", "zin"),
        [
            ({"kind__naam": ""}, "het veld kind.naam ontbreekt"),
            ({"kind__naam": "   "}, "het veld kind.naam ontbreekt"),
            ({"kind__naam": "\u200b"}, "het veld kind.naam ontbreekt"),
            ({"bezwaar": {}}, "het veld bezwaar.laatste_dag ontbreekt"),
            ({"bezwaar__laatste_dag": "morgen"}, "het veld bezwaar.laatste_dag is geen dag"),
            ({"kind__geboren_op": "2019-03-04"}, "het veld kind.geboren_op is geen datum"),
            ({"kind__bsn": "123456782"}, "het veld kind.bsn hoort niet bij beschikking_toegekend"),
            ({"swv": {"naam": "Een ander"}}, "het veld swv.naam hoort niet bij beschikking_toegekend"),
            ({"tlv__artikel": "artikel 1"}, "het veld tlv.artikel hoort niet bij beschikking_toegekend"),
            ({"tlv__soort": "pro"}, "de soort pro bestaat niet bij SWV 22-02 PO"),
            ({"tlv__categorie": None}, "de categorie None bestaat niet bij Speciaal onderwijs (so)"),
            ({"besluit__motivering": "x" * 20_001}, "het veld besluit.motivering is langer dan 20000 tekens"),
            ({"advies__deskundigen": "drs. A."}, "het veld advies.deskundigen is geen lijst"),
            ({"advies__deskundigen": [7]}, "het veld advies.deskundigen is geen lijst"),
            ({"aan__ouder": "ja"}, "het veld aan.ouder is geen ja_nee"),
            ({"link": "javascript:alert(1)"}, "het veld link is geen adres van een pagina"),
        ],
    )
    def test_een_veld_dat_niet_klopt(self, po, anders, zin):
        velden = toegekend("PO2202-2026-00017", "so", "laag")
        for naam, waarde in anders.items():
            groep, _, veld = naam.partition("__")
            velden[groep] = velden[groep] | {veld: waarde} if veld else waarde
        with pytest.raises(BriefFout) as fout:
            render_letter(po, "beschikking_toegekend", velden)
        assert str(fout.value) == zin

    def test_een_brief_die_er_niet_is(self, po):
        with pytest.raises(BriefFout, match="er is geen brief met de naam felicitatie"):
            render_letter(po, "felicitatie", {})
        with pytest.raises(BriefFout, match="er is geen brief met de naam bericht_klaar"):
            render_letter(po, "bericht_klaar", {})

    def test_velden_mogen_ook_met_puntnamen(self, po, brief_po):
        velden = toegekend("PO2202-2026-00017", "so", "hoog")
        plat = {}
        for groep, waarde in velden.items():
            plat |= {f"{groep}.{v}": w for v, w in waarde.items()} if isinstance(waarde, dict) else {groep: waarde}
        assert render_letter(po, "beschikking_toegekend", plat) == brief_po
