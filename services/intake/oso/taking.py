"""Door 1: what a school chose of a concept goes into the dossier of the pupil. Nothing there changes by itself."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from infra import vault
from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import leerling_toetsen
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_beginnen, dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import LeerlingGewijzigd
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.oso.concepts import BRUIKBAAR, eigen_concept, weg
from services.intake.oso.contract import OsoOvergenomen, OsoOvernemen
from services.intake.oso.kern import KERN, van_de_leerling
from services.intake.oso.proces import GELEZEN, OSO
from services.intake.oso.tables import OsoBijlage, OsoConcept, OsoGegeven, OsoStuk
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, OngeldigeInvoer

ONBEKEND = "Dit staat niet in wat u las. Laad de pagina opnieuw."


@INTAKE.act(OsoOvernemen)
async def oso_overnemen(unit: UnitOfWork, opdracht: OsoOvernemen) -> Bewaard:
    """The concept is gone afterwards, also what was not chosen."""
    concept = await eigen_concept(unit, opdracht.concept_id)
    OSO.toets("oso_overnemen", unit.principal.rol, GELEZEN)
    waarden = {waarde["sleutel"]: waarde for waarde in concept.waarden}
    gekozen = list(dict.fromkeys(opdracht.gegevens))
    if not set(gekozen) <= set(waarden):
        raise OngeldigeInvoer(ONBEKEND, velden={"gegevens": ONBEKEND})
    if opdracht.dossier_id is None:
        dossier = await _nieuw(unit, waarden)
    else:
        dossier = await dossier_openen(unit, opdracht.dossier_id, "oso_overnemen", opdracht.versie, nu=KERN.values())
        _kern_bijwerken(unit, dossier, {s: waarden[s] for s in gekozen if s in KERN})
    unit.zaak = dossier.id
    await unit.flush()
    for sleutel in gekozen:
        if sleutel not in KERN:
            await _gegeven(unit, dossier.id, concept, waarden[sleutel])
    for id in dict.fromkeys(opdracht.bijlagen):
        await _stuk(unit, dossier.id, concept, id)
    unit.record(OsoOvergenomen(zaak=dossier.id))
    await weg(unit, concept, "concept overgenomen")
    return dossier_bewaard(unit, dossier)


async def _nieuw(unit: UnitOfWork, waarden: dict[str, dict[str, Any]]) -> Leerlingdossier:
    gegevens = van_de_leerling(waarden)
    if "groep" not in gegevens:
        zin = "Er staat niet in welke groep de leerling zit. Begin het leerlingdossier zelf en kies het hier."
        raise KanNiet(zin)
    return await dossier_beginnen(
        unit,
        roepnaam=gegevens["roepnaam"],
        achternaam=gegevens["achternaam"],
        geboren_op=date.fromisoformat(gegevens["geboren_op"]),
        groep=gegevens["groep"],
    )


def _kern_bijwerken(unit: UnitOfWork, dossier: Leerlingdossier, gekozen: dict[str, dict[str, Any]]) -> None:
    """Name, date of birth and group, as far as chosen; judged as when they are typed."""
    oud = {naam: getattr(dossier, naam) for naam in KERN.values()}
    nieuw = oud | van_de_leerling(gekozen)
    geboren_op = nieuw["geboren_op"]
    geboren_op = geboren_op if isinstance(geboren_op, date) else date.fromisoformat(geboren_op)
    roepnaam, achternaam, groep = leerling_toetsen(
        nieuw["roepnaam"], nieuw["achternaam"], geboren_op, nieuw["groep"], unit.vandaag
    )
    nieuw = {"roepnaam": roepnaam, "achternaam": achternaam, "geboren_op": geboren_op, "groep": groep}
    if nieuw != oud:
        for naam, waarde in nieuw.items():
            setattr(dossier, naam, waarde)
        unit.record(LeerlingGewijzigd(zaak=dossier.id))
    dossier_bijwerken(unit, dossier)


async def _gegeven(unit: UnitOfWork, dossier: UUID, concept: OsoConcept, waarde: dict[str, Any]) -> None:
    """Chosen again is chosen anew: what stood there goes, and where it came from with it."""
    velden = {
        "blok": waarde["blok"],
        "naam": waarde["naam"],
        "waarde": waarde["waarde"],
        "op": date.fromisoformat(waarde["op"]),
        "eigen_datum": waarde["eigen_datum"],
        "herkomst": concept.herkomst,
        "gemaakt_op": concept.gemaakt_op,
        "overgenomen_op": unit.nu,
        "overgenomen_door": unit.principal.persoon,
        "overgenomen_door_naam": unit.principal.naam,
    }
    staat = await unit.all(OsoGegeven, OsoGegeven.dossier == dossier, OsoGegeven.sleutel == waarde["sleutel"])
    if staat:
        for naam, nieuw in velden.items():
            setattr(staat[0], naam, nieuw)
    else:
        unit.add(OsoGegeven(dossier=dossier, sleutel=waarde["sleutel"], **velden))


async def _stuk(unit: UnitOfWork, dossier: UUID, concept: OsoConcept, id: UUID) -> None:
    """Only what was judged and found good; from the key of the concept to that of the dossier."""
    bijlage = await unit.get(OsoBijlage, id)
    if bijlage is None or bijlage.concept != concept.id:
        raise OngeldigeInvoer(ONBEKEND, velden={"bijlagen": ONBEKEND})
    if bijlage.status != BRUIKBAAR or bijlage.leesbaar is None:
        raise KanNiet(f"De bijlage “{bijlage.naam}” kan niet mee. Laat haar weg, of wacht tot zij is gecontroleerd.")
    nieuw = uuid4()
    plek = f"{unit.asker.tenant}/oso/{dossier}/{nieuw}"
    await vault.put(unit, dossier, plek, await vault.get(unit, concept.id, bijlage.leesbaar))
    unit.add(
        OsoStuk(
            id=nieuw,
            dossier=dossier,
            naam=bijlage.naam,
            omschrijving=bijlage.omschrijving,
            bij=bijlage.bij,
            soort=bijlage.soort,
            op=bijlage.op,
            mediatype=bijlage.mediatype,
            sleutel=plek,
            grootte=bijlage.grootte,
            sha256=bijlage.sha256,
            bladzijden=bijlage.bladzijden,
            herkomst=concept.herkomst,
            overgenomen_op=unit.nu,
            overgenomen_door=unit.principal.persoon,
            overgenomen_door_naam=unit.principal.naam,
        )
    )
