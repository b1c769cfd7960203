"""The file store: a folder in development and on one server, S3 or alike elsewhere (FILES_URL). Keys, never names.

A key is made by the service from ids, tenant first; the name a person gave a file never reaches the store. Types and
names stand in the database, because a local store keeps none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from infra.log import log
from infra.settings import settings
from services.kern.errors import NietBeschikbaar

MELDING = "De bestanden zijn even niet bereikbaar. Er is niets verloren; probeer het zo nog eens."


@cache
def _store() -> Any:
    url = settings().files_url
    return from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)


@asynccontextmanager
async def _bereikbaar() -> AsyncIterator[None]:
    """A store that is away is told as such; a file that is not there is a FileNotFoundError."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as fout:
        log.warning("bestandsopslag niet bereikbaar", fout=type(fout).__name__)
        raise NietBeschikbaar(MELDING) from None


async def put(key: str, data: bytes) -> None:
    """Keep `data` under `key`, whole or not at all; what stood there is replaced. Raises NietBeschikbaar."""
    async with _bereikbaar():
        await obstore.put_async(_store(), key, data)


async def get(key: str) -> bytes:
    """All bytes. Raises FileNotFoundError, NietBeschikbaar."""
    async with _bereikbaar():
        return bytes(await (await obstore.get_async(_store(), key)).bytes_async())


async def get_part(key: str, begin: int, length: int) -> bytes:
    """At most `length` bytes from `begin`. Raises FileNotFoundError, NietBeschikbaar."""
    async with _bereikbaar():
        return bytes(await obstore.get_range_async(_store(), key, start=begin, length=length))


async def sizes(prefix: str) -> dict[str, int]:
    """Key to size in bytes of everything in the folder `prefix`, in the order of the keys."""
    async with _bereikbaar():
        found: dict[str, int] = {}
        async for batch in obstore.list(_store(), prefix=prefix):
            found.update({meta["path"]: meta["size"] for meta in batch})
        return dict(sorted(found.items()))


async def delete(*keys: str) -> None:
    """Gone, whether or not it was there. Raises NietBeschikbaar."""
    for key in keys:
        async with _bereikbaar():
            try:
                await obstore.delete_async(_store(), key)
            except FileNotFoundError:
                continue
