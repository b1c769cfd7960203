"""Door 1 of onderinstroom, for the voorschool: fill in while typing, add and take away, hand in."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID, uuid4

from infra import vault
from infra.unit_of_work import UnitOfWork
from services.intake import uploads
from services.intake.aanvraag import antwoorden_toetsen, samenvoegen
from services.intake.bestand import Geweigerd, schone_naam
from services.intake.contract import Bewaard
from services.intake.dossier import OVERIG
from services.intake.filetype import herkennen
from services.intake.onderinstroom.cases import bewaard, formulier_van, kind_openen, open_toegang, regels_van, verder
from services.intake.onderinstroom.contract import (
    Ingeleverd,
    OverdrachtsbijlageToegevoegd,
    OverdrachtsbijlageToevoegen,
    OverdrachtsbijlageWeggehaald,
    OverdrachtsbijlageWeghalen,
    OverdrachtsdocumentBewaren,
    OverdrachtsdocumentIngeleverd,
    OverdrachtsdocumentInleveren,
)
from services.intake.onderinstroom.invoer import NIET_ALLES
from services.intake.onderinstroom.stappen import als_recept, ontbreekt
from services.intake.onderinstroom.tables import Onderinstroom, Overdrachtsbijlage
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel
from tenants.schema import DocumentRegel, Tenant

WACHT, BRUIKBAAR, GEWEIGERD = "wacht", "bruikbaar", "geweigerd"
BIJLAGEN = 20


def map_van(tenant: str, kind: UUID) -> str:
    return f"{tenant}/jongekind/{kind}"


async def _openen(unit: UnitOfWork, id: UUID, act_name: str) -> Onderinstroom:
    """Raises NietGevonden also when the days of this voorschool are over, whether a job already saw it or not."""
    kind = await kind_openen(unit, id, act_name, deel=Deel.OVERDRACHTSDOCUMENT)
    open_ = [t for t in await open_toegang(unit, id) if t.persoon == unit.principal.persoon]
    if not any(toegang.toegang_tot_en_met >= unit.vandaag for toegang in open_):
        raise NietGevonden()
    return kind


def _gewijzigd(kind: Onderinstroom, namen: list[str]) -> Gewijzigd:
    """On another screen something else was saved."""
    return Gewijzigd(
        "Op een ander scherm is dit intussen gewijzigd.",
        extra={
            "door": "Op een ander scherm",
            "op": (kind.bewaard_op or kind.begonnen_op).isoformat(),
            "versie": kind.documentversie,
            "nu": {naam: kind.antwoorden.get(naam, "") for naam in namen},
        },
    )


@INTAKE.act(OverdrachtsdocumentBewaren)
async def overdrachtsdocument_bewaren(unit: UnitOfWork, opdracht: OverdrachtsdocumentBewaren) -> Bewaard:
    """Only what was sent changes. Nothing new is no change."""
    kind = await _openen(unit, opdracht.onderinstroom_id, "overdrachtsdocument_bewaren")
    recept = als_recept(formulier_van(unit.regels(kind.regels_op)))
    schoon = antwoorden_toetsen(recept, opdracht.antwoorden, unit.vandaag)
    antwoorden = samenvoegen(kind.antwoorden, schoon)
    if antwoorden != kind.antwoorden:
        if opdracht.documentversie != kind.documentversie:
            raise _gewijzigd(kind, list(schoon))
        kind.antwoorden = antwoorden
        kind.documentversie += 1
        kind.bewaard_op = unit.nu
    return Bewaard(id=kind.id, versie=kind.documentversie, op=unit.nu)


def bijlageregels(tenant: Tenant) -> dict[str, DocumentRegel]:
    """Which documents of the recept the voorschool may add."""
    regels = regels_van(tenant)
    if not regels.soorten:
        return {}
    documenten = {document.soort: document for document in tenant.recept(regels.soorten[0]).documenten}
    return {soort: documenten[soort] for soort in regels.bijlagen}


def _bijlage_toetsen(unit: UnitOfWork, kind: Onderinstroom, soort: str, gedagtekend_op: date | None) -> None:
    fouten = {}
    regels = bijlageregels(unit.regels(kind.regels_op))
    if soort not in {*regels, OVERIG}:
        fouten["soort"] = "Kies wat voor document het is."
    if gedagtekend_op is not None and gedagtekend_op > unit.vandaag:
        fouten["gedagtekend_op"] = "Deze datum ligt in de toekomst."
    elif gedagtekend_op is None and soort in regels and regels[soort].maximaal_maanden is not None:
        fouten["gedagtekend_op"] = "Vul in van welke datum dit document is."
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)


@INTAKE.act(OverdrachtsbijlageToevoegen)
async def overdrachtsbijlage_toevoegen(unit: UnitOfWork, opdracht: OverdrachtsbijlageToevoegen) -> Bewaard:
    """Nobody can open it until it was scanned and cleaned."""
    kind = await _openen(unit, opdracht.onderinstroom_id, "overdrachtsbijlage_toevoegen")
    _bijlage_toetsen(unit, kind, opdracht.soort, opdracht.gedagtekend_op)
    eerder = await unit.all(Overdrachtsbijlage, Overdrachtsbijlage.onderinstroom == kind.id)
    if any(bijlage.upload == opdracht.upload for bijlage in eerder):
        raise KanNiet("Dit bestand is al toegevoegd.")
    if len(eerder) >= BIJLAGEN:
        raise KanNiet(f"Er staan al {BIJLAGEN} bijlagen. Haal er eerst een weg.")
    inhoud = await uploads.samengevoegd(unit, opdracht.upload)
    naam = schone_naam(opdracht.bestandsnaam)
    try:
        mediatype = herkennen(naam, inhoud)
    except Geweigerd as reden:
        raise OngeldigeInvoer("Dit bestand kan niet mee.", velden={"bestand": str(reden)}) from None
    id = uuid4()
    sleutel = f"{map_van(unit.asker.tenant, kind.id)}/{id}/origineel"
    await vault.put(unit, kind.id, sleutel, inhoud)
    unit.add(
        Overdrachtsbijlage(
            id=id,
            onderinstroom=kind.id,
            soort=opdracht.soort,
            naam=naam,
            gedagtekend_op=opdracht.gedagtekend_op,
            mediatype=mediatype,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            sleutel=sleutel,
            status=WACHT,
            upload=opdracht.upload,
            toegevoegd_op=unit.nu,
        )
    )
    unit.later(
        "upload_opruimen", zaak=opdracht.upload, upload=str(opdracht.upload), persoon=str(unit.principal.persoon)
    )
    unit.later("overdrachtsbijlage_controleren", zaak=kind.id, bijlage=str(id))
    unit.record(OverdrachtsbijlageToegevoegd(zaak=kind.id, bijlage_id=id))
    return Bewaard(id=id, versie=kind.documentversie, op=unit.nu)


@INTAKE.act(OverdrachtsbijlageWeghalen)
async def overdrachtsbijlage_weghalen(unit: UnitOfWork, opdracht: OverdrachtsbijlageWeghalen) -> Bewaard:
    """N14: a wrong file goes, and its bytes with it, as long as the voorschool did not hand in."""
    kind = await _openen(unit, opdracht.onderinstroom_id, "overdrachtsbijlage_weghalen")
    bijlage = await unit.lock(Overdrachtsbijlage, opdracht.bijlage_id)
    if bijlage.onderinstroom != kind.id:
        raise NietGevonden()
    for sleutel in filter(None, (bijlage.sleutel, bijlage.leesbaar)):
        unit.later("bestand_wissen", zaak=kind.id, sleutel=sleutel)
    await unit.delete(bijlage)
    unit.record(OverdrachtsbijlageWeggehaald(zaak=kind.id, bijlage_id=bijlage.id))
    return Bewaard(id=kind.id, versie=kind.documentversie, op=unit.nu)


@INTAKE.act(OverdrachtsdocumentInleveren)
async def overdrachtsdocument_inleveren(unit: UnitOfWork, opdracht: OverdrachtsdocumentInleveren) -> Ingeleverd:
    """What this act writes is still of the voorschool; right after it, the voorschool is out (a job)."""
    kind = await _openen(unit, opdracht.onderinstroom_id, "overdrachtsdocument_inleveren")
    formulier = formulier_van(unit.regels(kind.regels_op))
    if opdracht.documentversie != kind.documentversie:
        raise _gewijzigd(kind, [vraag.naam for vraag in als_recept(formulier).vragen])
    if namen := ontbreekt(formulier, kind.antwoorden):
        zin = "Geef hier nog antwoord op."
        raise OngeldigeInvoer("Nog niet alles is ingevuld.", velden=dict.fromkeys(namen, zin))
    bijlagen = await unit.all(Overdrachtsbijlage, Overdrachtsbijlage.onderinstroom == kind.id)
    if any(bijlage.status == WACHT for bijlage in bijlagen):
        raise KanNiet("Een bijlage wordt nog gecontroleerd. Probeer het over een minuut nog eens.")
    if any(bijlage.status == GEWEIGERD for bijlage in bijlagen):
        raise KanNiet("Een bijlage is geweigerd. Haal haar weg, of voeg een ander bestand toe.")
    verder(kind, "overdrachtsdocument_inleveren", ingeleverd_op=unit.nu, ingeleverd_door_naam=unit.principal.naam)
    unit.record(OverdrachtsdocumentIngeleverd(zaak=kind.id))
    unit.later("voorschool_loslaten", zaak=kind.id)
    bewaard(unit, kind)
    return Ingeleverd(contact=kind.begonnen_door_naam)
