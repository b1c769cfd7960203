"""Door 3 of intake: the virus scan, the message to the school board, and what is left of unfinished uploads."""

from __future__ import annotations

import hashlib
from uuid import UUID

from infra import files, keys, vault
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.neighbours import ask
from infra.scan import Oordeel, ScannerWeg, scan
from infra.unit_of_work import UnitOfWork
from services.intake.cases import adres, handtekening_vervalt
from services.intake.contract import DocumentGecontroleerd, SchoolbestuurIngelicht
from services.intake.dossier import BRUIKBAAR, GEWEIGERD, ONTVANGEN
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.intake.uploads import map_onderweg, map_van, sleutel_van
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 5  # seconds


@INTAKE.job("document_controleren")
async def document_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, then judge. Without a scanner nothing is judged: the document stays "wordt gecontroleerd"."""
    document = await unit.get(Document, UUID(task.lading["document"]))
    if document is None or document.status != ONTVANGEN:
        return
    oordeel = await _oordeel(unit, document)
    # The locks come after the scan: nobody waits for a scanner. The case itself only when its signature may fall.
    aanvraag = None if oordeel.schoon else await unit.lock(Aanvraag, document.aanvraag)
    try:
        await unit.lock(Document, document.id)
    except NietGevonden:
        return  # taken out of the draft meanwhile
    document.status = BRUIKBAAR if oordeel.schoon else GEWEIGERD
    document.reden = oordeel.reden
    document.gecontroleerd_op = unit.nu
    zin = None
    if aanvraag is not None:
        zin = "Een document is geweigerd na de controle op virussen."
        handtekening_vervalt(unit, aanvraag)
        unit.later(
            "upload_opruimen", zaak=aanvraag.id, upload=str(document.upload), persoon=str(document.toegevoegd_door)
        )
    feit = DocumentGecontroleerd(zaak=document.aanvraag, document_id=document.id, status=document.status)
    unit.record(feit, zin=zin)


async def origineel(unit: UnitOfWork, document: Document) -> bytes:
    """The bytes as the school sent them."""
    if not document.verzegeld:
        return await files.get(document.sleutel)
    return await vault.get(unit, document.aanvraag, document.sleutel)


async def _oordeel(unit: UnitOfWork, document: Document) -> Oordeel:
    try:
        inhoud = await origineel(unit, document)
        if hashlib.sha256(inhoud).hexdigest() != document.sha256:
            log.error("bestand is niet wat er werd toegevoegd", kenmerk=str(document.id))
            return Oordeel(False, "Dit bestand is niet heel aangekomen. Voeg het opnieuw toe.")
        return await scan(inhoud)
    except (ScannerWeg, NietBeschikbaar) as fout:
        log.warning("virusscan wacht", kenmerk=str(document.id), fout=str(fout))
        raise Uitstellen(OPNIEUW) from None


@INTAKE.job("schoolbestuur_inlichten")
async def schoolbestuur_inlichten(unit: UnitOfWork, task: Task) -> None:
    """The board of the school hears that an aanvraag was filed. A board without anybody in Meedoen hears nothing."""
    aanvraag = await unit.get(Aanvraag, task.zaak)
    if aanvraag is None or not aanvraag.bestuur:
        return
    try:
        vraag = PersonenVanRol(rollen=[Rol.SCHOOLBESTUURDER.value], organisatie=aanvraag.bestuur)
        personen = (await ask(unit, "netwerk", vraag)).personen
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    if not personen:
        log.warning("geen schoolbestuurder bekend", reden=aanvraag.bestuur, zaak=str(aanvraag.id))
        return
    for persoon in dict.fromkeys(persoon.persoon for persoon in personen):
        unit.mail("bestuur_geinformeerd", aan=persoon, zaak=aanvraag.id, link=adres(aanvraag.id))
    unit.record(SchoolbestuurIngelicht(zaak=aanvraag.id))


@INTAKE.job("upload_opruimen")
async def upload_opruimen(unit: UnitOfWork, task: Task) -> None:
    """Parts are of no more use, nor is their key; the document only when one that was not refused stands on it."""
    upload, tenant = UUID(task.lading["upload"]), unit.asker.tenant
    onderweg = await files.sizes(map_onderweg(tenant, task.lading["persoon"], upload))
    await files.delete(*onderweg)
    await keys.vernietigen(unit, upload, "upload verwerkt")
    gebruikt = await unit.all(Document, Document.upload == upload, Document.status != GEWEIGERD)
    if not gebruikt:
        await files.delete(*await files.sizes(map_van(tenant, upload)))


@INTAKE.job("document_verzegelen")
async def document_verzegelen(unit: UnitOfWork, task: Task) -> None:
    """A document from before there were keys: sealed beside what lay there, which goes after the commit."""
    document = await unit.get(Document, UUID(task.lading["document"]))
    if document is None or document.verzegeld:
        return
    inhoud, plek = await files.get(document.sleutel), sleutel_van(unit.asker.tenant, document.upload)
    await vault.put(unit, document.aanvraag, plek, inhoud)
    document = await unit.lock(Document, document.id)
    unit.later("bestand_wissen", zaak=document.aanvraag, sleutel=document.sleutel)
    document.sleutel, document.verzegeld = plek, True


@INTAKE.job("bestand_wissen")
async def bestand_wissen(unit: UnitOfWork, task: Task) -> None:
    """A file that no row names any more."""
    await files.delete(task.lading["sleutel"])
