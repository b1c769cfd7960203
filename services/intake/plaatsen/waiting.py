"""Door 1 of the waiting list. The own school asks and ends; the school where the pupil waits says why, or has a place.

That other school is involved in no dossier: it sees the rows of its own list (row security by `school`) and nothing
behind them. So what it does is told to the dossier by the service itself, in a job.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.cases import dossier_openen
from services.intake.plaatsen import wachten
from services.intake.plaatsen.contract import (
    EINDREDENEN,
    WACHTREDENEN,
    PlekBewaard,
    WachtplekBeeindigen,
    WachtplekBevestigen,
    WachtplekGevraagd,
    WachtplekToekennen,
    WachtplekVragen,
)
from services.intake.plaatsen.plekken import vanaf_toetsen
from services.intake.plaatsen.proces import OP_DE_LIJST, VOL, WACHTPLEK
from services.intake.plaatsen.tables import Plekgroep, Wachtplek
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from tenants.organisaties import school as school_van


@INTAKE.act(WachtplekVragen)
async def wachtplek_vragen(unit: UnitOfWork, opdracht: WachtplekVragen) -> PlekBewaard:
    """Once per school. The own school keeps the zorgplicht until the pupil is enrolled elsewhere."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "wachtplek_vragen")
    if school_van(unit.tenant.swv_nummer, opdracht.school) is None or opdracht.school == dossier.school:
        raise OngeldigeInvoer("Deze school kan niet.", velden={"school": "Kies een andere school uit de lijst."})
    momenten = unit.tenant.instroom.momenten if unit.tenant.instroom else []
    afwijking = wachten.verzoek_toetsen(
        gewenst_vanaf=opdracht.gewenst_vanaf,
        afwijking=opdracht.afwijking,
        ouders_akkoord=opdracht.ouders_akkoord,
        momenten=momenten,
        vandaag=unit.vandaag,
    )
    al = await unit.all(
        Wachtplek,
        Wachtplek.dossier == dossier.id,
        Wachtplek.school == opdracht.school,
        Wachtplek.status.in_(OP_DE_LIJST),
    )
    if al:
        raise KanNiet("Deze leerling staat al op de wachtlijst van die school.")
    plek = unit.add(
        Wachtplek(
            id=uuid4(),
            dossier=dossier.id,
            school=opdracht.school,
            van_school=dossier.school,
            leerling=f"{dossier.roepnaam} {dossier.achternaam}",
            groep=dossier.groep,
            gewenst_vanaf=opdracht.gewenst_vanaf,
            afwijking=afwijking,
            sinds=unit.vandaag,
            gevraagd_op=unit.nu,
            status=WACHTPLEK.begin,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    unit.record(WachtplekGevraagd(zaak=dossier.id, school=opdracht.school))
    return PlekBewaard(groep=plek.id, versie=plek.versie)


async def _wachtplek(unit: UnitOfWork, id: UUID, handeling: str, versie: int, *, ook_eigen: bool = False) -> Wachtplek:
    """The row, locked, for the school where the pupil waits (`ook_eigen`: or the one the pupil is of)."""
    plek = await unit.lock(Wachtplek, id)
    scholen = {plek.school, plek.van_school} if ook_eigen else {plek.school}
    if unit.principal.organisatie not in scholen:
        raise NietGevonden()
    unit.zaak, unit.voorwerp, unit.grond = plek.dossier, plek.id, VOL
    rij = WACHTPLEK.toets(handeling, unit.principal.rol, plek.status)
    if versie != plek.versie:
        raise Gewijzigd(
            f"{plek.gewijzigd_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": plek.gewijzigd_door_naam,
                "op": plek.gewijzigd_op.isoformat(),
                "versie": plek.versie,
                "nu": {"status": plek.status},
            },
        )
    plek.status = rij.naar or plek.status
    plek.versie += 1
    plek.gewijzigd_op, plek.gewijzigd_door_naam = unit.nu, unit.principal.naam
    unit.later("wachtplek_vertellen", zaak=plek.dossier, wachtplek=str(plek.id), status=plek.status)
    return plek


@INTAKE.act(WachtplekBevestigen)
async def wachtplek_bevestigen(unit: UnitOfWork, opdracht: WachtplekBevestigen) -> None:
    """A reason out of a list: what stands there is read by the parents too."""
    plek = await _wachtplek(unit, opdracht.wachtplek_id, "wachtplek_bevestigen", opdracht.versie)
    if opdracht.reden not in WACHTREDENEN:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": "Kies waarom er nog geen plek is."})
    plek.reden = opdracht.reden


@INTAKE.act(WachtplekToekennen)
async def wachtplek_toekennen(unit: UnitOfWork, opdracht: WachtplekToekennen) -> None:
    """The number of the group goes down by one, in the same transaction: no place is given twice."""
    plek = await _wachtplek(unit, opdracht.wachtplek_id, "wachtplek_toekennen", opdracht.versie)
    groep = await unit.lock(Plekgroep, opdracht.groep_id)
    if groep.school != plek.school or groep.weg_op is not None:
        raise NietGevonden()
    if groep.vrij < 1:
        raise KanNiet(f"In {groep.naam} is geen plek meer vrij. Werk eerst het aantal plekken bij.")
    groep.vorige, groep.vrij = None, groep.vrij - 1  # no undo: the place went to somebody
    groep.versie += 1
    groep.bijgewerkt_op, groep.bijgewerkt_door_naam = unit.nu, unit.principal.naam
    plek.plekgroep, plek.reden = groep.id, ""
    plek.geplaatst_per = vanaf_toetsen(opdracht.per, unit.vandaag)


@INTAKE.act(WachtplekBeeindigen)
async def wachtplek_beeindigen(unit: UnitOfWork, opdracht: WachtplekBeeindigen) -> None:
    plek = await _wachtplek(unit, opdracht.wachtplek_id, "wachtplek_beeindigen", opdracht.versie, ook_eigen=True)
    if opdracht.reden not in EINDREDENEN:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": "Kies waarom."})
    plek.reden = opdracht.reden
