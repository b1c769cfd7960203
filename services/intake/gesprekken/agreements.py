"""Door 1 of agreements: made at the table, ticked off by whoever did it, or by the school for who has no account."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from infra.clock import begin_van
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.gesprekken.cases import bewaard, dossier_van, gesprek_openen
from services.intake.gesprekken.contract import (
    AfspraakAfgevinkt,
    AfspraakAfvinken,
    AfspraakGemaakt,
    AfspraakHeropend,
    AfspraakHeropenen,
    AfspraakLatenVervallen,
    AfspraakMaken,
    AfspraakVervallen,
)
from services.intake.gesprekken.proces import AFSPRAAK
from services.intake.gesprekken.tables import Afspraak, GesprekAanwezige
from services.intake.gesprekken.verslag import afspraak_toetsen, fout, reden_toetsen
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, NietGevonden
from services.kern.kalender import DAG

UUR = 8  # the hour at which an e-mail leaves
VOORAF = timedelta(days=2)


@INTAKE.act(AfspraakMaken)
async def afspraak_maken(unit: UnitOfWork, opdracht: AfspraakMaken) -> Bewaard:
    """Owner is somebody at the table. Two days before, and the day after, there is a reminder while it is open."""
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "afspraak_maken")
    wat = afspraak_toetsen(opdracht.wat, opdracht.uiterlijk_op, gesprek.gehouden_op, unit.vandaag)
    wie = await unit.get(GesprekAanwezige, opdracht.aanwezige_id)
    if wie is None or wie.gesprek != gesprek.id:
        raise fout("aanwezige", "Kies wie dit doet.")
    afspraak = unit.add(
        Afspraak(
            id=uuid4(),
            gesprek=gesprek.id,
            dossier=gesprek.dossier,
            status=AFSPRAAK.begin,
            wat=wat,
            eigenaar_naam=wie.naam,
            eigenaar_kant=wie.kant,
            eigenaar=wie.persoon,
            aanwezige=wie.id,
            uiterlijk_op=opdracht.uiterlijk_op,
            gemaakt_op=unit.nu,
        )
    )
    for dag in (opdracht.uiterlijk_op - VOORAF, opdracht.uiterlijk_op + DAG):
        if dag > unit.vandaag:
            unit.later("afspraak_herinneren", zaak=gesprek.dossier, op=begin_van(dag, UUR), afspraak=str(afspraak.id))
    unit.record(
        AfspraakGemaakt(
            zaak=gesprek.dossier, gesprek_id=gesprek.id, afspraak_id=afspraak.id, uiterlijk_op=opdracht.uiterlijk_op
        )
    )
    return bewaard(unit, gesprek, afspraak.id)


async def _afspraak(unit: UnitOfWork, dossier_id: UUID, afspraak_id: UUID, versie: int, act_name: str) -> Afspraak:
    dossier = await dossier_van(unit, dossier_id)
    afspraak = await unit.lock(Afspraak, afspraak_id)
    if afspraak.dossier != dossier.id:
        raise NietGevonden()
    if versie != afspraak.versie:
        raise Gewijzigd(
            "Deze afspraak is intussen door iemand anders bijgewerkt.",
            extra={
                "door": afspraak.gedaan_door_naam,
                "op": unit.nu.isoformat(),
                "versie": afspraak.versie,
                "nu": {"status": afspraak.status},
            },
        )
    rij = AFSPRAAK.toets(act_name, unit.principal.rol, afspraak.status)
    afspraak.status = rij.naar or afspraak.status
    return afspraak


def _bijgewerkt(unit: UnitOfWork, afspraak: Afspraak) -> Bewaard:
    afspraak.versie += 1
    return Bewaard(id=afspraak.id, versie=afspraak.versie, op=unit.nu)


@INTAKE.act(AfspraakAfvinken)
async def afspraak_afvinken(unit: UnitOfWork, opdracht: AfspraakAfvinken) -> Bewaard:
    afspraak = await _afspraak(unit, opdracht.dossier_id, opdracht.afspraak_id, opdracht.versie, "afspraak_afvinken")
    afspraak.uitkomst = reden_toetsen(opdracht.uitkomst, "uitkomst", nodig=False)
    afspraak.gedaan_op, afspraak.gedaan_door_naam = unit.vandaag, unit.principal.naam
    unit.record(AfspraakAfgevinkt(zaak=afspraak.dossier, afspraak_id=afspraak.id))
    return _bijgewerkt(unit, afspraak)


@INTAKE.act(AfspraakHeropenen)
async def afspraak_heropenen(unit: UnitOfWork, opdracht: AfspraakHeropenen) -> Bewaard:
    afspraak = await _afspraak(unit, opdracht.dossier_id, opdracht.afspraak_id, opdracht.versie, "afspraak_heropenen")
    afspraak.uitkomst, afspraak.gedaan_op, afspraak.gedaan_door_naam = "", None, ""
    unit.record(AfspraakHeropend(zaak=afspraak.dossier, afspraak_id=afspraak.id))
    return _bijgewerkt(unit, afspraak)


@INTAKE.act(AfspraakLatenVervallen)
async def afspraak_laten_vervallen(unit: UnitOfWork, opdracht: AfspraakLatenVervallen) -> Bewaard:
    afspraak = await _afspraak(
        unit, opdracht.dossier_id, opdracht.afspraak_id, opdracht.versie, "afspraak_laten_vervallen"
    )
    afspraak.uitkomst = reden_toetsen(opdracht.reden, "reden", nodig=True)
    afspraak.gedaan_op, afspraak.gedaan_door_naam = unit.vandaag, unit.principal.naam
    unit.record(AfspraakVervallen(zaak=afspraak.dossier, afspraak_id=afspraak.id))
    return _bijgewerkt(unit, afspraak)
