"""Door 3 of intake, documents: from received to usable or refused. Nothing is judged by who cannot judge.

Two jobs. The first has the original scanned; the second has it cleaned in a throw-away process (`infra.jail`), which
also looks for a BSN. What people read afterwards is what that process made, under a key of its own; the original
stays sealed.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from functools import cache
from uuid import UUID

from infra import files, jail, vault
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.scan import ScannerWeg, scan
from infra.unit_of_work import UnitOfWork
from services.intake import weigeringen
from services.intake.bestand import Geweigerd
from services.intake.cases import handtekening_vervalt
from services.intake.contract import DocumentGecontroleerd
from services.intake.dossier import BRUIKBAAR, GECONTROLEERD, GEWEIGERD, ONTVANGEN, QUARANTAINE
from services.intake.filetype import herkennen
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.intake.uploads import sleutel_leesbaar
from services.kern.errors import NietBeschikbaar, NietGevonden

OPNIEUW = 5  # seconds
GEEN_HEK_OPNIEUW = 60
POGINGEN = 3  # of a process that fell over; too heavy once is too heavy always
# Cleaning is heavy: a worker cleans two files at a time, the next waits without holding anything.
_TEGELIJK = threading.BoundedSemaphore(2)


async def origineel(unit: UnitOfWork, document: Document) -> bytes:
    """The bytes as the school sent them."""
    if not document.verzegeld:
        return await files.get(document.sleutel)
    return await vault.get(unit, document.aanvraag, document.sleutel)


@INTAKE.job("document_controleren")
async def document_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, then judge. Without a scanner nothing is judged: the document waits in quarantaine."""
    document = await unit.get(Document, UUID(task.lading["document"]))
    if document is None or document.status not in (ONTVANGEN, QUARANTAINE):
        return
    try:
        inhoud = await origineel(unit, document)
        if hashlib.sha256(inhoud).hexdigest() != document.sha256:
            log.error("bestand is niet wat er werd toegevoegd", kenmerk=str(document.id))
            await _weigeren(unit, document, weigeringen.NIET_HEEL)
            return
        oordeel = await scan(inhoud)
    except (ScannerWeg, NietBeschikbaar) as fout:
        log.warning("virusscan wacht", kenmerk=str(document.id), fout=str(fout))
        if document.status == QUARANTAINE:
            raise Uitstellen(OPNIEUW) from None
        await _wachten(unit, document)
        return
    if not oordeel.schoon:
        await _weigeren(unit, document, oordeel.reden or weigeringen.VIRUS)
    elif await _nog(unit, document, ONTVANGEN, QUARANTAINE):
        document.status, document.gecontroleerd_op, document.wacht_op = GECONTROLEERD, unit.nu, None
        unit.later("document_opschonen", zaak=document.aanvraag, document=str(document.id))


@INTAKE.job("document_opschonen")
async def document_opschonen(unit: UnitOfWork, task: Task) -> None:
    """Clean, look for a BSN, keep what people may read. Also for a document from before there was cleaning."""
    document = await unit.get(Document, UUID(task.lading["document"]))
    if document is None or document.leesbaar or document.status not in (GECONTROLEERD, BRUIKBAAR):
        return
    if not _TEGELIJK.acquire(blocking=False):
        raise Uitstellen(1)
    try:
        await _opschonen(unit, document)
    finally:
        _TEGELIJK.release()


async def _opschonen(unit: UnitOfWork, document: Document) -> None:
    try:
        inhoud = await origineel(unit, document)
        order = {"mediatype": document.mediatype}
        klaar = await asyncio.to_thread(jail.run, "infra.cleaning.work", order, inhoud)
    except jail.GeenHek as fout:
        log.error("schoonmaken kan hier niet veilig", kenmerk=str(document.id), fout=str(fout))
        raise Uitstellen(GEEN_HEK_OPNIEUW) from None
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    except jail.Gestopt as fout:
        await _gestopt(unit, document, fout)
        return
    _hekken(klaar.fences)
    code = klaar.answer.get("geweigerd")
    bladzijden = [nummer for nummer in klaar.answer.get("bsn") or [] if isinstance(nummer, int)]
    if code is None and not bladzijden and not _klopt(document, klaar.data):
        code = weigeringen.KAPOT
    # A word with the database before the scanner: a transaction that stays silent too long is ended.
    await unit.execute("select 1 where :tenant <> ''")
    if code is None and not bladzijden:
        code = await _nog_eens_gescand(document, klaar.data)
    if code is not None:
        await _weigeren(unit, document, str(code))
    elif bladzijden:
        zin = weigeringen.zin_bsn(bladzijden, document.mediatype)
        await _weigeren(unit, document, weigeringen.BSN, zin)
    elif await _nog(unit, document, GECONTROLEERD, BRUIKBAAR):
        aantal = klaar.answer.get("bladzijden")
        plek = sleutel_leesbaar(unit.asker.tenant, document.upload)
        await vault.put(unit, document.aanvraag, plek, klaar.data)
        document.leesbaar, document.leesbaar_grootte = plek, len(klaar.data)
        document.leesbaar_sha256 = hashlib.sha256(klaar.data).hexdigest()
        document.bladzijden = aantal if isinstance(aantal, int) and aantal else None
        if document.status != BRUIKBAAR:
            document.status = BRUIKBAAR
            unit.record(DocumentGecontroleerd(zaak=document.aanvraag, document_id=document.id, status=document.status))


async def _nog_eens_gescand(document: Document, schoon: bytes) -> str | None:
    """What people will read is scanned as they will read it: the scanner does not unpack all that a PDF can hide."""
    try:
        oordeel = await scan(schoon)
    except ScannerWeg as fout:
        log.warning("virusscan wacht", kenmerk=str(document.id), fout=str(fout))
        raise Uitstellen(OPNIEUW) from None
    return None if oordeel.schoon else oordeel.reden


@cache
def _gezegd(hekken: str) -> None:
    log.info("hekken om het schoonmaken", reden=hekken)


def _hekken(hekken: list[str]) -> None:
    """Which fences this machine gives, once per process; `infra.jail` refuses to work with none."""
    _gezegd(", ".join(hekken))


def _klopt(document: Document, inhoud: bytes) -> bool:
    """Whether what came out is what went in, by the rules for any file: who made it may have been taken over."""
    try:
        return herkennen(document.bestandsnaam, inhoud) == document.mediatype
    except Geweigerd:
        return False


async def _gestopt(unit: UnitOfWork, document: Document, fout: jail.Gestopt) -> None:
    log.warning("schoonmaken gestopt", kenmerk=str(document.id), fout=str(fout))
    if fout.te_zwaar:
        await _weigeren(unit, document, weigeringen.TE_ZWAAR)
    elif document.pogingen + 1 >= POGINGEN:
        await _weigeren(unit, document, weigeringen.KAPOT)
    elif await _nog(unit, document, GECONTROLEERD, BRUIKBAAR):
        document.pogingen += 1
        document.wacht_op = "schoonmaken"
        unit.later("document_opschonen", zaak=document.aanvraag, document=str(document.id))


async def _wachten(unit: UnitOfWork, document: Document) -> None:
    """Into quarantaine, to be tried again until there is an answer."""
    if await _nog(unit, document, ONTVANGEN):
        document.status, document.wacht_op = QUARANTAINE, "virusscan"
        unit.later("document_controleren", zaak=document.aanvraag, document=str(document.id))


async def _weigeren(unit: UnitOfWork, document: Document, code: str, zin: str | None = None) -> None:
    """Refused, with the sentence. A refused file was part of what was signed: the signature goes."""
    # The locks come after the looking: nobody waits for a scanner.
    aanvraag = await unit.lock(Aanvraag, document.aanvraag)
    if not await _nog(unit, document, ONTVANGEN, QUARANTAINE, GECONTROLEERD, BRUIKBAAR):
        return
    document.status, document.gecontroleerd_op = GEWEIGERD, document.gecontroleerd_op or unit.nu
    document.reden, document.weigering, document.wacht_op = zin or weigeringen.zin(code), code, None
    handtekening_vervalt(unit, aanvraag)
    unit.later("upload_opruimen", zaak=aanvraag.id, upload=str(document.upload), persoon=str(document.toegevoegd_door))
    feit = DocumentGecontroleerd(zaak=document.aanvraag, document_id=document.id, status=document.status)
    unit.record(feit, zin="Een document is geweigerd na de controle.")


async def _nog(unit: UnitOfWork, document: Document, *standen: str) -> bool:
    """Lock the row; whether it is still there and in one of these states."""
    try:
        await unit.lock(Document, document.id)
    except NietGevonden:
        return False  # taken out of the draft meanwhile
    await unit.session.refresh(document)
    return document.status in standen
