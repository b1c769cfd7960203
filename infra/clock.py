"""The only place that asks what time it is.

Two clocks. `nu` and `vandaag` are the time of the domain: terms, letters, the tijdlijn. In demo and test they
may be moved by writing a number of seconds in the file MEEDOEN_KLOK; nothing else can move them. `echt` is the
time of the machine: sessions, signatures and leases never move.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from infra.settings import settings
from tenants import registry

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _verzet() -> float:
    bestand = settings().klokbestand
    if bestand is None:
        return 0.0
    try:
        stand = bestand.stat()
        return _gelezen(bestand, (stand.st_ino, stand.st_mtime_ns, stand.st_size))
    except FileNotFoundError:
        return 0.0


@lru_cache(maxsize=1)
def _gelezen(bestand: Path, stand: tuple[int, int, int]) -> float:
    """The seconds in the file; read again when it is another file or was written since."""
    return float(bestand.read_text() or 0)


def echt() -> datetime:
    """Machine time, UTC."""
    return datetime.now(UTC)


def echt_seconden() -> int:
    """Machine time in whole Unix seconds."""
    return int(time.time())


def nu() -> datetime:
    """Domain time, UTC."""
    return datetime.now(UTC) + timedelta(seconds=_verzet())


def vandaag() -> date:
    """The local date in Europe/Amsterdam: the day on which something is received, sent or due (Awb 2:20)."""
    return nu().astimezone(AMSTERDAM).date()


def begin_van(dag: date, uur: int = 0) -> datetime:
    """The moment this local day begins (or strikes `uur`), in UTC."""
    return datetime(dag.year, dag.month, dag.day, uur, tzinfo=AMSTERDAM).astimezone(UTC)


def verzetten(bestand: Path, naar: datetime) -> None:
    """Move the domain clock of a demo or test stack so that it is `naar` now. Written whole or not at all."""
    verschil = (naar - datetime.now(UTC)).total_seconds()
    tijdelijk = bestand.with_suffix(".nieuw")
    tijdelijk.write_text(str(verschil))
    tijdelijk.replace(bestand)


def rules_follow() -> None:
    """Let this clock decide which version of a samenwerkingsverband is in force. Called once by every process."""
    registry.vandaag = vandaag
