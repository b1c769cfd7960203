"""Door 1 of the stappenplan: begin, do a step and choose what follows, be a guest, stop."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import msgspec

from infra.clock import begin_van
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.stappenplannen import guests, undoing  # noqa: F401  hang in the same door
from services.intake.stappenplannen.cases import (
    UUR,
    betrekken,
    bewaard,
    gast_eindigt,
    gast_van,
    plan_openen,
    stappen_van,
    termijnen,
    verklaard,
)
from services.intake.stappenplannen.contract import (
    MET_GAST,
    SOORTEN,
    STOPREDENEN,
    GastplaatsingVastgelegd,
    GastplaatsingVastleggen,
    StapAfgerond,
    StapAfronden,
    StappenplanBeginnen,
    StappenplanBegonnen,
    StappenplanGestopt,
    StappenplanStoppen,
)
from services.intake.stappenplannen.proces import STAPPENPLAN
from services.intake.stappenplannen.stappen import (
    afronders,
    begint_op,
    een,
    fout,
    gast_toetsen,
    tekst_toetsen,
    uiterlijk,
    volgende,
)
from services.intake.stappenplannen.tables import Gastplaatsing, Stapgebeurtenis, Stappenplan, Staptekst
from services.kern.errors import KanNiet, MagNiet, NietGevonden
from services.kern.policy import BESTUURSROLLEN, Deel
from tenants.organisaties import elke_school


@INTAKE.act(StappenplanBeginnen)
async def stappenplan_beginnen(unit: UnitOfWork, opdracht: StappenplanBeginnen) -> Bewaard:
    """Of a kind that is declared today. Whose turn it is hears so at once, without a word about the child."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "stappenplan_beginnen")
    stappen = verklaard(unit.tenant, opdracht.soort) if opdracht.soort in SOORTEN else []
    if not stappen:
        raise fout("soort", "Uw samenwerkingsverband heeft dit stappenplan niet.")
    knelpunt = tekst_toetsen(opdracht.knelpunt, "knelpunt")
    if not opdracht.ouders_ingelicht:
        raise fout("ouders_ingelicht", "Vertel het eerst aan de ouders: zij zien dit stappenplan ook.")
    al = await unit.all(
        Stappenplan,
        Stappenplan.dossier == dossier.id,
        Stappenplan.soort == opdracht.soort,
        Stappenplan.status == STAPPENPLAN.begin,
    )
    if al:
        raise KanNiet("Dit stappenplan loopt al voor deze leerling.")
    procedure = unit.tenant.procedures[opdracht.soort]
    gedaan, nu = begint_op(stappen)
    plan = unit.add(
        Stappenplan(
            id=uuid4(),
            dossier=dossier.id,
            kenmerk=dossier.kenmerk,
            school=dossier.school,
            bestuur=dossier.bestuur,
            versie=0,
            status=STAPPENPLAN.begin,
            soort=opdracht.soort,
            titel=procedure.titel,
            bron=procedure.bron,
            stappen=msgspec.to_builtins(stappen),
            stap=nu.naam,
            uiterlijk_op=uiterlijk(nu, None, unit.vandaag),
            begonnen_op=unit.vandaag,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    if gedaan is not None:
        _gedaan(unit, plan, gedaan.naam, nu.naam, "")
    _tekst(unit, plan, plan.id, "knelpunt", knelpunt)
    if opdracht.soort not in MET_GAST:  # it stalls: who must help looks along from the beginning
        for stap in stappen:
            await betrekken(unit, plan, stap)
    await betrekken(unit, plan, nu)
    await termijnen(unit, plan)
    unit.later("stap_vertellen", zaak=plan.dossier, voor=str(plan.id))
    unit.record(StappenplanBegonnen(zaak=plan.dossier, plan_id=plan.id, soort=plan.soort))
    return bewaard(unit, plan)


@INTAKE.act(StapAfronden)
async def stap_afronden(unit: UnitOfWork, opdracht: StapAfronden) -> Bewaard:
    """One step at a time, along the arrows that were declared; the same one again when it is not done yet."""
    plan = await plan_openen(unit, opdracht.dossier_id, opdracht.plan_id, "stap_afronden", opdracht.versie)
    stappen = stappen_van(plan.stappen)
    stap = een(stappen, plan.stap)
    rol = unit.principal.rol
    if rol not in afronders(stap.door):
        raise MagNiet("Deze stap is nu van iemand anders.")
    verder = volgende(stappen, stap.naam)
    if opdracht.volgende not in {*(s.naam for s in verder), *([stap.naam] if verder else []), ""}:
        raise fout("volgende", "Kies wat er volgt.")
    if not opdracht.volgende and verder and not stap.einde:
        raise fout("volgende", "Kies wat er volgt.")
    van_bestuur = rol in BESTUURSROLLEN
    tekst = "" if van_bestuur else tekst_toetsen(opdracht.toelichting, "toelichting")
    gast = await gast_van(unit, plan)
    was = plan.uiterlijk_op
    if opdracht.volgende:
        komt = een(stappen, opdracht.volgende)
        plan.uiterlijk_op = uiterlijk(komt, opdracht.uiterlijk_op, unit.vandaag)
        plan.stap = komt.naam
        await betrekken(unit, plan, komt)
    else:
        plan.status = STAPPENPLAN.toets("stap_voltooien", None, plan.status).naar or plan.status
        plan.geeindigd_op = unit.vandaag
        gast_eindigt(gast, unit.vandaag)
    _gedaan(unit, plan, stap.naam, opdracht.volgende, tekst, was)
    await termijnen(unit, plan, gast)
    unit.later("stap_vertellen", zaak=plan.dossier, voor=str(plan.id))
    unit.record(StapAfgerond(zaak=plan.dossier, plan_id=plan.id, stap=stap.naam, volgende=opdracht.volgende))
    return bewaard(unit, plan)


@INTAKE.act(GastplaatsingVastleggen)
async def gastplaatsing_vastleggen(unit: UnitOfWork, opdracht: GastplaatsingVastleggen) -> Bewaard:
    """Who enrols does not change by it: the own school stays responsible until the pupil is enrolled elsewhere."""
    plan = await _van_de_school(unit, opdracht, "gastplaatsing_vastleggen")
    if plan.soort not in MET_GAST:
        raise KanNiet("Bij dit stappenplan hoort geen gastplaatsing.")
    if elke_school(opdracht.school) is None or opdracht.school == plan.school:
        raise fout("school", "Kies een andere school uit de lijst.")
    gast_toetsen(opdracht.begint_op, opdracht.tot_en_met, opdracht.evalueren_op, unit.vandaag)
    steun, nazorg = tekst_toetsen(opdracht.steun, "steun"), tekst_toetsen(opdracht.nazorg, "nazorg")
    if not opdracht.akkoord:
        raise fout("akkoord", "Een gastplaatsing begint als ouders en beide scholen het eens zijn.")
    gast = await gast_van(unit, plan)
    if gast is None:
        gast = unit.add(Gastplaatsing(plan=plan.id, dossier=plan.dossier, school=opdracht.school, steun="", nazorg="",
                                      begint_op=opdracht.begint_op, tot_en_met=opdracht.tot_en_met,
                                      evalueren_op=opdracht.evalueren_op, vastgelegd_op=unit.vandaag))  # fmt: skip
    if gast.school != opdracht.school:  # what the one school wrote is not for the other
        gast.evaluatie, gast.evaluatie_op, gast.evaluatie_door_naam = "", None, ""
    gast.school, gast.steun, gast.nazorg = opdracht.school, steun, nazorg
    gast.begint_op, gast.tot_en_met, gast.evalueren_op = opdracht.begint_op, opdracht.tot_en_met, opdracht.evalueren_op
    gast.vastgelegd_op, gast.geeindigd_op = unit.vandaag, None
    dossier = await unit.get(Leerlingdossier, plan.dossier)
    if dossier is not None:
        gast.leerling, gast.groep = f"{dossier.roepnaam} {dossier.achternaam}", dossier.groep
    gast.van_school, gast.contact = plan.school, unit.principal.naam
    await unit.flush()
    await termijnen(unit, plan, gast)
    unit.later("stap_vertellen", zaak=plan.dossier, voor=str(plan.id))
    begint = max(begin_van(gast.begint_op, UUR), unit.nu)
    dag = gast.begint_op.isoformat()
    unit.later("gastschool_vertellen", zaak=plan.dossier, op=begint, voor=str(plan.id), school=gast.school, dag=dag)
    unit.record(
        GastplaatsingVastgelegd(
            zaak=plan.dossier,
            plan_id=plan.id,
            school=gast.school,
            begint_op=gast.begint_op,
            tot_en_met=gast.tot_en_met,
        )
    )
    return bewaard(unit, plan)


@INTAKE.act(StappenplanStoppen)
async def stappenplan_stoppen(unit: UnitOfWork, opdracht: StappenplanStoppen) -> Bewaard:
    plan = await _van_de_school(unit, opdracht, "stappenplan_stoppen")
    if opdracht.reden not in STOPREDENEN:
        raise fout("reden", "Kies waarom het stopt.")
    slot = tekst_toetsen(opdracht.slot, "slot")
    plan.reden, plan.geeindigd_op = opdracht.reden, unit.vandaag
    _tekst(unit, plan, plan.id, "slot", slot)
    gast = await gast_van(unit, plan)
    gast_eindigt(gast, unit.vandaag)
    await termijnen(unit, plan, gast)
    unit.later("stap_vertellen", zaak=plan.dossier, voor=str(plan.id))
    unit.record(StappenplanGestopt(zaak=plan.dossier, plan_id=plan.id, reden=plan.reden))
    return bewaard(unit, plan)


async def _van_de_school(
    unit: UnitOfWork, opdracht: GastplaatsingVastleggen | StappenplanStoppen, act_name: str
) -> Stappenplan:
    """For the school where the pupil is enrolled now."""
    plan = await plan_openen(unit, opdracht.dossier_id, opdracht.plan_id, act_name, opdracht.versie, Deel.DOSSIERWERK)
    if plan.school != unit.principal.organisatie:
        raise NietGevonden()
    return plan


def _gedaan(
    unit: UnitOfWork, plan: Stappenplan, stap: str, verder: str, tekst: str, uiterlijk_op: date | None = None
) -> None:
    id = uuid4()
    unit.add(
        Stapgebeurtenis(
            id=id,
            plan=plan.id,
            dossier=plan.dossier,
            stap=stap,
            volgende=verder,
            op=unit.vandaag,
            door_naam=unit.asker.naam,
            uiterlijk_op=uiterlijk_op,
            organisatie=unit.principal.organisatie,
        )
    )
    if tekst:
        _tekst(unit, plan, id, "stap", tekst)


def _tekst(unit: UnitOfWork, plan: Stappenplan, bij: UUID, soort: str, tekst: str) -> None:
    unit.add(Staptekst(bij=bij, soort=soort, plan=plan.id, dossier=plan.dossier, tekst=tekst))
