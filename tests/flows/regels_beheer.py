"""The beheerder of the vo-samenwerkingsverband at work on the rules, over the bus. Used by the flow tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import asyncpg

from infra import clock
from infra.settings import settings
from services.netwerk.contract import (
    ConceptBewaard,
    ConceptBewaren,
    RegelsVastgelegd,
    RegelsVaststellen,
    RegelversieGelezen,
    RegelversieLezen,
    Regelversies,
    RegelversiesTonen,
)
from tests.stack import Stack

TENANT, BEHEERDER = "swv2201vo", "hilda"
BRON = "Besluit van het bestuur van 20 november 2026, punt 4"
BESTUUR = """[[mandaten]]
als = { categorie = ["hoog"], complex = true }
beslist = "bestuur"
bron = "Besluit van het bestuur van 20 november 2026, punt 4"

[[mandaten]]
beslist = "directeur"
bron = "Besluit van het bestuur van 20 november 2026, punt 4"
"""
VRAAG = """
[[onderdelen.vragen]]
naam = "afspraak_op_school"
label = "Welke afspraak is er gemaakt?"
soort = "tekst"
"""


def morgen() -> date:
    return clock.vandaag() + timedelta(days=1)


def zonder(tekst: str, kop: str) -> str:
    """This TOML without the tables under this heading (and without what hangs under them)."""
    uit, weg = [], False
    naam = kop.strip("[]")
    for regel in tekst.splitlines(keepends=True):
        if regel.startswith("["):
            weg = regel.strip().strip("[]").split("#")[0].strip() == naam
        if not weg:
            uit.append(regel)
    return "".join(uit)


def anders(tekst: str, oud: str, nieuw: str) -> str:
    assert oud in tekst, f"{oud!r} staat niet meer in de map"
    return tekst.replace(oud, nieuw)


@dataclass
class Beheer:
    stack: Stack
    als: str = BEHEERDER

    async def vraag(self, bericht: Any, als: str | None = None, **hoed: Any) -> Any:
        return await self.stack.ask("netwerk", bericht, als or self.als, **hoed)

    async def versies(self) -> Regelversies:
        return await self.vraag(RegelversiesTonen())

    async def geldend(self) -> RegelversieGelezen:
        nummer = next(v.nummer for v in (await self.versies()).versies if v.geldt)
        return await self.vraag(RegelversieLezen(nummer=nummer))

    async def bewaar(self, bestanden: dict[str, str], *, verwacht: str | None = None) -> ConceptBewaard:
        """In the concept, begun from the version of today."""
        stand = await self.versies()
        if verwacht is None:
            verwacht = stand.concept.kenmerk if stand.concept else ""
        basis = next(v.nummer for v in stand.versies if v.geldt)
        return await self.vraag(ConceptBewaren(opdracht=uuid4(), bestanden=bestanden, basis=basis, verwacht=verwacht))

    async def stel_vast(self, bestanden: dict[str, str], **velden: Any) -> RegelsVastgelegd:
        concept = await self.bewaar(bestanden)
        assert concept.melding is None, concept.melding
        return await self.vraag(self.vaststellen(concept.kenmerk, **velden))

    def vaststellen(self, kenmerk: str, **velden: Any) -> RegelsVaststellen:
        gewoon = {"vanaf": morgen(), "bron": BRON, "toelichting": "", "kenmerk": kenmerk}
        return RegelsVaststellen(opdracht=uuid4(), **(gewoon | velden))


async def opruimen() -> None:
    """What tests made goes, past the fence that keeps it for ever; the folders of the installation stay."""
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            await connection.execute("delete from netwerk.regelversie where herkomst = 'beheer'")
            await connection.execute(
                "delete from netwerk.regelstand s where not exists (select 1 from netwerk.regelversie v"
                " where v.tenant = s.tenant and v.nummer = s.nummer)"
            )
    finally:
        await connection.close()
