"""Door 1 of the pupil: a school begins a dossier and keeps it right."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import leerling_toetsen
from services.intake.contract import Bewaard
from services.intake.leerlingen import (  # noqa: F401  hang the rest in the same door
    adopting,
    asking,
    career,
    family,
    inviting,
    merging,
    reading_along,
)
from services.intake.leerlingen.cases import (
    dossier_beginnen,
    dossier_bewaard,
    dossier_bijwerken,
    dossier_openen,
    naar_groep,
)
from services.intake.leerlingen.coming_of_age import geboortedag_gewijzigd
from services.intake.leerlingen.contract import (
    LeerlingdossierBeginnen,
    LeerlingGewijzigd,
    LeerlingWijzigen,
)
from services.intake.service import INTAKE

GEGEVENS = ("roepnaam", "achternaam", "geboren_op", "groep")


@INTAKE.act(LeerlingdossierBeginnen)
async def leerlingdossier_beginnen(unit: UnitOfWork, opdracht: LeerlingdossierBeginnen) -> Bewaard:
    """Of the school of the asker's hat, and of nobody else until that school shares it."""
    dossier = await dossier_beginnen(
        unit,
        roepnaam=opdracht.roepnaam,
        achternaam=opdracht.achternaam,
        geboren_op=opdracht.geboren_op,
        groep=opdracht.groep,
        ingeschreven_op=opdracht.ingeschreven_op,
    )
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
        if groep != dossier.groep:
            await naar_groep(unit, dossier, dossier.school, groep, unit.vandaag)
        if roepnaam != dossier.roepnaam:
            unit.later("kind_hernoemen", zaak=dossier.id)
        jarig = opdracht.geboren_op != dossier.geboren_op
        for naam, waarde in nieuw.items():
            setattr(dossier, naam, waarde)
        if jarig:
            await geboortedag_gewijzigd(unit, dossier)
        dossier_bijwerken(unit, dossier)
        unit.record(LeerlingGewijzigd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)
