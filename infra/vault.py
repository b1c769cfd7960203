"""Files of a dossier in the store, always sealed: what lies there tells nobody its content.

Reading takes the database (the key), the store (the bytes) and the environment (the master key); any two of the three
give nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from infra import envelope, files, keys
from infra.envelope import BLOCK, HEADER, TAG, NietTeOpenen, Place, Reader
from infra.log import log
from services.kern.errors import KanNiet

if TYPE_CHECKING:
    from infra.runtime import Reading
    from infra.unit_of_work import UnitOfWork

# One part of a file, as it travels over the bus: a block.
DEEL = BLOCK
# What sealing adds to a file of one block.
OPSLAG = HEADER + TAG


class Veranderd(KanNiet):
    """What lies there is not what was put there. Nothing of it is shown."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bestand is beschadigd en gaat niet open. De beheerder van Meedoen ziet het en zoekt het uit."
        )


async def put(unit: UnitOfWork, zaak: UUID, key: str, data: bytes) -> None:
    """Keep `data` under `key`, sealed for this dossier. Raises SleutelWeg, NietBeschikbaar."""
    id, secret = await keys.of_dossier(unit, zaak)
    await files.put(key, envelope.seal(id, secret, data, _place(unit, zaak, key)))


async def get(source: UnitOfWork | Reading, zaak: UUID, key: str) -> bytes:
    """Everything. Raises FileNotFoundError, SleutelWeg, Veranderd, NietBeschikbaar."""
    id, secret = await keys.find(source, zaak)
    return _logged(key, envelope.unseal, id, secret, await files.get(key), _place(source, zaak, key))


async def get_part(source: UnitOfWork | Reading, zaak: UUID, key: str, number: int) -> bytes:
    """Part `number` of at most `DEEL` bytes. Raises IndexError when there is none, and what `get` raises."""
    id, secret = await keys.find(source, zaak)
    header = await files.get_part(key, 0, HEADER)
    reader = _logged(key, Reader, id, secret, header, _place(source, zaak, key))
    begin, end = reader.range(number)
    return _logged(key, reader.block, number, await files.get_part(key, begin, end - begin))


async def look(fetchrow: Callable[..., Any], dienst: str, tenant: str, zaak: UUID, key: str) -> bytes:
    """Everything, for who stands outside the services with the rights of the migration: checks, export, tests."""
    row = await fetchrow(keys.DOSSIER.format(schema=f"{dienst}."), tenant, zaak)
    id, secret = keys.opened(tenant, zaak, row)
    return envelope.unseal(id, secret, await files.get(key), Place(tenant, str(zaak), key))


def _place(source: UnitOfWork | Reading, zaak: UUID, key: str) -> Place:
    return Place(tenant=source.asker.tenant, dossier=str(zaak), object=key)


def _logged(key: str, do: Callable[..., Any], *args: Any) -> Any:
    """A file that does not open was changed or put elsewhere by somebody: the operator should hear that."""
    try:
        return do(*args)
    except NietTeOpenen as fout:
        log.error("bestand gaat niet open", bestand=key, fout=str(fout))
        raise Veranderd() from None
