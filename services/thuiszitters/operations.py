"""Door 1 of thuiszitters: a school says that a child is at home."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.kern.errors import OngeldigeInvoer
from services.kern.policy import GROND_THUISZITTER, Deel, Kring
from services.kern.rollen import SCHOOLROLLEN
from services.thuiszitters.contract import ThuiszitterGemeld, ThuiszitterMelden, ThuiszitterStand
from services.thuiszitters.service import THUISZITTERS
from services.thuiszitters.tables import Thuiszitter


@THUISZITTERS.act(ThuiszitterMelden, rollen=SCHOOLROLLEN)
async def thuiszitter_melden(unit: UnitOfWork, opdracht: ThuiszitterMelden) -> ThuiszitterStand:
    """A pupil is known once; told again, the earliest day counts."""
    if opdracht.sinds > unit.vandaag:
        raise OngeldigeInvoer(
            "Deze dag is nog niet geweest.", velden={"sinds": "Vul de eerste dag in dat de leerling thuis was."}
        )
    bekend = await unit.all(
        Thuiszitter,
        Thuiszitter.leerling_id == opdracht.leerling_id,
        Thuiszitter.school == unit.principal.organisatie,
    )
    if bekend:
        thuiszitter = await unit.lock(Thuiszitter, bekend[0].id)
        thuiszitter.sinds = min(thuiszitter.sinds, opdracht.sinds)
    else:
        id = uuid4()
        wie = ((Kring.SCHOOL, unit.principal.organisatie), (Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer))
        for kring, houder in wie:
            await involve(unit, id, kring, houder, grond=GROND_THUISZITTER)
        thuiszitter = unit.add(
            Thuiszitter(
                id=id,
                leerling_id=opdracht.leerling_id,
                school=unit.principal.organisatie,
                sinds=opdracht.sinds,
                status="thuis",
            )
        )
    await unit.admit(thuiszitter.id, Deel.THUISZITTER)
    unit.record(ThuiszitterGemeld(zaak=thuiszitter.id, leerling_id=opdracht.leerling_id, sinds=thuiszitter.sinds))
    return ThuiszitterStand(
        id=thuiszitter.id,
        leerling_id=thuiszitter.leerling_id,
        sinds=thuiszitter.sinds,
        school=thuiszitter.school,
        status=thuiszitter.status,
        verwacht_op=thuiszitter.verwacht_op,
    )
