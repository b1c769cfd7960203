"""Alle schermen met voorbeeldgegevens: wat voor elk scherm geldt, ook zonder browser te zien."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from jinja2 import UndefinedError

from web.environment import TEMPLATES, build_environment
from web.preview import acts, advice, commissie, people, school, worklist
from web.preview.__main__ import render, screens
from web.views import Rij, Werkvoorraad

STATIC = Path(TEMPLATES).parent / "static"
ENVIRONMENT = build_environment(lambda path: f"/static/{path}")
SCREENS = {screen[0]: screen for screen in screens()}
#: What ends, and stays ended when it is pressed twice; nobody edits it, so there is no version that somebody else saw.
VAN_IEMAND_ZELF = (
    "/account/sessie-eindigen",
    "/account/passkey-verwijderen",
    "/account/passkey-hernoemen",
    "/beheer/mensen/hoed-beeindigen",
    "/beheer/mensen/persoon-uitschrijven",
    "/beheer/mensen/passkeys-intrekken",
)
VOID = {"input", "meta", "link", "br", "hr", "img"}


class Pagina(HTMLParser):
    """The elements of a page, and the faults a browser would silently repair."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str], int]] = []  # name, attributes, index of the form around it
        self.fouten: list[str] = []
        self._open: list[str] = []
        self._formulier = -1
        self.feed(html)
        self.close()
        self.fouten += [f"niet gesloten: {naam}" for naam in self._open]

    def handle_starttag(self, naam: str, attrs: list[tuple[str, str | None]]) -> None:
        namen = [a for a, _ in attrs]
        if len(namen) != len(set(namen)):
            self.fouten.append(f"dubbel attribuut in {self.get_starttag_text()}")
        if naam == "form":
            if self._formulier >= 0:
                self.fouten.append("formulier in een formulier")
            self._formulier = len(self.elementen)
        self.elementen.append((naam, {a: w or "" for a, w in attrs}, self._formulier))
        if naam not in VOID:
            self._open.append(naam)

    def handle_startendtag(self, naam: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((naam, {a: w or "" for a, w in attrs}, self._formulier))

    def handle_endtag(self, naam: str) -> None:
        if naam == "form":
            self._formulier = -1
        if not self._open or self._open.pop() != naam:
            self.fouten.append(f"sluit verkeerd: {naam}")

    def met(self, attribuut: str) -> list[str]:
        return [attrs[attribuut] for _, attrs, _ in self.elementen if attribuut in attrs]

    @property
    def formulieren(self) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
        """(attributes of the form, attributes of its hidden fields) of every form."""
        return [
            (attrs, [a for n, a, f in self.elementen if f == i and n == "input" and a.get("type") == "hidden"])
            for i, (naam, attrs, _) in enumerate(self.elementen)
            if naam == "form"
        ]


@pytest.fixture(params=SCREENS, scope="module")
def html(request: pytest.FixtureRequest) -> str:
    return render(ENVIRONMENT, SCREENS[request.param])


@pytest.fixture(scope="module")
def pagina(html: str) -> Pagina:
    return Pagina(html)


class TestElkScherm:
    def test_is_welgevormd(self, pagina):
        assert pagina.fouten == []

    def test_heeft_een_kop_een_hoofddeel_en_een_taal(self, pagina):
        namen = Counter(naam for naam, _, _ in pagina.elementen)
        assert namen["h1"] == namen["main"] == namen["title"] == 1
        assert pagina.elementen[0] == ("html", {"lang": "nl", "class": pagina.elementen[0][1]["class"]}, -1)

    def test_slaat_geen_niveau_van_koppen_over(self, pagina):
        niveaus = [int(naam[1]) for naam, _, _ in pagina.elementen if re.fullmatch(r"h[1-6]", naam)]
        assert niveaus[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(niveaus)), niveaus

    def test_heeft_geen_script_stijl_of_handler_in_de_pagina(self, pagina, html):
        assert all(attrs.get("src") for naam, attrs, _ in pagina.elementen if naam == "script")
        assert not [naam for naam, _, _ in pagina.elementen if naam in ("style", "iframe", "object", "embed")]
        namen = {naam for _, attrs, _ in pagina.elementen for naam in attrs}
        assert not {n for n in namen if n == "style" or n.startswith(("on", "hx-on"))}
        waarden = [waarde.strip() for _, attrs, _ in pagina.elementen for waarde in attrs.values()]
        assert not [waarde for waarde in waarden if waarde.startswith("js:")]
        assert "javascript:" not in html

    def test_gebruikt_elk_id_een_keer(self, pagina):
        assert [i for i, n in Counter(pagina.met("id")).items() if n > 1] == []

    def test_wijst_nergens_naar_wat_er_niet_is(self, pagina):
        ids = set(pagina.met("id"))
        verwijzingen = {i for a in ("for", "form", "popovertarget", "data-teller") for i in pagina.met(a)}
        for attribuut in ("aria-labelledby", "aria-describedby"):
            verwijzingen |= {i for waarde in pagina.met(attribuut) for i in waarde.split()}
        verwijzingen |= {u[1:] for u in pagina.met("href") if u.startswith("#") and u != "#"}
        verwijzingen |= {u[1:] for u in pagina.met("hx-target") if u.startswith("#")}
        assert verwijzingen - ids == set()

    def test_elk_veld_heeft_een_naam_die_wordt_voorgelezen(self, pagina):
        labels = set(pagina.met("for"))
        for naam, attrs, _ in pagina.elementen:
            if naam in ("input", "select", "textarea") and attrs.get("type") != "hidden":
                assert attrs.get("id") in labels or attrs.get("aria-label"), attrs

    def test_elk_formulier_dat_iets_verandert_draagt_csrf_opdracht_en_versie(self, pagina):
        for attrs, verborgen in pagina.formulieren:
            if attrs.get("method") != "post":
                continue
            namen = {veld["name"] for veld in verborgen}
            assert "csrf" in namen, attrs
            if attrs["action"] not in ("/uitloggen", "/rol-kiezen", *VAN_IEMAND_ZELF):
                assert {"opdracht", "versie"} <= namen, attrs
            elif attrs["action"].startswith("/beheer/"):
                assert "opdracht" in namen, attrs

    def test_werkt_zonder_script_elke_htmx_vraag_zit_op_een_link_of_formulier(self, pagina):
        for naam, attrs, _ in pagina.elementen:
            for vraag in ("hx-get", "hx-post"):
                if vraag not in attrs or attrs.get("hx-trigger", "").startswith("every"):
                    continue
                gewoon = {"a": "href", "form": "action", "button": "formaction"}[naam]
                assert attrs[gewoon] == attrs[vraag]

    def test_blijft_klein(self, html):
        assert len(gzip.compress(html.encode())) < 15_000


class TestSjablonen:
    def test_elk_sjabloon_wordt_gebruikt(self):
        tekst = "".join(p.read_text(encoding="utf-8") for p in TEMPLATES.glob("*.html"))
        getoond = {sjabloon for _, sjabloon, _, _ in SCREENS.values()}
        uit_code = "".join(p.read_text(encoding="utf-8") for p in TEMPLATES.parent.rglob("*.py"))
        for pad in TEMPLATES.glob("*.html"):
            naam = f'"{pad.name}"'
            assert pad.name in getoond or naam in tekst or naam in uit_code, pad.name

    def test_geen_sjabloon_noemt_een_rol_of_status(self):
        for pad in TEMPLATES.glob("*.html"):
            code = re.findall(r"{[{%].*?[%}]}", pad.read_text(encoding="utf-8"))
            assert not [c for c in code if re.search(r"\b(rol|status)\s*(==|!=|in)\s", c)], pad.name

    def test_een_onbekende_naam_is_een_fout_en_geen_lege_plek(self):
        with pytest.raises(UndefinedError):
            ENVIRONMENT.get_template("dossier.html").render(site=people.site(), user=people.iber(), pagina=object())

    def test_getypte_tekst_wordt_nooit_opmaak(self):
        aanval = "<img src=x onerror=alert(1)>\"'</textarea><script>alert(1)</script>"
        scherm = acts.besluit_nemen()
        formulier = msgspec.structs.replace(
            scherm.formulier, waarden={"motivering": aanval}, fouten={"motivering": aanval}, algemene_fout=aanval
        )
        scherm = msgspec.structs.replace(scherm, formulier=formulier, leerling=aanval, eindadvies=aanval)
        html = render(ENVIRONMENT, ("x", "besluit_nemen.html", people.coordinator(), scherm))
        gevonden = Pagina(html)
        assert gevonden.fouten == []
        assert not [naam for naam, attrs, _ in gevonden.elementen if naam == "img" or "onerror" in attrs]
        scripts = [attrs.get("src", "") for naam, attrs, _ in gevonden.elementen if naam == "script"]
        eigen = Pagina(render(ENVIRONMENT, ("x", "besluit_nemen.html", people.coordinator(), acts.besluit_nemen())))
        assert scripts == [attrs.get("src") for naam, attrs, _ in eigen.elementen if naam == "script"]
        assert scripts and all(scripts)

    def test_getypte_tekst_komt_na_een_fout_precies_terug(self):
        tekst = "\n  Eerste regel\n\nTweede & derde <regel>\n"
        scherm = acts.besluit_nemen()
        formulier = msgspec.structs.replace(scherm.formulier, waarden={"motivering": tekst})
        scherm = msgspec.structs.replace(scherm, formulier=formulier)
        html = render(ENVIRONMENT, ("x", "besluit_nemen.html", people.coordinator(), scherm))
        terug = re.search(r'name="motivering"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
        assert terug
        assert terug[1] == tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class TestFragmenten:
    def test_na_een_handeling_staat_op_het_scherm_wat_er_na_herladen_staat(self):
        """Every piece of _na_handeling.html is, letter for letter, a piece of the page as loaded."""
        pagina, kader = commissie.dossier(besloten=True), {"site": people.site(), "user": people.secretaris()}
        geladen = ENVIRONMENT.get_template("dossier.html").render(pagina=pagina, **kader)
        antwoord = ENVIRONMENT.get_template("_na_handeling.html").render(pagina=pagina, **kader)
        stukken = dict(re.findall(r'<hx-partial hx-target="#([\w-]+)"[^>]*>(.*?)</hx-partial>', antwoord, re.DOTALL))
        assert not stukken.pop("handeling").strip()
        for doel, stuk in stukken.items():
            assert f'id="{doel}"' in stuk
            assert _platgeslagen(stuk) in _platgeslagen(geladen), doel
        veranderlijk = {"zaakkop", "nu", "besluit", "stappen", "termijnen", "documenten", "adviezen", "tijdlijn"}
        assert set(stukken) == veranderlijk | {"handelingen"}

    def test_na_bewaren_staat_dezelfde_lijst_als_na_herladen(self):
        vol = school.aanvraag()
        bewaard = school.onderdeel_bewaard()
        kader = {"site": people.site(), "user": people.iber()}
        geladen = ENVIRONMENT.get_template("aanvraag.html").render(pagina=vol, **kader)
        antwoord = ENVIRONMENT.get_template("_onderdeel_bewaard.html").render(pagina=bewaard, **kader)
        stukken = re.findall(r'<hx-partial hx-target="#nog-nodig"[^>]*>(.*?)</hx-partial>', antwoord, re.DOTALL)
        assert len(stukken) == 1
        assert _platgeslagen(stukken[0]) in _platgeslagen(geladen)

    def test_elk_doel_van_het_bewaren_staat_op_de_pagina(self):
        for sjabloon, scherm, pagina in (
            ("_onderdeel_bewaard.html", "aanvraag", school.onderdeel_bewaard()),
            ("_advies_bewaard.html", "advies", advice.advies_bewaard()),
        ):
            ids = set(Pagina(render(ENVIRONMENT, SCREENS[scherm])).met("id"))
            antwoord = ENVIRONMENT.get_template(sjabloon).render(pagina=pagina, site=people.site(), user=people.iber())
            doelen = set(re.findall(r'hx-target="#([\w-]+)"', antwoord))
            assert doelen
            assert doelen <= ids, sjabloon


class TestDeWerkvoorraad:
    def test_een_rij_is_klein_en_roept_geen_macro_aan(self):
        tekst = (TEMPLATES / "_wachtrij.html").read_text(encoding="utf-8")
        rij = re.search(r"{% for r in g.rijen %}(.*?){% endfor %}", tekst, re.DOTALL)
        assert rij
        assert set(re.findall(r"{{ ([\w.]+) }}", rij[1])) == {f"r.{veld}" for veld in Rij.__struct_fields__}
        assert "(" not in "".join(re.findall(r"{[{%](.*?)[%}]}", rij[1]))

    def test_vijftig_rijen_zijn_minder_dan_100_kilobyte(self):
        vol = worklist.werkvoorraad()
        rijen = [r for g in vol.groepen for r in g.rijen] * 5
        groep = msgspec.structs.replace(vol.groepen[2], rijen=rijen[:50])
        pagina: Werkvoorraad = msgspec.structs.replace(vol, groepen=[groep])
        html = render(ENVIRONMENT, ("x", "werkvoorraad.html", people.secretaris(), pagina))
        assert html.count("swv-queue__row") == 50
        assert len(html) < 100_000

    def test_elk_icoon_van_een_rij_staat_een_keer_op_de_pagina(self):
        html = render(ENVIRONMENT, SCREENS["werkvoorraad"])
        gebruikt = set(re.findall(r'<use href="#i-([\w-]+)"', html))
        aanwezig = re.findall(r'<symbol id="i-([\w-]+)"', html)
        assert gebruikt <= set(aanwezig)
        assert len(aanwezig) == len(set(aanwezig))


class TestDeBestanden:
    def test_geen_stijl_haalt_een_beeld_uit_een_data_adres(self):
        """The policy of every page stops it, and says so in the log."""
        adres = re.compile(r"url\(\s*[\"']?data:")
        assert [pad.name for pad in STATIC.rglob("*.css") if adres.search(pad.read_text(encoding="utf-8"))] == []

    def test_script_en_stijl_blijven_binnen_hun_maat(self):
        def verpakt(*paden: Path) -> int:
            return sum(len(gzip.compress(p.read_bytes())) for p in paden)

        themas = list(STATIC.glob("css/thema-*.css"))
        gedeeld = [p for p in STATIC.glob("css/*.css") if p not in themas]
        assert verpakt(*STATIC.glob("js/*.js")) < 20_000
        assert verpakt(*gedeeld) + max(verpakt(thema) for thema in themas) < 35_000

    def test_het_script_voert_geen_tekst_uit(self):
        script = (STATIC / "js/app.js").read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function|innerHTML|localStorage|sessionStorage|document\.write", script)

    def test_elk_vreemd_bestand_heeft_zijn_licentie(self):
        licenties = {p.name for p in (STATIC / "LICENSES").iterdir()}
        assert {"EUPL-1.2.md", "0BSD-htmx.txt", "MIT-tabler-icons.txt"} <= licenties
        assert {"OFL-1.1-Source-Sans-3.txt", "OFL-1.1-Source-Serif-4.txt"} <= licenties

    def test_de_eigen_stijl_haalt_niets_van_elders(self):
        """The one `data:` image of the vendored nlds.css is replaced by a file in app.css."""
        for pad in STATIC.glob("css/*.css"):
            if pad.name != "nlds.css":
                for adres in re.findall(r"url\(([^)]+)\)", pad.read_text(encoding="utf-8")):
                    assert (pad.parent / adres.strip("\"'")).is_file(), adres

    def test_elke_eigen_klasse_in_een_sjabloon_heeft_een_stijl(self):
        """But for the root of a component that only styles its parts, and for the plain state of a component."""
        stijl = "".join(p.read_text(encoding="utf-8") for p in STATIC.glob("css/*.css"))
        bekend = set(re.findall(r"\.(swv-[\w-]+)", stijl))
        wortels = {re.split("__|--", klasse)[0] for klasse in bekend}
        standen = ("--gewoon", "--straks", "--start", "--hervat", "--mijlpaal", "--bezig", "--klaar")
        for naam, scherm in SCREENS.items():
            for waarde in Pagina(render(ENVIRONMENT, scherm)).met("class"):
                eigen = {k for k in waarde.split() if k.startswith("swv-") and not k.endswith(standen)}
                assert not eigen - bekend - wortels - {"swv-tl__seg"}, naam


def test_bekendmaken_kijkt_zelf_weer_zolang_de_brief_wordt_gemaakt():
    html = render(ENVIRONMENT, SCREENS["besluit-bekendmaken-wacht"])
    assert "De beschikking wordt gemaakt." in html
    assert 'hx-trigger="every 2s"' in html
    assert 'name="bevestigd"' not in html  # nothing to confirm yet
    assert 'hx-trigger="every 2s"' not in render(ENVIRONMENT, SCREENS["besluit-bekendmaken"])


def _platgeslagen(html: str) -> str:
    """Without the difference in white space and without the idempotency keys, which are new each time."""
    return re.sub(r"\s+", " ", re.sub(r'name="opdracht" value="[^"]*"', "", html)).strip()
