"""De bladzijden van de rekenhulp: hetzelfde antwoord als de API, met uitleg, en niets wat bewaard wordt."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from services.kern.feestdagen import LAATSTE_BEKENDE_JAAR
from services.kern.wetsartikelen import ARTIKELEN
from web.filling.rekenhulp_beslistermijn import VORM as BESLISTERMIJN
from web.filling.rekenhulp_beslistermijn import beslistermijn
from web.filling.rekenhulp_formulier import lezen
from web.filling.rekenhulp_vragen import HULPEN
from web.formatting import lange_datum

API = "/api/v1/rekenhulp"
TERMIJN, BEZWAAR, AANMELDING = "/rekenhulp/beslistermijn", "/rekenhulp/bezwaar", "/rekenhulp/aanmelding"
SWV, PRO = "/rekenhulp/samenwerkingsverband", "/rekenhulp/praktijkonderwijs-en-lwoo"
DAGEN = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 6, 30))
RIJEN = st.lists(st.tuples(DAGEN, st.integers(0, 40), st.none() | st.integers(0, 60)), max_size=3)
RUSTIG = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Blad:
    """Een antwoord als bladzijde, zoals een bezoeker het leest."""

    def __init__(self, antwoord):
        self.status, self.adres, self.koppen = antwoord.status_code, str(antwoord.url), antwoord.headers
        self.html = LexborHTMLParser(antwoord.text)

    def tekst(self, css: str) -> str:
        deel = self.html.css_first(css)
        return " ".join(deel.text(separator=" ").split()) if deel else ""

    @property
    def kop(self) -> str:
        return self.tekst("#antwoord-kop")

    @property
    def fouten(self) -> dict[str, str]:
        """De zin bij elk veld dat niet goed is."""
        vakken = self.html.css(".utrecht-form-field-error-message")
        return {vak.attributes["id"].removesuffix("-fout"): vak.text().strip() for vak in vakken if vak.text().strip()}

    def feit(self, titel: str) -> str:
        for dt in self.html.css("#antwoord dl.swv-dl dt"):
            if dt.text().strip() == titel:
                deel = dt.next
                while deel.tag != "dd":
                    deel = deel.next
                return deel.css_first("span").text().strip()
        return ""

    @property
    def stappen(self) -> list[str]:
        return [" ".join(li.text(separator=" ").split()) for li in self.html.css(".swv-rekenhulp__stappen li")]

    @property
    def waarden(self) -> dict[str, str]:
        """Wat er in het formulier staat."""
        velden = {v.attributes["name"]: v.attributes.get("value") or "" for v in self.html.css("input[type=date]")}
        for keuze in self.html.css("form select"):
            gekozen = keuze.css_first("option[selected]")
            velden[keuze.attributes["name"]] = gekozen.attributes["value"] if gekozen else ""
        return velden


async def ga(client, pad: str, **vraag: object) -> Blad:
    return Blad(await client.get(pad, params=vraag, follow_redirects=True))


async def van_de_api(client, regel: str, invoer: dict) -> dict:
    return (await client.post(f"{API}/{regel}", json=invoer)).json()


# ------------------------------------------------------------------------------------ hetzelfde antwoord


def ledger(ontvangen: date, rijen: list) -> tuple[dict[str, str], dict]:
    """Dezelfde gebeurtenissen als velden van het formulier en als vraag aan de API."""
    velden = {"ontvangen_op": str(ontvangen), "peildatum": str(ontvangen)}
    gebeurtenissen: list[dict] = [{"gebeurtenis": "aanvraag_ontvangen", "op": str(ontvangen)}]
    for nummer, (op, dagen, na) in enumerate(rijen, 1):
        gevraagd = max(op, ontvangen)
        tot = date.fromordinal(gevraagd.toordinal() + dagen)
        velden |= {f"vraag{nummer}_op": str(gevraagd), f"vraag{nummer}_termijn_tot": str(tot)}
        gebeurtenissen.append({"gebeurtenis": "aanvulling_gevraagd", "op": str(gevraagd), "termijn_tot": str(tot)})
        if na is not None:
            antwoord = date.fromordinal(gevraagd.toordinal() + na)
            velden[f"vraag{nummer}_antwoord_op"] = str(antwoord)
            gebeurtenissen.append({"gebeurtenis": "aanvulling_ontvangen", "op": str(antwoord)})
    return velden, {"gebeurtenissen": gebeurtenissen, "peildatum": str(ontvangen)}


@given(ontvangen=DAGEN, rijen=RIJEN)
@RUSTIG
async def test_de_bladzijde_noemt_de_dag_van_de_api(client, ontvangen, rijen):
    velden, invoer = ledger(ontvangen, rijen)
    uit = await van_de_api(client, "beslistermijn-tlv", invoer)
    blad = await ga(client, TERMIJN, **velden)
    assert blad.status == 200
    assert blad.kop == f"Uiterlijk {lange_datum(date.fromisoformat(uit['uitkomst']['uiterste_beslisdatum']))}"
    assert len(blad.stappen) == len(uit["uitleg"])
    for gezien, stap in zip(blad.stappen, uit["uitleg"], strict=True):
        assert gezien.startswith(" ".join(stap["stap"].split())) and gezien.endswith(stap["grondslag"])


@given(ontvangen=DAGEN, rijen=RIJEN)
@RUSTIG
async def test_een_antwoord_heeft_een_adres(client, ontvangen, rijen):
    """Hoe de velden ook staan, het adres is hetzelfde, en het leidt terug naar hetzelfde antwoord."""
    velden, _ = ledger(ontvangen, rijen)
    leeg = {"verdaagd_op": "", "bekendgemaakt_op": "", "vraag9_op": ""}
    blad = await ga(client, TERMIJN, **dict(reversed(list(velden.items()))), **leeg, doe="berekenen")
    assert (await client.get(blad.adres)).status_code == 200
    assert dict(parse_qsl(urlsplit(blad.adres).query)) == velden
    assert blad.adres == blad.html.css_first('#antwoord a[href^="http://127"]').attributes["href"]
    assert Blad(await client.get(blad.adres)).kop == blad.kop


@given(bekend=DAGEN, later=st.none() | st.integers(0, 60), soort=st.sampled_from(["tlv", "openbaar_po", "vo"]))
@RUSTIG
async def test_bezwaar_is_gelijk_aan_de_api(client, bekend, later, soort):
    velden = {"soort": soort, "bekendgemaakt_op": str(bekend), "peildatum": str(bekend)}
    gebeurtenissen = [{"gebeurtenis": "besluit_bekendgemaakt", "op": str(bekend)}]
    if later is not None:
        op = str(date.fromordinal(bekend.toordinal() + later))
        velden["bezwaar_op"] = op
        gebeurtenissen.append({"gebeurtenis": "bezwaar_ontvangen", "op": op})
    invoer = {"soort": soort, "gebeurtenissen": gebeurtenissen, "peildatum": str(bekend)}
    uit = (await van_de_api(client, "bezwaar", invoer))["uitkomst"]
    blad = await ga(client, BEZWAAR, **velden)
    assert blad.kop == f"Tot en met {lange_datum(date.fromisoformat(uit['bezwaartermijn_tot_en_met']))}"
    if later is not None:
        assert blad.feit("Antwoord uiterlijk op") == lange_datum(date.fromisoformat(uit["uiterste_beslisdatum"]))


@given(op=DAGEN, sector=st.sampled_from(["po", "so", "so_cluster_1_2", "vo"]), weken=st.none() | st.integers(1, 4))
@RUSTIG
async def test_aanmelding_is_gelijk_aan_de_api(client, op, sector, weken):
    velden = {"sector": sector, "aangemeld_op": str(op), "peildatum": str(op)}
    gebeurtenissen = [{"gebeurtenis": "aanmelding_ontvangen", "op": str(op)}]
    if weken:
        velden |= {"verlengd_op": str(op), "verlengd_weken": str(weken)}
        gebeurtenissen.append({"gebeurtenis": "verlenging_meegedeeld", "op": str(op), "weken": weken})
    invoer = {"sector": sector, "gebeurtenissen": gebeurtenissen}
    uit = (await van_de_api(client, "zorgplicht", invoer))["uitkomst"]
    blad = await ga(client, AANMELDING, **velden)
    assert blad.kop == f"Uiterlijk {lange_datum(date.fromisoformat(uit['uiterste_beslisdatum']))}"
    vanaf = lange_datum(date.fromisoformat(uit["plaatsing_vanaf"]))
    assert blad.feit("Recht op een tijdelijke plek vanaf") == vanaf


@pytest.mark.parametrize("vandaag", [date(2026, 11, 22), date(2026, 11, 23), date(2027, 1, 25), date(2027, 6, 1)])
def test_wat_nog_komen_moet_telt_mee(vandaag):
    """Without a day to look at, what was filled in counts as a whole: on the day itself, between, and afterwards."""
    velden = {"ontvangen_op": "2026-11-23", "ingebreke_op": "2027-01-19", "bekendgemaakt_op": "2027-02-10"}
    uit = beslistermijn(lezen(BESLISTERMIJN, velden.items()), vandaag)
    assert next(feit.waarde for feit in uit.feiten if feit.titel == "Dwangsom") == "€\u00a0161,00"


async def test_de_dwangsom_staat_erbij_als_zij_geldt(client):
    blad = await ga(
        client, TERMIJN, ontvangen_op="2026-11-23", ingebreke_op="2027-01-19", bekendgemaakt_op="2027-02-10"
    )
    assert blad.feit("Dwangsom") == "€\u00a0161,00"
    assert blad.feit("Laatste dag met dwangsom") == "dinsdag 9 februari 2027"
    assert "Te laat besloten" in blad.tekst("#antwoord")
    vroeg = await ga(client, TERMIJN, ontvangen_op="2026-11-23", ingebreke_op="2027-01-18", peildatum="2027-01-18")
    assert vroeg.feit("Ingebrekestelling") == "Te vroeg"
    assert vroeg.feit("Dwangsom") == ""


async def test_pro_en_lwoo_met_de_leerachterstand(client):
    velden = {"iq": "78", "groep": "8", "toets_op": "2026-11-20"}
    dles = {"IR": 20, "BL": 25, "TL": 38, "SP": 38}
    velden |= {f"dle_{naam.lower()}": str(dle) for naam, dle in dles.items()}
    blad = Blad(await client.post(PRO, data=velden))
    achterstand = {}
    for naam, dle in dles.items():
        uit = await van_de_api(client, "leerachterstand", {"dle": dle, "groep": 8, "peildatum": "2026-11-20"})
        achterstand[naam] = uit["uitkomst"]["achterstand"]
    uit = await van_de_api(client, "pro-lwoo", {"iq": 78, "achterstand": achterstand})
    assert uit["uitkomst"]["voldoet"] == ["pro"]
    assert (blad.status, blad.kop) == (200, "Praktijkonderwijs")
    assert achterstand["IR"] in blad.tekst("#antwoord") and "CONV-10" in blad.tekst(".swv-rekenhulp__stappen")


@pytest.mark.parametrize(
    ("vraag", "kop", "zin"),
    [
        ({"doel": "so", "postcode": "7824"}, "Emmen en Borger-Odoorn", "Omdat de leerling in dit gebied woont."),
        ({"doel": "vso", "postcode": "9471"}, "SWV VO 20-01", "Zonder school van nu telt de woonplaats."),
        (
            {"doel": "sbo", "postcode": "7824", "school": "bo", "school_postcode": "6741"},
            "Rijn & Gelderse Vallei",
            "De school van nu gaat voor de woonplaats.",
        ),
        (
            {"doel": "vso", "postcode": "7824", "school": "bo", "school_postcode": "6741"},
            "Zuidoost-Drenthe",
            "De school van nu telt hier niet mee",
        ),
        ({"doel": "so", "doelschool_postcode": "6741"}, "Rijn & Gelderse Vallei", "niet in Nederland woont"),
        ({"doel": "cluster_1_2"}, "De commissie van onderzoek", "geen verklaring nodig"),
        (
            {
                "doel": "vso",
                "postcode": "7824",
                "school": "vso",
                "school_postcode": "9401",
                "tlv": "vso",
                "tlv_swv": "VO2201",
                "tlv_tot_en_met": "2027-07-31",
                "overgang_op": "2026-12-01",
            },
            "Geen nieuwe verklaring nodig",
            "Zij loopt door.",
        ),
    ],
)
async def test_wie_beslist_en_waarom(client, vraag, kop, zin):
    blad = await ga(client, SWV, **vraag)
    assert blad.status == 200
    assert kop in blad.kop and zin in blad.tekst("#antwoord")
    assert blad.stappen and blad.html.css("#antwoord details dt a")


# ------------------------------------------------------------------------------------------------ uitleg


async def test_elk_antwoord_noemt_artikelen_en_de_afspraak_die_besliste(client):
    blad = await ga(
        client,
        TERMIJN,
        ontvangen_op="2026-11-23",
        vraag1_op="2026-12-01",
        vraag1_termijn_tot="2026-12-15",
        peildatum="2026-12-20",
    )
    genoemd = [a.text() for a in blad.html.css("#antwoord details dt a")]
    assert "Awb 4:15" in genoemd and set(genoemd) <= set(ARTIKELEN)
    assert ARTIKELEN["Awb 4:15"].toelichting in blad.tekst("#antwoord details")
    assert "de laatste dag van de termijn voor dat antwoord weer mee" in blad.tekst("#antwoord")
    assert "afspraak" not in (await ga(client, TERMIJN, ontvangen_op="2026-11-23")).tekst("#antwoord")


async def test_een_termijn_voorbij_het_laatste_bekende_jaar_waarschuwt(client):
    zin = f"loopt door tot na {LAATSTE_BEKENDE_JAAR}"
    assert zin in (await ga(client, TERMIJN, ontvangen_op="2029-01-08")).tekst("#antwoord .swv-hint")
    assert zin not in (await ga(client, TERMIJN, ontvangen_op="2026-11-23")).tekst("#antwoord")
    assert zin in (await ga(client, BEZWAAR, soort="tlv", bekendgemaakt_op="2028-12-20")).tekst("#antwoord .swv-hint")


async def test_een_antwoord_na_de_termijn_wordt_genoemd(client):
    vraag = {"vraag1_op": "2026-12-01", "vraag1_termijn_tot": "2026-12-15", "vraag1_antwoord_op": "2026-12-16"}
    blad = await ga(client, TERMIJN, ontvangen_op="2026-11-23", **vraag)
    assert "kwam na het einde van de termijn" in blad.tekst("#antwoord .swv-hint")


# -------------------------------------------------------------------------------------- rijen en fouten


async def test_rijen_komen_erbij_en_gaan_weg_zonder_dat_iets_verdwijnt(client):
    velden = {"ontvangen_op": "2026-11-23", "vraag1_op": "2026-12-01", "vraag2_op": "2026-12-08", "verdaagd_op": "x"}
    blad = await ga(client, TERMIJN, **velden, doe="erbij-vraag")
    assert blad.status == 200 and blad.kop == "" and blad.fouten == {}
    assert blad.waarden["vraag1_op"] == "2026-12-01" and blad.waarden["vraag3_op"] == ""
    assert blad.waarden["verdaagd_op"] == "x"
    blad = await ga(client, TERMIJN, **blad.waarden, doe="weg-vraag-1")
    assert [blad.waarden[f"vraag{n}_op"] for n in (1, 2)] == ["2026-12-08", ""]
    assert "vraag3_op" not in blad.waarden
    weer = await ga(client, TERMIJN, **blad.waarden | {"vraag2_op": "2026-12-01"}, doe="erbij-uitstel")
    assert weer.waarden["uitstel1_van"] == "" and weer.waarden["vraag2_op"] == "2026-12-01"


@given(rijen=RIJEN.filter(len), welke=st.integers(0, 2))
@RUSTIG
async def test_een_rij_weg_en_weer_erbij_geeft_dezelfde_dag(client, rijen, welke):
    velden, _ = ledger(date(2026, 11, 23), rijen)
    voor = await ga(client, TERMIJN, **velden)
    nummer = welke % len(rijen) + 1
    weg = await ga(client, TERMIJN, **velden, doe=f"weg-vraag-{nummer}")
    terug = await ga(client, TERMIJN, **weg.waarden, doe="erbij-vraag")
    eigen = {naam: waarde for naam, waarde in velden.items() if naam.startswith(f"vraag{nummer}_")}
    laatste = {naam.replace(f"vraag{nummer}_", f"vraag{len(rijen)}_"): waarde for naam, waarde in eigen.items()}
    assert (await ga(client, TERMIJN, **terug.waarden | laatste, doe="berekenen")).kop == voor.kop


@pytest.mark.parametrize(
    ("pad", "vraag", "veld", "zin"),
    [
        (TERMIJN, {"ontvangen_op": "", "doe": "berekenen"}, "ontvangen_op", "Vul de dag in waarop de aanvraag is"),
        (TERMIJN, {"ontvangen_op": "2026-02-30"}, "ontvangen_op", "Deze datum bestaat niet."),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "vraag1_op": "2026-11-01"}, "vraag1_op", "vóór de ontvangst"),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "peildatum": "2026-11-01"}, "peildatum", "vóór de ontvangst"),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "uitstel1_van": "2026-12-01", "uitstel1_grond": "overmacht"},
         "uitstel1_tot_en_met", "Uitstel zonder einde bestaat niet."),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "uitstel1_van": "2026-12-09", "uitstel1_tot_en_met": "2026-12-01",
                   "uitstel1_grond": "overmacht"}, "uitstel1_tot_en_met", "eindigt voordat het begint"),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "uitstel1_van": "2026-12-01", "uitstel1_tot_en_met": "2026-12-09",
                   "uitstel1_grond": "zin"}, "uitstel1_grond", "Kies waarom"),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "verdaagd_op": "2026-12-01"}, "verdaagd_tot", "welke datum"),
        (TERMIJN, {"ontvangen_op": "2026-11-23", "vraag1_op": "2026-12-09", "vraag1_antwoord_op": "2026-12-01"},
         "vraag1_antwoord_op", "vóór de dag van de vraag"),
        (TERMIJN, {"ontvangen_op": "2026-11-23" + "0" * 50}, "ontvangen_op", "geen antwoord op deze vraag"),
        (BEZWAAR, {"soort": "tlv", "bekendgemaakt_op": "2026-11-23", "hoorzitting_op": "2026-12-01"},
         "bezwaar_op", "wanneer het bezwaar is ontvangen"),
        (BEZWAAR, {"soort": "iets", "bekendgemaakt_op": "2026-11-23"}, "soort", "Kies waarover"),
        (AANMELDING, {"sector": "po", "aangemeld_op": "2026-11-23", "besloten_op": "2026-11-01"}, "besloten_op",
         "vóór de aanmelding"),
        (SWV, {"doel": "so", "postcode": "3197"}, "postcode", "staat niet in de landelijke indeling"),
        (SWV, {"doel": "so", "postcode": "782"}, "postcode", "vier cijfers"),
        (SWV, {"doel": "so"}, "postcode", "Vul de postcode in."),
        (SWV, {"doel": "so", "postcode": "7824", "school": "bo"}, "school_postcode", "postcode van die school"),
        (SWV, {"doel": "so", "postcode": "7824", "tlv": "so", "tlv_swv": "PO9999", "tlv_tot_en_met": "2027-07-31",
               "overgang_op": "2026-12-01"}, "tlv_swv", "Dit nummer kennen we niet."),
    ],
)  # fmt: skip
async def test_wat_niet_klopt_krijgt_een_zin_bij_zijn_veld(client, pad, vraag, veld, zin):
    blad = await ga(client, pad, **vraag)
    assert blad.status == 422 and blad.kop == ""
    assert zin in blad.fouten[veld]
    assert blad.html.css_first(f'.swv-errsum a[href="#{veld}"]') and blad.html.css_first(f'[id="{veld}"]')
    gegeven = {naam: waarde for naam, waarde in vraag.items() if naam in blad.waarden}
    assert {naam: blad.waarden[naam] for naam in gegeven if naam != "uitstel1_grond"} == {
        naam: waarde for naam, waarde in gegeven.items() if naam != "uitstel1_grond"
    }


TWEE_KEER = "ontvangen_op=2026-11-23&ontvangen_op=2026-11-24"


@pytest.mark.parametrize("vraag", ["niks=1", TWEE_KEER, "vraag13_op=2026-12-01", "doe=erbij-iets", "doe=x"])
async def test_een_vraag_die_het_formulier_niet_kan_stellen_wordt_geweigerd(client, vraag):
    assert (await client.get(f"{TERMIJN}?{vraag}")).status_code == 422


async def test_verkeerde_getallen_bij_praktijkonderwijs(client):
    blad = Blad(await client.post(PRO, data={"iq": "-5", "dl": "abc", "dle_ir": "12.5"}))
    assert blad.status == 422
    assert {"iq", "dl", "dle_ir", "dle_bl", "dle_tl", "dle_sp"} <= blad.fouten.keys()
    groot = await client.post(PRO, data={"iq": "1" * 30_000})
    assert 400 <= groot.status_code < 500


# --------------------------------------------------------------------------------------------- privacy


async def test_er_wordt_niets_bewaard(client):
    antwoorden = [await client.get("/rekenhulp")]
    antwoorden += [await client.get(hulp.url) for hulp in HULPEN]
    antwoorden += [
        await client.get(f"{TERMIJN}?ontvangen_op=2026-11-23"),
        await client.get(f"{TERMIJN}?ontvangen_op=2026-11-23", headers={"cookie": "s=verzonnen-sessie"}),
        await client.post(PRO, data={"iq": "78"}),
    ]
    for antwoord in antwoorden:
        assert antwoord.headers["cache-control"] == "no-store"
        assert "set-cookie" not in antwoord.headers
        assert 'name="csrf"' not in antwoord.text


async def test_van_een_postcode_blijven_vier_cijfers_over(client):
    doorgestuurd = await client.get(f"{SWV}?doel=so&postcode=7824+TK")
    assert doorgestuurd.status_code == 303
    assert dict(parse_qsl(urlsplit(doorgestuurd.headers["location"]).query)) == {"doel": "so", "postcode": "7824"}


async def test_iq_en_toetsen_worden_niet_uit_een_adres_gelezen(client):
    blad = await ga(client, PRO, iq="78")
    assert blad.kop == "" and "78" not in blad.tekst("form")
    assert blad.html.css_first("form").attributes["method"] == "post"


async def test_de_rekenhulp_staat_op_de_voorpagina_en_verwijst_naar_elkaar(client):
    begin = await ga(client, "/rekenhulp")
    assert {a.attributes["href"] for a in begin.html.css("main li a")} == {hulp.url for hulp in HULPEN}
    for hulp in HULPEN:
        blad = await ga(client, hulp.url)
        links = {a.attributes["href"] for a in blad.html.css("main nav a")}
        assert links == {ander.url for ander in HULPEN if ander is not hulp}
    assert (await ga(client, "/")).html.css_first('a[href="/rekenhulp"]')


async def test_een_termijn_van_eeuwen_heeft_woorden_en_geen_tekening(client):
    blad = await ga(client, TERMIJN, ontvangen_op="1950-01-02", peildatum="2026-11-23")
    assert blad.status == 200 and not blad.html.css("svg.swv-tl")
    assert "maandag 2 januari 1950" in blad.tekst("#antwoord ol.swv-termlist")
    assert (await ga(client, TERMIJN, ontvangen_op="2026-11-23")).html.css("svg.swv-tl")
