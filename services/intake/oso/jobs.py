"""Door 3: attachments from the leerlingadministratie are judged as every document is; a concept does not wait for ever.

Only the cleaned version stays (`infra/cleaning`); the original goes as soon as it was judged.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from infra import files, jail, vault
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.scan import ScannerWeg
from infra.unit_of_work import UnitOfWork
from services.intake import judging, weigeringen
from services.intake.oso.concepts import BRUIKBAAR, GEWEIGERD, WACHT, map_van, weg
from services.intake.oso.tables import OsoBijlage, OsoConcept
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar

OPNIEUW, GEEN_HEK_OPNIEUW, POGINGEN = 5, 60, 3


@INTAKE.job("oso_bijlage_controleren")
async def oso_bijlage_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, clean, scan again. While a scanner is away the attachment waits; nobody can open it."""
    bijlage = await unit.get(OsoBijlage, UUID(task.lading["bijlage"]))
    if bijlage is None or bijlage.status != WACHT or bijlage.sleutel is None or bijlage.mediatype is None:
        return
    try:
        inhoud = await vault.get(unit, bijlage.concept, bijlage.sleutel)
        code, zin, schoon, bladzijden = await judging.beoordelen(bijlage.naam, bijlage.mediatype, inhoud)
    except (ScannerWeg, NietBeschikbaar):
        raise Uitstellen(OPNIEUW) from None
    except jail.GeenHek as fout:
        log.error("schoonmaken kan hier niet veilig", kenmerk=str(bijlage.id), fout=str(fout))
        raise Uitstellen(GEEN_HEK_OPNIEUW) from None
    except jail.Gestopt as fout:
        if not fout.te_zwaar and bijlage.pogingen + 1 < POGINGEN:
            bijlage.pogingen += 1
            unit.later("oso_bijlage_controleren", zaak=bijlage.concept, **task.lading)
            return
        code = weigeringen.TE_ZWAAR if fout.te_zwaar else weigeringen.KAPOT
        zin, schoon, bladzijden = weigeringen.zin(code), b"", None
    # Nobody waits for a scanner: the locks come after the looking. It may have been thrown away meanwhile.
    if await unit.get(OsoConcept, bijlage.concept) is None:
        return
    bijlage = await unit.lock(OsoBijlage, bijlage.id)
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
