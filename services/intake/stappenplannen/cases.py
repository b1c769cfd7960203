"""Opening a stappenplan for an act, and keeping up to date what follows from where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.stappenplannen.proces import LOOPT, SAMEN, STAPPENPLAN
from services.intake.stappenplannen.stappen import SWV, PlanStap, afronders, een
from services.intake.stappenplannen.tables import Gastplaatsing, Stappenplan
from services.kern.errors import Gewijzigd, NietGevonden
from services.kern.kalender import DAG, in_woorden
from services.kern.policy import BESTUURSROLLEN, Deel, Kring
from services.kern.principal import Principal
from services.kern.rollen import SCHOOLROLLEN
from tenants.schema import Tenant

UUR = 8  # the hour at which an e-mail leaves


def verklaard(tenant: Tenant, soort: str) -> list[PlanStap]:
    """The steps of this procedure as declared today; none where it is not."""
    procedure = tenant.procedures.get(soort)
    if procedure is None:
        return []
    return [
        PlanStap(
            naam=stap.naam,
            titel=stap.titel,
            door=stap.door,
            orgaan=tenant.organen[stap.orgaan].titel if stap.orgaan in tenant.organen else "",
            openbaar=stap.openbaar,
            na=list(stap.na),
            als=stap.als,
            dagen=stap.dagen,
            einde=stap.einde,
        )
        for stap in procedure.stappen
    ]


def stappen_van(rijen: Any) -> list[PlanStap]:
    return msgspec.convert(rijen, list[PlanStap])


async def plan_openen(
    unit: UnitOfWork, dossier_id: UUID, plan_id: UUID, act_name: str, versie: int, deel: Deel = Deel.STAPPENPLANWERK
) -> Stappenplan:
    """This plan, locked. Raises NietGevonden outside scope, MagNiet, KanNiet when it is over, Gewijzigd."""
    await unit.admit(dossier_id, deel)
    plan = await unit.lock(Stappenplan, plan_id)
    if plan.dossier != dossier_id:
        raise NietGevonden()
    rij = STAPPENPLAN.toets(act_name, unit.asker.rol if isinstance(unit.asker, Principal) else None, plan.status)
    if versie != plan.versie:
        raise Gewijzigd(
            f"{plan.gewijzigd_door_naam} heeft dit stappenplan intussen bijgewerkt.",
            extra={
                "door": plan.gewijzigd_door_naam,
                "op": plan.gewijzigd_op.isoformat(),
                "versie": plan.versie,
                "nu": {},
            },
        )
    plan.status = rij.naar or plan.status
    return plan


async def gast_van(unit: UnitOfWork, plan: Stappenplan) -> Gastplaatsing | None:
    """Where the pupil is a guest by this plan."""
    rijen = await unit.all(Gastplaatsing, Gastplaatsing.plan == plan.id)
    return rijen[0] if rijen else None


def gast_eindigt(gast: Gastplaatsing | None, dag: date | None) -> None:
    """With the plan: from this day on the other school sees nothing more. None: it runs again."""
    if gast is not None:
        gast.geeindigd_op = dag


async def betrekken(unit: UnitOfWork, plan: Stappenplan, stap: PlanStap) -> None:
    """Whose turn it is sees the case from now on: the schoolbestuur without the child, the samenwerkingsverband with
    what the school shares. Whoever was involved stays so."""
    door = afronders(stap.door)
    if door & SWV and not door & SCHOOLROLLEN:
        await involve(unit, plan.dossier, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=SAMEN)
    if door & BESTUURSROLLEN:
        await involve(unit, plan.dossier, Kring.SCHOOLBESTUUR, plan.bestuur, grond=SAMEN)


async def termijnen(unit: UnitOfWork, plan: Stappenplan, gast: Gastplaatsing | None = None) -> None:
    """The day of the step of now, and these of being a guest."""
    loopt, voor = plan.status == LOOPT, str(plan.id)
    over = {"loopt": "loopt", "klaar": "gehaald", "gestopt": "vervallen"}[plan.status]
    stap = een(stappen_van(plan.stappen), plan.stap)
    acties: dict[str, date] = {}
    if loopt:
        acties["stap_missen"] = plan.uiterlijk_op + DAG
    titel = f"Stappenplan: {stap.titel}"
    uit = [_termijn("stap_afronden", titel, plan.uiterlijk_op, over, voor, acties, plan.bron)]
    if gast is not None:
        for naam, titel, dag in (
            ("gastplaatsing_evalueren", "Terugkijken op de gastplaatsing", gast.evalueren_op),
            ("gastplaatsing_aflopen", "De gastplaatsing eindigt", gast.tot_en_met),
        ):
            komt = dag >= unit.vandaag
            acties = {}
            if loopt and komt:
                acties["gastplaatsing_herinneren"] = dag
            uit.append(_termijn(naam, titel, dag, over if komt or not loopt else "gehaald", voor, acties, plan.bron))
    await sync(unit, plan.dossier, uit)


def _termijn(naam: str, titel: str, dag: date, status: str, voor: str, acties: dict[str, date], bron: str) -> Deadline:
    return Deadline(
        naam=naam,
        titel=titel,
        soort="afspraak",
        uiterlijk_op=dag,
        status=status,
        uitleg=[{"stap": f"Afgesproken tot en met {in_woorden(dag)}.", "datum": str(dag), "waarde": None,
                 "grondslag": bron}],
        voor=voor,
        acties={job: begin_van(op, UUR) for job, op in acties.items()},
        lading={"voor": voor},
    )  # fmt: skip


def bewaard(unit: UnitOfWork, plan: Stappenplan) -> Bewaard:
    """The next version, by whom and when."""
    plan.versie += 1
    plan.gewijzigd_op, plan.gewijzigd_door_naam = unit.nu, unit.asker.naam
    return Bewaard(id=plan.id, versie=plan.versie, op=unit.nu)
