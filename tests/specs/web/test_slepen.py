"""What stands ready for many files at once (N16), before any script runs."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from services.intake.bestand import MAX_GROOTTE
from services.intake.onderweg.operations import MAX_ONDERWEG
from tenants.registry import load_all
from tests.specs.web.test_schermen import ENVIRONMENT, SCREENS
from web.filling.aanvraag import hoofdstukken
from web.forms import GROOTST_BYTES
from web.pages import uploads
from web.preview.__main__ import render

STATIC = Path(__file__).parents[3] / "web/static"
SCRIPT = (STATIC / "js/pagina/uploaden.js").read_text(encoding="utf-8")


def test_n16_de_grenzen_zijn_overal_dezelfde():
    """What the page says, what the web lets through and what intake takes: one number."""
    html = render(ENVIRONMENT, SCREENS["aanvraag"])
    assert f'data-hoogstens="{MAX_ONDERWEG}" data-grootte="{MAX_GROOTTE}"' in html
    assert f"Hooguit {MAX_ONDERWEG} bestanden van {MAX_GROOTTE // 1024**2} MB" in html
    assert GROOTST_BYTES == MAX_GROOTTE
    assert f"const STUK = {uploads.STUK_BYTES}," in SCRIPT and uploads.STUK_BYTES % uploads.DEEL_BYTES == 0


def test_n16_zonder_script_staat_er_niets_dat_niet_werkt():
    html = render(ENVIRONMENT, SCREENS["aanvraag"])
    assert re.search(r'<section class="swv-card" id="slepen"[^>]* hidden>', html)
    assert html.index('id="slepen"') < html.index('id="stukken"')
    assert 'enctype="multipart/form-data" novalidate data-upload' in html


def test_het_script_van_deze_paginas_blijft_klein_en_houdt_niets_bij():
    assert len(gzip.compress(SCRIPT.encode())) < 8_000
    assert not re.search(
        r"\beval\(|new Function|innerHTML|localStorage|sessionStorage|document\.write|indexedDB", SCRIPT
    )


@pytest.mark.parametrize("tenant", sorted(load_all()))
def test_geen_twee_onderdelen_van_een_aanvraag_heten_hetzelfde(tenant: str):
    """Each is a form of its own that saves to its own place on the page."""
    regels = load_all()[tenant]
    for soort in regels.soorten:
        namen = [naam for naam, *_ in hoofdstukken(SimpleNamespace(soort=soort, antwoorden={}), regels)]
        assert len(namen) == len(set(namen)), soort
