"""The rows of sessions: begin one, replace one, end some. A session that ended never comes back to life."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import asyncpg

from infra import clock
from services.kern.errors import NietIngelogd
from services.netwerk import sessie
from services.netwerk.service import NETWERK

VELDEN = (
    "issuer", "subject", "persoon", "naam", "email", "mfa", "user_agent", "tenant", "hoed", "bevestigd_op",
    "passkey_op", "aanbieder", "aanbieder_sessie", "csrf", "verloopt_op",
)  # fmt: skip
_NIEUW = (
    f"insert into sessie (id, token_hash, begonnen_op, gezien_op, {', '.join(VELDEN)})"
    f" values ($1, $2, now(), now(), {', '.join(f'${nummer}' for nummer in range(3, 3 + len(VELDEN)))})"
)


async def nieuwe_sessie(connection: asyncpg.Connection, **velden: Any) -> str:
    """Begin a session with these columns, and `id` when it must be known. Returns its token: the only place where it
    ever stands."""
    token = sessie.nieuw_token()
    rij = {
        "csrf": sessie.nieuw_token(),
        "verloopt_op": clock.echt() + sessie.LANGST,
        "passkey_op": None,
        "id": uuid4(),
    } | velden
    await connection.execute(_NIEUW, rij["id"], sessie.afdruk(token), *(rij[veld] for veld in VELDEN))
    return token


async def vervangen(connection: asyncpg.Connection, oud: asyncpg.Record, **anders: Any) -> str:
    """End this session and go on in a new one, that ends no later. Returns the new token."""
    await connection.execute(
        "update sessie set geeindigd_op = now(), reden = 'vervangen' where id = $1 and geeindigd_op is null",
        oud["id"],
    )
    mee = {veld: oud[veld] for veld in VELDEN if veld != "csrf"}
    return await nieuwe_sessie(connection, **(mee | anders))


async def levende_sessie(connection: asyncpg.Connection, token: str) -> asyncpg.Record:
    """The session of this token, locked. Raises NietIngelogd."""
    rij = await connection.fetchrow(
        "select * from sessie where token_hash = $1 and geeindigd_op is null and verloopt_op > now()"
        " and gezien_op > now() - $2::interval for update",
        sessie.afdruk(token),
        sessie.STIL,
    )
    if rij is None:
        raise NietIngelogd("Uw sessie is verlopen. Log opnieuw in.")
    return rij


async def oudste_eindigen(connection: asyncpg.Connection, persoon: UUID) -> list[asyncpg.Record]:
    """End what is more than three at a time. Returns of each the hash of its token, and whose it was with which hat."""
    return await connection.fetch(
        "update sessie set geeindigd_op = now(), reden = 'te veel tegelijk' where id in ("
        " select id from sessie where persoon = $1 and geeindigd_op is null order by begonnen_op desc offset $2)"
        " returning token_hash, id, persoon, tenant, hoed",
        persoon,
        sessie.TEGELIJK,
    )


async def sessies_melden(hashes: list[str]) -> None:
    """Tell every web process at once that these sessions are over; it keeps none for longer than a second anyway."""
    gang = NETWERK.dependencies.get("bus")
    for hash in hashes:
        if gang is not None and gang.client.is_connected:
            await gang.client.publish("push.sessie", hash.encode())
