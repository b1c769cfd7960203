"""Door 1, documents: parts come in, become one file, and wait for the virus scan.

Keys in the store: `<tenant>/onderweg/<persoon>/<upload>/<volgnummer>` and `<tenant>/stukken/<upload>/origineel`. Who
sends the parts must add the document; a part that leads to nothing is gone after an hour, and with a row of its own
(`onderweg`) after a day. Parts are sealed with a key of their own, which is destroyed with them; a document is sealed
with the key of its dossier.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID, uuid4

from infra import files, keys, vault
from infra.unit_of_work import UnitOfWork
from services.intake.bestand import MAX_DEEL, MAX_DELEN, MAX_GROOTTE, Geweigerd, schone_naam
from services.intake.cases import bewaard, bijwerken, handtekening_vervalt, openen, regels_van
from services.intake.contract import (
    Bewaard,
    DocumentDeel,
    DocumentToegevoegd,
    DocumentToevoegen,
    DocumentVerwijderd,
    DocumentVerwijderen,
)
from services.intake.dossier import GEWEIGERD, HANDTEKENINGEN, ONTVANGEN, OVERIG
from services.intake.filetype import herkennen
from services.intake.onderweg.tables import Upload
from services.intake.proces import AANVULLING_GEVRAAGD
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document, Vraag
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer, TeGroot
from services.kern.rollen import SCHOOLROLLEN, Rol

ONDERWEG_GELDIG = timedelta(hours=1)
NIET_HEEL = "Het bestand is niet heel aangekomen. Voeg het opnieuw toe."
TE_GROOT = "Dit bestand is groter dan 25 MB."


def map_onderweg(tenant: str, persoon: UUID | str, upload: UUID | str) -> str:
    return f"{tenant}/onderweg/{persoon}/{upload}"


def map_van(tenant: str, upload: UUID | str) -> str:
    return f"{tenant}/stukken/{upload}"


def sleutel_van(tenant: str, upload: UUID | str) -> str:
    """Where the bytes lie as the school sent them."""
    return f"{map_van(tenant, upload)}/origineel"


def sleutel_leesbaar(tenant: str, upload: UUID | str) -> str:
    """Where the cleaned version lies, which is the one that people read."""
    return f"{map_van(tenant, upload)}/leesbaar"


@INTAKE.act(DocumentDeel, rollen=SCHOOLROLLEN | {Rol.PARTNER})
async def document_deel(unit: UnitOfWork, opdracht: DocumentDeel) -> None:
    """One part to the store. The same part again replaces itself."""
    if len(opdracht.inhoud) > MAX_DEEL or opdracht.volgnummer >= MAX_DELEN:
        raise TeGroot(TE_GROOT, velden={"bestand": TE_GROOT})
    if opdracht.volgnummer < 0:
        raise OngeldigeInvoer("Dit deel van het bestand klopt niet.")
    if opdracht.volgnummer == 0:
        _straks_opruimen(unit, opdracht.upload, ONDERWEG_GELDIG)
    onderweg = map_onderweg(unit.asker.tenant, unit.principal.persoon, opdracht.upload)
    try:
        await vault.put(unit, opdracht.upload, f"{onderweg}/{opdracht.volgnummer:05d}", opdracht.inhoud)
    except keys.SleutelWeg:
        raise KanNiet(NIET_HEEL) from None


def _straks_opruimen(unit: UnitOfWork, upload: UUID, na: timedelta) -> None:
    unit.later("upload_opruimen", zaak=upload, op=unit.nu + na, upload=str(upload), persoon=str(unit.principal.persoon))


@INTAKE.act(DocumentToevoegen)
async def document_toevoegen(unit: UnitOfWork, opdracht: DocumentToevoegen) -> Bewaard:
    """The parts as one document, `ontvangen` until the scanner has judged it."""
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "document_toevoegen")
    vraag = await _open_vraag(unit, aanvraag, opdracht.soort)
    _gegevens_toetsen(unit, aanvraag, opdracht, vraag)
    vrij = await unit.execute("select intake.upload_vrij(:upload) where :tenant <> ''", upload=opdracht.upload)
    if not vrij.scalar_one():  # also when it is of a case that this asker does not see
        raise KanNiet("Dit bestand is al toegevoegd.")
    inhoud = await samengevoegd(unit, opdracht.upload)
    naam = schone_naam(opdracht.bestandsnaam)
    try:
        mediatype = herkennen(naam, inhoud)
    except Geweigerd as reden:
        raise OngeldigeInvoer("Dit bestand kan niet mee.", velden={"bestand": str(reden)}) from None
    sleutel = sleutel_van(unit.asker.tenant, opdracht.upload)
    await vault.put(unit, aanvraag.id, sleutel, inhoud)
    document = unit.add(
        Document(
            id=uuid4(),
            aanvraag=aanvraag.id,
            soort=opdracht.soort,
            bestandsnaam=naam,
            mediatype=mediatype,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            sleutel=sleutel,
            upload=opdracht.upload,
            gedagtekend_op=opdracht.gedagtekend_op,
            ondertekend_door=sorted(set(opdracht.ondertekend_door)),
            status=ONTVANGEN,
            vraag=vraag.id if vraag else None,
            toegevoegd_op=unit.nu,
            toegevoegd_door=unit.principal.persoon,
            toegevoegd_door_naam=unit.principal.naam,
        )
    )
    bijwerken(unit, aanvraag)
    handtekening_vervalt(unit, aanvraag)
    unit.record(DocumentToegevoegd(zaak=aanvraag.id, document_id=document.id, soort=document.soort))
    unit.later("document_controleren", zaak=aanvraag.id, document=str(document.id))
    return bewaard(unit, aanvraag, document.id)


async def _open_vraag(unit: UnitOfWork, aanvraag: Aanvraag, soort: str) -> Vraag | None:
    """The question this document answers: the one that asks for this soort, else the first that is open."""
    if aanvraag.status != AANVULLING_GEVRAAGD:
        return None
    open_ = await unit.all(Vraag, Vraag.aanvraag == aanvraag.id, Vraag.status == "open", order=Vraag.gevraagd_op)
    return next((v for v in open_ if v.document_soort == soort), open_[0] if open_ else None)


def _gegevens_toetsen(unit: UnitOfWork, aanvraag: Aanvraag, opdracht: DocumentToevoegen, vraag: Vraag | None) -> None:
    regels = {regel.soort: regel for regel in regels_van(unit, aanvraag).recept(aanvraag.soort).documenten}
    fouten = {}
    if opdracht.soort not in {*regels, OVERIG, vraag.document_soort if vraag else OVERIG}:
        fouten["soort"] = "Kies een soort document uit de lijst."
    regel = regels.get(opdracht.soort)
    if opdracht.gedagtekend_op is not None and opdracht.gedagtekend_op > unit.vandaag:
        fouten["gedagtekend_op"] = "Deze datum ligt in de toekomst."
    elif opdracht.gedagtekend_op is None and regel is not None and regel.maximaal_maanden is not None:
        fouten["gedagtekend_op"] = "Vul in van welke datum dit document is."
    if not set(opdracht.ondertekend_door) <= set(HANDTEKENINGEN):
        fouten["ondertekend_door"] = "Kies wie het document heeft ondertekend."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)


async def samengevoegd(unit: UnitOfWork, upload: UUID) -> bytes:
    """The parts as one file. Raises KanNiet when not all of it came, and TeGroot.

    One that came with `UploadVervolgen` is taken: it is under way no more, and its parts go once this is done."""
    rij = await unit.get(Upload, upload)
    if rij is not None:
        if rij.ontvangen < rij.grootte:
            raise KanNiet(NIET_HEEL)
        await unit.delete(rij)
        _straks_opruimen(unit, upload, timedelta(0))
    onderweg = map_onderweg(unit.asker.tenant, unit.principal.persoon, upload)
    delen = await files.sizes(onderweg)
    if list(delen) != [f"{onderweg}/{nummer:05d}" for nummer in range(len(delen))] or not delen:
        raise KanNiet(NIET_HEEL)
    if sum(delen.values()) > MAX_GROOTTE + len(delen) * vault.OPSLAG:
        raise TeGroot(TE_GROOT, velden={"bestand": TE_GROOT})
    try:
        inhoud = b"".join([await vault.get(unit, upload, sleutel) for sleutel in delen])
    except keys.SleutelWeg:
        raise KanNiet(NIET_HEEL) from None
    if len(inhoud) > MAX_GROOTTE:
        raise TeGroot(TE_GROOT, velden={"bestand": TE_GROOT})
    return inhoud


@INTAKE.act(DocumentVerwijderen)
async def document_verwijderen(unit: UnitOfWork, opdracht: DocumentVerwijderen) -> Bewaard:
    """Out of a draft, or out of an answer not yet sent; the file goes too."""
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "document_verwijderen", opdracht.versie)
    document = await unit.lock(Document, opdracht.document_id)
    if document.aanvraag != aanvraag.id:
        raise NietGevonden()
    if aanvraag.status == AANVULLING_GEVRAAGD:
        vraag = await unit.get(Vraag, document.vraag) if document.vraag else None
        if vraag is None or vraag.status != "open":
            raise KanNiet("Dit document is al verstuurd en hoort bij het dossier.")
    await unit.delete(document)
    bijwerken(unit, aanvraag)
    if document.status != GEWEIGERD:
        handtekening_vervalt(unit, aanvraag)
    unit.record(DocumentVerwijderd(zaak=aanvraag.id, document_id=document.id))
    _straks_opruimen(unit, document.upload, timedelta(0))
    return bewaard(unit, aanvraag)
