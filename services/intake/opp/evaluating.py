"""Door 1 of the OPP: every school year the school looks back with parents and pupil."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import msgspec

from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.opp.cases import bewaard, opp_openen, regels_van, termijnen_bijwerken, traject_van
from services.intake.opp.contract import (
    EvaluatieGepland,
    EvaluatiePlannen,
    OppEvalueren,
    OppGeevalueerd,
)
from services.intake.opp.evaluatie import evaluatie_toetsen
from services.intake.opp.formulier import doelen
from services.intake.opp.proces import BEEINDIGD
from services.intake.opp.tables import Oppevaluatie
from services.intake.service import INTAKE
from services.kern.errors import OngeldigeInvoer

VERSTE = timedelta(days=366)


@INTAKE.act(EvaluatiePlannen)
async def evaluatie_plannen(unit: UnitOfWork, opdracht: EvaluatiePlannen) -> Bewaard:
    """A day after the last day of the law can be chosen: better late than not. The board keeps saying it is late."""
    _, opp = await opp_openen(unit, opdracht.dossier_id, "evaluatie_plannen", opdracht.versie)
    if not unit.vandaag <= opdracht.op <= unit.vandaag + VERSTE:
        zin = "Kies een dag die nog komt, binnen een jaar."
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"op": zin})
    traject = await traject_van(unit, opp.dossier)
    assert traject is not None  # what was vastgesteld has one
    traject.evaluatie_op = opdracht.op
    unit.record(EvaluatieGepland(zaak=opp.dossier, opp_id=opp.id, op=opdracht.op))
    return bewaard(unit, opp)


@INTAKE.act(OppEvalueren)
async def opp_evalueren(unit: UnitOfWork, opdracht: OppEvalueren) -> Bewaard:
    """Every goal gets an outcome. The next term follows from the day of this talk."""
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "opp_evalueren", opdracht.versie)
    assert opp.vastgesteld_op is not None
    gevraagd = doelen(regels_van(unit, opp), opp.antwoorden)
    schoon = evaluatie_toetsen(opdracht, gevraagd, opp.vastgesteld_op, unit.vandaag)
    unit.add(
        Oppevaluatie(
            id=uuid4(),
            dossier=dossier.id,
            opp=opp.id,
            op=opdracht.op,
            aanwezig=schoon.aanwezig,
            ouders=schoon.ouders,
            leerling=schoon.leerling,
            uitkomst=opdracht.uitkomst,
            toelichting=schoon.toelichting,
            doelen=[msgspec.to_builtins(doel) for doel in schoon.doelen],
            school=dossier.school,
            vastgelegd_op=unit.nu,
            door_naam=unit.principal.naam,
        )
    )
    traject = await traject_van(unit, dossier.id)
    assert traject is not None
    traject.geevalueerd_op = max(opdracht.op, traject.geevalueerd_op or opdracht.op)
    traject.evaluatie_op = None
    if opdracht.uitkomst == "beeindigen":
        opp.status, traject.status = BEEINDIGD, "beeindigd"
    await termijnen_bijwerken(unit, traject)
    unit.record(OppGeevalueerd(zaak=dossier.id, opp_id=opp.id, op=opdracht.op, uitkomst=opdracht.uitkomst))
    return bewaard(unit, opp)
