"""Stories that play one subject through the front door: `./meedoen demo --exit --speel NAME`.

A story is a file in infra/demo/spelen/ with `TITEL` and `speel(toneel)`, which acts as the people concerned and raises
Struikelt where what they see is not what it should be. Its name is that of the file, with hyphens. Nothing is
registered; the launcher reads the names from the folder, before anything is installed.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol

from infra.demo.toneel import Toneel

SPELEN = Path(__file__).parent / "spelen"


class Spel(Protocol):
    TITEL: str

    def speel(self, toneel: Toneel) -> None: ...


def spel(naam: str) -> Spel:
    """The story of this name. Raises KeyError."""
    if naam not in {bestand.stem.replace("_", "-") for bestand in SPELEN.glob("[a-z]*.py")}:
        raise KeyError(naam)
    return importlib.import_module(f"infra.demo.spelen.{naam.replace('-', '_')}")  # type: ignore[return-value]


def speel(toneel: Toneel, naam: str) -> None:
    """Play it. Raises Struikelt where it stops."""
    verhaal = spel(naam)
    toneel.begin(verhaal.TITEL)
    verhaal.speel(toneel)
