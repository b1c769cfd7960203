"""Door 3: attachments from the leerlingadministratie are judged as every document is; a concept does not wait for ever.

Only the cleaned version stays (`infra/cleaning`); the original goes as soon as it was judged.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from infra import files, vault
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.intake import judging
from services.intake.oso.concepts import BRUIKBAAR, GEWEIGERD, WACHT, map_van, weg
from services.intake.oso.tables import OsoBijlage, OsoConcept
from services.intake.service import INTAKE


@INTAKE.job("oso_bijlage_controleren")
async def oso_bijlage_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, clean, scan again. While a scanner is away the attachment waits; nobody can open it."""
    bijlage = await unit.get(OsoBijlage, UUID(task.lading["bijlage"]))
    if bijlage is None or bijlage.status != WACHT or bijlage.sleutel is None or bijlage.mediatype is None:
        return
    oordeel = await judging.in_taak(unit, task, bijlage, bijlage.concept)
    if oordeel is None:
        return
    code, zin, schoon, bladzijden = oordeel
    # Nobody waits for a scanner: the locks come after the looking. It may have been thrown away meanwhile.
    if await unit.get(OsoConcept, bijlage.concept) is None:
        return
    bijlage = await unit.lock(OsoBijlage, bijlage.id)
    await unit.session.refresh(bijlage)
    if bijlage.status != WACHT:
        return
    origineel = bijlage.sleutel
    bijlage.sleutel = None
    if code is None:
        bijlage.leesbaar = f"{map_van(unit.asker.tenant, bijlage.concept)}/{bijlage.id}/leesbaar"
        await vault.put(unit, bijlage.concept, bijlage.leesbaar, schoon)
        bijlage.status, bijlage.grootte = BRUIKBAAR, len(schoon)
        bijlage.sha256, bijlage.bladzijden = hashlib.sha256(schoon).hexdigest(), bladzijden
    else:
        bijlage.status, bijlage.weigering, bijlage.reden = GEWEIGERD, code, zin
    unit.later("bestand_wissen", zaak=bijlage.concept, sleutel=origineel)


@INTAKE.job("oso_concept_opruimen")
async def oso_concept_opruimen(unit: UnitOfWork, task: Task) -> None:
    """Its days are over and nobody took it over."""
    concept = await unit.get(OsoConcept, UUID(task.lading["concept"]))
    if concept is None:
        return
    concept = await unit.lock(OsoConcept, concept.id)
    await weg(unit, concept, "concept verlopen")


@INTAKE.job("oso_bestanden_wissen")
async def oso_bestanden_wissen(unit: UnitOfWork, task: Task) -> None:
    """Bytes of a concept that is gone. Their key went with it."""
    await files.delete(*await files.sizes(map_van(unit.asker.tenant, UUID(task.lading["concept"]))))
