"""Door 3 of the schoolverlatersonderzoek: the dossier and people hear what was done, and schools that a day comes."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.schoolverlaters import uitkomst
from services.intake.schoolverlaters.contract import OnderzoekerAangewezen, OnderzoekIngepland, OnderzoekVastgelegd
from services.intake.schoolverlaters.tables import Schoolverlater
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds
# Schools with somebody in groep 8 who was not registered in this schooljaar.
_NOG_NIET = """
select d.school from leerlingdossier d
where d.tenant = :tenant and d.status = 'lopend' and lower(btrim(d.groep)) = 'groep 8' and not exists (
    select from schoolverlater s where s.tenant = d.tenant and s.dossier = d.id and s.schooljaar = :jaar)
group by d.school order by d.school
"""


@INTAKE.job("onderzoek_vertellen")
async def onderzoek_vertellen(unit: UnitOfWork, task: Task) -> None:
    """In the tijdlijn of the dossier, and by e-mail without a word about the child."""
    rij = await unit.get(Schoolverlater, UUID(task.lading["voor"]))
    if rij is None:
        return
    wat, adres = task.lading["wat"], settings().app_url
    school, ouders = f"{adres}/leerlingen/{rij.dossier}/schoolverlater", f"{adres}/mijn-kind/{rij.dossier}"
    if wat == "aangewezen" and rij.onderzoeker is not None:
        if task.lading.get("mail"):
            unit.mail("bericht_klaar", aan=rij.onderzoeker, zaak=rij.dossier, link=f"{adres}/onderzoeken")
        unit.record(OnderzoekerAangewezen(zaak=rij.dossier, schoolverlater_id=rij.id, onderzoeker=rij.onderzoeker))
    elif wat == "ingepland" and rij.onderzoek_op is not None:
        await _school(unit, rij, school)
        await melden_aan_ouders(unit, rij.dossier, "bericht_klaar", link=ouders)
        unit.record(OnderzoekIngepland(zaak=rij.dossier, schoolverlater_id=rij.id, onderzoek_op=rij.onderzoek_op))
    elif wat == "vastgelegd" and rij.onderzoek_op is not None:
        await _school(unit, rij, school)
        unit.record(OnderzoekVastgelegd(zaak=rij.dossier, schoolverlater_id=rij.id, onderzoek_op=rij.onderzoek_op))
    elif wat == "besproken":
        await melden_aan_ouders(unit, rij.dossier, "bericht_klaar", link=ouders)
    elif wat == "afgemeld":
        if task.lading.get("door") == "ouder":
            await _school(unit, rij, school)
        if rij.onderzoeker is not None:
            unit.mail("bericht_klaar", aan=rij.onderzoeker, zaak=rij.dossier, link=f"{adres}/onderzoeken")


async def _school(unit: UnitOfWork, rij: Schoolverlater, link: str) -> None:
    for persoon in await _mensen(unit, rij.school):
        unit.mail("bericht_klaar", aan=persoon, zaak=rij.dossier, link=link)


async def _mensen(unit: UnitOfWork, school: str) -> list[UUID]:
    try:
        gevonden = await ask(unit, "netwerk", PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=school))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(een.persoon for een in gevonden.personen))


@INTAKE.night("schoolverlaters_nalopen")
async def schoolverlaters_nalopen(unit: UnitOfWork, task: Task) -> None:
    """So many days before the closing day a school with pupils in groep 8 that were not registered hears of it."""
    eigen = unit.tenant.schoolverlaters
    if eigen is None:
        return
    jaar, sluit_op, _ = uitkomst.sluitingsdag(eigen, unit.vandaag)
    if unit.vandaag not in {
        sluit_op - timedelta(days=dagen) for dagen in (eigen.herinneren_dagen, eigen.nogmaals_dagen)
    }:
        return
    for rij in (await unit.execute(_NOG_NIET, jaar=jaar)).all():
        zaak = uuid5(NAMESPACE_URL, f"meedoen:{unit.asker.tenant}:schoolverlaters:{rij.school}")
        for persoon in await _mensen(unit, rij.school):
            unit.mail(
                "aanmelden_herinnering",
                aan=persoon,
                zaak=zaak,
                link=f"{settings().app_url}/schoolverlaters",
                **{"termijn.laatste_dag": sluit_op.isoformat()},
            )
