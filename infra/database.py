"""PostgreSQL for one service: a unit of work for acts, a plain connection for looks. No other way in exists.

Both set the signed tenant context inside their transaction, so it is gone when the transaction is. Nothing here
or elsewhere sets anything on a session.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from infra.context import mint
from infra.service import Service
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.kern.errors import NietBeschikbaar
from services.kern.principal import Asker

# A context that is there before ours was set on the session, which nothing of us does: then no context counts, and the
# connection is given up (RLS-5). One statement, so that looking costs no round trip.
_SCHOON = "coalesce(current_setting('app.ctx', true), '') = ''"
_SET_CONTEXT = text(f"select set_config('app.ctx', case when {_SCHOON} then :ctx else 'vervuild' end, true)")
GEEN_CONTEXT = "28000"  # what sec.context() says of a context that does not count
_SERVER_SETTINGS = {
    "timezone": "UTC",
    "statement_timeout": "15000",
    "idle_in_transaction_session_timeout": "30000",
}


class Database:
    """The pools of one service in one process. Made after the process forked, never before."""

    def __init__(self, service: Service, *, pool: int | None = None):
        self.service = service
        self._size = pool or settings().pool
        self._pool: asyncpg.Pool | None = None

    @cached_property
    def voor_diensten(self) -> Database:
        """Pools apart for what a service asks: who asks keeps a connection meanwhile, so as many that ask at once as
        there are connections would wait for each other. What is asked here does not ask on."""
        return Database(self.service, pool=self._size)

    @cached_property
    def _engine(self) -> AsyncEngine:
        url = settings().database_url(self.service.name).replace("postgresql://", "postgresql+asyncpg://", 1)
        return create_async_engine(
            url,
            pool_size=self._size,
            max_overflow=0,
            pool_timeout=10,
            connect_args={"server_settings": _SERVER_SETTINGS, "command_timeout": 20},
        )

    async def pool(self) -> asyncpg.Pool:
        if self._pool is None:
            self._pool = await asyncpg.create_pool(
                settings().database_url(self.service.name),
                min_size=1,
                max_size=self._size,
                command_timeout=20,
                server_settings=_SERVER_SETTINGS,
                # Settings live and die with a transaction here, so the reset query would be a wasted round trip.
                reset=_niets,
            )
        return self._pool

    @asynccontextmanager
    async def reading(self, asker: Asker, *, write: bool = False) -> AsyncIterator[asyncpg.Connection]:
        """One transaction to look in; read only unless the look itself must be written down (`write`)."""
        ctx = mint(self.service.name, asker)  # holds no quote: infra.context refuses other characters
        pool = await self.pool()
        async with pool.acquire() as connection:
            begin = "begin" if write else "begin read only"
            await connection.execute(
                f"{begin}; select set_config('app.ctx', case when {_SCHOON} then '{ctx}' else 'vervuild' end, true)"
            )
            try:
                yield connection
            except asyncpg.InvalidAuthorizationSpecificationError:
                connection.terminate()  # the context did not count: whatever is on this session, nobody gets it next
                raise
            except BaseException:
                await connection.execute("rollback")
                raise
            await connection.execute("commit")

    @asynccontextmanager
    async def writing(self, asker: Asker) -> AsyncIterator[UnitOfWork]:
        """One unit of work: commits at the end, all or nothing. Nobody else commits."""
        async with AsyncSession(self._engine, autoflush=False, expire_on_commit=False) as session:
            async with session.begin():
                await session.execute(_SET_CONTEXT, {"ctx": mint(self.service.name, asker)})
                unit = UnitOfWork(session, self.service, asker)
                try:
                    yield unit
                    await unit.finish()
                except DBAPIError as fout:
                    if getattr(fout.orig, "sqlstate", None) == GEEN_CONTEXT:
                        await session.invalidate()
                    raise
            await unit.after_commit()

    async def close(self) -> None:
        if "voor_diensten" in self.__dict__:
            await self.voor_diensten.close()
        if self._pool is not None:
            self._pool.terminate()
        if "_engine" in self.__dict__:
            await self._engine.dispose()


def passing(fout: BaseException) -> bool:
    """Whether this fault passes by itself: a part is away or just came back, nothing is wrong with the request."""
    oorzaak = getattr(fout, "orig", None) or fout.__cause__
    if isinstance(fout, NietBeschikbaar | ConnectionError | TimeoutError | OSError | asyncpg.InterfaceError):
        return True
    if isinstance(fout, asyncpg.PostgresConnectionError | asyncpg.CannotConnectNowError | asyncpg.AdminShutdownError):
        return True
    if isinstance(fout, asyncpg.InvalidCachedStatementError):
        return True
    if getattr(fout, "connection_invalidated", False):
        return True
    if type(fout).__module__.startswith("sqlalchemy") and type(fout).__name__ in ("InterfaceError", "TimeoutError"):
        return True
    return oorzaak is not None and oorzaak is not fout and passing(oorzaak)


async def _niets(_connection: asyncpg.Connection) -> None:
    return None
