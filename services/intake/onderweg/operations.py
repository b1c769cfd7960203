"""Door 1: a file comes in, part by part, and can stop anywhere without losing what came."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from infra import keys, vault
from infra.unit_of_work import UnitOfWork
from services.intake.bestand import MAX_DEEL, MAX_GROOTTE, Geweigerd, extensie_van, schone_naam
from services.intake.onderweg.contract import UploadBeginnen, UploadStand, UploadVervolgen, UploadWeggooien
from services.intake.onderweg.tables import Upload
from services.intake.service import INTAKE
from services.intake.uploads import NIET_HEEL, TE_GROOT, map_onderweg
from services.kern.errors import KanNiet, OngeldigeInvoer, TeGroot
from services.kern.rollen import SCHOOLROLLEN, Rol

#: Who adds documents anywhere.
AANVOERDERS = SCHOOLROLLEN | {Rol.PARTNER}
GELDIG = timedelta(days=1)
#: As many as one drop may hold (peers.md N16). Who has more under way first loses what lay still for `STIL`.
MAX_ONDERWEG = 50
STIL = timedelta(hours=1)
#: Of all persons of one samenwerkingsverband together, in octets.
MAX_SAMEN = 20 * 1024**3
LEEG = "Dit bestand is leeg."
TE_VEEL = (
    f"U heeft al {MAX_ONDERWEG} bestanden verstuurd die nog nergens bij horen. Voeg die eerst toe, of haal ze weg."
    " Na een uur maken ze vanzelf plaats."
)
TE_VEEL_SAMEN = "Er worden nu te veel bestanden tegelijk verstuurd. Probeer het over een uur opnieuw."
#: What the leerlingadministratie gives is read and never kept (OSO).
OOK_GELEZEN = (".xml",)
_KENMERK = re.compile(r"[0-9a-f]{64}")


def stand(upload: Upload) -> UploadStand:
    return UploadStand(
        id=upload.id,
        naam=upload.naam,
        grootte=upload.grootte,
        ontvangen=upload.ontvangen,
        verloopt_op=upload.begonnen_op + GELDIG,
    )


@INTAKE.act(UploadBeginnen, rollen=AANVOERDERS)
async def upload_beginnen(unit: UnitOfWork, opdracht: UploadBeginnen) -> UploadStand:
    """The one that is under way already, or a new one."""
    naam = _naam(opdracht)
    persoon = unit.principal.persoon
    # One at a time per person: two pages that send the same file share it, and the count below is right.
    await unit.execute(
        "select pg_advisory_xact_lock(hashtextextended('upload|' || :tenant || :persoon, 0))", persoon=str(persoon)
    )
    mijn = await unit.all(Upload, Upload.persoon == persoon, order=Upload.begonnen_op)
    for eerder in mijn:
        if (eerder.kenmerk, eerder.grootte) == (opdracht.kenmerk, opdracht.grootte):
            eerder.naam = naam
            return stand(eerder)
    if len(mijn) >= MAX_ONDERWEG:
        stil = [eerder for eerder in mijn if eerder.gewijzigd_op < unit.nu - STIL]
        if not stil:
            raise KanNiet(TE_VEEL)
        for eerder in stil:
            await _weg(unit, eerder)
    samen = await unit.execute("select intake.upload_samen() where :tenant <> ''")
    if samen.scalar_one() + opdracht.grootte > MAX_SAMEN:
        raise KanNiet(TE_VEEL_SAMEN)
    upload = unit.add(
        Upload(
            id=uuid4(),
            persoon=persoon,
            naam=naam,
            kenmerk=opdracht.kenmerk,
            grootte=opdracht.grootte,
            begonnen_op=unit.nu,
            gewijzigd_op=unit.nu,
        )
    )
    unit.later("upload_opruimen", zaak=upload.id, op=unit.nu + GELDIG, upload=str(upload.id), persoon=str(persoon))
    return stand(upload)


def _naam(opdracht: UploadBeginnen) -> str:
    if opdracht.grootte <= 0:
        raise OngeldigeInvoer(LEEG, velden={"bestand": LEEG})
    if opdracht.grootte > MAX_GROOTTE:
        raise TeGroot(TE_GROOT, velden={"bestand": TE_GROOT})
    if not _KENMERK.fullmatch(opdracht.kenmerk):
        raise OngeldigeInvoer("Dit bestand is niet goed aangekondigd. Kies het opnieuw.")
    naam = schone_naam(opdracht.naam)
    if not naam.lower().endswith(OOK_GELEZEN):
        try:
            extensie_van(naam)
        except Geweigerd as reden:
            raise OngeldigeInvoer(str(reden), velden={"bestand": str(reden)}) from None
    return naam


@INTAKE.act(UploadVervolgen, rollen=AANVOERDERS)
async def upload_vervolgen(unit: UnitOfWork, opdracht: UploadVervolgen) -> UploadStand:
    """One part to the store, and how far it came to the row: both or neither is told to the sender."""
    upload = await unit.lock(Upload, opdracht.upload)
    if opdracht.vanaf != upload.ontvangen:
        raise KanNiet("Dit deel sluit niet aan op wat er al is.", extra={"ontvangen": upload.ontvangen})
    tot = opdracht.vanaf + len(opdracht.inhoud)
    if tot > upload.grootte or len(opdracht.inhoud) > MAX_DEEL:
        raise TeGroot("Er komt meer aan dan bij dit bestand hoort.")
    if not opdracht.inhoud or (len(opdracht.inhoud) < MAX_DEEL and tot < upload.grootte):
        raise OngeldigeInvoer("Dit deel van het bestand is niet heel.")
    onderweg = map_onderweg(unit.asker.tenant, upload.persoon, upload.id)
    try:
        await vault.put(unit, upload.id, f"{onderweg}/{opdracht.vanaf // MAX_DEEL:05d}", opdracht.inhoud)
    except keys.SleutelWeg:
        raise KanNiet(NIET_HEEL) from None
    upload.ontvangen, upload.gewijzigd_op = tot, unit.nu
    return stand(upload)


@INTAKE.act(UploadWeggooien, rollen=AANVOERDERS)
async def upload_weggooien(unit: UnitOfWork, opdracht: UploadWeggooien) -> None:
    await _weg(unit, await unit.lock(Upload, opdracht.upload))


async def _weg(unit: UnitOfWork, upload: Upload) -> None:
    """The row now, the parts and their key by the job that does so for every upload."""
    await unit.delete(upload)
    unit.later("upload_opruimen", zaak=upload.id, upload=str(upload.id), persoon=str(upload.persoon))
