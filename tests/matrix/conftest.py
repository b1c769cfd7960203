"""One round of the matrix for the whole run."""

from __future__ import annotations

import pytest_asyncio

from tests.matrix.ronde import Ronde, rond
from tests.stack import Stack


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def ronde(stack: Stack) -> Ronde:
    return await rond(stack)
