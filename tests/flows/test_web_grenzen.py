"""The edges of the web: headers, addresses, forms that are not ours, files that are too large, pieces of a page."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote
from uuid import uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock
from infra.settings import settings
from tests.flows.web_bezoek import csrf, herkomst, ingelogd, los, token

pytestmark = pytest.mark.usefixtures("stack")
CSP = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)


def _begin(robot) -> str:
    """A fresh draft through the front door. Returns its path."""
    form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
    vandaag = clock.vandaag()
    form.vul(
        voornaam="Pim",
        achternaam="Proef",
        geboortedatum=date(vandaag.year - 7, 3, 1),
        leerjaar="groep 4",
        soort="sbo",
    )
    return robot.verstuur(form).url.removeprefix(settings().app_url)


@pytest.mark.parametrize("pad", ["/", "/gezond", "/bestaat/niet", "/rol-kiezen", "/static/x/bestaat-niet.css"])
def test_elk_antwoord_draagt_de_koppen(pad):
    with los() as client:
        antwoord = client.get(pad)
    for deel in CSP:
        assert deel in antwoord.headers["content-security-policy"]
    assert "unsafe" not in antwoord.headers["content-security-policy"]
    assert antwoord.headers["x-content-type-options"] == "nosniff"
    assert antwoord.headers["x-frame-options"] == "DENY"
    assert antwoord.headers["referrer-policy"] == "same-origin"
    assert antwoord.headers["cross-origin-opener-policy"] == "same-origin"
    assert antwoord.headers["cache-control"] == "no-store"
    assert "server" not in antwoord.headers


def test_onze_eigen_bestanden_mogen_lang_blijven():
    with los() as client:
        adres = re.search(r"/static/[0-9a-f]{12}/css/app\.css", client.get("/").text)[0]
        antwoord = client.get(adres)
    assert antwoord.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert antwoord.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("methode", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_andere_methoden_bestaan_niet(methode):
    with los() as client:
        assert client.request(methode, "/werkvoorraad").status_code == 405


def test_een_ander_adres_van_deze_machine():
    with los() as client:
        heen = client.get("/werkvoorraad", headers={"host": "kwaad.example"})
        assert (heen.status_code, heen.headers["location"]) == (307, settings().app_url + "/")
        assert client.post("/rol-kiezen", data={"x": "y"}, headers={"host": "kwaad.example"}).status_code == 421


@pytest.mark.parametrize(
    "pad", ["/werkvoorraad/", "/dossiers/%2Finloggen", "/aanvragen/inloggen", "/werkvoorraad%2f..%2finloggen"]
)
def test_een_pad_dat_op_een_openbaar_pad_lijkt_opent_niets(pad):
    with los() as client:
        antwoord = client.get(pad)
    assert antwoord.status_code in (303, 404)
    assert "Lopende aanvragen" not in antwoord.text


def test_niet_bestaand_en_niet_van_u_lezen_hetzelfde():
    with ingelogd("iris") as school, ingelogd("karin") as ander:
        pad = _begin(school)
        cookie = token(ander)
        with los(cookie) as client:
            van_een_ander, verzonnen = client.get(pad), client.get(f"/aanvragen/{uuid4()}")
        assert van_een_ander.status_code == verzonnen.status_code == 404
        assert van_een_ander.text == verzonnen.text


def test_een_rol_die_er_niet_bij_hoort():
    with ingelogd("iris") as robot, los(token(robot)) as client:
        antwoord = client.get("/werkvoorraad")
    assert antwoord.status_code == 403
    assert "hoort niet bij uw rol" in antwoord.text


def test_wat_getypt_is_met_een_verlopen_sessie_staat_er_nog():
    velden = {"tekst": "Zij leert het best <b>in een kleine groep</b>.", "oordeel": "eens", "csrf": "x", "versie": "1"}
    pad, van = f"/aanvragen/{uuid4()}/zienswijze-geven", f"/mijn-kind/{uuid4()}"
    with los("verlopen" * 5) as client:
        antwoord = client.post(pad, data=velden, headers=herkomst(referer=settings().app_url + van))
    assert antwoord.status_code == 401
    pagina = LexborHTMLParser(antwoord.text)
    assert velden["tekst"] in pagina.css_first("textarea[readonly]").text()
    assert pagina.css_first("input[readonly]").attributes["value"] == "eens"
    link = pagina.css_first("main a[target=_blank]").attributes["href"]
    assert link.startswith("/inloggen?") and unquote(link).endswith(van)


@pytest.mark.parametrize("kop", [{"origin": "https://kwaad.example"}, {"sec_fetch_site": "cross-site"}])
def test_tekst_van_een_andere_site_komt_nooit_op_onze_pagina(kop):
    with los("verlopen" * 5) as client:
        antwoord = client.post("/aanvragen/nieuw", data={"voornaam": "Bel dit nummer"}, headers=herkomst(**kop))
    assert antwoord.status_code == 401
    assert "Bel dit nummer" not in antwoord.text


def test_een_onbekend_veld_wordt_geweigerd_en_verandert_niets():
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        velden = form.velden | {"voornaam": ["Pim"], "achternaam": ["Proef"], "is_beheerder": ["ja"]}
        with los(token(robot)) as client:
            antwoord = client.post("/aanvragen/nieuw", data=velden, headers=herkomst())
    assert antwoord.status_code == 422
    assert "is_beheerder" in antwoord.text


def test_een_fout_staat_bij_het_veld_en_wat_getypt_is_blijft():
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(
            voornaam="Pim <b>", geboortedatum=date(clock.vandaag().year + 1, 1, 1), leerjaar="groep 4", soort="sbo"
        )
        pagina = robot.verstuur(form, verwacht=422)
    assert "Vul de achternaam in." in pagina.html.css_first("#achternaam-fout").text()
    assert pagina.html.css_first("#voornaam").attributes["value"] == "Pim <b>"
    assert pagina.html.css_first("#achternaam").attributes.get("aria-invalid") == "true"


def test_tweemaal_versturen_doet_een_ding():
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam="Dub", achternaam="Bel", geboortedatum="2019-03-01", leerjaar="groep 4", soort="sbo")
        eerste = robot.verstuur(form).url
        assert robot.verstuur(form).url == eerste


def test_een_te_groot_bestand_wordt_vroeg_geweigerd_naast_het_veld():
    with ingelogd("iris") as robot:
        pad = _begin(robot)
        form = robot.ga(pad).formulier("/document-toevoegen", soort="opp")
        pagina = robot.verstuur(
            form, bestand=("groot.pdf", b"%PDF-" + b"0" * (26 * 1024 * 1024), "application/pdf"), verwacht=413
        )
    assert "groter dan 25 MB" in pagina.html.css_first("#d-opp-bestand-fout").text()


def test_een_te_lange_tekst_wordt_geweigerd_zonder_haar_te_lezen():
    with ingelogd("iris") as robot:
        teken = csrf(robot.ga("/aanvragen/nieuw"))
        with los(token(robot)) as client:
            velden = {"csrf": teken, "voornaam": "x" * 500_000}
            assert client.post("/aanvragen/nieuw", data=velden, headers=herkomst()).status_code == 413


def test_twee_mensen_in_een_formulier_zien_beide_teksten():
    with ingelogd("iris") as een, ingelogd("dirk") as ander:
        pad = _begin(een)
        form, laat = (r.ga(pad).formulieren("/onderdeel-bewaren")[0] for r in (een, ander))
        veld = next(naam for naam, soort in form.soorten.items() if soort == "textarea")
        een.verstuur(form.vul(**{veld: "De tekst van Iris."}))
        pagina = ander.verstuur(laat.vul(**{veld: "De tekst van Dirk."}), verwacht=409)
        assert "De tekst van Iris." in pagina.tekst
        assert "Iris Bakker" in pagina.tekst
        nog_eens = pagina.formulier("/onderdeel-bewaren")
        assert nog_eens.velden[veld] == ["De tekst van Dirk."]
        ander.verstuur(nog_eens)
        assert een.ga(pad).formulieren("/onderdeel-bewaren")[0].velden[veld] == ["De tekst van Dirk."]


def test_bewaren_onder_het_typen_geeft_wat_herladen_ook_geeft():
    with ingelogd("iris") as robot:
        pad = _begin(robot)
        form = robot.ga(pad).formulieren("/onderdeel-bewaren")[0]
        veld = next(naam for naam, soort in form.soorten.items() if soort == "textarea")
        form.vul(**{veld: "Onder het typen."})
        koppen = herkomst() | {"hx-request": "true", "hx-request-type": "partial", "hx-target": "p#x"}
        deel = robot.client.post(form.url, data=form.velden, headers=koppen)
        assert deel.status_code == 200
        assert "Opgeslagen om" in deel.text
        assert "<html" not in deel.text
        vers = robot.ga(pad)
        assert vers.formulieren("/onderdeel-bewaren")[0].velden[veld] == ["Onder het typen."]
        for id in ("nog-nodig", "stukken"):
            assert _kaal(vers.html.css_first(f"#{id}").html) in _kaal(deel.text), id


def test_het_deel_van_de_werkvoorraad_is_gelijk_aan_dat_van_de_pagina():
    with ingelogd("vera") as robot:
        heel = robot.ga("/werkvoorraad?groep=deze_week")
        koppen = {"hx-request": "true", "hx-request-type": "partial", "hx-target": "div#wachtrij"}
        deel = robot.client.get(settings().app_url + "/werkvoorraad?groep=deze_week", headers=koppen)
    assert deel.text.strip().startswith('<div id="wachtrij">')
    assert _kaal(heel.html.css_first("#wachtrij").html) == _kaal(deel.text)
    assert "HX-Request-Type" in deel.headers["vary"]


def _kaal(html: str) -> str:
    """HTML as text without what differs each time: idempotency keys; without the way attributes are written."""
    boom = LexborHTMLParser(re.sub(r'name="opdracht" value="[^"]*"', 'name="opdracht"', html))
    return re.sub(r"\s+", " ", boom.body.html.removeprefix("<body>").removesuffix("</body>")).strip()


@pytest.mark.parametrize("site", ["cross-site", None])
def test_alleen_eigen_verzoeken_worden_verkleind(site):
    """Against BREACH: a page that another site makes the browser open is never compressed."""
    with los() as client:
        koppen = {"accept-encoding": "gzip"} | ({"sec-fetch-site": site} if site else {})
        assert "content-encoding" not in client.get("/", headers=koppen).headers
        eigen = client.get("/", headers={"accept-encoding": "gzip", "sec-fetch-site": "same-origin"})
        assert eigen.headers["content-encoding"] == "gzip"
        assert "Meedoen" in eigen.text
