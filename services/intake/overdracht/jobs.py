"""Door 3 of the hand-over: the other side hears that there is something, and who follows hears that a day comes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.delivery import AAN_SCHOOL, AAN_SWV, Zending, bijhouden, niet_meer_nodig
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.overdracht import keuze
from services.intake.overdracht.cases import aankondigen, lezers, regels
from services.intake.overdracht.contract import OverstapGewaarschuwd
from services.intake.overdracht.proces import COORDINATOREN
from services.intake.overdracht.tables import Overdracht
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol
from tenants.registry import load_all

OPNIEUW = 10  # seconds


@INTAKE.job("overdracht_aankondigen")
async def overdracht_aankondigen_taak(unit: UnitOfWork, task: Task) -> None:
    """Unless it was taken back meanwhile."""
    overdracht = await unit.lock(Overdracht, UUID(task.lading["voor"]))
    code = task.lading.get("school", "")
    if code and not keuze.ook_voor(overdracht.ook_school, overdracht.plek_school, code):
        return
    if keuze.zichtbaar(overdracht.status, overdracht.verloopt_op, unit.vandaag):
        await _aankondigen(unit, overdracht, task.id, code)


async def _aankondigen(unit: UnitOfWork, overdracht: Overdracht, cause: UUID, code: str) -> None:
    """Nobody there who reads it: the school that shared it and the FB see that."""
    dossier = await unit.get(Leerlingdossier, overdracht.dossier)
    assert dossier is not None
    try:
        aangekomen = await aankondigen(unit.asker, overdracht, cause, code)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    zending = Zending(
        soort=AAN_SCHOOL if code else AAN_SWV,
        zaak=dossier.id,
        voor=overdracht.id,
        kenmerk=dossier.kenmerk,
        van=overdracht.school,
        naar=code or load_all()[overdracht.naar].swv_nummer,
        rollen=(),
        link="",
        pad=f"/leerlingen/{dossier.id}/overdracht",
    )
    await bijhouden(unit, zending, aangekomen=aangekomen)


@INTAKE.job("overdracht_berichten")
async def overdracht_berichten(unit: UnitOfWork, task: Task) -> None:
    """In the tenant that may ask for it: its coordinators, or one of its schools, get an e-mail without a name."""
    try:
        personen = await lezers(unit, task.lading.get("school", ""))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    for persoon in personen:
        unit.mail("bericht_klaar", aan=persoon, zaak=task.zaak, link=f"{settings().app_url}/overdracht")


@INTAKE.job("toestemming_melden")
async def toestemming_melden(unit: UnitOfWork, task: Task) -> None:
    """A parent took the consent back: the school hears that there is something to read."""
    overdracht = await unit.lock(Overdracht, UUID(task.lading["voor"]))
    await niet_meer_nodig(unit, overdracht.id)
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
        await _aankondigen(unit, overdracht, task.id, "")
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
