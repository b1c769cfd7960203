"""SEC-6: more than forty ways to lie with a token, against two real providers; none of them becomes a session.

Each token is wrong in one thing and right in all else, and comes to us by the way a browser comes. The controls are
good tokens, which do become a session: so the refusals are of the lie and not of something else.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from joserfc import jwk

from infra import clock
from services.netwerk.contract import PersoonAanmelden
from tests.aanmelddienst import CLIENT, Dienst, Poging, b64, begin, dienst, eigen_web, teken
from tests.flows.web_bezoek import COOKIE
from tests.stack import Stack

GEHEIM = "geheim-van-de-proef"
UUR = 3600


@dataclass
class Proef:
    """Our web, and the two providers it knows: `a` (aanmelden) and `b` (school). `sub` is somebody at `a` only."""

    web: str
    a: Dienst
    b: Dienst
    sub: str


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def proef(stack: Stack) -> AsyncIterator[Proef]:
    with dienst() as a, dienst() as b:
        omgeving = {
            "OIDC_ISSUER": a.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": GEHEIM,
            "OIDC_AANBIEDERS": "school", "OIDC_SCHOOL_ISSUER": b.issuer, "OIDC_SCHOOL_TITEL": "Schoolaccount",
        }  # fmt: skip
        with eigen_web(**omgeving) as web:
            sub = f"sec6-{uuid4().hex[:8]}"
            await bekend(stack, a.issuer, sub)
            yield Proef(web, a, b, sub)


async def bekend(stack: Stack, issuer: str, sub: str, rol: str = "ib_er", organisatie: str = "16MA00") -> None:
    await stack.beheer.ask_intern(
        "netwerk",
        PersoonAanmelden(
            opdracht=uuid4(), persoon=uuid4(), issuer=issuer, subject=sub, naam="Proef", email=f"{sub}@proef.example",
            rol=rol, organisatie=organisatie, van=clock.vandaag(),
        ),
        tenant="swv2202po",
    )  # fmt: skip


def _ander(proef: Proef) -> Any:
    return jwk.RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}, True)


def _anders(**claims: Any) -> Callable[[Proef, Poging], Any]:
    return lambda p, w: teken(p.a.claims(p.sub, w.nonce, **claims), p.a.sleutel)


def _tijd(**verschil: int) -> Callable[[Proef, Poging], Any]:
    """Times that differ this many seconds from what they should be."""

    def maak(p: Proef, w: Poging) -> str:
        goed = p.a.claims(p.sub, w.nonce)
        return teken(goed | {naam: goed.get(naam, goed["iat"]) + s for naam, s in verschil.items()}, p.a.sleutel)

    return maak


def _kop(**kop: Any) -> Callable[[Proef, Poging], Any]:
    return lambda p, w: teken(p.a.claims(p.sub, w.nonce), p.a.sleutel, **kop)


def _zelf(kop: dict[str, Any], handtekening: bytes = b"") -> Callable[[Proef, Poging], Any]:
    return lambda p, w: f"{b64(kop)}.{b64(p.a.claims(p.sub, w.nonce))}.{b64(handtekening)}"


def _geheim(maak: Callable[[Proef], bytes], alg: str = "HS256") -> Callable[[Proef, Poging], Any]:
    """HS256 with something as the secret that everybody can know, or that is not ours."""

    def token(p: Proef, w: Poging) -> str:
        return teken(p.a.claims(p.sub, w.nonce), maak(p), alg=alg, kid="k1")

    return token


def _verwisseld(p: Proef, w: Poging) -> str:
    """The signature of a good token of somebody else, under other claims."""
    kop, _, handtekening = teken(p.a.claims("iemand-anders", w.nonce), p.a.sleutel).split(".")
    return f"{kop}.{b64(p.a.claims(p.sub, w.nonce))}.{handtekening}"


def _afgekapt(p: Proef, w: Poging) -> str:
    return teken(p.a.claims(p.sub, w.nonce), p.a.sleutel)[:-8]


def _meegebracht(p: Proef, w: Poging) -> str:
    eigen = _ander(p)
    return teken(p.a.claims(p.sub, w.nonce), eigen, jwk=eigen.as_dict(private=False))


def _andere_poging(p: Proef, w: Poging) -> str:
    tweede = begin(p.web, "aanmelden", w.browser)
    return teken(p.a.claims(p.sub, tweede.nonce), p.a.sleutel)


LEUGENS: dict[str, Callable[[Proef, Poging], Any]] = {
    "geen handtekening": _zelf({"alg": "none"}),
    "geen handtekening, met hoofdletters": _zelf({"alg": "nOnE", "kid": "k1"}),
    "handtekening leeg gelaten": _zelf({"alg": "RS256", "kid": "k1"}),
    "handtekening van nullen": _zelf({"alg": "RS256", "kid": "k1"}, bytes(256)),
    "openbare sleutel als geheim (pem)": _geheim(lambda p: p.a.sleutel.as_pem(private=False)),
    "openbare sleutel als geheim (jwk)": _geheim(lambda p: json.dumps(p.a.sleutel.as_dict(private=False)).encode()),
    "openbare sleutel als geheim, sha-512": _geheim(lambda p: p.a.sleutel.as_pem(private=False), "HS512"),
    "geheim van de toepassing": _geheim(lambda p: GEHEIM.encode()),
    "onbekend algoritme met at_hash": _zelf({"alg": "XX999", "kid": "k1"}, b"x" * 64),
    "elliptische kromme beweerd": _zelf({"alg": "ES256", "kid": "k1"}, b"x" * 64),
    "sterker algoritme dan afgesproken": _kop(alg="RS512"),
    "eis die niemand kent": _kop(crit=["levensbelang"], levensbelang=True),
    "eis om niet te coderen": _kop(crit=["b64"], b64=False),
    "van een ander adres": _anders(iss="https://kwaad.example"),
    "adres met een streep erachter": lambda p, w: _anders(iss=p.a.issuer + "/")(p, w),
    "naam van de andere aanbieder": lambda p, w: _anders(iss=p.b.issuer)(p, w),
    "geen afzender": _anders(iss=None),
    "voor een ander": _anders(aud="een-ander"),
    "voor niemand": _anders(aud=None),
    "ook voor een ander": _anders(aud=[CLIENT, "een-ander"], azp=CLIENT),
    "voor een ander, namens ons": _anders(aud=["een-ander"], azp=CLIENT),
    "voor ons, namens een ander": _anders(azp="een-ander"),
    "andere nonce": _anders(nonce="iets-anders"),
    "geen nonce": _anders(nonce=None),
    "nonce van een ander venster": _andere_poging,
    "verlopen": _tijd(exp=-300 - 40),
    "zonder einde": _anders(exp=None),
    "zonder begin": _anders(iat=None),
    "uit de toekomst": _tijd(iat=UUR, exp=2 * UUR),
    "nog niet geldig": _tijd(nbf=UUR),
    "van een uur geleden, nog lang geldig": _tijd(iat=-UUR, exp=UUR),
    "van niemand": _anders(sub=None),
    "van een lege naam": _anders(sub=""),
    "van een getal": _anders(sub=12345),
    "van een naam zonder einde": _anders(sub="x" * 300),
    "andere sleutel, zelfde naam": lambda p, w: teken(p.a.claims(p.sub, w.nonce), _ander(p)),
    "onbekende sleutel": lambda p, w: teken(p.a.claims(p.sub, w.nonce), _ander(p), kid="k9"),
    "sleutel meegebracht": _meegebracht,
    "sleutel van elders gewezen": lambda p, w: teken(p.a.claims(p.sub, w.nonce), p.b.sleutel, jku=f"{p.b.issuer}/jwks"),
    "sleutel van de andere aanbieder": lambda p, w: teken(p.a.claims(p.sub, w.nonce), p.b.sleutel),
    "handtekening van iemand anders": _verwisseld,
    "handtekening afgekapt": _afgekapt,
    "at_hash van een ander": _anders(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "geen id_token": lambda p, w: None,
    "id_token is een getal": lambda p, w: 5,
    "id_token is versleutelde onzin": lambda p, w: ".".join([b64(b"x" * 20)] * 5),
    "ingelogd in de toekomst": _tijd(auth_time=UUR),
    "dertien uur geleden ingelogd": _tijd(auth_time=-13 * UUR),
    "tweede stap als losse tekst": _anders(amr="mfa"),
    "zonder tweede stap": _anders(amr=["pwd"]),
    "tweede stap met een woord dat niemand kent": _anders(amr=["pwd"], acr="urn:kwaad:hoog"),
}


def _antwoord(p: Proef, w: Poging, id_token: Any) -> dict[str, Any]:
    tokens = {"access_token": "t", "token_type": "Bearer", "expires_in": 60}
    return tokens if id_token is None else tokens | {"id_token": id_token}


async def _sessies(stack: Stack, sub: str) -> int:
    return (await stack.sql("select count(*) as n from netwerk.sessie where subject = $1", sub))[0]["n"]


async def test_een_goed_token_wordt_een_sessie(stack: Stack, proef: Proef):
    poging = begin(proef.web, "aanmelden")
    goed = teken(proef.a.claims(proef.sub, poging.nonce), proef.a.sleutel)
    antwoord = poging.kom_terug(proef.a.code(lambda: _antwoord(proef, poging, goed)), iss=proef.a.issuer)
    assert antwoord.status_code == 303 and COOKIE in antwoord.cookies
    assert poging.browser.get("/aanvragen").status_code == 200
    assert await _sessies(stack, proef.sub) == 1


@pytest.mark.parametrize("leugen", LEUGENS)
async def test_sec_6_een_leugen_wordt_geen_sessie(stack: Stack, proef: Proef, leugen: str):
    voor, poging = await _sessies(stack, proef.sub), begin(proef.web, "aanmelden")
    token = LEUGENS[leugen](proef, poging)
    antwoord = poging.kom_terug(proef.a.code(lambda: _antwoord(proef, poging, token)), iss=proef.a.issuer)
    assert antwoord.status_code == 403, antwoord.text[:300]
    assert COOKIE not in antwoord.cookies
    assert poging.browser.get("/aanvragen").status_code == 303  # still to sign in
    assert await _sessies(stack, proef.sub) == voor


@pytest.mark.parametrize("iss", ["geen", "school", "kwaad"])
async def test_sec_6_een_antwoord_zonder_afzender_of_van_een_ander(stack: Stack, proef: Proef, iss: str):
    """RFC 9207: this provider always says who it is, so an answer that does not, or says another, is not of it."""
    poging = begin(proef.web, "aanmelden")
    goed = teken(proef.a.claims(proef.sub, poging.nonce), proef.a.sleutel)
    code = proef.a.code(lambda: _antwoord(proef, poging, goed))
    gezegd = {"geen": None, "school": proef.b.issuer, "kwaad": "https://kwaad.example"}[iss]
    antwoord = poging.kom_terug(code, iss=gezegd)
    assert antwoord.status_code == 403 and COOKIE not in antwoord.cookies
    assert code in proef.a.codes  # the code was not even shown to the provider


async def test_sec_6_mix_up_een_antwoord_op_het_adres_van_een_ander(proef: Proef):
    """Begun at one, brought back at the address of the other: neither gets to see the code."""
    for begonnen, elders in (("aanmelden", "school"), ("school", "aanmelden")):
        poging = begin(proef.web, begonnen)
        bron = proef.a if begonnen == "aanmelden" else proef.b
        code = bron.code(lambda: {})
        adres = begin(proef.web, elders).terug
        assert adres != poging.terug
        for iss in (proef.a.issuer, proef.b.issuer):
            antwoord = poging.browser.get(adres, params={"code": code, "state": poging.state, "iss": iss})
            assert antwoord.status_code in (401, 403) and COOKIE not in antwoord.cookies
        assert code in bron.codes


async def test_sec_6_zelfde_naam_of_e_mail_bij_een_andere_aanbieder_is_een_ander(stack: Stack, proef: Proef):
    """The key is (issuer, sub): a school that calls somebody the same has not made them the same."""
    poging = begin(proef.web, "school")
    email = f"{proef.sub}@proef.example"
    goed = teken(proef.b.claims(proef.sub, poging.nonce, email=email), proef.b.sleutel)
    antwoord = poging.kom_terug(proef.b.code(lambda: _antwoord(proef, poging, goed)), iss=proef.b.issuer)
    assert antwoord.status_code == 403 and "nog niet bekend" in antwoord.text
    rijen = await stack.sql("select issuer from netwerk.account where subject = $1", proef.sub)
    assert [rij["issuer"] for rij in rijen] == [proef.a.issuer]


async def test_sec_6_sleutels_die_verwisseld_worden_gelden_niet_meteen(proef: Proef):
    """JWKS swap: who can change the keys for a moment gets nothing, as keys that are known are not fetched again."""
    dief = _ander(proef)
    proef.a.jwks = {"keys": [dief.as_dict(private=False)]}
    try:
        for kid in ("k1", "k-nieuw"):
            poging = begin(proef.web, "aanmelden")
            vals = teken(proef.a.claims(proef.sub, poging.nonce), dief, kid=kid)
            code = proef.a.code(lambda vals=vals, poging=poging: _antwoord(proef, poging, vals))
            assert poging.kom_terug(code, iss=proef.a.issuer).status_code == 403
    finally:
        proef.a.terug()


async def test_kiezen_waar_u_een_account_heeft(proef: Proef):
    import httpx2

    with httpx2.Client(base_url=proef.web) as client:
        pagina = client.get("/inloggen?swv=zwerfkei&terug=/aanvragen")
        assert pagina.status_code == 200 and "Hoe wilt u inloggen?" in pagina.text
        assert "Mijn schoolaccount" in pagina.text and "Zwerfkei" in pagina.text
        assert "Schoolaccount" in client.get("/inloggen").text
