"""Door 1 of netwerk, the rules: write in the one concept, make it count from a day on, take it back in time.

Only the beheerder of the samenwerkingsverband itself. Whatever is kept in a concept may still be wrong; what is
vastgesteld can be used, and never changes again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from infra import clock
from infra.rules import kenmerk
from infra.unit_of_work import UnitOfWork
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer, TeGroot
from services.netwerk import regels
from services.netwerk.contract import (
    REGELS_GROOTTE,
    ConceptBewaard,
    ConceptBewaren,
    ConceptWeggooien,
    Gebrek,
    RegelsIngetrokken,
    RegelsIntrekken,
    RegelsVastgelegd,
    RegelsVastgesteld,
    RegelsVaststellen,
)
from services.netwerk.proces import BEHEER, CONCEPT, INGETROKKEN, REGELS
from services.netwerk.service import NETWERK
from services.netwerk.tables import Regelversie
from tenants.registry import KERNBESTAND, ConfiguratieFout, build
from tenants.schema import Tenant

# What says who a samenwerkingsverband is; cases, hats and letters hang on it.
VAST = {"swv_nummer": "Het nummer", "sector": "De sector"}


async def gebrek_van(nu: Tenant, bestanden: Mapping[str, str], vanaf: date | None = None) -> Gebrek | None:
    """Why these files cannot replace the rules of today; None when they can."""
    try:
        # Beside the event loop: everybody's session is read in this process.
        versie = await asyncio.to_thread(build, nu.id, bestanden, vanaf=vanaf or clock.vandaag())
    except ConfiguratieFout as fout:
        return Gebrek(
            melding=str(fout),
            bestand=getattr(fout, "bestand", None),
            sleutel=getattr(fout, "sleutel", None) or None,
            regel=getattr(fout, "regel", None),
        )
    for sleutel, wat in VAST.items():
        if getattr(versie.tenant, sleutel) != getattr(nu, sleutel):
            blijft = f"{wat} van het samenwerkingsverband ligt vast: {getattr(nu, sleutel)}."
            return Gebrek(melding=blijft, bestand=KERNBESTAND, sleutel=sleutel)
    return None


async def _openen(unit: UnitOfWork) -> Regelversie | None:
    """The concept of this tenant, with the right to write to its rules until the end of this act.

    Raises NietGevonden for a beheerder of something else.
    """
    if unit.principal.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    await unit.execute("select pg_advisory_xact_lock(hashtext('regels/' || :tenant))")
    concepten = await unit.all(Regelversie, Regelversie.status == CONCEPT)
    return concepten[0] if concepten else None


async def _gelijk(
    unit: UnitOfWork, concept: Regelversie | None, verwacht: str, namen: Mapping[str, str] | None = None
) -> None:
    """Raises Gewijzigd when this is not the concept that the asker saw."""
    if (concept.kenmerk if concept else "") == verwacht:
        return
    if concept is None:
        melding, wie, nu = "Het concept is intussen weggegooid of vastgesteld.", "", {}
    else:
        wie = concept.door_naam or ""
        melding = f"{wie} heeft het concept intussen gewijzigd. Bekijk wat er veranderd is."
        nu = {naam: concept.bestanden.get(naam, "") for naam in namen or ()}
    raise Gewijzigd(
        melding,
        extra={
            "door": wie,
            "op": (concept.op if concept else unit.nu).isoformat(),
            "kenmerk": concept.kenmerk if concept else "",
            "nu": nu,
        },
    )


@NETWERK.act(ConceptBewaren)
async def concept_bewaren(unit: UnitOfWork, opdracht: ConceptBewaren) -> ConceptBewaard:
    """Nothing typed is lost: what cannot be used yet is kept as well, and told."""
    concept = await _openen(unit)
    REGELS.toets("concept_bewaren", unit.principal.rol, CONCEPT)
    await _gelijk(unit, concept, opdracht.verwacht, opdracht.bestanden)
    if fouten := regels.bestanden_toetsen(opdracht.bestanden):
        raise OngeldigeInvoer("Niet alle bestanden kunnen zo bewaard worden.", velden=fouten)
    if concept is None:
        concept = unit.add(await _beginnen(unit, opdracht.basis))
    bestanden = regels.toepassen(concept.bestanden, opdracht.bestanden)
    if regels.te_groot(bestanden):
        raise TeGroot(f"Alle bestanden samen mogen {REGELS_GROOTTE // 1000} kB groot zijn.")
    if kenmerk(bestanden) != concept.kenmerk:
        concept.bestanden, concept.kenmerk = bestanden, kenmerk(bestanden)
        concept.op, concept.door, concept.door_naam = unit.nu, unit.principal.persoon, unit.principal.naam
    await unit.flush()
    gebrek = await gebrek_van(unit.tenant, bestanden)
    return ConceptBewaard(
        nummer=concept.nummer,
        kenmerk=concept.kenmerk,
        op=concept.op,
        melding=gebrek.melding if gebrek else None,
        bestand=gebrek.bestand if gebrek else None,
        sleutel=gebrek.sleutel if gebrek else None,
        regel=gebrek.regel if gebrek else None,
    )


async def _beginnen(unit: UnitOfWork, basis: int) -> Regelversie:
    """A concept that still says what version `basis` says."""
    gevonden = await unit.all(Regelversie, Regelversie.nummer == basis)
    if not gevonden:
        raise OngeldigeInvoer("Deze versie bestaat niet.", velden={"basis": "Kies een versie uit de lijst."})
    nummer = await unit.execute("select coalesce(max(nummer), 0) + 1 from regelversie where tenant = :tenant")
    return Regelversie(
        id=uuid4(),
        nummer=nummer.scalar_one(),
        vanaf=gevonden[0].vanaf,
        herkomst=BEHEER,
        status=REGELS.begin,
        bron="",
        bestanden=dict(gevonden[0].bestanden),
        kenmerk=gevonden[0].kenmerk,
        basis=basis,
        door=unit.principal.persoon,
        door_naam=unit.principal.naam,
        op=unit.nu,
    )


@NETWERK.act(ConceptWeggooien)
async def concept_weggooien(unit: UnitOfWork, opdracht: ConceptWeggooien) -> None:
    concept = await _openen(unit)
    REGELS.toets("concept_weggooien", unit.principal.rol, CONCEPT)
    await _gelijk(unit, concept, opdracht.kenmerk)
    if concept is None:
        raise KanNiet("Er is geen concept.")
    await unit.delete(concept)


@NETWERK.act(RegelsVaststellen)
async def regels_vaststellen(unit: UnitOfWork, opdracht: RegelsVaststellen) -> RegelsVastgelegd:
    """From a coming day on these rules count; whatever was filed before that day keeps the rules of its own day."""
    concept = await _openen(unit)
    if concept is None and not opdracht.kenmerk:
        raise KanNiet("Er is geen concept om vast te stellen.")
    await _gelijk(unit, concept, opdracht.kenmerk)
    rij = REGELS.toets("regels_vaststellen", unit.principal.rol, concept.status)
    vroegst = regels.vroegste_begin(unit.nu.astimezone(clock.AMSTERDAM))
    bron, toelichting = opdracht.bron.strip(), opdracht.toelichting.strip()
    if fouten := regels.vaststellen_toetsen(opdracht.vanaf, bron, toelichting, vroegst):
        raise OngeldigeInvoer("De regels kunnen zo niet worden vastgesteld.", velden=fouten)
    await _verandert_iets(unit, concept, opdracht.vanaf)
    bestanden = regels.met_begin(concept.bestanden, KERNBESTAND, opdracht.vanaf, bron)
    if gebrek := await gebrek_van(unit.tenant, bestanden, opdracht.vanaf):
        plek = {"bestand": gebrek.bestand, "sleutel": gebrek.sleutel, "regel": gebrek.regel}
        raise OngeldigeInvoer(
            "Deze regels kunnen nog niet gebruikt worden.", velden={"bestanden": gebrek.melding}, extra=plek
        )
    concept.status, concept.vanaf, concept.bron, concept.toelichting = rij.naar, opdracht.vanaf, bron, toelichting
    concept.bestanden, concept.kenmerk = bestanden, kenmerk(bestanden)
    concept.op, concept.door, concept.door_naam = unit.nu, unit.principal.persoon, unit.principal.naam
    await unit.execute(
        "insert into regelstand (tenant, nummer, vanaf, kenmerk) values (:tenant, :nummer, :vanaf, :kenmerk)",
        nummer=concept.nummer,
        vanaf=concept.vanaf,
        kenmerk=concept.kenmerk,
    )
    unit.record(RegelsVastgesteld(zaak=concept.id, nummer=concept.nummer, vanaf=concept.vanaf))
    return RegelsVastgelegd(nummer=concept.nummer, vanaf=concept.vanaf)


async def _verandert_iets(unit: UnitOfWork, concept: Regelversie, vanaf: date) -> None:
    """Going back to rules of before is a change; saying again what counts on that day already is not."""
    geldt = await unit.execute(
        "select nummer, kenmerk from regelversie where tenant = :tenant and status = 'vastgesteld' and vanaf <= :vanaf"
        " order by vanaf desc, nummer desc limit 1",
        vanaf=vanaf,
    )
    rij = geldt.first()
    if rij is not None and rij.kenmerk == concept.kenmerk:
        zegt = f"Het concept zegt hetzelfde als versie {rij.nummer}, die dan al geldt. Verander eerst iets."
        raise OngeldigeInvoer("Er verandert niets.", velden={"bestanden": zegt})


@NETWERK.act(RegelsIntrekken)
async def regels_intrekken(unit: UnitOfWork, opdracht: RegelsIntrekken) -> RegelsVastgelegd:
    """Only while no case can have been filed under them."""
    await _openen(unit)
    gevonden = await unit.all(Regelversie, Regelversie.nummer == opdracht.nummer, Regelversie.status != CONCEPT)
    if not gevonden:
        raise NietGevonden()
    versie = gevonden[0]
    if versie.status == INGETROKKEN:
        raise KanNiet("Deze regels zijn al ingetrokken.")
    rij = REGELS.toets("regels_intrekken", unit.principal.rol, versie.status)
    if versie.herkomst != BEHEER:
        raise KanNiet("Deze regels kwamen met de installatie mee. Stel nieuwe regels vast om ze te vervangen.")
    if versie.vanaf < regels.vroegste_begin(unit.nu.astimezone(clock.AMSTERDAM)):
        raise KanNiet("Deze regels zijn al ingegaan, of gaan zo in. Stel nieuwe regels vast om ze te vervangen.")
    versie.status, versie.ingetrokken_op, versie.ingetrokken_door = rij.naar, unit.nu, unit.principal.naam
    await unit.execute("delete from regelstand where tenant = :tenant and nummer = :nummer", nummer=versie.nummer)
    unit.record(RegelsIngetrokken(zaak=versie.id, nummer=versie.nummer, vanaf=versie.vanaf))
    return RegelsVastgelegd(nummer=versie.nummer, vanaf=versie.vanaf)
