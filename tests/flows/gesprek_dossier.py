"""What a school does for a pupil and talks about with others, made over the bus. Used by tests of every kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from services.intake.contract import Bewaard
from services.intake.gesprekken.contract import (
    Aanwezige,
    AfspraakMaken,
    GesprekBeginnen,
    GesprekDelen,
    GesprekspuntBeschrijven,
    GesprekStand,
    GesprekTonen,
)
from services.intake.interventies.contract import (
    InterventieEvalueren,
    InterventiesLijst,
    InterventiesTonen,
    InterventieVastleggen,
)
from tenants import registry
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


# ------------------------------------------------------------------------------------------------- talks


async def gesprek_beginnen(school: School, dossier: UUID, als: str | None = None, **anders: Any) -> UUID:
    """A talk of today with a parent and the leerkracht; its id. `anders`: other fields of the command."""
    gewoon = {
        "soort": next(iter(registry.get(school.tenant).gesprekken)),
        "gehouden_op": clock.vandaag(),
        "aanwezigen": (
            Aanwezige(naam="Noor Jansen", functie="Ouder", kant="ouder"),
            Aanwezige(naam="Els Brink", functie="Leerkracht", kant="school"),
        ),
    }
    opdracht = GesprekBeginnen(**({"opdracht": uuid4(), "dossier_id": dossier} | gewoon | anders))
    return (await school.stack.ask("intake", opdracht, als=als or school.ib)).id


async def gesprek_zien(school: School, dossier: UUID, id: UUID, als: str | None = None, **hoed: Any) -> GesprekStand:
    vraag = GesprekTonen(dossier_id=dossier, gesprek_id=id)
    return await school.stack.ask("intake", vraag, als=als or school.ib, **hoed)


async def in_gesprek(
    school: School, soort: type, dossier: UUID, id: UUID, als: str | None = None, hoed: Any = None, **velden: Any
) -> Bewaard:
    """An act on this talk."""
    opdracht = soort(opdracht=uuid4(), dossier_id=dossier, gesprek_id=id, **velden)
    return await school.stack.ask("intake", opdracht, als=als or school.ib, **(hoed or {}))


async def afspraak_maken(
    school: School, dossier: UUID, id: UUID, wie: str = "", als: str | None = None, hoed: Any = None, **anders: Any
) -> UUID:
    """An agreement of the one at the table with this name; of who began the talk when no name is given."""
    aanwezigen = (await gesprek_zien(school, dossier, id)).aanwezigen
    aanwezige = next((a for a in aanwezigen if a.naam == wie), aanwezigen[0])
    velden = {"wat": "Logopedist bellen voor een afspraak", "uiterlijk_op": clock.vandaag() + DAG * 14} | anders
    return (
        await in_gesprek(school, AfspraakMaken, dossier, id, als=als, hoed=hoed, aanwezige_id=aanwezige.id, **velden)
    ).id


async def alles_besproken(school: School, dossier: UUID, id: UUID, tekst: str = "Zoals aan tafel is gezegd.") -> None:
    for punt in (await gesprek_zien(school, dossier, id)).punten:
        velden = {"punt_id": punt.id, "versie": punt.versie, "tekst": tekst}
        await in_gesprek(school, GesprekspuntBeschrijven, dossier, id, **velden)


async def gedeeld_gesprek(school: School, dossier: UUID, **anders: Any) -> UUID:
    """A talk that was shared, with one agreement."""
    id = await gesprek_beginnen(school, dossier, **anders)
    await alles_besproken(school, dossier, id)
    await afspraak_maken(school, dossier, id)
    await in_gesprek(school, GesprekDelen, dossier, id)
    return id
