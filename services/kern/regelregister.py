"""Waar regels zich inschrijven: met hun naam, de velden van hun invoer, en hoe hun uitkomst op papier komt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from services.kern.bedrag import als_bedrag
from services.kern.invoer import Invoer


class Regel(msgspec.Struct, frozen=True):
    """`velden`: wat er in de invoer mag staan; `rekenen` geeft een uitkomst met een veld `uitleg`."""

    naam: str
    velden: frozenset[str]
    rekenen: Callable[[Invoer], msgspec.Struct]
    als_tekst: dict[str, Callable[[Any], Any]]


# De regels van het rekencontract, en de andere regels van de wet.
REGELS: dict[str, Regel] = {}
AANVULLENDE_REGELS: dict[str, Regel] = {}


def regel(naam: str, *velden: str, **als_tekst: Callable[[Any], Any]):
    """Zet een regel van het contract in het boek. `als_tekst`: hoe een veld op papier komt (geld, breuk)."""
    return _inschrijven(REGELS, naam, velden, als_tekst)


def aanvullende_regel(naam: str, *velden: str, **als_tekst: Callable[[Any], Any]):
    """Zet een regel in het boek die het contract niet noemt; hij neemt er nooit een naam van over."""
    return _inschrijven(AANVULLENDE_REGELS, naam, velden, als_tekst)


def _inschrijven(boek: dict[str, Regel], naam: str, velden: tuple[str, ...], als_tekst: dict):
    def zet(rekenen: Callable[[Invoer], msgspec.Struct]) -> Callable[[Invoer], msgspec.Struct]:
        if naam in REGELS or naam in AANVULLENDE_REGELS:
            raise ValueError(f"de regel {naam!r} bestaat al")
        boek[naam] = Regel(naam, frozenset({*velden, "conventie"}), rekenen, als_tekst)
        return rekenen

    return zet


def bedragen(centen: list[int]) -> list[str]:
    return [als_bedrag(deel) for deel in centen]


def procent(honderdsten: int) -> str:
    return als_bedrag(honderdsten)
