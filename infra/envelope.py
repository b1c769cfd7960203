"""Sealing with AES-256-GCM: a key inside a key, and a file under a key of its own. Pure: bytes in, bytes out.

Every sealed thing begins with its algorithm and the id of the key that opens it, so that both can change. What it is
bound to (tenant, dossier, object, version) is in the associated data and not in the bytes: sealed as one thing, it
does not open as another.

A file: 1 byte algorithm, 16 bytes id of the dossier key, the document key sealed under that (12 + 32 + 16), 8 bytes
length, then blocks of 4 MiB, each followed by its tag of 16. The document key is new for every file, so the number of a
block is a nonce that never comes back; number and length of the whole are in the associated data, so that no block can
be left out, repeated or moved.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

AES_256_GCM = 1
KEY, NONCE, TAG = 32, 12, 16
WRAPPED = NONCE + KEY + TAG
HEADER = 1 + 16 + WRAPPED + 8
BLOCK = 4 * 1024 * 1024


class NietTeOpenen(Exception):
    """The bytes were not sealed with this key for this place, or are not whole. Nothing of them is given."""


@dataclass(frozen=True)
class Place:
    """What a file is bound to. `version` counts when the same object is written anew with other content."""

    tenant: str
    dossier: str
    object: str
    version: int = 1

    def associated(self) -> bytes:
        """`tenant|dossier|object|version`. Raises ValueError when a part holds the separator."""
        parts = (self.tenant, self.dossier, self.object, str(self.version))
        if any("|" in part for part in parts):
            raise ValueError("een plaats heeft geen streep in een van haar delen")
        return "|".join(parts).encode()


def new_key() -> bytes:
    return os.urandom(KEY)


def wrap(mother: bytes, child: bytes, associated: bytes) -> bytes:
    """A key sealed under another: nonce, 32 bytes, tag. The nonce is random: a key seals few others."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(mother).encrypt(nonce, child, associated)


def unwrap(mother: bytes, wrapped: bytes, associated: bytes) -> bytes:
    """Raises NietTeOpenen."""
    if len(wrapped) != WRAPPED:
        raise NietTeOpenen("een sleutel heeft niet de goede lengte")
    return _decrypt(mother, wrapped[:NONCE], wrapped[NONCE:], associated)


def seal(key_id: UUID, key: bytes, data: bytes, place: Place) -> bytes:
    """`data` under a new document key, itself under dossier key `key`."""
    head, document, bound = bytes([AES_256_GCM]) + key_id.bytes, new_key(), place.associated()
    cipher, total = AESGCM(document), len(data)
    out = [head, wrap(key, document, head + bound), total.to_bytes(8, "big")]
    for number in range(blocks(total)):
        block = data[number * BLOCK : (number + 1) * BLOCK]
        out.append(cipher.encrypt(_nonce(number), block, _of_block(bound, number, total)))
    return b"".join(out)


def unseal(key_id: UUID, key: bytes, sealed: bytes, place: Place) -> bytes:
    """Everything. Raises NietTeOpenen."""
    reader = Reader(key_id, key, sealed[:HEADER], place)
    data = b"".join(reader.block(number, sealed[begin:end]) for number, begin, end in reader.ranges())
    if len(sealed) != reader.end:
        raise NietTeOpenen("het bestand is langer of korter dan het was")
    return data


class Reader:
    """A sealed file of which only some blocks are wanted. Reads no store: says which bytes it wants and opens them."""

    def __init__(self, key_id: UUID, key: bytes, header: bytes, place: Place):
        if len(header) != HEADER or header[0] != AES_256_GCM:
            raise NietTeOpenen("dit is geen verzegeld bestand")
        head, wrapped = header[:17], header[17 : 17 + WRAPPED]
        if head[1:] != key_id.bytes:
            raise NietTeOpenen("dit bestand hoort bij een andere sleutel")
        self._bound = place.associated()
        self._cipher = AESGCM(unwrap(key, wrapped, head + self._bound))
        self.total = int.from_bytes(header[-8:], "big")
        self.end = HEADER + self.total + TAG * blocks(self.total)

    def ranges(self) -> Iterator[tuple[int, int, int]]:
        """Number, begin and end in the sealed file of every block."""
        for number in range(blocks(self.total)):
            yield number, *self.range(number)

    def range(self, number: int) -> tuple[int, int]:
        """Where block `number` lies. Raises IndexError when there is none."""
        if not 0 <= number < blocks(self.total):
            raise IndexError(number)
        begin = HEADER + number * (BLOCK + TAG)
        return begin, min(begin + BLOCK + TAG, self.end)

    def block(self, number: int, sealed: bytes) -> bytes:
        """Raises NietTeOpenen."""
        associated = _of_block(self._bound, number, self.total)
        try:
            return self._cipher.decrypt(_nonce(number), sealed, associated)
        except InvalidTag:
            raise NietTeOpenen("de inhoud is veranderd, of hoort ergens anders") from None


def blocks(total: int) -> int:
    """An empty file has one block too: its tag proves that it is empty."""
    return max(1, -(-total // BLOCK))


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE, "big")


def _of_block(bound: bytes, number: int, total: int) -> bytes:
    return b"%b|%d|%d" % (bound, number, total)


def _decrypt(key: bytes, nonce: bytes, data: bytes, associated: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, data, associated)
    except InvalidTag:
        raise NietTeOpenen("een sleutel past niet") from None
