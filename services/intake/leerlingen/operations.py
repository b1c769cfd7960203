"""Door 1 of the pupil: a school begins a dossier and keeps it right."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import leerling_toetsen
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import (
    dossier_bewaard,
    dossier_bijwerken,
    dossier_openen,
    vrij_dossierkenmerk,
)
from services.intake.leerlingen.contract import (
    LeerlingdossierBeginnen,
    LeerlingdossierBegonnen,
    LeerlingGewijzigd,
    LeerlingWijzigen,
)
from services.intake.leerlingen.proces import LEERLINGDOSSIER, ZORGPLICHT
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.kern.errors import OngeldigeInvoer
from services.kern.policy import Kring

GEGEVENS = ("roepnaam", "achternaam", "geboren_op", "groep")


@INTAKE.act(LeerlingdossierBeginnen)
async def leerlingdossier_beginnen(unit: UnitOfWork, opdracht: LeerlingdossierBeginnen) -> Bewaard:
    """Of the school of the asker's hat, and of nobody else until that school shares it."""
    eigen = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if eigen is None:
        raise OngeldigeInvoer(
            f"Uw school hoort niet bij {unit.tenant.korte_naam}.",
            velden={"school": f"Deze school staat niet in de lijst van {unit.tenant.korte_naam}."},
        )
    roepnaam, achternaam, groep = leerling_toetsen(
        opdracht.roepnaam, opdracht.achternaam, opdracht.geboren_op, opdracht.groep, unit.vandaag
    )
    id = uuid4()
    await involve(unit, id, Kring.SCHOOL, eigen.id, grond=ZORGPLICHT)
    dossier = unit.add(
        Leerlingdossier(
            id=id,
            kenmerk=await vrij_dossierkenmerk(unit),
            status=LEERLINGDOSSIER.begin,
            roepnaam=roepnaam,
            achternaam=achternaam,
            geboren_op=opdracht.geboren_op,
            groep=groep,
            school=eigen.id,
            bestuur=eigen.bestuur,
            begonnen_op=unit.nu,
            begonnen_door=unit.principal.persoon,
            begonnen_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    unit.record(LeerlingdossierBegonnen(zaak=id, school=eigen.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(LeerlingWijzigen)
async def leerling_wijzigen(unit: UnitOfWork, opdracht: LeerlingWijzigen) -> Bewaard:
    """What stands there already is no change: version and tijdlijn stay."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "leerling_wijzigen", opdracht.versie, nu=GEGEVENS)
    roepnaam, achternaam, groep = leerling_toetsen(
        opdracht.roepnaam, opdracht.achternaam, opdracht.geboren_op, opdracht.groep, unit.vandaag
    )
    nieuw = {"roepnaam": roepnaam, "achternaam": achternaam, "geboren_op": opdracht.geboren_op, "groep": groep}
    if nieuw != {naam: getattr(dossier, naam) for naam in GEGEVENS}:
        for naam, waarde in nieuw.items():
            setattr(dossier, naam, waarde)
        dossier_bijwerken(unit, dossier)
        unit.record(LeerlingGewijzigd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)
