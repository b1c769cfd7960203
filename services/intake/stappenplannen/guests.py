"""The school where a pupil is a guest: what it sees, and what it writes about how it goes.

It is involved in no dossier. Row security shows it the row of being a guest from the first day up to and including the
last, and nothing behind it; what it writes is told to the dossier by the job `gastevaluatie_vertellen`.
"""

from __future__ import annotations

from infra import clock
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.service import INTAKE
from services.intake.stappenplannen.contract import (
    GastleerlingenLijst,
    GastleerlingenTonen,
    GastleerlingStand,
    GastleerlingTonen,
    GastplaatsingEvalueren,
)
from services.intake.stappenplannen.proces import LOOPT, SAMEN, STAPPENPLAN
from services.intake.stappenplannen.stappen import tekst_toetsen
from services.intake.stappenplannen.tables import Gastplaatsing
from services.kern.errors import Gewijzigd, NietGevonden
from services.kern.rollen import SCHOOLROLLEN

_HIER = """
select g.plan as plan_id, g.dossier as dossier_id, g.versie, g.leerling, g.groep, g.van_school as school, g.contact,
       g.begint_op, g.tot_en_met, g.evalueren_op, g.steun, g.nazorg, g.evaluatie, g.evaluatie_op,
       g.evaluatie_door_naam as evaluatie_door
from gastplaatsing g where g.tenant = $1 and g.school = $2 and $3 between g.begint_op and g.tot_en_met
    and (g.geeindigd_op is null or g.geeindigd_op > $3)
"""
_SLOT = "select from gastplaatsing where tenant = :tenant and plan = :plan for update"
_LIJST = _HIER + " order by g.tot_en_met, g.leerling limit 200"
_EEN = _HIER + " and g.plan = $4"


@INTAKE.question(GastleerlingenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.leerlingen[].dossier_id")
async def gastleerlingen_tonen(lezer: Reading, vraag: GastleerlingenTonen) -> GastleerlingenLijst:
    wie = lezer.principal
    lezer.grond = SAMEN
    rijen = await lezer.fetch(_LIJST, wie.tenant, wie.organisatie, clock.vandaag())
    return GastleerlingenLijst(leerlingen=[GastleerlingStand(**dict(rij)) for rij in rijen])


@INTAKE.question(GastleerlingTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.dossier_id")
async def gastleerling_tonen(lezer: Reading, vraag: GastleerlingTonen) -> GastleerlingStand:
    wie = lezer.principal
    rij = await lezer.fetchrow(_EEN, wie.tenant, wie.organisatie, clock.vandaag(), vraag.plan_id)
    if rij is None:
        raise NietGevonden()
    lezer.grond = SAMEN
    return GastleerlingStand(**dict(rij))


@INTAKE.act(GastplaatsingEvalueren)
async def gastplaatsing_evalueren(unit: UnitOfWork, opdracht: GastplaatsingEvalueren) -> Bewaard:
    """What it sees where the pupil is; whether the pupil stays is decided with parents and own school."""
    wie = unit.principal
    await unit.execute(_SLOT, plan=opdracht.plan_id)
    gast = next(iter(await unit.all(Gastplaatsing, Gastplaatsing.plan == opdracht.plan_id)), None)
    if gast is None or gast.school != wie.organisatie or gast.geeindigd_op is not None:
        raise NietGevonden()
    if not gast.begint_op <= unit.vandaag <= gast.tot_en_met:
        raise NietGevonden()
    unit.zaak, unit.voorwerp, unit.grond = gast.dossier, gast.plan, SAMEN
    STAPPENPLAN.toets("gastplaatsing_evalueren", wie.rol, LOOPT)
    if opdracht.versie != gast.versie:
        raise Gewijzigd(
            f"{gast.evaluatie_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": gast.evaluatie_door_naam,
                "op": None,
                "versie": gast.versie,
                "nu": {"evaluatie": gast.evaluatie},
            },
        )
    gast.evaluatie = tekst_toetsen(opdracht.evaluatie, "evaluatie")
    gast.evaluatie_op, gast.evaluatie_door_naam = unit.vandaag, wie.naam
    gast.versie += 1
    unit.later("gastevaluatie_vertellen", zaak=gast.dossier, voor=str(gast.plan))
    return Bewaard(id=gast.plan, versie=gast.versie, op=unit.nu)
