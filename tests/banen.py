"""Two lanes: `./meedoen test` runs the tests side by side, each lane on a stack of its own.

The launcher names the environment of each lane's stack in MEEDOEN_BANEN. A lane is a worker of pytest-xdist; whoever
imports this module in a worker gets the environment of its own stack, before anything reads it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from xdist.scheduler import LoadScopeScheduling

from infra.launcher import environment

#: Folders whose tests share what is dear to build: they stay together, in one lane.
SAMEN = ("tests/matrix/",)


def naar_eigen_stack() -> None:
    """In a worker: from now on the stack is that of this lane."""
    bestanden, baan = os.environ.get("MEEDOEN_BANEN", ""), os.environ.get("PYTEST_XDIST_WORKER", "")
    if not bestanden or not baan:
        return
    eigen = environment.base() | environment.read_file(Path(bestanden.split(os.pathsep)[int(baan.removeprefix("gw"))]))
    os.environ.clear()
    os.environ.update(eigen | {"PYTEST_XDIST_WORKER": baan})


class Banen(LoadScopeScheduling):
    """Hands out whole files, in the order of conftest: the core first, what kills processes last."""

    def _split_scope(self, nodeid: str) -> str:
        return next((map_ for map_ in SAMEN if nodeid.startswith(map_)), nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Banen | None:
    """Only when the launcher gave each lane a stack."""
    return Banen(config, log) if os.environ.get("MEEDOEN_BANEN") else None


naar_eigen_stack()
