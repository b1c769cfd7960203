"""What has left the house, written down outside the database: a folder in MEEDOEN_VAR with one small file per e-mail.

A backup that is put back does not know of the e-mails of after its moment. The id of an e-mail follows from what
caused it (`UnitOfWork._id`), so the second time round it is found here and not sent again (trust.md BCK-4). Kept for
longer than a backup may be put back; with more machines, MEEDOEN_VAR is a folder that they share.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import UUID

from infra import clock
from infra.settings import settings

KEEP_DAYS = 40  # a backup is kept for 30 days (infra.backup.shelf)


def folder() -> Path:
    return settings().var / "verzonden"


def claim(id: UUID) -> str | None:
    """Note that this e-mail is about to leave. None: go on. Else it was here before: `verzonden`, or `onzeker`.

    Whole or not at all: the file is made by one of two who try at once.
    """
    path = _path(id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return "verzonden" if path.stat().st_size else "onzeker"
    os.fsync(handle)
    os.close(handle)
    return None


def confirm(id: UUID) -> None:
    """It left: the mail server took it."""
    _path(id).write_text(clock.echt().isoformat())


def release(id: UUID) -> None:
    """It certainly did not leave, and may be tried again."""
    _path(id).unlink(missing_ok=True)


def forget_old() -> int:
    """Remove what is older than any backup. Returns how many."""
    before, gone = time.time() - KEEP_DAYS * 86_400, 0
    for path in folder().glob("*/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _path(id: UUID) -> Path:
    return folder() / id.hex[:2] / str(id)
