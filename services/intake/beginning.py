"""A new concept of a school: the pupil as it stands there, and the aanvraag, which nobody else can find."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.kenmerk import nieuw_kenmerk
from services.intake.proces import AANVRAAG
from services.intake.scholen import bestuur_van
from services.intake.tables import Aanvraag, Leerling
from services.kern.policy import Kring
from tenants.organisaties import School


async def concept(
    unit: UnitOfWork,
    eigen: School,
    *,
    soort: str,
    roepnaam: str,
    achternaam: str,
    geboren_op: date,
    groep: str,
    dossier: UUID | None,
    **velden: Any,
) -> Aanvraag:
    """The rows, of the school of the asker. `velden`: what is known already. Who calls tells it as a fact."""
    id = uuid4()
    await involve(unit, id, Kring.SCHOOL, eigen.id)
    leerling = unit.add(
        Leerling(
            id=uuid4(),
            aanvraag=id,
            roepnaam=roepnaam,
            achternaam=achternaam,
            geboren_op=geboren_op,
            groep=groep,
            school=eigen.id,
        )
    )
    await unit.flush()
    return unit.add(
        Aanvraag(
            id=id,
            kenmerk=await _vrij_kenmerk(unit),
            status=AANVRAAG.begin,
            soort=soort,
            leerling=leerling.id,
            dossier=dossier,
            school=eigen.id,
            bestuur=bestuur_van(unit.tenant, eigen, unit.vandaag),
            begonnen_op=unit.nu,
            begonnen_door=unit.principal.persoon,
            begonnen_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
            **velden,
        )
    )


async def _vrij_kenmerk(unit: UnitOfWork) -> str:
    while True:
        kenmerk = nieuw_kenmerk(unit.vandaag)
        vrij = await unit.execute("select intake.kenmerk_vrij(:kenmerk) where :tenant <> ''", kenmerk=kenmerk)
        if vrij.scalar_one():  # row security shows a school its own only, so a definer function looks
            return kenmerk
