"""Signing in, through the real provider: what must come back, from whom, and how often (SEC-4, SEC-7).

Source: trust.md M1, stack.md H50-H56.
"""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from typing import Any

import httpx2
import pytest
from authlib.common.errors import AuthlibBaseError
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from infra.demo.robot import Robot, totp
from infra.settings import settings
from tests.flows.web_bezoek import COOKIE, bezoeker, csrf, herkomst, ingelogd, los, token
from web.login import Aanbieder, Geweigerd, met_tweede_factor

pytestmark = pytest.mark.usefixtures("stack")


def _terugkeer(robot: Robot) -> str:
    """Sign in at the provider, and stop at the address that would bring the browser back to us."""
    robot.client.follow_redirects = False
    antwoord = robot.client.get(settings().app_url + "/inloggen")
    for _ in range(12):
        if antwoord.is_redirect:
            adres = str(antwoord.next_request.url)
            if adres.startswith(settings().app_url):
                return adres
            antwoord = robot.client.send(antwoord.next_request)
            continue
        pagina = robot._lees(antwoord)
        form = next(f for f in pagina.formulieren("") if f.methode == "post")
        if "code" in form.soorten:
            form.vul(code=totp(robot.account.totp))
        else:
            form.vul(gebruikersnaam=robot.account.sub, wachtwoord=robot.account.wachtwoord)
        antwoord = robot.client.post(form.url, data=form.velden)
    raise AssertionError("de aanmelddienst bracht ons niet terug")


def test_inloggen_en_de_startpagina_van_de_rol():
    with ingelogd("iris") as robot:
        assert robot.pagina.url.endswith("/aanvragen")
        cookies = [c for c in robot.client.cookies.jar if c.name == COOKIE]
        assert len(cookies) == 1
        assert cookies[0].has_nonstandard_attr("HttpOnly")
        assert cookies[0].get_nonstandard_attr("SameSite").lower() == "lax"


def test_state_van_een_andere_browser_wordt_geweigerd():
    with bezoeker("vera") as robot:
        adres = _terugkeer(robot)
        with los() as vreemd:
            antwoord = vreemd.get(adres)
        assert antwoord.status_code == 401
        assert "ander venster" in antwoord.text
        assert COOKIE not in antwoord.cookies


def test_een_state_werkt_maar_een_keer():
    with bezoeker("vera") as robot:
        adres = _terugkeer(robot)
        cookie = dict(robot.client.cookies)
        assert robot.client.get(adres).status_code == 303
        # Even with the short cookie still there, as an attacker who copied the browser would have it.
        with los() as weer:
            weer.cookies.update(cookie)
            antwoord = weer.get(adres)
        assert antwoord.status_code == 401
        assert COOKIE not in antwoord.cookies


def test_verzonnen_state_en_afgebroken_inloggen():
    with los() as client:
        assert client.get("/inloggen/terug?code=x&state=y").status_code == 401
        assert client.get("/inloggen/terug").status_code == 401
    with bezoeker("vera") as robot:
        robot.client.follow_redirects = False
        adres = str(robot.client.get(settings().app_url + "/inloggen").next_request.url)
        state = httpx2.URL(adres).params["state"]
        antwoord = robot.client.get(f"{settings().app_url}/inloggen/terug?error=access_denied&state={state}")
        assert antwoord.status_code == 403
        assert "brak het inloggen af" in antwoord.text


def test_een_token_dat_een_ander_koos_wordt_nooit_een_sessie():
    gekozen = "A" * 43
    with bezoeker("iris") as robot:
        robot.client.cookies.set(COOKIE, gekozen, domain="127.0.0.1")
        robot.inloggen()
        tokens = [c.value for c in robot.client.cookies.jar if c.name == COOKIE]
        assert gekozen not in tokens
    with los(gekozen) as client:
        assert client.get("/aanvragen").status_code == 401


def test_opnieuw_inloggen_beeindigt_de_vorige_sessie():
    with ingelogd("vera") as robot:
        oud = token(robot)
        robot.inloggen()
        assert token(robot) != oud
        with los(oud) as client:
            assert client.get("/werkvoorraad").status_code == 401


def test_wisselen_van_rol_geeft_een_nieuw_token():
    with bezoeker("rob") as robot:
        robot.inloggen()
        oud = token(robot)
        robot.hoed("Catamaran")
        nieuw = token(robot)
        assert nieuw != oud
        with los(oud) as client:
            assert client.get("/aanvragen").status_code == 401
        with los(nieuw) as client:
            assert client.get("/aanvragen").status_code == 200


def test_zonder_rol_eerst_kiezen():
    with bezoeker("rob") as robot:
        robot.inloggen()
        with los(token(robot)) as client:
            antwoord = client.get("/aanvragen")
        assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/rol-kiezen")


def test_csrf_token_van_een_andere_sessie_wordt_geweigerd():
    with bezoeker("rob") as een, bezoeker("rob") as ander:
        een.inloggen()
        ander.inloggen()
        hoed = een.pagina.html.css_first("button[name=hoed]").attributes["value"]
        velden = {"hoed": hoed, "opdracht": "", "versie": ""}
        with los(token(een)) as client:
            vreemd = client.post("/rol-kiezen", data=velden | {"csrf": csrf(ander.pagina)}, headers=herkomst())
            zonder = client.post("/rol-kiezen", data=velden, headers=herkomst())
            kop = client.post("/rol-kiezen", data=velden, headers=herkomst(x_csrf_token=csrf(ander.pagina)))
            eigen = client.post("/rol-kiezen", data=velden | {"csrf": csrf(een.pagina)}, headers=herkomst())
        assert [vreemd.status_code, zonder.status_code, kop.status_code] == [403, 403, 403]
        assert eigen.status_code == 303


@pytest.mark.parametrize(
    "anders", [{"origin": "https://kwaad.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}]
)
def test_een_formulier_van_een_andere_site_wordt_geweigerd(anders):
    with bezoeker("rob") as robot:
        robot.inloggen()
        hoed = robot.pagina.html.css_first("button[name=hoed]").attributes["value"]
        velden = {"hoed": hoed, "csrf": csrf(robot.pagina)}
        with los(token(robot)) as client:
            assert client.post("/rol-kiezen", data=velden, headers=herkomst(**anders)).status_code == 403
            assert client.get("/aanvragen").status_code == 303  # nothing was chosen


def test_uitloggen_geldt_meteen_overal():
    with ingelogd("vera") as robot:
        oud, teken = token(robot), csrf(robot.pagina)
        with los(oud) as client, los(oud) as tweede:
            assert tweede.get("/werkvoorraad").status_code == 200
            antwoord = client.post("/uitloggen", data={"csrf": teken}, headers=herkomst())
            assert antwoord.status_code == 303
            assert antwoord.headers["clear-site-data"] == '"cache", "storage"'
            weg = tweede.get("/werkvoorraad")
            assert weg.status_code == 401
            assert "verlopen" in weg.text
            # On to the provider by itself; a form of ours may not lead there.
            daarna = client.get(antwoord.headers["location"])
            assert settings().oidc_issuer in daarna.headers["refresh"]


def test_een_onbekend_account_leest_een_zin():
    with bezoeker("gast") as robot:
        adres = _terugkeer(robot)
        antwoord = robot.client.get(adres)
        assert antwoord.status_code == 403
        assert "nog niet bekend bij Meedoen" in antwoord.text
        assert COOKIE not in antwoord.cookies


def test_na_het_inloggen_alleen_naar_een_eigen_adres():
    with bezoeker("vera") as robot:
        robot.client.follow_redirects = False
        for doel in ("//kwaad.example", "https://kwaad.example/", "/\\kwaad.example"):
            robot.client.cookies.clear()
            begin = robot.client.get(settings().app_url + "/inloggen", params={"terug": doel})
            assert begin.status_code == 303
    with bezoeker("vera") as robot:
        robot.inloggen("/inloggen?terug=//kwaad.example")
        assert robot.pagina.url.startswith(settings().app_url)


# ------------------------------------------------------------------------------------------------ id_token


def _sleutel() -> dict[str, Any]:
    """The signing key of the development provider: only so can a token be wrong in one thing and right in all else."""
    return json.loads((settings().klokbestand.parent / "aanmelden.json").read_text())["signing"]


def _claims(**anders: Any) -> dict[str, Any]:
    nu = int(time.time())
    goed = {
        "iss": settings().oidc_issuer,
        "aud": settings().oidc_client_id,
        "sub": "vera",
        "nonce": "n-1",
        "iat": nu,
        "exp": nu + 300,
        "name": "Vera Kuipers",
    }
    return {naam: waarde for naam, waarde in (goed | anders).items() if waarde is not None}


async def _toets(id_token: str | None) -> dict[str, Any]:
    tokens = {} if id_token is None else {"id_token": id_token}
    return await Aanbieder.from_settings(settings()).claims(tokens, "n-1")


def _getekend(claims: dict[str, Any]) -> str:
    sleutel = _sleutel()
    gegevens = {naam: w for naam, w in sleutel.items() if naam not in ("use", "alg")}
    kop = {"alg": "RS256"} | ({"kid": sleutel["kid"]} if "kid" in sleutel else {})
    return jwt.encode(kop, claims, jwk.RSAKey.import_key(gegevens))


async def test_een_goed_id_token_wordt_aangenomen():
    assert (await _toets(_getekend(_claims())))["sub"] == "vera"


@pytest.mark.parametrize(
    "anders",
    [
        {"aud": "een-ander"},
        {"aud": ["een-ander"], "azp": "meedoen"},
        {"iss": "https://kwaad.example"},
        {"nonce": "n-2"},
        {"nonce": None},
        {"sub": None},
        {"exp": int(time.time()) - 31},
        {"iat": int(time.time()) + 3600, "nbf": int(time.time()) + 3600},
    ],
)
async def test_een_id_token_dat_in_een_ding_niet_klopt_wordt_geweigerd(anders):
    with pytest.raises((AuthlibBaseError, JoseError, Geweigerd)):
        await _toets(_getekend(_claims(**anders)))


async def test_een_id_token_zonder_handtekening_wordt_geweigerd():
    def deel(inhoud: dict) -> str:
        return urlsafe_b64encode(json.dumps(inhoud).encode()).rstrip(b"=").decode()

    with pytest.raises((JoseError, ValueError)):
        await _toets(f"{deel({'alg': 'none'})}.{deel(_claims())}.")


async def test_een_id_token_met_de_publieke_sleutel_als_geheim_wordt_geweigerd():
    openbaar = json.dumps({naam: _sleutel()[naam] for naam in ("kty", "n", "e")}).encode()
    vals = jwt.encode({"alg": "HS256"}, _claims(), jwk.OctKey.import_key(openbaar), algorithms=["HS256"])
    with pytest.raises((JoseError, ValueError)):
        await _toets(vals)


async def test_een_antwoord_zonder_id_token_wordt_geweigerd():
    with pytest.raises(Geweigerd):
        await _toets(None)


async def test_een_aanbieder_die_ongetekend_aanbiedt_krijgt_dat_niet():
    """Even when the provider lists `none`, and with it what it signs with, only real signatures count (H50)."""
    aanbieder = Aanbieder.from_settings(settings())
    await aanbieder.load_server_metadata()
    aanbieder.server_metadata["id_token_signing_alg_values_supported"] = ["none", "HS256", "RS256"]
    metadata = await aanbieder.load_server_metadata()
    assert metadata["id_token_signing_alg_values_supported"] == ["RS256"]


@pytest.mark.parametrize(
    ("claims", "mfa"),
    [
        ({"acr": "urn:meedoen:acr:hoog"}, True),
        ({"acr": "urn:meedoen:acr:basis"}, False),
        ({"amr": ["pwd", "otp", "mfa"]}, True),
        ({"amr": ["pwd"]}, False),
        ({}, False),
    ],
)
def test_tweede_factor(claims, mfa):
    assert met_tweede_factor(claims) is mfa
