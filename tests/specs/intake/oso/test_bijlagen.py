"""Attachments: base64 of a ZIP with one file. What is damaged is told and not fatal; what never ends is cut off."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.demo.oso import ingepakt
from services.intake.oso.bijlagen import ZINNEN, Beschadigd, uitpakken


def _zip(*leden: tuple[str, bytes], soort: int = zipfile.ZIP_DEFLATED) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", soort) as zip_:
        for naam, inhoud in leden:
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


def _64(ruw: bytes) -> str:
    return base64.b64encode(ruw).decode()


def code(inhoud: str, ruimte: int = 1_000_000) -> str:
    with pytest.raises(Beschadigd) as fout:
        uitpakken(inhoud, ruimte)
    assert fout.value.code in ZINNEN
    return fout.value.code


@given(st.binary(min_size=1, max_size=5_000))
def test_wat_erin_ging_komt_eruit(inhoud: bytes):
    assert uitpakken(ingepakt("verslag.pdf", inhoud)) == inhoud


def test_regels_en_spaties_in_base64_tellen_niet():
    gebroken = "\n  ".join(ingepakt("verslag.pdf", b"inhoud" * 100)[i : i + 40] for i in range(0, 400, 40))
    heel = ingepakt("verslag.pdf", b"inhoud" * 100)
    assert uitpakken(gebroken + heel[400:]) == b"inhoud" * 100


@given(st.data(), st.binary(min_size=50, max_size=500))
def test_een_beschadigde_bijlage_geeft_een_zin_of_toch_de_inhoud(data: st.DataObject, inhoud: bytes):
    """One byte changed anywhere, or cut off: an answer in any case, and never other content than what was in it."""
    ruw = bytearray(_zip(("a.pdf", inhoud)))
    plek = data.draw(st.integers(0, len(ruw) - 1))
    if data.draw(st.booleans()):
        ruw[plek] ^= data.draw(st.integers(1, 255))
    else:
        del ruw[plek:]
    try:
        assert uitpakken(_64(bytes(ruw))) == inhoud
    except Beschadigd as fout:
        assert fout.code in ZINNEN


@given(st.text(max_size=400))
def test_wat_geen_base64_of_geen_zip_is(tekst: str):
    assert code(tekst) in ("leeg", "beschadigd")


def test_een_bom_wordt_afgebroken_wat_de_zip_ook_zegt():
    bom = bytearray(_zip(("a.pdf", bytes(3_000_000))))
    assert code(_64(bytes(bom))) == "te_groot"
    # The directory says ten bytes; the stream gives three million.
    plek = bom.rindex(b"PK\x01\x02")
    bom[plek + 24 : plek + 28] = (10).to_bytes(4, "little")
    assert code(_64(bytes(bom))) in ("te_groot", "beschadigd")


def test_meer_bestanden_een_wachtwoord_en_niets():
    assert code(_64(_zip(("a.pdf", b"1"), ("b.pdf", b"2")))) == "meer_dan_een"
    assert code(_64(_zip(("map/", b"")))) == "leeg"
    assert code(_64(_zip(("a.pdf", b"")))) == "leeg"
    dicht = bytearray(_zip(("a.pdf", b"geheim")))
    dicht[6] |= 1
    dicht[dicht.rindex(b"PK\x01\x02") + 8] |= 1
    assert code(_64(bytes(dicht))) == "wachtwoord"
