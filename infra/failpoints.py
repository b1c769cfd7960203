"""Places where a test may kill this very process (trust.md, appendix A3).

Armed by a file with the name of the point in the folder MEEDOEN_FAILPOINTS, in a test stack only; in every other
environment `fp` does nothing.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

POINTS = (
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
    "job.claimed",
    "job.after_effect",
    "job.after_commit",
)


def fp(naam: str) -> None:
    """Die here, once, when a test armed this point. The file goes first: the process started in its place lives."""
    if os.environ.get("MEEDOEN_OMGEVING") != "test" or not (bestand := os.environ.get("MEEDOEN_FAILPOINTS")):
        return
    armed = Path(bestand) / naam
    try:
        armed.unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
