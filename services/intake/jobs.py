"""Door 3 of intake: checking documents (`checking.py`), the message to the board, what uploads leave behind."""

from __future__ import annotations

from uuid import UUID

from infra import files, keys, vault
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.intake import checking, storecheck
from services.intake.cases import adres
from services.intake.contract import SchoolbestuurIngelicht
from services.intake.delivery import Zending, bezorgen
from services.intake.dossier import GEWEIGERD
from services.intake.proces import INGEDIEND
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.intake.uploads import map_onderweg, map_van, sleutel_van
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 5  # seconds
#: Who takes up an aanvraag that came in.
ONTVANGERS = (Rol.SECRETARIS, Rol.DIRECTEUR)


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


@INTAKE.job("ontvangst_nagaan")
async def ontvangst_nagaan(unit: UnitOfWork, task: Task) -> None:
    """Somebody of the samenwerkingsverband can take up what was filed. Nobody: the school and the FB see that."""
    aanvraag = await unit.get(Aanvraag, task.zaak)
    if aanvraag is None or aanvraag.status != INGEDIEND:
        return
    pad = f"/aanvragen/{aanvraag.id}"
    zending = Zending(
        soort="aanvraag",
        zaak=aanvraag.id,
        voor=aanvraag.id,
        kenmerk=aanvraag.kenmerk,
        van=aanvraag.school,
        naar=unit.tenant.swv_nummer,
        rollen=tuple(sorted(ONTVANGERS)),
        link=pad,
        pad=pad,
    )
    try:
        await bezorgen(unit, zending)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None


@INTAKE.job("upload_opruimen")
async def upload_opruimen(unit: UnitOfWork, task: Task) -> None:
    """Parts are of no more use, nor is their key; the document only when one that was not refused stands on it."""
    upload, tenant = UUID(task.lading["upload"]), unit.asker.tenant
    # First the row: a part that comes in just now holds it, and no other comes after it.
    await unit.execute("delete from upload where tenant = :tenant and id = :id", id=upload)
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


__all__ = ["checking", "storecheck"]
