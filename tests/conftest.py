"""What every test may ask for. Specs need nothing of this; flows ask for `stack`, browser tests for `browser`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from tests.kern import Kern, hoort_erbij
from tests.stack import Stack, open_stack

KERN = pytest.StashKey[Kern]()
VOLGORDE = ("specs", "guards", "matrix", "flows", "browser", "faults")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kern: proves isolation; runs first and stops the line (tests/kern.py)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The isolation core first; then what is quick and tells most; what kills processes goes last.

    Whoever asks for tests by name gets those, in the order of always, and the core stops nothing.
    """
    alles = config.args_source is not pytest.Config.ArgsSource.ARGS

    def plaats(item: pytest.Item) -> tuple[bool, int]:
        map_ = next((i for i, map in enumerate(VOLGORDE) if f"/tests/{map}/" in str(item.path)), 0)
        return alles and not hoort_erbij(item), map_

    items.sort(key=plaats)
    config.stash[KERN] = Kern(items if alles else [])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    kern = item.config.stash[KERN]
    if report.failed and item.nodeid in kern.te_gaan:
        kern.rood += 1
    return report


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    item.config.stash[KERN].klaar(item, item.session)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if KERN in config.stash and (regel := config.stash[KERN].regel()):
        terminalreporter.write_line(regel)


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
