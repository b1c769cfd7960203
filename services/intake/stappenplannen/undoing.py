"""Door 1 of the stappenplan: a step that was finished by mistake is the step of now again.

Nothing is taken away: a line of its own says that the step was undone, by whom and why. Whoever became involved by the
step stays so: they were told of it.
"""

from __future__ import annotations

from uuid import uuid4

from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.stappenplannen.cases import bewaard, gast_eindigt, gast_van, plan_openen, stappen_van, termijnen
from services.intake.stappenplannen.contract import TERUGREDENEN, StapTerugdraaien, StapTeruggedraaid
from services.intake.stappenplannen.proces import LOOPT
from services.intake.stappenplannen.stappen import (
    Gedaan,
    afronders,
    een,
    fout,
    laatst_gedaan,
    terug_kan,
    weer_uiterlijk,
)
from services.intake.stappenplannen.tables import Stapgebeurtenis, Stappenplan
from services.kern.errors import KanNiet, MagNiet


async def _regels(unit: UnitOfWork, plan: Stappenplan) -> list[Gedaan]:
    rijen = await unit.all(Stapgebeurtenis, Stapgebeurtenis.plan == plan.id)
    return [
        Gedaan(r.id, r.stap, r.op, r.uiterlijk_op, r.organisatie, r.draait_terug)
        for r in sorted(rijen, key=lambda rij: rij.volgorde or 0)
    ]


@INTAKE.act(StapTerugdraaien)
async def stap_terugdraaien(unit: UnitOfWork, opdracht: StapTerugdraaien) -> Bewaard:
    """By who finished it, or somebody who works there; only the last one, so that nobody's later work is undone."""
    plan = await unit.lock(Stappenplan, opdracht.plan_id)
    liep = plan.status == LOOPT
    plan = await plan_openen(unit, opdracht.dossier_id, opdracht.plan_id, "stap_terugdraaien", opdracht.versie)
    stappen = stappen_van(plan.stappen)
    regel = laatst_gedaan(stappen, await _regels(unit, plan))
    if regel is None or not terug_kan(liep, regel, unit.vandaag):
        raise KanNiet("Er is geen stap die nu terug kan. Begin zo nodig een nieuw stappenplan.")
    stap = een(stappen, regel.stap)
    if unit.principal.rol not in afronders(stap.door) or regel.organisatie not in ("", unit.principal.organisatie):
        raise MagNiet("Wie de stap afrondde, kan hem terugdraaien.")
    if opdracht.reden not in TERUGREDENEN:
        raise fout("reden", "Kies waarom.")
    if not liep:
        await _weer_open(unit, plan)
    plan.stap, plan.geeindigd_op = stap.naam, None
    plan.uiterlijk_op = weer_uiterlijk(stap, regel.uiterlijk_op, unit.vandaag)
    unit.add(
        Stapgebeurtenis(
            id=uuid4(),
            plan=plan.id,
            dossier=plan.dossier,
            stap=stap.naam,
            op=unit.vandaag,
            door_naam=unit.asker.naam,
            organisatie=unit.principal.organisatie,
            draait_terug=regel.id,
            reden=opdracht.reden,
        )
    )
    gast = await gast_van(unit, plan)
    gast_eindigt(gast, None)
    await termijnen(unit, plan, gast)
    unit.later("stap_vertellen", zaak=plan.dossier, voor=str(plan.id))
    unit.record(StapTeruggedraaid(zaak=plan.dossier, plan_id=plan.id, stap=stap.naam, reden=opdracht.reden))
    return bewaard(unit, plan)


async def _weer_open(unit: UnitOfWork, plan: Stappenplan) -> None:
    """A plan that was ready runs again. Raises KanNiet when the pupil left meanwhile, or another one of it began."""
    dossier = await unit.get(Leerlingdossier, plan.dossier)
    if dossier is not None and (dossier.status != "lopend" or dossier.school != plan.school):
        raise KanNiet("De leerling is intussen van school gegaan.")
    ander = await unit.all(
        Stappenplan,
        Stappenplan.dossier == plan.dossier,
        Stappenplan.soort == plan.soort,
        Stappenplan.status == LOOPT,
        Stappenplan.id != plan.id,
    )
    if ander:
        raise KanNiet("Er loopt intussen een nieuw stappenplan. Ga daarin verder.")
