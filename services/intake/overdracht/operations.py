"""Door 1 of the warm hand-over: flagged early, shared by choice and with consent, taken back, and a place."""

from __future__ import annotations

from datetime import date
from uuid import uuid4, uuid5

from infra import crossing
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.delivery import AAN_SCHOOL, niet_meer_nodig
from services.intake.leerlingen.cases import dossier_openen
from services.intake.overdracht import keuze
from services.intake.overdracht.cases import (
    bewaard,
    grond,
    lezers,
    overdracht_van,
    regels,
    toetsen,
    van,
)
from services.intake.overdracht.contract import (
    InzageMelden,
    OverdrachtAankondigen,
    OverdrachtDelen,
    OverdrachtGedeeld,
    OverdrachtGelezen,
    OverdrachtIngetrokken,
    OverdrachtIntrekken,
    OverstapGesignaleerd,
    OverstapSignaleren,
    PlekMelden,
    PlekVastgelegd,
    PlekVastleggen,
    ToestemmingIngetrokken,
    ToestemmingIntrekken,
)
from services.intake.overdracht.proces import COORDINATOREN, OVERDRACHT
from services.intake.overdracht.tables import Overdracht
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel
from services.kern.rollen import SCHOOLROLLEN
from tenants.organisaties import elke_school, school

VO = frozenset({"vo", "vso", "pro", "so_vso"})


def _fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})


@INTAKE.act(OverstapSignaleren)
async def overstap_signaleren(unit: UnitOfWork, opdracht: OverstapSignaleren) -> Bewaard:
    """Only the school sees it. That the parents know is a condition, their consent comes when something is shared."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "overstap_signaleren")
    eigen = regels(unit.tenant)
    jaar = keuze.overstap_toetsen(opdracht.overstap_jaar, unit.vandaag)
    if not opdracht.ouders_ingelicht:
        raise _fout("ouders_ingelicht", "Bespreek het eerst met de ouders. Dan kunt u het vastleggen.")
    if await unit.all(Overdracht, Overdracht.dossier == dossier.id):
        raise KanNiet("Deze leerling is al in beeld voor de overstap.")
    overdracht = unit.add(
        Overdracht(
            id=uuid4(),
            dossier=dossier.id,
            swv=unit.tenant.swv_nummer,
            school=dossier.school,
            leerling=f"{dossier.roepnaam} {dossier.achternaam}",
            groep=dossier.groep,
            versie=0,
            status=OVERDRACHT.begin,
            overstap_jaar=jaar,
            plek_uiterlijk=keuze.op_dag(jaar, eigen.plek_uiterlijk),
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    unit.record(OverstapGesignaleerd(zaak=dossier.id, overdracht_id=overdracht.id, overstap_jaar=jaar))
    return await bewaard(unit, overdracht)


@INTAKE.act(OverdrachtDelen)
async def overdracht_delen(unit: UnitOfWork, opdracht: OverdrachtDelen) -> Bewaard:
    """The dossier stays closed; what is chosen can be asked for by the other samenwerkingsverband until it ends."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "overdracht_delen")
    eigen = regels(unit.tenant)
    overdracht = await overdracht_van(unit, dossier.id)
    if overdracht is None:
        raise KanNiet("Breng de leerling eerst in beeld voor de overstap.")
    toetsen(unit, overdracht, "overdracht_delen", opdracht.versie)
    if opdracht.naar not in eigen.naar:
        raise _fout("naar", "Kies een samenwerkingsverband uit de lijst.")
    onderdelen, teksten = keuze.keuze_toetsen(opdracht.onderdelen, opdracht.teksten, eigen.onderdelen)
    bewijs = keuze.toestemming_toetsen(opdracht.toestemming_op, opdracht.bewijs, unit.vandaag)
    laatste = keuze.op_dag(overdracht.overstap_jaar, eigen.verloopt_uiterlijk)
    verloopt_op = keuze.verloopdag_toetsen(opdracht.verloopt_op, laatste, unit.vandaag)
    for naam in keuze.TEKSTEN:
        setattr(overdracht, naam, teksten.get(naam, ""))
    overdracht.naar, overdracht.onderdelen, overdracht.verloopt_op = opdracht.naar, onderdelen, verloopt_op
    overdracht.toestemming_op, overdracht.toestemming_bewijs = opdracht.toestemming_op, bewijs
    overdracht.gedeeld_op, overdracht.gedeeld_door_naam, overdracht.gezien_op = unit.nu, unit.principal.naam, None
    overdracht.ook_school, overdracht.school_gezien_op = opdracht.ook_school, None
    overdracht.leerling = f"{dossier.roepnaam} {dossier.achternaam}"
    overdracht.groep, overdracht.school = dossier.groep, dossier.school
    unit.later("overdracht_aankondigen", zaak=dossier.id, voor=str(overdracht.id))
    _school_inlichten(unit, overdracht)
    unit.record(
        OverdrachtGedeeld(
            zaak=dossier.id,
            overdracht_id=overdracht.id,
            naar=overdracht.naar,
            onderdelen=onderdelen,
            toestemming_op=opdracht.toestemming_op,
            verloopt_op=verloopt_op,
        )
    )
    return await bewaard(unit, overdracht)


@INTAKE.act(OverdrachtIntrekken)
async def overdracht_intrekken(unit: UnitOfWork, opdracht: OverdrachtIntrekken) -> Bewaard:
    """At once: there is no copy to call back."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "overdracht_intrekken")
    overdracht = await overdracht_van(unit, dossier.id)
    if overdracht is None:
        raise KanNiet("Er is niets gedeeld.")
    toetsen(unit, overdracht, "overdracht_intrekken", opdracht.versie)
    await niet_meer_nodig(unit, overdracht.id)
    unit.record(OverdrachtIngetrokken(zaak=dossier.id, overdracht_id=overdracht.id, naar=overdracht.naar))
    return await bewaard(unit, overdracht)


@INTAKE.act(ToestemmingIntrekken)
async def toestemming_intrekken(unit: UnitOfWork, opdracht: ToestemmingIntrekken) -> Bewaard:
    """As easy as giving it (AVG 7 lid 3): the school hears of it, and is not asked."""
    await unit.admit(opdracht.dossier_id, Deel.DOSSIER)
    overdracht = await overdracht_van(unit, opdracht.dossier_id)
    if overdracht is None:
        raise KanNiet("Er is niets gedeeld.")
    toetsen(unit, overdracht, "toestemming_intrekken", opdracht.versie)
    unit.later("toestemming_melden", zaak=overdracht.dossier, voor=str(overdracht.id))
    unit.record(ToestemmingIngetrokken(zaak=overdracht.dossier, overdracht_id=overdracht.id, naar=overdracht.naar))
    return await bewaard(unit, overdracht)


@INTAKE.act(PlekVastleggen)
async def plek_vastleggen(unit: UnitOfWork, opdracht: PlekVastleggen) -> Bewaard:
    """By the school, by a coordinator here, or by one of the samenwerkingsverband that it was shared with."""
    wie = unit.principal
    if wie.rol in COORDINATOREN and wie.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    hier = opdracht.van == wie.tenant
    if hier and wie.rol in SCHOOLROLLEN:
        overdracht = await unit.lock(Overdracht, opdracht.overdracht_id)
        if wie.organisatie != overdracht.school:
            raise NietGevonden()
        unit.zaak = overdracht.dossier
        toetsen(unit, overdracht, "plek_vastleggen", None)
        return await _plek(unit, overdracht, opdracht.school, opdracht.per, wie.naam)
    voor = wie.tenant
    if hier:  # a coordinator has no part in the dossier, so the service writes there, for who it was shared with
        gezien = await unit.get(Overdracht, opdracht.overdracht_id)
        if gezien is None:
            raise NietGevonden()
        voor = gezien.naar
    elif wie.rol not in COORDINATOREN or opdracht.van not in van(wie.tenant):
        raise NietGevonden()
    elif school(unit.tenant.swv_nummer, opdracht.school) is None:
        raise _fout("school", f"Kies een school van {unit.tenant.korte_naam}.")
    vraag = PlekMelden(
        opdracht=uuid5(opdracht.opdracht, "plek_melden"),
        voor=voor,
        overdracht_id=opdracht.overdracht_id,
        school=opdracht.school,
        per=opdracht.per,
        door_naam=f"{wie.naam} ({unit.tenant.korte_naam})",
    )
    if hier:
        return await ask(unit, "intake", vraag)
    return await crossing.ask_across(INTAKE, wie, opdracht.van, vraag, partners=van(wie.tenant))


async def _plek(unit: UnitOfWork, overdracht: Overdracht, code: str, per: date, door: str) -> Bewaard:
    gevonden = elke_school(code)
    if gevonden is None or gevonden.soort not in VO:
        raise _fout("school", "Kies een school voor voortgezet onderwijs.")
    vanaf, tot = date(overdracht.overstap_jaar - 1, 8, 1), date(overdracht.overstap_jaar + 1, 7, 31)
    if not vanaf <= per <= tot:
        raise _fout("per", f"Deze dag past niet bij een overstap in {overdracht.overstap_jaar}.")
    anders = overdracht.plek_school != code
    overdracht.plek_school, overdracht.plek_per, overdracht.plek_door_naam = code, per, door
    overdracht.school_gezien_op = None if anders else overdracht.school_gezien_op
    if anders:
        await niet_meer_nodig(unit, overdracht.id, soort=AAN_SCHOOL)
        _school_inlichten(unit, overdracht)
    unit.record(PlekVastgelegd(zaak=overdracht.dossier, overdracht_id=overdracht.id, school=code, per=per))
    return await bewaard(unit, overdracht, door)


def _school_inlichten(unit: UnitOfWork, overdracht: Overdracht) -> None:
    """The school where the pupil has a place hears that it can read along, when the parents agreed to that."""
    if overdracht.ook_school and overdracht.plek_school:
        voor = {"voor": str(overdracht.id), "school": overdracht.plek_school}
        unit.later("overdracht_aankondigen", zaak=overdracht.dossier, **voor)


# ------------------------------------------------------------------------------- asked by another tenant


async def _gedeeld(unit: UnitOfWork, voor: str, opdracht: InzageMelden | PlekMelden) -> Overdracht:
    """The row, locked, when tenant `voor` sees it today. Raises NietGevonden otherwise."""
    overdracht = await unit.lock(Overdracht, opdracht.overdracht_id)
    if overdracht.naar != voor or not keuze.zichtbaar(overdracht.status, overdracht.verloopt_op, unit.vandaag):
        raise NietGevonden()
    school = opdracht.school if isinstance(opdracht, InzageMelden) else ""
    if school and not keuze.ook_voor(overdracht.ook_school, overdracht.plek_school, school):
        raise NietGevonden()
    unit.zaak = overdracht.dossier
    unit.grond = grond(voor, school)
    return overdracht


@INTAKE.act(PlekMelden, rollen=frozenset(), intern=True)
async def plek_melden(unit: UnitOfWork, opdracht: PlekMelden) -> Bewaard:
    overdracht = await _gedeeld(unit, opdracht.voor, opdracht)
    return await _plek(unit, overdracht, opdracht.school, opdracht.per, opdracht.door_naam)


@INTAKE.act(InzageMelden, rollen=frozenset(), intern=True)
async def inzage_melden(unit: UnitOfWork, opdracht: InzageMelden) -> None:
    """The first time only; every look has its own audit line."""
    overdracht = await _gedeeld(unit, opdracht.voor, opdracht)
    if opdracht.school:
        if overdracht.school_gezien_op is None:
            overdracht.school_gezien_op = unit.nu
            gelezen = OverdrachtGelezen(zaak=overdracht.dossier, overdracht_id=overdracht.id, voor=opdracht.voor)
            unit.record(gelezen, zin="De nieuwe school las wat er voor de overstap is gedeeld.")
    elif overdracht.gezien_op is None:
        overdracht.gezien_op = unit.nu
        unit.record(OverdrachtGelezen(zaak=overdracht.dossier, overdracht_id=overdracht.id, voor=opdracht.voor))


@INTAKE.act(OverdrachtAankondigen, rollen=frozenset(), intern=True)
async def overdracht_aankondigen(unit: UnitOfWork, opdracht: OverdrachtAankondigen) -> bool:
    """Here nothing of it is kept: an e-mail that says no more than that there is something."""
    if opdracht.voor not in van(unit.asker.tenant):
        raise NietGevonden()
    if not await lezers(unit, opdracht.school):
        return False
    unit.later("overdracht_berichten", zaak=opdracht.overdracht_id, school=opdracht.school)
    return True
