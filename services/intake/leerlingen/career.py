"""Door 1 of the pupil: where the pupil was at school before, and reading the whole of it for every other subject."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra import clock
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import (
    InschrijvingStand,
    LoopbaanAangevuld,
    LoopbaanAanvullen,
    LoopbaanTeruggezet,
    LoopbaanTerugzetten,
    LoopbaanWeggehaald,
    LoopbaanWeghalen,
)
from services.intake.leerlingen.loopbaan import TERUGZETTEN, eerder_toetsen
from services.intake.leerlingen.tables import EerdereSchool, Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer

_LOOPBAAN = """
select null::uuid as id, school, '' as naam, '' as soort, groep, van, tot, false as weggehaald from inschrijving
where tenant = $1 and dossier = $2
union all
select id, school, naam, soort, groep, van, tot, weggehaald_op is not null from eerdere_school
where tenant = $1 and dossier = $2 and (weggehaald_op is null or weggehaald_op > $3)
order by van desc, tot desc nulls first
"""


async def loopbaan(lezer: Reading, dossier_id: UUID, *, weggehaald: bool = False) -> list[InschrijvingStand]:
    """Every school of this pupil, newest first: where the pupil is enrolled now and was before, and what was typed.

    For every subject of intake, who has let the asker in already. `weggehaald`: also what can still be put back.
    """
    rijen = await lezer.fetch(_LOOPBAAN, lezer.asker.tenant, dossier_id, clock.nu() - TERUGZETTEN)
    return [InschrijvingStand(**dict(r)) for r in rijen if weggehaald or not r["weggehaald"]]


@INTAKE.act(LoopbaanAanvullen)
async def loopbaan_aanvullen(unit: UnitOfWork, opdracht: LoopbaanAanvullen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "loopbaan_aanvullen", opdracht.versie)
    goed = eerder_toetsen(
        opdracht.school,
        opdracht.naam,
        opdracht.soort,
        opdracht.groep,
        opdracht.van,
        opdracht.tot,
        dossier.geboren_op,
        unit.vandaag,
    )
    er = await unit.all(EerdereSchool, EerdereSchool.dossier == dossier.id, EerdereSchool.weggehaald_op.is_(None))
    if any((rij.school, rij.naam.casefold(), rij.van) == (goed.school, goed.naam.casefold(), goed.van) for rij in er):
        raise OngeldigeInvoer("Deze school staat er al.", velden={"van": "Deze school staat er al vanaf die dag."})
    rij = unit.add(
        EerdereSchool(
            id=uuid4(),
            dossier=dossier.id,
            school=goed.school,
            naam=goed.naam,
            soort=goed.soort,
            groep=goed.groep,
            van=goed.van,
            tot=goed.tot,
            vastgelegd_op=unit.nu,
            vastgelegd_door_naam=unit.principal.naam,
        )
    )
    dossier_bijwerken(unit, dossier)
    unit.record(LoopbaanAangevuld(zaak=dossier.id))
    return dossier_bewaard(unit, dossier, rij.id)


async def _rij(unit: UnitOfWork, dossier: Leerlingdossier, id: UUID) -> EerdereSchool:
    rij = await unit.lock(EerdereSchool, id)
    if rij.dossier != dossier.id:
        raise NietGevonden()
    return rij


@INTAKE.act(LoopbaanWeghalen)
async def loopbaan_weghalen(unit: UnitOfWork, opdracht: LoopbaanWeghalen) -> Bewaard:
    """Only what was typed: the enrolments in this samenwerkingsverband are what happened."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "loopbaan_weghalen", opdracht.versie)
    rij = await _rij(unit, dossier, opdracht.eerder_id)
    if rij.weggehaald_op is not None:
        raise KanNiet("Deze school is al weggehaald.")
    rij.weggehaald_op = unit.nu
    dossier_bijwerken(unit, dossier)
    unit.record(LoopbaanWeggehaald(zaak=dossier.id))
    return dossier_bewaard(unit, dossier, rij.id)


@INTAKE.act(LoopbaanTerugzetten)
async def loopbaan_terugzetten(unit: UnitOfWork, opdracht: LoopbaanTerugzetten) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "loopbaan_terugzetten", opdracht.versie)
    rij = await _rij(unit, dossier, opdracht.eerder_id)
    if rij.weggehaald_op is None:
        raise KanNiet("Deze school staat er nog.")
    if unit.nu > rij.weggehaald_op + TERUGZETTEN:
        raise KanNiet("Dit is langer dan dertig dagen weg. Leg de school opnieuw vast.")
    rij.weggehaald_op = None
    dossier_bijwerken(unit, dossier)
    unit.record(LoopbaanTeruggezet(zaak=dossier.id))
    return dossier_bewaard(unit, dossier, rij.id)
