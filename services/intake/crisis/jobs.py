"""Door 3 of crisis and nood: everybody concerned hears at once, and again when there is no plan in time."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.crisis.contract import CrisisplanGemist
from services.intake.crisis.proces import CRISIS, GEMELD
from services.intake.crisis.tables import Crisis
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds
#: Who of the samenwerkingsverband may put help in at once.
AAN_TAFEL = sorted({Rol.STEUNPUNTCOORDINATOR, Rol.DIRECTEUR})


async def _mensen(unit: UnitOfWork, crisis: Crisis) -> list[UUID]:
    """The people of the school and those of the samenwerkingsverband, each once."""
    dossier = await unit.get(Leerlingdossier, crisis.dossier)
    school = dossier.school if dossier else ""
    personen: list[UUID] = []
    try:
        for rollen, organisatie in ((sorted(SCHOOLROLLEN), school), (AAN_TAFEL, unit.tenant.swv_nummer)):
            vraag = PersonenVanRol(rollen=list(rollen), organisatie=organisatie)
            personen += [een.persoon for een in (await ask(unit, "netwerk", vraag)).personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(personen))


@INTAKE.job("crisis_vertellen")
async def crisis_vertellen(unit: UnitOfWork, task: Task) -> None:
    """At once, and without a word about the child. Parents were called before; this says where to read on."""
    crisis = await unit.get(Crisis, UUID(task.lading["voor"]))
    if crisis is None:
        return
    for persoon in await _mensen(unit, crisis):
        link = f"{settings().app_url}/leerlingen/{crisis.dossier}/crisis"
        unit.mail("crisis_gemeld", aan=persoon, zaak=crisis.dossier, link=link)
    await melden_aan_ouders(
        unit, crisis.dossier, "bericht_klaar", link=f"{settings().app_url}/mijn-kind/{crisis.dossier}"
    )


@INTAKE.job("crisisplan_missen")
async def crisisplan_missen(unit: UnitOfWork, task: Task) -> None:
    """The day after the last one: there is no plan."""
    crisis = await unit.lock(Crisis, UUID(task.lading["voor"]))
    if crisis.status != GEMELD or unit.vandaag <= crisis.plan_uiterlijk:
        return
    CRISIS.toets("crisisplan_missen", None, crisis.status)
    for persoon in await _mensen(unit, crisis):
        link = f"{settings().app_url}/leerlingen/{crisis.dossier}/crisis"
        unit.mail("crisisplan_te_laat", aan=persoon, zaak=crisis.dossier, link=link)
    unit.record(CrisisplanGemist(zaak=crisis.dossier, crisis_id=crisis.id))
