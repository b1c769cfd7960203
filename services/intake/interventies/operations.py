"""Door 1 of interventies: a school writes down what it does for a pupil, and later what that led to."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.interventies.contract import (
    InterventieEvalueren,
    InterventieGeevalueerd,
    InterventieGewijzigd,
    InterventieTeruggezet,
    InterventieTerugzetten,
    InterventieVastgelegd,
    InterventieVastleggen,
    InterventieWeggehaald,
    InterventieWeghalen,
    InterventieWijzigen,
)
from services.intake.interventies.effect import TERUGZETTEN, Invulling, evaluatie_toetsen, interventie_toetsen
from services.intake.interventies.proces import GEEVALUEERD, INTERVENTIE, LOOPT
from services.intake.interventies.tables import Interventie
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden

GEGEVENS = ("wat", "waar", "doel", "door", "van", "tot")


async def _openen(
    unit: UnitOfWork, dossier_id: UUID, interventie_id: UUID, act_name: str, versie: int
) -> tuple[Leerlingdossier, Interventie]:
    """Raises NietGevonden, MagNiet, KanNiet and Gewijzigd with the present values."""
    dossier = await dossier_openen(unit, dossier_id, act_name)
    interventie = await unit.lock(Interventie, interventie_id)
    if interventie.dossier != dossier.id:
        raise NietGevonden()
    if versie != interventie.versie:
        raise Gewijzigd(
            f"{interventie.gewijzigd_door_naam} heeft deze interventie intussen gewijzigd.",
            extra={
                "door": interventie.gewijzigd_door_naam,
                "op": interventie.gewijzigd_op.isoformat(),
                "versie": interventie.versie,
                "nu": {naam: str(getattr(interventie, naam) or "") for naam in GEGEVENS},
            },
        )
    rij = INTERVENTIE.toets(act_name, unit.principal.rol, interventie.status)
    if rij.naar is not None:
        interventie.status = rij.naar
    return dossier, interventie


def _bewaard(unit: UnitOfWork, interventie: Interventie) -> Bewaard:
    interventie.versie += 1
    interventie.gewijzigd_op, interventie.gewijzigd_door_naam = unit.nu, unit.asker.naam
    return Bewaard(id=interventie.id, versie=interventie.versie, op=unit.nu)


def _invulling(opdracht: InterventieVastleggen | InterventieWijzigen) -> Invulling:
    return Invulling(**{naam: getattr(opdracht, naam) for naam in GEGEVENS})


@INTAKE.act(InterventieVastleggen)
async def interventie_vastleggen(unit: UnitOfWork, opdracht: InterventieVastleggen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "interventie_vastleggen")
    goed = interventie_toetsen(_invulling(opdracht), dossier.geboren_op, unit.vandaag)
    interventie = unit.add(
        Interventie(
            id=uuid4(),
            dossier=dossier.id,
            versie=0,
            status=INTERVENTIE.begin,
            **{naam: getattr(goed, naam) for naam in GEGEVENS},
            vastgelegd_op=unit.nu,
            vastgelegd_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    unit.record(InterventieVastgelegd(zaak=dossier.id, interventie_id=interventie.id))
    return _bewaard(unit, interventie)


@INTAKE.act(InterventieWijzigen)
async def interventie_wijzigen(unit: UnitOfWork, opdracht: InterventieWijzigen) -> Bewaard:
    """What stands there already is no change. A first day after the evaluation is refused: it was not there yet."""
    dossier, interventie = await _openen(
        unit, opdracht.dossier_id, opdracht.interventie_id, "interventie_wijzigen", opdracht.versie
    )
    goed = interventie_toetsen(_invulling(opdracht), dossier.geboren_op, unit.vandaag)
    if interventie.geevalueerd_op is not None and goed.van > interventie.geevalueerd_op:
        raise KanNiet("Deze interventie is al geëvalueerd; zij begon dus eerder.")
    if any(getattr(goed, naam) != getattr(interventie, naam) for naam in GEGEVENS):
        for naam in GEGEVENS:
            setattr(interventie, naam, getattr(goed, naam))
        unit.record(InterventieGewijzigd(zaak=dossier.id, interventie_id=interventie.id))
    return _bewaard(unit, interventie)


@INTAKE.act(InterventieEvalueren)
async def interventie_evalueren(unit: UnitOfWork, opdracht: InterventieEvalueren) -> Bewaard:
    dossier, interventie = await _openen(
        unit, opdracht.dossier_id, opdracht.interventie_id, "interventie_evalueren", opdracht.versie
    )
    interventie.toelichting = evaluatie_toetsen(
        opdracht.effect, opdracht.toelichting, opdracht.op, interventie.van, unit.vandaag
    )
    interventie.effect, interventie.geevalueerd_op = opdracht.effect, opdracht.op
    if not opdracht.doorgaan:
        interventie.tot = opdracht.op
    elif interventie.tot is not None and interventie.tot <= opdracht.op:
        interventie.tot = None
    unit.record(InterventieGeevalueerd(zaak=dossier.id, interventie_id=interventie.id, effect=opdracht.effect))
    return _bewaard(unit, interventie)


@INTAKE.act(InterventieWeghalen)
async def interventie_weghalen(unit: UnitOfWork, opdracht: InterventieWeghalen) -> Bewaard:
    dossier, interventie = await _openen(
        unit, opdracht.dossier_id, opdracht.interventie_id, "interventie_weghalen", opdracht.versie
    )
    interventie.weggehaald_op = unit.nu
    unit.record(InterventieWeggehaald(zaak=dossier.id, interventie_id=interventie.id))
    return _bewaard(unit, interventie)


@INTAKE.act(InterventieTerugzetten)
async def interventie_terugzetten(unit: UnitOfWork, opdracht: InterventieTerugzetten) -> Bewaard:
    dossier, interventie = await _openen(
        unit, opdracht.dossier_id, opdracht.interventie_id, "interventie_terugzetten", opdracht.versie
    )
    if interventie.weggehaald_op is not None and unit.nu > interventie.weggehaald_op + TERUGZETTEN:
        raise KanNiet("Dit is langer dan dertig dagen weg. Leg de interventie opnieuw vast.")
    interventie.weggehaald_op = None
    interventie.status = LOOPT if interventie.effect is None else GEEVALUEERD
    unit.record(InterventieTeruggezet(zaak=dossier.id, interventie_id=interventie.id))
    return _bewaard(unit, interventie)
