"""Door 3: a file is judged as every document is. Only the cleaned version stays; the original goes after that."""

from __future__ import annotations

import hashlib
from uuid import UUID

from infra import vault
from infra.jobs import Task
from infra.unit_of_work import UnitOfWork
from services.intake import judging, weigeringen
from services.intake.attachments import BRUIKBAAR, GEWEIGERD, HANDTEKENING_OPP, WACHT, Dossierstuk, map_van
from services.intake.service import INTAKE
from services.intake.stukken.contract import DossierstukGeweigerd


@INTAKE.job("dossierstuk_controleren")
async def dossierstuk_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, clean, scan again. While a scanner is away the file waits; nobody opens it, and it counts for nothing."""
    stuk = await unit.get(Dossierstuk, UUID(task.lading["stuk"]))
    if stuk is None or stuk.status != WACHT or stuk.sleutel is None:
        return
    oordeel = await judging.in_taak(unit, task, stuk, stuk.dossier)
    if oordeel is None:
        return
    code, zin, schoon, bladzijden = oordeel
    # The locks come after the looking: nobody waits for a scanner. It may have been withdrawn meanwhile.
    stuk = await unit.lock(Dossierstuk, stuk.id)
    await unit.session.refresh(stuk)
    if stuk.status != WACHT:
        return
    origineel, stuk.sleutel = stuk.sleutel, None
    if code is None:
        stuk.leesbaar = f"{map_van(unit.asker.tenant, stuk.id)}/leesbaar"
        await vault.put(unit, stuk.dossier, stuk.leesbaar, schoon)
        stuk.status, stuk.grootte, stuk.bladzijden = BRUIKBAAR, len(schoon), bladzijden
        stuk.sha256 = hashlib.sha256(schoon).hexdigest()
    else:
        stuk.status, stuk.melding = GEWEIGERD, zin or weigeringen.zin(code)
        unit.record(DossierstukGeweigerd(zaak=stuk.dossier, dossierstuk_id=stuk.id))
    unit.later("bestand_wissen", zaak=stuk.dossier, sleutel=origineel)
    if stuk.status == BRUIKBAAR and stuk.doel == HANDTEKENING_OPP:
        unit.later("instemming_nagaan", zaak=stuk.dossier, stuk=str(stuk.id))
