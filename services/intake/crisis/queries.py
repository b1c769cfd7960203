"""The window on crisis and nood: one pupil, and what is not over."""

from __future__ import annotations

from infra import clock
from infra.runtime import Reading
from services.intake.crisis.contract import (
    CrisesTonen,
    CrisisBlad,
    CrisisKort,
    CrisisLijst,
    CrisisStand,
    CrisisTonen,
)
from services.intake.crisis.proces import CRISIS, GEMELD, LOPEND
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.policy import ANDERE_HOEDEN, Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN

LEZERS = rollen(Deel.ARRANGEMENT)
SWV = ANDERE_HOEDEN[Deel.ARRANGEMENT]
_EEN = """
select id, versie, status, soort, sinds, aanleiding, overleg_op, overleg_tijd, genodigd, ouders_ingelicht,
       plan_uiterlijk, opbouw, doel, inzet, afspraken, evalueren_op, uitkomst, slot, gemeld_op,
       gemeld_door_naam as gemeld_door
from crisis where tenant = $1 and dossier = $2 order by gewijzigd_op desc limit 1
"""
_LIJST = """
select c.dossier as dossier_id, d.roepnaam || ' ' || d.achternaam as leerling, d.school, c.soort, c.status,
       c.overleg_op, c.plan_uiterlijk, c.status = 'gemeld' and c.plan_uiterlijk < $3 as te_laat
from crisis c join leerlingdossier d on d.tenant = c.tenant and d.id = c.dossier
where c.tenant = $1 and c.status = any($2) order by c.status, c.plan_uiterlijk, d.kenmerk limit 200
"""


@INTAKE.question(CrisisTonen, rollen=LEZERS, kijkt="dossier_id")
async def crisis_tonen(lezer: Reading, vraag: CrisisTonen) -> CrisisBlad:
    """The last one of this pupil; what was told by the school is for who is at the table."""
    dossier = await dossier_inzien(lezer, vraag.dossier_id, Deel.ARRANGEMENT)
    regels, rol = lezer.tenant.crisis, lezer.principal.rol
    rij = await lezer.fetchrow(_EEN, lezer.asker.tenant, vraag.dossier_id)
    if regels is None and rij is None:
        raise NietGevonden()
    stand = None
    if rij is not None:
        te_laat = rij["status"] == GEMELD and rij["plan_uiterlijk"] < clock.vandaag()
        stand = CrisisStand(te_laat=te_laat, **dict(rij))
    lopend = stand is not None and stand.status in LOPEND
    handelingen = [h.naam for h in CRISIS.mogelijk_voor(rol, stand.status)] if stand is not None else []
    if not lopend and regels is not None and rol in SCHOOLROLLEN and dossier["status"] == "lopend":
        handelingen = ["crisis_melden"]
    return CrisisBlad(
        dossier_id=vraag.dossier_id,
        kenmerk=dossier["kenmerk"],
        leerling=f"{dossier['roepnaam']} {dossier['achternaam']}",
        school=dossier["school"],
        titel=regels.titel if regels else "Crisis en nood",
        uitnodigen=list(regels.uitnodigen) if regels else [],
        plan_werkdagen=regels.plan_werkdagen if regels else 0,
        crisis=stand,
        handelingen=handelingen,
    )


@INTAKE.question(CrisesTonen, rollen=LEZERS - FAMILIEROLLEN, kijkt="antwoord.crises[].dossier_id")
async def crises_tonen(lezer: Reading, vraag: CrisesTonen) -> CrisisLijst:
    """Without a plan first, then by the day of the plan. Row security shows each only its own."""
    wie = lezer.principal
    if wie.rol in SWV and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rijen = await lezer.fetch(_LIJST, wie.tenant, list(LOPEND), clock.vandaag())
    return CrisisLijst(crises=[CrisisKort(**dict(rij)) for rij in rijen])
