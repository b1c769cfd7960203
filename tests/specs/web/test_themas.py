"""De huisstijl van een samenwerkingsverband: twee tinten in, leesbare schermen uit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.theme import colours
from web.theme.__main__ import STYLES, build_styles


@pytest.mark.parametrize(("naam", "tekst"), build_styles().items())
def test_het_stijlblad_is_gemaakt_van_de_opgegeven_tinten(naam, tekst):
    assert (STYLES / naam).read_text(encoding="utf-8") == tekst, "draai `python -m web.theme`"


def test_de_gedeelde_kleuren_staan_zo_in_het_stijlblad():
    assert colours.css(".swv-theme", colours.shared()) in (STYLES / "tokens.css").read_text(encoding="utf-8")


@given(hue=st.floats(0, 360), chroma=st.floats(0, 0.37))
def test_elke_tint_geeft_genoeg_contrast(hue, chroma):
    colours.assert_contrast(colours.ramp("merk", hue, chroma), "merk")


def test_te_weinig_contrast_wordt_geweigerd():
    tokens = colours.ramp("merk", 200, 0.1) | {"--basis-color-merk-color-default": "#999999"}
    with pytest.raises(colours.TooLittleContrast, match=r"merk: color-default op bg-document is 2\.\d+:1"):
        colours.assert_contrast(tokens, "merk")


def test_contrast_is_dat_van_wcag():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
