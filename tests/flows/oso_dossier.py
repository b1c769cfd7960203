"""Reading a dossier in and taking it over the way a school does: over the bus. Used by flows and the matrix."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from infra.demo.oso import document, dossier, plek, xml
from services.intake.leerlingen.contract import LeerlingTonen
from services.intake.oso.contract import (
    OsoConceptStand,
    OsoConceptTonen,
    OsoGegevensTonen,
    OsoInlezen,
    OsoOvernemen,
)
from tests.flows.intake_dossier import School, school
from tests.stack import Stack, eventually


async def inlezen(stack: Stack, inhoud: bytes, als: str = "iris") -> UUID:
    upload = await school(stack).uploaden(inhoud, als=als)
    return (await stack.ask("intake", OsoInlezen(opdracht=uuid4(), upload=upload), als=als)).id


async def zien(stack: Stack, concept: UUID, als: str = "iris", **hoed: Any) -> OsoConceptStand:
    return await stack.ask("intake", OsoConceptTonen(concept_id=concept), als=als, **hoed)


async def beoordeeld(stack: Stack, concept: UUID, als: str = "iris") -> OsoConceptStand:
    """The concept once every attachment was judged."""

    async def klaar() -> OsoConceptStand | None:
        stand = await zien(stack, concept, als)
        return None if any(b.status == "wacht" for b in stand.bijlagen) else stand

    return await eventually(klaar, seconden=90, wat="elke bijlage is beoordeeld")


async def overgenomen(van: School, dossier_id: UUID, tekst: str, bestandsnaam: str, inhoud: bytes) -> UUID:
    """A text and an attachment from the leerlingadministratie, in this dossier. The id of the attachment there."""
    boom = dossier(soort="VOSWV", jaargroep=12, bijlagen=[document(f"{bestandsnaam}.pdf", inhoud)])
    plek(boom, "huidigeschool", "leerling").append(("overstapadvies", [("aandachtspunten", tekst)]))
    concept = await inlezen(van.stack, xml(boom), van.ib)
    stand = await beoordeeld(van.stack, concept, van.ib)
    kind = await van.stack.ask("intake", LeerlingTonen(dossier_id=dossier_id), als=van.ib)
    opdracht = OsoOvernemen(
        opdracht=uuid4(),
        concept_id=concept,
        dossier_id=dossier_id,
        versie=kind.versie,
        gegevens=["advies/aandachtspunten", "toetsen/1/1"],
        bijlagen=[bijlage.id for bijlage in stand.bijlagen if bijlage.status == "bruikbaar"],
    )
    await van.stack.ask("intake", opdracht, als=van.ib)
    gegevens = await van.stack.ask("intake", OsoGegevensTonen(dossier_id=dossier_id), als=van.ib)
    return gegevens.stukken[0].id
