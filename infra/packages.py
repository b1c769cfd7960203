"""Subjects inside a service. A service that has many keeps each in a folder: `services/intake/leerlingen/`.

A subject has its own `contract.py` and, as far as it needs them, `proces.py`, `tables.py`, `operations.py`,
`queries.py`, `reactions.py` and `jobs.py`. It shares nameplate, schema, NATS user and database role with its service;
other subjects, other services and web know only its contract (tests/guards/test_imports.py).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path

from services.kern.proces import Proces

SERVICES_MAP = Path(__file__).parents[1] / "services"
DOORS = ("operations", "reactions", "jobs", "queries")


def subjects(service: str) -> list[str]:
    """The folders of this service that are a subject, in the order of the alphabet."""
    return sorted(folder.parent.name for folder in (SERVICES_MAP / service).glob("*/contract.py"))


def modules(service: str) -> list[str]:
    """The service itself and then its subjects, as names of packages."""
    return [f"services.{service}", *(f"services.{service}.{subject}" for subject in subjects(service))]


def contracts(services: Iterable[str]) -> list[str]:
    """The names of all contracts of these services, those of their subjects too."""
    return [f"{module}.contract" for service in services for module in modules(service)]


def load_contracts(services: Iterable[str]) -> None:
    """Make every fact of these services known (`services.kern.feit.FEITEN`)."""
    for contract in contracts(services):
        importlib.import_module(contract)


def processes(service: str) -> tuple[Proces, ...]:
    """The process tables of the subjects, for the nameplate of their service."""
    found: list[Proces] = []
    for subject in subjects(service):
        if (SERVICES_MAP / service / subject / "proces.py").is_file():
            module = importlib.import_module(f"services.{service}.{subject}.proces")
            found += [value for value in vars(module).values() if isinstance(value, Proces)]
    return tuple(found)


def kept_files(service: str) -> tuple[str, ...]:
    """Of every subject that keeps files of a case: SQL for their keys (`keeping.BESTANDEN`, with :tenant and :zaak)."""
    found = []
    for subject in subjects(service):
        if (SERVICES_MAP / service / subject / "keeping.py").is_file():
            found.append(importlib.import_module(f"services.{service}.{subject}.keeping").BESTANDEN)
    return tuple(found)


def hang_doors(service: str) -> None:
    """Import the doors of the service and of its subjects; importing hangs each function in its door."""
    for module in modules(service):
        for door in DOORS:
            try:
                importlib.import_module(f"{module}.{door}")
            except ModuleNotFoundError as fault:
                if fault.name != f"{module}.{door}":  # a service without clockwork has no jobs.py
                    raise
