"""A form that was typed, sealed with a secret that only this browser has.

It is kept for ten minutes while a person proves who they are (docs/besluiten/0014). Whoever reads the database finds
nothing to read in it: the key is in a cookie, and is another one for every form.
"""

from __future__ import annotations

import secrets
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Getypt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a form goes, and its text fields in order. `bestand`: a file was with it, which is not kept."""

    doel: str
    velden: list[tuple[str, str]]
    bestand: bool = False


def geheim() -> str:
    """256 bits for the cookie."""
    return secrets.token_urlsafe(32)


def _sleutel(geheim: str, id: UUID) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"meedoen bewaard formulier " + id.bytes).derive(geheim.encode()))


def dicht(getypt: Getypt, geheim: str, id: UUID) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + _sleutel(geheim, id).encrypt(nonce, msgspec.msgpack.encode(getypt), id.bytes)


def open_(inhoud: bytes, geheim: str, id: UUID) -> Getypt | None:
    """What was typed; None with another secret, for another form, or when anything was altered."""
    try:
        return msgspec.msgpack.decode(_sleutel(geheim, id).decrypt(inhoud[:12], inhoud[12:], id.bytes), type=Getypt)
    except (InvalidTag, ValueError, msgspec.DecodeError):
        return None
