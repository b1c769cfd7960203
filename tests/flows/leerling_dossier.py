"""Making a leerlingdossier the way a school does: over the bus. Used by the flow tests of every subject of intake."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    GegevensStand,
    GegevensTonen,
    GezagVastleggen,
    LeerlingdossierBeginnen,
    LeerlingStand,
    LeerlingTonen,
)
from tests.flows.intake_dossier import School


async def dossier_maken(school: School, **anders: Any) -> UUID:
    """A dossier of a pupil of this school; its id. `anders`: other fields of the command."""
    return (await dossier_begonnen(school, **anders)).id


async def dossier_begonnen(school: School, **anders: Any) -> Bewaard:
    """The same, with the version it has."""
    gewoon = school.beginnen()
    gegevens = {naam: getattr(gewoon, naam) for naam in ("roepnaam", "achternaam", "geboren_op", "groep")}
    opdracht = LeerlingdossierBeginnen(**({"opdracht": uuid4()} | gegevens | anders))
    return await school.stack.ask("intake", opdracht, als=school.ib)


async def dossier_zien(school: School, dossier: UUID, als: str | None = None, **hoed: Any) -> LeerlingStand:
    return await school.stack.ask("intake", LeerlingTonen(dossier_id=dossier), als=als or school.ib, **hoed)


async def doe(school: School, soort: type, dossier: UUID, als: str | None = None, **velden: Any) -> Bewaard:
    """An act on this dossier, with the version it has now unless told otherwise."""
    if "versie" not in velden:
        velden["versie"] = (await dossier_zien(school, dossier)).versie
    return await school.stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, **velden), als=als or school.ib)


async def dossier_vullen(school: School, dossier: UUID, **anders: str) -> None:
    """A parent with gezag and an address that is not secret. `anders`: naam, straat, plaats."""
    geboren_op = (await dossier_zien(school, dossier)).geboren_op
    gewoon = {"naam": "Noor Jansen", "straat": "Brink 1", "plaats": "Emmen"} | anders
    gezag = {"naam": gewoon["naam"], "relatie": "moeder", "grond": "geboorte", "van": geboren_op}
    await doe(school, GezagVastleggen, dossier, **gezag)
    adres = {"straat": gewoon["straat"], "postcode": "7823 AB", "plaats": gewoon["plaats"], "van": geboren_op}
    await doe(school, AdresVastleggen, dossier, **adres)


async def gegevens(school: School, dossier: UUID, als: str | None = None, **hoed: Any) -> GegevensStand:
    return await school.stack.ask("intake", GegevensTonen(dossier_id=dossier), als=als or school.ib, **hoed)
