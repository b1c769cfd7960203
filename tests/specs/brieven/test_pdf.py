"""De beschikking als PDF: bewaarbaar (PDF/A-2a), voor iedereen te lezen (PDF/UA-1), en zonder gevaar gemaakt."""

import io

import page
import pikepdf
import pytest

from infra import pdf
from infra.pdf import PdfFout, make_pdf
from tenants.letters import render_letter
from tests.specs.brieven.pdf_lezen import labels, tekst
from tests.specs.brieven.voorbeeld import beschikking, toegekend

# Names as the gemeente writes them: every sign must be in the fonts.
NAMEN = "Şebnem Őzgür, Zoë Ångström, Łukasz Ćwikła-Žižek, Çelik, Noardeast-Fryslân, IJsbrand"


@pytest.fixture(scope="module")
def brief(po) -> str:
    velden = toegekend("PO2202-2026-00017", "so", "hoog", besluit__motivering=f"Voor {NAMEN}.\n\nTweede alinea.")
    return render_letter(po, "beschikking_toegekend", velden)


@pytest.fixture(scope="module")
def beschikking_pdf(brief) -> bytes:
    return make_pdf(brief, title="Besluit over een toelaatbaarheidsverklaring")


@pytest.fixture(scope="module")
def afwijzing_pdf(vo) -> bytes:
    return make_pdf(render_letter(vo, "beschikking_afgewezen", beschikking("vso", "laag")), title="Besluit")


def fouten(inhoud: bytes, profiel: str) -> list[str]:
    verslag = page.validate_pdf_bytes(inhoud, profile=profiel)
    assert verslag.rules.total > 100
    return [f"{fout.rule_id}: {fout.message}" for fout in verslag.failures]


@pytest.mark.parametrize("profiel", ["2a", "ua1"])
class TestGeldig:
    def test_een_toekenning(self, beschikking_pdf, profiel):
        assert fouten(beschikking_pdf, profiel) == []

    def test_een_afwijzing(self, afwijzing_pdf, profiel):
        assert fouten(afwijzing_pdf, profiel) == []

    def test_een_lange_brief_over_veel_bladzijden(self, po, profiel):
        velden = toegekend("PO2202-2026-00017", "so", "laag", besluit__motivering="Een lange alinea. " * 1000)
        inhoud = make_pdf(render_letter(po, "beschikking_toegekend", velden), title="Besluit")
        assert fouten(inhoud, profiel) == []
        assert "Pagina 5 van" in tekst(inhoud)

    def test_een_brief_met_tekens_die_het_lettertype_niet_heeft(self, po, profiel):
        vreemd = {"kind__naam": "نور 😀 ﬁets", "besluit__motivering": "Ⅳ ☕ &#x1F600; Nguyễn Thị"}
        velden = toegekend("PO2202-2026-00017", "so", "laag", **vreemd)
        inhoud = make_pdf(render_letter(po, "beschikking_toegekend", velden), title="Besluit")
        assert fouten(inhoud, profiel) == []
        assert "??? ? fiets" in tekst(inhoud)
        assert "IV ? &#x1F600; Nguyên Thi" in tekst(inhoud)

    def test_de_validator_keurt_een_gewone_pdf_af(self, profiel):
        uit = io.BytesIO()
        leeg = pikepdf.new()
        leeg.add_blank_page()
        leeg.save(uit)
        assert fouten(uit.getvalue(), profiel) != []


class TestLeesbaar:
    @pytest.mark.parametrize(
        "zin",
        [
            "PO2202-2026-00017",
            f"Voor {NAMEN}.",
            "hoog (categorie 3)",
            "tot en met dinsdag 12 januari 2027",
            "mevrouw Ş. Őzgür-van ’t Hof",
            "Pagina 1 van 3",
            "Kenmerk: 2026-0042",
        ],
    )
    def test_de_tekst_is_uit_de_pdf_te_halen(self, beschikking_pdf, zin):
        assert zin in tekst(beschikking_pdf)

    def test_er_is_geen_teken_zonder_betekenis(self, beschikking_pdf, afwijzing_pdf):
        assert "\ufffd" not in tekst(beschikking_pdf) + tekst(afwijzing_pdf)

    def test_een_schermlezer_vindt_koppen_tabel_en_lijst(self, beschikking_pdf):
        gevonden = labels(beschikking_pdf)
        assert gevonden.count("H1") == 1
        assert gevonden.count("H2") >= 5
        assert {"Table", "TR", "TH", "TD", "L", "LI"} <= set(gevonden)
        assert gevonden.index("H1") < gevonden.index("H2") < gevonden.index("Table")

    def test_taal_titel_en_datum_staan_erin(self, beschikking_pdf):
        with pikepdf.open(io.BytesIO(beschikking_pdf)) as document:
            assert str(document.Root.Lang) == "nl"
            assert document.Root.ViewerPreferences.DisplayDocTitle
            meta = document.open_metadata()
            assert meta["dc:title"] == "Besluit over een toelaatbaarheidsverklaring"
            assert meta["xmp:CreateDate"].startswith("2026-12-01")

    def test_alle_lettertypen_zitten_erin(self, beschikking_pdf):
        with pikepdf.open(io.BytesIO(beschikking_pdf)) as document:
            fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
            beschrijvingen = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
            assert beschrijvingen
            assert all("/FontFile2" in b or "/FontFile3" in b for b in beschrijvingen)
            assert all("Brief" in str(b.FontName) for b in beschrijvingen)


class TestHetzelfde:
    def test_dezelfde_brief_geeft_dezelfde_bytes(self, brief, beschikking_pdf):
        assert make_pdf(brief, title="Besluit over een toelaatbaarheidsverklaring") == beschikking_pdf

    def test_een_andere_datum_geeft_andere_bytes(self, brief, beschikking_pdf):
        anders = brief.replace('content="2026-12-01"', 'content="2026-12-02"')
        assert make_pdf(anders, title="Besluit over een toelaatbaarheidsverklaring") != beschikking_pdf


class TestVeilig:
    @pytest.mark.parametrize(
        "bron",
        [
            '<img src="file:///etc/passwd" alt="x">',
            '<img src="https://kwaad.example/x.png" alt="x">',
            '<link rel="stylesheet" href="http://127.0.0.1:1/x.css">',
            "<style>@font-face { font-family: X; src: url(font:../pdf.py) } p { font-family: X }</style>",
            "<style>@import url(data:text/css,p{color:red});</style>",
            '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>" alt="x">',
        ],
    )
    def test_er_wordt_niets_opgehaald(self, bron):
        with pytest.raises(PdfFout, match="kon geen PDF worden gemaakt"):
            make_pdf(f"<html><head><title>x</title></head><body>{bron}<p>a</p></body></html>", title="x")

    def test_een_brief_die_te_lang_duurt_houdt_op(self):
        zwaar = "<table>" + ("<tr>" + "<td>woord</td>" * 20 + "</tr>") * 8000 + "</table>"
        with pytest.raises(PdfFout, match="binnen 2 seconden geen PDF"):
            make_pdf(f"<html><head></head><body>{zwaar}</body></html>", title="x", seconds=2)

    def test_een_brief_die_te_veel_geheugen_wil_krijgt_het_niet(self, brief):
        with pytest.raises(PdfFout, match="kon geen PDF worden gemaakt"):
            make_pdf(brief, title="x", memory=100 * 1024 * 1024)
        assert make_pdf(brief, title="x").startswith(b"%PDF-")

    def test_een_reusachtige_brief_wordt_niet_eens_geprobeerd(self):
        with pytest.raises(PdfFout, match="te groot"):
            make_pdf("x" * (pdf.INPUT + 1), title="x")

    def test_de_maker_kent_onze_wachtwoorden_niet(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL_COMMISSIE", "postgresql://geheim")
        gezien = {}
        echt = pdf.subprocess.run

        def kijk(*args, **kwargs):
            gezien.update(kwargs["env"])
            return echt(*args, **kwargs)

        monkeypatch.setattr(pdf.subprocess, "run", kijk)
        make_pdf("<html lang=nl><head></head><body><p>a</p></body></html>", title="x")
        assert gezien and not any("geheim" in waarde for waarde in gezien.values())
        assert "DATABASE_URL_COMMISSIE" not in gezien
