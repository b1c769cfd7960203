"""The isolation core: what proves that nobody sees what is not theirs. It runs first, and what is red in it stops the
line: whoever broke the isolation hears so within minutes, and no other test matters until it is mended.

Part of it is every test in tests/matrix, and every test file with one of these names.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import Any

import pytest

NAMEN = re.compile(
    r"(^|/)tests/(matrix/|guards/test_(rls|routes|context_only|nats_rechten)|.*test_(isolatie|policy|rls|betrok))"
)
HOOGSTENS_SECONDEN = 300


def hoort_erbij(nodeid: str) -> bool:
    return NAMEN.search(nodeid) is not None


class Kern:
    """Watches the core while it runs. `nodeids`: all that will run."""

    def __init__(self, nodeids: Iterable[str]):
        self.te_gaan = {nodeid for nodeid in nodeids if hoort_erbij(nodeid)}
        self.aantal, self.rood, self.begin, self.seconden = len(self.te_gaan), 0, time.monotonic(), 0.0

    def gezien(self, nodeid: str, stap: str, mislukt: bool) -> str:
        """After each step (setup, call, teardown) of a test; why the rest must stop, or "".

        It is said when the core is at its end, so that all of the core is told at once.
        """
        if nodeid not in self.te_gaan:
            return ""
        self.rood += mislukt
        if stap != "teardown":
            return ""
        self.te_gaan.discard(nodeid)
        if self.te_gaan:
            return ""
        self.seconden = time.monotonic() - self.begin
        return f"de isolatiekern is rood ({self.rood} van {self.aantal}); de rest gaat niet door" if self.rood else ""

    def regel(self) -> str:
        """For the end of the report; empty when nothing of the core ran."""
        if not self.seconden:
            return ""
        hoe = "in orde" if not self.rood else f"{self.rood} rood"
        ruim = "" if self.seconden <= HOOGSTENS_SECONDEN else f", en dat is meer dan de {HOOGSTENS_SECONDEN} s die mag"
        return f"isolatiekern: {self.aantal} tests eerst, {hoe}, in {self.seconden:.0f} s{ruim}"


class Kernwacht:
    """The part of pytest that keeps a Kern, where all results come together: one lane or several."""

    def __init__(self, config: pytest.Config):
        self.config, self.kern = config, Kern(())
        self.session: pytest.Session | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.session = session

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.kern = Kern(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:
        """Each lane collects all; the first one tells."""
        if not self.kern.aantal:
            self.kern = Kern(ids)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if waarom := self.kern.gezien(report.nodeid, report.when or "", report.failed):
            lanen = self.config.pluginmanager.getplugin("dsession")
            if lanen is None:
                self.session.shouldfail = waarom
            else:
                lanen.shouldstop = waarom

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if regel := self.kern.regel():
            terminalreporter.write_line(regel)
