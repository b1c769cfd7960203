"""Welke tekens thuishoren in wat een mens typt (BAD-4)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.tekst import alinea
from services.kern.tekens import bezwaar, een_vorm


@pytest.mark.parametrize(
    "tekst",
    [
        "Zoë van ’t Hoff-Ömer",
        "İpek Işık",
        "Nguyễn Thị Ánh",
        "محمد",
        "👩\u200d👧\u200d👦 en 🫨",  # a family is one emoji of five parts; the other is newer than this Python
        "Regel een\nRegel twee\tmet een tab",
        "a\u200bb",  # zero width: invisible, and harmless
        "'; drop table aanvraag; --",
        "<script>alert(1)</script>",
        "",
    ],
)
def test_gewone_tekst_is_goed(tekst: str):
    assert bezwaar(tekst) is None


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("nul\x00teken", "niet kunnen bewaren"),
        ("bel\x07", "niet kunnen bewaren"),
        ("half\ud800teken", "niet kunnen bewaren"),
        ("eigen\ue000gebruik", "niet kunnen bewaren"),
        ("geen\ufffeteken", "niet kunnen bewaren"),
        ("factuur\u202efdp.exe", "leesrichting"),
        ("naar\u2066binnen", "leesrichting"),
        ("kapot\ufffd", "niet goed is aangekomen"),
    ],
)
def test_wat_er_niet_hoort_krijgt_een_zin(tekst: str, zegt: str):
    assert zegt in (bezwaar(tekst) or "")


def test_een_naam_op_twee_manieren_geschreven_is_een_naam():
    samen, los = "Zoë", unicodedata.normalize("NFD", "Zoë")
    assert samen != los
    assert een_vorm(samen) == een_vorm(los) == "Zoë"


@given(st.text())
def test_wat_aan_de_rand_goed_is_bewaart_de_dienst_precies_zo(tekst: str):
    aan_de_rand = een_vorm(tekst).strip()
    if bezwaar(aan_de_rand) is None:
        assert alinea(aan_de_rand) == aan_de_rand
