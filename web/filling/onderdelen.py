"""What each subject of intake adds to the two pages of a leerlingdossier: that of the school and that of the family.

A subject adds itself by having a file, and edits no file of another:

- `web/filling/leerling_<subject>.py` with `ONDERDEEL = Onderdeel(...)`: a page beside the dossier, and one line of how
  it stands on the dossier itself;
- `web/filling/familie_<subject>.py` with `FAMILIE = Familiedeel(...)`: a block on the page of parents and pupil.

`vraag` makes the question to intake, `regel` and `blok` turn its answer into what is shown, or None for nothing. Both
are pure. A question that intake refuses this person (MagNiet, NietGevonden) shows nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from services.kern.bericht import Vraag
from services.kern.rollen import FAMILIEROLLEN, Rol
from tenants.schema import Tenant
from web.views import Status
from web.views_mijn_dossier import Familieblok

_MAP = Path(__file__).parent


@dataclass(frozen=True)
class Regel:
    """How it stands, in one line. `status`: a chip behind it."""

    tekst: str
    status: Status | None = None


@dataclass(frozen=True)
class Kijker:
    """Who looks at the page of the school, on which day."""

    rol: Rol
    tenant: Tenant
    vandaag: date


@dataclass(frozen=True)
class Onderdeel:
    """A page about one pupil. `pad`: the last part of its address (`/leerlingen/<id>/<pad>`). `rollen`: who may open
    it. `volgorde`: where it stands; the dossier is 0, gezag, adres and school 90. `hier`: whether this
    samenwerkingsverband has it at all; without, there is no tab."""

    titel: str
    pad: str
    rollen: frozenset[Rol]
    volgorde: int = 50
    vraag: Callable[[UUID], Vraag] | None = None
    regel: Callable[[Any, Kijker], Regel | None] | None = None
    hier: Callable[[Tenant], bool] = lambda tenant: True


@dataclass(frozen=True)
class Gezin:
    """Whose page it is. `kind`: the first name; `leerling`: the pupil looks, who is spoken to with "je"."""

    dossier_id: UUID
    kind: str
    school: str
    leerling: bool
    tenant: Tenant
    vandaag: date


@dataclass(frozen=True)
class Familiedeel:
    """A block for parents and pupil. `rollen`: for which of the two. `volgorde`: where it stands; what asks something
    of the reader (`Familieblok.aandacht`) comes before everything."""

    vraag: Callable[[UUID], Vraag]
    blok: Callable[[Any, Gezin], Familieblok | None]
    rollen: frozenset[Rol] = FAMILIEROLLEN
    volgorde: int = 50


def _gevonden(begin: str, naam: str) -> list[Any]:
    namen = sorted(bestand.stem for bestand in _MAP.glob(f"{begin}_*.py"))
    modules = [importlib.import_module(f"web.filling.{een}") for een in namen]
    return sorted((getattr(m, naam) for m in modules if hasattr(m, naam)), key=lambda deel: deel.volgorde)


@cache
def onderdelen() -> tuple[Onderdeel, ...]:
    """Of every subject that has a page about a pupil, in the order of the menu."""
    return tuple(_gevonden("leerling", "ONDERDEEL"))


@cache
def familiedelen() -> tuple[Familiedeel, ...]:
    """Of every subject that has something for parents or pupil."""
    return tuple(_gevonden("familie", "FAMILIE"))
