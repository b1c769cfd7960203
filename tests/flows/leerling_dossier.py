"""Making a leerlingdossier the way a school does: over the bus. Used by the flow tests of every subject of intake."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import LeerlingdossierBeginnen, LeerlingStand, LeerlingTonen
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
