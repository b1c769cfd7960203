"""Door 3 of the hand-over: the other side hears that there is something, and who follows hears that a day comes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.overdracht import keuze
from services.intake.overdracht.cases import aankondigen, regels
from services.intake.overdracht.contract import OverstapGewaarschuwd
from services.intake.overdracht.proces import COORDINATOREN
from services.intake.overdracht.tables import Overdracht
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol
from tenants.organisaties import school

OPNIEUW = 10  # seconds


@INTAKE.job("overdracht_aankondigen")
async def overdracht_aankondigen_taak(unit: UnitOfWork, task: Task) -> None:
    """Unless it was taken back meanwhile."""
    overdracht = await unit.lock(Overdracht, UUID(task.lading["voor"]))
    code = task.lading.get("school", "")
    if code and not keuze.ook_voor(overdracht.ook_school, overdracht.plek_school, code):
        return
    if keuze.zichtbaar(overdracht.status, overdracht.verloopt_op, unit.vandaag):
        try:
            await aankondigen(unit.asker, overdracht, task.id, code)
        except NietBeschikbaar:
            raise Uitstellen(OPNIEUW) from None


@INTAKE.job("overdracht_berichten")
async def overdracht_berichten(unit: UnitOfWork, task: Task) -> None:
    """In the tenant that may ask for it: its coordinators, or one of its schools, get an e-mail without a name."""
    code = task.lading.get("school", "")
    if not code:
        await _mail(unit, task.zaak, [(sorted(COORDINATOREN), unit.tenant.swv_nummer)])
    elif school(unit.tenant.swv_nummer, code) is not None:
        await _mail(unit, task.zaak, [(sorted(SCHOOLROLLEN), code)])


@INTAKE.job("toestemming_melden")
async def toestemming_melden(unit: UnitOfWork, task: Task) -> None:
    """A parent took the consent back: the school hears that there is something to read."""
    overdracht = await unit.lock(Overdracht, UUID(task.lading["voor"]))
    await _mail(unit, overdracht.dossier, [(sorted(SCHOOLROLLEN), overdracht.school)])


@INTAKE.job("overstap_herinneren")
async def overstap_herinneren(unit: UnitOfWork, task: Task) -> None:
    """Before the day: the school, and the coordinators of both sides where it is shared."""
    overdracht = await unit.lock(Overdracht, UUID(task.lading["voor"]))
    vroegst = overdracht.plek_uiterlijk - timedelta(days=regels(unit.tenant).herinneren_dagen)
    if overdracht.plek_school or unit.vandaag < vroegst:
        return
    wie = [(sorted(SCHOOLROLLEN), overdracht.school)]
    if keuze.zichtbaar(overdracht.status, overdracht.verloopt_op, unit.vandaag):
        wie.append((sorted(COORDINATOREN), overdracht.swv))
        try:
            await aankondigen(unit.asker, overdracht, task.id)
        except NietBeschikbaar:
            raise Uitstellen(OPNIEUW) from None
    await _mail(unit, overdracht.dossier, wie)
    unit.record(
        OverstapGewaarschuwd(
            zaak=overdracht.dossier, overdracht_id=overdracht.id, plek_uiterlijk=overdracht.plek_uiterlijk
        )
    )


async def _mail(unit: UnitOfWork, zaak: UUID, wie: list[tuple[list, str]]) -> None:
    personen: list[UUID] = []
    try:
        for rollen, organisatie in wie:
            gevonden = await ask(unit, "netwerk", PersonenVanRol(rollen=rollen, organisatie=organisatie))
            personen += [een.persoon for een in gevonden.personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    for persoon in dict.fromkeys(personen):
        unit.mail("bericht_klaar", aan=persoon, zaak=zaak, link=f"{settings().app_url}/overdracht")
