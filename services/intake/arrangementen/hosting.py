"""Extra support for who is not of it: the school where a pupil is meanwhile, and the board of the own schools.

Neither is involved in the dossier: row security shows the school the arrangements that are carried out there, and the
board those of its schools; what is asked of those rows stands here, and nothing else can be asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infra import clock
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.arrangementen.contract import (
    BestuurArrangementenTonen,
    BestuurOverzicht,
    BestuurRegel,
    VerblijfEvalueren,
    VerblijfStand,
    VerblijfTonen,
    VerblijvenLijst,
    VerblijvenTonen,
)
from services.intake.arrangementen.invoer import tekst_toetsen
from services.intake.arrangementen.proces import ARRANGEMENT, BEEINDIGD, LOOPT, PLAN, TOEWIJZEN
from services.intake.arrangementen.tables import Arrangement
from services.intake.contract import Bewaard
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import begin_schooljaar, einde_schooljaar, schooljaar_van
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN

#: So long after the end the school where the pupil was can still write how it went (also in row security).
NAZORG = timedelta(days=60)

_VERBLIJF = """
select a.id, a.zaak, a.versie, a.titel, a.leerling, a.groep, a.school, a.status, a.van, a.tot, a.behoefte,
       a.communicatie, a.evaluatie, a.evaluatie_op, a.evaluatie_door_naam as evaluatie_door
from arrangement a where a.tenant = $1 and a.plek_school = $2
    and a.status in ('loopt', 'beeindigd') and a.tot >= $3
"""
_LIJST = _VERBLIJF + " order by a.status desc, a.tot, a.id limit 200"
_EEN = _VERBLIJF + " and a.id = $4"
_DOELEN = """
select arrangement, doel from arrangementdoel where tenant = $1 and arrangement = any($2) order by arrangement, nummer
"""
_BESTUUR = """
select a.zaak, a.kenmerk, a.titel, a.school, a.plek_school, a.status, a.van, a.tot,
       coalesce(a.besteed_cent, a.cent) as cent
from arrangement a where a.tenant = $1 and a.bestuur = $2 and a.status in ('gevraagd', 'loopt', 'beeindigd')
    and a.van between $3 and $4
order by array_position(array['loopt', 'gevraagd', 'beeindigd'], a.status), a.school, a.tot, a.kenmerk limit 1000
"""


async def _standen(lezer: Reading, rijen: list[Any]) -> list[VerblijfStand]:
    vandaag, tenant = clock.vandaag(), lezer.asker.tenant
    doelen = await lezer.fetch(_DOELEN, tenant, [rij["id"] for rij in rijen])
    return [
        VerblijfStand(
            doelen=[d["doel"] for d in doelen if d["arrangement"] == rij["id"]],
            handelingen=["verblijf_evalueren"] if vandaag >= rij["van"] else [],
            **dict(rij),
        )
        for rij in rijen
    ]


@INTAKE.question(VerblijvenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.verblijven[].zaak")
async def verblijven_tonen(lezer: Reading, vraag: VerblijvenTonen) -> VerblijvenLijst:
    """Only what was granted: of what is asked the other school knows nothing yet."""
    wie = lezer.principal
    lezer.grond = PLAN
    rijen = await lezer.fetch(_LIJST, wie.tenant, wie.organisatie, clock.vandaag() - NAZORG)
    return VerblijvenLijst(verblijven=await _standen(lezer, rijen))


@INTAKE.question(VerblijfTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.zaak")
async def verblijf_tonen(lezer: Reading, vraag: VerblijfTonen) -> VerblijfStand:
    wie = lezer.principal
    rij = await lezer.fetchrow(_EEN, wie.tenant, wie.organisatie, clock.vandaag() - NAZORG, vraag.arrangement_id)
    if rij is None:
        raise NietGevonden()
    lezer.grond = PLAN
    return (await _standen(lezer, [rij]))[0]


@INTAKE.act(VerblijfEvalueren)
async def verblijf_evalueren(unit: UnitOfWork, opdracht: VerblijfEvalueren) -> Bewaard:
    """The goals are of the own school, which looks back on each; this is what it saw where the pupil was."""
    arrangement = await unit.lock(Arrangement, opdracht.arrangement_id)
    wie = unit.principal
    lang = arrangement.tot < unit.vandaag - NAZORG
    if arrangement.plek_school != wie.organisatie or arrangement.status not in (LOOPT, BEEINDIGD) or lang:
        raise NietGevonden()
    unit.zaak, unit.voorwerp, unit.grond = arrangement.zaak, arrangement.id, PLAN
    ARRANGEMENT.toets("verblijf_evalueren", wie.rol, arrangement.status)
    if opdracht.versie != arrangement.versie:
        raise Gewijzigd(
            f"{arrangement.gewijzigd_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": arrangement.gewijzigd_door_naam,
                "op": arrangement.gewijzigd_op.isoformat(),
                "versie": arrangement.versie,
                "nu": {"evaluatie": arrangement.evaluatie},
            },
        )
    if unit.vandaag < arrangement.van:
        raise KanNiet("De ondersteuning is nog niet begonnen.")
    arrangement.evaluatie = tekst_toetsen(opdracht.evaluatie, "evaluatie", "Schrijf op hoe het gaat.")
    arrangement.evaluatie_op, arrangement.evaluatie_door_naam = unit.vandaag, wie.naam
    arrangement.versie += 1
    arrangement.gewijzigd_op, arrangement.gewijzigd_door_naam = unit.nu, wie.naam
    unit.later("verblijf_vertellen", zaak=arrangement.zaak, voor=str(arrangement.id))
    return Bewaard(id=arrangement.id, versie=arrangement.versie, op=unit.nu)


@INTAKE.question(BestuurArrangementenTonen, rollen=BESTUURSROLLEN, kijkt="antwoord.regels[].zaak")
async def bestuur_arrangementen_tonen(lezer: Reading, vraag: BestuurArrangementenTonen) -> BestuurOverzicht:
    """Which support runs at the own schools and what it costs; not whose it is, nor what is in it."""
    wie = lezer.principal
    jaar = vraag.schooljaar or schooljaar_van(clock.vandaag())
    if not 2014 <= jaar <= 2100:
        raise OngeldigeInvoer("Dit schooljaar bestaat niet.")
    lezer.grond = TOEWIJZEN
    rijen = await lezer.fetch(_BESTUUR, wie.tenant, wie.organisatie, begin_schooljaar(jaar), einde_schooljaar(jaar))
    return BestuurOverzicht(schooljaar=jaar, regels=[BestuurRegel(**dict(rij)) for rij in rijen])
