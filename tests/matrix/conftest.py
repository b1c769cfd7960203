"""One world, one round of the matrix and one open door for the whole run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio

from tests.matrix.proef import Deur, open_deur
from tests.matrix.ronde import Ronde, logboek, rond
from tests.matrix.wereld import Wereld, maken
from tests.stack import Stack


@pytest_asyncio.fixture(scope="package", loop_scope="session", autouse=True)
async def _en_weer_weg(stack: Stack) -> AsyncIterator[None]:
    """Whoever was made for the matrix has no role any more once it is done: else the other tests write to them."""
    yield
    wie = "select id from netwerk.persoon where email like '%@matrix.example'"
    await stack.sql(f"update netwerk.hoed set tot = van where persoon in ({wie})")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def wereld(stack: Stack) -> Wereld:
    """The case and the people. Who belongs to the case is always signed in, also after the round."""
    return await maken(stack)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def ronde(stack: Stack, wereld: Wereld) -> Ronde:
    return await rond(stack, wereld)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def deur() -> AsyncIterator[Deur]:
    """The application in this process, open for the tests that follow. A task of its own opens it and closes it."""
    open_: asyncio.Future[Deur] = asyncio.get_running_loop().create_future()
    dicht = asyncio.Event()

    async def houden() -> None:
        with logboek():
            async with open_deur() as deur:
                open_.set_result(deur)
                await dicht.wait()

    taak = asyncio.create_task(houden())
    await asyncio.wait([open_, taak], return_when=asyncio.FIRST_COMPLETED)
    yield open_.result() if open_.done() else await taak  # type: ignore[misc]
    dicht.set()
    await taak
