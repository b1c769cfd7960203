"""Door 3 of talks: a report that parents do not have yet, and agreements whose day comes. No e-mail names a child."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.gesprekken.contract import AfspraakHerinnerd, GesprekNietGedeeld
from services.intake.gesprekken.proces import BEZIG, OPEN
from services.intake.gesprekken.tables import Afspraak, Gesprek
from services.intake.gesprekken.verslag import alarm
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds


@INTAKE.job("gesprek_nalopen")
async def gesprek_nalopen(unit: UnitOfWork, task: Task) -> None:
    """The morning after: school and director hear that the parents do not have the report."""
    gesprek = await unit.lock(Gesprek, UUID(task.lading["gesprek"]))
    if gesprek.status != BEZIG or not alarm(gesprek.gehouden_op, None, unit.vandaag):
        return
    link = f"{settings().app_url}/leerlingen/{gesprek.dossier}/gesprekken/{gesprek.id}"
    for persoon in await _van_school(unit, gesprek.dossier):
        unit.mail("gesprek_niet_gedeeld", aan=persoon, zaak=gesprek.dossier, link=link)
    unit.record(GesprekNietGedeeld(zaak=gesprek.dossier, gesprek_id=gesprek.id))


@INTAKE.job("afspraak_herinneren")
async def afspraak_herinneren(unit: UnitOfWork, task: Task) -> None:
    """To the owner; where that is somebody without an account, to the school."""
    try:
        afspraak = await unit.lock(Afspraak, UUID(task.lading["afspraak"]))
    except NietGevonden:
        return
    gesprek = await unit.get(Gesprek, afspraak.gesprek)
    if afspraak.status != OPEN or gesprek is None or gesprek.weggehaald_op is not None:
        return
    aan = [afspraak.eigenaar] if afspraak.eigenaar else await _van_school(unit, afspraak.dossier)
    for persoon in aan:
        unit.mail(
            "afspraak_herinnering",
            aan=persoon,
            zaak=afspraak.dossier,
            link=f"{settings().app_url}/afspraken",
            **{"termijn.laatste_dag": afspraak.uiterlijk_op.isoformat()},
        )
    if aan:
        unit.record(AfspraakHerinnerd(zaak=afspraak.dossier, afspraak_id=afspraak.id))


async def _van_school(unit: UnitOfWork, dossier_id: UUID) -> list[UUID]:
    """The people of the school where the pupil is now; nobody of a closed dossier."""
    dossier = await unit.get(Leerlingdossier, dossier_id)
    if dossier is None or dossier.status != LOPEND:
        return []
    vraag = PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=dossier.school)
    try:
        personen = (await ask(unit, "netwerk", vraag)).personen
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(een.persoon for een in personen))
