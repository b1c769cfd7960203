"""Door 1 of the herstelbak: send once more, or say that it need not arrive. Row security shows each the own.

The functioneel beheerder is involved in no case, so nobody writes in the case here: jobs do.
"""

from __future__ import annotations

from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.delivery import BERICHT, OVER_DE_GRENS, Herstelpunt, er_zijn
from services.intake.herstel.contract import HerstelpuntSluiten, HerstelpuntVersturen
from services.intake.herstel.proces import HERSTEL
from services.intake.service import INTAKE
from services.intake.tekst import alinea
from services.kern.errors import KanNiet, OngeldigeInvoer

REDEN_KORT, REDEN_LANG = 10, 500


async def _openen(unit: UnitOfWork, id: UUID, act_name: str) -> Herstelpunt:
    """Raises NietGevonden for what is of another, and KanNiet for what is off the list."""
    punt = await unit.lock(Herstelpunt, id)
    unit.zaak = punt.zaak
    HERSTEL.toets(act_name, unit.principal.rol, punt.status)
    return punt


@INTAKE.act(HerstelpuntVersturen)
async def herstelpunt_versturen(unit: UnitOfWork, opdracht: HerstelpuntVersturen) -> Bewaard:
    punt = await _openen(unit, opdracht.herstelpunt_id, "herstelpunt_versturen")
    if punt.soort == BERICHT:
        await unit.execute(
            "update bericht set status = 'klaar' where tenant = :tenant and id = :id and status = 'mislukt'",
            id=punt.voor,
        )
        unit.later("bericht_versturen", zaak=punt.zaak, bericht=str(punt.voor))
    # Of the other side of a border only a job finds out: who stands here may see no row of what was sent.
    elif punt.soort not in OVER_DE_GRENS and not await er_zijn(unit, punt.rollen, punt.naar):
        raise KanNiet("Er is nog steeds niemand bij wie dit kan aankomen.")
    unit.later("herstelpunt_proberen", zaak=punt.zaak, punt=str(punt.id))
    return Bewaard(id=punt.id, versie=punt.pogingen, op=unit.nu)


@INTAKE.act(HerstelpuntSluiten)
async def herstelpunt_sluiten(unit: UnitOfWork, opdracht: HerstelpuntSluiten) -> Bewaard:
    """What was sent itself stays as it is; to take that back is an act of its own."""
    punt = await _openen(unit, opdracht.herstelpunt_id, "herstelpunt_sluiten")
    reden = alinea(opdracht.reden)
    if not REDEN_KORT <= len(reden) <= REDEN_LANG:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": "Schrijf in een zin waarom."})
    punt.status, punt.afloop = HERSTEL.rij("herstelpunt_sluiten").naar, reden
    punt.geeindigd_op, punt.geeindigd_door = unit.nu, unit.principal.naam
    unit.later("herstelpunt_vertellen", zaak=punt.zaak, punt=str(punt.id))
    return Bewaard(id=punt.id, versie=punt.pogingen, op=unit.nu)
