"""Door 3 of the zorgplicht: time passed. School and schoolbestuur hear that a term is nearly over, or over."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.delivery import Zending, bezorgen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.zorgplicht.cases import bewaard, bijwerken, opnemen, register
from services.intake.zorgplicht.contract import AntwoordVastgelegd, ZorgplichtGewaarschuwd
from services.intake.zorgplicht.houder import meekijkers
from services.intake.zorgplicht.klok import waarschuwen_op
from services.intake.zorgplicht.proces import BEREID, LOPEND, NIET_BEREID, ONBESLIST, ONDERZOEK, OPEN
from services.intake.zorgplicht.tables import Aanmelding, Meekijkverzoek
from services.kern.errors import NietBeschikbaar
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds


@INTAKE.job("zorgplicht_waarschuwen")
async def zorgplicht_waarschuwen(unit: UnitOfWork, task: Task) -> None:
    """Fourteen days before the end: who can still do something about it, of the school and of the board."""
    aanmelding = await unit.lock(Aanmelding, UUID(task.lading["voor"]))
    if aanmelding.status not in ONBESLIST or not (
        waarschuwen_op(aanmelding.uiterlijk_op) <= unit.vandaag <= aanmelding.uiterlijk_op
    ):
        return
    for persoon in await _aan(unit, aanmelding, frozenset({Rol.REGIEVOERDER_ZORGPLICHT})):
        unit.mail(
            "waarschuwing_zorgplicht",
            aan=persoon,
            zaak=aanmelding.dossier,
            link=_lijst(),
            **{"termijn.laatste_dag": aanmelding.uiterlijk_op.isoformat()},
        )
    _gewaarschuwd(unit, aanmelding)


@INTAKE.job("zorgplicht_verstrijken")
async def zorgplicht_verstrijken(unit: UnitOfWork, task: Task) -> None:
    """The day after the last day: now the schoolbestuurder hears of it too."""
    aanmelding = await unit.lock(Aanmelding, UUID(task.lading["voor"]))
    if aanmelding.status in ONBESLIST and unit.vandaag > aanmelding.uiterlijk_op:
        await _te_laat(unit, aanmelding)


@INTAKE.job("plaatsing_melden")
async def plaatsing_melden(unit: UnitOfWork, task: Task) -> None:
    """Day 71: the pupil must be placed. Nothing is placed by itself: somebody must open the door of a classroom."""
    aanmelding = await unit.lock(Aanmelding, UUID(task.lading["voor"]))
    plaatsen_op = aanmelding.plaatsen_op
    if aanmelding.status == ONDERZOEK and plaatsen_op is not None and unit.vandaag >= plaatsen_op:
        await _te_laat(unit, aanmelding)


async def _te_laat(unit: UnitOfWork, aanmelding: Aanmelding) -> None:
    for persoon in await _aan(unit, aanmelding, BESTUURSROLLEN):
        unit.mail("zorgplicht_te_laat", aan=persoon, zaak=aanmelding.dossier, link=_lijst())
    _gewaarschuwd(unit, aanmelding)


async def _aan(unit: UnitOfWork, aanmelding: Aanmelding, van_bestuur: frozenset[Rol]) -> list[UUID]:
    """The people of the school and these of its board, each once."""
    personen: list[UUID] = []
    try:
        for rollen, organisatie in ((SCHOOLROLLEN, aanmelding.school), (van_bestuur, aanmelding.bestuur)):
            vraag = PersonenVanRol(rollen=sorted(rollen), organisatie=organisatie)
            personen += [een.persoon for een in (await ask(unit, "netwerk", vraag)).personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(personen))


def _lijst() -> str:
    """Where school and board see their clocks."""
    return f"{settings().app_url}/zorgplicht"


def _gewaarschuwd(unit: UnitOfWork, aanmelding: Aanmelding) -> None:
    unit.record(
        ZorgplichtGewaarschuwd(
            zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, uiterlijk_op=aanmelding.uiterlijk_op
        )
    )


@INTAKE.job("meekijkverzoek_vertellen")
async def meekijkverzoek_vertellen(unit: UnitOfWork, task: Task) -> None:
    """The second school hears that something is asked, and until when. Not about whom."""
    verzoek = await unit.get(Meekijkverzoek, UUID(task.lading["verzoek"]))
    if verzoek is None or verzoek.status != OPEN:
        return
    aanmelding = await unit.get(Aanmelding, verzoek.aanmelding)
    assert aanmelding is not None
    zending = Zending(
        soort="meekijken",
        zaak=verzoek.dossier,
        voor=verzoek.id,
        kenmerk=aanmelding.kenmerk,
        van=aanmelding.school,
        naar=verzoek.school,
        rollen=tuple(sorted(SCHOOLROLLEN)),
        link="/meekijken",
        pad=f"/leerlingen/{verzoek.dossier}/aanmelding",
    )
    try:
        personen = await bezorgen(unit, zending)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    for persoon in personen:
        unit.mail("bericht_klaar", aan=persoon, zaak=verzoek.dossier, link=f"{settings().app_url}/meekijken")


@INTAKE.job("meekijkantwoord_vertellen")
async def meekijkantwoord_vertellen(unit: UnitOfWork, task: Task) -> None:
    """What the second school answered, in the ledger of the aanmelding: that school itself is not involved in it."""
    verzoek = await unit.get(Meekijkverzoek, UUID(task.lading["verzoek"]))
    if verzoek is None or verzoek.status not in (BEREID, NIET_BEREID):
        return
    aanmelding = await unit.lock(Aanmelding, verzoek.aanmelding)
    if aanmelding.status not in LOPEND or verzoek.antwoord_op is None:
        return
    voorval = await register(unit, aanmelding.id)
    if verzoek.school not in {kijker.school for kijker in meekijkers(voorval)}:
        opnemen(unit, aanmelding, "onderzoek_gedeeld", verzoek.antwoord_op, school=verzoek.school)
    bereid = verzoek.status == BEREID
    opnemen(
        unit,
        aanmelding,
        "school_bereid" if bereid else "school_niet_bereid",
        verzoek.antwoord_op,
        school=verzoek.school,
        toelichting=verzoek.toelichting,
    )
    await bijwerken(unit, aanmelding)
    bewaard(unit, aanmelding)
    dossier = await unit.get(Leerlingdossier, verzoek.dossier)
    if dossier is not None:
        link = f"{settings().app_url}/leerlingen/{verzoek.dossier}/aanmelding"
        unit.mail("bericht_klaar", aan=dossier.begonnen_door, zaak=verzoek.dossier, link=link)
    unit.record(
        AntwoordVastgelegd(zaak=verzoek.dossier, aanmelding_id=aanmelding.id, school=verzoek.school, bereid=bereid)
    )
