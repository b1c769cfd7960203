"""Opening an aanmelding for an act, adding to its ledger, and keeping up to date what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.zorgplicht.houder import Voorval, houder_op
from services.intake.zorgplicht.klok import Klok, klok, sector, waarschuwen_op
from services.intake.zorgplicht.proces import AANMELDING, LOPEND, MEEKIJKVERZOEK, ONBESLIST, ONDERZOEK
from services.intake.zorgplicht.tables import Aanmelding, Zorgplichtgebeurtenis, Zorgplichttoelichting
from services.kern.errors import Gewijzigd, KanNiet
from services.kern.kalender import DAG
from services.kern.policy import Deel
from services.kern.principal import Principal
from services.kern.uitleg import Stap
from tenants.organisaties import elke_school

# The second school sees the days and the one name of the first; what is decided asks nothing any more.
_MEEKIJKERS = """
update meekijkverzoek set uiterlijk_op = :uiterlijk, houder = :houder,
    status = case when status = 'open' and not cast(:lopend as boolean) then cast(:over as text) else status end,
    versie = case when status = 'open' and not cast(:lopend as boolean) then versie + 1 else versie end,
    gewijzigd_op = :nu, gewijzigd_door_naam = :naam
where tenant = :tenant and aanmelding = :aanmelding
"""
UUR = 8  # the hour at which an e-mail leaves


async def aanmelding_openen(
    unit: UnitOfWork, dossier_id: UUID, act_name: str, versie: int, deel: Deel = Deel.AANMELDINGWERK
) -> Aanmelding:
    """The running aanmelding of this dossier, locked, for act `act_name`.

    Raises NietGevonden outside scope, MagNiet, KanNiet (none runs, or not in this status) and Gewijzigd.
    """
    await unit.admit(dossier_id, deel)
    lopend = await unit.all(Aanmelding, Aanmelding.dossier == dossier_id, Aanmelding.status.in_(LOPEND))
    if not lopend:
        raise KanNiet("Er loopt voor deze leerling geen aanmelding.")
    aanmelding = await unit.lock(Aanmelding, lopend[0].id)
    rol = unit.asker.rol if isinstance(unit.asker, Principal) else None
    rij = AANMELDING.toets(act_name, rol, aanmelding.status)
    if versie != aanmelding.versie:
        raise Gewijzigd(
            f"{aanmelding.gewijzigd_door_naam} heeft deze aanmelding intussen bijgewerkt.",
            extra={
                "door": aanmelding.gewijzigd_door_naam,
                "op": aanmelding.gewijzigd_op.isoformat(),
                "versie": aanmelding.versie,
                "nu": {},
            },
        )
    if rij.naar is not None:
        aanmelding.status = rij.naar
    return aanmelding


async def register(unit: UnitOfWork, aanmelding: UUID) -> list[Voorval]:
    """The ledger in the order in which it was written."""
    await unit.flush()
    rijen = await unit.all(
        Zorgplichtgebeurtenis,
        Zorgplichtgebeurtenis.aanmelding == aanmelding,
        order=Zorgplichtgebeurtenis.volgorde,
    )
    return voorvallen(rijen)


def voorvallen(rijen: Iterable[Any]) -> list[Voorval]:
    """Rows of the ledger, from the ORM or from a query, as the pure rules read them."""
    return [Voorval(rij.soort, rij.op, rij.school) for rij in rijen]


def opnemen(
    unit: UnitOfWork,
    aanmelding: Aanmelding,
    soort: str,
    op: date,
    *,
    school: str = "",
    reden: str = "",
    toelichting: str = "",
) -> None:
    """Add a line to the ledger."""
    id = uuid4()
    unit.add(
        Zorgplichtgebeurtenis(
            id=id,
            aanmelding=aanmelding.id,
            dossier=aanmelding.dossier,
            soort=soort,
            op=op,
            school=school,
            reden=reden,
            door_naam=unit.asker.naam,
            vastgelegd_op=unit.nu,
        )
    )
    if toelichting:
        unit.add(Zorgplichttoelichting(gebeurtenis=id, dossier=aanmelding.dossier, tekst=toelichting))


def sector_van(tenant_sector: str, school: str) -> str:
    """Under which law this school admits."""
    gevonden = elke_school(school)
    return sector(gevonden.soort if gevonden else "", tenant_sector)


async def klok_van(unit: UnitOfWork, aanmelding: Aanmelding, voorval: list[Voorval]) -> Klok:
    """The clock by this ledger, today."""
    dossier = await unit.get(Leerlingdossier, aanmelding.dossier)
    return klok(
        voorval,
        sector_van(unit.tenant.sector, aanmelding.school),
        unit.vandaag,
        dossier.geboren_op if dossier else None,
    )


async def bijwerken(unit: UnitOfWork, aanmelding: Aanmelding) -> Klok:
    """After every act: what follows from the ledger, in the row, in the terms and in what must happen by itself."""
    voorval = await register(unit, aanmelding.id)
    berekend = await klok_van(unit, aanmelding, voorval)
    houder = houder_op(voorval, unit.vandaag)
    # Once it was told by when to place, that term stays to be seen, also when it no longer matters.
    plaatsen_op = berekend.plaatsen_op or aanmelding.plaatsen_op
    aanmelding.uiterlijk_op = berekend.uiterlijk_op
    aanmelding.plaatsen_op = berekend.plaatsen_op
    aanmelding.houder = houder.school if houder else ""
    await sync(unit, aanmelding.dossier, _termijnen(aanmelding, berekend, plaatsen_op))
    await unit.execute(
        _MEEKIJKERS,
        aanmelding=aanmelding.id,
        uiterlijk=aanmelding.uiterlijk_op,
        houder=aanmelding.houder,
        lopend=aanmelding.status in LOPEND,
        over=MEEKIJKVERZOEK.rij("meekijkverzoek_vervallen").naar,
        nu=unit.nu,
        naam=unit.asker.naam,
    )
    return berekend


def _termijnen(aanmelding: Aanmelding, berekend: Klok, plaatsen_op: date | None) -> list[Deadline]:
    """The term to decide, and the day on which the pupil must be placed when nothing was decided."""
    voor = str(aanmelding.id)
    beslissen = "verstreken" if berekend.status == "te_laat" else berekend.status
    acties: dict[str, datetime] = {}
    if aanmelding.status in ONBESLIST:
        acties["zorgplicht_waarschuwen"] = begin_van(waarschuwen_op(berekend.uiterlijk_op), UUR)
        acties["zorgplicht_verstrijken"] = begin_van(berekend.uiterlijk_op + DAG, UUR)
    stappen = uitleg(berekend.uitleg)
    uit = [
        Deadline(
            naam="aanmelding_beslissen",
            titel="Beslissen op de aanmelding",
            soort="wettelijk",
            uiterlijk_op=berekend.uiterlijk_op,
            status=beslissen,
            uitleg=stappen,
            voor=voor,
            acties=acties,
            lading={"voor": voor},
        )
    ]
    if plaatsen_op is not None:
        wacht = aanmelding.status == ONDERZOEK
        acties = {}
        if wacht:
            acties["plaatsing_melden"] = begin_van(plaatsen_op, UUR)
        uit.append(
            Deadline(
                naam="leerling_plaatsen",
                titel="Tijdelijk plaatsen als er nog niet is beslist",
                soort="wettelijk",
                uiterlijk_op=plaatsen_op,
                status="loopt" if wacht else "vervallen",
                uitleg=stappen,
                voor=voor,
                acties=acties,
                lading={"voor": voor},
            )
        )
    return uit


def uitleg(stappen: list[Stap]) -> list[dict[str, Any]]:
    """The steps as they are kept: `datum` None where the step has none."""
    return [
        {
            "stap": s.stap,
            "datum": str(s.datum) if isinstance(s.datum, date) else None,
            "waarde": None,
            "grondslag": s.grondslag,
        }
        for s in stappen
    ]


def bewaard(unit: UnitOfWork, aanmelding: Aanmelding) -> Bewaard:
    """The next version, by whom and when."""
    aanmelding.versie += 1
    aanmelding.gewijzigd_op = unit.nu
    aanmelding.gewijzigd_door_naam = unit.asker.naam
    return Bewaard(id=aanmelding.id, versie=aanmelding.versie, op=unit.nu)
