"""Door 3 of the OPP: a pupil needs one, or a term is nearly over. The e-mails name no child."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.attachments import Dossierstuk
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.opp.cases import ingaan, termijnen_bijwerken, traject_van
from services.intake.opp.contract import OppAangekondigd, OppGewaarschuwd
from services.intake.opp.operations import traject_beginnen
from services.intake.opp.tables import Opp, Opptraject
from services.intake.opp.termijnen import TIJD_VOORUIT
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds


@INTAKE.job("opp_aankondigen")
async def opp_aankondigen(unit: UnitOfWork, task: Task) -> None:
    """A pupil was enrolled with extra support: the six weeks begin on that day, whether somebody begins or not."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    traject = await traject_van(unit, dossier.id)
    if unit.tenant.opp is None or dossier.status != LOPEND or (traject and traject.status != "beeindigd"):
        return
    traject = await traject_beginnen(unit, dossier, traject, date.fromisoformat(task.lading["vanaf"]))
    await termijnen_bijwerken(unit, traject)
    unit.record(OppAangekondigd(zaak=dossier.id, uiterlijk_op=traject.opstellen_uiterlijk))


@INTAKE.job("opp_waarschuwen")
async def opp_waarschuwen(unit: UnitOfWork, task: Task) -> None:
    """Two weeks before the six weeks are over, and nothing was vastgesteld."""
    traject = await _open(unit, task)
    if traject is not None and traject.vastgesteld_op is None and unit.vandaag <= traject.opstellen_uiterlijk:
        await _mail_opp(unit, traject, traject.opstellen_uiterlijk)


@INTAKE.job("opp_verstrijken")
async def opp_verstrijken(unit: UnitOfWork, task: Task) -> None:
    """The six weeks are over."""
    traject = await _open(unit, task)
    if traject is not None and traject.vastgesteld_op is None and unit.vandaag > traject.opstellen_uiterlijk:
        await _mail_opp(unit, traject, traject.opstellen_uiterlijk)


@INTAKE.job("evaluatie_waarschuwen")
async def evaluatie_waarschuwen(unit: UnitOfWork, task: Task) -> None:
    """The school year comes to its end, and nobody looked back on the OPP."""
    traject = await _open(unit, task)
    if traject is not None and traject.evalueren_uiterlijk and unit.vandaag <= traject.evalueren_uiterlijk:
        await _mail_evaluatie(unit, traject, traject.evalueren_uiterlijk)


@INTAKE.job("evaluatie_verstrijken")
async def evaluatie_verstrijken(unit: UnitOfWork, task: Task) -> None:
    traject = await _open(unit, task)
    if traject is not None and traject.evalueren_uiterlijk and unit.vandaag > traject.evalueren_uiterlijk:
        await _mail_evaluatie(unit, traject, traject.evalueren_uiterlijk)


@INTAKE.job("onderwijstijd_waarschuwen")
async def onderwijstijd_waarschuwen(unit: UnitOfWork, task: Task) -> None:
    """Less time at school ends in two weeks: back to all hours, or a new agreement in a new version."""
    traject = await _open(unit, task)
    einde = traject.tijd_tot_en_met if traject else None
    if traject is None or einde is None or not einde - TIJD_VOORUIT <= unit.vandaag <= einde:
        return
    for persoon in await _school(unit, traject):
        unit.mail(
            "onderwijstijd_herinnering",
            aan=persoon,
            zaak=traject.id,
            link=_lijst(),
            **{"termijn.laatste_dag": einde.isoformat()},
        )
    _gewaarschuwd(unit, traject, einde)


@INTAKE.job("instemming_nagaan")
async def instemming_nagaan(unit: UnitOfWork, task: Task) -> None:
    """A scan of a signed paper was judged good: it counts from now on."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    stuk = await unit.get(Dossierstuk, UUID(task.lading["stuk"]))
    if stuk is not None and dossier.status == LOPEND:
        await ingaan(unit, dossier, await unit.lock(Opp, stuk.voorwerp))


async def _open(unit: UnitOfWork, task: Task) -> Opptraject | None:
    """None when there is nothing to warn about any more: the traject ended, or the dossier is closed."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    traject = await traject_van(unit, task.zaak)
    if dossier.status != LOPEND or traject is None or traject.status == "beeindigd":
        return None
    return traject


async def _mail_opp(unit: UnitOfWork, traject: Opptraject, dag: date) -> None:
    for persoon in await _school(unit, traject):
        unit.mail(
            "opp_herinnering",
            aan=persoon,
            zaak=traject.id,
            link=_lijst(),
            **{"termijn.laatste_dag": dag.isoformat()},
        )
    _gewaarschuwd(unit, traject, dag)


async def _mail_evaluatie(unit: UnitOfWork, traject: Opptraject, dag: date) -> None:
    for persoon in await _school(unit, traject):
        unit.mail(
            "evaluatie_herinnering",
            aan=persoon,
            zaak=traject.id,
            link=_lijst(),
            **{"termijn.laatste_dag": dag.isoformat()},
        )
    _gewaarschuwd(unit, traject, dag)


async def _school(unit: UnitOfWork, traject: Opptraject) -> list:
    dossier = await unit.get(Leerlingdossier, traject.id)
    vraag = PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=dossier.school if dossier else "")
    try:
        return [een.persoon for een in (await ask(unit, "netwerk", vraag)).personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None


def _lijst() -> str:
    return f"{settings().app_url}/opp"


def _gewaarschuwd(unit: UnitOfWork, traject: Opptraject, dag: date) -> None:
    unit.record(OppGewaarschuwd(zaak=traject.id, uiterlijk_op=dag))
