"""What every test may ask for. Specs need nothing of this; flows ask for `stack`, browser tests for `browser`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from tests.banen import pytest_xdist_make_scheduler  # first of ours: in a lane it changes the environment
from tests.kern import Kernwacht, hoort_erbij
from tests.stack import Stack, open_stack

__all__ = ["pytest_xdist_make_scheduler"]
VOLGORDE = ("specs", "guards", "matrix", "flows", "browser", "faults")
ALLES = pytest.StashKey[bool]()  # nobody asked for tests by name


def pytest_configure(config: pytest.Config) -> None:
    baan = getattr(config, "workerinput", None)
    alles = config.args_source is not pytest.Config.ArgsSource.ARGS if baan is None else baan["alles"]
    config.stash[ALLES] = alles
    if alles and baan is None:
        config.pluginmanager.register(Kernwacht(config))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["alles"] = node.config.stash[ALLES]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The isolation core first; then what is quick and tells most; what kills processes goes last.

    Whoever asks for tests by name gets those, in the order of always, and the core stops nothing.
    """

    def plaats(item: pytest.Item) -> tuple[bool, int]:
        map_ = next((i for i, map in enumerate(VOLGORDE) if f"/tests/{map}/" in str(item.path)), 0)
        return config.stash[ALLES] and not hoort_erbij(item.nodeid), map_

    items.sort(key=plaats)


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
