"""What a school does for a pupil and talks about with others, made over the bus. Used by tests of every kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from services.intake.contract import Bewaard
from services.intake.interventies.contract import (
    InterventieEvalueren,
    InterventiesLijst,
    InterventiesTonen,
    InterventieVastleggen,
)
from tests.flows.intake_dossier import School

DAG = timedelta(days=1)


async def interventie_maken(school: School, dossier: UUID, als: str | None = None, **anders: Any) -> Bewaard:
    """Something done for this pupil since twenty days ago; `anders`: other fields of the command."""
    gewoon = {
        "wat": "Drie keer per week voorinstructie rekenen",
        "waar": "school",
        "doel": "Sommen tot honderd zonder hulp maken.",
        "door": "leerkracht van groep 5",
        "van": clock.vandaag() - DAG * 20,
    }
    opdracht = InterventieVastleggen(**({"opdracht": uuid4(), "dossier_id": dossier} | gewoon | anders))
    return await school.stack.ask("intake", opdracht, als=als or school.ib)


async def interventie_doen(
    school: School, soort: type, dossier: UUID, id: UUID, als: str | None = None, **velden: Any
) -> Bewaard:
    """An act on this interventie, with the version it has now unless told otherwise."""
    if "versie" not in velden:
        lijst = await interventies(school, dossier)
        velden["versie"] = next(i.versie for i in lijst.interventies + lijst.weggehaald if i.id == id)
    opdracht = soort(opdracht=uuid4(), dossier_id=dossier, interventie_id=id, **velden)
    return await school.stack.ask("intake", opdracht, als=als or school.ib)


async def geevalueerd(school: School, dossier: UUID, id: UUID, **anders: Any) -> Bewaard:
    gewoon = {
        "effect": "deels",
        "toelichting": "Sommen tot vijftig lukken nu, met een getallenlijn.",
        "op": clock.vandaag(),
        "doorgaan": False,
    }
    return await interventie_doen(school, InterventieEvalueren, dossier, id, **(gewoon | anders))


async def interventies(school: School, dossier: UUID, als: str | None = None, **hoed: Any) -> InterventiesLijst:
    return await school.stack.ask("intake", InterventiesTonen(dossier_id=dossier), als=als or school.ib, **hoed)
