"""Door 3 of extra support: who must know hears of it, its end is told before and comes by itself."""

from __future__ import annotations

from uuid import UUID

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.arrangementen.cases import bewaard, opnemen, termijn_bijwerken
from services.intake.arrangementen.contract import (
    ArrangementAfgelopen,
    ArrangementIngekort,
    EindeAangekondigd,
    VerblijfGeevalueerd,
)
from services.intake.arrangementen.duur import besteed
from services.intake.arrangementen.proces import ARRANGEMENT, BEEINDIGD, GEVRAAGD, LOOPT
from services.intake.arrangementen.tables import Arrangement
from services.intake.delivery import Zending, bezorgen
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN, SWV_ROLLEN
from services.netwerk.contract import PersonenVanRol
from tenants.registry import registry

OPNIEUW = 10  # seconds


async def _mensen(unit: UnitOfWork, arrangement: Arrangement, *, school: bool, budgethouder: bool) -> list[UUID]:
    """Persons of the school, and who decides, each once."""
    vragen = [PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=arrangement.school)] if school else []
    if budgethouder and arrangement.beslist in SWV_ROLLEN:
        vragen.append(PersonenVanRol(rollen=[arrangement.beslist], organisatie=unit.tenant.swv_nummer))
    elif budgethouder and not school and arrangement.beslist == "schooldirecteur":
        vragen.append(PersonenVanRol(rollen=[arrangement.beslist], organisatie=arrangement.school))
    personen: list[UUID] = []
    try:
        for vraag in vragen:
            personen += [een.persoon for een in (await ask(unit, "netwerk", vraag)).personen]
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(personen))


async def _van_school(unit: UnitOfWork, school: str) -> list[UUID]:
    try:
        gevonden = await ask(unit, "netwerk", PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=school))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return list(dict.fromkeys(een.persoon for een in gevonden.personen))


def _adres(arrangement: Arrangement) -> str:
    return f"{settings().app_url}/arrangementen/{arrangement.id}"


@INTAKE.job("budgethouder_inlichten")
async def budgethouder_inlichten(unit: UnitOfWork, task: Task) -> None:
    """There is a question to decide on."""
    arrangement = await unit.get(Arrangement, UUID(task.lading["voor"]))
    if arrangement is None or arrangement.status != GEVRAAGD:
        return
    swv = arrangement.beslist in SWV_ROLLEN
    zending = Zending(
        soort="arrangement",
        zaak=arrangement.zaak,
        voor=arrangement.id,
        kenmerk=arrangement.kenmerk,
        van=arrangement.school,
        naar=unit.tenant.swv_nummer if swv else arrangement.school,
        rollen=(arrangement.beslist,),
        link=f"/arrangementen/{arrangement.id}",
        pad=f"/arrangementen/{arrangement.id}",
    )
    try:
        personen = await bezorgen(unit, zending)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    for persoon in personen:
        unit.mail("arrangement_gevraagd", aan=persoon, zaak=arrangement.zaak, link=_adres(arrangement))


@INTAKE.job("school_inlichten")
async def school_inlichten(unit: UnitOfWork, task: Task) -> None:
    """Something was decided: the school hears it, where the pupil goes meanwhile, and parents who look along."""
    arrangement = await unit.get(Arrangement, UUID(task.lading["voor"]))
    if arrangement is None:
        return
    for persoon in await _mensen(unit, arrangement, school=True, budgethouder=False):
        unit.mail("arrangement_besloten", aan=persoon, zaak=arrangement.zaak, link=_adres(arrangement))
    if arrangement.plek_school and arrangement.status in (LOOPT, BEEINDIGD):
        for persoon in await _van_school(unit, arrangement.plek_school):
            link = f"{settings().app_url}/verblijven/{arrangement.id}"
            unit.mail("bericht_klaar", aan=persoon, zaak=arrangement.zaak, link=link)
    if arrangement.dossier is not None:
        link = f"{settings().app_url}/mijn-kind/{arrangement.dossier}"
        await melden_aan_ouders(unit, arrangement.dossier, "bericht_klaar", link=link)


@INTAKE.job("verblijf_vertellen")
async def verblijf_vertellen(unit: UnitOfWork, task: Task) -> None:
    """What the school where the pupil is wrote, told to the dossier: that school itself is not involved in it."""
    arrangement = await unit.get(Arrangement, UUID(task.lading["voor"]))
    if arrangement is None:
        return
    for persoon in await _mensen(unit, arrangement, school=True, budgethouder=False):
        unit.mail("bericht_klaar", aan=persoon, zaak=arrangement.zaak, link=_adres(arrangement))
    unit.record(
        VerblijfGeevalueerd(zaak=arrangement.zaak, arrangement_id=arrangement.id, school=arrangement.plek_school)
    )


@INTAKE.job("factuur_melden")
async def factuur_melden(unit: UnitOfWork, task: Task) -> None:
    """An invoice waits for who decided, or something was decided about one: that there is something to read."""
    arrangement = await unit.get(Arrangement, UUID(task.lading["voor"]))
    if arrangement is None:
        return
    school = task.lading["aan"] == "school"
    for persoon in await _mensen(unit, arrangement, school=school, budgethouder=not school):
        link = f"{settings().app_url}/facturen/{arrangement.id}"
        unit.mail("bericht_klaar", aan=persoon, zaak=arrangement.zaak, link=link)


@INTAKE.job("einde_aankondigen")
async def einde_aankondigen(unit: UnitOfWork, task: Task) -> None:
    """Before the end, when there is still time to look back and to prolong or stop."""
    arrangement = await unit.lock(Arrangement, UUID(task.lading["voor"]))
    if arrangement.status != LOOPT or not arrangement.waarschuwen_op <= unit.vandaag <= arrangement.tot:
        return
    for persoon in await _mensen(unit, arrangement, school=True, budgethouder=True):
        unit.mail(
            "arrangement_loopt_af",
            aan=persoon,
            zaak=arrangement.zaak,
            link=_adres(arrangement),
            **{"termijn.laatste_dag": arrangement.tot.isoformat()},
        )
    unit.record(EindeAangekondigd(zaak=arrangement.zaak, arrangement_id=arrangement.id, tot=arrangement.tot))


@INTAKE.job("arrangement_aflopen")
async def arrangement_aflopen(unit: UnitOfWork, task: Task) -> None:
    """The day after the last one. What was granted is spent, unless it was stopped before."""
    arrangement = await unit.lock(Arrangement, UUID(task.lading["voor"]))
    if arrangement.status != LOOPT or unit.vandaag <= arrangement.tot:
        return
    arrangement.status = ARRANGEMENT.toets("arrangement_aflopen", None, arrangement.status).naar
    if arrangement.besteed_cent is None:
        arrangement.besteed_cent = arrangement.cent
    arrangement.geeindigd_op = unit.vandaag
    opnemen(unit, arrangement, "afgelopen", tot=arrangement.tot)
    bewaard(unit, arrangement)
    await termijn_bijwerken(unit, arrangement)
    unit.record(
        ArrangementAfgelopen(
            zaak=arrangement.zaak,
            arrangement_id=arrangement.id,
            per=arrangement.tot,
            cent=arrangement.besteed_cent,
        )
    )


@INTAKE.night("arrangementen_nalopen")
async def arrangementen_nalopen(unit: UnitOfWork, task: Task) -> None:
    """Where a kind ends on a day, what runs past that day ends then too; the school hears it."""
    soorten = registry().version(unit.asker.tenant, unit.vandaag).tenant.arrangementen
    einden = {naam: soort.tot_en_met for naam, soort in soorten.items() if soort.tot_en_met is not None}
    if not einden:
        return
    for rij in await unit.all(Arrangement, Arrangement.status == LOOPT, Arrangement.soort.in_(einden)):
        einde = max(einden[rij.soort], rij.van)
        if rij.tot <= einde:
            continue
        if rij.cent is not None and rij.besteed_cent is None:
            rij.besteed_cent = besteed(rij.cent, rij.van, rij.tot, einde)
        rij.tot = einde
        opnemen(unit, rij, "ingekort", tot=einde)
        bewaard(unit, rij)
        await termijn_bijwerken(unit, rij)
        unit.later("school_inlichten", zaak=rij.zaak, voor=str(rij.id))
        unit.record(ArrangementIngekort(zaak=rij.zaak, arrangement_id=rij.id, tot=einde))
