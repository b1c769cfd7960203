"""Door 1 of the pupil: who has gezag, where the pupil lives, and the way to another school."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.asking import beantwoorden
from services.intake.leerlingen.cases import dossier_bewaard, dossier_bijwerken, dossier_openen, naar_groep
from services.intake.leerlingen.contract import (
    AdresBeeindigd,
    AdresBeeindigen,
    AdresVastgelegd,
    AdresVastleggen,
    GezagBeeindigd,
    GezagBeeindigen,
    GezagVastgelegd,
    GezagVastleggen,
    LeerlingUitgeschreven,
    LeerlingUitschrijven,
)
from services.intake.leerlingen.gezag import ADRESSEN, adres_toetsen, gezag_toetsen, gezagseinde_toetsen
from services.intake.leerlingen.inviting import met_het_gezag_eruit
from services.intake.leerlingen.meerderjarig import is_meerderjarig
from services.intake.leerlingen.proces import AFGESLOTEN, ZORGPLICHT
from services.intake.leerlingen.tables import Gezagdrager, Inschrijving, Leerlingadres
from services.intake.scholen import bestuur_van
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Kring
from tenants.organisaties import school


@INTAKE.act(GezagVastleggen)
async def gezag_vastleggen(unit: UnitOfWork, opdracht: GezagVastleggen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "gezag_vastleggen", opdracht.versie)
    naam = gezag_toetsen(
        opdracht.naam, opdracht.relatie, opdracht.grond, opdracht.van, dossier.geboren_op, unit.vandaag
    )
    if is_meerderjarig(dossier.geboren_op, unit.vandaag):
        raise KanNiet("De leerling is 18 jaar of ouder en beslist zelf. Dan heeft niemand gezag.")
    nu = await unit.all(Gezagdrager, Gezagdrager.dossier == dossier.id, Gezagdrager.tot.is_(None))
    if any(ander.naam.casefold() == naam.casefold() for ander in nu):
        raise OngeldigeInvoer("Deze persoon staat er al.", velden={"naam": "Deze persoon staat er al."})
    unit.add(
        Gezagdrager(
            id=uuid4(),
            dossier=dossier.id,
            naam=naam,
            relatie=opdracht.relatie,
            grond=opdracht.grond,
            van=opdracht.van,
            vastgelegd_op=unit.nu,
            vastgelegd_door_naam=unit.principal.naam,
        )
    )
    dossier_bijwerken(unit, dossier)
    unit.record(GezagVastgelegd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(GezagBeeindigen)
async def gezag_beeindigen(unit: UnitOfWork, opdracht: GezagBeeindigen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "gezag_beeindigen", opdracht.versie)
    wie = await unit.lock(Gezagdrager, opdracht.gezag_id)
    if wie.dossier != dossier.id:
        raise NietGevonden()
    if wie.tot is not None:
        raise KanNiet("Dit gezag is al beëindigd.")
    gezagseinde_toetsen(opdracht.tot, opdracht.grond, wie.van, unit.vandaag)
    wie.tot, wie.eindgrond, wie.beeindigd_door_naam = opdracht.tot, opdracht.grond, unit.principal.naam
    await met_het_gezag_eruit(unit, wie)
    dossier_bijwerken(unit, dossier)
    unit.record(GezagBeeindigd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(AdresVastleggen)
async def adres_vastleggen(unit: UnitOfWork, opdracht: AdresVastleggen) -> Bewaard:
    """The fact names no address: it travels to every service."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "adres_vastleggen", opdracht.versie)
    straat, postcode, plaats = adres_toetsen(
        opdracht.straat, opdracht.postcode, opdracht.plaats, opdracht.van, unit.vandaag
    )
    nu = await unit.all(Leerlingadres, Leerlingadres.dossier == dossier.id, Leerlingadres.tot.is_(None))
    if len(nu) >= ADRESSEN:
        zin = "Er staan al twee adressen. Beëindig er eerst een."
        raise OngeldigeInvoer(zin, velden={"straat": zin})
    unit.add(
        Leerlingadres(
            id=uuid4(),
            dossier=dossier.id,
            straat=straat,
            postcode=postcode,
            plaats=plaats,
            geheim=opdracht.geheim,
            van=opdracht.van,
            vastgelegd_op=unit.nu,
            vastgelegd_door_naam=unit.principal.naam,
        )
    )
    dossier_bijwerken(unit, dossier)
    unit.record(AdresVastgelegd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(AdresBeeindigen)
async def adres_beeindigen(unit: UnitOfWork, opdracht: AdresBeeindigen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "adres_beeindigen", opdracht.versie)
    adres = await unit.lock(Leerlingadres, opdracht.adres_id)
    if adres.dossier != dossier.id:
        raise NietGevonden()
    if adres.tot is not None:
        raise KanNiet("Dit adres is al beëindigd.")
    adres.tot = max(unit.vandaag, adres.van)
    dossier_bijwerken(unit, dossier)
    unit.record(AdresBeeindigd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(LeerlingUitschrijven)
async def leerling_uitschrijven(unit: UnitOfWork, opdracht: LeerlingUitschrijven) -> Bewaard:
    """The old school sees nothing more from today, the new one everything; a closed dossier stays with its school."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "leerling_uitschrijven", opdracht.versie)
    oud = dossier.school
    sinds = await unit.all(Inschrijving, Inschrijving.dossier == dossier.id, Inschrijving.tot.is_(None))
    fouten = {}
    if opdracht.per > unit.vandaag:
        fouten["per"] = "Schrijf uit op de dag zelf, of daarna."
    elif any(opdracht.per < rij.van for rij in sinds):
        fouten["per"] = "Toen was de leerling hier nog niet ingeschreven."
    nieuw = school(unit.tenant.swv_nummer, opdracht.naar) if opdracht.naar else None
    if opdracht.naar and (nieuw is None or nieuw.id == oud):
        fouten["naar"] = "Kies een andere school uit de lijst."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    if nieuw is None:
        for rij in sinds:
            rij.tot = opdracht.per
        dossier.status = AFGESLOTEN
    else:
        await naar_groep(unit, dossier, nieuw.id, dossier.groep, opdracht.per)
        await involve(unit, dossier.id, Kring.SCHOOL, nieuw.id, grond=ZORGPLICHT)
        # What this act writes is still of this school; right after it, the school is out.
        unit.later("school_loslaten", zaak=dossier.id, school=oud)
        dossier.school, dossier.bestuur = nieuw.id, bestuur_van(unit.tenant, nieuw, unit.vandaag)
    await beantwoorden(unit, dossier.id, "weg")
    dossier_bijwerken(unit, dossier)
    unit.record(LeerlingUitgeschreven(zaak=dossier.id, school=oud, naar=opdracht.naar, per=opdracht.per))
    return dossier_bewaard(unit, dossier)
