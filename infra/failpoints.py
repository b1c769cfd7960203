"""Places where a test may kill this very process (trust.md, appendix A3).

Armed by a file in the folder MEEDOEN_FAILPOINTS, in a test stack only; in every other environment `fp` does nothing.
The file is called after the point (`act.start`: the first process that comes there dies) or after the point and a
process (`act.start@intake`: only that one dies). A file with the word STOP in it makes the process stand still there
(SIGSTOP) instead, as one that hangs; SIGCONT lets it go on where it was.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

POINTS = (
    "web.before_ask",
    "web.after_answer",
    "web.before_response",
    "act.start",
    "act.after_idem",
    "act.after_state",
    "act.after_outbox",
    "act.after_commit",
    "relay.before_publish",
    "relay.after_publish",
    "relay.after_mark",
    "reaction.received",
    "reaction.after_inbox",
    "reaction.after_effect",
    "reaction.after_commit",
    "reaction.after_ack",
    "clock.claimed",
    "clock.offered",
    "job.claimed",
    "job.after_effect",
    "job.after_commit",
    "scan.before",
    "scan.after",
    "clean.before",
    "clean.after",
    "mail.written",
    "mail.sent",
)
_proces = ""


def be(proces: str) -> None:
    """Say which process this is. Called once, after the fork."""
    global _proces
    _proces = proces


def folder() -> Path | None:
    """Where points are armed; None outside a test stack."""
    if os.environ.get("MEEDOEN_OMGEVING") != "test" or not (map := os.environ.get("MEEDOEN_FAILPOINTS")):
        return None
    return Path(map)


def fp(naam: str) -> None:
    """Die here, once, when a test armed this point. The file goes first: the process started in its place lives."""
    if (map := folder()) is None:
        return
    for bestand in (map / f"{naam}@{_proces}", map / naam):
        try:
            wat = bestand.read_text()
            bestand.unlink()
        except FileNotFoundError:
            continue
        if wat == "STOP":  # to this very thread: sent to the process, another may take it and this one runs on
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
        else:
            os.kill(os.getpid(), signal.SIGKILL)
