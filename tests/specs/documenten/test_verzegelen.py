"""AUD-6: sealing as NIST says it, bound to its place, never the same nonce twice under one key."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from infra import envelope
from infra.envelope import BLOCK, HEADER, TAG, NietTeOpenen, Place, Reader, seal, unseal, unwrap, wrap

SLEUTEL = bytes(range(32))
ID = UUID("00000000-0000-4000-8000-000000000001")
HIER = Place("swv2202po", "zaak-a", "swv2202po/stukken/1/origineel")

# AES-256-GCM, test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega), as NIST uses them.
GELIJK = "feffe9928665731c6d6a8f9467308308" * 2
NUL = "00" * 12
LANG = (
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
    "b16aedf5aa0de657ba637b391aafd255"
)
LANG_DICHT = (
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
    "c5f61e6393ba7a0abcc9f662898015ad"
)


@pytest.mark.parametrize(
    ("sleutel", "nonce", "open_", "erbij", "dicht", "merk"),
    [
        ("00" * 32, NUL, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        ("00" * 32, NUL, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"),
        (GELIJK, "cafebabefacedbaddecaf888", LANG, "", LANG_DICHT, "b094dac5d93471bdec1a502270e3cc6c"),
        (
            GELIJK,
            "cafebabefacedbaddecaf888",
            LANG[:120],
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            LANG_DICHT[:120],
            "76fc6ece0f4e1768cddf8853bb2d551b",
        ),
    ],
)
def test_de_bekende_uitkomsten(sleutel: str, nonce: str, open_: str, erbij: str, dicht: str, merk: str) -> None:
    cipher, over = AESGCM(bytes.fromhex(sleutel)), bytes.fromhex(erbij)
    assert cipher.encrypt(bytes.fromhex(nonce), bytes.fromhex(open_), over).hex() == dicht + merk
    # A wrapped key of ours is exactly that: nonce, ciphertext, tag.
    ingepakt = bytes.fromhex(nonce + dicht + merk)
    if len(ingepakt) == envelope.WRAPPED:
        assert unwrap(bytes.fromhex(sleutel), ingepakt, over).hex() == open_


def test_een_ingepakte_sleutel_is_na_te_rekenen() -> None:
    ingepakt = wrap(SLEUTEL, b"k" * 32, b"plek")
    assert AESGCM(SLEUTEL).decrypt(ingepakt[:12], ingepakt[12:], b"plek") == b"k" * 32
    assert unwrap(SLEUTEL, ingepakt, b"plek") == b"k" * 32
    for fout in (b"plekje", b""):
        with pytest.raises(NietTeOpenen):
            unwrap(SLEUTEL, ingepakt, fout)
    with pytest.raises(NietTeOpenen):
        unwrap(SLEUTEL, ingepakt[:-1], b"plek")


@pytest.mark.parametrize("lengte", [0, 1, 15, 16, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 7])
def test_wat_dicht_gaat_gaat_weer_open(lengte: int) -> None:
    inhoud = (b"Zo\xc3\xab de Vries. " * (lengte // 15 + 1))[:lengte]
    dicht = seal(ID, SLEUTEL, inhoud, HIER)
    assert (dicht[0], dicht[1:17]) == (1, ID.bytes)
    assert unseal(ID, SLEUTEL, dicht, HIER) == inhoud
    assert len(dicht) == HEADER + lengte + TAG * max(1, -(-lengte // BLOCK))
    assert lengte < 16 or inhoud[:16] not in dicht


@pytest.mark.parametrize(
    "elders",
    [
        Place("swv2201vo", "zaak-a", HIER.object),
        Place("swv2202po", "zaak-b", HIER.object),
        Place("swv2202po", "zaak-a", "swv2202po/stukken/2/origineel"),
        Place("swv2202po", "zaak-a", HIER.object, version=2),
    ],
    ids=["tenant", "dossier", "object", "versie"],
)
def test_het_document_van_a_gaat_niet_open_als_dat_van_b(elders: Place) -> None:
    dicht = seal(ID, SLEUTEL, b"verslag", HIER)
    with pytest.raises(NietTeOpenen):
        unseal(ID, SLEUTEL, dicht, elders)
    with pytest.raises(NietTeOpenen):
        unseal(uuid4(), SLEUTEL, dicht, HIER)
    with pytest.raises(NietTeOpenen):
        unseal(ID, bytes(32), dicht, HIER)


def test_een_plaats_laat_zich_niet_verschuiven() -> None:
    with pytest.raises(ValueError, match="streep"):
        Place("swv2202po", "zaak|a", "x").associated()


def test_geen_blok_valt_weg_en_geen_blok_verschuift() -> None:
    een, twee = b"a" * BLOCK, b"b" * BLOCK
    dicht = seal(ID, SLEUTEL, een + twee + b"c", HIER)
    blok = BLOCK + TAG
    eerste, tweede = dicht[HEADER : HEADER + blok], dicht[HEADER + blok : HEADER + 2 * blok]
    staart = dicht[HEADER + 2 * blok :]
    korter = dicht[: HEADER - 8] + (2 * BLOCK).to_bytes(8, "big") + eerste + tweede
    for fout in (
        dicht[:HEADER] + tweede + eerste + staart,
        dicht[:HEADER] + eerste + eerste + staart,
        dicht[:HEADER] + eerste + tweede,
        dicht + b"x",
        korter,
    ):
        with pytest.raises(NietTeOpenen):
            unseal(ID, SLEUTEL, fout, HIER)


@settings(max_examples=150, deadline=None)
@given(plek=st.integers(min_value=0), bit=st.integers(0, 7), inhoud=st.binary(max_size=200))
def test_elk_omgevallen_bit_wordt_gezien(plek: int, bit: int, inhoud: bytes) -> None:
    dicht = bytearray(seal(ID, SLEUTEL, inhoud, HIER))
    dicht[plek % len(dicht)] ^= 1 << bit
    with pytest.raises(NietTeOpenen):
        unseal(ID, SLEUTEL, bytes(dicht), HIER)


def test_een_deel_leest_alleen_zijn_eigen_blok() -> None:
    inhoud = b"a" * BLOCK + b"b" * 10
    dicht = seal(ID, SLEUTEL, inhoud, HIER)
    lezer = Reader(ID, SLEUTEL, dicht[:HEADER], HIER)
    begin, eind = lezer.range(1)
    assert (eind - begin, lezer.block(1, dicht[begin:eind])) == (10 + TAG, b"b" * 10)
    with pytest.raises(IndexError):
        lezer.range(2)


def test_nooit_twee_keer_dezelfde_nonce_onder_een_sleutel() -> None:
    """A document key is new for every file and its blocks are numbered; a dossier key seals with random nonces.

    The long form of this count, over ten million, is in docs/security/documenten.md.
    """
    nonces = {wrap(SLEUTEL, SLEUTEL, b"")[:12] for _ in range(100_000)}
    assert len(nonces) == 100_000
    twee = [seal(ID, SLEUTEL, b"hetzelfde", HIER) for _ in range(500)]
    assert len({dicht[HEADER:] for dicht in twee}) == len({dicht[17:HEADER] for dicht in twee}) == 500
    assert len({envelope._nonce(nummer) for nummer in range(100_000)}) == 100_000
