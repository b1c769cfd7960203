"""Door 1: a school person reads a dossier from the leerlingadministratie in, or throws the concept away.

The file is read in a throw-away process (`reader.py`) and not kept: not when it was refused, and not when it was read.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import msgspec

from infra import files, jail, vault
from infra.log import log
from infra.unit_of_work import UnitOfWork
from services.intake import uploads
from services.intake.bestand import Geweigerd, schone_naam
from services.intake.filetype import herkennen
from services.intake.oso import (
    bijlagen,
    taking,  # noqa: F401  hangs its act in the same door
    weigering,
)
from services.intake.oso.bijlagen import Stuk
from services.intake.oso.concepts import GEWEIGERD, WACHT, eigen_concept, map_van, weg
from services.intake.oso.contract import OsoGelezen, OsoInlezen, OsoWeggooien
from services.intake.oso.lezen import Gelezen
from services.intake.oso.tables import OsoBijlage, OsoConcept
from services.intake.oso.versheid import CONCEPT_DAGEN
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietBeschikbaar, OngeldigeInvoer

SECONDEN = 10
TE_DRUK = "Er worden al andere dossiers gelezen. Probeer het over een minuut opnieuw."
GEEN_HEK = "Dossiers lezen kan nu niet veilig. De beheerder van Meedoen ziet dit. Er is niets gelezen en niets bewaard."
# Reading takes a processor for itself: two at a time, the next is told so instead of waiting with a connection.
_TEGELIJK = threading.BoundedSemaphore(2)


@INTAKE.act(OsoInlezen)
async def oso_inlezen(unit: UnitOfWork, opdracht: OsoInlezen) -> OsoGelezen:
    """Refused with every rule that refuses it; nothing is kept then, not even the parts that were sent."""
    inhoud = await uploads.samengevoegd(unit, opdracht.upload)
    try:
        gelezen, stukken, bytes_ = await _gelezen(inhoud)
    except OngeldigeInvoer:
        # The act is rolled back, so what lies in the store goes now; its key goes with the hour.
        onderweg = uploads.map_onderweg(unit.asker.tenant, unit.principal.persoon, opdracht.upload)
        await files.delete(*await files.sizes(onderweg))
        raise
    regels = unit.tenant.oso
    concept = unit.add(
        OsoConcept(
            id=uuid4(),
            persoon=unit.principal.persoon,
            school=unit.principal.organisatie,
            soort=gelezen.soort,
            gemaakt_op=gelezen.gemaakt_op,
            herkomst=gelezen.herkomst,
            dossier_school=gelezen.school,
            adres_geheim=gelezen.adres_geheim,
            waarden=msgspec.to_builtins(gelezen.waarden),
            weggelaten=msgspec.to_builtins(gelezen.weggelaten),
            meldingen=[melding.zin for melding in gelezen.meldingen],
            gelezen_op=unit.nu,
            verloopt_op=unit.vandaag + timedelta(days=regels.concept_dagen if regels else CONCEPT_DAGEN),
        )
    )
    unit.voorwerp = concept.id
    await unit.flush()
    for nummer, (stuk, deel) in enumerate(zip(stukken, bytes_, strict=True), 1):
        await _bijlage(unit, concept, nummer, stuk, deel)
    unit.later(
        "upload_opruimen", zaak=opdracht.upload, upload=str(opdracht.upload), persoon=str(unit.principal.persoon)
    )
    over = timedelta(days=(concept.verloopt_op - unit.vandaag).days + 1)
    unit.later("oso_concept_opruimen", zaak=concept.id, op=unit.nu + over, concept=str(concept.id))
    return OsoGelezen(id=concept.id)


async def _gelezen(inhoud: bytes) -> tuple[Gelezen, list[Stuk], list[bytes]]:
    """Raises OngeldigeInvoer with what is wrong, and KanNiet, NietBeschikbaar when it is not the file."""
    if not _TEGELIJK.acquire(blocking=False):
        raise KanNiet(TE_DRUK)
    try:
        klaar = await asyncio.to_thread(jail.run, "services.intake.oso.reader", {}, inhoud, seconds=SECONDEN)
    except jail.GeenHek as fout:
        log.error("dossier lezen kan hier niet veilig", fout=str(fout))
        raise NietBeschikbaar(GEEN_HEK) from None
    except jail.Gestopt as fout:
        log.warning("dossier lezen gestopt", fout=str(fout))
        raise _niet(weigering.zin("te_zwaar" if fout.te_zwaar else "kapot")) from None
    finally:
        _TEGELIJK.release()
    if "fout" in klaar.answer:
        raise _niet(weigering.zin(str(klaar.answer["fout"])))
    if "regels" in klaar.answer:
        raise _niet(*weigering.zinnen([str(regel) for regel in klaar.answer["regels"]]))
    return _uitgepakt(klaar.answer, klaar.data)


def _niet(*zinnen: str) -> OngeldigeInvoer:
    velden = {"bestand": " ".join([*zinnen, weigering.NIET_BEWAARD])}
    return OngeldigeInvoer("Dit dossier is niet gelezen.", velden=velden)


def _uitgepakt(antwoord: dict[str, Any], data: bytes) -> tuple[Gelezen, list[Stuk], list[bytes]]:
    """What the throw-away process made, checked: who made it may have been taken over."""
    try:
        lengte = int(antwoord["lengte"])
        kop = json.loads(data[:lengte])
        gelezen = msgspec.convert(kop["gelezen"], Gelezen)
        stukken = msgspec.convert(kop["stukken"], list[Stuk])
        delen, plek = [], lengte
        for stuk in stukken:
            delen.append(data[plek : plek + stuk.grootte])
            plek += stuk.grootte
            date.fromisoformat(stuk.op)
        if plek != len(data) or any(stuk.grootte < 0 for stuk in stukken):
            raise ValueError
    except (KeyError, TypeError, ValueError, msgspec.ValidationError):
        raise _niet(weigering.zin("kapot")) from None
    return gelezen, stukken, delen


async def _bijlage(unit: UnitOfWork, concept: OsoConcept, nummer: int, stuk: Stuk, inhoud: bytes) -> None:
    """One attachment, to be judged by a job; what is already seen to be no good is told at once."""
    rij = OsoBijlage(
        id=uuid4(),
        concept=concept.id,
        volgnummer=nummer,
        naam=schone_naam(stuk.naam),
        omschrijving=stuk.omschrijving,
        bij=stuk.bij[:200],
        soort=stuk.soort,
        op=date.fromisoformat(stuk.op),
        status=WACHT,
        grootte=len(inhoud),
    )
    try:
        if stuk.kapot is not None:
            rij.weigering = stuk.kapot
            raise Geweigerd(bijlagen.ZINNEN.get(stuk.kapot, bijlagen.ZINNEN["beschadigd"]))
        rij.mediatype = herkennen(rij.naam, inhoud)
    except Geweigerd as reden:
        rij.status, rij.reden, rij.weigering = GEWEIGERD, str(reden), rij.weigering or "soort"
    unit.add(rij)
    if rij.status == WACHT:
        rij.sleutel = f"{map_van(unit.asker.tenant, concept.id)}/{rij.id}/origineel"
        rij.sha256 = hashlib.sha256(inhoud).hexdigest()
        await vault.put(unit, concept.id, rij.sleutel, inhoud)
        unit.later("oso_bijlage_controleren", zaak=concept.id, concept=str(concept.id), bijlage=str(rij.id))


@INTAKE.act(OsoWeggooien)
async def oso_weggooien(unit: UnitOfWork, opdracht: OsoWeggooien) -> None:
    concept = await eigen_concept(unit, opdracht.concept_id)
    await weg(unit, concept, "concept weggegooid")
