"""Where somebody who found a weakness can report it: RFC 9116, at the address where everybody looks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from infra import clock
from infra.settings import VerkeerdeInstelling, settings
from tests.flows.web_bezoek import los
from tests.stack import Stack
from web.security import meldpunt

PAD = "/.well-known/security.txt"
#: RFC 9116, section 2.5: the fields that exist. A field is one line: name, colon, space, value.
VELDEN = {"Contact", "Expires", "Preferred-Languages", "Canonical", "Encryption", "Acknowledgments", "Policy", "Hiring"}
REGEL = re.compile(r"([A-Za-z-]+): (\S.*)")


def _velden() -> dict[str, list[str]]:
    with los() as client:
        antwoord = client.get(PAD)
    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"] == "text/plain; charset=utf-8"
    assert antwoord.text.endswith("\n")
    uit: dict[str, list[str]] = {}
    for regel in antwoord.text.splitlines():
        gevonden = REGEL.fullmatch(regel)
        assert gevonden, regel
        uit.setdefault(gevonden[1], []).append(gevonden[2])
    return uit


def test_het_bestand_voldoet_aan_rfc_9116(stack: Stack):
    velden = _velden()
    assert velden.keys() <= VELDEN
    assert velden["Contact"] and all(re.match(r"(mailto|https|tel):", adres) for adres in velden["Contact"])
    assert [len(velden[naam]) for naam in ("Expires", "Preferred-Languages")] == [1, 1]
    assert velden["Canonical"] == [settings().app_url + PAD]
    assert velden["Preferred-Languages"] == ["nl, en"]


@pytest.mark.parametrize("jaar", [2026, 2027, 2040])
def test_het_verloopt_nooit_terwijl_wij_draaien(stack: Stack, jaar: int):
    """trust.md, SEC-15: 30 to 365 days ahead, also years after it was built."""
    stack.klok(datetime(jaar, 12, 31, 22, 59, tzinfo=UTC))
    (tot,) = _velden()["Expires"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", tot)
    assert timedelta(days=30) < datetime.fromisoformat(tot) - clock.nu() < timedelta(days=365)


@pytest.mark.parametrize("gegeven", ["mailto:veilig@swv.example", "https://swv.example/melden"])
def test_het_adres_is_van_wie_het_draait(gegeven: str):
    assert meldpunt(SimpleNamespace(omgeving="productie", melden=gegeven)) == gegeven  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "gegeven", ["", "veilig@swv.example", "http://swv.example", "mailto:x", "https://a b", "mailto:a@b\nX: y"]
)
def test_productie_zonder_goed_adres_start_niet(gegeven: str):
    with pytest.raises(VerkeerdeInstelling, match="WEB_MELDEN"):
        meldpunt(SimpleNamespace(omgeving="productie", melden=gegeven))  # type: ignore[arg-type]
