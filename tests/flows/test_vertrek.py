"""Leaving ends everything, within a second: a role that ends, a person who goes, an account closed at the provider.

Source: trust.md 3.5 no. 6, SEC-3, SEC-6 (forged back-channel logout), ISO-9.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2
import pytest
import pytest_asyncio
from joserfc import jwk

from infra.settings import settings
from services.kern.errors import BevestigOpnieuw, KanNiet, MagNiet, NietGevonden, NietIngelogd
from services.netwerk import contract as n
from services.netwerk.sessie import afdruk
from tests.aanmelddienst import CLIENT, Dienst, begin, dienst, eigen_web, teken
from tests.flows.test_passkeys import Apparaat, Mens, mens
from tests.flows.test_tokens import bekend
from tests.flows.web_bezoek import csrf, herkomst, ingelogd, los, token
from tests.stack import Stack, eventually

PO = {"rol": "beheerder", "organisatie": "PO2202", "tenant": "swv2202po"}


async def _doe(stack: Stack, bericht: type, als: str = "hilda", **velden: Any) -> None:
    zegt = {"bevestigd": velden.pop("bevestigd", 0)} | PO
    await stack.ask("netwerk", bericht(opdracht=uuid4(), **velden), als, **zegt)


async def _weg(wie: Mens, client: httpx2.Client, pad: str) -> float:
    """How long until nothing opens any more. A refusal must stay one."""
    start = time.monotonic()

    async def dicht() -> bool:
        return client.get(pad).status_code in (401, 303)

    await eventually(dicht, seconden=15, wat="de sessie is dicht")
    duur = time.monotonic() - start
    for _ in range(5):
        assert client.get(pad).status_code in (401, 303)
    return duur


@pytest.mark.parametrize("hoe", ["hoed", "persoon"])
async def test_iso_9_wie_vertrekt_ziet_binnen_een_seconde_niets_meer(stack: Stack, hoe: str):
    wie = await mens(stack)
    with los(wie.token) as client:
        assert client.get("/werkvoorraad").status_code == 200
        hoed = (await wie.stand()).hoed
        persoon = await stack.sql("select persoon from netwerk.sessie where token_hash = $1", afdruk(wie.token))
        if hoe == "hoed":
            await _doe(stack, n.HoedBeeindigen, hoed=hoed.id)
        else:
            await _doe(stack, n.PersoonUitschrijven, persoon=persoon[0]["persoon"])
        assert await _weg(wie, client, "/werkvoorraad") <= 1.0
    with pytest.raises(NietIngelogd):
        await wie.stand()
    with pytest.raises(MagNiet, match="geen rol"):
        await mens(stack, sub=wie.sub)  # signing in again gives nothing either


async def test_beeindigen_vraagt_wie_u_bent_en_kan_niet_bij_een_ander(stack: Stack):
    wie = await mens(stack)
    hoed = (await wie.stand()).hoed.id
    persoon = (await stack.sql("select persoon from netwerk.sessie where token_hash = $1", afdruk(wie.token)))[0][0]
    for bericht, velden in (
        (n.HoedBeeindigen, {"hoed": hoed}),
        (n.PersoonUitschrijven, {"persoon": persoon}),
        (n.PasskeysIntrekken, {"persoon": persoon}),
    ):
        with pytest.raises(BevestigOpnieuw):
            await _doe(stack, bericht, bevestigd=301, **velden)
        with pytest.raises(MagNiet):
            await stack.ask("netwerk", bericht(opdracht=uuid4(), **velden), "vera")
        with pytest.raises(NietGevonden):  # the beheerder of another samenwerkingsverband
            await stack.ask("netwerk", bericht(opdracht=uuid4(), **velden), "hilda", **PO | {"tenant": "swv2201vo"})
    assert (await wie.stand()).principal is not None


async def test_een_beheerder_beeindigt_zichzelf_niet(stack: Stack):
    wie = await mens(stack, **PO)
    stand = await wie.stand()
    with pytest.raises(KanNiet, match="eigen rol"):
        await stack.web.ask("netwerk", n.HoedBeeindigen(opdracht=uuid4(), hoed=stand.hoed.id), stand.principal)
    assert (await wie.stand()).principal is not None


async def test_sec_5_een_collega_trekt_een_verloren_passkey_in(stack: Stack):
    """Nobody gets in by it: sessions end, and who makes a new one just proved who they are at the provider."""
    wie, kwijt = await mens(stack), Apparaat()
    await wie.maken(kwijt)
    persoon = (await stack.sql("select persoon from netwerk.sessie where token_hash = $1", afdruk(wie.token)))[0][0]
    await _doe(stack, n.PasskeysIntrekken, persoon=persoon)
    with pytest.raises(NietIngelogd):
        await wie.stand()
    terug = await mens(stack, sub=wie.sub)
    with pytest.raises(KanNiet, match="nog geen passkey"):
        await terug.vraag("gebruiken")
    await terug.later()
    with pytest.raises(BevestigOpnieuw):
        await terug.vraag("maken")
    vers = await mens(stack, sub=wie.sub)
    await vers.maken(Apparaat(), "Nieuw")
    with pytest.raises(KanNiet, match="al bekend"):
        await vers.maken(kwijt)  # what was withdrawn never counts again
    regels = await stack.sql(
        "select wat from netwerk.audit where tenant = 'swv2202po' and wat = 'passkeys_intrekken'"
        " and op > now() - interval '1 minute'"
    )
    assert regels


async def test_de_beheerder_ziet_de_eigen_mensen_en_geen_gezinnen(stack: Stack):
    wie = await mens(stack)
    gevonden = await stack.ask("netwerk", n.MedewerkersTonen(zoek=wie.sub), "hilda", **PO)
    assert [m.email for m in gevonden.medewerkers] == [f"{wie.sub}@pas.example"]
    alle = await stack.ask("netwerk", n.MedewerkersTonen(), "hilda", **PO)
    assert not {"ouder", "leerling"} & {hoed.rol for m in alle.medewerkers for hoed in m.hoeden}
    elders = await stack.ask("netwerk", n.MedewerkersTonen(zoek=wie.sub), "hilda")
    assert elders.medewerkers == []


# ----------------------------------------------------------------------------------- one's own sessions (SEC-3)


async def test_sec_3_eigen_sessies_zien_en_eindigen(stack: Stack):
    with ingelogd("mirjam") as hier, ingelogd("mirjam") as daar:
        pagina = hier.ga("/account")
        assert "Waar u bent ingelogd" in pagina.tekst and "Dit venster" in pagina.tekst
        hier.verstuur(pagina.formulieren("/account/sessie-eindigen")[-1])
        with los(token(daar)) as client:
            assert client.get("/account").status_code == 401
        assert hier.ga("/account").status == 200


async def test_sec_3_de_sessie_van_een_ander_eindigt_niemand(stack: Stack):
    with ingelogd("mirjam") as hier, ingelogd("saskia") as ander:
        id = (await stack.sql("select id from netwerk.sessie where token_hash = $1", afdruk(token(ander))))[0]["id"]
        velden = {"csrf": csrf(hier.ga("/account")), "sessie": str(id)}
        antwoord = hier.client.post(settings().app_url + "/account/sessie-eindigen", data=velden, headers=herkomst())
        assert antwoord.status_code == 404
        assert ander.ga("/account").status == 200


async def test_sec_3_meer_dan_drie_tegelijk_eindigt_de_oudste(stack: Stack):
    eerste = await mens(stack)
    anderen = [await mens(stack, sub=eerste.sub) for _ in range(3)]
    with pytest.raises(NietIngelogd):
        await eerste.stand()
    assert all([(await een.stand()).principal for een in anderen])


@pytest.mark.parametrize(
    "verlopen", ["gezien_op = now() - interval '15 minutes 1 second'", "verloopt_op = now() - interval '1 second'"]
)
async def test_sec_3_stil_en_langst(stack: Stack, verlopen: str):
    """Idle for fifteen minutes, or ten hours old: over, and touching it brings nothing back."""
    wie = await mens(stack)
    await stack.sql(f"update netwerk.sessie set {verlopen} where token_hash = $1", afdruk(wie.token))
    for bericht in (
        n.SessieLezen(token=wie.token),
        n.SessiesTonen(token=wie.token),
        n.HoedKiezen(opdracht=uuid4(), token=wie.token, hoed=uuid4()),
        n.PasskeyVragen(opdracht=uuid4(), token=wie.token, soort="maken"),
        n.FormulierBewaren(opdracht=uuid4(), token=wie.token, id=uuid4(), inhoud=b"x"),
    ):
        with pytest.raises(NietIngelogd):
            await stack.web.ask("netwerk", bericht)


async def _wachten(stack: Stack, aantal: int) -> None:
    """Until so many statements of netwerk wait for a lock."""

    async def wacht() -> bool:
        rijen = await stack.sql(
            "select count(*) as n from pg_stat_activity where usename = 'svc_netwerk' and wait_event_type = 'Lock'"
        )
        return rijen[0]["n"] >= aantal

    await eventually(wacht, seconden=24)


async def test_sec_3_een_traag_verzoek_dat_na_het_uitloggen_klaar_is_wekt_niets(stack: Stack):
    """The defect of the stock middleware (trust.md M1): here no write ever makes a row, or gives an ended one life."""
    wie = await mens(stack)
    verbinding = await stack.sql("select id from netwerk.sessie where token_hash = $1", afdruk(wie.token))
    id = verbinding[0]["id"]
    # A read that is due to note that the session is used comes to that only when the logout is through.
    await stack.sql("update netwerk.sessie set gezien_op = now() - interval '40 seconds' where id = $1", id)
    vast = await asyncpg.connect(settings().database_url("migratie"))
    try:
        async with vast.transaction():
            await vast.execute("select 1 from netwerk.sessie where id = $1 for update", id)
            uit = asyncio.create_task(stack.web.ask("netwerk", n.SessieSluiten(opdracht=uuid4(), token=wie.token)))
            await _wachten(stack, 1)
            lezen = asyncio.create_task(stack.web.ask("netwerk", n.SessieLezen(token=wie.token)))
            await _wachten(stack, 2)
        await uit
        assert (await lezen).hoed is not None  # it was under way before: its answer is of that moment
    finally:
        await vast.close()
    with pytest.raises(NietIngelogd):
        await wie.stand()
    with pytest.raises(NietIngelogd):
        await stack.web.ask("netwerk", n.HoedKiezen(opdracht=uuid4(), token=wie.token, hoed=uuid4()))
    rijen = await stack.sql("select geeindigd_op from netwerk.sessie where id = $1", id)
    assert rijen[0]["geeindigd_op"] is not None


# ------------------------------------------------------------------------------ closed at the provider (SEC-6)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def bron(stack: Stack) -> AsyncIterator[tuple[str, Dienst]]:
    with dienst() as zelf, eigen_web(OIDC_ISSUER=zelf.issuer, OIDC_CLIENT_ID=CLIENT) as web:
        yield web, zelf


async def _binnen(stack: Stack, bron: tuple[str, Dienst], sub: str, sid: str) -> httpx2.Client:
    web, zelf = bron
    poging = begin(web)
    goed = teken(zelf.claims(sub, poging.nonce, sid=sid), zelf.sleutel)
    code = zelf.code(lambda: {"access_token": "t", "token_type": "Bearer", "id_token": goed})
    assert poging.kom_terug(code, iss=zelf.issuer).status_code == 303
    assert poging.browser.get("/aanvragen").status_code == 200
    return poging.browser


def _afmelding(zelf: Dienst, **anders: Any) -> dict[str, Any]:
    nu = int(time.time())
    goed = {
        "iss": zelf.issuer,
        "aud": CLIENT,
        "iat": nu,
        "exp": nu + 120,
        "jti": uuid4().hex,
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    }
    return {naam: w for naam, w in (goed | anders).items() if w is not None}


def _zeg(web: str, afmelding: str, pad: str = "/uitloggen/aanmelden") -> int:
    return httpx2.post(web + pad, data={"logout_token": afmelding}, timeout=10).status_code


async def test_sec_6_wie_zich_bij_de_aanmelddienst_afmeldt_is_hier_ook_weg(stack: Stack, bron: tuple[str, Dienst]):
    web, zelf = bron
    sub = f"af-{uuid4().hex[:8]}"
    await bekend(stack, zelf.issuer, sub)
    een, twee = await _binnen(stack, bron, sub, "sid-1"), await _binnen(stack, bron, sub, "sid-2")
    afmelding = teken(_afmelding(zelf, sub=sub, sid="sid-1"), zelf.sleutel, typ="logout+jwt")
    assert _zeg(web, afmelding) == 200
    assert een.get("/aanvragen").status_code == 401
    assert twee.get("/aanvragen").status_code == 200  # that session at the provider goes on
    assert _zeg(web, afmelding) == 409  # the same message a second time
    assert _zeg(web, teken(_afmelding(zelf, sub=sub), zelf.sleutel)) == 200
    assert twee.get("/aanvragen").status_code == 401


VALS: dict[str, Callable[[Dienst, str], str]] = {
    "geen handtekening": lambda d, s: teken(_afmelding(d, sub=s), d.sleutel, alg="RS256")[:-40],
    "andere sleutel": lambda d, s: teken(
        _afmelding(d, sub=s), jwk.RSAKey.generate_key(2048, {"kid": d.sleutel.kid}, True)
    ),
    "geheim van iedereen": lambda d, s: teken(
        _afmelding(d, sub=s), d.sleutel.as_pem(private=False), alg="HS256", kid="k1"
    ),
    "van een ander": lambda d, s: teken(_afmelding(d, sub=s, iss="https://kwaad.example"), d.sleutel),
    "voor een ander": lambda d, s: teken(_afmelding(d, sub=s, aud="een-ander"), d.sleutel),
    "een id_token": lambda d, s: teken(d.claims(s, "n"), d.sleutel),
    "met nonce": lambda d, s: teken(_afmelding(d, sub=s, nonce="n"), d.sleutel),
    "over niemand": lambda d, s: teken(_afmelding(d), d.sleutel),
    "zonder gebeurtenis": lambda d, s: teken(_afmelding(d, sub=s, events={}), d.sleutel),
    "zonder kenmerk": lambda d, s: teken(_afmelding(d, sub=s, jti=None), d.sleutel),
    "van een uur geleden": lambda d, s: teken(_afmelding(d, sub=s, iat=int(time.time()) - 3600), d.sleutel),
    "verlopen": lambda d, s: teken(_afmelding(d, sub=s, exp=int(time.time()) - 60), d.sleutel),
    "ander soort token": lambda d, s: teken(_afmelding(d, sub=s), d.sleutel, typ="at+jwt"),
    "onzin": lambda d, s: "x.y.z",
    "niets": lambda d, s: "",
}


async def test_sec_6_een_valse_afmelding_logt_niemand_uit(stack: Stack, bron: tuple[str, Dienst]):
    web, zelf = bron
    sub = f"vals-{uuid4().hex[:8]}"
    await bekend(stack, zelf.issuer, sub)
    browser = await _binnen(stack, bron, sub, "sid-9")
    uitslag = {naam: _zeg(web, maak(zelf, sub)) for naam, maak in VALS.items()}
    assert uitslag == dict.fromkeys(VALS, 403)
    assert _zeg(web, "x" * 30_000) == 403
    assert _zeg(web, "x", "/uitloggen/onbekend") == 404
    assert browser.get("/aanvragen").status_code == 200
