"""Door 3 of commissie: time passed. Every job looks again before it acts, and acts once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from infra import files, mail
from infra.jobs import Task
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.commissie import letters  # noqa: F401  (hangs beschikking_maken in this door)
from services.commissie.cases import stap
from services.commissie.contract import (
    BeslistermijnGewaarschuwd,
    BeslistermijnVerstreken,
    BesluitOnherroepelijk,
    HersteltermijnVerstreken,
    SchoolHerinnerd,
)
from services.commissie.links import dossier_link, school_link
from services.commissie.proces import LOPEND
from services.commissie.service import COMMISSIE
from services.commissie.tables import Behandeling, Bekendmaking, Besluit, Vraag
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol

mail.attach(COMMISSIE)


def _gewijzigd(unit: UnitOfWork, zaak: Behandeling) -> None:
    zaak.versie += 1
    zaak.gewijzigd_op, zaak.gewijzigd_door = unit.nu, unit.asker.naam


@COMMISSIE.job("hersteltermijn_verstrijken")
async def hersteltermijn_verstrijken(unit: UnitOfWork, task: Task) -> None:
    """The school did not answer: the case goes on with what is there."""
    zaak = await unit.lock(Behandeling, task.zaak)
    vraag = await unit.lock(Vraag, UUID(task.lading["voor"]))
    if vraag.beantwoord_op or vraag.verlopen_op or unit.vandaag <= vraag.termijn_tot:
        return
    vraag.verlopen_op = unit.vandaag
    if zaak.status == "aanvulling_gevraagd":
        stap(zaak, "hersteltermijn_verstrijken")
        _gewijzigd(unit, zaak)
    unit.record(HersteltermijnVerstreken(zaak=zaak.id, vraag_id=vraag.id))


@COMMISSIE.job("school_herinneren")
async def school_herinneren(unit: UnitOfWork, task: Task) -> None:
    zaak = await unit.lock(Behandeling, task.zaak)
    vraag = await unit.lock(Vraag, UUID(task.lading["voor"]))
    if vraag.beantwoord_op or vraag.verlopen_op or zaak.status != "aanvulling_gevraagd":
        return
    for persoon in zaak.aanvragers:
        unit.mail(
            "herinnering_school",
            aan=persoon,
            zaak=zaak.id,
            link=school_link(zaak.id),
            **{"termijn.laatste_dag": vraag.termijn_tot.isoformat()},
        )
    unit.record(SchoolHerinnerd(zaak=zaak.id, vraag_id=vraag.id))


@COMMISSIE.job("beslistermijn_waarschuwen")
async def beslistermijn_waarschuwen(unit: UnitOfWork, task: Task) -> None:
    """To secretaris and directeur of the samenwerkingsverband, some days before the legal date."""
    zaak = await unit.lock(Behandeling, task.zaak)
    if zaak.status not in LOPEND:
        return
    wie = await ask(
        unit,
        "netwerk",
        PersonenVanRol(rollen=[Rol.SECRETARIS, Rol.DIRECTEUR], organisatie=unit.tenant.swv_nummer),
    )
    for persoon in dict.fromkeys(p.persoon for p in wie.personen):
        unit.mail(
            "waarschuwing_beslistermijn",
            aan=persoon,
            zaak=zaak.id,
            link=dossier_link(zaak.id),
            **{"termijn.laatste_dag": zaak.uiterlijk_op.isoformat()},
        )
    unit.record(BeslistermijnGewaarschuwd(zaak=zaak.id, uiterlijk_op=zaak.uiterlijk_op))


@COMMISSIE.job("beslistermijn_verstrijken")
async def beslistermijn_verstrijken(unit: UnitOfWork, task: Task) -> None:
    """Told once per date that passed without a besluit made known; the case goes on."""
    zaak = await unit.lock(Behandeling, task.zaak)
    if zaak.status in LOPEND and unit.vandaag > zaak.uiterlijk_op:
        unit.record(BeslistermijnVerstreken(zaak=zaak.id, uiterlijk_op=zaak.uiterlijk_op))


@COMMISSIE.job("bezwaartermijn_verstrijken")
async def bezwaartermijn_verstrijken(unit: UnitOfWork, task: Task) -> None:
    """When the term of the last addressee has passed, the besluit stands: once, whoever's term rang first."""
    zaak = await unit.lock(Behandeling, task.zaak)
    bekend = await unit.all(Bekendmaking, Bekendmaking.behandeling_id == zaak.id)
    laatste = max((rij.bezwaar_tot_en_met for rij in bekend), default=None)
    if zaak.status != "bekendgemaakt" or laatste is None or unit.vandaag <= laatste:
        return
    besluit = await unit.lock(Besluit, zaak.id)
    besluit.onherroepelijk_op = laatste + timedelta(days=1)
    stap(zaak, "bezwaartermijn_verstrijken")
    _gewijzigd(unit, zaak)
    unit.record(BesluitOnherroepelijk(zaak=zaak.id, onherroepelijk_op=besluit.onherroepelijk_op))


@COMMISSIE.job("brieven_wissen")
async def brieven_wissen(unit: UnitOfWork, task: Task) -> None:
    """The letters of a case that was destroyed: noise since its key went, now also gone."""
    await files.delete(*await files.sizes(f"{unit.asker.tenant}/beschikkingen/{task.zaak}"))
