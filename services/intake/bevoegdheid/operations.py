"""Door 1 of bevoegdheid: proposed, offered by the school, taken back, and taken over or sent back by the other side."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

import msgspec

from infra import crossing
from infra.involvement import release
from infra.unit_of_work import UnitOfWork
from services.intake.bevoegdheid import woorden
from services.intake.bevoegdheid.cases import (
    bewaard,
    familie_van,
    lopende,
    regie,
    tenants_per_swv,
    voor_wie,
    zaak_daar,
)
from services.intake.bevoegdheid.contract import (
    AanvaardingMelden,
    DoorzendingAanbieden,
    DoorzendingAangeboden,
    DoorzendingAankondigen,
    DoorzendingAanvaard,
    DoorzendingAanvaarden,
    Doorzendingen,
    DoorzendingenVoorTonen,
    DoorzendingIngetrokken,
    DoorzendingIntrekken,
    DoorzendingTeruggestuurd,
    DoorzendingTerugsturen,
    DoorzendingToelaten,
    DoorzendingVoorgesteld,
    DoorzendingVoorstellen,
    TerugsturenMelden,
    ToelatingMelden,
)
from services.intake.bevoegdheid.proces import AANGEBODEN, AANVAARD, DOORZENDING, VOOR, VOORGESTELD
from services.intake.bevoegdheid.tables import Doorzending
from services.intake.cases import bijwerken
from services.intake.contract import AanvraagIngetrokken, Bewaard
from services.intake.delivery import HERSTELD, niet_meer_nodig
from services.intake.kenmerk import nieuw_kenmerk
from services.intake.proces import BIJ_HET_SWV, CONCEPT
from services.intake.proces import INGETROKKEN as AANVRAAG_INGETROKKEN
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import AMSTERDAM
from services.kern.policy import Deel, Kring

LOPEND = (CONCEPT, *BIJ_HET_SWV)


async def _aanvraag(unit: UnitOfWork, id, act_name: str, versie: int | None = None) -> Aanvraag:
    """The aanvraag, locked, when it can still go elsewhere. Raises NietGevonden, MagNiet, KanNiet and Gewijzigd."""
    aanvraag = await unit.lock(Aanvraag, id)
    await unit.admit(id, Deel.INHOUD)
    if unit.principal.rol not in DOORZENDING.rij(act_name).rollen:
        raise MagNiet("Dit hoort niet bij uw rol.")
    if aanvraag.status not in LOPEND:
        raise KanNiet("Deze aanvraag is afgerond en kan niet meer worden doorgezonden.")
    if versie is not None and versie != aanvraag.versie:
        raise Gewijzigd(
            f"{aanvraag.gewijzigd_door_naam} heeft deze aanvraag intussen gewijzigd.",
            extra={
                "door": aanvraag.gewijzigd_door_naam,
                "op": aanvraag.gewijzigd_op.isoformat(),
                "versie": aanvraag.versie,
                "nu": {"status": aanvraag.status},
            },
        )
    return aanvraag


def _nieuw(unit: UnitOfWork, aanvraag: Aanvraag, naar: str, invoer: dict[str, str], toelichting: str) -> Doorzending:
    """Raises OngeldigeInvoer when the rule points elsewhere, KanNiet when that one is not in this installation."""
    grond, uitleg = woorden.toetsen(naar, unit.tenant.swv_nummer, invoer)
    tenant = tenants_per_swv(unit.asker.tenant).get(naar)
    if tenant is None:
        raise KanNiet(f"{woorden.naam_swv(naar)} werkt niet met Meedoen. Neem de aanvraag mee op papier.")
    return unit.add(
        Doorzending(
            id=uuid4(),
            aanvraag=aanvraag.id,
            versie=0,
            status=VOORGESTELD,
            naar=naar,
            naar_tenant=tenant,
            grond=grond,
            uitleg=uitleg,
            invoer=invoer,
            toelichting=toelichting,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )


@INTAKE.act(DoorzendingVoorstellen)
async def doorzending_voorstellen(unit: UnitOfWork, opdracht: DoorzendingVoorstellen) -> Bewaard:
    aanvraag = await _aanvraag(unit, opdracht.aanvraag_id, "doorzending_voorstellen")
    toelichting = woorden.tekst_toetsen("toelichting", opdracht.toelichting, nodig=True)
    if await lopende(unit, aanvraag.id):
        raise KanNiet("Er loopt al een doorzending van deze aanvraag.")
    doorzending = _nieuw(unit, aanvraag, opdracht.naar, opdracht.invoer, toelichting)
    unit.record(DoorzendingVoorgesteld(zaak=aanvraag.id, naar=doorzending.naar))
    unit.later("doorzending_melden", zaak=aanvraag.id, aan="school")
    return bewaard(unit, doorzending)


@INTAKE.act(DoorzendingAanbieden)
async def doorzending_aanbieden(unit: UnitOfWork, opdracht: DoorzendingAanbieden) -> Bewaard:
    """What the samenwerkingsverband proposed, or what the school found itself."""
    aanvraag = await _aanvraag(unit, opdracht.aanvraag_id, "doorzending_aanbieden", opdracht.versie)
    begonnen = aanvraag.begonnen_op.astimezone(AMSTERDAM).date()
    woorden.ingelicht_toetsen(opdracht.ouders_ingelicht_op, begonnen, unit.vandaag)
    toelichting = woorden.tekst_toetsen("toelichting", opdracht.toelichting, nodig=False)
    doorzending = await lopende(unit, aanvraag.id)
    if doorzending is None:
        doorzending = _nieuw(unit, aanvraag, opdracht.naar, opdracht.invoer, toelichting)
    elif doorzending.naar != opdracht.naar:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"naar": "Er is een ander voorgesteld."})
    rij = DOORZENDING.toets("doorzending_aanbieden", unit.principal.rol, doorzending.status)
    kijken_mee = {str(lid.persoon) for lid in await familie_van(unit, aanvraag.id)}
    mee = list(dict.fromkeys(map(str, opdracht.mee)))
    if not kijken_mee.issuperset(mee):
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"mee": "Deze persoon kijkt hier niet mee."})
    doorzending.mee = mee
    doorzending.status, doorzending.aangeboden_op = rij.naar or doorzending.status, unit.nu
    doorzending.ouders_ingelicht_op = opdracht.ouders_ingelicht_op
    doorzending.toelichting = toelichting or doorzending.toelichting
    bijwerken(unit, aanvraag)
    unit.record(DoorzendingAangeboden(zaak=aanvraag.id, naar=doorzending.naar))
    unit.later("doorzending_melden", zaak=aanvraag.id, aan="ouders")
    unit.later("doorzending_aankondigen_taak", zaak=aanvraag.id, voor=str(doorzending.id))
    return bewaard(unit, doorzending)


@INTAKE.act(DoorzendingIntrekken)
async def doorzending_intrekken(unit: UnitOfWork, opdracht: DoorzendingIntrekken) -> Bewaard:
    aanvraag = await _aanvraag(unit, opdracht.aanvraag_id, "doorzending_intrekken")
    doorzending = await lopende(unit, aanvraag.id)
    if doorzending is None:
        raise KanNiet("Er loopt geen doorzending van deze aanvraag.")
    rij = DOORZENDING.toets("doorzending_intrekken", unit.principal.rol, doorzending.status)
    doorzending.status = rij.naar or doorzending.status
    unit.record(DoorzendingIngetrokken(zaak=aanvraag.id, naar=doorzending.naar))
    await niet_meer_nodig(unit, doorzending.id)
    return bewaard(unit, doorzending)


# ------------------------------------------------------------------------------------ on the other side


def _partners(unit: UnitOfWork, van: str) -> list[str]:
    """Raises NietGevonden for who is no tenant, and for who does not handle aanvragen of this one."""
    partners = sorted(tenants_per_swv(unit.asker.tenant).values())
    if van not in partners or unit.principal.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    return partners


@INTAKE.act(DoorzendingAanvaarden)
async def doorzending_aanvaarden(unit: UnitOfWork, opdracht: DoorzendingAanvaarden) -> Bewaard:
    """From now on the other side gives it; a job fetches it, piece by piece."""
    partners = _partners(unit, opdracht.van)
    if opdracht.soort not in unit.tenant.soorten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"soort": "Kies een van de mogelijkheden."})
    melden = AanvaardingMelden(
        opdracht=uuid5(opdracht.doorzending_id, f"aanvaard/{unit.asker.tenant}"),
        voor=unit.asker.tenant,
        doorzending_id=opdracht.doorzending_id,
        soort=opdracht.soort,
        kenmerk=await _vrij_kenmerk(unit),
        door_naam=unit.principal.naam,
    )
    await crossing.ask_across(INTAKE, unit.principal, opdracht.van, melden, partners=partners)
    zaak = zaak_daar(opdracht.doorzending_id, unit.asker.tenant)
    unit.zaak = zaak
    unit.later("doorzending_ontvangen", zaak=zaak, van=opdracht.van, voor=str(opdracht.doorzending_id))
    if opdracht.school or opdracht.familie:
        _later_toelaten(unit, zaak, opdracht)
    return Bewaard(id=zaak, versie=1, op=unit.nu)


def _later_toelaten(unit: UnitOfWork, zaak: UUID, opdracht: DoorzendingAanvaarden | DoorzendingToelaten) -> None:
    unit.later(
        "doorzending_toelaten_taak",
        zaak=zaak,
        van=opdracht.van,
        voor=str(opdracht.doorzending_id),
        school=opdracht.school,
        familie=opdracht.familie,
    )


@INTAKE.act(DoorzendingToelaten)
async def doorzending_toelaten(unit: UnitOfWork, opdracht: DoorzendingToelaten) -> Bewaard:
    """Afterwards, what was not ticked at once. What the other side does not give is not let in either."""
    partners = _partners(unit, opdracht.van)
    if not (opdracht.school or opdracht.familie):
        zin = "Kies wie u toelaat."
        raise OngeldigeInvoer(zin, velden={"school": zin})
    vraag = DoorzendingenVoorTonen(voor=unit.asker.tenant)
    daar: Doorzendingen = await crossing.ask_across(INTAKE, unit.principal, opdracht.van, vraag, partners=partners)
    if not any(een.id == opdracht.doorzending_id and een.overgenomen_op for een in daar.doorzendingen):
        raise NietGevonden()
    zaak = zaak_daar(opdracht.doorzending_id, unit.asker.tenant)
    unit.zaak = zaak
    _later_toelaten(unit, zaak, opdracht)
    return Bewaard(id=zaak, versie=1, op=unit.nu)


async def _vrij_kenmerk(unit: UnitOfWork) -> str:
    while True:
        kenmerk = nieuw_kenmerk(unit.vandaag)
        vrij = await unit.execute("select intake.kenmerk_vrij(:kenmerk) where :tenant <> ''", kenmerk=kenmerk)
        if vrij.scalar_one():
            return kenmerk


@INTAKE.act(DoorzendingTerugsturen)
async def doorzending_terugsturen(unit: UnitOfWork, opdracht: DoorzendingTerugsturen) -> Bewaard:
    partners = _partners(unit, opdracht.van)
    melden = TerugsturenMelden(
        opdracht=uuid5(opdracht.opdracht, "terugsturen"),
        voor=unit.asker.tenant,
        doorzending_id=opdracht.doorzending_id,
        reden=woorden.tekst_toetsen("reden", opdracht.reden, nodig=True),
        door_naam=unit.principal.naam,
    )
    await crossing.ask_across(INTAKE, unit.principal, opdracht.van, melden, partners=partners)
    unit.zaak = opdracht.doorzending_id
    return Bewaard(id=opdracht.doorzending_id, versie=1, op=unit.nu)


# ------------------------------------------------------------------------------- asked by another tenant


async def _voor(unit: UnitOfWork, voor: str, id, *standen: str) -> tuple[Doorzending, Aanvraag]:
    """What is offered to tenant `voor`, and its aanvraag, locked. Raises NietGevonden for any other."""
    doorzending = await unit.lock(Doorzending, id)
    if doorzending.naar_tenant != voor or doorzending.status not in standen:
        raise NietGevonden()
    unit.zaak, unit.grond = doorzending.aanvraag, f"{VOOR} {voor}"
    return doorzending, await unit.lock(Aanvraag, doorzending.aanvraag)


@INTAKE.act(AanvaardingMelden, rollen=frozenset(), intern=True)
async def aanvaarding_melden(unit: UnitOfWork, opdracht: AanvaardingMelden) -> str:
    """Here it is over: the aanvraag is closed, and what is left is the trace where it went."""
    doorzending, aanvraag = await _voor(unit, opdracht.voor, opdracht.doorzending_id, AANGEBODEN, AANVAARD)
    if doorzending.status == AANVAARD:
        return doorzending.kenmerk_daar
    if aanvraag.status not in LOPEND:
        raise KanNiet("Deze aanvraag is daar intussen afgerond.")
    doorzending.status, doorzending.soort_daar = AANVAARD, opdracht.soort
    doorzending.kenmerk_daar = opdracht.kenmerk
    swv = woorden.naam_swv(doorzending.naar)
    aanvraag.status, aanvraag.ingetrokken_op = AANVRAAG_INGETROKKEN, unit.vandaag
    aanvraag.ingetrokken_reden = f"Doorgezonden naar {swv}, daar nummer {opdracht.kenmerk}."
    bijwerken(unit, aanvraag)
    bewaard(unit, doorzending, opdracht.door_naam)
    await release(unit, aanvraag.id, Kring.DESKUNDIGE)
    await niet_meer_nodig(unit, doorzending.id, HERSTELD)
    zin = f"{swv} nam de aanvraag over. Zij gaat daar verder onder nummer {opdracht.kenmerk}."
    unit.record(DoorzendingAanvaard(zaak=aanvraag.id, naar=doorzending.naar), zin=zin)
    unit.record(AanvraagIngetrokken(zaak=aanvraag.id, ingetrokken_op=unit.vandaag), zin="Hier is de aanvraag gesloten.")
    unit.later("doorzending_melden", zaak=aanvraag.id, aan="allen")
    return opdracht.kenmerk


@INTAKE.act(TerugsturenMelden, rollen=frozenset(), intern=True)
async def terugsturen_melden(unit: UnitOfWork, opdracht: TerugsturenMelden) -> None:
    doorzending, aanvraag = await _voor(unit, opdracht.voor, opdracht.doorzending_id, AANGEBODEN)
    doorzending.status, doorzending.reden = "teruggestuurd", opdracht.reden
    bewaard(unit, doorzending, opdracht.door_naam)
    await niet_meer_nodig(unit, doorzending.id, HERSTELD)
    unit.record(DoorzendingTeruggestuurd(zaak=aanvraag.id, naar=doorzending.naar))
    unit.later("doorzending_melden", zaak=aanvraag.id, aan="school")


@INTAKE.act(ToelatingMelden, rollen=frozenset(), intern=True)
async def toelating_melden(unit: UnitOfWork, opdracht: ToelatingMelden) -> None:
    """Here it is part of the trace, so that the school knows what is left to do."""
    doorzending, aanvraag = await _voor(unit, opdracht.voor, opdracht.doorzending_id, AANVAARD)
    doorzending.toegelaten = msgspec.to_builtins(opdracht.toegelaten)
    doorzending.versie += 1
    unit.later("doorzending_melden", zaak=aanvraag.id, aan="school")


@INTAKE.act(DoorzendingAankondigen, rollen=frozenset(), intern=True)
async def doorzending_aankondigen(unit: UnitOfWork, opdracht: DoorzendingAankondigen) -> bool:
    """Here nothing of it is kept: an e-mail that says no more than that there is something."""
    if opdracht.voor not in tenants_per_swv(unit.asker.tenant).values():
        raise NietGevonden()
    if not await voor_wie(unit, *regie(unit)):
        return False
    unit.later("doorzending_berichten", zaak=opdracht.doorzending_id)
    return True
