"""Door 1 of the pupil: an aanvraag that began without a dossier comes in one."""

from __future__ import annotations

from datetime import timedelta

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_beginnen, dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import AanvraagOnderbrengen, AanvraagOndergebracht
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Leerling
from services.kern.errors import KanNiet, OngeldigeInvoer
from services.kern.policy import Deel, Kring


@INTAKE.act(AanvraagOnderbrengen)
async def aanvraag_onderbrengen(unit: UnitOfWork, opdracht: AanvraagOnderbrengen) -> Bewaard:
    """Nothing is typed twice: a new dossier takes the pupil from the aanvraag. Once filed, the samenwerkingsverband
    reads the dossier too, as with an aanvraag that began from one."""
    aanvraag = await unit.lock(Aanvraag, opdracht.aanvraag_id)
    await unit.admit(aanvraag.id, Deel.SCHOOLWERK)
    if aanvraag.dossier is not None:
        raise KanNiet("Deze aanvraag staat al in een dossier.")
    kind = await unit.lock(Leerling, aanvraag.leerling)
    if opdracht.dossier_id is not None:
        dossier = await dossier_openen(unit, opdracht.dossier_id, "aanvraag_beginnen")
        if dossier.school != aanvraag.school or dossier.geboren_op != kind.geboren_op:
            raise OngeldigeInvoer("Dit dossier is van een andere leerling.")
        dossier_bijwerken(unit, dossier)
    else:
        begonnen = min(aanvraag.begonnen_op.date(), unit.vandaag)
        dossier = await dossier_beginnen(
            unit,
            roepnaam=kind.roepnaam,
            achternaam=kind.achternaam,
            geboren_op=kind.geboren_op,
            groep=kind.groep,
            ingeschreven_op=max(begonnen, kind.geboren_op + timedelta(days=1)),
        )
    await unit.flush()
    aanvraag.dossier = dossier.id
    if aanvraag.ingediend_op is not None:
        await involve(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    unit.record(AanvraagOndergebracht(zaak=dossier.id, aanvraag_id=aanvraag.id))
    return dossier_bewaard(unit, dossier)
