"""Door 1 of places: a school keeps its numbers, and says that a group is full, until when, and by which policy."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from infra.unit_of_work import UnitOfWork
from services.intake.plaatsen import (
    plekken,
    waiting,  # noqa: F401  (hangs the acts of the waiting list in the same door)
)
from services.intake.plaatsen.contract import (
    MAANDEN,
    GroepToevoegen,
    GroepWeghalen,
    PlekBewaard,
    PlekkenBevestigen,
    PlekkenBijwerken,
    VolverklaringDoen,
    VolverklaringIntrekken,
)
from services.intake.plaatsen.proces import BEEINDIGD, OPEN, PLEKGROEP, VOLVERKLARING, WEG
from services.intake.plaatsen.tables import Plekgroep, Volverklaring
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from tenants.organisaties import school as school_van


def _eigen_school(unit: UnitOfWork) -> str:
    """The school of the hat, when it is one of this samenwerkingsverband. Raises OngeldigeInvoer."""
    eigen = school_van(unit.tenant.swv_nummer, unit.principal.organisatie)
    if eigen is None:
        raise OngeldigeInvoer(f"Uw school hoort niet bij {unit.tenant.korte_naam} en houdt hier geen plekken bij.")
    return eigen.id


async def _groep(unit: UnitOfWork, id: UUID, handeling: str, versie: int) -> Plekgroep:
    """The group of the own school, locked, for this act. Raises NietGevonden, KanNiet, Gewijzigd."""
    groep = await unit.lock(Plekgroep, id)
    if groep.school != unit.principal.organisatie:
        raise NietGevonden()
    PLEKGROEP.toets(handeling, unit.principal.rol, OPEN if groep.weg_op is None else WEG)
    if versie != groep.versie:
        raise _gewijzigd(
            groep.bijgewerkt_door_naam, groep.bijgewerkt_op.isoformat(), groep.versie, {"vrij": groep.vrij}
        )
    return groep


def _gewijzigd(door: str, op: str, versie: int, nu: Mapping[str, object]) -> Gewijzigd:
    return Gewijzigd(
        f"{door} heeft dit intussen gewijzigd.", extra={"door": door, "op": op, "versie": versie, "nu": dict(nu)}
    )


def _bijwerken(unit: UnitOfWork, groep: Plekgroep) -> PlekBewaard:
    groep.versie += 1
    groep.bijgewerkt_op = unit.nu
    groep.bijgewerkt_door_naam = unit.principal.naam
    unit.voorwerp = groep.id
    return PlekBewaard(groep=groep.id, versie=groep.versie)


async def _volverklaring(unit: UnitOfWork, groep: UUID) -> Volverklaring | None:
    """The one that counts for this group, now or from a coming day."""
    lopend = await unit.all(Volverklaring, Volverklaring.groep == groep, Volverklaring.beeindigd_op.is_(None))
    return lopend[0] if lopend else None


@INTAKE.act(GroepToevoegen)
async def groep_toevoegen(unit: UnitOfWork, opdracht: GroepToevoegen) -> PlekBewaard:
    """One name once per school."""
    school = _eigen_school(unit)
    groepen = await unit.all(Plekgroep, Plekgroep.school == school, Plekgroep.weg_op.is_(None))
    if len(groepen) >= plekken.MEESTE_GROEPEN:
        raise KanNiet(f"Een school houdt hooguit {plekken.MEESTE_GROEPEN} groepen bij. Haal eerst een groep weg.")
    van, tot = plekken.leerjaren_toetsen(opdracht.leerjaar_van, opdracht.leerjaar_tot, unit.tenant.sector)
    groep = unit.add(
        Plekgroep(
            id=uuid4(),
            school=school,
            naam=plekken.naam_toetsen(opdracht.naam, [groep.naam for groep in groepen]),
            leerjaar_van=van,
            leerjaar_tot=tot,
            vrij=plekken.aantal_toetsen(opdracht.vrij),
            per=plekken.vanaf_toetsen(opdracht.per or unit.vandaag, unit.vandaag),
            versie=0,
            bijgewerkt_op=unit.nu,
            bijgewerkt_door_naam=unit.principal.naam,
        )
    )
    return _bijwerken(unit, groep)


@INTAKE.act(PlekkenBijwerken)
async def plekken_bijwerken(unit: UnitOfWork, opdracht: PlekkenBijwerken) -> PlekBewaard:
    """The number itself is sent, not one more or less: pressed twice it is the same."""
    groep = await _groep(unit, opdracht.groep_id, "plekken_bijwerken", opdracht.versie)
    vrij = plekken.aantal_toetsen(opdracht.vrij)
    vol = await _volverklaring(unit, groep.id)
    plekken.vol_is_nul(vrij, vol.tot_en_met if vol and vol.van <= unit.vandaag else None)
    if vrij != groep.vrij:
        groep.vorige, groep.vrij = groep.vrij, vrij
    if opdracht.per is not None:
        groep.per = plekken.vanaf_toetsen(opdracht.per, unit.vandaag)
    return _bijwerken(unit, groep)


@INTAKE.act(PlekkenBevestigen)
async def plekken_bevestigen(unit: UnitOfWork, opdracht: PlekkenBevestigen) -> None:
    """All numbers are as fresh as today; the numbers stay, and so do the versions: nobody's form becomes stale."""
    await unit.execute(
        "update plekgroep set bijgewerkt_op = :nu, bijgewerkt_door_naam = :naam"
        " where tenant = :tenant and school = :school and weg_op is null",
        nu=unit.nu,
        naam=unit.principal.naam,
        school=_eigen_school(unit),
    )


@INTAKE.act(GroepWeghalen)
async def groep_weghalen(unit: UnitOfWork, opdracht: GroepWeghalen) -> None:
    """A volverklaring of it ends with it: of what is no more nobody is refused."""
    groep = await _groep(unit, opdracht.groep_id, "groep_weghalen", opdracht.versie)
    if vol := await _volverklaring(unit, groep.id):
        _eindigen(unit, vol)
    groep.weg_op = unit.vandaag
    _bijwerken(unit, groep)


@INTAKE.act(VolverklaringDoen)
async def volverklaring_doen(unit: UnitOfWork, opdracht: VolverklaringDoen) -> PlekBewaard:
    """Full for everybody or not at all. From today on its number is nought."""
    groep = await _groep(unit, opdracht.groep_id, "plekken_bijwerken", opdracht.versie)
    if await _volverklaring(unit, groep.id):
        raise KanNiet("Deze groep is al vol verklaard.")
    regels = unit.tenant.plaatsen
    beleid = plekken.volverklaring_toetsen(
        reden=opdracht.reden,
        beleid=opdracht.beleid,
        voor_iedereen=opdracht.voor_iedereen,
        van=opdracht.van,
        tot_en_met=opdracht.tot_en_met,
        vandaag=unit.vandaag,
        maanden=(regels.volverklaring_hoogstens_maanden if regels else None) or MAANDEN,
    )
    unit.add(
        Volverklaring(
            id=uuid4(),
            groep=groep.id,
            school=groep.school,
            reden=opdracht.reden,
            beleid=beleid,
            van=opdracht.van,
            tot_en_met=opdracht.tot_en_met,
            stand=VOLVERKLARING.begin,
            gedaan_op=unit.nu,
            gedaan_door_naam=unit.principal.naam,
        )
    )
    if opdracht.van <= unit.vandaag and groep.vrij:
        groep.vorige, groep.vrij = groep.vrij, 0
    return _bijwerken(unit, groep)


@INTAKE.act(VolverklaringIntrekken)
async def volverklaring_intrekken(unit: UnitOfWork, opdracht: VolverklaringIntrekken) -> None:
    """There is a place again. The number stays nought until the school says how many."""
    vol = await unit.lock(Volverklaring, opdracht.volverklaring_id)
    if vol.school != unit.principal.organisatie:
        raise NietGevonden()
    VOLVERKLARING.toets("volverklaring_intrekken", unit.principal.rol, vol.stand)
    if vol.versie != opdracht.versie:
        raise _gewijzigd(vol.gedaan_door_naam, vol.gedaan_op.isoformat(), vol.versie, {"stand": vol.stand})
    _eindigen(unit, vol)
    unit.voorwerp = vol.id


def _eindigen(unit: UnitOfWork, vol: Volverklaring) -> None:
    vol.stand, vol.beeindigd_op, vol.versie = BEEINDIGD, unit.vandaag, vol.versie + 1
