"""Opening a leerlingdossier for an act or a look, for every subject of intake that is about a pupil.

An act of another subject: `dossier = await dossier_openen(unit, opdracht.dossier_id, "opp_vaststellen")`, then its own
process table. A look: `rij = await dossier_inzien(lezer, vraag.dossier_id)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from infra.involvement import involve
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import leerling_toetsen
from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import LeerlingdossierBegonnen
from services.intake.leerlingen.kenmerk import nieuw_dossierkenmerk
from services.intake.leerlingen.proces import LEERLINGDOSSIER, LOPEND, ZORGPLICHT
from services.intake.leerlingen.tables import Inschrijving, Leerlingdossier
from services.intake.scholen import aanvragende_school, bestuur_van
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel, Kring
from services.kern.principal import Principal

_EIGEN = frozenset(rij.naam for rij in LEERLINGDOSSIER.handelingen)
_DOSSIER = """
select id, kenmerk, versie, status, roepnaam, achternaam, geboren_op, groep, school, bestuur, begonnen_op,
       begonnen_door_naam, gewijzigd_op
from leerlingdossier where tenant = $1 and id = $2
"""


async def dossier_openen(
    unit: UnitOfWork,
    id: UUID,
    act_name: str,
    versie: int | None = None,
    *,
    deel: Deel = Deel.DOSSIERWERK,
    nu: Iterable[str] = (),
) -> Leerlingdossier:
    """The dossier, locked, for act `act_name`: in scope for `deel`, of a pupil who is (still) followed.

    Raises NietGevonden outside scope, MagNiet, KanNiet when the dossier is closed, and Gewijzigd when `versie` is not
    the present one; that fault tells who, when and the present values of the columns `nu`.
    """
    dossier = await unit.lock(Leerlingdossier, id)
    await unit.admit(id, deel)
    if act_name in _EIGEN:
        rol = unit.asker.rol if isinstance(unit.asker, Principal) else None
        LEERLINGDOSSIER.toets(act_name, rol, dossier.status)
    elif dossier.status != LOPEND:
        raise KanNiet("Dit dossier is gesloten. Er kan niets meer bij.")
    if versie is not None and versie != dossier.versie:
        raise Gewijzigd(
            f"{dossier.gewijzigd_door_naam} heeft dit dossier intussen gewijzigd.",
            extra={
                "door": dossier.gewijzigd_door_naam,
                "op": dossier.gewijzigd_op.isoformat(),
                "versie": dossier.versie,
                "nu": {naam: str(getattr(dossier, naam)) for naam in nu},
            },
        )
    return dossier


async def dossier_inzien(lezer: Reading, id: UUID, deel: Deel = Deel.DOSSIER) -> Any:
    """The row of the dossier, when the asker may come at this part of it. Raises NietGevonden or MagNiet."""
    await lezer.admit(id, deel)
    rij = await lezer.fetchrow(_DOSSIER, lezer.asker.tenant, id)
    if rij is None:
        raise NietGevonden()
    return rij


async def dossier_beginnen(
    unit: UnitOfWork,
    *,
    roepnaam: str,
    achternaam: str,
    geboren_op: date,
    groep: str,
    ingeschreven_op: date | None = None,
) -> Leerlingdossier:
    """A dossier of the school of the asker's hat, and of nobody else until that school shares it. Told as a fact.

    `ingeschreven_op`: since when the pupil is in this groep here; today when nobody says.
    Raises OngeldigeInvoer for a school of elsewhere, and for what is no name, date of birth or group.
    """
    eigen = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if eigen is None:
        raise OngeldigeInvoer(
            f"Uw school hoort niet bij {unit.tenant.korte_naam}.",
            velden={"school": f"Deze school staat niet in de lijst van {unit.tenant.korte_naam}."},
        )
    roepnaam, achternaam, groep = leerling_toetsen(roepnaam, achternaam, geboren_op, groep, unit.vandaag)
    sinds = ingeschreven_op or unit.vandaag
    if not geboren_op < sinds <= unit.vandaag:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"ingeschreven_op": "Klopt deze datum?"})
    id = uuid4()
    await involve(unit, id, Kring.SCHOOL, eigen.id, grond=ZORGPLICHT)
    dossier = unit.add(
        Leerlingdossier(
            id=id,
            kenmerk=await vrij_dossierkenmerk(unit),
            status=LEERLINGDOSSIER.begin,
            roepnaam=roepnaam,
            achternaam=achternaam,
            geboren_op=geboren_op,
            groep=groep,
            school=eigen.id,
            bestuur=bestuur_van(unit.tenant, eigen, unit.vandaag),
            begonnen_op=unit.nu,
            begonnen_door=unit.principal.persoon,
            begonnen_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    unit.add(Inschrijving(id=uuid4(), dossier=id, school=eigen.id, groep=groep, van=sinds))
    unit.record(LeerlingdossierBegonnen(zaak=id, school=eigen.id))
    return dossier


def dossier_bijwerken(unit: UnitOfWork, dossier: Leerlingdossier) -> None:
    """Something that two people may edit changed: next version, by whom and when."""
    dossier.versie += 1
    dossier.gewijzigd_op = unit.nu
    dossier.gewijzigd_door_naam = unit.asker.naam


def dossier_bewaard(unit: UnitOfWork, dossier: Leerlingdossier, id: UUID | None = None) -> Bewaard:
    return Bewaard(id=id or dossier.id, versie=dossier.versie, op=unit.nu)


async def vrij_dossierkenmerk(unit: UnitOfWork) -> str:
    while True:
        kenmerk = nieuw_dossierkenmerk(unit.vandaag)
        vrij = await unit.execute("select intake.dossierkenmerk_vrij(:kenmerk) where :tenant <> ''", kenmerk=kenmerk)
        if vrij.scalar_one():  # row security shows a school its own only, so a definer function looks
            return kenmerk


async def naar_groep(unit: UnitOfWork, dossier: Leerlingdossier, school: str, groep: str, per: date) -> None:
    """From `per` the pupil is in this groep of this school; what stood until then ends. Of one day one row is left."""
    nu = await unit.all(Inschrijving, Inschrijving.dossier == dossier.id, Inschrijving.tot.is_(None))
    for rij in nu:
        if rij.van == per and rij.school == school:
            rij.groep = groep
            return
        rij.tot = max(per, rij.van)
    await unit.flush()
    unit.add(Inschrijving(id=uuid4(), dossier=dossier.id, school=school, groep=groep, van=per))
