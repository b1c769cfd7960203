"""Asking for extra support the way a school does: over the bus. Used wherever a test needs an arrangement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from services.intake.arrangementen.contract import ArrangementAanvragen, ArrangementToekennen
from tests.flows.intake_dossier import School

PLAN: dict[str, Any] = {
    "doelen": ("Doet elke ochtend mee in de kring.",),
    "behoefte": "Een rustige plek en korte opdrachten.",
    "communicatie": "Elke vrijdag bellen de mentor en de ouders.",
}


async def arrangement_vragen(school: School, dossier: UUID | None, soort: str, **anders: Any) -> UUID:
    """An arrangement of this kind, of thirty days from today unless told otherwise; its id."""
    vandaag = clock.vandaag()
    gewoon = PLAN | {"van": vandaag, "tot": vandaag + timedelta(days=29), "dossier_id": dossier, "soort": soort}
    vraag = ArrangementAanvragen(**({"opdracht": uuid4()} | gewoon | anders))
    return (await school.stack.ask("intake", vraag, als=school.ib)).id


async def arrangement_toekennen(school: School, id: UUID, als: str, **anders: Any) -> None:
    """Granted as it was asked."""
    vandaag = clock.vandaag()
    gewoon = {"van": vandaag, "tot": vandaag + timedelta(days=29), "versie": 1}
    vraag = ArrangementToekennen(**({"opdracht": uuid4(), "arrangement_id": id} | gewoon | anders))
    await school.stack.ask("intake", vraag, als=als)
