"""The isolation core: what proves that nobody sees what is not theirs. It runs first, and what is red in it stops the
line: whoever broke the isolation hears so within minutes, and no other test matters until it is mended.

Part of it is every test in tests/matrix, every test file with one of these names, and what carries the marker `kern`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest

NAMEN = re.compile(
    r"/tests/(matrix/|guards/test_(rls|routes|context_only|nats_rechten)|.*test_(isolatie|policy|rls|betrok))"
)
HOOGSTENS_SECONDEN = 300


def hoort_erbij(item: pytest.Item) -> bool:
    return item.get_closest_marker("kern") is not None or NAMEN.search(str(item.path)) is not None


class Kern:
    """Watches the core while it runs. `items`: all that will run, the core in front."""

    def __init__(self, items: Iterable[pytest.Item]):
        self.te_gaan = {item.nodeid for item in items if hoort_erbij(item)}
        self.aantal, self.rood, self.begin, self.seconden = len(self.te_gaan), 0, time.monotonic(), 0.0

    def klaar(self, item: pytest.Item, session: pytest.Session) -> None:
        """After each test. The rest does not begin when the core is red: all of the core is told at once."""
        self.te_gaan.discard(item.nodeid)
        if self.te_gaan or self.seconden or not self.aantal:
            return
        self.seconden = time.monotonic() - self.begin
        if self.rood:
            session.shouldfail = f"de isolatiekern is rood ({self.rood} van {self.aantal}); de rest is niet begonnen"

    def regel(self) -> str:
        """For the end of the report; empty when nothing of the core ran."""
        if not self.seconden:
            return ""
        hoe = "in orde" if not self.rood else f"{self.rood} rood"
        ruim = "" if self.seconden <= HOOGSTENS_SECONDEN else f", en dat is meer dan de {HOOGSTENS_SECONDEN} s die mag"
        return f"isolatiekern: {self.aantal} tests eerst, {hoe}, in {self.seconden:.0f} s{ruim}"
