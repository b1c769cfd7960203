"""A hand-over in hand: opening it for an act, what of it somebody else may see, and what follows from its dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from infra import crossing
from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.delivery import AAN_SCHOOL, AAN_SWV, OVER_DE_GRENS, er_zijn
from services.intake.overdracht import keuze
from services.intake.overdracht.contract import OverdrachtAankondigen, OverdrachtInhoud, OverdrachtKort
from services.intake.overdracht.proces import COORDINATOREN, OVERDRACHT
from services.intake.overdracht.tables import Overdracht
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.principal import Asker
from services.kern.rollen import SCHOOLROLLEN
from tenants.organisaties import school as tenants_school
from tenants.registry import load_all
from tenants.schema import OverdrachtRegels, Tenant

UUR = 8  # the hour at which an e-mail leaves


def regels(tenant: Tenant) -> OverdrachtRegels:
    """What this samenwerkingsverband declares about the hand-over. Raises KanNiet where it has none."""
    if tenant.overdracht is None:
        raise KanNiet(f"{tenant.korte_naam} heeft geen warme overdracht in Meedoen.")
    return tenant.overdracht


def naar(tenant: Tenant) -> list[str]:
    """The tenants to which this one hands over."""
    return [id for id in tenant.overdracht.naar if id in load_all()] if tenant.overdracht else []


def van(tenant: str) -> list[str]:
    """The tenants that hand over to this one."""
    return sorted(id for id, ander in load_all().items() if tenant in naar(ander))


async def overdracht_van(unit: UnitOfWork, dossier: UUID) -> Overdracht | None:
    """The hand-over of this dossier, locked."""
    gevonden = await unit.all(Overdracht, Overdracht.dossier == dossier)
    return await unit.lock(Overdracht, gevonden[0].id) if gevonden else None


def toetsen(unit: UnitOfWork, overdracht: Overdracht, act_name: str, versie: int | None) -> None:
    """Raises MagNiet, KanNiet and Gewijzigd; moves the status as the process table says."""
    rij = OVERDRACHT.toets(act_name, unit.principal.rol, overdracht.status)
    if versie is not None and versie != overdracht.versie:
        raise Gewijzigd(
            f"{overdracht.gewijzigd_door_naam} heeft deze overdracht intussen gewijzigd.",
            extra={
                "door": overdracht.gewijzigd_door_naam,
                "op": overdracht.gewijzigd_op.isoformat(),
                "versie": overdracht.versie,
                "nu": {"status": overdracht.status},
            },
        )
    overdracht.status = rij.naar or overdracht.status


async def bewaard(unit: UnitOfWork, overdracht: Overdracht, door: str = "") -> Bewaard:
    """The next version, by whom and when, and the terms that follow."""
    overdracht.versie += 1
    overdracht.gewijzigd_op, overdracht.gewijzigd_door_naam = unit.nu, door or unit.asker.naam
    await _termijnen(unit, overdracht)
    return Bewaard(id=overdracht.id, versie=overdracht.versie, op=unit.nu)


async def _termijnen(unit: UnitOfWork, overdracht: Overdracht) -> None:
    """Every pupil has a place before the day of the tenant; it is told so many days before."""
    eigen = regels(unit.tenant)
    acties: dict[str, datetime] = {}
    herinneren = overdracht.plek_uiterlijk - timedelta(days=eigen.herinneren_dagen)
    if not overdracht.plek_school and unit.vandaag <= overdracht.plek_uiterlijk:
        acties["overstap_herinneren"] = begin_van(max(herinneren, unit.vandaag), UUR)
    status = "gehaald" if overdracht.plek_school else "loopt" if acties else "verstreken"
    stap = f"Het streven is een plek voor elke leerling, {eigen.herinneren_dagen} dagen ervoor volgt een bericht."
    await sync(
        unit,
        overdracht.dossier,
        [
            Deadline(
                naam="plek_vinden",
                titel="Een plek in het voortgezet onderwijs",
                soort="streef",
                uiterlijk_op=overdracht.plek_uiterlijk,
                status=status,
                uitleg=[
                    {"stap": stap, "datum": str(overdracht.plek_uiterlijk), "waarde": None, "grondslag": eigen.bron}
                ],
                voor=str(overdracht.id),
                acties=acties,
                lading={"voor": str(overdracht.id)},
            )
        ],
    )


def gedeeld_met(rij: Any, voor: str, vandaag: date, school: str = "") -> None:
    """Whether tenant `voor` (and this school there) sees this row today. Raises NietGevonden: what is not shared does
    not exist."""
    if rij is None or rij["naar"] != voor or not keuze.zichtbaar(rij["status"], rij["verloopt_op"], vandaag):
        raise NietGevonden()
    if school and not keuze.ook_voor(rij["ook_school"], rij["plek_school"], school):
        raise NietGevonden()


def grond(voor: str, school: str = "") -> str:
    """Why it is shown, for the audit."""
    return f"gedeeld met {voor}, school {school}" if school else f"gedeeld met {voor}"


def kort(rij: Mapping[str, Any], tenant: str, vandaag: date, *, dossier: bool) -> OverdrachtKort:
    return OverdrachtKort(
        id=rij["id"],
        tenant=tenant,
        dossier_id=rij["dossier"] if dossier else None,
        leerling=rij["leerling"],
        groep=rij["groep"],
        school=rij["school"],
        status=rij["status"],
        naar=rij["naar"],
        overstap_jaar=rij["overstap_jaar"],
        plek_uiterlijk=rij["plek_uiterlijk"],
        plek_school=rij["plek_school"],
        plek_per=rij["plek_per"],
        stand=keuze.nog_zonder_plek(rij["plek_school"], rij["plek_uiterlijk"], vandaag),
        verloopt_op=rij["verloopt_op"],
    )


def inhoud(
    rij: Mapping[str, Any], geboren_op: date, gezag: list[str], loopbaan: list[str], tenant: str, vandaag: date
) -> OverdrachtInhoud:
    """What was chosen and nothing else, whoever asks."""
    alles = {naam: [regel for regel in rij[naam].split("\n") if regel.strip()] for naam in keuze.TEKSTEN}
    alles |= {"gezag": gezag, "loopbaan": loopbaan}
    return OverdrachtInhoud(
        dossier_id=rij["dossier"],
        kort=kort(rij, tenant, vandaag, dossier=False),
        geboren_op=geboren_op,
        contact=rij["gedeeld_door_naam"],
        inhoud=keuze.selectie(rij["onderdelen"], alles),
        toestemming_op=rij["toestemming_op"],
        gedeeld_op=rij["gedeeld_op"],
    )


async def lezers(unit: UnitOfWork, school: str) -> list[UUID]:
    """Who reads here what another tenant shared: the coordinators, or this school. Raises NietBeschikbaar."""
    if school and tenants_school(unit.tenant.swv_nummer, school) is None:
        return []
    rollen, organisatie = (SCHOOLROLLEN, school) if school else (COORDINATOREN, unit.tenant.swv_nummer)
    return await er_zijn(unit, [str(rol) for rol in rollen], organisatie)


async def aankondigen(asker: Asker, overdracht: Overdracht, cause: UUID, school: str = "") -> bool:
    """Tell the coordinators of the other side (or this school there) that there is something; they read it here.

    Returns whether there is anybody. Raises NietBeschikbaar."""
    vraag = OverdrachtAankondigen(
        opdracht=uuid5(cause, f"aankondigen/{overdracht.id}/{school}" if school else f"aankondigen/{overdracht.id}"),
        voor=asker.tenant,
        overdracht_id=overdracht.id,
        school=school,
    )
    return await crossing.ask_across(INTAKE, asker, overdracht.naar, vraag, partners=[overdracht.naar])


async def _nog_eens(unit: UnitOfWork, voor: UUID, naar: str, cause: UUID) -> bool:
    overdracht = await unit.get(Overdracht, voor)
    return overdracht is not None and await aankondigen(unit.asker, overdracht, cause)


async def _school_nog_eens(unit: UnitOfWork, voor: UUID, naar: str, cause: UUID) -> bool:
    overdracht = await unit.get(Overdracht, voor)
    return overdracht is not None and await aankondigen(unit.asker, overdracht, cause, naar)


OVER_DE_GRENS[AAN_SWV], OVER_DE_GRENS[AAN_SCHOOL] = _nog_eens, _school_nog_eens
