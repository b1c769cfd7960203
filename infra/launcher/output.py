"""What the launcher says: Dutch lines on standard error, so that standard output stays free for results."""

import contextlib
import sys
import threading
import time
from collections.abc import Iterator

STARTED = time.monotonic()
TICK_SECONDS = 10


class LauncherError(Exception):
    """Something the user must know: one Dutch sentence, shown without a traceback; exit code 1."""


def say(text: str) -> None:
    """Print one line with the seconds since the start of this command."""
    with contextlib.suppress(OSError):  # whoever read along has gone; the work goes on
        print(f"[{time.monotonic() - STARTED:6.1f} s] {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step that may take long, tell every ten seconds that it still runs, and how long it took."""
    began = time.monotonic()
    done = threading.Event()

    def tick() -> None:
        while not done.wait(TICK_SECONDS):
            say(f"  nog bezig: {text} ({time.monotonic() - began:.0f} s)")

    say(f"{text} …")
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
    say(f"{text}: klaar ({time.monotonic() - began:.1f} s)")
