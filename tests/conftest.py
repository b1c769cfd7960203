"""What every test may ask for. Specs need nothing of this; flows ask for `stack`, browser tests for `browser`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.stack import Stack, open_stack

VOLGORDE = ("specs", "guards", "matrix", "flows", "browser", "faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is quick and tells most goes first; what kills processes goes last."""
    items.sort(key=lambda item: next((i for i, map in enumerate(VOLGORDE) if f"/tests/{map}/" in str(item.path)), 0))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack() -> AsyncIterator[Stack]:
    """The running stack with the cast known to it."""
    from infra import people

    opened = await open_stack()
    await people.load_patiently(opened.beheer)
    yield opened
    await opened.web.client.close()
    await opened.beheer.client.close()


@pytest.fixture(autouse=True)
def _klok_staat_goed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whoever moved the clock of the stack leaves it as it was."""
    yield
    if "stack" in request.fixturenames:
        request.getfixturevalue("stack").klok_terug()
