"""How often one may ask: the numbers of production, their exceptions, and a counter that is away."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import structlog
import yaml

from infra.launcher import environment
from infra.launcher.stack import Stack, _secret_names
from infra.settings import VerkeerdeInstelling
from web import limits
from web.limits import AANMELDEN, ALGEMEEN, ALLE, CODE, Limieten, TeVaak, adres, lees
from web.security import proxies

ROOT = Path(__file__).parents[3]
#: What an installation has when nobody sets anything: name to (per what, how many, in how many seconds).
PRODUCTIE = {
    "adres": ("adres", 6_000, 60),
    "sessie": ("sessie", 600, 60),
    "aanmelden": ("adres", 600, 300),
    "uitnodiging": ("adres", 300, 300),
    "code": ("sessie", 20, 900),
    "rekenhulp": ("adres", 300, 60),
    "uploaden": ("sessie", 60, 600),
    "uploaden_adres": ("adres", 1_200, 600),
    "aanvoer": ("sessie", 300, 600),
    "aanvoer_adres": ("adres", 6_000, 600),
    "schending": ("adres", 60, 60),
}


def test_dit_zijn_de_grenzen_van_productie():
    assert {lim.naam: (lim.per, lim.aantal, lim.seconden) for lim in ALLE} == PRODUCTIE
    assert lees("") == {lim: (lim.aantal, lim.seconden) for lim in ALLE}


def test_alleen_tests_en_de_meting_krijgen_andere_grenzen():
    geheimen = dict.fromkeys(_secret_names(), "x") | {"PRINCIPAL_PUBLIC": "x"}
    poorten = dict.fromkeys(("web", "nats", "valkey", "smtp", "post", "aanmelden", "virusscan"), 1)
    demo, test = (
        environment.for_web(Stack("proef", ROOT / "var/proef", soort, True, poorten, geheimen))
        for soort in ("demo", "test")
    )
    assert "LIMIETEN" not in demo and "LIMIETEN" in test
    web = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["web"]["environment"]
    assert "LIMIETEN" not in web


def test_een_heel_schoolbestuur_achter_een_adres_wordt_niet_buitengesloten():
    """300 people of one address sign in within five minutes (two requests each), and 100 work on at once, each
    with a request a second. Who may type twenty codes in a quarter of an hour is a person, not an address."""
    (aanmelden,), (per_adres, per_sessie) = AANMELDEN, ALGEMEEN
    assert (aanmelden.aantal, aanmelden.seconden) >= (2 * 300, 300)
    assert per_adres.aantal / per_adres.seconden >= 100
    assert per_sessie.aantal / per_sessie.seconden >= 10
    assert [lim.per for lim in CODE if lim.aantal < 100] == ["sessie"]


@pytest.mark.parametrize("fout", ["aanmeld=1/2", "aanmelden=1", "aanmelden=0/5", "aanmelden=5/0", "*", "code=-1/5"])
def test_een_verkeerde_grens_houdt_de_start_tegen(fout: str):
    with pytest.raises(VerkeerdeInstelling, match="Meedoen start niet"):
        lees(fout)


def test_een_uitzondering_geldt_voor_die_grens_en_de_ster_voor_de_rest():
    gelezen = {lim.naam: waarde for lim, waarde in lees("aanmelden=9/8, *=7/6").items()}
    assert gelezen.pop("aanmelden") == (9, 8)
    assert set(gelezen.values()) == {(7, 6)}


def test_productie_telt_over_processen_heen_of_start_niet():
    with pytest.raises(VerkeerdeInstelling, match="LIMIETEN_URL ontbreekt"):
        Limieten.from_settings(SimpleNamespace(omgeving="productie", limieten_url="", limieten=""))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("omgeving", "gegeven", "uit"),
    [("test", "", ""), ("productie", "geen", ""), ("productie", "10.0.0.0/8,::1", "10.0.0.0/8,::1")],
)
def test_wie_mag_zeggen_waar_een_bezoeker_vandaan_komt(omgeving: str, gegeven: str, uit: str):
    assert proxies(SimpleNamespace(omgeving=omgeving, web_proxy=gegeven)) == uit  # type: ignore[arg-type]


@pytest.mark.parametrize("gegeven", ["", "*", "balancer", "10.0.0.0/8, ja"])
def test_productie_zegt_welke_proxy_er_is_of_start_niet(gegeven: str):
    with pytest.raises(VerkeerdeInstelling, match="WEB_PROXY"):
        proxies(SimpleNamespace(omgeving="productie", web_proxy=gegeven))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "uit"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
    ],
)
def test_van_ipv6_telt_het_netwerk(host: str, uit: str):
    assert adres(SimpleNamespace(client=SimpleNamespace(host=host))) == uit  # type: ignore[arg-type]


async def _vol(limieten: Limieten, wie: str) -> int:
    """How many go through, of ten at once."""
    uit = await asyncio.gather(*(limieten.wachten(CODE[-1], wie) for _ in range(10)))
    return uit.count(None)


async def test_een_teller_die_weg_is_houdt_niemand_op_en_wordt_een_keer_gemeld():
    """Nothing listens at this address. The process counts by itself, and the limit still holds."""
    limieten = Limieten("redis://web:x@127.0.0.1:9/0", "code=3/60")
    begin = time.monotonic()
    with structlog.testing.capture_logs() as regels:
        assert [await _vol(limieten, wie) for wie in ("a", "b", "a")] == [3, 3, 0]
    assert time.monotonic() - begin < limits.OPNIEUW_SECONDEN
    assert [regel["event"] for regel in regels] == ["teller weg"]
    await limieten.sluiten()


async def test_na_het_venster_is_er_weer_ruimte():
    limieten = Limieten("", "code=2/1")
    assert await _vol(limieten, "a") == 2
    wacht = await limieten.wachten(CODE[-1], "a")
    assert wacht == 1
    einde = time.monotonic() + 5
    while await limieten.wachten(CODE[-1], "a") is not None:
        assert time.monotonic() < einde
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("wacht", "wanneer"),
    [(1, "over een paar seconden"), (42, "over 42 seconden"), (60, "over een minuut"), (61, "over 2 minuten")],
)
def test_de_weigering_is_een_gewone_zin(wacht: int, wanneer: str):
    for limiet in ALLE:
        assert str(TeVaak(limiet, wacht)) == f"{limiet.zin} Probeer het {wanneer} opnieuw."
        assert limiet.zin.endswith(".") and ".." not in limiet.zin
