"""What lies in a backup folder, and which of it is needed for a moment.

    wal/<segment>.gz          the write-ahead log since the first backup; PostgreSQL writes it (infra.launcher.postgres)
    basis/<stamp>/            a base backup as pg_basebackup made it, with its backup_manifest
    basis/<stamp>.json        what it is: `begin`, `klaar` (moments), `wal` (the first segment it needs), `bytes`
    bestanden/<key>           the file store; a key is never used for other content, so one copy serves every moment
    ankers/ verzonden/        what must outlive the database: anchors of the audit, e-mails that left
    telling.jsonl             how much there was, line by line (infra.backup.ledger)

No secret is in it: putting back needs the secrets of the installation, which are kept elsewhere.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Not longer: a dossier that was destroyed must be unreadable in every backup within a month (trust.md BCK-6).
KEEP = timedelta(days=30)


class NietTerugTeZetten(Exception):
    """One Dutch sentence: why this backup or this moment cannot be used."""


@dataclass(frozen=True)
class Base:
    """One base backup. Whatever was committed from `klaar` on can be reached from it."""

    folder: Path
    begin: datetime
    klaar: datetime
    wal: str
    bytes: int


def bases(shelf: Path) -> list[Base]:
    """Every finished base backup, oldest first."""
    found = []
    for note in sorted((shelf / "basis").glob("*.json")):
        said = json.loads(note.read_text())
        moments = [datetime.fromisoformat(said[name]) for name in ("begin", "klaar")]
        found.append(Base(note.with_suffix(""), *moments, said["wal"], said["bytes"]))
    return found


def choose(shelf: Path, moment: datetime | None) -> Base:
    """The last base that was finished by then. Raises NietTerugTeZetten."""
    known = bases(shelf)
    if not known:
        raise NietTerugTeZetten(f"Er is geen backup in {shelf}. Maak er eerst een: ./meedoen backup")
    if moment is None:
        return known[-1]
    usable = [base for base in known if base.klaar <= moment]
    if not usable:
        raise NietTerugTeZetten(f"Zo ver terug reikt het archief niet: het begint op {in_words(known[0].klaar)}.")
    return usable[-1]


def in_words(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def prune(shelf: Path, now: datetime | None = None) -> int:
    """Let go of bases older than `KEEP` that no moment within it needs, and of the log before the first that stays.

    Returns how many things were removed.
    """
    before = (now or datetime.now(UTC)) - KEEP
    known, gone = bases(shelf), 0
    while len(known) > 1 and known[1].klaar <= before:
        old = known.pop(0)
        shutil.rmtree(old.folder, ignore_errors=True)
        old.folder.with_suffix(".json").unlink()
        gone += 1
    for segment in (shelf / "wal").glob("*.gz"):
        if known and segment.name[:24] < known[0].wal:
            segment.unlink()
            gone += 1
    return gone


def mirror(source: Path, shelf: Path) -> tuple[int, int]:
    """Copy what is new in the file store; forget what left it longer than `KEEP` ago. Returns (new files, bytes)."""
    target, left = shelf / "bestanden", shelf / "weg"
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    there = {path.relative_to(source) for path in source.rglob("*") if path.is_file()} if source.is_dir() else set()
    have = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    new = size = 0
    for key in there - have:
        try:
            size += copy_whole(source / key, target / key)
        except FileNotFoundError:  # removed meanwhile
            continue
        new += 1
    for key in have - there:
        mark = left / key
        if not mark.exists():
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        elif mark.stat().st_mtime < time.time() - KEEP.total_seconds():
            (target / key).unlink(missing_ok=True)
            mark.unlink()
    return new, size


def copy_whole(source: Path, target: Path) -> int:
    """Copy a file whole or not at all; its size in bytes."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f"{target.name}.nieuw")
    shutil.copyfile(source, fresh)
    fresh.replace(target)
    return target.stat().st_size


def keep_beside(var: Path, shelf: Path) -> None:
    """Copy what lives outside the database and must outlive it."""
    for name in ("ankers", "verzonden"):
        if (var / name).is_dir():
            shutil.copytree(var / name, shelf / name, dirs_exist_ok=True)
