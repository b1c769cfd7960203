"""De API van de rekenhulp: dezelfde antwoorden als `./meedoen rekenen`, en fouten die een programma kan lezen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kern.regelboek import REGELS
from services.kern.rekenen import antwoord
from services.kern.rekenfout import CODES
from tests.specs.rekenhulp.schemas import klopt
from web.api.openapi import document
from web.api.problems import VERSIE
from web.api.regelvelden import UITLEG
from web.api.typen import MEESTE_GEBEURTENISSEN

GEVALLEN = [
    json.loads(regel)
    for regel in (Path(__file__).parents[1] / "kern/gevallen.jsonl").read_text(encoding="utf-8").splitlines()
]
VRAGEN = [geval for geval in GEVALLEN if "rauw" not in geval and geval["regel"] in REGELS]
API = "/api/v1/rekenhulp"


def pad(regel: str) -> str:
    return f"{API}/{regel.replace('_', '-')}"


def van_de_opdrachtregel(regel: str, invoer: object) -> dict:
    return json.loads(antwoord(json.dumps({"id": "1", "regel": regel, "invoer": invoer}).encode()))


def zonder_tijdstip(uitleg: list[dict]) -> list[dict]:
    """De API noemt een tijdstip `tijdstip`, met de dag in `datum`; de opdrachtregel zet het in `datum`."""
    return [
        {**{naam: waarde for naam, waarde in stap.items() if naam != "tijdstip"}, "datum": stap["tijdstip"]}
        if "tijdstip" in stap
        else stap
        for stap in uitleg
    ]


def test_alle_regels_hebben_gevallen():
    assert {geval["regel"] for geval in VRAGEN} == set(REGELS)
    assert len(VRAGEN) > 220


@pytest.mark.parametrize("geval", VRAGEN, ids=[geval["id"] for geval in VRAGEN])
async def test_de_api_antwoordt_als_de_opdrachtregel(client, geval):
    verwacht = van_de_opdrachtregel(geval["regel"], geval["invoer"])
    gekregen = await client.post(pad(geval["regel"]), json=geval["invoer"])
    uit = gekregen.json()
    if "fout" in verwacht:
        assert gekregen.status_code == 400
        assert gekregen.headers["content-type"] == "application/problem+json"
        assert {"code": uit["code"], "veld": uit["veld"], "melding": uit["detail"]} == verwacht["fout"]
        assert uit["status"] == 400 and uit["title"] and uit["errors"][0]["code"] == uit["code"]
    else:
        assert gekregen.status_code == 200
        assert uit["uitkomst"] == verwacht["uitkomst"] == geval["uitkomst"]
        assert zonder_tijdstip(uit["uitleg"]) == verwacht["uitleg"]


@pytest.mark.parametrize("geval", VRAGEN, ids=[geval["id"] for geval in VRAGEN])
async def test_wat_goed_gaat_past_in_de_beschrijving(client, geval):
    """Een goede vraag en haar antwoord passen in de schema's van openapi.json."""
    if "fout" in geval:
        return
    openapi = document("https://meedoen.example")
    operatie = openapi["paths"][pad(geval["regel"]).removeprefix("/api/v1")]["post"]
    vraag = operatie["requestBody"]["content"]["application/json"]["schema"]
    antwoordvorm = operatie["responses"]["200"]["content"]["application/json"]["schema"]
    assert klopt(openapi, vraag, geval["invoer"]) == []
    uit = (await client.post(pad(geval["regel"]), json=geval["invoer"])).json()
    assert klopt(openapi, antwoordvorm, uit) == []


@pytest.mark.parametrize("regel", REGELS)
def test_de_beschrijving_noemt_precies_de_velden_van_het_regelboek(regel):
    uitleg = UITLEG[regel]
    assert set(uitleg.velden) | {"conventie"} == REGELS[regel].velden
    assert uitleg.titel and uitleg.wat.endswith(".")


async def test_het_voorbeeld_in_de_beschrijving_is_een_echt_antwoord(client):
    openapi = (await client.get("/api/v1/openapi.json")).json()
    assert openapi["info"]["version"] == VERSIE
    assert len(openapi["paths"]) == len(REGELS) + 3
    for naam in REGELS:
        operatie = openapi["paths"][f"/rekenhulp/{naam.replace('_', '-')}"]["post"]
        vraag = operatie["requestBody"]["content"]["application/json"]["example"]
        uit = await client.post(pad(naam), json=vraag)
        assert uit.json() == operatie["responses"]["200"]["content"]["application/json"]["example"], naam


DAGEN = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 6, 30))


@given(ontvangen=DAGEN, gevraagd=DAGEN, termijn=DAGEN, antwoord_op=st.none() | DAGEN, peil=st.none() | DAGEN)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_ook_bij_willekeurige_datums_gelijk(client, ontvangen, gevraagd, termijn, antwoord_op, peil):
    gebeurtenissen = [
        {"gebeurtenis": "aanvraag_ontvangen", "op": str(ontvangen)},
        {"gebeurtenis": "aanvulling_gevraagd", "op": str(gevraagd), "termijn_tot": str(termijn)},
    ]
    if antwoord_op:
        gebeurtenissen.append({"gebeurtenis": "aanvulling_ontvangen", "op": str(antwoord_op)})
    invoer = {"gebeurtenissen": gebeurtenissen, "peildatum": str(peil) if peil else None}
    verwacht = van_de_opdrachtregel("beslistermijn_tlv", invoer)
    uit = (await client.post(pad("beslistermijn_tlv"), json=invoer)).json()
    assert uit.get("uitkomst") == verwacht.get("uitkomst")
    assert uit.get("code") == verwacht.get("fout", {}).get("code")


# ------------------------------------------------------------------------------------- verkeerde vragen


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "ongeldige_json"),
        (b"{", "ongeldige_json"),
        (b"[]", "ongeldige_json"),
        (b'"tekst"', "ongeldige_json"),
        (b"\xff\xfe", "ongeldige_json"),
        (b'{"bekend_op": NaN}', "ongeldige_json"),
        (b"[" * 5000, "ongeldige_json"),
        (b"{}", "ontbreekt"),
        (b'{"bekend_op": null}', "ontbreekt"),
        (b'{"bekend_op": 5}', "ongeldige_waarde"),
        (b'{"bekend_op": "2026-11-23"}', "ongeldige_datum"),
        (b'{"bekent_op": "2026-11-23"}', "onbekend_veld"),
    ],
)
async def test_een_vraag_die_niet_klopt_krijgt_400_met_een_code(client, body, code):
    uit = await client.post(f"{API}/datalek", content=body, headers={"content-type": "application/json"})
    assert (uit.status_code, uit.json()["code"]) == (400, code)
    assert code in CODES
    assert re.fullmatch(r"[A-Z].*[.]", uit.json()["detail"])


async def test_een_diep_veld_krijgt_een_aanwijzer(client):
    invoer = {"gebeurtenissen": [{"gebeurtenis": "aanvraag_ontvangen", "op": "gisteren"}]}
    fout = (await client.post(f"{API}/beslistermijn-tlv", json=invoer)).json()
    assert fout["veld"] == "gebeurtenissen[0].op"
    assert fout["errors"][0] | {"detail": ""} == {
        "in": "body",
        "location": "#/gebeurtenissen/0/op",
        "code": "ongeldige_datum",
        "detail": "",
    }


async def test_lijsten_en_vragen_hebben_een_grens(client):
    rij = {"gebeurtenis": "opschorting", "grond": "aanvrager", "van": "1900-01-01", "tot_en_met": "2199-12-31"}
    begin = {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"}
    te_lang = await client.post(
        f"{API}/beslistermijn-tlv", json={"gebeurtenissen": [begin, *[rij] * MEESTE_GEBEURTENISSEN]}
    )
    assert (te_lang.status_code, te_lang.json()["veld"]) == (400, "gebeurtenissen")
    groot = await client.post(f"{API}/datalek", json={"bekend_op": "x" * 70_000})
    assert (groot.status_code, groot.headers["content-type"]) == (413, "application/problem+json")


@pytest.mark.parametrize(
    ("methode", "adres", "rest", "status"),
    [
        ("POST", f"{API}/geen-regel", {"json": {}}, 404),
        ("POST", f"{API}/beslistermijn_tlv", {"json": {}}, 404),
        ("GET", f"{API}/datalek", {}, 405),
        ("POST", f"{API}/regels", {"json": {}}, 405),
        ("PUT", f"{API}/datalek", {"json": {}}, 405),
        ("DELETE", f"{API}/datalek", {}, 405),
        ("POST", f"{API}/datalek", {"data": {"bekend_op": "x"}}, 415),
        ("POST", f"{API}/datalek", {"content": b"{}"}, 415),
        ("GET", f"{API}/regels/", {}, 404),
        ("GET", "/api/v1/openapi.json/", {}, 404),
        ("GET", "/api/v2/rekenhulp/regels", {}, 404),
        ("POST", "/api/iets", {"json": {}}, 404),
        ("GET", f"{API}/regels", {"headers": {"host": "elders.example"}}, 421),
        ("GET", f"{API}/samenwerkingsverbanden?postcode=7824TKK", {}, 400),
        ("GET", f"{API}/samenwerkingsverbanden?postcode=", {}, 400),
        ("GET", f"{API}/samenwerkingsverbanden?post_code=7824", {}, 400),
        ("GET", f"{API}/samenwerkingsverbanden?sector=po", {}, 400),
        ("GET", f"{API}/samenwerkingsverbanden?postcode=7824&postcode=7825", {}, 400),
        ("GET", f"{API}/samenwerkingsverbanden?postcode=3197", {}, 404),
    ],
)
async def test_elke_weigering_is_een_probleem_met_de_koppen_van_de_api(client, methode, adres, rest, status):
    uit = await client.request(methode, adres, **rest)
    assert uit.status_code == status
    assert uit.headers["content-type"] == "application/problem+json"
    fout = uit.json()
    assert fout["status"] == status and fout["title"] and fout["detail"].endswith(".")
    assert (status == 405) == ("allow" in uit.headers)
    koppen_van_de_api(uit)


def koppen_van_de_api(uit) -> None:
    assert uit.headers["api-version"] == VERSIE
    assert uit.headers["access-control-allow-origin"] == "*"
    assert uit.headers["cache-control"] == "no-store"
    assert uit.headers["x-content-type-options"] == "nosniff"
    assert uit.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in uit.headers["content-security-policy"]
    assert "set-cookie" not in uit.headers


@pytest.mark.parametrize("adres", ["/api/v1/openapi.json", f"{API}/regels", f"{API}/samenwerkingsverbanden"])
async def test_lezen_kan_zonder_inloggen_en_van_elke_website(client, adres):
    uit = await client.get(adres, headers={"origin": "https://elders.example", "cookie": "s=verzonnen"})
    assert (uit.status_code, uit.headers["content-type"]) == (200, "application/json")
    koppen_van_de_api(uit)
    assert (await client.head(adres)).status_code == 200


async def test_een_browser_van_een_andere_website_mag_vooraf_vragen(client):
    vooraf = {"origin": "https://elders.example", "access-control-request-method": "POST"}
    uit = await client.options(f"{API}/datalek", headers=vooraf)
    assert (uit.status_code, uit.content) == (204, b"")
    assert "POST" in uit.headers["access-control-allow-methods"]
    assert uit.headers["access-control-allow-headers"] == "content-type"
    koppen_van_de_api(uit)
    assert (await client.options("/rekenhulp")).status_code == 405


async def test_de_samenwerkingsverbanden_bij_een_postcode(client):
    uit = (await client.get(f"{API}/samenwerkingsverbanden", params={"postcode": "9471 AB"})).json()
    assert (uit["pc4"], uit["gemeente"]) == ("9471", "Tynaarlo")
    assert [swv["nummer"] for swv in uit["samenwerkingsverbanden"]] == ["PO2201", "VO2001"]
    vo = (await client.get(f"{API}/samenwerkingsverbanden", params={"postcode": "7824", "sector": "VO"})).json()
    assert [swv["nummer"] for swv in vo["samenwerkingsverbanden"]] == ["VO2202"]
    alle = (await client.get(f"{API}/samenwerkingsverbanden")).json()["samenwerkingsverbanden"]
    assert len(alle) == 152 and {swv["sector"] for swv in alle} == {"PO", "VO"}
    for vorm, gegeven in (("Samenwerkingsverbanden", uit),):
        assert klopt(document("https://x"), {"$ref": f"#/components/schemas/{vorm}"}, gegeven) == []


async def test_een_lijst_van_regels_wijst_naar_waar_ze_worden_uitgerekend(client):
    regels = (await client.get(f"{API}/regels")).json()["regels"]
    assert [regel["naam"] for regel in regels] == list(REGELS)
    for regel in regels:
        assert (await client.post(regel["url"], json=UITLEG[regel["naam"]].voorbeeld)).status_code == 200


@pytest.fixture
def gewoon_log() -> Iterator[None]:
    """The log as structlog has it by itself, every field of it, to the output of now: a test before this one may have
    configured it for the whole process (infra.log.configure), to an output that is closed by now."""
    vorige = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**vorige)


@pytest.mark.usefixtures("gewoon_log")
async def test_wat_is_gestuurd_staat_in_geen_logregel(client, capsys):
    """De regel in het log noemt de route en de uitkomst, nooit de vraag."""
    await client.post(f"{API}/nummer", json={"soort": "bsn", "waarde": "999990342"})
    await client.get(f"{API}/samenwerkingsverbanden?postcode=7824AA")
    await client.get("/rekenhulp/beslistermijn?ontvangen_op=2026-03-17")
    gelogd = "".join(capsys.readouterr())
    assert "/api/v1/rekenhulp/{regel}" in gelogd and "/rekenhulp/beslistermijn" in gelogd
    assert not re.search("999990342|7824|2026-03-17", gelogd)
