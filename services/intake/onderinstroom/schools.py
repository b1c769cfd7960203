"""Door 1 of onderinstroom, for the school where the parents applied: take the child in, and begin the aanvraag."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from infra import vault
from infra.unit_of_work import UnitOfWork
from services.intake import uploads
from services.intake.beginning import concept
from services.intake.contract import AanvraagBegonnen, Bewaard, DocumentToegevoegd
from services.intake.dossier import ONTVANGEN
from services.intake.leerlingen.cases import dossier_beginnen, dossier_openen
from services.intake.onderinstroom.cases import bewaard, kind_openen, regels_van, verder
from services.intake.onderinstroom.contract import (
    OnderinstroomAangenomen,
    OnderinstroomAannemen,
    OnderinstroomaanvraagBeginnen,
    OverdrachtOntvangen,
)
from services.intake.onderinstroom.tables import Overdrachtsstuk
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel
from tenants.schema import Tenant

DOCUMENT = "overdrachtsdocument"


@INTAKE.act(OnderinstroomAannemen)
async def onderinstroom_aannemen(unit: UnitOfWork, opdracht: OnderinstroomAannemen) -> Bewaard:
    """A dossier of this school, and of nobody else until it shares it; a job puts the papers in it."""
    kind = await kind_openen(
        unit, opdracht.onderinstroom_id, "onderinstroom_aannemen", opdracht.versie, Deel.ONDERINSTROOM
    )
    dossier = await dossier_beginnen(
        unit,
        roepnaam=kind.roepnaam,
        achternaam=kind.achternaam,
        geboren_op=kind.geboren_op,
        groep=opdracht.groep,
    )
    await unit.flush()
    verder(kind, "onderinstroom_aannemen", dossier=dossier.id)
    unit.record(OverdrachtOntvangen(zaak=dossier.id, onderinstroom_id=kind.id))
    unit.record(OnderinstroomAangenomen(zaak=kind.id, school=kind.school, dossier_id=dossier.id))
    unit.later("overdrachtsstukken_maken", zaak=dossier.id, onderinstroom=str(kind.id))
    bewaard(unit, kind)
    return Bewaard(id=dossier.id, versie=dossier.versie, op=unit.nu)


def route(tenant: Tenant, soort: str) -> dict[str, str]:
    """The answer by which the recept knows that it is onderinstroom."""
    als = next(kenmerk.als for kenmerk in tenant.recept(soort).kenmerken if kenmerk.naam == "onderinstroom")
    return {als.vraag: als.is_een_van[0]}


@INTAKE.act(OnderinstroomaanvraagBeginnen)
async def onderinstroomaanvraag_beginnen(unit: UnitOfWork, opdracht: OnderinstroomaanvraagBeginnen) -> Bewaard:
    """Everything that came from the voorschool stands in it; every file is checked once more, as any document is."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "onderinstroomaanvraag_beginnen")
    regels = unit.tenant.onderinstroom
    if regels is None:
        raise NietGevonden()
    if opdracht.soort not in regels.soorten:
        raise OngeldigeInvoer("Deze soort kan niet.", velden={"soort": "Kies een van de mogelijkheden."})
    stukken = await unit.all(Overdrachtsstuk, Overdrachtsstuk.dossier == dossier.id, order=Overdrachtsstuk.soort)
    eigen = next((stuk for stuk in stukken if stuk.soort == DOCUMENT), None)
    if eigen is None:
        raise KanNiet("Er is geen overdrachtsdocument in dit dossier, of het wordt nog klaargezet.")
    lopend = await unit.all(
        Aanvraag, Aanvraag.dossier == dossier.id, Aanvraag.status.not_in(("ingetrokken", "besloten"))
    )
    if lopend:
        raise KanNiet(f"Er loopt al een aanvraag van deze leerling: {lopend[0].kenmerk}.")
    school = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if school is None:
        raise KanNiet(f"Uw school hoort niet bij {unit.tenant.korte_naam}.")
    vragen = {vraag.naam: vraag for vraag in unit.tenant.recept(opdracht.soort).vragen}
    over = {
        naam: eigen.antwoorden[van][: vragen[naam].max_lengte]
        for naam, van in regels.overnemen.items()
        if eigen.antwoorden.get(van)
    }
    aanvraag = await concept(
        unit,
        school,
        soort=opdracht.soort,
        roepnaam=dossier.roepnaam,
        achternaam=dossier.achternaam,
        geboren_op=dossier.geboren_op,
        groep=dossier.groep,
        dossier=dossier.id,
        antwoorden=route(unit.tenant, opdracht.soort) | over,
    )
    await unit.flush()
    unit.record(AanvraagBegonnen(zaak=aanvraag.id, school=school.id, soort=aanvraag.soort))
    for stuk in stukken:
        await _document(unit, aanvraag, stuk)
    return Bewaard(id=aanvraag.id, versie=aanvraag.versie, op=unit.nu)


async def _document(unit: UnitOfWork, aanvraag: Aanvraag, stuk: Overdrachtsstuk) -> None:
    """From the key of the dossier to that of the aanvraag."""
    inhoud = await vault.get(unit, stuk.dossier, stuk.sleutel)
    upload = uuid4()
    sleutel = uploads.sleutel_van(unit.asker.tenant, upload)
    await vault.put(unit, aanvraag.id, sleutel, inhoud)
    eigen = stuk.soort == DOCUMENT
    document = unit.add(
        Document(
            id=uuid4(),
            aanvraag=aanvraag.id,
            soort=regels_van(unit.tenant).document or DOCUMENT if eigen else stuk.soort,
            bestandsnaam=stuk.naam,
            mediatype=stuk.mediatype,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            sleutel=sleutel,
            upload=upload,
            gedagtekend_op=stuk.gedagtekend_op,
            ondertekend_door=["ouders"] if eigen else [],
            status=ONTVANGEN,
            toegevoegd_op=unit.nu,
            toegevoegd_door=unit.principal.persoon,
            toegevoegd_door_naam=unit.principal.naam,
        )
    )
    unit.record(DocumentToegevoegd(zaak=aanvraag.id, document_id=document.id, soort=document.soort))
    unit.later("document_controleren", zaak=aanvraag.id, document=str(document.id))
