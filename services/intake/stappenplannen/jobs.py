"""Door 3 of the stappenplan: whose turn it is hears so, and again when the day is past. No word about the child."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.service import INTAKE
from services.intake.stappenplannen.cases import gast_van, stappen_van
from services.intake.stappenplannen.contract import GastplaatsingGeevalueerd, StapGemist
from services.intake.stappenplannen.proces import LOOPT, STAPPENPLAN
from services.intake.stappenplannen.stappen import SWV, afronders, een
from services.intake.stappenplannen.tables import Gastplaatsing, Stappenplan
from services.kern.errors import NietBeschikbaar
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds


async def _wie(unit: UnitOfWork, plan: Stappenplan, door: str) -> list[UUID]:
    """The people whose turn it is: these of the very role first of all, else everybody who may do it."""
    waar = [
        (rollen & afronders(door), organisatie)
        for rollen, organisatie in (
            (SCHOOLROLLEN, plan.school),
            (BESTUURSROLLEN, plan.bestuur),
            (SWV, unit.tenant.swv_nummer),
        )
        if rollen & afronders(door)
    ]
    personen: list[UUID] = []
    try:
        for rollen, organisatie in waar:
            wie: frozenset[Rol] = frozenset(r for r in rollen if r == door) or rollen
            vraag = PersonenVanRol(rollen=sorted(wie), organisatie=organisatie)
            personen += [een.persoon for een in (await ask(unit, "netwerk", vraag)).personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(personen))


async def _sturen(unit: UnitOfWork, plan: Stappenplan, door: str, dag: str) -> None:
    for persoon in await _wie(unit, plan, door):
        link = f"{settings().app_url}/leerlingen/{plan.dossier}/stappenplan"
        unit.mail("stap_aan_de_beurt", aan=persoon, zaak=plan.dossier, link=link, **{"termijn.laatste_dag": dag})


@INTAKE.job("stap_vertellen")
async def stap_vertellen(unit: UnitOfWork, task: Task) -> None:
    """Somebody else has the turn, or it is over: parents hear that there is something to read."""
    plan = await unit.get(Stappenplan, UUID(task.lading["voor"]))
    if plan is None:
        return
    if plan.status == LOOPT:
        stap = een(stappen_van(plan.stappen), plan.stap)
        await _sturen(unit, plan, stap.door, plan.uiterlijk_op.isoformat())
    link = f"{settings().app_url}/mijn-kind/{plan.dossier}#stappenplan"
    await melden_aan_ouders(unit, plan.dossier, "bericht_klaar", link=link)


@INTAKE.job("stap_missen")
async def stap_missen(unit: UnitOfWork, task: Task) -> None:
    """The day after the last one: the step is still open."""
    plan = await unit.lock(Stappenplan, UUID(task.lading["voor"]))
    if plan.status != LOOPT or unit.vandaag <= plan.uiterlijk_op:
        return
    STAPPENPLAN.toets("stap_missen", None, plan.status)
    stap = een(stappen_van(plan.stappen), plan.stap)
    await _sturen(unit, plan, stap.door, plan.uiterlijk_op.isoformat())
    unit.record(StapGemist(zaak=plan.dossier, plan_id=plan.id, stap=plan.stap))


async def _van_school(unit: UnitOfWork, school: str) -> list[UUID]:
    try:
        personen = (
            await ask(unit, "netwerk", PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=school))
        ).personen
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(een.persoon for een in personen))


async def _gastschool(unit: UnitOfWork, gast: Gastplaatsing) -> None:
    """The school where the pupil is a guest: that there is something to read."""
    for persoon in await _van_school(unit, gast.school):
        link = f"{settings().app_url}/gastleerlingen/{gast.plan}"
        unit.mail("bericht_klaar", aan=persoon, zaak=gast.dossier, link=link)


@INTAKE.job("gastschool_vertellen")
async def gastschool_vertellen(unit: UnitOfWork, task: Task) -> None:
    """On the first day, and not before: then that school can read it. Nothing when it was agreed otherwise since."""
    plan = await unit.get(Stappenplan, UUID(task.lading["voor"]))
    gast = await gast_van(unit, plan) if plan is not None and plan.status == LOOPT else None
    if gast is not None and (gast.school, gast.begint_op.isoformat()) == (task.lading["school"], task.lading["dag"]):
        await _gastschool(unit, gast)


@INTAKE.job("gastevaluatie_vertellen")
async def gastevaluatie_vertellen(unit: UnitOfWork, task: Task) -> None:
    """What that school wrote, told to the dossier: it is not involved in it itself."""
    plan = await unit.get(Stappenplan, UUID(task.lading["voor"]))
    gast = await gast_van(unit, plan) if plan is not None else None
    if plan is None or gast is None:
        return
    for persoon in await _van_school(unit, plan.school):
        link = f"{settings().app_url}/leerlingen/{plan.dossier}/stappenplan"
        unit.mail("bericht_klaar", aan=persoon, zaak=plan.dossier, link=link)
    link = f"{settings().app_url}/mijn-kind/{plan.dossier}#stappenplan"
    await melden_aan_ouders(unit, plan.dossier, "bericht_klaar", link=link)
    unit.record(GastplaatsingGeevalueerd(zaak=plan.dossier, plan_id=plan.id, school=gast.school))


@INTAKE.job("gastplaatsing_herinneren")
async def gastplaatsing_herinneren(unit: UnitOfWork, task: Task) -> None:
    """Today school and parents look back, or today it ends: both schools hear so."""
    plan = await unit.get(Stappenplan, UUID(task.lading["voor"]))
    gast = await gast_van(unit, plan) if plan is not None and plan.status == LOOPT else None
    if plan is None or gast is None:
        return
    dag = next((dag for dag in (gast.evalueren_op, gast.tot_en_met) if dag >= unit.vandaag), None)
    if dag is not None:
        if gast.begint_op <= unit.vandaag <= gast.tot_en_met:
            await _gastschool(unit, gast)
        await _sturen(unit, plan, Rol.IB_ER, dag.isoformat())
