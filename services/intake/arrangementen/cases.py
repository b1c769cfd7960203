"""Opening an arrangement for an act, its ledger, and the term that follows from its last day."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from infra.clock import AMSTERDAM, begin_van
from infra.deadlines import Deadline, sync
from infra.unit_of_work import UnitOfWork
from services.intake.arrangementen.duur import uiterste_tot, waarschuwen_op
from services.intake.arrangementen.proces import ARRANGEMENT, LOOPT
from services.intake.arrangementen.tables import Arrangement, Arrangementbesluit, Arrangementdoel
from services.intake.contract import Bewaard
from services.kern.errors import Gewijzigd, KanNiet, MagNiet
from services.kern.kalender import DAG
from services.kern.policy import Deel
from services.kern.principal import Principal
from tenants.schema import Arrangement as Soort

UUR = 8  # the hour at which an e-mail leaves
#: What only the one who decides about this kind may do.
VAN_DE_BUDGETHOUDER = frozenset({"arrangement_toekennen", "arrangement_weigeren", "arrangement_verlengen"})


async def arrangement_openen(unit: UnitOfWork, id: UUID, act_name: str, versie: int) -> Arrangement:
    """The arrangement, locked, for act `act_name`.

    Raises NietGevonden outside scope, MagNiet (also for a role that does not decide about this kind), KanNiet in
    another status, and Gewijzigd with the present plan.
    """
    arrangement = await unit.lock(Arrangement, id)
    unit.zaak, unit.voorwerp = arrangement.zaak, arrangement.id
    await unit.admit(arrangement.zaak, Deel.ARRANGEMENTWERK)
    rol = unit.asker.rol if isinstance(unit.asker, Principal) else None
    if rol is not None and rol in ARRANGEMENT.rij(act_name).rollen and not mag(act_name, rol, arrangement.beslist):
        raise MagNiet(f"Over deze soort beslist {unit.tenant.rolnaam(arrangement.beslist)}.")
    rij = ARRANGEMENT.toets(act_name, rol, arrangement.status)
    if versie != arrangement.versie:
        raise Gewijzigd(
            f"{arrangement.gewijzigd_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": arrangement.gewijzigd_door_naam,
                "op": arrangement.gewijzigd_op.isoformat(),
                "versie": arrangement.versie,
                "nu": await _nu(unit, arrangement) if act_name == "plan_bijstellen" else {},
            },
        )
    arrangement.status = rij.naar or arrangement.status
    return arrangement


async def _nu(unit: UnitOfWork, arrangement: Arrangement) -> dict[str, str]:
    """The plan as it stands now, by the fields of its form."""
    doelen = await doelen_van(unit, arrangement.id)
    nu = {"behoefte": arrangement.behoefte, "communicatie": arrangement.communicatie}
    return nu | {f"doel_{doel.nummer}": doel.doel for doel in doelen}


def mag(act_name: str, rol: str, beslist: str) -> bool:
    """Whether this role may do this act on a kind about which `beslist` decides. A school may always stop."""
    if act_name in VAN_DE_BUDGETHOUDER:
        return rol == beslist
    return act_name != "arrangement_stoppen" or rol in (beslist, "ib_er", "schooldirecteur")


def soort_van(unit: UnitOfWork, arrangement: Arrangement) -> Soort:
    """The kind by the rules of the day of asking. Raises KanNiet when the samenwerkingsverband took that day back."""
    dag = arrangement.gevraagd_op.astimezone(AMSTERDAM).date()
    soort = unit.regels(dag).arrangementen.get(arrangement.soort)
    if soort is None:
        raise KanNiet("Het samenwerkingsverband kent deze soort niet meer.")
    return soort


async def doelen_van(unit: UnitOfWork, arrangement: UUID) -> list[Arrangementdoel]:
    return await unit.all(Arrangementdoel, Arrangementdoel.arrangement == arrangement, order=Arrangementdoel.nummer)


def doelen_zetten(unit: UnitOfWork, arrangement: Arrangement, doelen: list[str], vanaf: int = 1) -> None:
    for nummer, doel in enumerate(doelen, vanaf):
        unit.add(
            Arrangementdoel(id=uuid4(), arrangement=arrangement.id, zaak=arrangement.zaak, nummer=nummer, doel=doel)
        )


def opnemen(
    unit: UnitOfWork, arrangement: Arrangement, soort: str, *, tot: date | None = None, reden: str = ""
) -> None:
    """Add a line to the ledger, with what was granted in all until now."""
    unit.add(
        Arrangementbesluit(
            id=uuid4(),
            arrangement=arrangement.id,
            zaak=arrangement.zaak,
            soort=soort,
            op=unit.vandaag,
            tot=tot,
            cent=arrangement.cent,
            inzet=arrangement.inzet,
            reden=reden,
            door_naam=unit.asker.naam if isinstance(unit.asker, Principal) else "Meedoen",
        )
    )


async def termijn_bijwerken(unit: UnitOfWork, arrangement: Arrangement) -> None:
    """The term of the last day: a warning before it, and the end by itself the day after."""
    soort = unit.regels(arrangement.gevraagd_op.astimezone(AMSTERDAM).date()).arrangementen.get(arrangement.soort)
    weken = soort.waarschuwing_weken if soort else None
    arrangement.waarschuwen_op = waarschuwen_op(arrangement.van, arrangement.tot, weken)
    waarom = uiterste_tot(soort, arrangement.van)[1] if soort else ""
    acties = {}
    if arrangement.status == LOOPT:
        if unit.vandaag <= arrangement.waarschuwen_op:
            acties["einde_aankondigen"] = begin_van(arrangement.waarschuwen_op, UUR)
        acties["arrangement_aflopen"] = begin_van(arrangement.tot + DAG)
    voor = str(arrangement.id)
    await sync(
        unit,
        arrangement.zaak,
        [
            Deadline(
                naam="arrangement_eindigt",
                titel="Extra ondersteuning eindigt",
                soort="afspraak",
                uiterlijk_op=arrangement.tot,
                status="loopt" if arrangement.status == LOOPT else "gehaald",
                uitleg=[
                    {
                        "stap": waarom or "Zoals afgesproken.",
                        "datum": str(arrangement.tot),
                        "waarde": None,
                        "grondslag": soort.bron if soort else "",
                    }
                ],
                voor=voor,
                acties=acties,
                lading={"voor": voor},
            )
        ],
    )


def bewaard(unit: UnitOfWork, arrangement: Arrangement) -> Bewaard:
    """The next version, by whom and when."""
    arrangement.versie += 1
    arrangement.gewijzigd_op = unit.nu
    arrangement.gewijzigd_door_naam = unit.asker.naam if isinstance(unit.asker, Principal) else "Meedoen"
    return Bewaard(id=arrangement.id, versie=arrangement.versie, op=unit.nu)
